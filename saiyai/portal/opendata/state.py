"""Where each dataset stands: the act that last changed it, and the version that its files bear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils.functional import Promise
from django.utils.translation import override

from saiyai.accounts.queries import offices_present
from saiyai.accounts.rules import OfficeKind
from saiyai.audit import clock
from saiyai.audit.queries import ends_by_command, marks_of
from saiyai.web.offers import DATASETS, Dataset

Text = str | Promise
VERSION_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Published:
    """A dataset with when it began and was last changed, that act's number in the record, and the version that follows."""

    dataset: Dataset
    begun_at: datetime | None
    changed_at: datetime | None
    entry: int
    version: str

    @property
    def key(self) -> str:
        """Return the dataset's name in addresses."""
        return self.dataset.key


def published() -> list[Published]:
    """Return all datasets in the order in which the apps offer them, with how they stand: in two queries."""
    return _standing(list(DATASETS))


def published_at(key: str) -> Published | None:
    """Return the dataset of a key as it stands, None where there is none."""
    found = [each for each in DATASETS if each.key == key]
    return _standing(found)[0] if found else None


def _standing(datasets: Sequence[Dataset]) -> list[Published]:
    ends = ends_by_command()
    spans = [_span(each.acts, ends) for each in datasets]
    marks = marks_of({number for span in spans for number in span})
    found = []
    for each, (first, last) in zip(datasets, spans, strict=True):
        began, _seal = marks.get(first, (None, ""))
        mark, seal = marks.get(last, (None, ""))
        found.append(
            Published(
                each, began.at if began else None, mark.at if mark else None, last, _version(each, seal)
            )
        )
    return found


def _span(beginnings: tuple[str, ...], ends: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    fitting = [span for command, span in ends.items() if command.startswith(beginnings)]
    return min((first for first, _ in fitting), default=0), max((last for _, last in fitting), default=0)


def _version(dataset: Dataset, seal: str) -> str:
    parts = [
        dataset.key,
        seal,
        clock.today().isoformat() if dataset.is_daily else "",
        *(f"{each.name}:{each.kind}" for each in dataset.fields),
    ]
    return sha256("\0".join(parts).encode()).hexdigest()[:VERSION_DIGITS]


@dataclass(frozen=True, slots=True)
class Publisher:
    """The office that answers for the data."""

    code: str
    name_th: str
    name_en: str


def publisher() -> Publisher:
    """Return who answers for the data: the one support office that works here, else the ministry, else the product."""
    offices = list(offices_present())
    of_kind = {kind: [each for each in offices if each.kind == kind.value] for kind in OfficeKind}
    support, ministry = of_kind[OfficeKind.SUPPORT_OFFICE], of_kind[OfficeKind.MINISTRY]
    for each in [*(support if len(support) == 1 else ()), *ministry, *support]:
        return Publisher(each.code, each.name_th, each.name_en or each.name_th)
    return Publisher("saiyai", "สายใย", "Saiyai")


def in_both(text: Text) -> dict[str, str]:
    """Return a text in Thai and English, by language."""
    said = {}
    for language in ("th", "en"):
        with override(language):
            said[language] = str(text)
    return said


def in_thai(text: Text) -> str:
    """Return a text in Thai, whatever the reader's language."""
    with override("th"):
        return str(text)

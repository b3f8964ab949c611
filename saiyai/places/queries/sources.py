"""Where the tree of areas comes from: the last load of the package, the last lists that were imported."""

from dataclasses import dataclass
from datetime import datetime

from saiyai.audit.queries import last_mark
from saiyai.places.models import ImportBatch, PlaceLoad


@dataclass(frozen=True, slots=True)
class Source:
    """What areas were read from: "areas", "villages" or "authorities", its edition or number of rows, when, its entry."""

    kind: str
    name: str
    at: datetime
    entry: int | None


def sources() -> list[Source]:
    """Return the last load of areas and the last accepted lists of villages and of authorities, if any."""
    load = PlaceLoad.objects.order_by("-pk").first()
    found = [] if load is None else [Source("areas", load.edition, load.loaded_at, _entry(load.subject_key))]
    for kind in ImportBatch.Kind.values:
        accepted = ImportBatch.objects.filter(kind=kind, state=ImportBatch.State.ACCEPTED)
        batch = accepted.order_by("-pk").first()
        if batch is not None:
            mark = last_mark(batch.subject_key, ["places.import.accept"])
            at = mark.at if mark else batch.made_at
            found.append(Source(kind, f"{batch.rows:,}", at, mark.seq if mark else None))
    return found


def _entry(subject: str) -> int | None:
    mark = last_mark(subject)
    return mark.seq if mark else None

"""What apps offer to pages of any layer: typed registries that apps fill when they are ready.

An offer is a frozen dataclass of plain values or of functions that return them; the page asks each with the
scope of the one who looks.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from saiyai.kernel.powers import Scope

T = TypeVar("T")
Text = str | Promise


class Registry(Generic[T]):
    """The offers of one kind, in the order of their weight."""

    def __init__(self) -> None:
        self._offers: list[tuple[int, T]] = []

    def add(self, offer: T, *, weight: int = 50) -> None:
        """Add an offer; lighter ones come first."""
        self._offers.append((weight, offer))
        self._offers.sort(key=lambda pair: pair[0])

    def __iter__(self) -> Iterator[T]:
        return iter([offer for _weight, offer in self._offers])


@dataclass(frozen=True, slots=True)
class Sentences:
    """What an app says of its codes: acts in a history ("approved the report"), refusals, fields, acts to do."""

    commands: Mapping[str, Text]
    refusals: Mapping[str, Text]
    fields: Mapping[str, Text]
    labels: Mapping[str, Text] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    """What the codes of a field say where its model does not, under "app.model.field"."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act that a figure stands on: what was done, when, its number in the record; who, where the reader may know."""

    text: Text
    at: datetime | None = None
    by: str = ""
    entry: int | None = None
    url: str = ""
    """The address of the act in the trail of the thing that it was done to."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a figure is what it is: formula, what was counted, who is missing, who approved it when, and the trail."""

    formula: Text
    numerator: str = ""
    denominator: str = ""
    missing: tuple[tuple[str, str], ...] = ()
    """Who has not reported: (name, address of what is missing), only those whom the reader may know of."""
    missing_count: int = 0
    """How many are missing in all; those who are not named are only counted."""
    missing_url: str = ""
    """The address of the list of all of them."""
    acts: tuple[Act, ...] = ()
    """Who said so and when: the approvals, or the act by which the figure came in."""
    counted_at: int | None = None
    """The number of the record at which it was counted."""
    url: str = ""
    """The address of the cell and its trail, or of what was counted."""

    @property
    def more(self) -> int:
        """Return how many are missing beside those who are named."""
        return max(self.missing_count - len(self.missing), 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a panel or a tile, with what it is counted from where that matters."""

    label: Text
    value: str
    note: Text = ""
    url: str = ""
    share: float | None = None
    """The part of the whole from 0 to 1, drawn as a bar; None where the figure is no share."""
    why: Why | None = None
    why_url: str = ""
    """The address of the page that says why, where that takes too much to stand beside the figure."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What an app says of a place on the place's page, or to a person on their home."""

    title: Text
    figures: tuple[Figure, ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()  # (text, url, note)
    url: str = ""
    empty: Text = ""


PlacePanel = Callable[[str, Scope], Panel | None]
"""A function from a place's code and a scope to the panel, None where it has nothing to say there."""


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """Something that waits for a person: shown on the signed-in home, the late ones first."""

    text: str
    url: str
    place_code: str
    due_on: date | None = None


WaitingTasks = Callable[[Scope], list[WaitingTask]]


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A way in the main navigation, shown where its condition on the scope holds."""

    label: Text
    url_name: str
    shown: Callable[[Scope], bool]


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news for the homes of all apps."""

    title: str
    url: str
    on: date
    language: str = "th"


@dataclass(frozen=True, slots=True)
class Area:
    """An area that a person works in, with the role held there."""

    name: str
    url: str
    note: Text = ""


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A drawn map of somebody's areas with its twins: a summary in words and rows of (name, value, url)."""

    title: Text
    svg: SafeString
    summary: Text
    columns: tuple[Text, Text]
    rows: tuple[tuple[str, str, str], ...]
    stylesheet: str = ""
    """The static file that the drawing is dressed by, where it is not the design system's own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a finder found; `kind` is one word for what it is: place, organisation, form, action."""

    kind: Text
    title: Text
    note: Text
    url: str


Finder = Callable[[str, Scope], Sequence[Found]]
"""A function from what was typed and a scope to at most ten things found, the likeliest first."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A public thing with all the text by which the public search finds it."""

    key: str
    title_th: str
    url: str
    version: str
    """Differs when the thing does."""
    text: str = ""
    title_en: str = ""
    place_code: str = ""
    on: date | None = None
    year: int | None = None
    """The Buddhist year that it belongs to; its day's where it has a day and names no other."""
    fault: str = ""
    """Why a file's own text is not among it, as a code of whoever read the file."""


@dataclass(frozen=True, slots=True)
class SearchSource:
    """Things of one kind that the public search finds."""

    kind: str
    label: Text
    versions: Callable[[Collection[str] | None], Mapping[str, str]]
    """From some keys (None: all) to the versions of those that everybody may see at this moment, and of no others."""
    documents: Callable[[Collection[str]], Iterable[SearchDocument]]
    """From some keys to the documents of those that everybody may see."""


DataKind = Literal["text", "code", "integer", "decimal", "percent", "date", "flag"]


@dataclass(frozen=True, slots=True)
class DataField:
    """A column of a dataset: its name for programs, what it is called, what it holds, what that means."""

    name: str
    title: Text
    kind: DataKind = "text"
    meaning: Text = ""
    unit: Text = ""
    refers_to: tuple[str, str] | None = None
    """The dataset and the field whose value stands here, where it points at another dataset's row."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table of public data, as everybody may have it: what it is, what it stands on, and its rows one by one."""

    key: str
    title: Text
    about: Text
    fields: tuple[DataField, ...]
    rows: Callable[[], Iterable[Mapping[str, Any]]]
    count: Callable[[], int]
    acts: tuple[str, ...]
    """How the commands begin that change it ("places."): the latest of their acts is its state."""
    unique: tuple[str, ...]
    """The fields that name a row."""
    method: Text
    """How its values come about."""
    source: Text = ""
    """Whose data it is made of, where that is not the office's own."""
    keywords: tuple[Text, ...] = ()
    breakdown: Text = ""
    """By what its rows are told apart: area, kind."""
    smallest_area: Literal["", "province", "district", "tambon", "village"] = ""
    first_year: int | None = None
    """The first Buddhist year that it tells of, where it tells of years."""
    is_daily: bool = False
    """Whether a new day changes it without an act."""
    url_name: str = ""
    """The page that shows the same."""


@dataclass(frozen=True, slots=True)
class CodeNames:
    """What the codes of some fields ("app.model.field") are called in the reader's language, where rows name them."""

    fields: frozenset[str]
    names: Callable[[], Mapping[str, Text]]


PlacePath = Callable[[str], Sequence[tuple[str, str]]]
"""A function from a place's code to the (name, url) of those above it and of itself, the widest first."""


SENTENCES: Registry[Sentences] = Registry()
PLACE_PANELS: Registry[PlacePanel] = Registry()
WAITING_TASKS: Registry[WaitingTasks] = Registry()
NAVIGATION: Registry[NavigationItem] = Registry()
LATEST_NEWS: Registry[Callable[[int], list[NewsItem]]] = Registry()
LANGUAGE_TWINS: Registry[Callable[[str, str], str]] = Registry()
"""Functions from a page's path and a language to the path of the same page in that language, "" where there is none."""
ACTOR_NAMES: Registry[Callable[[set[int]], dict[int, str]]] = Registry()
AREAS: Registry[Callable[[Scope], Sequence[Area]]] = Registry()
AREA_MAPS: Registry[Callable[[Scope], AreaMap | None]] = Registry()
HOME_PANELS: Registry[Callable[[Scope], Panel | None]] = Registry()
FINDERS: Registry[Finder] = Registry()
PLACE_PATHS: Registry[PlacePath] = Registry()
SEARCH_SOURCES: Registry[SearchSource] = Registry()
DATASETS: Registry[Dataset] = Registry()
ROLE_NAMES: Registry[Mapping[str, Text]] = Registry()
CODE_NAMES: Registry[CodeNames] = Registry()


def name_of_role(role: str) -> Text:
    """Return what a role is called; its code where no app says more."""
    for offer in ROLE_NAMES:
        if role in offer:
            return offer[role]
    return role


def sentence_of_refusal(code: str) -> Text | None:
    """Return the sentence of a refusal's code, None where no app has one."""
    for offer in SENTENCES:
        if code in offer.refusals:
            return offer.refusals[code]
    return None


def sentence_of_command(name: str) -> Text:
    """Return what a command's entry in a history says; the name itself where no app says more."""
    for offer in SENTENCES:
        if name in offer.commands:
            return offer.commands[name]
    return name


def label_of_command(name: str) -> Text:
    """Return what a command is called as something one can do; what a history says where no app says more."""
    for offer in SENTENCES:
        if name in offer.labels:
            return offer.labels[name]
    return sentence_of_command(name)


def label_of_field(name: str) -> Text:
    """Return what a field of a snapshot is called in a history; the name itself where no app says more."""
    for offer in SENTENCES:
        if name in offer.fields:
            return offer.fields[name]
    return name


def values_of_field(field_of_model: str) -> Mapping[str, Text]:
    """Return what the codes of a field ("app.model.field") say, as its app offers it; nothing where none does."""
    for offer in SENTENCES:
        if field_of_model in offer.values:
            return offer.values[field_of_model]
    return next((each.names() for each in CODE_NAMES if field_of_model in each.fields), {})


def names_of_actors(numbers: Iterable[int | None]) -> dict[int, str]:
    """Return the names of accounts by number, as the apps that know them offer them."""
    wanted = {number for number in numbers if number is not None}
    names: dict[int, str] = {}
    if wanted:
        for offer in ACTOR_NAMES:
            names |= offer(wanted)
    return names

"""What apps offer to pages of any layer: typed registries that an app fills when it is ready and a page renders.

An offer is a frozen dataclass of plain values or of functions that return them; the page asks each with the scope of the
one who looks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.utils.functional import Promise

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

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
        return iter([offer for _weight, offer in self._offers])


@dataclass(frozen=True, slots=True)
class Sentences:
    """What an app's codes say: its commands in a history ("approved the report"), its refusals, its bad values."""

    commands: Mapping[str, Text]
    refusals: Mapping[str, Text]
    fields: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a panel, with what it is counted from where that matters."""

    label: Text
    value: str
    note: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What an app says of a place on the place's page."""

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


SENTENCES: Registry[Sentences] = Registry()
PLACE_PANELS: Registry[PlacePanel] = Registry()
WAITING_TASKS: Registry[WaitingTasks] = Registry()
NAVIGATION: Registry[NavigationItem] = Registry()
LATEST_NEWS: Registry[Callable[[int], list[NewsItem]]] = Registry()
ACTOR_NAMES: Registry[Callable[[set[int]], dict[int, str]]] = Registry()


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

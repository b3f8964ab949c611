"""Where the truth is: each app whose figures stand in the cube says how its blocks are read from the database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from saiyai.analytics.cube.shape import Reports, Shape


@dataclass(frozen=True, slots=True)
class Source:
    """An app's blocks: the word that their keys begin with, their keys, and of a key its shape, places and reports."""

    name: str
    keys: Callable[[], Iterable[str]]
    shape_of: Callable[[str], Shape]
    places_of: Callable[[str], Iterable[str]]
    reports_of: Callable[[str], Iterator[Reports]]


_SOURCES: dict[str, Source] = {}


def add_source(source: Source) -> None:
    """Add an app's blocks; a name used twice is a ValueError."""
    held = _SOURCES.get(source.name)
    if held is not None and held != source:
        raise ValueError(f"two sources are called {source.name}")
    _SOURCES[source.name] = source


def all_keys() -> list[str]:
    """Return the keys of all blocks that there are."""
    sources = [_SOURCES[name] for name in sorted(_SOURCES)]
    return [key for source in sources for key in source.keys()]  # noqa: SIM118 (a function of the source's)


def source_of(key: str) -> Source:
    """Return the source of a block; LookupError where no app has one of that name."""
    return _SOURCES[key.partition(".")[0]]

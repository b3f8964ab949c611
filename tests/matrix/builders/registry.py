"""Builders by the name of the route, or of the one parameter, that they fill."""

from collections.abc import Callable
from itertools import count
from typing import Any

from tests.cast import Cast

Builder = Callable[[Cast, str], dict[str, Any] | None]

BUILDERS: dict[str, Builder] = {}
_number = count(1)


def next_number() -> int:
    """Return a number that no other builder was given."""
    return next(_number)


def builder(*names: str) -> Callable[[Builder], Builder]:
    """Stand a builder under the names of routes, or of a parameter ("parameter:code")."""

    def stand(build: Builder) -> Builder:
        for name in names:
            if name in BUILDERS:
                raise TypeError(f"two builders are called {name}")
            BUILDERS[name] = build
        return build

    return stand


def parameters_at(
    cast: Cast, name: str, parameters: frozenset[str], place_code: str
) -> dict[str, Any] | None:
    """Return the parameters of a route to a thing at a place, None where none can lie there; LookupError for no builder."""
    if not parameters:
        return {}
    if name in BUILDERS:
        return BUILDERS[name](cast, place_code)
    if len(parameters) == 1 and f"parameter:{next(iter(parameters))}" in BUILDERS:
        return BUILDERS[f"parameter:{next(iter(parameters))}"](cast, place_code)
    raise LookupError(
        f"The route {name} takes {', '.join(sorted(parameters))}, and nobody builds them: add a function to its "
        f'app\'s module in tests/matrix/builders/ under @builder("{name}") that makes the thing at a place and returns '
        "the parameters."
    )

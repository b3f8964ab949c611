"""Who acts in the matrix, and which places are their own, below, above and beside."""

from dataclasses import dataclass

from saiyai.accounts.models import User
from saiyai.kernel.powers import NOBODY, Scope
from tests.cast import Cast

RELATIONS = ("own", "child", "parent", "sibling")

AREAS: dict[str, tuple[str, str, str | None, str | None]] = {
    "visitor": ("501412", "50141203", "5014", "501411"),
    "citizen": ("501412", "50141203", "5014", "501411"),
    "volunteer": ("501412", "50141203", "5014", "501411"),
    "tambon_officer": ("501412", "50141203", "5014", "501411"),
    "district_coordinator": ("5014", "501412", "50", "5001"),
    "province_officer": ("50", "5014", "", "52"),
    "other_province_officer": ("52", "5207", "", "50"),
    "support_officer": ("50", "5014", "", "10"),
    "ministry_officer": ("", "50", None, None),
    "auditor": ("", "50", None, None),
    "administrator": ("", "50", None, None),
}
"""For each actor, the codes of a place of their own, of one below it, of the one above it and of one beside it."""


@dataclass(frozen=True)
class Actor:
    """One who asks: a person of the cast, or a visitor who is nobody."""

    name: str
    user: User | None

    @property
    def scope(self) -> Scope:
        return NOBODY if self.user is None else self.user.scope

    def places(self) -> list[tuple[str, str]]:
        return [
            (rel, code) for rel, code in zip(RELATIONS, AREAS[self.name], strict=True) if code is not None
        ]


def actors(cast: Cast) -> list[Actor]:
    return [Actor(name, getattr(cast, name, None)) for name in AREAS]

"""What is true of the searches that people keep."""

from dataclasses import dataclass, field

from saiyai.kernel.refusal import Refusal

MOST_KEPT = 30
"""How many searches one person keeps: more are found by nobody again."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedState:
    """A kept search as the record keeps it; what somebody looks for is their own."""

    name: str = field(metadata={"personal": True})
    query: str = field(metadata={"personal": True})


def refusal_of_saving(name: str, query: str, kept: int) -> Refusal | None:
    """Return why a search cannot be kept: it has no name, it narrows nothing, or there are many already."""
    if not name:
        return Refusal("filter.nameless")
    if not query:
        return Refusal("filter.empty")
    return Refusal("filter.too_many", most=MOST_KEPT) if kept >= MOST_KEPT else None

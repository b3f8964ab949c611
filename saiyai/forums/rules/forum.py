"""What is true of forums: their showcases and the choice of one at each stage."""

from dataclasses import dataclass, field
from datetime import date

from saiyai.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class ForumState:
    """A forum as the record keeps it."""

    code: str
    kind: str
    title_th: str
    project_code: str
    organiser: str
    starts_on: date | None
    ends_on: date | None
    place_code: str
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShowcaseState:
    """A showcase as the record keeps it; results are (name, quantity, unit)."""

    forum: str
    organisation_id: int
    title_th: str
    place_code: str
    kind: str
    is_withdrawn: bool
    presenter: str = field(metadata={"personal": True})
    results: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class SelectionState:
    """A choice at a stage as the record keeps it."""

    stage: str
    showcase_id: int
    is_withdrawn: bool


def refusal_of_days(starts_on: date | None, ends_on: date | None) -> Refusal | None:
    """Return the refusal of days of which only one is known, or that run backwards."""
    if (starts_on is None) != (ends_on is None):
        return Refusal("forum.half_dated")
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        return Refusal("forum.ends_before_start")
    return None


def refusal_of_selection(showcase_place: str, stage_place: str, selected: str | None) -> Refusal | None:
    """Return the refusal to select a showcase of another area, or a second one at the same stage."""
    if not showcase_place.startswith(stage_place):
        return Refusal("stage.of_another_area")
    if selected is not None:
        return Refusal("stage.already_selected", title=selected)
    return None

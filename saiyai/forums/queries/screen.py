"""What a forum's screen shows: head counts, open votes with their turnout, published results."""

from dataclasses import dataclass

from saiyai.forums.models import Forum, Outcome
from saiyai.forums.queries.ballot import Turnout, turnout_of
from saiyai.forums.queries.forum import title_of
from saiyai.forums.queries.stage import name_of_stage, stages_of
from saiyai.forums.queries.station import HeadCount, head_counts
from saiyai.forums.rules.stage import VOTES, Phase

__all__ = ["HeadCount", "OpenVote", "StageResult", "head_counts", "open_votes", "published_results"]


@dataclass(frozen=True, slots=True)
class OpenVote:
    """A vote that is open: its number, what it is called, and how many have voted."""

    pk: int
    name: str
    turnout: Turnout


@dataclass(frozen=True, slots=True)
class StageResult:
    """What came out of a published stage: its number, what it is called, and what goes on."""

    pk: int
    name: str
    titles: tuple[str, ...]


def open_votes(forum: Forum) -> list[OpenVote]:
    """Return the votes of a forum that are open."""
    found = [each for each in stages_of(forum) if each.phase is Phase.OPEN and each.way in VOTES]
    return [OpenVote(each.pk, name_of_stage(each), turnout_of(each)) for each in found]


def published_results(forum: Forum) -> list[StageResult]:
    """Return what goes on from the published stages of a forum, in one query beside their names."""
    found = [each for each in stages_of(forum) if each.phase is Phase.PUBLISHED]
    rows = Outcome.objects.filter(entry__stage__in=found, goes_on=True).select_related("entry__showcase")
    titles: dict[int, list[str]] = {}
    for each in rows.order_by("pk"):
        titles.setdefault(each.entry.stage_id, []).append(title_of(each.entry.showcase))
    return [StageResult(each.pk, name_of_stage(each), tuple(titles.get(each.pk, ()))) for each in found]

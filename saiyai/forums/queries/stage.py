"""What can be asked of stages: who may be chosen and who chooses, what came out, who goes on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language

from saiyai.forums.access import STAGE_KEEPERS, is_beyond_stage
from saiyai.forums.models import (
    LEVEL_NAMES,
    PARTICIPANT_NAMES,
    PHASE_NAMES,
    Board,
    Forum,
    Judge,
    Objection,
    Outcome,
    Registration,
    Selection,
    Showcase,
    Stage,
)
from saiyai.forums.rules.ladder import Climbers, climbers
from saiyai.forums.rules.registration import Standing
from saiyai.forums.rules.stage import Phase, Reach, Terms
from saiyai.kernel.powers import Actor, Scope
from saiyai.network.access import within
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import names_at

Text = str | Promise
FoundStage = Stage
"""A stage with its forum."""

FoundObjection = Objection
"""An objection with its stage and forum."""

LADDER = tuple(Reach)


@dataclass(frozen=True, slots=True)
class Placing:
    """One line of a result: the place, what it is, what it reached, its level, and whether it goes on."""

    position: int
    place: int
    reached: str
    level: str
    goes_on: bool
    is_tied: bool


def stage_of(pk: int) -> FoundStage | None:
    """Return a stage with its forum, None where there is none."""
    return Stage.objects.select_related("forum__organiser").filter(pk=pk).first()


def stages_of(forum: Forum) -> list[FoundStage]:
    """Return the stages of a forum that judge or vote, and those annulled; the lowest rung first."""
    rows = list(Stage.objects.filter(forum=forum).order_by("place_code", "pk"))
    for each in rows:
        each.forum = forum
    return sorted(rows, key=lambda each: (LADDER.index(Reach(each.level)), each.place_code, each.pk))


def objection_of(pk: int) -> FoundObjection | None:
    """Return an objection with its stage and forum, None where there is none."""
    return Objection.objects.select_related("stage__forum").filter(pk=pk).first()


def keeps(stage: Stage, by: Actor) -> bool:
    """Tell whether somebody keeps a stage: holds all that it reaches."""
    return by.scope.has(*STAGE_KEEPERS) and not is_beyond_stage(stage, by)


def name_of_stage(stage: Stage) -> str:
    """Return how a stage is called in the reader's language: its rung and its place."""
    level = str(LEVEL_NAMES[Reach(stage.level)])
    if not stage.place_code:
        return level
    return joined(level, names_at({stage.place_code}).get(stage.place_code, stage.place_code))


def joined(level: str, place: str) -> str:
    """Return a rung with its place: Thai writes them as one word, English the place first."""
    return f"{level}{place}" if get_language() == "th" else f"{place} {level}".strip()


def candidates(stage: Stage) -> list[Showcase]:
    """Return what a stage chooses among: those who go on from the rung below where it decided, else all of its area."""
    here = Q()
    for prefix in stage.areas:
        here |= Q(place_code__startswith=prefix)
    rows = Showcase.objects.filter(here, forum_id=stage.forum_id, withdrawn_at=None)
    rows = rows.select_related("organisation")
    below = LADDER[: LADDER.index(Reach(stage.level))]
    for level in reversed(below):
        decided = Outcome.objects.filter(
            entry__stage__forum_id=stage.forum_id,
            entry__stage__level=level,
            entry__stage__published_at__isnull=False,
            goes_on=True,
        )
        if decided.exists():
            rows = rows.filter(pk__in=decided.values("entry__showcase_id"))
            break
    return list(rows.order_by("title_th", "pk"))


def category_of(showcase: Showcase) -> str:
    """Return the category in which a showcase competes: its kind."""
    return showcase.kind


def roll_of(stage: Stage) -> list[int]:
    """Return the registrations of those who are present now and may vote at a stage."""
    return list(
        Registration.objects.filter(
            within(stage.areas, "quota__place_code"),
            quota__forum_id=stage.forum_id,
            quota__kind__in=stage.decided.voters,
            standing=Standing.SEATED,
            check_ins__isnull=False,
            check_ins__undone_at=None,
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def judge_count(stage: Stage) -> int:
    """Return how many judges a stage has."""
    return Judge.objects.filter(stage=stage).count()


def board_of(stage: Stage) -> dict[str, Any] | None:
    """Return the board of a counted stage, None before."""
    text = board_text(stage)
    return None if text is None else dict(json.loads(text))


def board_text(stage: Stage) -> str | None:
    """Return the board of a counted stage as it was written, None before."""
    return Board.objects.filter(stage=stage).values_list("text", flat=True).first()


def _result(stage: Stage) -> Mapping[str, Any]:
    board = board_of(stage)
    return {"order": []} if board is None else board["result"]


def climb_of(stage: Stage) -> Climbers:
    """Return who goes on from a counted stage by its frozen rule and the chair's votes, and what is still tied.

    A showcase that was withdrawn meanwhile keeps its place and goes on nowhere.
    """
    result = _result(stage)
    gone = set(stage.entries.filter(showcase__withdrawn_at__isnull=False).values_list("position", flat=True))
    chair = stage.chair_votes.order_by("pk").values_list("entry__position", flat=True)
    categories = json.loads(stage.opening)["rules"].get("categories", []) if stage.opening else []
    return climbers(
        stage.decided.climb,
        [[entry for entry in group if entry not in gone] for group in result["order"]],
        averages={int(entry): Fraction(each) for entry, each in result.get("averages", {}).items()},
        categories=dict(enumerate(categories)),
        chair=list(chair),
    )


def places_of(stage: Stage) -> dict[int, int]:
    """Return the place of each entry, equals sharing the first of theirs."""
    places: dict[int, int] = {}
    place = 1
    for group in _result(stage)["order"]:
        places |= dict.fromkeys(group, place)
        place += len(group)
    return places


def levels_of(stage: Stage) -> dict[int, str]:
    """Return the level of merit of each entry that reached one."""
    return {int(entry): level for entry, level in _result(stage).get("levels", {}).items() if level}


def placings_of(stage: Stage) -> list[Placing]:
    """Return the result of a counted stage, the best first."""
    result, climb = _result(stage), climb_of(stage)
    levels = levels_of(stage)
    tied = {position for tie, _room in climb.open_ties for position in tie}
    return [
        Placing(
            position,
            place,
            _reached(result, position),
            levels.get(position, ""),
            position in climb.chosen,
            position in tied,
        )
        for position, place in places_of(stage).items()
    ]


def _reached(result: Mapping[str, Any], position: int) -> str:
    """Return what an entry reached: approvals, points, or how many others it beats in pairs."""
    if "approvals" in result:
        return f"{result['approvals'][position]:,}"
    if "averages" in result:
        average = Fraction(result["averages"][str(position)])
        return f"{float(average / 100):.2f}"
    wins = result["preferences"]
    beaten = sum(wins[position][other] > wins[other][position] for other in range(len(wins)))
    return f"{beaten:,}"


def chosen_showcases(forum: Forum) -> frozenset[int]:
    """Return the numbers of the showcases that go on from a published stage of a forum's provinces."""
    rows = Outcome.objects.filter(
        entry__stage__forum=forum,
        entry__stage__level=Reach.PROVINCE,
        entry__stage__published_at__isnull=False,
        goes_on=True,
    )
    return frozenset(rows.values_list("entry__showcase_id", flat=True))


@dataclass(frozen=True, slots=True)
class ResultAtPlace:
    """A showcase that was selected at a stage: by the office, or by a vote or a jury whose result is published."""

    showcase: Showcase
    organisation: str
    stage: str


def results_at(place_code: str) -> list[ResultAtPlace]:
    """Return what was selected of the showcases from a place, each at its highest rung, the latest forum first."""
    decided = Outcome.objects.filter(
        within([place_code], "entry__showcase__place_code"),
        entry__stage__published_at__isnull=False,
        entry__stage__annulled_at=None,
        goes_on=True,
    ).select_related("entry__stage", "entry__showcase__forum", "entry__showcase__organisation")
    chosen = Selection.objects.filter(
        within([place_code], "showcase__place_code"), withdrawn_at=None, stage__annulled_at=None
    ).select_related("stage", "showcase__forum", "showcase__organisation")
    found = [(each.entry.showcase, each.entry.stage) for each in decided]
    found += [(each.showcase, each.stage) for each in chosen]
    found = [each for each in found if each[0].withdrawn_at is None]
    found.sort(key=lambda each: (-each[0].forum.fiscal_year, -LADDER.index(Reach(each[1].level)), each[0].pk))
    highest = {showcase.pk: (showcase, stage) for showcase, stage in reversed(found)}
    names = names_at(stage.place_code for _showcase, stage in highest.values() if stage.place_code)
    return [_result_at_place(showcase, stage, names) for showcase, stage in reversed(highest.values())]


def _result_at_place(showcase: Showcase, stage: Stage, names: Mapping[str, str]) -> ResultAtPlace:
    organisation = in_reader_language(showcase.organisation.name_th, showcase.organisation.name_en)
    level = str(LEVEL_NAMES[Reach(stage.level)])
    return ResultAtPlace(showcase, organisation, joined(level, names.get(stage.place_code, stage.place_code)))


def open_votes(forum: Forum) -> list[FoundStage]:
    """Return the stages of a forum in which those present vote now."""
    return [each for each in stages_of(forum) if each.phase is Phase.OPEN and each.decided.is_vote]


def prefixes_of(scope: Scope) -> tuple[str, ...]:
    """Return the areas whose stages and participants a scope keeps."""
    return scope.prefixes(STAGE_KEEPERS)


def may_add_here(forum: Forum, scope: Scope) -> bool:
    """Tell whether a scope keeps stages somewhere inside a forum's provinces, or around them."""
    held = prefixes_of(scope)
    return any(area.startswith(each) or each.startswith(area) for area in forum.areas for each in held)


def phase_name(phase: Phase) -> Text:
    """Return how a phase is called in the reader's language."""
    return PHASE_NAMES[phase]


def voter_names(terms: Terms) -> list[Text]:
    """Return as what one must take part to vote, in the reader's language."""
    return [PARTICIPANT_NAMES[each] for each in terms.voters]


def unsettled_stages(scope: Scope) -> list[FoundStage]:
    """Return the stages inside a scope's areas that are open, or counted and not published; the oldest first."""
    rows = Stage.objects.filter(
        within(prefixes_of(scope)) | Q(level=Reach.CLUSTER),
        opened_at__isnull=False,
        published_at=None,
        annulled_at=None,
    )
    found = rows.select_related("forum").prefetch_related("forum__stages").order_by("opened_at")
    return [each for each in found if not is_beyond_scope(each, scope)]


def is_beyond_scope(stage: Stage, scope: Scope) -> bool:
    """Tell whether a stage reaches beyond the areas in which a scope keeps stages."""
    return not all(scope.covers(each, STAGE_KEEPERS) for each in stage.areas)

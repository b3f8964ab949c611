"""Rubrics with their versions, and the scores of trainings before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Max
from django.utils.crypto import get_random_string

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, normalise_lines
from saiyai.network import access
from saiyai.network.commands.organisation import save_or_refuse
from saiyai.network.models import (
    Activity,
    Rubric,
    RubricCriterion,
    ScoreLine,
    ScoreSheet,
)
from saiyai.network.rules import (
    RubricStage,
    RubricState,
    RubricUse,
    SheetState,
)
from saiyai.network.rules.activity import BUILDS_CAPACITY
from saiyai.network.rules.capacity import (
    CriterionState,
    refusal_of_publishing,
    refusal_of_rubric,
    refusal_of_sheet,
)


@dataclass(frozen=True, slots=True)
class CriterionTerms:
    """A criterion of a rubric: its side of maturity where it judges networks, and how each level looks."""

    name_th: str
    dimension: str = ""
    weight: int = 1
    name_en: str = ""
    levels_th: str = ""


@dataclass(frozen=True, slots=True)
class RubricTerms:
    """What a version of a rubric says."""

    use: str
    name_th: str
    criteria: tuple[CriterionTerms, ...] = ()
    name_en: str = ""
    top: int = 5


@command("network.rubric.draft", allows=access.may_draft_rubric)
def draft_rubric(*, terms: RubricTerms, place_code: str, by: User, code: str = "") -> Rubric:
    """Begin a rubric of an office's area, as a draft; the code is made where none is given."""
    rubric = Rubric(
        code=code or get_random_string(8, "abcdefghjkmnpqrstuvwxyz23456789"),
        place_code=place_code,
        made_by=by,
        made_at=clock.now(),
    )
    _fill_rubric(rubric, terms)
    return rubric


@command("network.rubric.change", allows=access.may_change_rubric, subjects=("rubric",))
def change_rubric(*, rubric: Rubric, terms: RubricTerms, by: User) -> Rubric:  # noqa: ARG001
    """Change a version of a rubric that is still a draft."""
    if rubric.stage != RubricStage.DRAFT:
        raise Refusal("rubric.no_draft")
    _fill_rubric(rubric, terms)
    return rubric


def _fill_rubric(rubric: Rubric, terms: RubricTerms) -> None:
    criteria = [
        replace(each, name_th=normalise(each.name_th), name_en=normalise(each.name_en))
        for each in terms.criteria
    ]
    rubric.use, rubric.top = terms.use, terms.top
    rubric.name_th, rubric.name_en = normalise(terms.name_th), normalise(terms.name_en)
    told = RubricState(
        rubric.code,
        rubric.version,
        rubric.use,
        rubric.name_th,
        rubric.place_code,
        rubric.top,
        rubric.stage,
        tuple(CriterionState(each.dimension, each.name_th, each.weight) for each in criteria),
    )
    if refusal := refusal_of_rubric(told):
        raise refusal
    save_or_refuse(rubric, Refusal("rubric.draft_known"))
    rubric.criteria.all().delete()
    RubricCriterion.objects.bulk_create(
        RubricCriterion(
            rubric=rubric,
            position=number,
            dimension=each.dimension,
            name_th=each.name_th,
            name_en=each.name_en,
            weight=each.weight,
            levels_th=normalise_lines(each.levels_th),
        )
        for number, each in enumerate(criteria, start=1)
    )


@command("network.rubric.publish", allows=access.may_change_rubric, subjects=("rubric",))
def publish_rubric(*, rubric: Rubric, by: User) -> list[Rubric]:  # noqa: ARG001
    """Put a version of a rubric in use, from which on it never changes; the version before it is closed."""
    if refusal := refusal_of_publishing(rubric.snapshot()):
        raise refusal
    before = list(
        Rubric.objects.select_for_update(of=("self",)).filter(code=rubric.code, stage=RubricStage.PUBLISHED)
    )
    for each in before:
        each.stage = RubricStage.CLOSED
        each.save()
    rubric.stage, rubric.published_at = RubricStage.PUBLISHED, clock.now()
    rubric.save()
    return [rubric, *before]


@command("network.rubric.renew", allows=access.may_change_rubric, subjects=("rubric",))
def renew_rubric(*, rubric: Rubric, by: User) -> Rubric:
    """Begin the next version of a rubric as a draft that says the same."""
    if rubric.stage == RubricStage.DRAFT:
        raise Refusal("rubric.draft_known")
    newest = Rubric.objects.filter(code=rubric.code).aggregate(newest=Max("version"))["newest"]
    made = Rubric(
        code=rubric.code,
        version=newest + 1,
        place_code=rubric.place_code,
        made_by=by,
        made_at=clock.now(),
    )
    criteria = tuple(
        CriterionTerms(each.name_th, each.dimension, each.weight, each.name_en, each.levels_th)
        for each in rubric.criteria.order_by("position")
    )
    _fill_rubric(made, RubricTerms(rubric.use, rubric.name_th, criteria, rubric.name_en, rubric.top))
    return made


@command("network.rubric.close", allows=access.may_change_rubric, subjects=("rubric",))
def close_rubric(*, rubric: Rubric, by: User) -> Rubric:  # noqa: ARG001
    """Take a rubric out of use; what was judged by it stays."""
    if rubric.stage != RubricStage.PUBLISHED:
        raise Refusal("rubric.not_in_use")
    rubric.stage = RubricStage.CLOSED
    rubric.save()
    return rubric


@command("network.scores.note", allows=access.may_change_activity, subjects=("activity",))
def note_scores(
    *, activity: Activity, rubric: Rubric, people: int, lines: Mapping[int, tuple[int, int]], by: User
) -> ScoreSheet:
    """Note the mean scores of those who took part, before and after, in hundredths by the criterion's number.

    Scores noted before are replaced.
    """
    if activity.withdrawn_at is not None:
        raise Refusal("activity.withdrawn")
    if activity.kind not in BUILDS_CAPACITY:
        raise Refusal("scores.no_capacity")
    check_in_use(rubric, RubricUse.TRAINING, activity.place_code)
    trained = activity.men + activity.women + activity.unstated + activity.people.count()
    told = SheetState(
        activity.pk, str(rubric), people, tuple((each, *scores) for each, scores in lines.items())
    )
    criteria = list(rubric.criteria.values_list("pk", flat=True))
    if refusal := refusal_of_sheet(told, criteria, rubric.top, trained):
        raise refusal
    sheet = ScoreSheet.objects.filter(activity=activity).first() or ScoreSheet(activity=activity)
    sheet.rubric, sheet.people, sheet.noted_by, sheet.noted_at = rubric, people, by, clock.now()
    sheet.save()
    sheet.lines.all().delete()
    ScoreLine.objects.bulk_create(
        ScoreLine(sheet=sheet, criterion_id=each, before=before, after=after)
        for each, (before, after) in lines.items()
    )
    return sheet


def check_in_use(rubric: Rubric, use: str, place_code: str) -> None:
    """Refuse a version that is not in use, is for something else, or belongs to another area."""
    fits = rubric.use == use and place_code.startswith(rubric.place_code)
    if not fits or rubric.stage != RubricStage.PUBLISHED:
        raise Refusal("rubric.not_in_use")

"""The yearly self-assessments of networks: filled in, handed in, verified by another, returned with a reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.network import access
from saiyai.network.commands.organisation import check_is_living, save_or_refuse
from saiyai.network.commands.rubric import check_in_use
from saiyai.network.models import Assessment, AssessmentLevel, Link, Organisation, Rubric
from saiyai.network.rules import AssessmentStage, AssessmentState, LinkKind, RubricUse
from saiyai.network.rules.capacity import OPEN, refusal_of_submitting, refusal_of_verifying
from saiyai.network.rules.plan import refusal_of_year


@dataclass(frozen=True, slots=True)
class LevelTerms:
    """The level of one criterion, and what shows it."""

    level: int
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentEntry:
    """One of many assessments handed in together: levels by the criterion's number."""

    network: Organisation
    fiscal_year: int
    levels: Mapping[int, LevelTerms]
    is_example: bool = False

    @property
    def place_code(self) -> str:
        """Return where the network has its home."""
        return self.network.place_code


@command("network.assessment.fill", allows=access.may_assess_network, subjects=("network",))
def fill_assessment(
    *,
    network: Organisation,
    fiscal_year: int,
    rubric: Rubric,
    levels: Mapping[int, LevelTerms],
    by: User,  # noqa: ARG001
) -> Assessment:
    """Keep the levels that a network gives itself for a fiscal year (BE), as far as they are filled in."""
    held = Assessment.objects.select_for_update(of=("self",)).filter(network=network, fiscal_year=fiscal_year)
    assessment = held.first() or _assessment(network, fiscal_year, rubric)
    if assessment.stage not in OPEN:
        raise Refusal("assessment.submitted_already")
    if assessment.pk is None or assessment.rubric_id != rubric.pk:
        check_in_use(rubric, RubricUse.MATURITY, network.place_code)
        assessment.rubric = rubric
    criteria = set(rubric.criteria.values_list("pk", flat=True))
    if not set(levels) <= criteria or any(not 0 <= each.level <= rubric.top for each in levels.values()):
        raise Refusal("assessment.level", top=rubric.top)
    save_or_refuse(assessment, Refusal("assessment.submitted_already"))
    assessment.levels.all().delete()
    _keep_levels(assessment, levels)
    return assessment


def _assessment(network: Organisation, fiscal_year: int, rubric: Rubric) -> Assessment:
    check_is_living(network)
    if not network.kind.is_network:
        raise Refusal("plan.not_a_network", name=network.name_th)
    if refusal := refusal_of_year(fiscal_year, clock.today()):
        raise refusal
    return Assessment(network=network, fiscal_year=fiscal_year, rubric=rubric)


def _keep_levels(assessment: Assessment, levels: Mapping[int, LevelTerms]) -> None:
    AssessmentLevel.objects.bulk_create(_level_rows(assessment, levels))


def _level_rows(assessment: Assessment, levels: Mapping[int, LevelTerms]) -> list[AssessmentLevel]:
    return [
        AssessmentLevel(
            assessment=assessment,
            criterion_id=criterion,
            level=each.level,
            evidence=normalise(each.evidence)[:500],
        )
        for criterion, each in levels.items()
    ]


@command("network.assessment.submit", allows=access.may_change_assessment, subjects=("assessment",))
def submit_assessment(*, assessment: Assessment, by: User) -> Assessment:
    """Hand an assessment in to the province, with how many members the network has: its weight."""
    criteria = assessment.rubric.criteria.values_list("pk", flat=True)
    if refusal := refusal_of_submitting(assessment.snapshot(), criteria, assessment.rubric.top):
        raise refusal
    assessment.members = _members([assessment.network_id])[assessment.network_id]
    assessment.stage, assessment.return_reason = AssessmentStage.SUBMITTED, ""
    assessment.submitted_by, assessment.submitted_at = by, clock.now()
    assessment.save()
    return assessment


def _members(networks: Iterable[int]) -> Counter[int]:
    links = Link.objects.filter(target__in=networks, kind=LinkKind.MEMBER_OF, ends_on=None)
    return Counter(links.values_list("target_id", flat=True))


@command("network.assessment.submit_many", allows=access.may_submit_assessments)
def submit_assessments(*, entries: Sequence[AssessmentEntry], rubric: Rubric, by: User) -> list[Assessment]:
    """Hand in many assessments on one rubric as one act: a year taken over from paper."""
    criteria = list(rubric.criteria.values_list("pk", flat=True))
    made = []
    for each in entries:
        check_in_use(rubric, RubricUse.MATURITY, each.place_code)
        assessment = _assessment(each.network, each.fiscal_year, rubric)
        assessment.is_example = each.is_example
        told = tuple((criterion, terms.level) for criterion, terms in each.levels.items())
        state = AssessmentState(each.network.pk, each.fiscal_year, str(rubric), assessment.stage, 0, told)
        if refusal := refusal_of_submitting(state, criteria, rubric.top):
            raise refusal
        made.append(assessment)
    Assessment.objects.bulk_create(made)
    AssessmentLevel.objects.bulk_create(
        row
        for assessment, each in zip(made, entries, strict=True)
        for row in _level_rows(assessment, each.levels)
    )
    members = _members([each.network_id for each in made])
    for assessment in made:
        assessment.members = members[assessment.network_id]
        assessment.stage = AssessmentStage.SUBMITTED
        assessment.submitted_by, assessment.submitted_at = by, clock.now()
    Assessment.objects.bulk_update(made, ["members", "stage", "submitted_by", "submitted_at"])
    found = Assessment.objects.filter(pk__in=[each.pk for each in made])
    return list(found.select_related("network", "rubric").prefetch_related("levels").order_by("pk"))


@command("network.assessment.verify", allows=access.may_verify_assessment, subjects=("assessment",))
def verify_assessment(*, assessment: Assessment, by: User) -> Assessment:
    """Verify an assessment that another person handed in."""
    _verify(assessment, by)
    assessment.save()
    return assessment


def _verify(assessment: Assessment, by: User) -> None:
    if refusal := refusal_of_verifying(assessment.stage):
        raise refusal
    assessment.stage = AssessmentStage.VERIFIED
    assessment.verified_by, assessment.verified_at = by, clock.now()


@command("network.assessment.verify_many", allows=access.may_verify_assessments)
def verify_assessments(*, assessments: Sequence[Assessment], by: User) -> list[Assessment]:
    """Verify many assessments that others handed in, as one act."""
    locked = Assessment.objects.select_for_update(of=("self",)).select_related("network", "rubric")
    found = list(
        locked.prefetch_related("levels").filter(pk__in=[each.pk for each in assessments]).order_by("pk")
    )
    for each in found:
        if each.submitted_by_id == by.pk:
            raise Refusal("assessment.own")
        _verify(each, by)
    Assessment.objects.bulk_update(found, ["stage", "verified_by", "verified_at"])
    return found


@command("network.assessment.return", allows=access.may_return_assessment, subjects=("assessment",))
def return_assessment(*, assessment: Assessment, reason: str, by: User) -> Assessment:  # noqa: ARG001
    """Return an assessment to its network with a reason, also one that was verified by mistake."""
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    if assessment.stage in OPEN:
        raise Refusal("assessment.not_submitted")
    assessment.stage, assessment.return_reason = AssessmentStage.RETURNED, normalise(reason)[:500]
    assessment.submitted_by = assessment.submitted_at = None
    assessment.verified_by = assessment.verified_at = None
    assessment.save()
    return assessment

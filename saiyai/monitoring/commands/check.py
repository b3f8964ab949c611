"""What can be done to checks: an office writes and retires them, those who verify accept what was answered."""

from collections.abc import Mapping

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, normalise_lines
from saiyai.monitoring import access
from saiyai.monitoring.models import Check, CheckAnswer, Project, Report, Series
from saiyai.monitoring.queries.check import findings_of
from saiyai.monitoring.rules import Figures
from saiyai.monitoring.rules.check import CheckKind, Severity, checked_formula


@command("monitoring.check.write", allows=access.may_run_project, subjects=("project",))
def write_check(  # noqa: PLR0913 (what a check is)
    *,
    project: Project,
    series: Series,
    kind: CheckKind,
    severity: Severity,
    formula: str = "",
    limit_tenths: int = 0,
    sentence_th: str,
    sentence_en: str = "",
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Check:
    """Write what the numbers of a series are held against in a project's reports from now on."""
    if kind is CheckKind.FORMULA:
        _check_formula(formula)
    elif limit_tenths <= 0:
        raise Refusal("check.without_limit")
    return Check.objects.create(
        project=project,
        series=series,
        kind=kind,
        severity=severity,
        formula=formula if kind is CheckKind.FORMULA else "",
        limit_tenths=0 if kind is CheckKind.FORMULA else limit_tenths,
        sentence_th=normalise(sentence_th),
        sentence_en=normalise(sentence_en),
    )


def _check_formula(formula: str) -> None:
    try:
        checked_formula(formula, list(Series.objects.values_list("code", flat=True)))
    except BadValue as bad:
        raise Refusal(bad.code, **bad.values) from bad


@command("monitoring.check.retire", allows=access.may_retire_check, subjects=("check",))
def retire_check(*, check: Check, by: User) -> Check:  # noqa: ARG001 (the decorator judges `by`)
    """Hold no number against a check any more; what was answered to it stays."""
    check.is_retired = True
    check.save()
    return check


@command("monitoring.check.accept", allows=access.may_accept_answer, subjects=("answer",))
def accept_answer(*, answer: CheckAnswer, by: User) -> CheckAnswer:
    """Accept what a place answered to a soft check."""
    if answer.accepted_at is not None:
        raise Refusal("check.already_accepted")
    answer.accepted_by, answer.accepted_at = by, clock.now()
    answer.save()
    return answer


def hold_against_checks(report: Report, figures: Figures, answers: Mapping[int, str], by: User) -> None:
    """Stop a report that a hard check bars, or that leaves a soft one unanswered; keep what was answered."""
    explained = set(
        CheckAnswer.objects.filter(report=report, content_hash=report.content_hash).values_list(
            "check_asked", flat=True
        )
    )
    found = [each for each in findings_of(report, figures) if each.check not in explained]
    if any(each.severity is Severity.HARD for each in found):
        raise Refusal("report.check_bars", count=sum(each.severity is Severity.HARD for each in found))
    said = {each.check: normalise_lines(answers.get(each.check, "")) for each in found}
    if silent := sum(not text for text in said.values()):
        raise Refusal("report.check_asks", count=silent)
    CheckAnswer.objects.bulk_create(
        CheckAnswer(
            report=report,
            check_asked_id=each.check,
            value=each.value,
            against=each.against,
            text=said[each.check],
            content_hash=report.content_hash,
            by=by,
            at=clock.now(),
        )
        for each in found
    )

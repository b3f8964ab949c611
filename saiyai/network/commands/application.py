"""Applications for a standing of the Act: written, submitted, checked by the provincial office, returned, withdrawn."""

from dataclasses import dataclass, fields
from datetime import date

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.kernel.text import normalise, normalise_lines
from saiyai.network import access
from saiyai.network.commands.organisation import check_is_living, save_or_refuse
from saiyai.network.models import (
    REQUIREMENT_NAMES,
    ApplicationPaper,
    Organisation,
    OrganisationStanding,
    StandingApplication,
)
from saiyai.network.queries.application import candidate_of
from saiyai.network.rules import Standing
from saiyai.network.rules import application as rules
from saiyai.network.rules.application import State, Step


@dataclass(frozen=True, slots=True)
class ApplicationTerms:
    """What the applicant tells, as it was filled in."""

    results_since: date | None = None
    results: str = ""
    certifier_kind: str = ""
    certifier: str = ""
    certified_on: date | None = None
    office_since: date | None = None
    workers: int | None = None
    adviser: str = ""
    members: int | None = None
    papers: tuple[str, ...] = ()


@command("network.application.open", allows=access.may_apply, subjects=("organisation",))
def open_application(
    *,
    organisation: Organisation,
    standing: str,
    by: User,
    renews: OrganisationStanding | None = None,
) -> StandingApplication:
    """Begin an application of an organisation for a standing, or for its renewal."""
    check_is_living(organisation)
    if standing not in rules.GIVEN_BY_BOARD:
        raise Refusal("application.not_given_by_board", standing=standing)
    if (refusal := _refusal_of_opening(organisation, standing, renews)) is not None:
        raise refusal
    application = StandingApplication(
        organisation=organisation, standing=standing, renews=renews, opened_by=by, opened_at=clock.now()
    )
    save_or_refuse(application, Refusal("application.open_already"))
    return application


def _refusal_of_opening(
    organisation: Organisation, standing: str, renews: OrganisationStanding | None
) -> Refusal | None:
    held = organisation.standings.filter(standing=standing, ends_on=None).first()
    if renews is not None and (held is None or held.pk != renews.pk):
        return Refusal("application.nothing_to_renew")
    if renews is None and held is not None:
        return Refusal("standing.held_already")
    is_open = organisation.applications.filter(standing=standing, state__in=rules.OPEN).exists()
    return Refusal("application.open_already") if is_open else None


@command("network.application.write", allows=access.may_write_application, subjects=("application",))
def write_application(
    *,
    application: StandingApplication,
    terms: ApplicationTerms,
    version: int,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> StandingApplication:
    """Note what the applicant tells; a Conflict where another wrote since it was read."""
    if refusal := rules.refusal_of_writing(application.snapshot()):
        raise refusal
    if application.version != version:
        raise Conflict("application.written_meanwhile")
    for each in fields(terms):
        if each.name != "papers":
            value = getattr(terms, each.name)
            lines = normalise_lines if each.name == "results" else normalise
            setattr(application, each.name, lines(value) if isinstance(value, str) else value)
    _check_told(application, terms)
    if refusal := rules.refusal_of_days(
        application.snapshot(), application.organisation.founded_on, clock.today()
    ):
        raise refusal
    application.version += 1
    application.save()
    handed_in = application.documents.filter(withdrawn_at=None).values("kind")
    application.papers.exclude(paper__in=terms.papers).exclude(paper__in=handed_in).delete()
    held = set(application.papers.values_list("paper", flat=True))
    ApplicationPaper.objects.bulk_create(
        ApplicationPaper(application=application, paper=each) for each in sorted(set(terms.papers) - held)
    )
    return application


def _check_told(application: StandingApplication, terms: ApplicationTerms) -> None:
    if terms.certifier_kind not in {"", *rules.Certifier}:
        raise Refusal("application.unknown_certifier", certifier=terms.certifier_kind)
    wanted = rules.PAPERS[Standing(application.standing)]
    for paper in terms.papers:
        if paper not in wanted:
            raise Refusal("application.unknown_paper", paper=paper)


@command("network.application.submit", allows=access.may_write_application, subjects=("application",))
def submit_application(*, application: StandingApplication, by: User) -> StandingApplication:
    """Hand an application to the provincial office, unless something that the standing asks for is missing."""
    application.state = rules.next_state(application.snapshot(), Step.SUBMIT)
    _check_complete(application)
    application.submitted_by, application.submitted_at = by, clock.now()
    application.papers.update(is_seen=False)
    application.save()
    return application


def _check_complete(application: StandingApplication) -> None:
    said, who = application.snapshot(), candidate_of(application.organisation)
    if lacking := rules.missing(who, said, clock.today()):
        names = " · ".join(str(REQUIREMENT_NAMES[each]) for each in lacking)
        raise Refusal("application.incomplete", missing=names)


@command("network.application.check", allows=access.may_check_application, subjects=("application",))
def check_application(
    *, application: StandingApplication, papers_seen: tuple[str, ...], by: User
) -> StandingApplication:
    """Note that the provincial office found an application complete and saw the original of every paper."""
    application.state = rules.next_state(application.snapshot(), Step.CHECK)
    _check_complete(application)
    unseen = set(application.snapshot().papers) - set(papers_seen)
    if unseen:
        raise Refusal("application.papers_unseen", count=len(unseen))
    application.checked_by, application.checked_at = by, clock.now()
    application.papers.update(is_seen=True)
    application.save()
    return application


@command("network.application.return", allows=access.may_return_application, subjects=("application",))
def return_application(*, application: StandingApplication, reason: str, by: User) -> StandingApplication:  # noqa: ARG001
    """Return an application to be completed, with what is to be done."""
    if application.state == State.TABLED:
        raise Refusal("application.is_tabled")
    return _let_go(application, Step.RETURN, reason)


@command("network.application.withdraw", allows=access.may_write_application, subjects=("application",))
def withdraw_application(*, application: StandingApplication, reason: str, by: User) -> StandingApplication:  # noqa: ARG001
    """Take an application back for good."""
    return _let_go(application, Step.WITHDRAW, reason)


def _let_go(application: StandingApplication, step: Step, reason: str) -> StandingApplication:
    application.state = rules.next_state(application.snapshot(), step)
    application.note = normalise_lines(reason)
    if not application.note:
        raise Refusal("organisation.reason_missing")
    application.checked_by = application.checked_at = application.session = None
    application.save()
    return application

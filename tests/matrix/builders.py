"""Things for the matrix to ask for: for each route with parameters, one thing at a given place.

A builder takes the cast and a place's code ("" is the nation) and returns the route's parameters, or None where no such thing can lie at
a place of that level. It stands under the route's name, or under the name of the one parameter that it fills.
"""

from collections.abc import Callable
from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.crypto import get_random_string

from saiyai.accounts.models import Grant, Office, OfficeContact, OfficeCoverage, User
from saiyai.accounts.rules import OfficeKind
from saiyai.audit import clock
from saiyai.forums.commands import (
    Announcement,
    Attendee,
    QuotaTerms,
    Story,
    announce_forum,
    name_participant,
    nominate_showcase,
    set_quotas,
)
from saiyai.forums.models import Forum, Kind, Quota
from saiyai.forums.rules.registration import Participant
from saiyai.kernel.powers import Role
from saiyai.monitoring.models import Collection, Report
from saiyai.network.commands import (
    DocumentTerms,
    StandingTerms,
    TargetTerms,
    allocate_money,
    attach_document,
    attach_paper,
    note_standing,
    plan_activity,
    set_target,
)
from saiyai.network.commands.imports import Arrival
from saiyai.network.imports import checking
from saiyai.network.models import (
    Activity,
    CoverageTarget,
    ImportRow,
    Organisation,
    OrganisationKind,
    Plan,
    Rubric,
    SavedFilter,
    StandingApplication,
)
from saiyai.network.rules.application import State as ApplicationState
from saiyai.places import imports
from saiyai.places.models import AuthorityVersion, Cluster, ClusterMembership, LocalAuthority
from saiyai.portal.models import ArticlePage, MovedArticle
from saiyai.web.uploads import Upload, checked_paper, forget_paper
from tests.cast import STARTS_ON, Cast
from tests.monitoring.builders import a_collection
from tests.network import standings
from tests.network.builders import (
    a_link,
    a_plan,
    a_proposed_organisation,
    a_result,
    a_role,
    a_rubric,
    an_activity,
    an_assessment,
    an_organisation,
    rubric_terms,
)
from tests.network.builders import a_person as a_known_person
from tests.portal.told import an_article

Builder = Callable[[Cast, str], dict[str, Any] | None]

BUILDERS: dict[str, Builder] = {}
_number = count(1)


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
        f"The route {name} takes {', '.join(sorted(parameters))}, and nobody builds them: add a function to "
        f'tests/matrix/builders.py under @builder("{name}") that makes the thing at a place and returns the parameters.'
    )


def a_person(place_code: str, **values: Any) -> User:
    return User.objects.create(
        username=f"person{next(_number)}", display_name="Somebody", place_code=place_code, **values
    )


ROLE_AT = {
    0: Role.MINISTRY_OFFICER,
    2: Role.PROVINCE_OFFICER,
    4: Role.DISTRICT_COORDINATOR,
    6: Role.VOLUNTEER,
    8: Role.VOLUNTEER,
}


@builder(
    "accounts_person",
    "accounts_person_change",
    "accounts_grant_give",
    "accounts_person_link",
    "accounts_person_close",
    "accounts_person_identity",
    "accounts_person_reopen",
)
def person_at(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"pk": a_person(place_code).pk}


@builder("accounts_grant", "accounts_grant_revoke", "accounts_grant_end")
def grant_at(cast: Cast, place_code: str) -> dict[str, Any]:
    role = ROLE_AT[len(place_code)]
    held = Grant.objects.create(
        user=a_person(place_code), role=role.value, place_code=place_code, starts_on=STARTS_ON
    )
    return {"pk": held.pk}


@builder("accounts_grant_approve", "accounts_grant_refuse")
def waiting_grant_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    role = ROLE_AT[len(place_code)]
    if role not in {Role.MINISTRY_OFFICER, Role.PROVINCE_OFFICER}:
        return None
    giver = a_person("")
    Grant.objects.create(user=giver, role=Role.MINISTRY_OFFICER.value, place_code="", starts_on=STARTS_ON)
    waiting = Grant.objects.create(
        user=a_person(place_code),
        role=role.value,
        place_code=place_code,
        starts_on=clock.today(),
        state="waiting",
        needs_second=True,
        granted_by=giver,
    )
    return {"pk": waiting.pk}


def an_office(place_code: str) -> Office:
    office = Office.objects.create(
        code=f"office{next(_number)}",
        kind=OfficeKind.LOCAL_AUTHORITY.value,
        name_th="เทศบาล",
        place_code=place_code,
        starts_on=STARTS_ON,
    )
    OfficeCoverage.objects.create(office=office, prefix=place_code, starts_on=STARTS_ON)
    return office


@builder(
    "accounts_office",
    "accounts_office_change",
    "accounts_office_contact",
    "accounts_office_cover",
    "office_page",
)
def office_at(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"code": an_office(place_code).code}


@builder("parameter:section")
def a_section_of_the_site_map(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"section": "places"}


@builder("office_write")
def office_that_is_written_to(cast: Cast, place_code: str) -> dict[str, Any]:
    office = an_office(place_code)
    OfficeContact.objects.create(office=office, email="office@example.org")
    return {"code": office.code}


@builder("accounts_me_post")
def own_office(cast: Cast, place_code: str) -> None:
    """Nobody's own office lies at any place: who works there opens it, everybody else finds nothing."""


@builder("accounts_office_end_coverage")
def served_area_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": an_office(place_code).code, "prefix": place_code} if place_code else None


@builder("accounts_link")
def a_spent_link(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"secret": get_random_string(43)}


@builder("parameter:rest")
def anything_below(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"rest": "new/"}


@builder("place", "place_rename", "place_split", "place_merge", "place_recode")
def place_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": place_code} if place_code else None


TAMBON_IN = {"5014": "501411", "5001": "500101", "50": "500101", "52": "520704", "5207": "520704"}
"""For an area above the tambon, a tambon in it that is nobody's own in the cast."""


def tambon_in(place_code: str) -> str | None:
    return place_code[:6] if len(place_code) >= 6 else TAMBON_IN.get(place_code)


def a_name() -> str:
    return f"กลุ่มที่ {next(_number)}"


def a_worker(place_code: str, role: Role) -> User:
    person = a_person(place_code)
    Grant.objects.create(user=person, role=role.value, place_code=place_code, starts_on=STARTS_ON)
    return person


@builder(
    "organisation",
    "organisation_print",
    "organisation_appoint",
    "organisation_change",
    "organisation_areas",
    "organisation_merge",
    "organisation_standing",
    "organisation_link",
    "document_attach",
)
def organisation_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    place = tambon_in(place_code)
    if place is None:
        return None
    return {
        "pk": an_organisation(
            cast,
            name_th=a_name(),
            place_code=place,
            shown_publicly=True,  # what it says to everybody; what it hides is the network's own test
            by=a_worker(place, Role.TAMBON_OFFICER),
        ).pk
    }


@builder("organisation_file")
def organisation_on_paper(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = organisation_at(cast, place_code)
    return None if found is None else found | {"form": "docx"}


@builder("document", "document_file", "document_erase")
def document_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = organisation_at(cast, place_code)
    if found is None:
        return None
    kept = attach_document(
        organisation=Organisation.objects.get(pk=found["pk"]),
        terms=DocumentTerms("rules", is_public=True),
        file=a_paper(),
        by=a_worker("", Role.MINISTRY_OFFICER),
    )
    forget_paper(kept.file_key)  # a file that is opened here would be closed by nobody
    return {"pk": kept.pk}


def a_paper() -> Upload:
    return checked_paper([SimpleUploadedFile("ข้อบังคับ.pdf", b"%PDF-1.7 %%EOF")])


@builder("document_change", "document_replace", "document_withdraw")
def paper_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    applied = an_application_at(place_code, cast, "draft")
    if applied is None:
        return None
    by = a_worker("", Role.MINISTRY_OFFICER)
    return {"pk": attach_paper(application=applied, paper="rules", file=a_paper(), by=by).pk}


@builder("application_paper")
def draft_and_paper(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = draft_at(cast, place_code)
    return None if found is None else found | {"paper": "rules"}


@builder("organisation_verify")
def proposed_organisation_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    place = tambon_in(place_code)
    if place is None:
        return None
    return {
        "pk": a_proposed_organisation(
            cast, name_th=a_name(), place_code=place, by=a_worker(place, Role.TAMBON_OFFICER)
        ).pk
    }


@builder("organisation_step")
def organisation_to_step(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = organisation_at(cast, place_code)
    return None if found is None else found | {"name": "rest"}


@builder("organisation_standing_end")
def standing_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = organisation_at(cast, place_code)
    if found is None:
        return None
    terms = StandingTerms("community_welfare", starts_on=STARTS_ON)
    organisation = Organisation.objects.get(pk=found["pk"])
    held = note_standing(organisation=organisation, terms=terms, by=a_worker("", Role.MINISTRY_OFFICER))
    return found | {"standing": held.pk}


@builder("organisation_link_confirm", "organisation_link_end")
def link_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found, other = organisation_at(cast, place_code), organisation_at(cast, place_code)
    if found is None or other is None:
        return None
    ends = [Organisation.objects.get(pk=each["pk"]) for each in (found, other)]
    return found | {"link": a_link(cast, *ends, by=a_worker("", Role.MINISTRY_OFFICER)).pk}


def an_application_at(place_code: str, cast: Cast, state: str) -> StandingApplication | None:
    """Return an application at a state, of an organisation at a place, at the hands of people of that place."""
    place = tambon_in(place_code)
    if place is None:
        return None
    by = a_worker(place, Role.TAMBON_OFFICER)
    organisation = standings.a_candidate(cast, name_th=a_name(), place_code=place, by=by)
    with_checker = {"checker": a_worker(place[:2], Role.PROVINCE_OFFICER)}
    more = with_checker if state in {"checked", "tabled", "approved"} else {}
    return standings.in_state(cast, ApplicationState(state), organisation, by=by, **more)


@builder("application", "application_write", "application_withdraw", "application_submit")
def draft_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = an_application_at(place_code, cast, "draft")
    return None if found is None else {"pk": found.pk}


@builder("application_check", "application_return")
def submitted_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = an_application_at(place_code, cast, "submitted")
    return None if found is None else {"pk": found.pk}


@builder("application_begin")
def organisation_to_apply(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = organisation_at(cast, place_code)
    return None if found is None else found | {"standing": "public_benefit"}


@builder("board_session_plan")
def province_of_a_board(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": place_code} if len(place_code) == 2 else None


@builder("board_session", "board_session_change", "board_session_decide")
def session_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    if len(place_code) != 2:
        return None
    return {"pk": standings.a_session(cast, province=place_code).pk}


@builder("board_session_table")
def session_and_checked(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = session_at(cast, place_code)
    applied = None if found is None else an_application_at(place_code, cast, "checked")
    return None if found is None or applied is None else found | {"application": applied.pk}


@builder("board_session_untable")
def session_and_tabled(cast: Cast, place_code: str) -> dict[str, Any] | None:
    applied = an_application_at(place_code, cast, "tabled") if len(place_code) == 2 else None
    return None if applied is None else {"pk": applied.session_id, "application": applied.pk}


@builder("certificate", "certificate_paper")
def certificate_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    applied = an_application_at(place_code, cast, "approved")
    return None if applied is None else {"code": applied.granted.certificate.code}


@builder("standing_gazette", "standing_report")
def standing_given_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    applied = an_application_at(place_code, cast, "approved")
    return None if applied is None else {"pk": applied.granted_id}


@builder("network_target_drop")
def target_at(cast: Cast, place_code: str) -> dict[str, Any]:
    terms = TargetTerms(place_code[:6], clock.today(), 1 + next(_number) % 100)
    by = a_worker("", Role.MINISTRY_OFFICER)
    known = CoverageTarget.objects.filter(place_code=terms.place_code).first()
    return {"pk": (known or set_target(terms=terms, by=by)).pk}


@builder("organisation_kind_close")
def kind_at(cast: Cast, place_code: str) -> dict[str, Any]:
    kind = OrganisationKind.objects.create(
        code=f"own{next(_number)}", name_th=a_name(), place_code=place_code
    )
    return {"code": kind.code}


@builder("network_filter_delete")
def a_search_of_another(cast: Cast, place_code: str) -> dict[str, Any]:
    kept = SavedFilter.objects.create(owner=a_person(place_code), name=a_name(), query="q=x")
    return {"pk": kept.pk}


@builder("network_coverage_of", "network_graph_of", "organisations_book", "organisations_book_pdf")
def covered_area_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": place_code[:6]} if place_code else None


@builder(
    "network_person",
    "network_person_change",
    "network_person_erase",
    "network_person_merge",
    "network_person_account",
)
def person_of_the_network_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    place = tambon_in(place_code)
    if place is None:
        return None
    return {"pk": a_known_person(cast, place_code=place, by=a_worker(place, Role.TAMBON_OFFICER)).pk}


@builder("network_person_export")
def person_to_export(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = person_of_the_network_at(cast, place_code)
    return None if found is None else found | {"form": "json"}


@builder("network_role_end")
def role_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = organisation_at(cast, place_code)
    if found is None:
        return None
    organisation = Organisation.objects.get(pk=found["pk"])
    return {"pk": a_role(cast, organisation, by=a_worker("", Role.MINISTRY_OFFICER)).pk}


@builder(
    "network_import",
    "network_import_columns",
    "network_import_answer",
    "network_import_accept",
    "network_import_discard",
    "network_import_undo",
    "network_import_verify",
)
def a_list_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    role = {2: Role.PROVINCE_OFFICER, 4: Role.DISTRICT_COORDINATOR, 6: Role.TAMBON_OFFICER}.get(
        len(place_code)
    )
    if role is None:
        return None
    content = "ชื่อองค์กร,ประเภท,ตำบล\nก,ไม่รู้จัก,ที่ไหน\n".encode()
    arrival = Arrival("organisations", "list.csv", content)
    return {"number": checking.begin(arrival, by=a_worker(place_code, role))}


@builder("network_import_row")
def a_row_of_a_list_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = a_list_at(cast, place_code)
    return None if found is None else found | {"row": ImportRow.objects.get(batch=found["number"]).pk}


@builder("network_import_template")
def a_kind_of_list(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"kind": "organisations"}


@builder("network_export")
def a_form_of_the_directory(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"form": "csv"}


@builder(
    "activity",
    "activity_change",
    "activity_withdraw",
    "activity_organisations",
    "activity_people",
    "activity_scores",
    "activity_result",
)
def activity_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = organisation_at(cast, place_code)
    if found is None:
        return None
    activity = an_activity(cast, Organisation.objects.get(pk=found["pk"]), kind="training")
    if not Rubric.objects.filter(code="training").exists():
        a_rubric(cast, "training", code="training")
    return {"pk": activity.pk}


@builder("activity_result_withdraw", "activity_evidence")
def result_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = activity_at(cast, place_code)
    if found is None:
        return None
    activity = Activity.objects.get(pk=found["pk"])
    return found | {"result": a_result(cast, activity).pk}


@builder("activity_note")
def organiser_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return organisation_at(cast, place_code)


@builder("network_plans", "organisation_members_confirm")
def network_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    place = tambon_in(place_code)
    if place is None:
        return None
    by = a_worker(place, Role.TAMBON_OFFICER)
    made = an_organisation(cast, name_th=a_name(), place_code=place, kind="network", by=by)
    return {"pk": made.pk}


@builder("network_plan", "network_planned_add", "network_money_add")
def plan_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = network_at(cast, place_code)
    if found is None:
        return None
    a_plan(cast, Organisation.objects.get(pk=found["pk"]))
    return found | {"year": 2557}


@builder("network_planned_done", "network_planned_drop", "network_planned_reopen")
def planned_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = plan_at(cast, place_code)
    if found is None:
        return None
    plan = Plan.objects.get(network=found["pk"])
    by = a_worker("", Role.MINISTRY_OFFICER)
    return found | {"planned": plan_activity(plan=plan, title_th="อบรม", quarter=1, by=by).pk}


@builder("network_allocation")
def allocation_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = plan_at(cast, place_code)
    if found is None:
        return None
    plan = Plan.objects.get(network=found["pk"])
    by = a_worker("", Role.MINISTRY_OFFICER)
    money = allocate_money(plan=plan, source="state", allocated_satang=100_00, by=by)
    return found | {"allocation": money.pk}


@builder(
    "network_assessment",
    "network_assessment_fill",
    "network_assessment_submit",
    "network_assessment_verify",
    "network_assessment_return",
)
def assessment_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = network_at(cast, place_code)
    if found is None:
        return None
    rubric = Rubric.objects.filter(code="maturity").first() or a_rubric(cast, code="maturity")
    by = a_worker("", Role.MINISTRY_OFFICER)
    an_assessment(cast, Organisation.objects.get(pk=found["pk"]), rubric, by=by)
    return found | {"year": 2557}


@builder("network_participation_of")
def area_of_members_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": place_code[:6]} if place_code else None


@builder("network_capacity_of")
def area_of_capacity_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": place_code[:4]} if place_code else None


@builder("network_rubric")
def rubric_for_everybody(cast: Cast, place_code: str) -> dict[str, Any]:
    rubric = Rubric.objects.filter(code="maturity").first() or a_rubric(cast, code="maturity")
    return {"pk": rubric.pk}


@builder("network_rubric_step")
def rubric_to_step(cast: Cast, place_code: str) -> dict[str, Any]:
    return draft_of_a_rubric_at(cast, place_code) | {"name": "publish"}


@builder("network_rubric_change")
def draft_of_a_rubric_at(cast: Cast, place_code: str) -> dict[str, Any]:
    made = Rubric.objects.create(
        code=f"own{next(_number)}",
        use="maturity",
        name_th=rubric_terms().name_th,
        place_code=place_code,
        made_by=cast.ministry_officer,
        made_at=clock.now(),
    )
    return {"pk": made.pk}


def the_collection(cast: Cast) -> Collection:
    return Collection.objects.first() or a_collection(cast)


@builder("project", "project_why")
def a_project_of_the_network(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"code": the_collection(cast).project.code}


@builder("collection", "collection_why")
def a_collection_of_the_network(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"pk": the_collection(cast).pk}


@builder("report", "report_enter", "report_verify", "report_approve", "report_return", "report_reopen")
def report_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    reports = Report.objects.filter(collection=the_collection(cast), place_code=tambon_in(place_code))
    found = reports.first()
    return None if found is None else {"pk": found.pk}


@builder("report_cell")
def cell_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = report_at(cast, place_code)
    return None if found is None else found | {"series": "t.volunteers"}


def the_forum(cast: Cast) -> Forum:
    announcement = Announcement(
        code="f", kind=Kind.EVALUATION, title_th="เวที", fiscal_year=2557, place_code="500101"
    )
    organiser = Office.objects.get(code="tpso10")
    return Forum.objects.first() or announce_forum(
        announcement=announcement, organiser=organiser, provinces=("50", "52"), by=cast.support_officer
    )


@builder("forum", "forum_participants")
def a_forum_of_the_network(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"code": the_forum(cast).code}


@builder("forum_quota", "forum_quota_move")
def quota_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    if not place_code.startswith(("50", "52")) or len(place_code) > len("5014"):
        return None
    terms = [QuotaTerms(place_code, Participant.NETWORK, 2)]
    return {"pk": set_quotas(forum=the_forum(cast), quotas=terms, by=cast.support_officer)[0].pk}


@builder("registration_change", "registration_substitute", "registration_withdraw")
def registration_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = quota_at(cast, place_code)
    if found is None:
        return None
    quota, attendee = Quota.objects.get(**found), Attendee(name=f"นาย{a_name()} ใจดี")
    return {"pk": name_participant(quota=quota, attendee=attendee, by=cast.support_officer).pk}


@builder("showcase", "showcase_select", "showcase_withdraw")
def showcase_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    place = tambon_in(place_code)
    if place is None:
        return None
    organisation = an_organisation(
        cast, name_th=a_name(), place_code=place, by=a_worker(place, Role.TAMBON_OFFICER)
    )
    story = Story(title_th="ผ้าทอ", story_th="เล่าเรื่อง", presenter="นางบัว ตัวอย่าง", results=())
    by = a_worker(place[:4], Role.DISTRICT_COORDINATOR)
    return {"pk": nominate_showcase(forum=the_forum(cast), organisation=organisation, story=story, by=by).pk}


@builder("cluster", "cluster_change", "cluster_join")
def cluster_at(cast: Cast, place_code: str) -> dict[str, Any]:
    cluster = Cluster.objects.create(code=f"cluster{next(_number)}", name_th="กลุ่มจังหวัด", starts_on=STARTS_ON)
    if place_code:
        ClusterMembership.objects.create(cluster=cluster, province_id=place_code[:2], starts_on=STARTS_ON)
    return {"code": cluster.code}


@builder("cluster_leave")
def membership_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return cluster_at(cast, place_code) | {"province": place_code[:2]} if place_code else None


@builder("local_authority")
def authority_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    if not place_code:
        return None
    body = LocalAuthority.objects.create(
        code=f"9{next(_number)}", kind="tao", name_th="อบต.", place_id=place_code
    )
    AuthorityVersion.objects.create(authority=body, kind="tao", name_th="อบต.")
    return {"code": body.code}


@builder("places_import_batch", "places_import_accept", "places_import_discard")
def a_checked_batch(cast: Cast, place_code: str) -> dict[str, Any]:
    content = "รหัสหมู่บ้าน,ชื่อหมู่บ้าน\n50141209,บ้านเก้า\n".encode()
    return {"number": imports.preview("villages", "list.csv", content, by=cast.ministry_officer)}


@builder("mfa_edit_webauthn", "mfa_remove_webauthn")
def a_key_of_another(cast: Cast, place_code: str) -> dict[str, Any]:
    key = Authenticator.objects.create(
        user=a_person(place_code), type=Authenticator.Type.WEBAUTHN, data={"name": "x"}
    )
    return {"pk": key.pk}


@builder("picture")
def a_picture_at(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"folder": "images", "name": "none.webp"}


@builder("article_pdf", "article_word", "article_send", "article_event")
def an_article_at(cast: Cast, place_code: str) -> dict[str, Any]:
    slug = f"article-{next(_number)}"
    an_article(slug, place_code=place_code)
    return {"slug": slug}


@builder("dataset", "dataset_package")
def a_dataset(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"key": "organisations"}


@builder("data_file")
def a_file_of_a_dataset(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"key": "organisations", "form": "csv"}


@builder("ckan", "ckan_unnumbered")
def a_question_to_the_catalogue(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"action": "package_list"}


@builder("moved_steps", "moved_component")
def an_article_moved_here(cast: Cast, place_code: str) -> dict[str, Any]:
    number = next(_number)
    an_article(f"moved-{number}", place_code=place_code)
    page = ArticlePage.objects.get(slug=f"moved-{number}")
    MovedArticle.objects.create(old_id=number, page=page, digest="", revision_id=0)
    return {"steps": f"{number}-moved"}

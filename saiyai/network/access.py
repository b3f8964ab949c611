"""Who may act in the network, and what each may see of it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from saiyai.accounts.access import OwnPower
from saiyai.accounts.models import User
from saiyai.kernel.powers import (
    DISTRICT_AND_ABOVE,
    PROVINCE_AND_ABOVE,
    WORKING_ROLES,
    Actor,
    Power,
    Role,
    Scope,
    place_code_of,
    roles_from,
)
from saiyai.network.models import (
    Assessment,
    BoardSession,
    ImportBatch,
    Link,
    Organisation,
    OrganisationDocument,
    Person,
    PersonRole,
    StandingApplication,
)
from saiyai.network.rules import LIVING, State
from saiyai.network.rules.document import OF_PEOPLE
from saiyai.network.rules.imports import shared_prefix
from saiyai.places.queries import inside

SEERS = WORKING_ROLES | {Role.AUDITOR}
"""The roles that see every organisation of their area, whatever it shows to the public."""

DISTRICT_DIGITS = 4
REGISTRARS = WORKING_ROLES
CHANGERS = roles_from(Role.TAMBON_OFFICER)
DECIDERS = frozenset({Role.PROVINCE_OFFICER, Role.MINISTRY_OFFICER})
"""The secretaries of provincial boards; a support office advises provinces and decides nothing there."""


def is_proposer(organisation: Organisation, by: Actor) -> bool:
    """Tell whether the actor is the one who proposed the organisation."""
    return by.pk is not None and by.pk == organisation.proposed_by_id


def moves_outside(terms: object, by: Actor) -> bool:
    """Tell whether a change would move an organisation out of the actor's area."""
    return not by.scope.covers(place_code_of(terms), CHANGERS)


def takes_from_outside(duplicate: Organisation, by: Actor) -> bool:
    """Tell whether the organisation that another takes in lies outside the actor's area."""
    return not by.scope.covers(duplicate.place_code, DISTRICT_AND_ABOVE)


def stands_at_no_end(link: Link, organisation: Organisation) -> bool:
    """Tell whether the organisation for which somebody speaks is not one of the link's two."""
    return organisation.pk not in {link.source_id, link.target_id}


def takes_person_from_outside(duplicate: Person, by: Actor) -> bool:
    """Tell whether the entry that another person's takes in lies outside the actor's area."""
    return not by.scope.covers(duplicate.place_code, DISTRICT_AND_ABOVE)


def person_moves_outside(terms: object, by: Actor) -> bool:
    """Tell whether a change would move a person out of the actor's area."""
    return not by.scope.covers(place_code_of(terms), REGISTRARS)


def submitted_it(application: StandingApplication, by: Actor) -> bool:
    """Tell whether the actor is the one who submitted the application."""
    return by.pk is not None and by.pk == application.submitted_by_id


def had_a_hand_in_it(session: BoardSession, by: Actor) -> bool:
    """Tell whether the actor submitted or checked an application that lies before the sitting."""
    mine = Q(submitted_by=by.pk) | Q(checked_by=by.pk)
    return by.pk is not None and StandingApplication.objects.filter(mine, session=session).exists()


IMPORTERS = CHANGERS
"""The roles that bring lists in: whoever may change what one organisation says of itself."""


def is_anothers_import(batch: ImportBatch, by: Actor) -> bool:
    """Tell whether a list was brought by somebody else and its area is not in the actor's."""
    return by.pk != batch.made_by_id and not by.scope.covers(batch.place_code, IMPORTERS)


def verifies_own_import(batch: ImportBatch, by: Actor) -> bool:
    """Tell whether the actor brought the list in: nobody verifies what they proposed themselves."""
    return by.pk is None or by.pk == batch.made_by_id


def imports_seen_by(scope: Scope) -> Q:
    """Return the condition of the lists that a scope sees: its own, and those of areas inside its area."""
    prefixes = scope.prefixes(IMPORTERS)
    return Q(made_by=scope.user_id) | within(prefixes) if scope.is_signed_in else Q(pk__in=())


def holder_of(by: User) -> dict[str, Any]:
    """Return for whom titles of columns are remembered: the office behind somebody's role, else their area."""
    held = by.grants.filter(state="active", role__in=IMPORTERS).order_by("pk")
    office = held.exclude(office=None).values_list("office_id", flat=True).first()
    if office is not None:
        return {"office_id": office, "place_code": ""}
    return {"office_id": None, "place_code": shared_prefix(by.scope.prefixes(IMPORTERS))}


may_begin_import = Power(IMPORTERS)
may_decide_import = Power(IMPORTERS, unless=is_anothers_import)
may_verify_import = Power(DISTRICT_AND_ABOVE, unless=verifies_own_import)
may_export_people = Power(DISTRICT_AND_ABOVE, place_of="place_code")


def any_outside(entries: Iterable[Any], by: Actor) -> bool:
    """Tell whether any of several entries belongs to an organisation outside the actor's area."""
    return any(not by.scope.covers(place_code_of(each), CHANGERS) for each in entries)


def is_submitter(assessment: Assessment, by: Actor) -> bool:
    """Tell whether the actor is the one who handed the assessment in."""
    return by.pk is not None and by.pk == assessment.submitted_by_id


def any_not_theirs(assessments: Iterable[Assessment], by: Actor) -> bool:
    """Tell whether any of several assessments lies outside the actor's area or was handed in by the actor."""
    return any(
        is_submitter(each, by) or not by.scope.covers(each.place_code, PROVINCE_AND_ABOVE)
        for each in assessments
    )


def lies_with_the_register(document: OrganisationDocument, by: Actor) -> bool:
    """Tell whether a document is no paper of an application, and the actor may not change its organisation."""
    return document.application_id is None and not by.scope.covers(document.place_code, CHANGERS)


may_register_organisation = Power(REGISTRARS, place_of="terms")
may_change_organisation = Power(CHANGERS, place_of="organisation", unless=moves_outside)
may_serve_areas = Power(CHANGERS, place_of="organisation")
may_verify_organisation = Power(DISTRICT_AND_ABOVE, place_of="organisation", unless=is_proposer)
may_end_organisation = Power(DISTRICT_AND_ABOVE, place_of="organisation")
may_merge_organisations = Power(DISTRICT_AND_ABOVE, place_of="organisation", unless=takes_from_outside)
may_note_standing = Power(PROVINCE_AND_ABOVE, place_of="organisation")
may_end_standing = Power(PROVINCE_AND_ABOVE, place_of="standing")
may_name_people = Power(REGISTRARS, place_of="organisation")
may_end_role = Power(REGISTRARS, place_of="role")
may_note_link = Power(CHANGERS, place_of="organisation")
may_act_on_link = Power(CHANGERS, place_of="organisation", unless=stands_at_no_end)
may_register_person = Power(REGISTRARS, place_of="terms")
may_change_person = Power(REGISTRARS, place_of="person", unless=person_moves_outside)
may_erase_person = Power(DISTRICT_AND_ABOVE, place_of="person")
may_apply = Power(REGISTRARS, place_of="organisation")
may_write_application = Power(REGISTRARS, place_of="application")
may_check_application = Power(DECIDERS, place_of="application", unless=submitted_it)
may_return_application = Power(DECIDERS, place_of="application")
may_plan_session = Power(DECIDERS, place_of="place_code")
may_change_session = Power(DECIDERS, place_of="session")
may_decide_session = Power(DECIDERS, place_of="session", unless=had_a_hand_in_it)
may_note_gazette = Power(DECIDERS, place_of="standing")
may_note_yearly_report = Power(REGISTRARS, place_of="standing")
may_expire_standing = Power(frozenset({Role.SYSTEM_ADMINISTRATOR}), place_of="standing")
may_set_target = Power(DISTRICT_AND_ABOVE, place_of="terms")
may_drop_target = Power(DISTRICT_AND_ABOVE, place_of="target")
may_add_kind = Power(PROVINCE_AND_ABOVE, place_of="place_code")
may_close_kind = Power(PROVINCE_AND_ABOVE, place_of="kind")
may_note_activity = Power(CHANGERS, place_of="organiser")
may_note_activities = Power(CHANGERS, unless=any_outside)
may_change_activity = Power(CHANGERS, place_of="activity")
may_withdraw_result = Power(CHANGERS, place_of="result")
may_draft_plan = Power(CHANGERS, place_of="network")
may_take_over_plans = Power(CHANGERS, unless=any_outside)
may_change_plan = Power(CHANGERS, place_of="plan")
may_change_planned = Power(CHANGERS, place_of="planned")
may_change_allocation = Power(CHANGERS, place_of="allocation")
may_draft_rubric = Power(PROVINCE_AND_ABOVE, place_of="place_code")
may_change_rubric = Power(PROVINCE_AND_ABOVE, place_of="rubric")
may_assess_network = Power(CHANGERS, place_of="network")
may_submit_assessments = Power(CHANGERS, unless=any_outside)
may_change_assessment = Power(CHANGERS, place_of="assessment")
may_verify_assessment = Power(PROVINCE_AND_ABOVE, place_of="assessment", unless=is_submitter)
may_return_assessment = Power(PROVINCE_AND_ABOVE, place_of="assessment")
may_verify_assessments = Power(PROVINCE_AND_ABOVE, unless=any_not_theirs)
may_attach_document = Power(CHANGERS, place_of="organisation")
may_change_document = Power(REGISTRARS, place_of="document", unless=lies_with_the_register)
may_erase_document = Power(DISTRICT_AND_ABOVE, place_of="document")
may_link_account = Power(DISTRICT_AND_ABOVE, place_of="person")
may_merge_people = Power(DISTRICT_AND_ABOVE, place_of="person", unless=takes_person_from_outside)
may_save_filter = OwnPower(frozenset(), own="owner")
may_delete_filter = OwnPower(frozenset(), own="saved")


def within(prefixes: Iterable[str], field: str = "place_code") -> Q:
    """Return the condition that a thing's place lies inside one of the areas; none holds nothing, the nation all."""
    return inside(prefixes, field)


def seen_by(scope: Scope) -> Q:
    """Return the condition of the organisations that a scope sees: its area's, and the public ones."""
    public = Q(shown_publicly=True, state__in=[State.VERIFIED, State.DORMANT])
    return public | within(scope.prefixes(SEERS)) if scope.is_signed_in else public


def shows_link_to(scope: Scope) -> Q:
    """Return the condition of the organisations whose links a scope sees: its area's, and who agreed to show them."""
    return Q(shows_links=True) | within(scope.prefixes(SEERS))


PAPER_READERS = CHANGERS | {Role.AUDITOR}
"""The roles that open documents which tell of persons."""


def documents_opened_by(scope: Scope) -> Q:
    """Return the condition of the documents whose files a scope opens: those of its area, those handed in, the public."""
    organisation = Q(
        organisation__shown_publicly=True, organisation__state__in=[State.VERIFIED, State.DORMANT]
    )
    public = Q(is_public=True, withdrawn_at=None) & organisation
    if not scope.is_signed_in:
        return public
    near, home = Q(kind__in=sorted(OF_PEOPLE)) | Q(person__isnull=False), "organisation__place_code"
    plain = within(scope.prefixes(SEERS), home) & ~near
    own = within(scope.prefixes(SEERS), home) & Q(noted_by=scope.user_id)
    return public | plain | own | within(scope.prefixes(PAPER_READERS), home)


def people_seen_by(scope: Scope) -> Q:
    """Return the condition of the people that a scope sees: who lives in its area or has a role in it."""
    prefixes = scope.prefixes(SEERS)
    roles = PersonRole.objects.filter(within(prefixes, "organisation__place_code"), person=OuterRef("pk"))
    return within(prefixes) | Q(Exists(roles))


def own_of(scope: Scope) -> Q:
    """Return the condition of a reader's own organisations: what they registered, and their own tambon's or district's."""
    near = [each for each in scope.prefixes(WORKING_ROLES) if len(each) >= DISTRICT_DIGITS]
    return within(near) | Q(proposed_by=scope.user_id) if scope.is_signed_in else within(())


def living() -> Q:
    """Return the condition of organisations that still are."""
    return Q(state__in=LIVING)

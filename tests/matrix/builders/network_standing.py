"""Applications for a standing, sessions of boards and certificates for the matrix to ask for."""

from typing import Any

from saiyai.kernel.powers import Role
from saiyai.network.commands import attach_paper
from saiyai.network.models import StandingApplication
from saiyai.network.rules.application import State as ApplicationState
from tests.cast import Cast
from tests.matrix.builders.accounts import a_worker
from tests.matrix.builders.network import a_name, a_paper, organisation_at
from tests.matrix.builders.places import tambon_in
from tests.matrix.builders.registry import builder
from tests.network import standings


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

"""Organisations, their people, papers and links for the matrix to ask for."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from saiyai.audit import clock
from saiyai.kernel.powers import Role
from saiyai.network.commands import (
    DocumentTerms,
    StandingTerms,
    TargetTerms,
    attach_document,
    note_standing,
    set_target,
)
from saiyai.network.models import CoverageTarget, Organisation, OrganisationKind, SavedFilter
from saiyai.web.uploads import Upload, checked_paper, forget_paper
from tests.cast import STARTS_ON, Cast
from tests.matrix.builders.accounts import a_person, a_worker
from tests.matrix.builders.places import tambon_in
from tests.matrix.builders.registry import builder, next_number
from tests.network.builders import a_link, a_proposed_organisation, a_role, an_organisation
from tests.network.builders import a_person as a_known_person


def a_name() -> str:
    return f"กลุ่มที่ {next_number()}"


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


@builder("network_target_drop")
def target_at(cast: Cast, place_code: str) -> dict[str, Any]:
    terms = TargetTerms(place_code[:6], clock.today(), 1 + next_number() % 100)
    by = a_worker("", Role.MINISTRY_OFFICER)
    known = CoverageTarget.objects.filter(place_code=terms.place_code).first()
    return {"pk": (known or set_target(terms=terms, by=by)).pk}


@builder("organisation_kind_close")
def kind_at(cast: Cast, place_code: str) -> dict[str, Any]:
    kind = OrganisationKind.objects.create(
        code=f"own{next_number()}", name_th=a_name(), place_code=place_code
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


@builder("network_export")
def a_form_of_the_directory(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"form": "csv"}

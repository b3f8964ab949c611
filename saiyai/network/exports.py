"""What the network offers to pages of other apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.audit import clock
from saiyai.documents.page import Document, Heading, KeyValues, Language, Paragraph, Table, TableColumn
from saiyai.kernel.dates import format_date
from saiyai.kernel.powers import Scope
from saiyai.kernel.text import search_key
from saiyai.network.access import SEERS
from saiyai.network.models import Person
from saiyai.network.queries import (
    DirectoryFilter,
    directory,
    in_reader_language,
    organisations_at,
    rows_of,
    waiting_organisations,
)
from saiyai.network.queries import coverage as coverages
from saiyai.network.queries.person import basis_name, people_seen, title_of, whole_id
from saiyai.places.queries import place_at
from saiyai.web.offers import Figure, Found, Panel, WaitingTask

SHOWN_IN_PANEL = 5
FOUND_AT_MOST = 5
PEOPLE_AT_MOST = 3
VILLAGE_DIGITS = 8


def place_panel(code: str, scope: Scope) -> Panel | None:
    """Return what the network has at a place: how many organisations, and the first few."""
    organisations = organisations_at(scope, code)
    count = organisations.count()
    directory = f"{reverse('organisations')}?place={code}"
    shown = rows_of(organisations.order_by("name_th")[:SHOWN_IN_PANEL]) if count else []
    return Panel(
        title=gettext_lazy("Organisations here"),
        figures=(
            Figure(
                gettext_lazy("organisations"),
                f"{count:,}",
                url=directory,
                why_url=f"{reverse('organisations_why')}?place={code}",
            ),
            *_coverage_figures(code, scope),
        ),
        rows=tuple((each.name, reverse("organisation", args=[each.pk]), str(each.kind)) for each in shown),
        url=directory,
        empty=gettext_lazy("No organisation is registered here yet."),
    )


def _coverage_figures(code: str, scope: Scope) -> tuple[Figure, ...]:
    """Return how many villages of a place have somebody, for those who work in the network."""
    if not scope.has(*SEERS) or len(code) >= VILLAGE_DIGITS:
        return ()
    whole = coverages.coverage_of(code, coverages.CoverageFilter(), clock.today())
    if not whole.villages:
        return ()
    value = f"{whole.covered:,} / {whole.villages:,}"
    url = reverse("network_coverage_of", args=[code])
    why_url = f"{reverse('network_coverage_why')}?place={code}"
    return (
        Figure(gettext_lazy("villages with somebody"), value, url=url, share=whole.share, why_url=why_url),
    )


def find(words: str, scope: Scope) -> list[Found]:
    """Return the first organisations whose name holds what was typed."""
    found = directory(scope, DirectoryFilter(words=words))[:FOUND_AT_MOST]
    return [
        Found(gettext_lazy("organisation"), row.name, row.place, reverse("organisation", args=[row.pk]))
        for row in rows_of(found)
    ]


def waiting_tasks(scope: Scope) -> list[WaitingTask]:
    """Return the organisations that wait for this person to verify them."""
    return [
        WaitingTask(
            text=_("Verify the organisation “%(name)s”")
            % {"name": in_reader_language(each.name_th, each.name_en)},
            url=reverse("organisation", args=[each.pk]),
            place_code=each.place_code,
        )
        for each in waiting_organisations(scope)[:20]
    ]


def find_people(words: str, scope: Scope) -> list[Found]:
    """Return the first people of the reader's area whose name holds what was typed."""
    key = search_key(words)
    if not key or not scope.has(*SEERS):
        return []
    found = people_seen(scope).filter(search_key__contains=key)[:PEOPLE_AT_MOST]
    return [
        Found(gettext_lazy("person"), each.shown, "", reverse("network_person", args=[each.pk]))
        for each in found
    ]


def person_export(person: Person) -> dict[str, Any]:
    """Return all that is kept of a person, as plain values under English names."""
    return {
        "name": {"prefix": person.prefix, "given": person.given, "family": person.family},
        "phone": person.phone,
        "place": person.place_code,
        "national_id": whole_id(person),
        "basis": person.basis,
        "consented_on": None if person.consented_on is None else person.consented_on.isoformat(),
        "purpose": person.purpose,
        "roles": [
            {
                "organisation": role.organisation.name_th,
                "position": role.position,
                "title": role.title_th,
                "area": role.area_code,
                "starts_on": None if role.starts_on is None else role.starts_on.isoformat(),
                "ends_on": None if role.ends_on is None else role.ends_on.isoformat(),
            }
            for role in person.roles.select_related("organisation").order_by("pk")
        ],
        "taken_on": clock.today().isoformat(),
    }


def person_document(person: Person, *, language: Language, thai_digits: bool) -> Document:
    """Return all that is kept of a person as a document to be handed to them."""

    def day(value: Any) -> str:
        return format_date(value, thai_digits=thai_digits, language=language) if value else "–"

    place = place_at(person.place_code)
    facts = KeyValues(
        (
            (_("Name"), person.shown),
            (_("Telephone"), person.phone or "–"),
            (_("Lives in"), place.label if place else "–"),
            (_("National id"), whole_id(person) or "–"),
            (_("Kept on the ground of"), str(basis_name(person))),
            (_("Day of consent"), day(person.consented_on)),
            (_("Purpose of keeping it"), person.purpose or "–"),
        )
    )
    roles = person.roles.select_related("organisation").order_by("pk")
    rows = tuple(
        (title_of(role), role.organisation.name_th, day(role.starts_on), day(role.ends_on)) for role in roles
    )
    columns = tuple(TableColumn(title) for title in (_("Role"), _("Organisation"), _("Since"), _("Until")))
    return Document(
        title=_("What the network keeps of a person"),
        language=language,
        blocks=(
            Paragraph(_("Made at the person's request under the Personal Data Protection Act BE 2562.")),
            facts,
            Heading(_("Roles held")),
            Table(columns, rows, _("Roles now and before")) if rows else Paragraph(_("None.")),
        ),
        made_on=clock.today(),
        thai_digits=thai_digits,
    )

"""What the network offers to pages of other apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from saiyai.audit import clock
from saiyai.audit.queries import history_of
from saiyai.documents.certificate import Certificate as PrintedCertificate
from saiyai.documents.certificate import render_certificate
from saiyai.documents.page import Document, Heading, KeyValues, Language, Paragraph, Table, TableColumn
from saiyai.kernel.dates import format_date
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Scope
from saiyai.kernel.text import search_key
from saiyai.network.access import CHANGERS, SEERS
from saiyai.network.messages.mine import waiting_text
from saiyai.network.models import Certificate, Person
from saiyai.network.queries import (
    DirectoryFilter,
    directory,
    in_reader_language,
    kinds,
    mine,
    organisations_at,
    rows_of,
    waiting_organisations,
)
from saiyai.network.queries import application as applications
from saiyai.network.queries import certificate as certificates
from saiyai.network.queries import coverage as coverages
from saiyai.network.queries.capacity import returned_assessments, waiting_assessments
from saiyai.network.queries.link import networks_with_waiting_members, waiting_links
from saiyai.network.queries.person import basis_name, people_seen, terms_ending, title_of, whole_id
from saiyai.network.rules import Standing
from saiyai.network.rules.certificate import Validity
from saiyai.places.queries import place_at
from saiyai.web.offers import CodeNames, Figure, Found, Panel, WaitingTask

SHOWN_IN_PANEL = 5
FOUND_AT_MOST = 5
PEOPLE_AT_MOST = 3
VILLAGE_DIGITS = 8
TASKS_AT_MOST = 20
KIND_NAMES = CodeNames(frozenset({"network.organisation.kind"}), lambda: dict(kinds()))
"""What the codes of kinds of organisations are called in histories."""


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
        rows=(
            *((each.name, reverse("organisation", args=[each.pk]), str(each.kind)) for each in shown),
            *_way_to_book(code, count),
        ),
        url=directory,
        empty=gettext_lazy("No organisation is registered here yet."),
    )


def _way_to_book(code: str, count: int) -> tuple[tuple[str, str, str], ...]:
    """Return the way to the printed directory of a place that has one."""
    if not count or len(code) >= VILLAGE_DIGITS:
        return ()
    return ((_("Directory to be printed"), reverse("organisations_book", args=[code]), ""),)


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


def home_panel(scope: Scope) -> Panel | None:
    """Return a reader's own organisations for their home, None for whoever has none."""
    rows = mine.mine(scope, clock.today())
    if not rows:
        return None
    shown = [
        (
            each.row.name,
            reverse("organisation", args=[each.row.pk]) if each.opens else "",
            waiting_text(each.waiting[0]) if each.waiting else ", ".join(each.roles),
        )
        for each in rows[:SHOWN_IN_PANEL]
    ]
    return Panel(gettext_lazy("My organisations"), rows=tuple(shown), url=reverse("my_organisations"))


def find(words: str, scope: Scope) -> list[Found]:
    """Return the first organisations whose name holds what was typed."""
    found = directory(scope, DirectoryFilter(words=words))[:FOUND_AT_MOST]
    return [
        Found(gettext_lazy("organisation"), row.name, row.place, reverse("organisation", args=[row.pk]))
        for row in rows_of(found)
    ]


def waiting_tasks(scope: Scope) -> list[WaitingTask]:
    """Return what waits for this person: organisations, links, self-assessments."""
    return [
        *_organisations_waiting(scope),
        *_links_waiting(scope),
        *_members_waiting(scope),
        *_assessments_waiting(scope),
    ]


def _members_waiting(scope: Scope) -> list[WaitingTask]:
    return [
        WaitingTask(
            text=_("Confirm %(count)s members of “%(name)s”")
            % {"count": f"{count:,}", "name": in_reader_language(network.name_th, network.name_en)},
            url=reverse("organisation_members_confirm", args=[network.pk]),
            place_code=network.place_code,
        )
        for network, count in networks_with_waiting_members(scope)
    ]


def _links_waiting(scope: Scope) -> list[WaitingTask]:
    return [
        WaitingTask(
            text=_("Confirm the link of “%(name)s” with “%(other)s”")
            % {
                "name": in_reader_language(own.name_th, own.name_en),
                "other": in_reader_language(other.name_th, other.name_en),
            },
            url=reverse("organisation", args=[own.pk]) + "#links",
            place_code=own.place_code,
        )
        for own, other in waiting_links(scope)[:TASKS_AT_MOST]
    ]


def _assessments_waiting(scope: Scope) -> list[WaitingTask]:
    to_verify = [
        (each, _("Verify the self-assessment of “%(name)s”"))
        for each in waiting_assessments(scope)[:TASKS_AT_MOST]
    ]
    to_correct = [
        (each, _("Correct the returned self-assessment of “%(name)s”"))
        for each in returned_assessments(scope, CHANGERS)[:TASKS_AT_MOST]
    ]
    return [
        WaitingTask(
            text=text % {"name": in_reader_language(each.network.name_th, each.network.name_en)},
            url=reverse("network_assessment", args=[each.network_id, each.fiscal_year]),
            place_code=each.network.place_code,
        )
        for each, text in (*to_correct, *to_verify)
    ]


def _organisations_waiting(scope: Scope) -> list[WaitingTask]:
    return [
        WaitingTask(
            text=_("Verify the organisation “%(name)s”")
            % {"name": in_reader_language(each.name_th, each.name_en)},
            url=reverse("organisation", args=[each.pk]),
            place_code=each.place_code,
        )
        for each in waiting_organisations(scope)[:TASKS_AT_MOST]
    ]


def waiting_applications(scope: Scope) -> list[WaitingTask]:
    """Return what applications and sittings wait for from this person: to complete, to check, to table, to decide."""
    tasks = [
        WaitingTask(
            text=said % {"name": in_reader_language(each.organisation.name_th, each.organisation.name_en)},
            url=reverse("application", args=[each.pk]),
            place_code=each.place_code,
        )
        for said, found in (
            (_("Complete the application of “%(name)s”"), applications.waiting_to_complete(scope)),
            (_("Check the application of “%(name)s”"), applications.waiting_for_check(scope)),
        )
        for each in found
    ]
    tasks += [
        WaitingTask(
            text=_("Note the decisions of sitting %(number)s/%(year)s")
            % {"number": each.number, "year": each.year},
            url=reverse("board_session", args=[each.pk]),
            place_code=each.place_code,
            due_on=each.held_on,
        )
        for each in applications.waiting_sessions(scope, clock.today())
    ]
    if homes := sorted(applications.homes_of_checked(scope)):
        text = _("%(number)s checked applications wait for a sitting") % {"number": len(homes)}
        tasks.append(WaitingTask(text, reverse("board_sessions"), homes[0][:2]))
    return tasks


def waiting_duties(scope: Scope) -> list[WaitingTask]:
    """Return that yearly reports are late, as one task for those who register in the area."""
    if not scope.has(*DISTRICT_AND_ABOVE):
        return []
    late = certificates.late_duties(scope, clock.today())
    if not late:
        return []
    text = _("%(number)s yearly reports are late") % {"number": late}
    return [
        WaitingTask(text, reverse("network_duties") + "?state=late", scope.prefixes(DISTRICT_AND_ABOVE)[0])
    ]


def certificate_pdf(certificate: Certificate, url: str) -> bytes:
    """Return a certificate as the Thai paper that the board's chair signs; `url` is where anybody may check it."""
    with override("th"):
        row = certificates.certificate_rows([certificate], clock.today())[0]
        return render_certificate(_printed(certificate, row, url))


def _printed(certificate: Certificate, row: certificates.CertificateRow, url: str) -> PrintedCertificate:
    issued = format_date(certificate.issued_on, "formal")
    entries = history_of(certificate.subject_key)
    conditions = _("Conditions: %(conditions)s") % {"conditions": certificate.conditions}
    return PrintedCertificate(
        language="th",
        title=_title_of(certificate),
        office=_("Social Welfare Promotion Board of %(province)s")
        % {"province": _board_of(certificate, row)},
        number=_("Register no. %(number)s") % {"number": row.number},
        opening=_("This is to certify that"),
        name=certificate.name_th,
        lines=_lines_of(certificate, row, issued),
        conditions=conditions if certificate.conditions else "",
        day=_("Given on %(day)s") % {"day": issued},
        signer=certificate.signer,
        position=certificate.signer_position.replace(" ประธาน", "\nประธาน", 1),
        small=(
            _("Scan to see whether this certificate is valid today."),
            _("Record no. %(number)s") % {"number": entries[-1].seq if entries else "–"},
        ),
        url=url,
        made_on=certificate.issued_on,
        stamp="" if row.validity in {Validity.VALID, Validity.NOT_YET} else str(row.validity_name),
    )


def _title_of(certificate: Certificate) -> str:
    if certificate.kind == Standing.PUBLIC_BENEFIT:
        return _("Certificate of a public-benefit organisation")
    return _("Certificate of a community welfare organisation")


def _lines_of(certificate: Certificate, row: certificates.CertificateRow, issued: str) -> tuple[str, ...]:
    told = {"session": certificate.session_text, "day": issued}
    if certificate.kind == Standing.PUBLIC_BENEFIT:
        certified = _(
            "is certified as a public-benefit organisation\nunder the Social Welfare Promotion Act BE 2546 as amended"
        )
    else:
        certified = _(
            "is certified as a community welfare organisation\nunder the Social Welfare Promotion Act BE 2546 as amended"
        )
    until = format_date(row.valid_until, "formal") if row.valid_until else ""
    return (
        _("with its office in %(place)s") % {"place": certificate.place_th},
        certified,
        _("for social welfare in: %(fields)s") % {"fields": certificate.fields_th},
        _("by resolution of the board in its sitting %(session)s on %(day)s") % told,
        *((_("valid until %(day)s") % {"day": until},) if until else ()),
    )


def _board_of(certificate: Certificate, row: certificates.CertificateRow) -> str:
    province = place_at(certificate.province_code)
    return province.title_th if province else row.province


def waiting_terms(scope: Scope) -> list[WaitingTask]:
    """Return that terms of people in the area end soon, as one task for those who name them."""
    if not scope.has(*DISTRICT_AND_ABOVE):
        return []
    count, first = terms_ending(scope, clock.today())
    if not count:
        return []
    text = _("%(number)s terms end in 90 days: ask who follows") % {"number": count}
    url = f"{reverse('network_people')}?which=ending"
    return [WaitingTask(text, url, scope.prefixes(DISTRICT_AND_ABOVE)[0], first)]


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
        "activities": [
            {"title": each.activity.title_th, "starts_on": each.activity.starts_on.isoformat()}
            for each in person.took_part.select_related("activity").order_by("activity__starts_on", "pk")
        ],
        "papers": [
            {
                "kind": each.kind,
                "title": each.title,
                "file": each.file_name,
                "organisation": each.organisation.name_th,
            }
            for each in person.documents.filter(erased_at=None).select_related("organisation").order_by("pk")
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

"""Certificates: the public register, the page that a QR leads to, the paper, the Gazette, what runs out, yearly reports."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands, queries
from saiyai.network.access import DECIDERS, REGISTRARS, SEERS
from saiyai.network.exports import certificate_pdf
from saiyai.network.forms.application import GazetteForm, YearlyReportForm
from saiyai.network.forms.target import DutiesForm, RegisterSearchForm
from saiyai.network.queries import certificate as asked
from saiyai.network.views.application import DUTY_SHADES
from saiyai.network.views.doors import crumbs, crumbs_of
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import address_of, person_of_request, scope_of_request

ROWS_A_PAGE = 50
SHADES: dict[str, Shade] = {
    "valid": "good",
    "not_yet": "note",
    "run_out": "warn",
    "revoked": "bad",
    "given_up": "plain",
    "renewed": "plain",
}


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show everybody the register of certificates, with whether each is valid today."""
    form = RegisterSearchForm(request.GET)
    form.is_valid()
    told = form.cleaned_data
    found = asked.register(told.get("q", ""), told.get("province", ""), told.get("kind", ""))
    if file := download(
        request, _register_table(found), name="certificates", title=_("Register of certificates")
    ):
        return file
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Register of certificates"),
        "crumbs": crumbs(),
        "form": form,
        "page": page,
        "table": _register_table(page.object_list),
    }
    return render(request, "network/certificates.html", context)


def _register_table(found: Any) -> Table:
    rows = asked.certificate_rows(found, clock.today())
    return Table(
        caption=_("Register of certificates") if rows else _("No certificate fits."),
        columns=[
            Column(_("Register no.")),
            Column(_("Organisation")),
            Column(_("Legal standing")),
            Column(_("Province")),
            Column(_("Since"), "date"),
            Column(_("Until"), "date"),
            Column(_("Today")),
        ],
        rows=[
            [
                Cell(row.number, url=address_of("certificate", row.code)),
                Cell(row.name),
                Cell(row.kind),
                Cell(row.province),
                Cell(row.issued_on),
                Cell(row.ended_on or row.valid_until),
                Cell(row.validity_name, shade=SHADES[row.validity]),
            ]
            for row in rows
        ],
        empty=_(
            "The register holds what the boards decided here; papers from before are on the organisations' pages."
        ),
    )


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Tell everybody whether a certificate is valid today: the page that its QR leads to."""
    found = _certificate(code)
    row = asked.certificate_rows([found], clock.today())[0]
    scope = scope_of_request(request)
    organisation = found.standing.organisation
    sees = scope.covers(organisation.place_code, SEERS)
    is_shown = sees or queries.organisation_with_details(scope, organisation.pk) is not None
    context = {
        "crumbs": [*crumbs(), (_("Register of certificates"), reverse("certificates"))],
        "certificate": found,
        "row": row,
        "shade": SHADES[row.validity],
        "today": clock.today(),
        "organisation": organisation if is_shown else None,
        "sees": sees,
    }
    return render(request, "network/certificate.html", context)


def _certificate(code: str) -> Any:
    found = asked.certificate_with(code)
    if found is None:
        raise Http404
    return found


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Return the certificate as the paper that is signed; one that is no longer valid says so across the page."""
    found = _certificate(code)
    if not scope_of_request(request).covers(found.standing.organisation.place_code, SEERS):
        raise Http404
    url = request.build_absolute_uri(reverse("certificate", args=[code]))
    headers = {"Content-Disposition": f'inline; filename="certificate-{code}.pdf"'}
    return HttpResponse(certificate_pdf(found, url), content_type="application/pdf", headers=headers)


def _standing_at(request: HttpRequest, pk: int, roles: Any) -> Any:
    scope = scope_of_request(request)
    found = asked.standing_held(scope, pk)
    if found is None or not scope.covers(found.organisation.place_code, roles):
        raise Http404
    return found


def gazette(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask where the Royal Gazette published a standing, or note it."""
    found = _standing_at(request, pk, DECIDERS)
    initial = {"gazette": found.gazette}
    form = GazetteForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            commands.note_gazette(standing=found, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The entry in the Royal Gazette is noted."))
            return _to_standings(found)
    return _form_page(request, found, form, _("Entry in the Royal Gazette"), _("Note the entry"))


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the report of a year that a standing owes, or note it."""
    found = _standing_at(request, pk, REGISTRARS)
    owed = [each.year for each in asked.duties_of(found, clock.today()) if each.reported_on is None]
    form = YearlyReportForm(request.POST if request.method == "POST" else None, years=owed)
    if form.is_bound and form.is_valid():
        try:
            commands.note_yearly_report(standing=found, terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The yearly report is noted."))
            return _to_standings(found)
    return _form_page(request, found, form, _("Yearly report"), _("Note the report"))


def _to_standings(standing: Any) -> HttpResponse:
    return redirect(reverse("organisation", args=[standing.organisation_id]) + "#standings")


def _form_page(request: HttpRequest, standing: Any, form: Any, title: str, button: str) -> HttpResponse:
    context = {
        "form": form,
        "crumbs": crumbs_of(standing.organisation),
        "title": title,
        "lead": f"{standing.get_standing_display()} {standing.number}",
        "button": button,
        "back": reverse("organisation", args=[standing.organisation_id]) + "#standings",
    }
    return render(request, "network/form_page.html", context, status=400 if form.errors else 200)


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """Show the yearly reports that the holders of the reader's areas owe: late, due, reported."""
    form = DutiesForm(request.GET)
    form.is_valid()
    area, state = form.cleaned_data.get("place", ""), form.cleaned_data.get("state", "")
    found = asked.duties(scope_of_request(request), clock.today(), area, state)
    if file := download(request, _duties_table(found), name="yearly-reports", title=_("Yearly reports")):
        return file
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Yearly reports"),
        "crumbs": crumbs(),
        "form": form,
        "page": page,
        "table": _duties_table(list(page.object_list)),
        "provinces": _by_province(asked.duties(scope_of_request(request), clock.today())),
    }
    return render(request, "network/duties.html", context)


def _by_province(found: list[asked.DutyRow]) -> Table:
    """Return how many reports each province has due, reported and late."""
    provinces: dict[tuple[str, str], list[asked.DutyRow]] = {}
    for row in found:
        provinces.setdefault((row.province_code, row.province), []).append(row)
    return Table(
        caption=_("By province"),
        why=Why(_("The yearly reports that the list on this page names")),
        columns=[
            Column(_("Province")),
            Column(_("Reports owed"), "number"),
            Column(_("Reported"), "number"),
            Column(_("Late"), "number"),
        ],
        rows=[
            [
                Cell(name, url=f"{reverse('network_duties')}?place={code}"),
                Cell(len(rows)),
                Cell(sum(row.reported_on is not None for row in rows)),
                Cell(sum(row.state == "late" for row in rows)),
            ]
            for (code, name), rows in sorted(provinces.items())
        ],
        empty=_("Nobody here holds a certificate that owes a report yet."),
    )


def _duties_table(found: list[asked.DutyRow]) -> Table:
    return Table(
        caption=_("Yearly reports") if found else _("No yearly report fits."),
        columns=[
            Column(_("Organisation")),
            Column(_("Register no.")),
            Column(_("Home place")),
            Column(_("Year")),
            Column(_("Last day"), "date"),
            Column(_("Came in on"), "date"),
            Column(_("State")),
        ],
        rows=[
            [
                Cell(row.organisation, url=address_of("organisation", row.organisation_pk)),
                Cell(row.number or None),
                Cell(row.place),
                Cell(str(row.year)),
                Cell(row.last_day),
                Cell(row.reported_on),
                Cell(row.state_name, shade=DUTY_SHADES[row.state]),
            ]
            for row in found
        ],
        empty=_("The first report is owed for the year in which the certificate was given."),
    )


@require_safe
def expiries(request: HttpRequest) -> HttpResponse:
    """Show the certificates of the reader's areas that run out soon or have run out, the soonest first."""
    found = asked.expiries(scope_of_request(request), clock.today())
    table = _expiries_table(found)
    if file := download(request, table, name="renewals", title=_("Certificates to be renewed")):
        return file
    context = {
        "title": _("Certificates to be renewed"),
        "crumbs": crumbs(),
        "table": table,
        "days": asked.ENDS_SOON_DAYS,
    }
    return render(request, "network/expiries.html", context)


def _expiries_table(found: list[asked.ExpiryRow]) -> Table:
    return Table(
        caption=_("Certificates to be renewed") if found else _("No certificate runs out soon."),
        why=Why(_("The days from today to the last day of the certificate")),
        columns=[
            Column(_("Organisation")),
            Column(_("Legal standing")),
            Column(_("Register no.")),
            Column(_("Home place")),
            Column(_("Valid until"), "date"),
            Column(_("Days left"), "number"),
            Column(_("Renewal")),
        ],
        rows=[
            [
                Cell(row.organisation, url=address_of("organisation", row.organisation_pk)),
                Cell(row.standing),
                Cell(row.number or None),
                Cell(row.place),
                Cell(row.valid_until),
                Cell(row.days),
                Cell(_("applied for"), shade="note")
                if row.is_applied_for
                else Cell(_("not yet"), shade="warn"),
            ]
            for row in found
        ],
        empty=_("Certificates without a last day hold until they are revoked or given up."),
    )

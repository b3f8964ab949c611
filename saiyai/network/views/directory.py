"""The directory of organisations, and the kinds of organisations."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.powers import PROVINCE_AND_ABOVE
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands, queries
from saiyai.network.access import IMPORTERS, REGISTRARS, SEERS, may_close_kind
from saiyai.network.forms.organisation import DirectoryForm, KindForm, SaveFilterForm
from saiyai.network.queries import organisation as organisations
from saiyai.network.queries.listing import listed
from saiyai.network.queries.saved import saved_filters
from saiyai.network.views.doors import crumbs
from saiyai.network.views.files import file_table
from saiyai.places.queries import path_of, places_at
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.downloads import PARAMETER, TYPES, download
from saiyai.web.offers import Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, address_of, person_of_request, scope_of_request

ROWS_A_PAGE = 20
MOST_TAKEN, MOST_PRINTED = 20_000, 2_000
"""How many organisations one file holds: a workbook, and a printed list."""
BOOK_DIGITS = {2, 4, 6}
"""The lengths of the codes of places that have a printed directory: a province, a district, a tambon."""

SHADES: dict[str, Shade] = {
    "proposed": "warn",
    "verified": "good",
    "dormant": "plain",
    "dissolved": "plain",
    "merged": "plain",
}


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Show the directory of organisations, narrowed by what the reader looks for."""
    form = DirectoryForm(request.GET)
    form.is_valid()
    return directory_page(request, form) or taken_along(request, form)


def directory_page(
    request: HttpRequest, form: DirectoryForm, keep: SaveFilterForm | None = None
) -> HttpResponse | None:
    """Return a page of the directory; None where its address asks for a file."""
    if request.GET.get(PARAMETER) in TYPES:
        return None
    scope, wanted = scope_of_request(request), filter_of(form)
    is_narrowed = wanted != queries.DirectoryFilter()
    found = queries.directory_found(scope, wanted)
    pages = Paginator(found.rows, ROWS_A_PAGE)
    pages.count = found.count  # it was counted already
    page = pages.get_page(request.GET.get("page"))
    context = {
        "title": _("Organisations"),
        "crumbs": [],
        "form": form,
        "page": page,
        "is_near": found.is_near,
        "table": organisations_table(queries.rows_of(page.object_list), is_narrowed=is_narrowed),
        "here": wanted.place_code,
        "path": path_of(wanted.place_code) if wanted.place_code else (),
        "has_book": len(wanted.place_code) in BOOK_DIGITS,
        "is_narrowed": is_narrowed,
        "why_url": f"{reverse('organisations_why')}?place={wanted.place_code}",
        "why": Why(
            _(
                "Organisations that you may see and that fit all that was chosen. You see those that are shown to "
                "everybody, and in your own area all; dissolved and merged ones only where you ask for them."
            )
        ),
        "saved": _saved(request),
        "query": form.query(),
        "keep": keep or (SaveFilterForm() if is_narrowed else None),
        "may_register": scope.has(*REGISTRARS),
        "sees_people": scope.has(*SEERS),
        "may_import": scope.has(*IMPORTERS),
        "sees_kinds": scope.has(*PROVINCE_AND_ABOVE),
    }
    failed = keep is not None and bool(keep.errors)
    return render(request, "network/directory.html", context, status=400 if failed else 200)


def _saved(request: HttpRequest) -> list[dict[str, object]]:
    """Return the searches that the reader keeps, each as a way; the one that is shown now is marked."""
    now = request.GET.urlencode()
    return [
        {"pk": each.pk, "name": each.name, "query": each.query, "is_here": each.query == now}
        for each in saved_filters(scope_of_request(request))
    ]


def taken_along(request: HttpRequest, form: DirectoryForm) -> HttpResponse:
    """Return the list that the directory shows as a file, with no more of each than the reader may see."""
    scope, wanted = scope_of_request(request), filter_of(form)
    rows = queries.directory(scope, wanted)
    most = MOST_PRINTED if request.GET[PARAMETER] == "pdf" else MOST_TAKEN
    count = rows.count()
    if count > most:
        messages.error(
            request,
            _("%(count)s organisations are too many for one file of at most %(most)s. Narrow the list first.")
            % {"count": f"{count:,}", "most": f"{most:,}"},
        )
        return redirect(f"{reverse('organisations')}?{form.query()}")
    table = file_table(list(listed(rows, scope, clock.today())), is_wide=request.GET[PARAMETER] != "pdf")
    notes = [_("Contacts stand where the organisation shows them to everybody, or lies in your own area.")]
    answer = download(request, table, name="organisations", title=_("Organisations"), notes=notes)
    if answer is None:
        raise Http404
    return answer


def filter_of(form: DirectoryForm) -> queries.DirectoryFilter:
    """Return what a checked form looks for; fields that cannot be read narrow nothing."""
    asked = form.cleaned_data
    return queries.DirectoryFilter(
        words=asked.get("q", ""),
        kind=asked.get("kind", ""),
        field=asked.get("field", ""),
        place_code=asked.get("place", ""),
        state=asked.get("state", ""),
        target=asked.get("target", ""),
        standing=asked.get("standing", ""),
        mine=asked.get("mine", False),
    )


def organisations_table(
    rows: Sequence[queries.OrganisationRow], *, is_narrowed: bool, caption: str = ""
) -> Table:
    """Return organisations as a table, each name leading to its page."""
    nothing = _("Look for fewer words or a wider area.") if is_narrowed else _("Register the first one.")
    return Table(
        caption=caption or (_("Organisations") if rows else _("No organisation fits.")),
        columns=[
            Column(_("Organisation")),
            Column(_("Kind")),
            Column(_("Home place")),
            Column(_("Fields of welfare")),
            Column(_("State")),
        ],
        rows=[
            [
                Cell(row.name, url=address_of("organisation", row.pk)),
                Cell(row.kind),
                Cell(row.place),
                Cell(", ".join(str(each) for each in row.fields_of_welfare) or None),
                Cell(row.state_name, shade=SHADES[row.state]),
            ]
            for row in rows
        ],
        empty=nothing,
    )


def kinds(request: HttpRequest) -> HttpResponse:
    """Show the kinds of organisations with how many there are of each, or add one."""
    scope = scope_of_request(request)
    prefixes = scope.prefixes(PROVINCE_AND_ABOVE)
    form = KindForm(request.POST if request.method == "POST" else None, prefixes=prefixes)
    if form.is_bound and form.is_valid():
        try:
            commands.add_kind(**form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error("name_th", text_of(refusal))
        else:
            messages.success(request, _("The kind is offered from now on."))
            return redirect("organisation_kinds")
    rows = organisations.all_kinds()
    areas = places_at(each.place_code for each in rows if each.place_code)
    actor = actor_of_request(request)
    context = {
        "title": _("Kinds of organisations"),
        "crumbs": crumbs(),
        "form": form,
        "why": Why(
            _(
                "All organisations of the kind in the whole country, whatever their state; the list behind a number "
                "names those that you may see."
            )
        ),
        "kinds": [
            {
                "row": each,
                "name": queries.in_reader_language(each.name_th, each.name_en),
                "area": areas[each.place_code].label if each.place_code in areas else "",
                "may_close": bool(each.code.startswith("own"))
                and not each.is_closed
                and may_close_kind(by=actor, kind=each),
            }
            for each in rows
        ],
    }
    return render(request, "network/kinds.html", context, status=400 if form.errors else 200)


@require_POST
def close_kind(request: HttpRequest, code: str) -> HttpResponse:
    """Offer a kind no longer."""
    found = organisations.kind_at(code)
    if found is None or not may_close_kind(by=actor_of_request(request), kind=found):
        raise Http404
    commands.close_kind(kind=found, by=person_of_request(request))
    messages.success(request, _("The kind is no longer offered."))
    return redirect("organisation_kinds")

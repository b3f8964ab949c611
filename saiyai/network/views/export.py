"""Taking the register along as files that can be brought in again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit.command import note_security_event
from saiyai.documents.page import Language
from saiyai.kernel.refusal import Refusal
from saiyai.network import queries
from saiyai.network.commands.export import export_people
from saiyai.network.forms.imports import ExportPeopleForm
from saiyai.network.forms.organisation import DirectoryForm
from saiyai.network.imports import sheets
from saiyai.network.queries.export import organisation_rows
from saiyai.network.rules.imports import ListKind
from saiyai.network.views.directory import filter_of
from saiyai.network.views.doors import crumbs
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request


@require_safe
def organisations(request: HttpRequest, form: str) -> HttpResponse:
    """Return the organisations that the directory shows the reader, as a list that can be brought in again."""
    if form not in sheets.TYPES:
        raise Http404
    asked = DirectoryForm(request.GET)
    asked.is_valid()
    scope = scope_of_request(request)
    rows = organisation_rows(queries.directory(scope, filter_of(asked)).iterator(chunk_size=500), scope)
    return _file(ListKind.ORGANISATIONS, sheets.filled(ListKind.ORGANISATIONS, rows, form, _language()), form)


def people(request: HttpRequest) -> HttpResponse:
    """Ask of which area and what for, or return the people of the area; each time it is noted who took them."""
    by = person_of_request(request)
    asked = ExportPeopleForm(
        request.POST if request.method == "POST" else None, scope=scope_of_request(request)
    )
    if asked.is_bound and asked.is_valid():
        place, form = asked.cleaned_data["place"], asked.cleaned_data["form"]
        try:
            rows = export_people(place_code=place, reason=asked.cleaned_data["reason"], by=by)
        except Refusal as refusal:
            asked.add_error("reason", text_of(refusal))
        else:
            note_security_event("exported_people", by=by, place=place, form=form, people=len(rows))
            return _file(ListKind.PEOPLE, sheets.filled(ListKind.PEOPLE, rows, form, _language()), form)
    context = {
        "form": asked,
        "crumbs": crumbs((_("People of the network"), reverse("network_people"))),
        "title": _("Take people and their roles along"),
        "lead": _(
            "The file holds the roles held today, with names, telephones and national ids; it can be brought in again."
        ),
        "button": _("Take the file"),
        "back": reverse("network_people"),
    }
    return render(request, "network/form_page.html", context, status=400 if asked.errors else 200)


def _language() -> Language:
    return "en" if get_language() == "en" else "th"


def _file(kind: ListKind, content: bytes, form: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=sheets.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{kind}.{form}"'
    return answer

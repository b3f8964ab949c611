"""The searches of the directory that a person keeps: made from the page that shows them, listed above the form."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saiyai.kernel.refusal import Refusal
from saiyai.network import commands
from saiyai.network.forms.organisation import DirectoryForm, SaveFilterForm
from saiyai.network.queries.saved import saved_filter_at
from saiyai.network.views.directory import directory_page
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request

LONGEST_QUERY = 600


def _asked(text: str) -> DirectoryForm:
    """Return the directory's form as the query of an address fills it, checked."""
    form = DirectoryForm(QueryDict(urlencode(parse_qsl(text[:LONGEST_QUERY]))))
    form.is_valid()
    return form


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search that a page of the directory shows, under a name."""
    asked = _asked(request.POST.get("query", ""))
    form = SaveFilterForm(request.POST)
    if form.is_valid():
        by = person_of_request(request)
        try:
            commands.save_filter(owner=by, name=form.cleaned_data["name"], query=asked.query(), by=by)
        except Refusal as refusal:
            form.add_error("name", text_of(refusal))
        else:
            messages.success(request, _("The search is kept; you find it above the form."))
            return redirect(f"{reverse('organisations')}?{asked.query()}")
    answer = directory_page(request, asked, form)
    if answer is None:
        raise Http404
    return answer


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a search that the reader keeps."""
    saved = saved_filter_at(scope_of_request(request), pk)
    if saved is None:
        raise Http404
    commands.delete_filter(saved=saved, by=person_of_request(request))
    messages.success(request, _("The search is no longer kept."))
    return redirect("organisations")

"""Making the letters of invitation to the provinces of a forum."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.audit import clock
from saiyai.forums.exports.letters import Said, letters_pdf
from saiyai.forums.forms.letters import LettersForm
from saiyai.forums.queries.forum import forum_of
from saiyai.forums.queries.registration import quota_rows
from saiyai.forums.views.stage import crumbs_to, form_page
from saiyai.web.routes import scope_of_request

TO = "ผู้ว่าราชการจังหวัด"
"""To whom an official letter to a province goes, before the province's name."""


def letters(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what the letters say, or hand them over: one to each province of the reader with seats."""
    found = forum_of(code)
    if found is None:
        raise Http404
    form = LettersForm(request.POST or None, initial={"on": clock.today(), "to": TO})
    rows = [each for each in quota_rows(found, scope_of_request(request)) if each.seats]
    if form.is_bound and form.is_valid():
        if rows:
            headers = {"Content-Disposition": f'attachment; filename="{code}-letters.pdf"'}
            content = letters_pdf(found, rows, Said(**form.cleaned_data))
            return HttpResponse(content, content_type="application/pdf", headers=headers)
        form.add_error(None, _("No seats are set here yet."))
    crumbs = [*crumbs_to(found), (_("Participants"), reverse("forum_participants", args=[code]))]
    lead = _(
        "One letter to each province in the form of the regulation on office work, with the seats of its districts as "
        "attachment. Room is left for the emblem."
    )
    return form_page(
        request, form, crumbs, title=_("Letters of invitation"), lead=lead, button=_("Make the letters")
    )

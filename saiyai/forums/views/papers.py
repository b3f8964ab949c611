"""Printing the papers of a forum's day, and the page that confirms a certificate."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.command import note_security_event
from saiyai.documents.page import Language
from saiyai.forums import commands
from saiyai.forums.exports.papers import badges_pdf, certificates_pdf, sheets_pdf
from saiyai.forums.forms.papers import PapersForm
from saiyai.forums.queries.forum import FoundForum, forum_of, title_of
from saiyai.forums.queries.papers import areas_to_print, attended_with
from saiyai.forums.rules.papers import Named, Paper
from saiyai.forums.views.stage import crumbs_to, form_page
from saiyai.kernel.refusal import Refusal
from saiyai.network.queries import in_reader_language
from saiyai.web.preferences import preferences_of
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request


def papers(request: HttpRequest, code: str) -> HttpResponse:
    """Ask which paper is printed for whom, or hand it over."""
    found = forum_of(code)
    if found is None:
        raise Http404
    areas = areas_to_print(found, scope_of_request(request))
    form = PapersForm(request.POST or None, areas=areas, initial={"paper": Paper.BADGES})
    if form.is_bound and form.is_valid():
        wanted = [form.cleaned_data["area"]] if form.cleaned_data["area"] else [each for each, _name in areas]
        paper, by = form.cleaned_data["paper"], person_of_request(request)
        try:
            people = commands.print_papers(forum=found, areas=wanted, paper=paper, by=by)
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            note_security_event(
                "exported_people", by=by, place=" ".join(wanted), form=paper, people=len(people)
            )
            return _file(request, found, people, form)
    lead = _("Each file names people; that you took it is noted.")
    title = _("Badges, sign-in sheets, certificates")
    return form_page(request, form, crumbs_to(found), title=title, lead=lead, button=_("Make the file"))


def _file(request: HttpRequest, found: FoundForum, people: list[Named], form: PapersForm) -> HttpResponse:
    preferences = preferences_of(request)
    language: Language = "en" if preferences.language == "en" else "th"
    paper, today = form.cleaned_data["paper"], clock.today()
    match paper:
        case Paper.BADGES:
            content = badges_pdf(found, people, language=language, made_on=today)
        case Paper.SIGN_IN:
            content = sheets_pdf(
                found, people, language=language, made_on=today, thai_digits=preferences.thai_digits
            )
        case _:
            content = certificates_pdf(
                found,
                people,
                signer=(form.cleaned_data["signer"], form.cleaned_data["position"]),
                address_of=lambda code: request.build_absolute_uri(reverse("forum_attendance", args=[code])),
                language=language,
                made_on=today,
            )
    headers = {"Content-Disposition": f'attachment; filename="{found.code}-{paper}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
def attendance(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm the certificate of attendance whose QR leads here, or find nothing."""
    found = attended_with(code)
    if found is None:
        raise Http404
    forum = found.quota.forum
    context = {
        "crumbs": crumbs_to(forum),
        "title": _("Certificate of attendance"),
        "name": found.name,
        "forum": forum,
        "forum_title": title_of(forum),
        "organiser": in_reader_language(forum.organiser.name_th, forum.organiser.name_en),
    }
    return render(request, "forums/attendance.html", context)

"""An article taken along: as PDF, by mail to somebody, as a date in one's calendar."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.views import serve

from saiyai.accounts.throttle import Limit, Taking, take
from saiyai.audit import clock
from saiyai.documents.page import Document, Language
from saiyai.documents.word import word_of
from saiyai.kernel.refusal import Refusal
from saiyai.portal import commands
from saiyai.portal.exports import article_document, calendar_of, pdf_of
from saiyai.portal.forms import SendForm
from saiyai.portal.queries import Article, published_article
from saiyai.web.preferences import preferences_of
from saiyai.web.refusals import text_of, too_many
from saiyai.web.routes import actor_of_request

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SEND_FROM = Limit("article address", 10, 300_000)
SEND_BY = Limit("article account", 10, 300_000)
SEND_TO = Limit("article recipient", 3, 24 * 3_600_000)
SEND_ALL = Limit("article", 120, 10_000)


def _article(slug: str) -> Article:
    found = published_article(slug)
    if found is None:
        raise Http404
    return found


@require_safe
def shown(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article that anybody may read, found by its address alone; the CMS answers for all others."""
    found = published_article(slug)
    answer: HttpResponse = found.serve(request) if found else serve(request, f"news/{slug}/")
    return answer


@require_safe
def as_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a published article as PDF, in the reader's language and digits."""
    headers = {"Content-Disposition": f'inline; filename="{slug}.pdf"'}
    return HttpResponse(pdf_of(_document_of(request, slug)), content_type="application/pdf", headers=headers)


@require_safe
def as_word(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a published article as a Word file."""
    headers = {"Content-Disposition": f'attachment; filename="{slug}.docx"'}
    return HttpResponse(word_of(_document_of(request, slug)), content_type=WORD, headers=headers)


def _document_of(request: HttpRequest, slug: str) -> Document:
    article = _article(slug)
    preferences = preferences_of(request)
    language: Language = "en" if article.is_english or preferences.language == "en" else "th"
    with translation.override(language):
        return article_document(
            article,
            language=language,
            thai_digits=preferences.thai_digits,
            address=request.build_absolute_uri(article.url),
            made_on=clock.today(),
        )


@require_safe
def as_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the event that an article tells of as a calendar file."""
    article = _article(slug)
    if article.event_starts_at is None:
        raise Http404
    content = calendar_of(
        article, starts_at=article.event_starts_at, address=request.build_absolute_uri(article.url)
    )
    headers = {"Content-Disposition": f'attachment; filename="{slug}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to whom an article is to be sent, and send it."""
    article = _article(slug)
    form = SendForm(request.POST if request.method == "POST" else None, of=slug)
    if form.is_bound and form.is_valid():
        if not take(_takings(request, form.cleaned_data["recipient"])):
            return too_many(request)
        try:
            _send(request, article, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The article is on its way. The address was not kept."))
            return redirect(article.url)
    context = {
        "article": article,
        "form": form,
        "trail": [(_("News"), reverse("news")), (article.title, article.url)],
    }
    return render(request, "portal/send.html", context, status=400 if form.errors else 200)


def _send(request: HttpRequest, article: Article, asked: dict[str, Any]) -> None:
    commands.send_article(
        article=article,
        recipient=asked["recipient"],
        sender=asked["sender"],
        address=request.build_absolute_uri(article.url),
        by=actor_of_request(request),
    )


def _takings(request: HttpRequest, recipient: str) -> list[Taking]:
    by = actor_of_request(request)
    own = [Taking(SEND_BY, str(by.pk))] if by.pk else []
    address = str(get_adapter(request).get_client_ip(request))
    return [Taking(SEND_FROM, address), Taking(SEND_TO, recipient), Taking(SEND_ALL, ""), *own]

"""Turning a no into a page: refusals become 409, denials and foreign things 404, each with its sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.audit.command import COMMANDS
from saiyai.kernel.dates import Language, format_date
from saiyai.kernel.powers import Role
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.web.offers import Text, name_of_role, sentence_of_refusal
from saiyai.web.preferences import COOKIE, current_preferences, preferences_in
from saiyai.web.routes import ClosedRoute, scope_of_request


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says beside the sentence of what happened: its title, what was kept, what to do."""

    title: Text
    kept: Text
    todo: Text


NOTHING_CHANGED = gettext_lazy("Nothing was changed.")
TYPED_IS_KEPT = gettext_lazy(
    "Nothing was saved. What you typed is still in your browser: go back and you will see it."
)

WORDS: Mapping[int, Words] = {
    400: Words(
        gettext_lazy("This request cannot be read"),
        NOTHING_CHANGED,
        gettext_lazy("Go back, reload the page and try again."),
    ),
    403: Words(
        gettext_lazy("This was not let through"),
        TYPED_IS_KEPT,
        gettext_lazy(
            "Go back, reload the page and send it again. If it stays so, sign out and sign in again."
        ),
    ),
    404: Words(
        gettext_lazy("This page was not found"),
        NOTHING_CHANGED,
        gettext_lazy(
            "Check the address, or find what you look for with the magnifier at the top. Some pages are seen "
            "only by those who work in the area: sign in if you are one of them."
        ),
    ),
    409: Words(
        gettext_lazy("This cannot be done as things stand"),
        TYPED_IS_KEPT,
        gettext_lazy("Read the reason above, look at the present state of the thing, and decide anew."),
    ),
    413: Words(
        gettext_lazy("This is too much at once"),
        TYPED_IS_KEPT,
        gettext_lazy("Send a smaller file, or part the list into several files, and try again."),
    ),
    429: Words(
        gettext_lazy("Too many tries in a short time"),
        NOTHING_CHANGED,
        gettext_lazy("Wait a few minutes and try again. This guards accounts against those who guess."),
    ),
    500: Words(
        gettext_lazy("Something went wrong on our side"),
        gettext_lazy(
            "Whatever had been saved before stays saved; what you sent just now was not saved at all."
        ),
        gettext_lazy(
            "Go back and try again in a moment. If it stays so, tell your office what you did and when."
        ),
    ),
}
"""The words of each kind of error page."""

OUT_OF_REACH = gettext_lazy(
    "Check the address, or find what you look for with the magnifier at the top. You see the pages that your roles "
    "open, in the areas that you hold them in. If your work calls for this one, ask those who gave you your role."
)
"""What somebody who is signed in can do about what they do not find."""

NOT_YOURS = gettext_lazy(
    "This is for: %(roles)s, each in their own area. If your work calls for it, ask those who gave you your role."
)
"""What somebody who is signed in can do about what is for other roles."""


def text_of(refusal: Refusal) -> str:
    """Return a refusal's sentence in the reader's language, with its values filled in."""
    sentence = sentence_of_refusal(refusal.code)
    if sentence is None:
        return refusal.code
    return str(sentence) % {name: _shown(value) for name, value in refusal.values.items()}


def _shown(value: Any) -> Any:
    """Return a value of a refusal as its sentence shows it: a day in the reader's language and digits."""
    if not isinstance(value, date):
        return value
    preferences = current_preferences()
    language: Language = "en" if preferences.language == "en" else "th"
    return format_date(value, thai_digits=preferences.thai_digits, language=language)


class RefusalMiddleware:
    """Answers a request whose command was refused or denied, and takes null bytes out: PostgreSQL keeps none in a text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on without the null bytes of its query, and lead nowhere with one in its path."""
        if "\x00" in request.path_info:
            return _nothing_here(request, code="not_found")
        while "%00" in request.META.get("QUERY_STRING", ""):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
            request.__dict__.pop("GET", None)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page or the problem JSON of a no; other exceptions go their way."""
        if isinstance(exception, Refusal):
            return answer(request, status=409, sentence=text_of(exception), code=exception.code)
        if isinstance(exception, Denied):
            return _nothing_here(request, code="denied", roles=_roles_of(exception.command))
        return None


def _roles_of(command: str) -> frozenset[Role]:
    """Return the roles whose holders may do an act, where their own area allows it."""
    spec = COMMANDS.get(command)
    return spec.allows.roles if spec else frozenset()


def answer(
    request: HttpRequest, *, status: int, sentence: str, code: str, todo: Text | None = None
) -> HttpResponse:
    """Return an error as problem JSON under /api/, else as a page; `todo` takes the place of the usual advice."""
    if request.path.startswith("/api/"):
        return _problem(status, sentence, code)
    words = WORDS[status] if todo is None else replace(WORDS[status], todo=todo)
    context = {
        "status": status,
        "sentence": sentence,
        "words": words,
        "asks_who_gave": todo is not None,
        "back": _page_before(request),
    }
    return render(request, "web/errors/error.html", context, status=status)


def _page_before(request: HttpRequest) -> str:
    """Return the address of the page of this site that a form was sent from, "" where it is not known."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address at all
        return ""
    if request.method != "POST" or before.netloc != request.get_host():
        return ""
    return "/" + before.path.lstrip("/") + (f"?{before.query}" if before.query else "")


def _nothing_here(request: HttpRequest, *, code: str, roles: frozenset[Role] = frozenset()) -> HttpResponse:
    """Return the 404 page; who is signed in is told which roles could, and whom to ask."""
    sentence = _("There is nothing here that you can open.")
    return answer(request, status=404, sentence=sentence, code=code, todo=_way_on(request, roles))


def _way_on(request: HttpRequest, roles: frozenset[Role] = frozenset()) -> Text | None:
    """Return what somebody who is signed in can do, None for a visitor."""
    if not scope_of_request(request).is_signed_in:
        return None
    if not roles:
        return OUT_OF_REACH
    named = ", ".join(str(name_of_role(role.value)) for role in Role if role in roles)
    return str(NOT_YOURS) % {"roles": named}


def _problem(status: int, sentence: str, code: str) -> JsonResponse:
    problem = {"type": "about:blank", "status": status, "code": code, "detail": sentence}
    return JsonResponse(problem, status=status, content_type="application/problem+json")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 400 page, or the 413 page where more was sent than is taken at once."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        sentence = _("More was sent than is taken at once.")
        return bare_answer(request, status=413, sentence=sentence, code="too_large")
    return bare_answer(request, status=400, sentence=_("What was sent is not in order."), code="bad_request")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Return the page of a form whose token no longer fits."""
    sentence = _("This form was open too long, or was sent from another page.")
    return answer(request, status=403, sentence=sentence, code="csrf")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Return the 403 page."""
    todo = _way_on(request) or gettext_lazy("Sign in if this belongs to your work.")
    return answer(request, status=403, sentence=_("You may not do this."), code="forbidden", todo=todo)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 404 page."""
    roles = exception.roles if isinstance(exception, ClosedRoute) else frozenset()
    return _nothing_here(request, code="not_found", roles=roles)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (allauth's signature)
    """Return the 429 page."""
    sentence = _("Too many tries came from you or from your network.")
    return answer(request, status=429, sentence=sentence, code="too_many")


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the 500 page; it asks neither the database nor the session."""
    sentence = _("Your request could not be answered. It has been noted for those who run the system.")
    return bare_answer(request, status=500, sentence=sentence, code="server_error")


def bare_answer(request: HttpRequest, *, status: int, sentence: str, code: str) -> HttpResponse:
    """Return an error page that needs nothing but its own words: no database, no session, no sent form."""
    if request.path.startswith("/api/"):
        return _problem(status, sentence, code)
    context = {
        "status": status,
        "sentence": sentence,
        "words": WORDS[status],
        "preferences": preferences_in(request.COOKIES.get(COOKIE, "")),
        "again": request.get_full_path() if request.method == "GET" else "",
        "back": _page_before(request),
    }
    try:
        body: str = render_to_string("web/errors/broken.html", context)
    except (TemplateDoesNotExist, ValueError):  # the templates or the static files' list are what is broken
        body = f"<!doctype html><title>{status}</title><h1>{sentence}</h1>"
    return HttpResponse(body, status=status)

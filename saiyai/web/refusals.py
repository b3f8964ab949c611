"""Turning a no into a page: refusals become 409, denials and foreign things 404, each with its sentence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from saiyai.kernel.refusal import Denied, Refusal
from saiyai.web.offers import sentence_of_refusal


def text_of(refusal: Refusal) -> str:
    """Return a refusal's sentence in the reader's language, with its values filled in."""
    sentence = sentence_of_refusal(refusal.code)
    return str(sentence) % refusal.values if sentence is not None else refusal.code


class RefusalMiddleware:
    """Answers a request whose command was refused or denied."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page or the problem JSON of a no; other exceptions go their way."""
        if isinstance(exception, Refusal):
            return answer(request, status=409, sentence=text_of(exception), code=exception.code)
        if isinstance(exception, Denied):
            return answer(request, status=404, sentence=_("There is nothing here that you can open."), code="denied")
        return None


def answer(request: HttpRequest, *, status: int, sentence: str, code: str) -> HttpResponse:
    """Return an error as problem JSON under /api/, else as a page."""
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "status": status, "code": code, "detail": sentence}
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    return render(request, "web/errors/error.html", {"status": status, "sentence": sentence}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Return the page of a form whose token no longer fits."""
    sentence = _("This form was open too long. Go back, reload the page and send it again; what you typed is kept there.")
    return answer(request, status=403, sentence=sentence, code="csrf")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Return the 404 page."""
    return answer(request, status=404, sentence=_("There is nothing here that you can open."), code="not_found")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Return the 403 page."""
    return answer(request, status=403, sentence=_("You may not do this."), code="forbidden")


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the 500 page."""
    sentence = _("Something went wrong on our side. Nothing of what you sent was half-saved; please try again.")
    return answer(request, status=500, sentence=sentence, code="server_error")

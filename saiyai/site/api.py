"""The JSON interface: the routers of all apps under one version, its description, its errors as problem details."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from saiyai.monitoring.api import router as monitoring
from saiyai.network.api import router as network
from saiyai.places.api import router as places
from saiyai.portal.api import router as search

api = NinjaAPI(
    title="Saiyai",
    version="1",
    description="Open data of the social development network: places, organisations, links and coverage, read only; and "
    "for those who are signed in projects, indicators and targets, and reports to read and to submit.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-1",
)
api.add_router("", places)
api.add_router("", network)
api.add_router("", monitoring)
api.add_router("", search)

MEDIA_TYPE = "application/problem+json"


def _problem(request: HttpRequest, status: int, detail: str, **more: Any) -> HttpResponse:
    """Return an error as RFC 9457 describes it."""
    problem = {"type": "about:blank", "status": status, "detail": detail, **more}
    response = api.create_response(request, problem, status=status)
    response.headers["Content-Type"] = MEDIA_TYPE
    return response


@api.exception_handler(ValidationError)
def wrong_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Return the problem of a request whose parameters are not what they must be."""
    wrong = [{"at": ".".join(str(step) for step in each["loc"]), "why": each["msg"]} for each in error.errors]
    return _problem(
        request, 422, "Some parameters are not what they must be.", code="parameters", errors=wrong
    )


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Return the problem of a request that was answered with an error."""
    return _problem(request, error.status_code, str(error))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001 (ninja's signature)
    """Return the problem of a thing that is not there."""
    return _problem(request, 404, "There is nothing here that you can open.", code="not_found")

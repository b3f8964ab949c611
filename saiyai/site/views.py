"""The health page: whether the service is well, for all; what is wrong, for the administrator."""

from dataclasses import asdict

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from saiyai.kernel.powers import Role
from saiyai.site.doctor import ALIVE, INSIDE, examine, is_well, standing
from saiyai.web.routes import scope_of_request


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Show what is alive, and to the administrator what is inside; JSON for programs that ask for it.

    Status 503 where a part does not answer. A part inside that is not well changes the administrator's sentence and
    not the status: the service still answers, and whatever watches it from outside must not take it away.
    """
    alive = examine(ALIVE)
    status = 200 if is_well(alive) else 503
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        plain = {finding.name: finding.state for finding in alive}
        return JsonResponse({"well": status == 200, "alive": plain}, status=status)  # noqa: PLR2004
    inside = examine(INSIDE) if _may_see_inside(request) else []
    context = {
        "standing": standing(alive, inside),
        "findings": [asdict(finding) for finding in [*alive, *inside]],
        "inside": bool(inside),
    }
    return render(request, "site/health.html", context, status=status)


def authority(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Return the certificate of the home's own authority, which phones install to trust the service."""
    file = settings.HOME.folder / "keys" / "authority" / "authority.pem"
    if not file.is_file():
        raise Http404
    return HttpResponse(file.read_bytes(), content_type="application/x-x509-ca-cert")


def _may_see_inside(request: HttpRequest) -> bool:
    try:
        return scope_of_request(request).has(Role.SYSTEM_ADMINISTRATOR)
    except Exception:  # noqa: BLE001 (who asks cannot be known while the database is away; the page must still answer)
        return False

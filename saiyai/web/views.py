"""The pages that belong to no app: signed-in home, preferences, finding, the record's heads, papers."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.audit.queries import day_heads
from saiyai.web.cookies import all_cookies
from saiyai.web.find import found
from saiyai.web.frame import FRAME
from saiyai.web.home import areas_of, latest_news, map_of, panels_of, tasks_of
from saiyai.web.offers import LANGUAGE_TWINS, Why
from saiyai.web.preferences import CHOICES, keep, preferences_of
from saiyai.web.refusals import csrf_failure
from saiyai.web.routes import scope_of_request
from saiyai.web.showcase import pieces

DAYS_OF_HEADS = 30
NEWS_ON_HOME = 5
OFFLINE_FILES = (
    "vendor/sarabun-thai-400.woff2",
    "vendor/sarabun-thai-700.woff2",
    "vendor/sarabun-latin-400.woff2",
    FRAME,
    "web/dark.css",
    "web/hem.svg",
    "web/icon.svg",
)
"""What the page for those without a connection is drawn with."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show a signed-in person what waits for them, what is late, their areas and the latest news."""
    scope = scope_of_request(request)
    tasks = tasks_of(scope, clock.today())
    context = {
        "late": [each for each in tasks if each.is_late],
        "waiting": [each for each in tasks if not each.is_late],
        "panels": panels_of(scope),
        "areas": areas_of(scope),
        "map": map_of(scope),
        "news": latest_news(NEWS_ON_HOME),
    }
    return render(request, "web/pages/home.html", context)


@csrf_exempt  # its form stands on pages that everybody shares; where it was sent from is asked below
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the choices that were sent and go back to the page they were made on; refuse what another site sends."""
    if not _is_sent_from_here(request):
        return csrf_failure(request)
    chosen = preferences_of(request)
    for name in CHOICES:
        chosen = chosen.with_choice(name, request.POST.get(name, ""))
    way_back = _way_back(request)
    if "language" in request.POST:
        way_back = _in_language(way_back, chosen.language)
    response = HttpResponseRedirect(way_back)
    keep(response, chosen)
    return response


def _is_sent_from_here(request: HttpRequest) -> bool:
    """Tell whether the browser says that a form was sent from a page of ours; one that says nothing is not believed."""
    here = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return origin == here or origin.startswith(f"{here}/")


def _way_back(request: HttpRequest) -> str:
    """Return the path on this site that a form names, the first page where it names anything else."""
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else "/"


def _in_language(path: str, language: str) -> str:
    """Return the path of the same page in a language where it is written in it too, the path itself otherwise."""
    return next((twin for of in LANGUAGE_TWINS if (twin := of(path, language))), path)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show what a query finds: a whole page, or only the list where the palette asks."""
    query = request.GET.get("q", "")
    context = {"query": query, "things": found(query, scope_of_request(request))}
    template = "web/parts/found.html" if request.headers.get("HX-Request") else "web/pages/find.html"
    return render(request, template, context)


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Show the heads of the record's chain on the last days that saw an act, and what they prove."""
    heads = day_heads(days=DAYS_OF_HEADS, until=clock.today())
    formula = _(
        "Entries are numbered from 1 in the order in which they are written, without a gap: the number of a day's last "
        "entry is how many acts were recorded until then."
    )
    return render(request, "web/pages/record.html", {"heads": heads, "why": Why(formula)})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how the product can be used by everybody, and what is known to be lacking."""
    return render(request, "web/pages/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept about people, why, and what they can ask for."""
    return render(request, "web/pages/privacy.html")


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Show every cookie that the site sets, what for and for how long."""
    return render(request, "web/pages/cookies.html", {"cookies": all_cookies()})


@require_safe
def licence(request: HttpRequest) -> HttpResponse:
    """Show under which licences the product and what it is made of stand."""
    return render(request, "web/pages/licence.html")


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every piece of the design system, for those who build pages."""
    return render(request, "web/pages/style.html", pieces(request.GET.get("page", "3")))


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show what a reader sees without a connection; kept in the browser beforehand, so it names nobody."""
    return render(request, "web/pages/offline.html")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Return the script that keeps the page for those without a connection, named by what it keeps."""
    files = [reverse("offline"), *map(static, OFFLINE_FILES)]
    version = sha256(" ".join(files).encode()).hexdigest()[:12]
    response = render(
        request, "web/service-worker.js", {"files": files, "version": version}, content_type="text/javascript"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """Lead to the icon those who ask for it at its old address: browsers do, for what is no page."""
    return HttpResponseRedirect(static("web/icon.svg"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """Return what a phone needs to put the product on its home screen."""
    icons = [
        ("web/icon-192.png", "192x192", "any"),
        ("web/icon-512.png", "512x512", "any"),
        ("web/icon-maskable-512.png", "512x512", "maskable"),
    ]
    about = {
        "name": _("Saiyai, social development network"),
        "short_name": "สายใย",
        "lang": "th",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf7f1",
        "theme_color": "#0a4a51",
        "icons": [
            {"src": static(file), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for file, sizes, purpose in icons
        ],
    }
    return JsonResponse(
        about, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )

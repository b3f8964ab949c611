"""What a reader looks at in a project: which collection, number and layer at which place, beside what, and its address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from saiyai.audit import clock
from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import SEERS
from saiyai.monitoring.forms import ViewForm
from saiyai.monitoring.forms.view import BESIDE_NAMES
from saiyai.monitoring.queries import figures
from saiyai.monitoring.queries import project as queries
from saiyai.monitoring.queries.project import CollectionRow, SeriesRow
from saiyai.web.components import Shade
from saiyai.web.routes import address_of, scope_of_request

DIGITS_OF_DISTRICTS, DEEPEST = 4, 6  # reports stand at tambons: below them there is nothing to add up

LAYER_SHADES: dict[str, Shade] = {"entered": "warn", "verified": "note", "approved": "good"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader of a project's page looks at."""

    project_code: str
    collection: CollectionRow
    series: SeriesRow
    layer: str
    place_code: str
    beside: str = ""
    """What each place is compared with: the period before, the middle of its like, or nothing."""

    def address(self, code: str) -> str:
        """Return the query that shows the same at another place."""
        return "?" + self._query(code)

    def profile_address(self, code: str) -> str:
        """Return the address of the profile of a place in the same collection and layer."""
        return f"{address_of('project_profile', self.project_code)}?{self._query(code)}"

    def at(self, series: str) -> "Choice":
        """Return the same choice of another series."""
        return replace(self, series=replace(self.series, code=series))

    def why_address(self, code: str) -> str:
        """Return the address that says why the same is what it is at a place."""
        return f"{address_of('project_why', self.project_code)}?{self._query(code)}"

    def _query(self, code: str) -> str:
        wanted = {
            "collection": self.collection.pk,
            "series": self.series.code,
            "layer": self.layer,
            "place": code,
        }
        return urlencode(wanted | ({"beside": self.beside} if self.beside else {}))


@dataclass(frozen=True, slots=True)
class Looked:
    """What an address looks at in a project: the collection, the reader's choice in it, and the form that says so."""

    project: queries.FoundProject
    collection: queries.FoundCollection
    choice: Choice
    form: ViewForm


def looked_at(request: HttpRequest, code: str, digits: int, layer: str = "") -> Looked:
    """Return what an address looks at, down to so many digits of the places' codes; finds nothing where there is none."""
    found = queries.project_of(code)
    scope = scope_of_request(request)
    collections = queries.collections_of(found, scope, clock.today()) if found else []
    if found is None or not collections:
        raise Http404
    choice, form = choice_of(request, scope, found, collections, digits, layer)
    collection = queries.collection_with_project(choice.collection.pk)
    if collection is None:
        raise Http404
    return Looked(found, collection, choice, form)


def choice_of(
    request: HttpRequest,
    scope: Scope,
    found: queries.FoundProject,
    collections: Sequence[CollectionRow],
    digits: int = DIGITS_OF_DISTRICTS,
    layer: str = "",
) -> tuple[Choice, ViewForm]:
    """Return what the reader looks at, completed with what fits them best, and the form that says so.

    Places are looked at down to so many digits of their codes.
    """
    prefixes = found.prefixes
    by_pk = {str(row.pk): row for row in collections}
    collection = by_pk.get(request.GET.get("collection", ""), collections[0])
    series = queries.series_asked_in(collection.pk)
    place_code = _place_asked(request, scope, prefixes, digits)
    layers = figures.layers_for(scope, place_code, prefixes)
    by_code = {each.code: each for each in series}
    chosen = by_code.get(request.GET.get("series", ""), series[0])
    layer = layer or request.GET.get("layer", "")
    beside = request.GET.get("beside", "")
    choice = Choice(
        found.code,
        collection,
        chosen,
        layer if layer in layers else layers[0],
        place_code,
        beside if beside in BESIDE_NAMES else "",
    )
    return choice, _choice_form(choice, collections, series, layers)


def _choice_form(
    choice: Choice,
    collections: Sequence[CollectionRow],
    series: Sequence[SeriesRow],
    layers: tuple[str, ...],
) -> ViewForm:
    """Return the form that says what the reader looks at."""
    return ViewForm(
        initial={
            "collection": str(choice.collection.pk),
            "series": choice.series.code,
            "layer": choice.layer,
            "place": choice.place_code,
            "beside": choice.beside,
        },
        collections=[(row.pk, f"{row.title} · {row.period}") for row in collections],
        series=series,
        layers=layers,
    )


def _place_asked(request: HttpRequest, scope: Scope, prefixes: tuple[str, ...], digits: int) -> str:
    """Return the place that the address names, or the reader's own area where it lies inside the project."""
    place_code = area_asked(request, scope)[:digits]
    return place_code if place_code.startswith(prefixes) else ""


def area_asked(request: HttpRequest, scope: Scope) -> str:
    """Return the place that the address names, or the reader's own area where there is but one."""
    asked = request.GET.get("place")
    if asked is None:
        own = scope.prefixes(SEERS)
        return own[0][:4] if len(own) == 1 else ""
    return asked if re.fullmatch("([0-9]{2}){1,4}", asked) else ""

"""Open data: the datasets with their files, and the catalogues by which programs find them."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from saiyai.documents.sheets.datafile import TYPES
from saiyai.portal.opendata.descriptions import (
    LICENCE,
    ckan_package,
    data_package,
    dcat_catalogue,
    file_path,
    schema_dataset,
)
from saiyai.portal.opendata.files import file_of, row_count
from saiyai.portal.opendata.state import Published, published, published_at, publisher
from saiyai.web.components import Cell, Column, Kind, Table
from saiyai.web.offers import DataField, Why

PREVIEWED = 10
LARGEST_WHOLE = 500_000
"""How many bytes of a file are answered at once."""
LONGEST_QUESTION = 10_000
KINDS: Mapping[str, Kind] = {"integer": "number", "decimal": "number", "percent": "number", "date": "date"}
JSON_LD = "application/ld+json"


@require_safe
def datasets(request: HttpRequest) -> HttpResponse:
    """List the datasets that anybody may take along."""
    context = {"datasets": published(), "forms": list(TYPES), "licence": LICENCE, "publisher": publisher()}
    return render(request, "portal/data.html", context)


@require_safe
def dataset(request: HttpRequest, key: str) -> HttpResponse:
    """Show a dataset: what it is, its fields, its first rows, its files."""
    found = _published(key)
    context = {
        "published": found,
        "dataset": found.dataset,
        "count": row_count(found),
        "fields": _fields_table(found),
        "preview": _preview(found),
        "files": [(form.upper(), file_path(key, form)) for form in TYPES],
        "licence": LICENCE,
        "publisher": publisher(),
        "trail": [(_("Open data"), reverse("data"))],
        "for_machines": schema_dataset(found, request.build_absolute_uri),
    }
    return render(request, "portal/dataset.html", context)


def _published(key: str) -> Published:
    found = published_at(key)
    if found is None:
        raise Http404
    return found


def _fields_table(found: Published) -> Table:
    names = {
        "text": _("text"),
        "code": _("code"),
        "integer": _("whole number"),
        "decimal": _("decimal number"),
        "percent": _("decimal number"),
        "date": _("date"),
        "flag": _("yes or no"),
    }
    rows = [
        [
            Cell(each.title),
            Cell(each.name),
            Cell(names[each.kind]),
            Cell(each.unit),
            Cell(each.meaning),
        ]
        for each in found.dataset.fields
    ]
    labels = (_("Field"), _("Name in the files"), _("Type"), _("Unit"), _("Meaning"))
    return Table(_("Fields"), [Column(label) for label in labels], rows)


def _preview(found: Published) -> Table:
    fields = found.dataset.fields
    rows = [[_cell(field, row) for field in fields] for row in islice(found.dataset.rows(), PREVIEWED)]
    return Table(
        _("The first rows"),
        [
            Column(field.title, _kind(field, column))
            for field, column in zip(fields, _columns(rows), strict=True)
        ]
        if rows
        else [],
        rows,
        empty=_("The dataset has no rows yet."),
        is_wide=True,
        why=Why(found.dataset.method, counted_at=found.entry or None),
    )


def _columns(rows: list[list[Cell]]) -> list[list[Cell]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _kind(field: DataField, column: list[Cell]) -> Kind:
    """Return how a column of the preview is drawn: as text where any of its cells holds a word."""
    if any(isinstance(cell.value, str) for cell in column):
        return "text"
    return KINDS.get(field.kind, "text")


def _cell(field: DataField, row: Mapping[str, Any]) -> Cell:
    value = row.get(field.name)
    if value is None or value == "":
        hides = bool(row.get("is_hidden")) and field.kind in {"integer", "decimal", "percent"}
        return Cell(_("hidden"), shade="note") if hides else Cell(None)
    if field.kind == "flag":
        return Cell(_("yes") if value else _("no"))
    if field.kind == "integer" and not field.unit:
        return Cell(str(value))  # a number or a year: no quantity
    if isinstance(value, float | Decimal):
        return Cell(int(value) if value == int(value) else round(float(value), 4))
    return Cell(value if isinstance(value, int | date) else str(value))


@require_safe
def file(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    """Return a dataset's file, or say that it is still the one that the asker has."""
    found = _published(key)
    if form not in TYPES:
        raise Http404
    made = file_of(found, form)
    etag = f'"{made.version}.{form}"'
    modified = int(made.changed_at.timestamp()) if made.changed_at else None
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag, last_modified=modified)
    if answer is None:
        answer = _whole_or_streamed(made.file, f"{key}.{form}", TYPES[form])
    else:
        made.file.close()
    described = request.build_absolute_uri(reverse("dataset_package", args=[key]))
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "public, no-cache"  # kept by whoever asks, but asked about each time
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Link"] = f'<{described}>; rel="describedby"; type="application/json"'
    if made.changed_at:
        answer.headers["Last-Modified"] = http_date(made.changed_at.timestamp())
    return answer


def _whole_or_streamed(file: IO[bytes], name: str, content_type: str) -> HttpResponseBase:
    """Return a small file at once, and a large one a stretch at a time."""
    content = file.read(LARGEST_WHOLE + 1)
    if len(content) > LARGEST_WHOLE:
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    file.close()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _told(told: Any, content_type: str = "application/json", status: int = 200) -> JsonResponse:
    answer = JsonResponse(
        told,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        content_type=f"{content_type}; charset=utf-8",
        status=status,
    )
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def whole_package(request: HttpRequest) -> HttpResponse:
    """Return all datasets as one Data Package."""
    return _told(data_package(published(), request.build_absolute_uri, name="saiyai"))


@require_safe
def package(request: HttpRequest, key: str) -> HttpResponse:
    """Return one dataset as a Data Package."""
    return _told(data_package([_published(key)], request.build_absolute_uri, name=key))


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Return all datasets as a DCAT catalogue."""
    return _told(dcat_catalogue(published(), request.build_absolute_uri), JSON_LD)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ckan(request: HttpRequest, action: str) -> HttpResponse:
    """Answer what harvesters ask a CKAN catalogue: which datasets there are, and what each is."""
    asked = _asked(request)
    found = published()
    absolute = request.build_absolute_uri
    match action:
        case "package_list":
            start, count = _number(asked, "offset", 0), _number(asked, "limit", len(found))
            result: Any = [each.key for each in found][start : start + count]
        case "package_show":
            wanted = str(asked.get("id", ""))
            shown = [ckan_package(each, absolute) for each in found]
            result = next((each for each in shown if wanted in {each["name"], each["id"]}), None)
        case "package_search" | "current_package_list_with_resources":
            start, count = _number(asked, "start", 0), _number(asked, "rows", 10)
            shown = [ckan_package(each, absolute) for each in found[start : start + count]]
            result = {"count": len(found), "results": shown} if action == "package_search" else shown
        case "site_read":
            result = True
        case _:
            return _problem(request, f"Action name not known: {action}", "Validation Error", 400)
    if result is None:
        return _problem(request, "Not found", "Not Found Error", 404)
    return _told({"help": absolute(request.path), "success": True, "result": result})


def _asked(request: HttpRequest) -> Mapping[str, Any]:
    """Return the question's parameters: of the address, or of a JSON body; none of one that cannot be read."""
    if request.method != "POST":
        return request.GET.dict()
    try:
        body = json.loads(request.body[:LONGEST_QUESTION] or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _number(asked: Mapping[str, Any], name: str, otherwise: int) -> int:
    text = str(asked.get(name, ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise  # noqa: PLR2004


def _problem(request: HttpRequest, message: str, kind: str, status: int) -> HttpResponse:
    error = {"message": message, "__type": kind}
    told = {"help": request.build_absolute_uri(request.path), "success": False, "error": error}
    return _told(told, status=status)

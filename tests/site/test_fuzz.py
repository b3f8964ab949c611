"""Nothing that anybody types breaks a page: every address, parameter and form with the oddest texts, and never a 500.

It grows by itself with every route: addresses come from the resolver, things from the matrix's builders, and forms from
the pages that show them.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import NoReverseMatch, reverse

from saiyai.kernel.powers import NOBODY
from tests.cast import Cast
from tests.matrix.builders import parameters_at
from tests.matrix.routes import Route, ours

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

ODD: dict[str, str] = {
    "empty": "",
    "blank": " \t\u00a0\u3000\u200b",
    "null byte": "ป่า\x00ไผ่",
    "long": "ก" * 100_000,
    "thai digits": "๐๑๒๓๔๕๖๗๘๙",
    "negative": "-1",
    "huge": "9" * 40,
    "fraction": "1e999",
    "not a number": "NaN",
    "decomposed am": "ทํา น้ํา",
    "tones without letters": "่้๊๋์ํ",
    "vowels alone": "เแโใไ",
    "zero width": "ป่า\u200bไผ่\u200c\u200d\ufeff",
    "right to left": "\u202eยลฉม\u202c",
    "emoji": "👩‍👩‍👧🇹🇭",
    "private use": "\ue000\uf8ff\U0010ffff",
    "lines": "a\r\nSet-Cookie: x=y\r\n\r\n",
    "quotes": "' OR 1=1 -- \"; DROP TABLE places_place; \\",
    "wildcards": "%_%*?[a-z](((((+",
    "markup": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "template": "{{ 7*7 }}{% now 'Y' %}%(name)s{0}",
    "path": "../../../etc/passwd",
    "address": "//evil.example/\\evil",
    "date that is none": "31 ก.พ. 2557",
    "year beyond": "1/1/99999",
}
RAW = ["%ff%fe", "%ED%A0%80", "%00", "%", "a=%u0e01", "=&=&&=", "a" * 8_000]
"""Queries that are no text at all."""
PARAMETERS = [
    *(
        "q",
        "text",
        "page",
        "place",
        "state",
        "layer",
        "series",
        "collection",
        "kind",
        "role",
        "type",
        "area",
        "next",
    ),
    *("on", "level", "parent", "code", "within", "list", "limit", "offset", "status", "verified"),
]
FRAMEWORKS = ["/", "/api/v1/places", "/api/v1/openapi.json", "/news/"]
"""Pages of the frameworks that take queries, beside our own routes."""
WHO = {"visitor": None, "province": "province_officer"}
PLACE = {"visitor": "501412", "province": "50"}


def client_of(cast: Cast, who: str) -> Client:
    client = Client(raise_request_exception=False)
    if (name := WHO[who]) is not None:
        client.force_login(getattr(cast, name))
    return client


def addresses(cast: Cast, who: str) -> Iterator[tuple[Route, str]]:
    """Yield every address of ours with things to be seen there."""
    for route in ours():
        if "logout" in route.pattern:
            continue
        parameters = parameters_at(cast, route.name, route.parameters, PLACE[who])
        if parameters is not None:
            yield route, reverse(route.name, kwargs=parameters)


def pages(cast: Cast, who: str) -> Iterator[str]:
    """Yield the addresses that are tried with queries: to who is signed in, those that a visitor has not tried."""
    tried_by_visitor = who != "visitor"
    if not tried_by_visitor:
        yield from FRAMEWORKS
    for route, address in addresses(cast, who):
        if not (tried_by_visitor and route.policy is not None and route.policy.admits(NOBODY)):
            yield address


def parameters_asked(answer: Any) -> set[str]:
    """Return the names that a page's own filters and links put into queries."""
    if "text/html" not in answer.headers.get("Content-Type", "") or answer.streaming:
        return set()
    page = BeautifulSoup(answer.content, "html.parser")
    boxes = {str(each["name"]) for each in page.select("form:not([method=post]) [name]")}
    queries = (urlsplit(str(each["href"])).query for each in page.select("a[href*='?']"))
    return boxes | {name for query in queries for name, _value in parse_qsl(query, keep_blank_values=True)}


def status_of(answer: Any) -> int:
    """Return the status of an answer; a file that it streams is read to its end, and closed by that."""
    if answer.streaming:
        answer.getvalue()
    return int(answer.status_code)


def broken(answers: Iterator[tuple[str, int]]) -> list[str]:
    """Return what broke; that a service which is not running says so (503) is no break."""
    return sorted({said for said, status in answers if status >= 500 and status != 503})


def queries(asked: list[str]) -> list[tuple[str, str]]:
    """Return the odd queries of a page by name, each with one odd text for all that it asks."""
    odd = [(name, urlencode(dict.fromkeys(asked, text[:5_000]))) for name, text in ODD.items()]
    return odd + [(query[:9], query) for query in RAW]


@pytest.mark.parametrize("each", [pytest.param(1, marks=pytest.mark.soak), 4])
@pytest.mark.parametrize("who", WHO)
def test_no_query_breaks_a_page(cast: Cast, who: str, each: int):
    """Each page gets every fourth query, each next page those that follow; in the long programmes all."""
    client = client_of(cast, who)

    def answers() -> Iterator[tuple[str, int]]:
        for turn, address in enumerate(pages(cast, who)):
            answer = client.get(address)
            asked = [*PARAMETERS, *parameters_asked(answer)]
            if status_of(answer) != 200:
                continue
            for name, query in queries(asked)[turn % each :: each]:
                yield f"{address} {name}", status_of(client.get(f"{address}?{query}"))

    assert broken(answers()) == []


@pytest.mark.parametrize("who", WHO)
def test_no_address_breaks_a_page(cast: Cast, who: str):
    client = client_of(cast, who)

    def answers() -> Iterator[tuple[str, int]]:
        for route in ours():
            tried = set()
            for name, text in ODD.items():
                address = _odd_address(route, text) if route.parameters else ""
                if (
                    address and address not in tried
                ):  # where a number stands, most texts give the same address
                    tried.add(address)
                    yield f"{route.name} {name}", client.get(address).status_code
                    if name in {"null byte", "huge"} or len(tried) == 1:
                        yield f"{route.name} {name} sent", client.post(address).status_code

    assert broken(answers()) == []


def _odd_address(route: Route, text: str) -> str:
    """Return an address with an odd text in it, empty where the route takes none such."""
    digits = text if text.isdecimal() and text.isascii() else "9" * 30
    for value in (text[:2_000], digits):
        try:
            return reverse(route.name, kwargs=dict.fromkeys(route.parameters, value))
        except NoReverseMatch:
            continue
    return ""


@pytest.mark.parametrize("each", [pytest.param(1, marks=pytest.mark.soak), 4])
@pytest.mark.parametrize("who", WHO)
def test_no_form_breaks_on_what_is_typed_into_it(cast: Cast, who: str, each: int):
    client = client_of(cast, who)

    def answers() -> Iterator[tuple[str, int]]:
        for turn, (_route, address) in enumerate(addresses(cast, who)):
            for form in forms_on(client, address):
                target = form["action"] or address
                for name, text in list(ODD.items())[turn % each :: each]:
                    sent = form["kept"] | dict.fromkeys(form["typed"], text)
                    yield f"{target} {name}", client.post(target, sent).status_code

    assert broken(answers()) == []


@pytest.mark.parametrize("who", WHO)
def test_no_address_breaks_on_fields_that_no_form_has(cast: Cast, who: str):
    client = client_of(cast, who)

    def answers() -> Iterator[tuple[str, int]]:
        for _route, address in addresses(cast, who):
            for body in (
                {},
                dict.fromkeys([*PARAMETERS, "version", "reason", "cells", "credential"], "\x00-9"),
            ):
                yield address, client.post(address, body).status_code
            yield (
                f"{address} no form",
                client.post(address, b"\xff\x00{", content_type="application/json").status_code,
            )

    assert broken(answers()) == []


def forms_on(client: Client, address: str) -> Iterator[dict[str, Any]]:
    """Yield the forms of a page that are sent: what stays as it is, and the names of what is typed."""
    answer = client.get(address)
    if "text/html" not in answer.headers.get("Content-Type", ""):
        status_of(answer)
        return
    for form in BeautifulSoup(answer.content, "html.parser").select("main form[method=post]"):
        typed = [str(each["name"]) for each in form.select("[name]") if _is_typed(each)]
        kept = {
            str(each["name"]): str(each.get("value", "")) for each in form.select("input[type=hidden][name]")
        }
        chosen = {str(each["name"]): _last_choice(each) for each in form.select("select[name]")}
        if typed:
            yield {"action": str(form.get("action", "")), "kept": kept | chosen, "typed": typed}


def _is_typed(field: Tag) -> bool:
    return field.name == "textarea" or (
        field.name == "input" and field.get("type", "text") not in {"hidden", "submit", "button", "file"}
    )


def _last_choice(field: Tag) -> str:
    options = field.select("option")
    return str(options[-1].get("value", "")) if options else ""


def test_what_is_found_broken_is_told(cast: Cast):
    """A page that breaks is seen: the list of broken addresses is not empty by mistake."""
    assert broken(iter([("/x/", 500), ("/y/", 404)])) == ["/x/"]
    assert quote("\x00") == "%00"

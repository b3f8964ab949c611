"""Whom the papers of a forum's day name, and whether a certificate of attendance holds."""

import hmac
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Exists, OuterRef

from saiyai.audit.rules import keyed_hash
from saiyai.forums.models import CheckIn, Forum, Registration
from saiyai.forums.queries.registration import districts_of
from saiyai.forums.rules.papers import Named, Paper
from saiyai.forums.rules.registration import Standing
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Scope
from saiyai.network.access import within
from saiyai.places.queries import names_at

FoundRegistration = Registration
"""A registration with its quota, forum and organiser."""

SHORT = 12
"""Digits of the keyed hash on a certificate: enough that nobody guesses one."""
HERE = CheckIn.objects.filter(registration=OuterRef("pk"), undone_at=None)


def people_named(forum: Forum, areas: Sequence[str], paper: Paper) -> list[Named]:
    """Return whom a paper names in some areas of a forum, by area and name, in one query."""
    rows = Registration.objects.filter(
        within(areas, "quota__place_code"), quota__forum=forum, standing=Standing.SEATED
    )
    if paper.is_for_those_who_came:
        rows = rows.filter(Exists(HERE))
    found = rows.select_related("quota", "organisation").order_by("quota__place_code", "name_key", "pk")
    return [
        Named(
            each.pk,
            each.name,
            each.position,
            each.agency or (each.organisation.name_th if each.organisation else ""),
            each.quota.place_code,
            each.quota.kind,
            each.badge,
        )
        for each in found
    ]


def areas_to_print(forum: Forum, scope: Scope) -> list[tuple[str, str]]:
    """Return the provinces of a forum of which a reader prints papers, or else the districts, as (code, name)."""
    held = scope.prefixes(DISTRICT_AND_ABOVE)
    codes = [each for each in forum.areas if each.startswith(held)]
    codes = codes or [each for each in districts_of(forum.areas) if each.startswith(held)]
    names = names_at(codes)
    return [(code, names.get(code, code)) for code in codes]


def code_of_attendance(registration: int) -> str:
    """Return the code by which somebody's certificate is checked; it follows from the number and the house's key."""
    digest = keyed_hash(f"attendance|{registration}", settings.SECRET_KEY.encode())
    return f"{registration}-{digest[:SHORT]}"


def attended_with(code: str) -> FoundRegistration | None:
    """Return who attended a forum by the code of their certificate, None where it is none or they were not there."""
    number, _dash, _digest = code.partition("-")
    if not number.isascii() or not number.isdecimal() or len(number) > SHORT:
        return None
    if not hmac.compare_digest(code.encode(), code_of_attendance(int(number)).encode()):
        return None
    rows = Registration.objects.select_related("quota__forum__organiser").filter(Exists(HERE))
    return rows.filter(pk=int(number)).first()

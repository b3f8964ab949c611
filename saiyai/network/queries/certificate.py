"""Certificates, the register of them, what runs out, and the yearly duty of those who hold one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from saiyai.kernel.powers import Scope
from saiyai.kernel.text import LONGEST_SEARCH, normalise
from saiyai.network.access import SEERS, within
from saiyai.network.models import (
    STANDING_NAMES,
    Certificate,
    Organisation,
    OrganisationStanding,
    YearlyReport,
)
from saiyai.network.queries.organisation import place_text
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules import LIVING, Standing
from saiyai.network.rules.application import GIVEN_BY_BOARD
from saiyai.network.rules.certificate import Validity, validity_on
from saiyai.network.rules.duty import DutyState, duty_state, last_day_of, years_of
from saiyai.places.queries import names_at

VALIDITY_NAMES = {
    Validity.VALID: _("valid"),
    Validity.NOT_YET: _("not yet valid"),
    Validity.RUN_OUT: _("run out"),
    Validity.REVOKED: _("revoked"),
    Validity.GIVEN_UP: _("given up"),
    Validity.RENEWED: _("renewed by another certificate"),
}
DUTY_NAMES = {
    DutyState.REPORTED: _("reported"),
    DutyState.REPORTED_LATE: _("reported late"),
    DutyState.COMING: _("to come"),
    DutyState.DUE: _("due soon"),
    DutyState.LATE: _("late"),
}
ENDS_SOON_DAYS = 180
"""How many days before its last day a certificate stands on the list of renewals."""


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate in the register: what the Royal Gazette tells everybody, and whether it is valid on the day."""

    code: str
    number: str
    name: str
    kind: Text
    province: str
    issued_on: date
    valid_until: date | None
    validity: Validity
    validity_name: Text
    ended_on: date | None
    gazette: str
    gazetted_on: date | None
    conditions: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """The report of one year that one standing owes."""

    organisation: str
    organisation_pk: int
    standing_pk: int
    standing: Text
    number: str
    place: str
    province_code: str
    province: str
    year: int
    last_day: date
    reported_on: date | None
    state: DutyState
    state_name: Text


@dataclass(frozen=True, slots=True)
class ExpiryRow:
    """A standing whose certificate runs out soon, or has run out."""

    organisation: str
    organisation_pk: int
    standing_pk: int
    standing: Text
    number: str
    place: str
    valid_until: date
    days: int
    """How many days are left; below zero, how many have gone by."""
    is_applied_for: bool


def register(words: str = "", province: str = "", kind: str = "") -> QuerySet[Certificate]:
    """Return the certificates of the register, the newest first, narrowed by name, province and kind."""
    rows = Certificate.objects.select_related("standing")
    if words:
        rows = rows.filter(name_th__contains=normalise(words)[:LONGEST_SEARCH])
    if province:
        rows = rows.filter(province_code=province)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("-issued_on", "-year", "-number", "pk")


def certificate_rows(found: Iterable[Certificate], on: date) -> list[CertificateRow]:
    """Return certificates as rows of the register on a day, in one query for all their provinces."""
    rows = list(found)
    provinces = names_at({each.province_code for each in rows})
    return [_certificate_row(each, provinces, on) for each in rows]


def _certificate_row(certificate: Certificate, provinces: Mapping[str, str], on: date) -> CertificateRow:
    standing = certificate.standing
    validity = validity_on(standing.snapshot(), on)
    return CertificateRow(
        certificate.code,
        standing.number,
        certificate.name_th,
        STANDING_NAMES[Standing(certificate.kind)],
        provinces.get(certificate.province_code, certificate.province_code),
        certificate.issued_on,
        standing.valid_until,
        validity,
        VALIDITY_NAMES[validity],
        standing.ends_on,
        standing.gazette,
        standing.gazetted_on,
        certificate.conditions,
    )


def certificate_with(code: str) -> Certificate | None:
    """Return the certificate of a code, None where none has it."""
    return Certificate.objects.select_related("standing__organisation").filter(code=code).first()


def provinces_of_register() -> list[tuple[str, str]]:
    """Return the provinces that have issued certificates, with their names."""
    codes = list(
        Certificate.objects.order_by("province_code").values_list("province_code", flat=True).distinct()
    )
    names = names_at(codes)
    return [(code, names.get(code, code)) for code in codes]


def holders(scope: Scope) -> QuerySet[OrganisationStanding]:
    """Return the standings of the Act held by living organisations in the areas that a scope reads."""
    rows = OrganisationStanding.objects.filter(
        within(scope.prefixes(SEERS), "organisation__place_code"),
        standing__in=GIVEN_BY_BOARD,
        ends_on=None,
        organisation__state__in=LIVING,
    )
    return rows.select_related("organisation")


def duties(scope: Scope, today: date, area: str = "", state: str = "") -> list[DutyRow]:
    """Return the yearly reports that the holders of an area owe, the late ones first, in three queries."""
    reports = YearlyReport.objects.order_by("year")
    rows = holders(scope).filter(within([area], "organisation__place_code"))
    found = list(rows.order_by("pk").prefetch_related(Prefetch("yearly_reports", queryset=reports)))
    codes = {each.organisation.place_code for each in found}
    names = names_at(code for each in codes for code in (each[:2], each))
    made = [row for each in found for row in _duty_rows(each, names, today)]
    order = [DutyState.LATE, DutyState.DUE, DutyState.COMING, DutyState.REPORTED_LATE, DutyState.REPORTED]
    fitting = [each for each in made if not state or each.state == state]
    return sorted(fitting, key=lambda row: (order.index(row.state), row.last_day, row.organisation))


def _duty_rows(standing: OrganisationStanding, names: Mapping[str, str], today: date) -> list[DutyRow]:
    code = standing.organisation.place_code
    reported = {each.year: each.reported_on for each in standing.yearly_reports.all()}
    rows = []
    for year in years_of(standing.snapshot(), today):
        last_day = last_day_of(standing.standing, year)
        if last_day is None:
            continue
        state = duty_state(last_day, reported.get(year), today)
        rows.append(
            DutyRow(
                in_reader_language(standing.organisation.name_th, standing.organisation.name_en),
                standing.organisation_id,
                standing.pk,
                STANDING_NAMES[Standing(standing.standing)],
                standing.number,
                place_text(code, names),
                code[:2],
                names.get(code[:2], code[:2]),
                year,
                last_day,
                reported.get(year),
                state,
                DUTY_NAMES[state],
            )
        )
    return rows


def duties_of(standing: OrganisationStanding, today: date) -> list[DutyRow]:
    """Return the yearly reports that one standing owes, the newest first."""
    return _duty_rows(standing, {}, today)


def late_duties(scope: Scope, today: date) -> int:
    """Return how many yearly reports of the areas of a scope are late."""
    return len(duties(scope, today, state=DutyState.LATE))


def expiries(scope: Scope, today: date, area: str = "") -> list[ExpiryRow]:
    """Return the certificates of an area that run out within half a year or have run out, the soonest first."""
    until = today + timedelta(days=ENDS_SOON_DAYS)
    rows = holders(scope).filter(within([area], "organisation__place_code"), valid_until__lte=until)
    found = list(rows.order_by("valid_until", "pk").prefetch_related("renewals"))
    codes = {each.organisation.place_code for each in found}
    names = names_at(code for each in codes for code in (each[:2], each))
    return [
        ExpiryRow(
            in_reader_language(each.organisation.name_th, each.organisation.name_en),
            each.organisation_id,
            each.pk,
            STANDING_NAMES[Standing(each.standing)],
            each.number,
            place_text(each.organisation.place_code, names),
            each.valid_until,
            (each.valid_until - today).days,
            any(one.decided_at is None and one.state != "withdrawn" for one in each.renewals.all()),
        )
        for each in found
        if each.valid_until is not None
    ]


def run_out(today: date) -> list[OrganisationStanding]:
    """Return the standings whose certificate has run out and whose end is not noted yet."""
    past = Q(ends_on=None, valid_until__lt=today)
    return list(OrganisationStanding.objects.filter(past).select_related("organisation").order_by("pk"))


def standing_held(scope: Scope, pk: int) -> OrganisationStanding | None:
    """Return a standing in the areas that a scope reads, None where there is none of that number."""
    rows = OrganisationStanding.objects.filter(within(scope.prefixes(SEERS), "organisation__place_code"))
    return rows.select_related("organisation").filter(pk=pk).first()


def held_by(organisation: Organisation) -> list[OrganisationStanding]:
    """Return the standings of the Act that an organisation holds, with what they reported."""
    rows = organisation.standings.filter(standing__in=GIVEN_BY_BOARD, ends_on=None)
    return list(rows.select_related("organisation").prefetch_related("yearly_reports").order_by("pk"))

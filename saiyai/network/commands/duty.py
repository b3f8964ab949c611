"""The yearly reports of organisations that hold a standing of the Act."""

from dataclasses import dataclass
from datetime import date

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise_lines
from saiyai.network import access
from saiyai.network.commands.organisation import save_or_refuse
from saiyai.network.models import OrganisationStanding, YearlyReport
from saiyai.network.rules.duty import YearlyReportState, refusal_of_report


@dataclass(frozen=True, slots=True)
class YearlyReportTerms:
    """What a yearly report says: the year of the Buddhist era, the day it came in, results, people helped, money."""

    year: int
    reported_on: date
    summary: str
    beneficiaries: int | None = None
    spent_satang: int | None = None


@command("network.yearly_report.note", allows=access.may_note_yearly_report, subjects=("standing",))
def note_yearly_report(*, standing: OrganisationStanding, terms: YearlyReportTerms, by: User) -> YearlyReport:
    """Note the report of a year that a standing owes."""
    new = YearlyReportState(
        standing.pk,
        terms.year,
        terms.reported_on,
        normalise_lines(terms.summary),
        terms.beneficiaries,
        terms.spent_satang,
    )
    held = standing.yearly_reports.values_list("year", flat=True)
    if refusal := refusal_of_report(standing.snapshot(), new, held, clock.today()):
        raise refusal
    report = YearlyReport(
        standing=standing,
        year=new.year,
        reported_on=new.reported_on,
        summary=new.summary,
        beneficiaries=new.beneficiaries,
        spent_satang=new.spent_satang,
        noted_by=by,
    )
    save_or_refuse(report, Refusal("yearly_report.reported_already", year=new.year))
    return report

"""Builders of monitoring's things for the tests, through the commands."""

from collections.abc import Callable
from datetime import date, datetime

from saiyai.accounts.models import Office, User
from saiyai.audit import clock
from saiyai.monitoring import commands
from saiyai.monitoring.models import Collection, Project, Report, Series, SeriesKind
from saiyai.monitoring.queries.summary import summaries_above
from saiyai.monitoring.rules import Action, State
from tests.cast import Cast

OPEN_AT = datetime(2014, 7, 10, 9, 0, tzinfo=clock.BANGKOK)
LATE_AT = datetime(2014, 8, 10, 9, 0, tzinfo=clock.BANGKOK)
AFTER = datetime(2014, 10, 1, 9, 0, tzinfo=clock.BANGKOK)
FIGURES = {"t.volunteers": 12, "t.trained": 30}


def a_project(
    cast: Cast,
    *,
    code: str = "network-2557",
    prefixes: tuple[str, ...] = ("50", "52"),
    by: User | None = None,
) -> Project:
    return commands.register_project(
        code=code,
        name_th="โครงการเครือข่าย",
        name_en="Networks",
        fiscal_year=2557,
        owner=Office.objects.get(code="tpso10"),
        prefixes=prefixes,
        by=by or cast.support_officer,
    )


def some_series(cast: Cast) -> list[Series]:
    return [
        commands.define_series(
            code=code,
            name_th=name,
            name_en=name,
            unit_th="คน",
            unit_en="people",
            kind=SeriesKind.STOCK,
            by=cast.support_officer,
        )
        for code, name in (("t.volunteers", "อาสาสมัคร"), ("t.trained", "ผู้ผ่านการอบรม"))
    ]


def a_collection(cast: Cast) -> Collection:
    project = a_project(cast)
    form = commands.publish_form(
        project=project, title_th="แบบรายงาน", series=some_series(cast), by=cast.support_officer
    )
    return commands.open_collection(
        project=project,
        form=form,
        period_code="2557Q3",
        opens_on=date(2014, 7, 1),
        due_on=date(2014, 7, 31),
        closes_on=date(2014, 8, 31),
        by=cast.support_officer,
    )


def a_report(cast: Cast, collection: Collection | None = None, *, place_code: str = "501412") -> Report:
    return Report.objects.get(collection=collection or a_collection(cast), place_code=place_code)


Act = Callable[[Report, User], Report]

ACTS: dict[Action, Act] = {
    Action.SAVE: lambda r, by: commands.save_draft(report=r, figures=FIGURES, version=r.version, by=by),
    Action.SUBMIT: lambda r, by: commands.submit_report(report=r, figures=FIGURES, version=r.version, by=by),
    Action.VERIFY: lambda r, by: commands.verify_report(report=r, version=r.version, by=by),
    Action.APPROVE: lambda r, by: commands.approve_report(report=r, version=r.version, by=by),
    Action.RETURN: lambda r, by: commands.return_report(
        report=r, reason="ขาดลายเซ็น", version=r.version, by=by
    ),
    Action.REOPEN: lambda r, by: commands.reopen_report(
        report=r,
        above=summaries_above(r.collection_id, r.place_code),
        reason="พบข้อผิดพลาด",
        version=r.version,
        by=by,
    ),
    Action.EXCUSE: lambda r, by: commands.excuse_report(report=r, reason="น้ำท่วม", version=r.version, by=by),
}
"""Each act on a report with the arguments that an honest author would give it."""

WAY_TO = {
    State.DRAFT: (),
    State.SUBMITTED: (Action.SUBMIT,),
    State.VERIFIED: (Action.SUBMIT, Action.VERIFY),
    State.APPROVED: (Action.SUBMIT, Action.VERIFY, Action.APPROVE),
    State.RETURNED: (Action.SUBMIT, Action.RETURN),
    State.EXCUSED: (Action.EXCUSE,),
}
ACTOR_OF = {
    Action.SAVE: "tambon_officer",
    Action.SUBMIT: "tambon_officer",
    Action.VERIFY: "district_coordinator",
    Action.RETURN: "district_coordinator",
    Action.APPROVE: "province_officer",
    Action.REOPEN: "support_officer",
    Action.EXCUSE: "province_officer",
}


def brought_to(state: State, report: Report, cast: Cast) -> Report:
    """Bring a fresh report to a state by the line of work."""
    for action in WAY_TO[state]:
        ACTS[action](report, getattr(cast, ACTOR_OF[action]))
    return report

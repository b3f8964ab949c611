"""Projects, collections and reports for the matrix to ask for."""

from datetime import date
from typing import Any

from saiyai.accounts.models import Office
from saiyai.audit import clock
from saiyai.monitoring.commands import (
    IndicatorTerms,
    define_indicator,
    open_collection,
    publish_form,
    register_project,
    write_check,
)
from saiyai.monitoring.models import (
    Check,
    CheckAnswer,
    Collection,
    Indicator,
    Project,
    Report,
    Series,
    Summary,
    Target,
)
from saiyai.monitoring.rules.check import CheckKind, Severity
from saiyai.places.models import Level
from saiyai.places.queries import places_of_level
from tests.cast import Cast
from tests.matrix.builders.places import tambon_in
from tests.matrix.builders.registry import builder
from tests.monitoring.builders import a_collection, a_project

FINEST_ABOVE = 4
"""The digits of the finest places that have targets of places below them."""


def a_target(place_code: str) -> Target:
    made, _is_new = Target.objects.get_or_create(
        indicator=Indicator.objects.get(code="N2"),
        place_code=place_code,
        period_code="2557",
        defaults={"amount_thousandths": 80_000},
    )
    return made


def the_collection(cast: Cast) -> Collection:
    return Collection.objects.first() or a_collection(cast)


@builder(
    "project",
    "project_why",
    "project_checks",
    "project_brief",
    "project_plan",
    "project_profile",
)
def a_project_of_the_network(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"code": the_collection(cast).project.code}


@builder(
    "collection",
    "collection_why",
    "collection_review",
    "collection_decide",
    "collection_questions",
    "collection_owing",
    "collection_nudge",
    "collection_numbers",
    "collection_workbook",
    "collection_upload",
    "collection_accept",
)
def a_collection_of_the_network(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"pk": the_collection(cast).pk}


@builder(
    "report",
    "report_enter",
    "report_check",
    "report_keep",
    "report_paper",
    "report_verify",
    "report_approve",
    "report_return",
    "report_reopen",
    "report_excuse",
    "report_ask",
    "report_answer",
)
def report_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    reports = Report.objects.filter(collection=the_collection(cast), place_code=tambon_in(place_code))
    found = reports.first()
    return None if found is None else {"pk": found.pk}


@builder("summary", "summary_submit", "summary_verify", "summary_approve", "summary_return", "summary_reopen")
def summary_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = Summary.objects.filter(collection=the_collection(cast), place_code=place_code).first()
    return None if found is None else {"pk": found.pk}


@builder("report_cell")
def cell_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = report_at(cast, place_code)
    return None if found is None else found | {"series": "t.volunteers"}


@builder("indicator_change", "indicator_retire")
def an_indicator_of_the_office(cast: Cast, place_code: str) -> dict[str, Any]:
    the_collection(cast)
    if not Indicator.objects.filter(code="K9").exists():
        terms = IndicatorTerms("อาสาสมัคร", "Volunteers", "คน", "people", "t.volunteers", clock.today())
        define_indicator(code="K9", terms=terms, by=cast.support_officer)
    return {"code": "K9"}


@builder("indicator", "indicator_why")
def an_indicator_that_ships(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"code": "N2"}


@builder("series", "series_change", "series_retire")
def a_series_of_the_network(cast: Cast, place_code: str) -> dict[str, Any]:
    the_collection(cast)
    return {"code": "t.volunteers"}


@builder("target")
def a_target_of_the_country(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"pk": a_target(place_code="").pk}


@builder("target_change", "target_drop", "target_bring_down")
def target_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return None if len(place_code) > FINEST_ABOVE else {"pk": a_target(place_code=place_code).pk}


@builder("project_change", "project_logframe", "project_budget", "project_vision")
def a_project_over(cast: Cast, place_code: str) -> dict[str, Any]:
    code = f"over-{place_code or 'nation'}"
    if not Project.objects.filter(code=code).exists():
        register_project(
            code=code,
            name_th="โครงการของพื้นที่",
            name_en="Of the area",
            fiscal_year=2557,
            owner=Office.objects.get(code="tpso10"),
            prefixes=(place_code,),
            by=cast.ministry_officer,
        )
    return {"code": code}


def the_check(cast: Cast) -> Check:
    collection = the_collection(cast)
    return Check.objects.first() or write_check(
        project=collection.project,
        series=collection.form.items.first().series,
        kind=CheckKind.LAST_PERIOD,
        severity=Severity.SOFT,
        limit_tenths=500,
        sentence_th="ต่างจากงวดก่อนมาก",
        by=cast.support_officer,
    )


@builder("check_retire")
def a_check(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"pk": the_check(cast).pk}


@builder("check_accept")
def an_explanation_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = report_at(cast, place_code)
    if found is None:
        return None
    made = CheckAnswer.objects.create(
        report_id=found["pk"],
        check_asked=the_check(cast),
        text="มีโครงการพิเศษ",
        content_hash="x" * 64,
        by=cast.citizen,
        at=clock.now(),
    )
    return {"pk": made.pk}


def run_collection(cast: Cast, place_code: str) -> Collection | None:
    """Return a collection of a project of the province of a place alone, None for the whole country."""
    the_collection(cast)
    province = place_code[:2]
    districts = [each.code for each in places_of_level(Level.DISTRICT, [province])] if province else []
    if not districts:
        return None
    found = Collection.objects.filter(project__code=f"own-{province}").first()
    if found is not None:
        return found
    project = a_project(cast, code=f"own-{province}", prefixes=(province,), by=cast.ministry_officer)
    form = publish_form(
        project=project,
        title_th="แบบของจังหวัด",
        series=list(Series.objects.filter(code__in=["t.volunteers", "t.trained"])),
        by=cast.ministry_officer,
    )
    return open_collection(
        project=project,
        form=form,
        period_code="2557Q3",
        opens_on=date(2014, 7, 1),
        due_on=date(2014, 7, 31),
        closes_on=date(2014, 8, 31),
        level=Level.DISTRICT,
        by=cast.ministry_officer,
    )


@builder("project_forms", "collection_open")
def a_project_that_is_run(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = run_collection(cast, place_code)
    return None if found is None else {"code": found.project.code}


@builder("collection_days")
def a_collection_that_is_run(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = run_collection(cast, place_code)
    return None if found is None else {"pk": found.pk}


@builder("form_design", "form_add", "form_preview", "form_xlsform")
def a_design(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = run_collection(cast, place_code)
    return None if found is None else {"pk": found.form.design_id}


@builder("form_part")
def a_part(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = run_collection(cast, place_code)
    return None if found is None else {"pk": found.form.design_id, "name": "t_volunteers"}


@builder("form_version")
def a_version(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = run_collection(cast, place_code)
    return None if found is None else {"pk": found.form_id}

"""The addresses of monitoring."""

from django.urls import URLPattern

from saiyai.kernel.powers import DISTRICT_AND_ABOVE
from saiyai.monitoring.access import (
    APPROVERS,
    ASKERS,
    DEFINERS,
    ENTERERS,
    EXCUSERS,
    NUDGERS,
    REOPENERS,
    RUNNERS,
    SEERS,
    SIGNERS,
    SUMMARY_APPROVERS,
    SUMMARY_VERIFIERS,
    VERIFIERS,
)
from saiyai.monitoring.views import (
    brief,
    cell,
    check,
    collecting,
    collection,
    entry,
    explore,
    figures,
    form,
    indicator,
    indicator_edit,
    paper,
    plan,
    profile,
    project,
    report,
    review,
    series,
    summary,
    target,
    thread,
    workbook,
)
from saiyai.web.routes import SIGNED_IN, held_by, inside_area_of, route

urlpatterns: list[URLPattern] = [
    route("", project.projects, name="projects", policy=SIGNED_IN),
    route("projects/new/", plan.new, name="project_new", policy=held_by(*RUNNERS)),
    route("projects/<slug:code>/plan/", plan.plan, name="project_plan", policy=SIGNED_IN),
    route(
        "projects/<slug:code>/change/", plan.change, name="project_change", policy=inside_area_of(*RUNNERS)
    ),
    route(
        "projects/<slug:code>/logframe/",
        plan.logframe,
        name="project_logframe",
        policy=inside_area_of(*RUNNERS),
    ),
    route(
        "projects/<slug:code>/budget/", plan.budget, name="project_budget", policy=inside_area_of(*RUNNERS)
    ),
    route(
        "projects/<slug:code>/vision/", plan.vision, name="project_vision", policy=inside_area_of(*RUNNERS)
    ),
    route("projects/<slug:code>/", project.project, name="project", policy=SIGNED_IN),
    route("projects/<slug:code>/profile/", profile.profile, name="project_profile", policy=SIGNED_IN),
    route("projects/<slug:code>/brief/", brief.brief, name="project_brief", policy=SIGNED_IN),
    route("projects/<slug:code>/why/", figures.why, name="project_why", policy=SIGNED_IN),
    route(
        "projects/<slug:code>/forms/",
        form.project_forms,
        name="project_forms",
        policy=inside_area_of(*RUNNERS),
    ),
    route("forms/<int:pk>/", form.form_design, name="form_design", policy=inside_area_of(*RUNNERS)),
    route("forms/<int:pk>/add/", form.form_add, name="form_add", policy=inside_area_of(*RUNNERS)),
    route(
        "forms/<int:pk>/parts/<slug:name>/", form.form_part, name="form_part", policy=inside_area_of(*RUNNERS)
    ),
    route("forms/<int:pk>/preview/", form.form_preview, name="form_preview", policy=inside_area_of(*RUNNERS)),
    route("forms/<int:pk>/xlsform/", form.form_xlsform, name="form_xlsform", policy=inside_area_of(*RUNNERS)),
    route(
        "forms/versions/<int:pk>/", form.form_version, name="form_version", policy=inside_area_of(*RUNNERS)
    ),
    route("collections/<int:pk>/", collection.collection, name="collection", policy=SIGNED_IN),
    route(
        "projects/<slug:code>/collections/open/",
        collecting.open_collection,
        name="collection_open",
        policy=inside_area_of(*RUNNERS),
    ),
    route(
        "collections/<int:pk>/days/", collecting.days, name="collection_days", policy=inside_area_of(*RUNNERS)
    ),
    route("collections/<int:pk>/why/", collection.why, name="collection_why", policy=SIGNED_IN),
    route("reports/<int:pk>/", report.report, name="report", policy=inside_area_of(*SEERS)),
    route(
        "reports/<int:pk>/numbers/<str:series>/", cell.cell, name="report_cell", policy=inside_area_of(*SEERS)
    ),
    route("reports/<int:pk>/enter/", entry.enter, name="report_enter", policy=inside_area_of(*ENTERERS)),
    route("reports/<int:pk>/check/", entry.check, name="report_check", policy=inside_area_of(*ENTERERS)),
    route("reports/<int:pk>/keep/", entry.autosave, name="report_keep", policy=inside_area_of(*ENTERERS)),
    route("reports/<int:pk>/paper/", paper.paper, name="report_paper", policy=inside_area_of(*SEERS)),
    route("reports/<int:pk>/verify/", report.verify, name="report_verify", policy=inside_area_of(*VERIFIERS)),
    route(
        "reports/<int:pk>/approve/", report.approve, name="report_approve", policy=inside_area_of(*APPROVERS)
    ),
    route(
        "reports/<int:pk>/return/", report.send_back, name="report_return", policy=inside_area_of(*VERIFIERS)
    ),
    route("reports/<int:pk>/reopen/", report.reopen, name="report_reopen", policy=inside_area_of(*REOPENERS)),
    route("series/", series.series_list, name="series_list", policy=SIGNED_IN),
    route("series/new/", series.new, name="series_new", policy=held_by(*DEFINERS)),
    route("series/splits/new/", series.new_axis, name="axis_new", policy=held_by(*DEFINERS)),
    route("series/<str:code>/", series.series, name="series", policy=SIGNED_IN),
    route("series/<str:code>/change/", series.change, name="series_change", policy=held_by(*DEFINERS)),
    route("series/<str:code>/retire/", series.retire, name="series_retire", policy=held_by(*DEFINERS)),
    route("indicators/", indicator.indicators, name="indicators", policy=SIGNED_IN),
    route("indicators/new/", indicator_edit.new, name="indicator_new", policy=held_by(*DEFINERS)),
    route("indicators/<slug:code>/", indicator.indicator, name="indicator", policy=SIGNED_IN),
    route("indicators/<slug:code>/why/", indicator.why, name="indicator_why", policy=SIGNED_IN),
    route(
        "indicators/<slug:code>/change/",
        indicator_edit.change,
        name="indicator_change",
        policy=held_by(*DEFINERS),
    ),
    route(
        "indicators/<slug:code>/retire/",
        indicator_edit.retire,
        name="indicator_retire",
        policy=held_by(*DEFINERS),
    ),
    route("projects/<slug:code>/checks/", check.checks, name="project_checks", policy=SIGNED_IN),
    route("checks/<int:pk>/retire/", check.retire, name="check_retire", policy=held_by(*RUNNERS)),
    route(
        "explanations/<int:pk>/accept/",
        review.accept,
        name="check_accept",
        policy=inside_area_of(*VERIFIERS),
    ),
    route("collections/<int:pk>/review/", review.review, name="collection_review", policy=held_by(*SEERS)),
    route(
        "collections/<int:pk>/review/decide/",
        review.decide,
        name="collection_decide",
        policy=held_by(*VERIFIERS),
    ),
    route(
        "collections/<int:pk>/explanations/",
        review.questions,
        name="collection_questions",
        policy=held_by(*SEERS),
    ),
    route("collections/<int:pk>/owing/", review.owing, name="collection_owing", policy=held_by(*SEERS)),
    route(
        "collections/<int:pk>/owing/remind/",
        review.nudge,
        name="collection_nudge",
        policy=held_by(*NUDGERS),
    ),
    route(
        "collections/<int:pk>/numbers/", workbook.numbers, name="collection_numbers", policy=held_by(*SEERS)
    ),
    route(
        "collections/<int:pk>/workbook/",
        workbook.workbook,
        name="collection_workbook",
        policy=held_by(*ENTERERS),
    ),
    route(
        "collections/<int:pk>/workbook/hand-in/",
        workbook.upload,
        name="collection_upload",
        policy=held_by(*ENTERERS),
    ),
    route(
        "collections/<int:pk>/workbook/accept/",
        workbook.accept,
        name="collection_accept",
        policy=held_by(*ENTERERS),
    ),
    route("reports/<int:pk>/ask/", thread.ask, name="report_ask", policy=inside_area_of(*ASKERS)),
    route("reports/<int:pk>/answer/", thread.answer, name="report_answer", policy=inside_area_of(*ENTERERS)),
    route("reports/<int:pk>/excuse/", report.excuse, name="report_excuse", policy=inside_area_of(*EXCUSERS)),
    route("summaries/<int:pk>/", summary.summary, name="summary", policy=inside_area_of(*SEERS)),
    route("summaries/<int:pk>/sign/", summary.submit, name="summary_submit", policy=inside_area_of(*SIGNERS)),
    route(
        "summaries/<int:pk>/verify/",
        summary.verify,
        name="summary_verify",
        policy=inside_area_of(*SUMMARY_VERIFIERS),
    ),
    route(
        "summaries/<int:pk>/approve/",
        summary.approve,
        name="summary_approve",
        policy=inside_area_of(*SUMMARY_APPROVERS),
    ),
    route(
        "summaries/<int:pk>/return/",
        summary.send_back,
        name="summary_return",
        policy=inside_area_of(*(SUMMARY_VERIFIERS | SUMMARY_APPROVERS)),
    ),
    route(
        "summaries/<int:pk>/reopen/",
        summary.reopen,
        name="summary_reopen",
        policy=inside_area_of(*REOPENERS),
    ),
    route("explore/", explore.explore, name="explore", policy=SIGNED_IN),
    route("targets/", target.targets, name="targets", policy=SIGNED_IN),
    route("targets/new/", target.new, name="target_new", policy=held_by(*DISTRICT_AND_ABOVE)),
    route("targets/<int:pk>/", target.target, name="target", policy=SIGNED_IN),
    route(
        "targets/<int:pk>/change/",
        target.change,
        name="target_change",
        policy=inside_area_of(*DISTRICT_AND_ABOVE),
    ),
    route(
        "targets/<int:pk>/drop/", target.drop, name="target_drop", policy=inside_area_of(*DISTRICT_AND_ABOVE)
    ),
    route(
        "targets/<int:pk>/below/",
        target.bring_down,
        name="target_bring_down",
        policy=inside_area_of(*DISTRICT_AND_ABOVE),
    ),
]

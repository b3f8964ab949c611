"""The addresses of the network."""

from django.urls import URLPattern

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, PROVINCE_AND_ABOVE
from saiyai.network.access import CHANGERS, DECIDERS, IMPORTERS, REGISTRARS, SEERS
from saiyai.network.views import (
    activity,
    activity_parts,
    application,
    assessment,
    board,
    book,
    capacity,
    certificate,
    coverage,
    directory,
    document,
    export,
    graph,
    imports,
    mine,
    organisation,
    participation,
    parts,
    person,
    plan,
    printed,
    rubric,
    saved,
    target,
    why,
)
from saiyai.web.routes import PUBLIC, SIGNED_IN, held_by, inside_area_of, route

WORKING = held_by(*REGISTRARS)
READING = held_by(*SEERS)
NAMING = inside_area_of(*REGISTRARS)
CHANGING = inside_area_of(*CHANGERS)
DECIDING = inside_area_of(*DISTRICT_AND_ABOVE)
IMPORTING = inside_area_of(*IMPORTERS)
CERTIFYING = inside_area_of(*PROVINCE_AND_ABOVE)
READING_INSIDE = inside_area_of(*SEERS)
BOARD = inside_area_of(*DECIDERS)

ACTIVITIES: list[URLPattern] = [
    route("activities/", activity.activity_list, name="activities", policy=PUBLIC),
    route("activities/<int:pk>/", activity.activity, name="activity", policy=PUBLIC),
    route("activities/<int:pk>/change/", activity.change, name="activity_change", policy=CHANGING),
    route("activities/<int:pk>/withdraw/", activity.withdraw, name="activity_withdraw", policy=CHANGING),
    route(
        "activities/<int:pk>/organisations/",
        activity_parts.organisations,
        name="activity_organisations",
        policy=CHANGING,
    ),
    route("activities/<int:pk>/people/", activity_parts.people, name="activity_people", policy=CHANGING),
    route("activities/<int:pk>/scores/", activity_parts.scores, name="activity_scores", policy=CHANGING),
    route(
        "activities/<int:pk>/results/", activity_parts.note_result, name="activity_result", policy=CHANGING
    ),
    route(
        "activities/<int:pk>/results/<int:result>/withdraw/",
        activity_parts.withdraw_result,
        name="activity_result_withdraw",
        policy=CHANGING,
    ),
    route(
        "activities/<int:pk>/results/<int:result>/file/",
        activity_parts.evidence,
        name="activity_evidence",
        policy=READING_INSIDE,
    ),
    route("<int:pk>/activities/note/", activity.note, name="activity_note", policy=CHANGING),
]

PLANS: list[URLPattern] = [
    route("<int:pk>/plans/", plan.begin, name="network_plans", policy=READING_INSIDE),
    route("<int:pk>/plans/<int:year>/", plan.plan, name="network_plan", policy=READING_INSIDE),
    route(
        "<int:pk>/plans/<int:year>/planned/", plan.add_planned, name="network_planned_add", policy=CHANGING
    ),
    route(
        "<int:pk>/plans/<int:year>/planned/<int:planned>/done/",
        plan.done,
        name="network_planned_done",
        policy=CHANGING,
    ),
    route(
        "<int:pk>/plans/<int:year>/planned/<int:planned>/drop/",
        plan.drop,
        name="network_planned_drop",
        policy=CHANGING,
    ),
    route(
        "<int:pk>/plans/<int:year>/planned/<int:planned>/reopen/",
        plan.reopen,
        name="network_planned_reopen",
        policy=CHANGING,
    ),
    route("<int:pk>/plans/<int:year>/money/", plan.add_money, name="network_money_add", policy=CHANGING),
    route(
        "<int:pk>/plans/<int:year>/money/<int:allocation>/",
        plan.change_money,
        name="network_allocation",
        policy=CHANGING,
    ),
]

CAPACITY: list[URLPattern] = [
    route("participation/", participation.participation, name="network_participation", policy=READING),
    route(
        "participation/<str:code>/",
        participation.participation,
        name="network_participation_of",
        policy=READING,
    ),
    route("capacity/", capacity.capacity, name="network_capacity", policy=READING),
    route("capacity/<str:code>/", capacity.capacity, name="network_capacity_of", policy=READING),
    route("assessments/", assessment.assessments, name="network_assessments", policy=READING),
    route("rubrics/", rubric.rubrics, name="network_rubrics", policy=READING),
    route("rubrics/draft/", rubric.draft, name="network_rubric_draft", policy=held_by(*PROVINCE_AND_ABOVE)),
    route("rubrics/<int:pk>/", rubric.rubric, name="network_rubric", policy=READING),
    route("rubrics/<int:pk>/change/", rubric.change, name="network_rubric_change", policy=CERTIFYING),
    route("rubrics/<int:pk>/<str:name>/", rubric.step, name="network_rubric_step", policy=CERTIFYING),
    route(
        "<int:pk>/assessments/<int:year>/",
        assessment.assessment,
        name="network_assessment",
        policy=READING_INSIDE,
    ),
    route(
        "<int:pk>/assessments/<int:year>/fill/",
        assessment.fill,
        name="network_assessment_fill",
        policy=CHANGING,
    ),
    route(
        "<int:pk>/assessments/<int:year>/submit/",
        assessment.submit,
        name="network_assessment_submit",
        policy=CHANGING,
    ),
    route(
        "<int:pk>/assessments/<int:year>/verify/",
        assessment.verify,
        name="network_assessment_verify",
        policy=CERTIFYING,
    ),
    route(
        "<int:pk>/assessments/<int:year>/return/",
        assessment.send_back,
        name="network_assessment_return",
        policy=CERTIFYING,
    ),
]

DOCUMENTS: list[URLPattern] = [
    route("documents/<int:pk>/", document.document, name="document", policy=READING_INSIDE),
    route("documents/<int:pk>/file/", document.file, name="document_file", policy=PUBLIC),
    route("documents/<int:pk>/change/", document.change, name="document_change", policy=NAMING),
    route("documents/<int:pk>/replace/", document.replace, name="document_replace", policy=NAMING),
    route("documents/<int:pk>/withdraw/", document.withdraw, name="document_withdraw", policy=NAMING),
    route("documents/<int:pk>/erase/", document.erase, name="document_erase", policy=DECIDING),
    route("<int:pk>/documents/", document.attach, name="document_attach", policy=CHANGING),
    route(
        "applications/<int:pk>/papers/<slug:paper>/",
        document.attach_paper,
        name="application_paper",
        policy=NAMING,
    ),
]

urlpatterns: list[URLPattern] = [
    *ACTIVITIES,
    *DOCUMENTS,
    *PLANS,
    *CAPACITY,
    route("", directory.directory, name="organisations", policy=PUBLIC),
    route("register/", organisation.register, name="organisation_register", policy=WORKING),
    route("mine/", mine.mine, name="my_organisations", policy=SIGNED_IN),
    route("searches/", saved.save, name="network_filter_save", policy=SIGNED_IN),
    route("searches/<int:pk>/delete/", saved.delete, name="network_filter_delete", policy=SIGNED_IN),
    route("book/<str:code>.pdf", book.book_pdf, name="organisations_book_pdf", policy=PUBLIC),
    route("book/<str:code>/", book.book, name="organisations_book", policy=PUBLIC),
    route("kinds/", directory.kinds, name="organisation_kinds", policy=held_by(*PROVINCE_AND_ABOVE)),
    route(
        "kinds/<slug:code>/close/",
        directory.close_kind,
        name="organisation_kind_close",
        policy=inside_area_of(*PROVINCE_AND_ABOVE),
    ),
    route("why/", why.organisations, name="organisations_why", policy=PUBLIC),
    route("coverage/why/", why.coverage, name="network_coverage_why", policy=READING),
    route("applications/", application.applications, name="applications", policy=READING),
    route("applications/<int:pk>/", application.application, name="application", policy=READING_INSIDE),
    route("applications/<int:pk>/write/", application.write, name="application_write", policy=NAMING),
    route("applications/<int:pk>/submit/", application.submit, name="application_submit", policy=NAMING),
    route("applications/<int:pk>/check/", application.check, name="application_check", policy=BOARD),
    route("applications/<int:pk>/return/", application.give_back, name="application_return", policy=BOARD),
    route(
        "applications/<int:pk>/withdraw/", application.withdraw, name="application_withdraw", policy=NAMING
    ),
    route("sittings/", board.sessions, name="board_sessions", policy=READING),
    route("sittings/plan/<str:code>/", board.plan, name="board_session_plan", policy=BOARD),
    route("sittings/<int:pk>/", board.session, name="board_session", policy=READING_INSIDE),
    route("sittings/<int:pk>/change/", board.change, name="board_session_change", policy=BOARD),
    route("sittings/<int:pk>/decide/", board.decide, name="board_session_decide", policy=BOARD),
    route("sittings/<int:pk>/list/<int:application>/", board.table, name="board_session_table", policy=BOARD),
    route(
        "sittings/<int:pk>/list/<int:application>/off/",
        board.untable,
        name="board_session_untable",
        policy=BOARD,
    ),
    route("certificates/", certificate.register, name="certificates", policy=PUBLIC),
    route("certificates/<slug:code>/", certificate.certificate, name="certificate", policy=PUBLIC),
    route(
        "certificates/<slug:code>/certificate.pdf",
        certificate.paper,
        name="certificate_paper",
        policy=READING_INSIDE,
    ),
    route("duties/", certificate.duties, name="network_duties", policy=READING),
    route("renewals/", certificate.expiries, name="network_expiries", policy=READING),
    route("standings/<int:pk>/gazette/", certificate.gazette, name="standing_gazette", policy=BOARD),
    route("standings/<int:pk>/report/", certificate.report, name="standing_report", policy=NAMING),
    route("targets/", target.targets, name="network_targets", policy=READING),
    route("targets/<int:pk>/drop/", target.drop, name="network_target_drop", policy=DECIDING),
    route("coverage/", coverage.coverage, name="network_coverage", policy=READING),
    route("coverage/<str:code>/", coverage.coverage, name="network_coverage_of", policy=READING),
    route("graph/", graph.graph, name="network_graph", policy=READING),
    route("graph/<str:code>/", graph.graph, name="network_graph_of", policy=READING),
    route("imports/", imports.begin, name="network_imports", policy=held_by(*IMPORTERS)),
    route(
        "imports/template/<slug:kind>.xlsx",
        imports.template,
        name="network_import_template",
        policy=held_by(*IMPORTERS),
    ),
    route("imports/<int:number>/", imports.batch, name="network_import", policy=IMPORTING),
    route("imports/<int:number>/columns/", imports.columns, name="network_import_columns", policy=IMPORTING),
    route("imports/<int:number>/answer/", imports.answer, name="network_import_answer", policy=IMPORTING),
    route(
        "imports/<int:number>/rows/<int:row>/", imports.put_right, name="network_import_row", policy=IMPORTING
    ),
    route("imports/<int:number>/accept/", imports.accept, name="network_import_accept", policy=IMPORTING),
    route("imports/<int:number>/discard/", imports.discard, name="network_import_discard", policy=IMPORTING),
    route("imports/<int:number>/undo/", imports.undo, name="network_import_undo", policy=IMPORTING),
    route("imports/<int:number>/verify/", imports.verify, name="network_import_verify", policy=DECIDING),
    route("export.<str:form>", export.organisations, name="network_export", policy=PUBLIC),
    route(
        "people/export/",
        export.people,
        name="network_people_export",
        policy=held_by(*DISTRICT_AND_ABOVE),
    ),
    route("people/", person.people_page, name="network_people", policy=READING),
    route("people/register/", person.register, name="network_person_register", policy=WORKING),
    route("people/<int:pk>/", person.person, name="network_person", policy=inside_area_of(*SEERS)),
    route("people/<int:pk>/change/", person.change, name="network_person_change", policy=NAMING),
    route("people/<int:pk>/merge/", person.merge, name="network_person_merge", policy=DECIDING),
    route("people/<int:pk>/account/", person.account, name="network_person_account", policy=DECIDING),
    route("people/<int:pk>/erase/", person.erase, name="network_person_erase", policy=DECIDING),
    route("people/<int:pk>/export.<str:form>", person.export, name="network_person_export", policy=DECIDING),
    route("roles/<int:pk>/end/", person.end_role, name="network_role_end", policy=NAMING),
    route("<int:pk>/", organisation.organisation, name="organisation", policy=PUBLIC),
    route("<int:pk>/print/", printed.page, name="organisation_print", policy=PUBLIC),
    route("<int:pk>/organisation.<str:form>", printed.file, name="organisation_file", policy=PUBLIC),
    route("<int:pk>/change/", organisation.change, name="organisation_change", policy=CHANGING),
    route("<int:pk>/areas/", parts.areas, name="organisation_areas", policy=CHANGING),
    route("<int:pk>/merge/", parts.merge, name="organisation_merge", policy=DECIDING),
    route("<int:pk>/verify/", organisation.verify, name="organisation_verify", policy=DECIDING),
    route("<int:pk>/roles/", organisation.appoint, name="organisation_appoint", policy=NAMING),
    route("<int:pk>/apply/<slug:standing>/", application.begin, name="application_begin", policy=NAMING),
    route("<int:pk>/standings/", parts.note_standing, name="organisation_standing", policy=CERTIFYING),
    route(
        "<int:pk>/standings/<int:standing>/end/",
        parts.end_standing,
        name="organisation_standing_end",
        policy=CERTIFYING,
    ),
    route("<int:pk>/links/", parts.note_link, name="organisation_link", policy=CHANGING),
    route(
        "<int:pk>/links/<int:link>/confirm/",
        parts.confirm_link,
        name="organisation_link_confirm",
        policy=CHANGING,
    ),
    route(
        "<int:pk>/members/confirm/",
        parts.confirm_members,
        name="organisation_members_confirm",
        policy=CHANGING,
    ),
    route("<int:pk>/links/<int:link>/end/", parts.end_link, name="organisation_link_end", policy=CHANGING),
    route("<int:pk>/<str:name>/", organisation.step, name="organisation_step", policy=DECIDING),
]

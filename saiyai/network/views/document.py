"""Documents of organisations and the papers of applications: handing in, opening, replacing, withdrawing, erasing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit.command import note_security_event
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands, queries
from saiyai.network.access import CHANGERS, REGISTRARS, may_change_document, may_erase_document
from saiyai.network.forms.activity import ReasonForm
from saiyai.network.forms.document import (
    DocumentForm,
    DocumentTermsForm,
    FileForm,
    ReplacingForm,
    initial_of_document,
)
from saiyai.network.queries import application as applications_asked
from saiyai.network.queries import document as documents
from saiyai.network.views.application import WITH_APPLICANT, application_at, crumbs_to_applications
from saiyai.network.views.doors import crumbs_of, form_page, organisation_held
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request
from saiyai.web.uploads import checked_paper, paper_at

SHOWN_IN_PLACE = frozenset({"image/jpeg"})
"""The types that a browser shows without running anything; others are handed over to be kept."""

FIELD_OF = {
    "document.day_to_come": "dated_on",
    "document.of_people_public": "is_public",
    "document.paper_public": "is_public",
    "document.paper_kind": "kind",
    "person.erased": "person",
}


def _field_of(form: Any, refusal: Refusal) -> str | None:
    """Return the box that a refusal belongs at, where the form has it."""
    name = "file" if refusal.code.startswith("upload.") else FIELD_OF.get(refusal.code)
    return name if name in form.fields else None


def _tried(request: HttpRequest, form: Any, act: Callable[[], object], said: str) -> bool:
    """Tell whether a form that was sent could be acted on; what bars it stands at its box."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except Refusal as refusal:
        form.add_error(_field_of(form, refusal), text_of(refusal))
        return False
    messages.success(request, said)
    return True


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a document of an organisation, or keep it."""
    found = organisation_held(request, pk, CHANGERS)
    scope = scope_of_request(request)
    form = DocumentForm(*_sent(request), scope=scope, organisation=found)

    def act() -> None:
        commands.attach_document(
            organisation=found,
            terms=form.terms(),
            file=checked_paper(form.cleaned_data["file"]),
            by=person_of_request(request),
        )

    if _tried(request, form, act, _("The document is kept.")):
        return redirect(reverse("organisation", args=[pk]) + "#documents")
    return form_page(
        request,
        form,
        crumbs=crumbs_of(found),
        title=_("Attach a document"),
        lead=queries.in_reader_language(found.name_th, found.name_en),
        button=_("Keep the document"),
        back=reverse("organisation", args=[pk]) + "#documents",
    )


def attach_paper(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """Ask for the file of a paper that an application asks for, or keep it."""
    found = application_at(request, pk, REGISTRARS)
    names = dict(applications_asked.papers_asked(found.standing))
    if paper not in names or found.state not in WITH_APPLICANT:
        raise Http404
    form = FileForm(*_sent(request))

    def act() -> None:
        commands.attach_paper(
            application=found,
            paper=paper,
            file=checked_paper(form.cleaned_data["file"]),
            by=person_of_request(request),
        )

    back = reverse("application", args=[pk]) + "#papers"
    if _tried(request, form, act, _("The paper is kept with the application.")):
        return redirect(back)
    return form_page(
        request,
        form,
        crumbs=[*crumbs_to_applications(), (found.organisation.name_th, reverse("application", args=[pk]))],
        title=names[paper],
        lead=_("Only those who check and decide the application open it; it is never shown to everybody."),
        button=_("Keep the paper"),
        back=back,
    )


@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """Return a document's file to those who may open it; that a paper about persons was opened is noted."""
    found = documents.document_to_open(scope_of_request(request), pk)
    path = None if found is None else paper_at(found.file_key)
    if found is None or path is None or not path.is_file():
        raise Http404
    if not found.is_public:
        note_security_event("opened_document", by=person_of_request(request), document=pk, paper=found.kind)
    answer = FileResponse(
        path.open("rb"),
        as_attachment=found.file_type not in SHOWN_IN_PLACE,
        filename=found.file_name,
        content_type=found.file_type,
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _at(request: HttpRequest, pk: int, power: Any = None) -> Any:
    """Return a document of the reader's areas, on which they have the power if one is named, else raise Http404."""
    found = documents.document_seen(scope_of_request(request), pk)
    if found is None or (power is not None and not power(by=actor_of_request(request), document=found)):
        raise Http404
    return found


def _crumbs(found: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    if found.application_id is None:
        return [*crumbs_of(found.organisation), *more]
    name = queries.in_reader_language(found.organisation.name_th, found.organisation.name_en)
    return [*crumbs_to_applications(), (name, reverse("application", args=[found.application_id])), *more]


def _name_of(request: HttpRequest, found: Any) -> str:
    row = documents.row_of(scope_of_request(request), found)
    return f"{row.name}: {row.title}" if row.title else str(row.name)


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a document: what it is, who handed it in when, what became of it, and what can be done with it."""
    found = _at(request, pk)
    actor, scope = actor_of_request(request), scope_of_request(request)
    is_theirs = found.application is None or found.application.state in WITH_APPLICANT
    stands = found.withdrawn_at is None
    context = {
        "crumbs": _crumbs(found),
        "title": _name_of(request, found),
        "document": found,
        "row": documents.row_of(scope, found),
        "replaces": getattr(found, "replaces", None),
        "may_change": stands and is_theirs and may_change_document(by=actor, document=found),
        "may_erase": found.erased_at is None and may_erase_document(by=actor, document=found),
    }
    return render(request, "network/document.html", context)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is told of a document to be changed, or change it."""
    found = _at(request, pk, may_change_document)
    form = DocumentTermsForm(
        _sent(request)[0],
        scope=scope_of_request(request),
        organisation=found.organisation,
        initial=initial_of_document(found),
    )
    return _step(
        request,
        found,
        form,
        lambda: commands.change_document(document=found, terms=form.terms(), by=person_of_request(request)),
        _("Change what is told of the document"),
        _("Save"),
    )


def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another file in a document's stead, or keep it."""
    found = _at(request, pk, may_change_document)
    form = ReplacingForm(*_sent(request))
    made: list[Any] = []

    def act() -> None:
        made.append(
            commands.replace_document(
                document=found,
                file=checked_paper(form.cleaned_data["file"]),
                reason=form.cleaned_data["reason"],
                by=person_of_request(request),
            )
        )

    answer = _step(request, found, form, act, _("Replace the document"), _("Replace it"))
    return redirect("document", pk=made[0].pk) if made else answer


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a document is withdrawn, or withdraw it."""
    found, form = _at(request, pk, may_change_document), ReasonForm(_sent(request)[0])
    return _step(
        request,
        found,
        form,
        lambda: commands.withdraw_document(
            document=found, **form.cleaned_data, by=person_of_request(request)
        ),
        _("Withdraw the document"),
        _("Withdraw the document"),
        _("It stays to be read by those of the area, with your reason, and counts for nothing any more."),
    )


def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a document's file is erased for good, or erase it."""
    found, form = _at(request, pk, may_erase_document), ReasonForm(_sent(request)[0])
    return _step(
        request,
        found,
        form,
        lambda: commands.erase_document(document=found, **form.cleaned_data, by=person_of_request(request)),
        _("Erase the document's file"),
        _("Erase it for good"),
        _("The file and its name are gone for good, here and in every backup made from now on."),
    )


def _step(  # what a step's page is made of
    request: HttpRequest,
    found: Any,
    form: Any,
    act: Callable[[], object],
    title: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    name, back = _name_of(request, found), reverse("document", args=[found.pk])
    if _tried(request, form, act, _("It is noted.")):
        return redirect(back)
    return form_page(
        request,
        form,
        crumbs=_crumbs(found, (name, back)),
        title=title,
        lead=lead or name,
        button=button,
        back=back,
    )

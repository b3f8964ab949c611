"""Documents of organisations and papers of applications: handed in, told anew, replaced, withdrawn, erased."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command, name_subject
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.network import access
from saiyai.network.commands.organisation import check_is_living
from saiyai.network.models import (
    ApplicationPaper,
    Organisation,
    OrganisationDocument,
    Person,
    StandingApplication,
)
from saiyai.network.rules import Standing
from saiyai.network.rules.application import OPEN, PAPERS, refusal_of_writing
from saiyai.network.rules.document import refusal_of_document, refusal_of_standing
from saiyai.web.uploads import Upload, forget_paper, keep_paper

KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """What a document is; `person` is whose paper it is, where it is one person's."""

    kind: str
    title: str = ""
    dated_on: date | None = None
    is_public: bool = False
    person: Person | None = None


@command("network.document.attach", allows=access.may_attach_document, subjects=("organisation",))
def attach_document(
    *, organisation: Organisation, terms: DocumentTerms, file: Upload, by: User
) -> OrganisationDocument:
    """Keep a document of an organisation."""
    check_is_living(organisation)
    return _kept(_filled(OrganisationDocument(organisation=organisation), terms), file, by)


@command("network.document.attach_paper", allows=access.may_write_application, subjects=("application",))
def attach_paper(
    *, application: StandingApplication, paper: str, file: Upload, by: User
) -> OrganisationDocument:
    """Keep the file of a paper that an application asks for; a further file of the same paper stands beside the first."""
    if refusal := refusal_of_writing(application.snapshot()):
        raise refusal
    if paper not in PAPERS[Standing(application.standing)]:
        raise Refusal("application.unknown_paper", paper=paper)
    ApplicationPaper.objects.get_or_create(application=application, paper=paper)
    document = OrganisationDocument(organisation=application.organisation, application=application)
    return _kept(_filled(document, DocumentTerms(paper)), file, by)


@command("network.document.change", allows=access.may_change_document, subjects=("document",))
def change_document(
    *,
    document: OrganisationDocument,
    terms: DocumentTerms,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> OrganisationDocument:
    """Change what is told of a document; its file stays."""
    _check_stands(document)
    if document.application_id is not None and terms.kind != document.kind:
        raise Refusal("document.paper_kind")
    _filled(document, terms).save()
    return document


@command("network.document.replace", allows=access.may_change_document, subjects=("document",))
def replace_document(
    *, document: OrganisationDocument, file: Upload, reason: str, by: User
) -> OrganisationDocument:
    """Keep another file in a document's stead, as a new document; the one replaced stays to be read."""
    _check_stands(document)
    _check_reason(reason)
    new = OrganisationDocument(organisation=document.organisation, application=document.application)
    terms = DocumentTerms(
        document.kind, document.title, document.dated_on, document.is_public, document.person
    )
    _kept(_filled(new, terms), file, by)
    document.replaced_by = new
    _withdraw(document, reason, by)
    return new


@command("network.document.withdraw", allows=access.may_change_document, subjects=("document",))
def withdraw_document(*, document: OrganisationDocument, reason: str, by: User) -> OrganisationDocument:
    """Withdraw a document; those of the area still read it, and an application lacks the paper again."""
    _check_stands(document)
    _check_reason(reason)
    _withdraw(document, reason, by)
    if document.application is not None:
        kept = document.application.documents.filter(kind=document.kind, withdrawn_at=None)
        if not kept.exists():
            document.application.papers.filter(paper=document.kind).delete()
    return document


@command("network.document.erase", allows=access.may_erase_document, subjects=("document",))
def erase_document(*, document: OrganisationDocument, reason: str, by: User) -> OrganisationDocument:
    """Erase a document's file for good; that there was one, and who erased it why, stays."""
    if document.erased_at is not None:
        raise Refusal("document.erased")
    _check_reason(reason)
    applied = document.application
    if applied is not None and applied.state in OPEN and document.withdrawn_at is None:
        raise Refusal("document.paper_in_use")
    erase_file(document, reason, by)
    return document


def erase_papers_of(person: Person, reason: str, by: User) -> None:
    """Erase every document that is one person's paper; a private step of erasing the person."""
    for document in person.documents.filter(erased_at=None).order_by("pk"):
        erase_file(document, reason, by)
        name_subject(document.subject_key)


def erase_file(document: OrganisationDocument, reason: str, by: User) -> None:
    """Take a document's file and all that names it away; the file goes once the act is committed."""
    key = document.file_key
    document.title = document.file_key = document.file_digest = document.file_name = document.file_type = ""
    document.file_bytes, document.is_public, document.erased_at = 0, False, clock.now()
    if document.withdrawn_at is None:
        _sign_withdrawal(document, reason, by)
    document.save()
    transaction.on_commit(lambda: forget_paper(key))


def _check_stands(document: OrganisationDocument) -> None:
    if refusal := refusal_of_standing(document.snapshot()):
        raise refusal
    if document.application is not None and (refusal := refusal_of_writing(document.application.snapshot())):
        raise refusal


def _check_reason(reason: str) -> None:
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")


def _filled(document: OrganisationDocument, terms: DocumentTerms) -> OrganisationDocument:
    document.kind, document.title = terms.kind, normalise(terms.title)[:200]
    document.dated_on, document.is_public, document.person = terms.dated_on, terms.is_public, terms.person
    if terms.person is not None and terms.person.erased_at is not None:
        raise Refusal("person.erased")
    if refusal := refusal_of_document(document.snapshot(), clock.today()):
        raise refusal
    return document


def _kept(document: OrganisationDocument, file: Upload, by: User) -> OrganisationDocument:
    document.file_key, document.file_digest = secrets.token_hex(KEY_BYTES), file.digest
    document.file_name, document.file_type = file.name, file.media_type
    document.file_bytes = len(file.content)
    document.noted_by, document.noted_at = by, clock.now()
    keep_paper(file, document.file_key)
    document.save()
    return document


def _withdraw(document: OrganisationDocument, reason: str, by: User) -> None:
    _sign_withdrawal(document, reason, by)
    document.save()


def _sign_withdrawal(document: OrganisationDocument, reason: str, by: User) -> None:
    document.withdrawn_by, document.withdrawn_at = by, clock.now()
    document.withdrawn_reason = normalise(reason)[:300]

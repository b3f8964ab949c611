"""What is true of documents: files that an organisation hands in, alone or as the papers of an application."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from saiyai.kernel.refusal import Refusal


class DocumentKind(StrEnum):
    """What a document is; the papers that applications ask for are among them, under the same names."""

    RULES = "rules"
    COMMITTEE = "committee"
    MEMBERS = "members"
    MINUTES = "minutes"
    RESULTS = "results"
    CERTIFIED = "certified"
    OFFICE = "office"
    SIGNATORY = "signatory"
    CERTIFICATE = "certificate"
    CONSENT = "consent"
    PHOTO = "photo"
    OTHER = "other"


OF_PEOPLE = frozenset(
    {DocumentKind.COMMITTEE, DocumentKind.MEMBERS, DocumentKind.SIGNATORY, DocumentKind.CONSENT}
)
"""The documents that tell of persons: never shown to everybody, and opened only by those who change the register."""


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document as rules judge it and the record keeps it."""

    organisation_id: int
    kind: str
    titled: str = field(metadata={"personal": True})
    dated_on: date | None
    file_name: str = field(metadata={"personal": True})
    file_digest: str
    is_public: bool
    application_id: int | None = None
    person_id: int | None = None
    replaced_by: int | None = None
    is_withdrawn: bool = False
    is_erased: bool = False


def refusal_of_document(told: DocumentState, today: date) -> Refusal | None:
    """Return why a document cannot be kept as it is told."""
    if told.kind not in list(DocumentKind):
        return Refusal("document.unknown_kind", kind=told.kind)
    if told.dated_on is not None and told.dated_on > today:
        return Refusal("document.day_to_come")
    if told.is_public and told.application_id is not None:
        return Refusal("document.paper_public")
    if told.is_public and (told.kind in OF_PEOPLE or told.person_id is not None):
        return Refusal("document.of_people_public")
    return None


def refusal_of_standing(document: DocumentState) -> Refusal | None:
    """Return why nothing can be done with a document any more: it was erased, replaced or withdrawn."""
    if document.is_erased:
        return Refusal("document.erased")
    if document.replaced_by is not None:
        return Refusal("document.replaced")
    return Refusal("document.withdrawn") if document.is_withdrawn else None

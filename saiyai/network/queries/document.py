"""Documents of organisations and papers of applications, as pages list them and files are opened."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from saiyai.audit import clock
from saiyai.kernel.powers import Scope
from saiyai.network.access import SEERS, documents_opened_by, within
from saiyai.network.models import (
    DOCUMENT_NAMES,
    PAPER_NAMES,
    ApplicationPaper,
    Organisation,
    OrganisationDocument,
    Person,
    PersonRole,
    StandingApplication,
)
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules import Standing
from saiyai.network.rules.application import PAPERS
from saiyai.network.rules.document import DocumentKind
from saiyai.web.offers import names_of_actors
from saiyai.web.uploads import papers_before

STRAYS_AFTER = timedelta(days=1)
"""How old a kept file is before one that no document names is taken for left over."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list; `opens` tells whether the reader may open its file."""

    pk: int
    kind: str
    name: Text
    title: str
    file_name: str
    file_type: str
    file_bytes: int
    dated_on: date | None
    is_public: bool
    who: str
    noted_at: datetime
    opens: bool
    is_withdrawn: bool
    is_erased: bool
    reason: str
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that an application asks for: whether it is there, on paper or as files, and whether the office saw it."""

    code: str
    name: Text
    is_there: bool
    is_seen: bool
    files: tuple[DocumentRow, ...]


def documents_of(scope: Scope, organisation: Organisation) -> list[DocumentRow]:
    """Return an organisation's own documents that a scope knows of, those in force first, the newest first."""
    rows = organisation.documents.filter(application=None).order_by("-pk")
    if not scope.covers(organisation.place_code, SEERS):
        rows = rows.filter(documents_opened_by(scope))
    return sorted(_rows(scope, rows), key=lambda row: row.is_withdrawn)


def papers_of_person(scope: Scope, person: Person) -> list[DocumentRow]:
    """Return one person's papers in the areas that a scope reads, the newest first; erased ones are passed over."""
    near = within(scope.prefixes(SEERS), "organisation__place_code")
    return _rows(
        scope, OrganisationDocument.objects.filter(near, person=person, erased_at=None).order_by("-pk")
    )


def document_seen(scope: Scope, pk: int) -> OrganisationDocument | None:
    """Return a document of the areas that a scope reads, whoever may open its file; None for none of that number."""
    rows = OrganisationDocument.objects.filter(within(scope.prefixes(SEERS), "organisation__place_code"))
    return rows.select_related("organisation", "application", "person", "replaced_by").filter(pk=pk).first()


def document_to_open(scope: Scope, pk: int) -> OrganisationDocument | None:
    """Return a document whose file a scope opens, None where there is none of that number."""
    rows = OrganisationDocument.objects.filter(documents_opened_by(scope), erased_at=None)
    return rows.select_related("organisation").filter(pk=pk).first()


def row_of(scope: Scope, document: OrganisationDocument) -> DocumentRow:
    """Return a document as a row."""
    return _rows(scope, OrganisationDocument.objects.filter(pk=document.pk))[0]


def _rows(scope: Scope, documents: QuerySet[OrganisationDocument]) -> list[DocumentRow]:
    found = list(documents)
    if not found:
        return []
    who = names_of_actors(each.noted_by_id for each in found)
    numbers = [each.pk for each in found]
    open_to = OrganisationDocument.objects.filter(documents_opened_by(scope), pk__in=numbers, erased_at=None)
    opened = set(open_to.values_list("pk", flat=True))
    return [_row(each, who.get(each.noted_by_id, ""), opens=each.pk in opened) for each in found]


def _row(each: OrganisationDocument, who: str, *, opens: bool) -> DocumentRow:
    return DocumentRow(
        each.pk,
        each.kind,
        DOCUMENT_NAMES[DocumentKind(each.kind)],
        each.title,
        each.file_name,
        each.file_type,
        each.file_bytes,
        each.dated_on,
        each.is_public,
        who,
        each.noted_at,
        opens,
        each.withdrawn_at is not None,
        each.erased_at is not None,
        each.withdrawn_reason,
        each.replaced_by_id,
    )


def papers_of(scope: Scope, applications: Iterable[StandingApplication]) -> dict[int, list[PaperRow]]:
    """Return the papers that applications ask for with their files, by the application's number, in few queries."""
    found = list(applications)
    documents = OrganisationDocument.objects.filter(application__in=found, withdrawn_at=None).order_by("pk")
    belongs = dict(documents.values_list("pk", "application_id"))
    files: dict[tuple[int | None, str], list[DocumentRow]] = defaultdict(list)
    for row in _rows(scope, documents):
        files[belongs[row.pk], row.kind].append(row)
    seen = _papers_there(found)
    return {
        each.pk: [
            PaperRow(
                paper.value,
                PAPER_NAMES[paper],
                (each.pk, paper.value) in seen,
                seen.get((each.pk, paper.value), False),
                tuple(files[each.pk, paper.value]),
            )
            for paper in PAPERS[Standing(each.standing)]
        ]
        for each in found
    }


def _papers_there(applications: list[StandingApplication]) -> dict[tuple[int, str], bool]:
    """Return which papers came with which application, each with whether the office saw its original."""
    rows = ApplicationPaper.objects.filter(application__in=applications)
    found = rows.values_list("application_id", "paper", "is_seen")
    return {(number, paper): seen for number, paper, seen in found}


def kinds_of_documents() -> list[tuple[str, Text]]:
    """Return the kinds of documents with their names."""
    return [(kind.value, name) for kind, name in DOCUMENT_NAMES.items()]


def people_of_documents(scope: Scope, organisation: Organisation) -> QuerySet[Person]:
    """Return whose paper a document of an organisation may be: who held a role in it and is not erased."""
    if not scope.covers(organisation.place_code, SEERS):
        return Person.objects.none()
    held = PersonRole.objects.filter(organisation=organisation).values("person")
    return Person.objects.filter(pk__in=held, erased_at=None).order_by("search_key", "pk")


def documents_that_may_name(person: Person) -> list[tuple[int, str, Text]]:
    """Return the documents about persons of the organisations in which somebody held a role: to be looked through."""
    held = person.roles.values("organisation")
    kinds = [DocumentKind.COMMITTEE, DocumentKind.MEMBERS, DocumentKind.MINUTES, DocumentKind.SIGNATORY]
    rows = OrganisationDocument.objects.filter(organisation__in=held, kind__in=kinds, erased_at=None)
    rows = rows.exclude(person=person).select_related("organisation").order_by("organisation", "pk")
    return [
        (
            each.pk,
            in_reader_language(each.organisation.name_th, each.organisation.name_en),
            DOCUMENT_NAMES[DocumentKind(each.kind)],
        )
        for each in rows
    ]


def stray_papers() -> list[str]:
    """Return the keys of files that were kept more than a day ago and that no document names."""
    kept = set(papers_before(clock.now() - STRAYS_AFTER))
    known = OrganisationDocument.objects.exclude(file_key="").values_list("file_key", flat=True)
    return sorted(kept - set(known)) if kept else []

"""Rounds and reports as JSON: what is collected, what places reported, and submitting a report once under one's own key."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from saiyai.audit import clock
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.api.doors import signed_in, works_with_reports
from saiyai.monitoring.forms.answers import AnswerForm, sent_of
from saiyai.monitoring.queries import entry, listing
from saiyai.monitoring.queries import submission as submissions
from saiyai.monitoring.rules import State
from saiyai.monitoring.rules.submission import KEY, ClientKey, body_hash
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request

router = Router(tags=["monitoring"])

Code = Annotated[
    str, Field(pattern=r"^(\d{2}){1,4}$", description="A DOPA code.", json_schema_extra={"example": "501412"})
]
Count = Annotated[int, Field(ge=0, le=999_999_999_999)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Answer = str | int | list[str] | list[dict[str, str | int | list[str]]]


class RoundOut(Schema):
    """A form opened for a period, with its reports in the reader's area by their state."""

    id: int
    project: str = Field(examples=["network-2557"])
    title: str
    period: str = Field(examples=["2557Q3"])
    level: str = Field(description="Of the places that report.", examples=["tambon"])
    opens_on: date
    due_on: date
    closes_on: date
    is_open: bool
    reports: dict[str, int] = Field(description="How many reports by their state.")


class ReportOut(Schema):
    """A place's report in a round; null figures were not reported, which is not zero."""

    id: int
    round: int
    place: str
    state: State
    version: int = Field(description="Name it when you submit: it tells what you had read.")
    content_hash: str = Field(description="Seals the figures and answers.")
    saved_at: datetime | None
    submitted_at: datetime | None
    figures: dict[str, int | None]


class ReportPage(Schema):
    """One page of reports, in order of round and place."""

    next: int | None = Field(description="The offset of the next page; null on the last.")
    items: list[ReportOut]


class ReportFilters(Schema):
    """What reports may be narrowed by."""

    round: Number | None = None
    place: Code | None = None
    state: State | None = None
    offset: int = Field(0, ge=0, le=10**6)
    limit: int = Field(50, ge=1, le=200)


class ReportIn(Schema):
    """A report to be submitted: its place and round, the version that was read, and figures or all answers."""

    model_config = ConfigDict(extra="forbid")

    round: Number
    place: Code
    version: int = Field(ge=0, le=2**31 - 1)
    figures: dict[str, Count | None] | None = Field(
        None, description="By the codes of series; instead of answers."
    )
    answers: dict[str, Answer] | None = Field(None, description="By the names of the form's questions.")
    checks: dict[int, Annotated[str, Field(max_length=2000)]] = Field(
        {}, description="A sentence for each check that the figures stand out by, under its number."
    )
    answer: str = Field("", max_length=2000, description="To what was asked where the report was returned.")


class SubmittedOut(Schema):
    """What came of a submission: the same for the same key and body, however often it is sent."""

    id: int
    round: int
    place: str
    version: int
    content_hash: str
    submitted_at: datetime


class ProblemOut(Schema):
    """Why something was not done (RFC 9457)."""

    type: str
    status: int
    detail: str
    code: str = ""
    errors: list[dict[str, str]] = []


@router.get("/rounds", response=list[RoundOut], auth=signed_in, summary="Rounds of reporting")
def list_rounds(request: HttpRequest) -> Any:
    """Return the rounds, the latest first, with the reports in the reader's area counted."""
    return [
        {name: getattr(row, name) for name in RoundOut.model_fields}
        for row in listing.rounds(scope_of_request(request), clock.today())
    ]


@router.get("/reports", response=ReportPage, auth=works_with_reports, summary="Reports")
def list_reports(request: HttpRequest, filters: Query[ReportFilters]) -> Any:
    """Return a page of the reports in the reader's area that fit."""
    found = listing.reports_found(
        scope_of_request(request),
        collection=filters.round,
        place_code=filters.place or "",
        state="" if filters.state is None else filters.state.value,
    )
    page = list(found[filters.offset : filters.offset + filters.limit + 1])
    items = [
        {
            "id": each.pk,
            "round": each.collection_id,
            "place": each.place_code,
            "state": each.state,
            "version": each.version,
            "content_hash": each.content_hash,
            "saved_at": each.saved_at,
            "submitted_at": each.submitted_at,
            "figures": each.figures,
        }
        for each in page[: filters.limit]
    ]
    return {"next": filters.offset + filters.limit if len(page) > filters.limit else None, "items": items}


@router.post(
    "/reports",
    response={201: SubmittedOut, 403: ProblemOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut},
    auth=works_with_reports,
    summary="Submit a report",
)
def submit(
    request: HttpRequest,
    response: HttpResponse,
    body: ReportIn,
    idempotency_key: Annotated[
        str,
        Header(
            pattern=f"^{KEY.pattern}$", description="Your own key, such as a UUID; one for each submission."
        ),
    ],
) -> Any:
    """Submit a report once: the same key and body gives the same answer, another body under the key 409."""
    person = person_of_request(request)
    client = ClientKey(idempotency_key, body_hash(body.model_dump(mode="json")))
    if known := submissions.submission_of(person, client.key):
        return _again(response, known, client)
    found = listing.report_found(scope_of_request(request), body.round, body.place)
    if found is None:
        raise HttpError(404, "There is no such report in your area.")
    values = _values(found, body)
    try:
        made = commands.submit_report(
            report=found,
            version=body.version,
            answer=body.answer,
            check_answers=body.checks,
            client=client,
            by=person,
            **values,
        )
    except Denied as denied:
        raise HttpError(403, "Entering for this place is not yours.") from denied
    except Refusal as refusal:
        known = submissions.submission_of(person, client.key) if isinstance(refusal, Conflict) else None
        if known is not None:
            return _again(response, known, client)
        return Status(409, _problem(409, text_of(refusal), refusal.code))
    return _done(made, made.version, made.content_hash, made.submitted_at)


def _done(report: listing.Found, version: int, content_hash: str, at: datetime | None) -> Any:
    submitted_at = None if at is None else at.astimezone(clock.BANGKOK)
    told = {"version": version, "content_hash": content_hash, "submitted_at": submitted_at}
    return Status(201, {"id": report.pk, "round": report.collection_id, "place": report.place_code} | told)


def _again(response: HttpResponse, known: submissions.Told, client: ClientKey) -> Any:
    """Return what a known submission was answered, or that its key stands for another body."""
    if known.body_hash != client.body_hash:
        refusal = Refusal("submission.key_used", key=client.key)
        return Status(409, _problem(409, text_of(refusal), refusal.code))
    response["Idempotent-Replayed"] = "true"
    return _done(known.report, known.version, known.content_hash, known.at)


def _values(found: listing.Found, body: ReportIn) -> dict[str, Any]:
    """Return what is submitted; 422 with a sentence at each answer that is none, and where neither kind was sent."""
    if (body.figures is None) == (body.answers is None):
        raise HttpError(422, "Send either figures or answers.")
    if body.answers is None:
        return {"figures": body.figures}
    definition = entry.definition_of_report(found)
    sent, unknown = sent_of(definition, body.answers)
    if unknown:
        raise HttpError(422, f"The form does not ask for {', '.join(unknown[:5])}.")
    form = AnswerForm(definition, {}, sent)
    if form.errors:
        (name, row), why = next(iter(form.errors.items()))
        at = name if row is None else f"{name}[{row}]"
        raise HttpError(422, f"{at}: {why}")
    return {"answers": form.answers}


def _problem(status: int, detail: str, code: str) -> dict[str, Any]:
    return {"type": "about:blank", "status": status, "detail": detail, "code": code}

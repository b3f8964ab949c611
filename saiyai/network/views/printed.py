"""One organisation on paper: on screen to be printed, as PDF and as a text document, as far as its reader may see."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.command import note_security_event
from saiyai.audit.queries import present_sequence
from saiyai.documents.page import (
    Block,
    Document,
    Figure,
    Heading,
    ItemList,
    KeyValues,
    Language,
    Paragraph,
    Table,
    TableColumn,
)
from saiyai.documents.pdf import render_pdf
from saiyai.documents.word import word_of
from saiyai.kernel.dates import format_date
from saiyai.kernel.money import format_baht
from saiyai.network import queries
from saiyai.network.views.book import twin
from saiyai.network.views.doors import crumbs_of
from saiyai.network.views.organisation import facts_of
from saiyai.web.preferences import current_preferences
from saiyai.web.routes import person_of_request, scope_of_request

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SERVED, NOT_SERVED, EDGE = "#2f6f7e", "#ffffff", "#6b7280"


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an organisation as it is printed."""
    found = _found(request, pk)
    context = {
        "crumbs": crumbs_of(found),
        "organisation": found,
        "name": queries.in_reader_language(found.name_th, found.name_en),
        "document": twin(_document(request, found, facts_of(request, found))),
    }
    return render(request, "network/printed.html", context)


@require_safe
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Return an organisation as PDF or as a text document; that somebody took along names that are not public is noted."""
    if form not in TYPES:
        raise Http404
    found = _found(request, pk)
    facts = facts_of(request, found)
    if facts["sees_people"] and facts["roles"]:
        note_security_event(
            "exported_organisation",
            by=person_of_request(request),
            organisation=pk,
            people=len(facts["roles"]),
            form=form,
        )
    document = _document(request, found, facts)
    content = render_pdf(document) if form == "pdf" else word_of(document)
    shown = "inline" if form == "pdf" else "attachment"
    answer = HttpResponse(content, content_type=TYPES[form])
    answer["Content-Disposition"] = f'{shown}; filename="organisation-{pk}.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _found(request: HttpRequest, pk: int) -> Any:
    found = queries.organisation_with_details(scope_of_request(request), pk)
    if found is None or found.state == "merged":
        raise Http404
    return found


def _document(request: HttpRequest, found: Any, facts: dict[str, Any]) -> Document:
    language: Language = "en" if get_language() == "en" else "th"
    row = facts["row"]
    blocks: list[Block] = [Heading(_("Facts")), KeyValues(_facts(found, facts, language))]
    if facts["shows_work"] and found.note:
        blocks.append(Paragraph(found.note))
    blocks += [
        *_figures(facts, language),
        *_standings(facts, language),
        *_roles(facts, language),
        *_links(facts, language),
        *_places(facts),
    ]
    asked = request.GET.get("digits", "")
    return Document(
        title=row.name,
        subtitle=f"{row.kind} · {row.state_name}",
        language=language,
        blocks=tuple(blocks),
        made_on=clock.today(),
        live_url=request.build_absolute_uri(reverse("organisation", args=[found.pk])),
        sequence=present_sequence(),
        thai_digits=asked == "thai" or (asked != "arabic" and current_preferences().thai_digits),
    )


def _facts(found: Any, facts: dict[str, Any], language: Language) -> tuple[tuple[str, str], ...]:
    """Return what an organisation says of itself, only what the reader may see and only what is told."""

    def day(value: Any) -> str:
        return format_date(value, language=language) if value else ""

    contacts = facts["shows_contacts"]
    pairs = (
        (_("Further names"), " · ".join(facts["aliases"])),
        (_("Home place"), ", ".join(step.label for step in reversed(facts["path"]))),
        (_("Fields of welfare"), ", ".join(str(each) for each in facts["row"].fields_of_welfare)),
        (_("Target groups"), ", ".join(str(each) for each in facts["targets"])),
        (_("Founded on"), day(found.founded_on)),
        (_("Dissolved on"), day(found.dissolved_on)),
        (_("Website"), found.website if facts["shows_web"] else ""),
        (_("Page in social media"), found.social if facts["shows_web"] else ""),
        (_("Telephone"), found.phone if contacts else ""),
        (_("E-mail"), found.email if contacts else ""),
        (_("Address"), found.address if contacts else ""),
    )
    return tuple((name, value) for name, value in pairs if value)


def _days(row: Any, language: Language) -> tuple[str, str]:
    return (
        format_date(row.starts_on, "short", language=language) if row.starts_on else "–",
        format_date(row.ends_on, "short", language=language) if row.ends_on else "–",
    )


def _listed(
    heading: str,
    caption: str,
    titles: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    *,
    numbers: tuple[int, ...] = (),
) -> list[Block]:
    """Return a heading with a table, nothing where there is no row."""
    if not rows:
        return []
    columns = tuple(
        TableColumn(title, "right" if number in numbers else "left") for number, title in enumerate(titles)
    )
    return [Heading(heading), Table(columns, tuple(rows), caption)]


def _figures(facts: dict[str, Any], language: Language) -> list[Block]:
    rows = [
        (
            str(each.name),
            format_baht(each.amount) if each.measure == "capital" else f"{each.amount:,}",
            format_date(each.on, "short", language=language),
            each.source,
        )
        for each in facts["figures_told"]
    ]
    titles = (_("Figure"), _("Amount"), _("Day"), _("Source"))
    return _listed(_("Figures"), _("As the organisation told them"), titles, rows, numbers=(1,))


def _standings(facts: dict[str, Any], language: Language) -> list[Block]:
    rows = [
        (str(each.name), each.number or "–", each.gazette or "–", *_days(each.row, language))
        for each in facts["standings"]
    ]
    titles = (_("Legal standing"), _("Number in the register"), _("Royal Gazette"), _("Since"), _("Until"))
    return _listed(_("Legal standings"), _("Now and before"), titles, rows)


def _roles(facts: dict[str, Any], language: Language) -> list[Block]:
    rows = [
        (each.person, each.title, each.area or "–", *_days(each, language))
        for each in facts["roles"]
        if each.is_held
    ]
    return _listed(
        _("People"), _("Roles now"), (_("Name"), _("Role"), _("Place"), _("Since"), _("Until")), rows
    )


def _links(facts: dict[str, Any], language: Language) -> list[Block]:
    rows = [(str(each.what), each.other, *_days(each, language)) for each in facts["links"] if each.is_open]
    return _listed(
        _("Links"), _("In force now"), (_("Link"), _("Organisation"), _("Since"), _("Until")), rows
    )


def _places(facts: dict[str, Any]) -> list[Block]:
    """Return where an organisation works: a map of the areas served, and their names."""
    areas = [each.label for each in facts["areas"].values()]
    if not areas:
        return []
    drawn = facts["map"]
    figure = [Figure(map_drawing(drawn), drawn.summary, str(drawn.title), width_percent=60)] if drawn else []
    return [Heading(_("Areas that it serves")), *figure, ItemList(tuple(areas))]


def map_drawing(drawn: Any) -> str:
    """Return a map as a drawing that documents accept: the areas served filled, all of them named where there is room."""
    width = float(drawn.view_box.split()[2])
    shapes = "".join(
        f'<path d="{escape(each.path)}" fill="{NOT_SERVED if each.is_missing else SERVED}" '
        f'fill-opacity="0.55" stroke="{EDGE}" stroke-width="{width / 400:.2f}"/>'
        for each in drawn.areas
        if each.path
    )
    names = "".join(
        f'<text x="{each.x}" y="{each.y}" font-size="{width / 40:.1f}" text-anchor="middle">{escape(each.name)}</text>'
        for each in drawn.areas
        if each.path and each.code in drawn.named
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{escape(drawn.view_box)}">{shapes}{names}</svg>'

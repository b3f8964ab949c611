"""The printed directory of a tambon, a district or a province: on screen to be printed, and as PDF."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.command import note_security_event
from saiyai.audit.queries import present_sequence
from saiyai.documents.html import render_html
from saiyai.documents.page import Block, Contents, Document, Entry, Heading, PageBreak, Paragraph
from saiyai.documents.pdf import render_pdf
from saiyai.network import queries
from saiyai.network.queries.listing import Listed, listed
from saiyai.network.queries.organisation import welfare_fields
from saiyai.network.views.directory import BOOK_DIGITS
from saiyai.network.views.doors import crumbs
from saiyai.places.queries import PlaceRow, path_of, places_at
from saiyai.web.preferences import current_preferences
from saiyai.web.routes import person_of_request, scope_of_request

DISTRICT_DIGITS, TAMBON_DIGITS = 4, 6
MOST_ENTRIES = 3_000


@require_safe
def book(request: HttpRequest, code: str) -> HttpResponse:
    """Show the directory of a place as it is printed."""
    path, rows = _asked(request, code)
    is_long = len(rows) > MOST_ENTRIES
    made = "" if is_long else twin(_document(request, path, rows))
    context = {
        "crumbs": crumbs(),
        "place": path[-1],
        "count": len(rows),
        "most": MOST_ENTRIES,
        "document": made,
        "directory": f"{reverse('organisations')}?place={code}",
    }
    return render(request, "network/book.html", context)


def twin(document: Document) -> SafeString:
    """Return a document as it stands on a page to be printed."""
    return mark_safe(render_html(document))  # noqa: S308 (the twin escapes every text)


@require_safe
def book_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Return the directory of a place as PDF; that somebody took names along that are not public is noted."""
    path, rows = _asked(request, code)
    if len(rows) > MOST_ENTRIES:
        raise Http404
    taken = sum(1 for row in rows if row.chair and row.sees_people)
    if taken:
        note_security_event(
            "exported_directory", by=person_of_request(request), place=code, people=taken, form="pdf"
        )
    answer = HttpResponse(render_pdf(_document(request, path, rows)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="organisations-{code}.pdf"'
    return answer


def _asked(request: HttpRequest, code: str) -> tuple[tuple[PlaceRow, ...], list[Listed]]:
    """Return the path of the place that is asked for, and its organisations in order of place and name."""
    path = path_of(code) if code.isascii() and code.isdigit() else ()
    if len(code) not in BOOK_DIGITS or not path or path[-1].code != code:
        raise Http404
    scope = scope_of_request(request)
    found = queries.organisations_at(scope, code).order_by("place_code", "name_th", "pk")
    return path, list(listed(found[: MOST_ENTRIES + 1], scope, clock.today(), with_chairs=True))


def _document(request: HttpRequest, path: tuple[PlaceRow, ...], rows: list[Listed]) -> Document:
    place = path[-1]
    above = ", ".join(step.label for step in reversed(path[:-1]))
    live = reverse("organisations") + f"?place={place.code}"
    asked = request.GET.get("digits", "")
    return Document(
        title=_("Directory of organisations: %(place)s") % {"place": place.label},
        subtitle=above,
        language="en" if get_language() == "en" else "th",
        blocks=_blocks(request, place.code, rows),
        made_on=clock.today(),
        live_url=request.build_absolute_uri(live),
        sequence=present_sequence(),
        thai_digits=asked == "thai" or (asked != "arabic" and current_preferences().thai_digits),
    )


def _blocks(request: HttpRequest, code: str, rows: list[Listed]) -> tuple[Block, ...]:
    """Return the lead, a table of contents for a province or a district, and the entries tambon by tambon."""
    lead = Paragraph(
        _(
            "%(count)s organisations of the social development network. Each entry shows what its organisation "
            "agreed to show; the square leads to its page."
        )
        % {"count": f"{len(rows):,}"}
    )
    if not rows:
        return (Paragraph(_("No organisation is registered here yet.")),)
    parts = _parts(request, code, rows)
    if len(code) >= TAMBON_DIGITS:
        return (lead, *parts)
    depth = 2 if len(code) < DISTRICT_DIGITS else 1
    return (lead, Contents(_("Contents"), depth), PageBreak(), *parts)  # type: ignore[arg-type]


def _parts(request: HttpRequest, code: str, rows: list[Listed]) -> list[Block]:
    is_province = len(code) < DISTRICT_DIGITS
    names = places_at({row.place_code[:digits] for row in rows for digits in (2, 4, 6, 8)})
    said = {str(key): str(name) for key, name in welfare_fields()}
    blocks: list[Block] = []
    for district, inside in groupby(rows, key=lambda row: row.place_code[:DISTRICT_DIGITS]):
        if is_province:
            blocks.append(Heading(_heading(district, DISTRICT_DIGITS, names)))
        for tambon, near in groupby(inside, key=lambda row: row.place_code[:TAMBON_DIGITS]):
            level = 2 if is_province else 1
            if len(tambon) > DISTRICT_DIGITS or not is_province:
                blocks.append(Heading(_heading(tambon, TAMBON_DIGITS, names), level))  # type: ignore[arg-type]
            blocks += [_entry(request, row, names, said) for row in near]
    return blocks


def _heading(code: str, digits: int, names: dict[str, PlaceRow]) -> str:
    """Return what heads a group: the place, or that its organisations belong to all of it."""
    label = names[code].label if code in names else code
    return label if len(code) == digits else _("The whole of %(place)s") % {"place": label}


def _entry(request: HttpRequest, row: Listed, names: dict[str, PlaceRow], said: dict[str, str]) -> Entry:
    kind = queries.in_reader_language(row.kind_th, row.kind_en)
    what = " · ".join([kind, *(said[each] for each in row.fields)])
    village = (
        names[row.place_code].label if len(row.place_code) > TAMBON_DIGITS and row.place_code in names else ""
    )
    contacts = (
        (_("Telephone"), row.contacts.phone),
        (_("E-mail"), row.contacts.email),
        (_("Address"), row.contacts.address),
        (_("Chair"), row.chair),
    )
    lines = [what, village, *(f"{label} {value}" if value else "" for label, value in contacts)]
    return Entry(
        name=queries.in_reader_language(row.name_th, row.name_en),
        lines=tuple(filter(None, lines)),
        url=request.build_absolute_uri(reverse("organisation", args=[row.pk])),
    )

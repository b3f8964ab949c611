"""The papers of a forum's day as PDF: badges, sign-in sheets by province, certificates of attendance."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from saiyai.documents.attendance import Attendance, Attended, render_attendance
from saiyai.documents.badges import Badge, render_badges
from saiyai.documents.page import (
    Block,
    Document,
    Heading,
    Language,
    Letterhead,
    PageBreak,
    Table,
    TableColumn,
)
from saiyai.documents.pdf import render_pdf
from saiyai.forums.models import PARTICIPANT_NAMES
from saiyai.forums.queries.forum import FoundForum, title_of
from saiyai.forums.queries.papers import code_of_attendance
from saiyai.forums.rules.papers import Named
from saiyai.forums.rules.registration import Participant
from saiyai.kernel.dates import format_date, format_range
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import names_at

MOST_DAYS = 10
"""Sheets are printed for so many days at most: a forum, not a season."""


def badges_pdf(forum: FoundForum, people: Sequence[Named], *, language: Language, made_on: date) -> bytes:
    """Return a badge for each of some people."""
    names = _names(people)
    badges = [
        Badge(
            each.name,
            (each.position or each.agency,),
            _area(names, each.place_code),
            str(PARTICIPANT_NAMES[Participant(each.kind)]),
            each.badge,
        )
        for each in people
    ]
    return render_badges(badges, event=title_of(forum), language=language, made_on=made_on)


def sheets_pdf(
    forum: FoundForum, people: Sequence[Named], *, language: Language, made_on: date, thai_digits: bool
) -> bytes:
    """Return sheets to be signed in the morning and the afternoon of each day, a province a sheet."""
    names = _names(people)
    blocks: list[Block] = []
    for day in _days(forum):
        for code, group in groupby(people, key=lambda each: each.place_code[:2]):
            blocks += [PageBreak()] if blocks else []
            said = "" if day is None else f" · {format_date(day, 'long', language=language)}"
            title = f"{names.get(code, code)}{said}"
            blocks += [Heading(title), _sheet(list(group), names, title)]
    document = Document(
        title=_("Sign-in sheet"),
        subtitle=title_of(forum),
        language=language,
        blocks=tuple(blocks),
        made_on=made_on,
        letterhead=Letterhead(in_reader_language(forum.organiser.name_th, forum.organiser.name_en)),
        thai_digits=thai_digits,
        landscape=True,
    )
    return render_pdf(document)


def _sheet(people: Sequence[Named], names: dict[str, str], caption: str) -> Table:
    rows = tuple(
        (
            str(number),
            f"{each.name}\n ",
            "\n".join(filter(None, (each.position, each.agency))),
            names.get(each.place_code, each.place_code) if len(each.place_code) > len("50") else "",
            "",
            "",
        )
        for number, each in enumerate(people, start=1)
    )
    columns = (
        TableColumn(_("No."), "right"),
        TableColumn(_("Name"), share=5),
        TableColumn(_("Position, organisation"), share=5),
        TableColumn(_("District"), share=3),
        TableColumn(_("Signature, morning"), share=4),
        TableColumn(_("Signature, afternoon"), share=4),
    )
    return Table(
        columns, rows, caption=_("%(area)s: %(count)s people") % {"area": caption, "count": len(rows)}
    )


def _days(forum: FoundForum) -> list[date | None]:
    if forum.starts_on is None or forum.ends_on is None:
        return [None]
    days = min((forum.ends_on - forum.starts_on).days + 1, MOST_DAYS)
    return [forum.starts_on + timedelta(days=each) for each in range(days)]


def certificates_pdf(
    forum: FoundForum,
    people: Sequence[Named],
    *,
    signer: tuple[str, str],
    address_of: Callable[[str], str],
    language: Language,
    made_on: date,
) -> bytes:
    """Return a certificate of attendance for each; `signer` is (name, position), `address_of` makes a code's address."""
    names = _names(people)
    name, position = signer
    common = Attendance(
        language=language,
        title=_("Certificate of attendance"),
        office=in_reader_language(forum.organiser.name_th, forum.organiser.name_en),
        opening=_("This certificate is given to show that"),
        lines=(
            _("took part in the %(forum)s") % {"forum": title_of(forum)},
            _when_and_where(forum, language),
        ),
        day=_("Given on %(day)s") % {"day": format_date(forum.ends_on or made_on, "full", language=language)},
        signer=name or "." * 50,
        position=position,
        check=_("This certificate can be checked at"),
        made_on=made_on,
        thai_digits=language == "th",
    )
    return render_attendance(
        common,
        [
            Attended(
                each.name,
                " · ".join(filter(None, (each.position or each.agency, _area(names, each.place_code)))),
                address_of(code_of_attendance(each.pk)),
            )
            for each in people
        ],
    )


def _when_and_where(forum: FoundForum, language: Language) -> str:
    venue = in_reader_language(forum.venue_th, forum.venue_en)
    names = names_at({forum.place_code[:2]})
    told = {
        "place": ", ".join(filter(None, (venue, names.get(forum.place_code[:2], "")))),
        "days": "",
    }
    if forum.starts_on is None or forum.ends_on is None:
        return _("at %(place)s") % told
    told["days"] = format_range(forum.starts_on, forum.ends_on, language=language)
    return _("on %(days)s at %(place)s") % told


def _names(people: Sequence[Named]) -> dict[str, str]:
    return names_at({code for each in people for code in (each.place_code, each.place_code[:2])})


def _area(names: dict[str, str], code: str) -> str:
    return " · ".join(names.get(each, each) for each in dict.fromkeys((code, code[:2])))

"""Invitations through the province: an official letter to each, with the seats of its districts as attachment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _

from saiyai.accounts.queries.public import contact_of
from saiyai.documents.letter import Letter, render_letters
from saiyai.documents.page import Table, TableColumn
from saiyai.forums.queries.forum import FoundForum
from saiyai.forums.queries.registration import QuotaRow
from saiyai.kernel.dates import format_range
from saiyai.places.queries import names_at


@dataclass(frozen=True, slots=True)
class Said:
    """What is filled in for all letters: number, day, to whom in each province, until when names are sent, who signs."""

    number: str
    on: date
    to: str
    answer_by: date | None
    signer: str
    position: str


def letters_pdf(forum: FoundForum, rows: Sequence[QuotaRow], said: Said) -> bytes:
    """Return the letters to the provinces of some rows of the quota table, in Thai whatever the reader's language."""
    with translation.override("th"):
        by_province = groupby(rows, key=lambda each: each.place_code[:2])
        names = names_at({each.place_code[:2] for each in rows})
        return render_letters(
            [_letter(forum, names.get(code, code), list(group), said) for code, group in by_province]
        )


def _letter(forum: FoundForum, province: str, rows: Sequence[QuotaRow], said: Said) -> Letter:
    head = contact_of(forum.organiser)
    attachment = _("Seats of the districts of %(province)s") % {"province": province}
    return Letter(
        number=said.number,
        office=forum.organiser.name_th,
        address=(head.address_th,),
        on=said.on,
        subject=_("Invitation to take part in the %(forum)s") % {"forum": forum.title_th},
        to=f"{said.to}{province}",
        references=(),
        enclosures=(_("%(what)s, 1 copy") % {"what": attachment},),
        paragraphs=_paragraphs(forum, province, rows, said),
        signer=said.signer or "." * 40,
        position=said.position,
        contact=(
            forum.work_group_th,
            _("Tel. %(phone)s") % {"phone": head.phone} if head.phone else "",
            _("Fax %(fax)s") % {"fax": head.fax} if head.fax else "",
            _("E-mail %(email)s") % {"email": head.email} if head.email else "",
        ),
        attachment_title=attachment,
        attachment=_table(rows, attachment),
    )


def _paragraphs(forum: FoundForum, province: str, rows: Sequence[QuotaRow], said: Said) -> tuple[str, ...]:
    told = {
        "office": forum.organiser.name_th,
        "forum": forum.title_th,
        "when": "",
        "where": " ".join(filter(None, (forum.venue_th, forum.address))),
        "province": province,
        "seats": sum(each.seats for each in rows),
        "by": "",
    }
    if forum.starts_on and forum.ends_on:
        told["when"] = _(" on %(days)s") % {"days": format_range(forum.starts_on, forum.ends_on)}
    if said.answer_by:
        told["by"] = _(" by %(day)s") % {"day": format_range(said.answer_by, said.answer_by)}
    return (
        _("%(office)s will hold the %(forum)s%(when)s. %(where)s") % told,
        _(
            "In this connection we invite %(province)s to send %(seats)s participants as attached, and ask you to let the "
            "district coordinators send their names through the system of the network%(by)s."
        )
        % told,
        _("We hope for your kind support, and thank you for it."),
    )


def _table(rows: Sequence[QuotaRow], caption: str) -> Table:
    columns = (
        TableColumn(_("Area"), share=4),
        TableColumn(_("Kind"), share=3),
        TableColumn(_("Seats"), "right", share=1),
    )
    cells = tuple((each.place, str(each.kind), f"{each.seats:,}") for each in rows)
    return Table(columns, cells, caption=caption, totals=(_("Total"), "", f"{sum(r.seats for r in rows):,}"))

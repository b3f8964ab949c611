"""A province's overview as one page of PDF."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from saiyai.documents.page import (
    Block,
    Document,
    Heading,
    ItemList,
    KeyValues,
    Language,
    Letterhead,
    Paragraph,
)
from saiyai.documents.pdf import render_pdf
from saiyai.network.queries import in_reader_language


def overview_pdf(
    told: Mapping[str, Any],
    *,
    language: Language,
    made_on: date,
    live_url: str,
    sequence: int,
    thai_digits: bool,
) -> bytes:
    """Return what an overview tells (see `views.overview`) as PDF."""
    organiser = told["group"].forum.organiser
    document = Document(
        title=_("Overview of %(province)s") % {"province": told["title"]},
        subtitle=told["forum_title"],
        language=language,
        blocks=tuple(_blocks(told)),
        made_on=made_on,
        letterhead=Letterhead(in_reader_language(organiser.name_th, organiser.name_en)),
        live_url=live_url,
        sequence=sequence,
        thai_digits=thai_digits,
    )
    return render_pdf(document)


def _blocks(told: Mapping[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    if told["group"].overview:
        blocks.append(Paragraph(told["group"].overview))
    for panel in told["panels"]:
        pairs = tuple((str(each.label), str(each.value)) for each in panel.figures)
        blocks += [Heading(str(panel.title), 2), KeyValues(pairs)]
    chosen = [each for each in told["issues"] if each.is_chosen]
    others = [each for each in told["issues"] if not each.is_chosen]
    for each in chosen:
        blocks += [Heading(_("The outstanding issue"), 2), Paragraph(f"{each.title}\n{each.what}")]
        if each.why:
            blocks.append(Paragraph(_("Why it matters: %(why)s") % {"why": each.why}))
    if others:
        blocks += [Heading(_("Further issues"), 2), ItemList(tuple(each.title for each in others))]
    showcases = told["showcases"].showcases if told["showcases"] else ()
    if showcases:
        said = tuple(
            f"{each.title} · {each.organisation}" + (f" ({_('selected')})" if each.is_selected else "")
            for each in showcases
        )
        blocks += [Heading(_("Showcases"), 2), ItemList(said)]
    if told["proposals"]:
        said = tuple(
            f"{each.source} – {each.target}: {each.kind} ({each.state_name})" for each in told["proposals"]
        )
        blocks += [Heading(_("Proposed links"), 2), ItemList(said)]
    return blocks or [Paragraph(_("Nothing is written yet."))]

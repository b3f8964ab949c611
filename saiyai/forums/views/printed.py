"""The results sheet of a counted stage on paper, to be signed by those who counted."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.documents.page import (
    Block,
    Document,
    Heading,
    KeyValues,
    Language,
    Letterhead,
    Paragraph,
    Signatory,
    Signatures,
    Table,
    TableColumn,
)
from saiyai.documents.pdf import render_pdf
from saiyai.forums.forms.stage import MERITS
from saiyai.forums.queries import ballot as box
from saiyai.forums.queries import stage as asked
from saiyai.forums.queries.forum import title_of
from saiyai.forums.views.stage import found_stage
from saiyai.kernel.dates import format_datetime
from saiyai.network.queries import in_reader_language
from saiyai.web.preferences import preferences_of

GROUP = 16
"""Digits of a hash in a group, as they are read aloud and compared."""
BLANK = "." * 40


@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over the results sheet of a counted stage as PDF."""
    found = found_stage(pk)
    if found.counted_at is None:
        raise Http404
    preferences = preferences_of(request)
    language: Language = "en" if preferences.language == "en" else "th"
    organiser = found.forum.organiser
    document = Document(
        title=_("Results sheet"),
        subtitle=f"{title_of(found.forum)} · {asked.name_of_stage(found)}",
        language=language,
        blocks=(*_told(found, language), *_lines(found), *_proofs(found), _signatures()),
        made_on=clock.today(),
        letterhead=Letterhead(in_reader_language(organiser.name_th, organiser.name_en)),
        live_url=request.build_absolute_uri(reverse("forum_stage", args=[found.pk])),
        sequence=present_sequence(),
        thai_digits=preferences.thai_digits,
    )
    headers = {"Content-Disposition": f'inline; filename="{found.forum.code}-{found.pk}-results.pdf"'}
    return HttpResponse(render_pdf(document), content_type="application/pdf", headers=headers)


def _told(found: asked.FoundStage, language: Language) -> tuple[Block, ...]:
    def at(instant: datetime | None) -> str:
        local = None if instant is None else instant.astimezone(clock.BANGKOK)
        return "–" if local is None else format_datetime(local, "long", language=language)

    pairs = [
        (_("Who decides"), str(found.get_way_display())),
        (_("Open"), f"{at(found.opens_at)} – {at(found.closes_at)}"),
        (_("Box opened"), at(found.counted_at)),
    ]
    if found.decided.is_vote:
        turnout = box.turnout_of(found)
        said = _("%(voted)s of %(roll)s on the roll: %(phone)s by phone, %(paper)s on paper")
        counted = {name: getattr(turnout, name) for name in ("voted", "roll", "phone", "paper")}
        pairs.append((_("Voted"), said % counted))
    return (KeyValues(tuple(pairs)),)


def _lines(found: asked.FoundStage) -> tuple[Block, ...]:
    lines = {each.position: each for each in box.ballot_lines(found)}
    reached = {"approval": _("Approvals"), "schulze": _("Wins in pairs")}.get(found.way, _("Points"))
    rows = tuple(
        (
            str(each.place),
            f"{lines[each.position].title}\n{lines[each.position].organisation}",
            each.reached,
            str(MERITS.get(each.level, "")),
            _("goes on") if each.goes_on else (_("level; the chair decides") if each.is_tied else ""),
        )
        for each in asked.placings_of(found)
    )
    columns = (
        TableColumn(_("Rank"), "right"),
        TableColumn(_("Showcase"), share=6),
        TableColumn(reached, "right"),
        TableColumn(_("Level"), share=2),
        TableColumn("", share=3),
    )
    chair = [
        Paragraph(
            _("The chair voted for “%(title)s”: %(reason)s")
            % {"title": title_of(each.entry.showcase), "reason": each.reason}
        )
        for each in found.chair_votes.select_related("entry__showcase")
    ]
    return (Heading(_("Result")), Table(columns, rows, caption=asked.name_of_stage(found)), *chair)


def _proofs(found: asked.FoundStage) -> tuple[Block, ...]:
    def grouped(digest: str) -> str:
        return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))

    return (
        Heading(_("To be checked by everybody")),
        KeyValues(
            (
                (_("Hash of the opening"), grouped(found.opening_hash)),
                (_("Hash of the closing"), grouped(found.closing_hash)),
            )
        ),
    )


def _signatures() -> Signatures:
    return Signatures(
        (
            Signatory(BLANK, BLANK, _("Chair")),
            Signatory(BLANK, BLANK, _("Secretary")),
            Signatory(BLANK, BLANK, _("Witness")),
            Signatory(BLANK, BLANK, _("Witness")),
        )
    )

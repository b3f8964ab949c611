"""Judging rows that tell of links between organisations."""

from collections.abc import Sequence
from datetime import date

from saiyai.kernel.text import normalise
from saiyai.network.imports import cells
from saiyai.network.imports.context import Context
from saiyai.network.imports.drafts import Choice, Draft
from saiyai.network.queries.known import KnownOrganisation
from saiyai.network.rules import LinkKind
from saiyai.network.rules.link import End, ends_in_order, refusal_of_link
from saiyai.places.queries.matching import PlaceCells

ENDS = ("source", "target")


def prepare(draft: Draft, known: Context) -> None:
    """Read the cells of a row into its record."""
    names = [draft.text(end) for end in ENDS]
    for end, name in zip(ENDS, names, strict=True):
        if not name:
            draft.wrong(end, "cell.missing")
    kind = cells.word(draft, "kind", known.words["link_kinds"], "cell.unknown_link")
    if not draft.text("kind"):
        draft.wrong("kind", "cell.missing")
    draft.title = " → ".join(names)[:200]
    begins = cells.day(draft, "starts_on")
    draft.record = {
        "kind": kind,
        "starts_on": cells.as_record(begins),
        "note": normalise(draft.written("note")),
    }


def load(drafts: Sequence[Draft], known: Context) -> None:
    """Read the organisations that the rows name, and their links."""
    known.read_names({draft.text(end) for draft in drafts for end in ENDS})
    found = {each.pk for draft in drafts for end in ENDS for each in known.named.get(draft.text(end), ())}
    known.read_links({pk for pk in found if pk is not None})


def judge(draft: Draft, known: Context) -> None:
    """Find both organisations of a row, and hold the link against the rules."""
    source, target = (organisation_of(draft, known, end, f"{end}_place") for end in ENDS)
    if source is None or target is None or source.pk is None or target.pk is None or not draft.record["kind"]:
        return
    if not (known.is_inside(source.place_code) or known.is_inside(target.place_code)):
        draft.wrong("source", "cell.link_outside")
        return
    kind = draft.record["kind"]
    begins = date.fromisoformat(draft.record["starts_on"]) if draft.record["starts_on"] else None
    refusal = refusal_of_link(kind, _end(source), _end(target), begins, known.today)
    if refusal is not None:
        draft.wrong("target", refusal.code, **refusal.values)
        return
    if kind == LinkKind.MEMBER_OF and target.pk in _below(known, source.pk):
        draft.wrong("target", "link.member_of_its_member", name=target.name)
        return
    first, second = ends_in_order(kind, source.pk, target.pk)
    inside = {each.pk: known.is_inside(each.place_code) for each in (source, target)}
    draft.record |= {"source": first, "target": second, "by_source": "yes" if inside[first] else "no"}
    draft.key = f"{first} {kind} {second}"
    draft.place_code = source.place_code if known.is_inside(source.place_code) else target.place_code
    draft.is_same = (first, second, kind) in known.links
    if draft.key in known.links_of_rows:
        draft.wrong("target", "link.known", name=target.name)
    elif not draft.is_same and not draft.is_left:
        known.links_of_rows.add(draft.key)
        if kind == LinkKind.MEMBER_OF:
            known.members.setdefault(target.pk, set()).add(source.pk)


def organisation_of(draft: Draft, known: Context, key: str, place_key: str = "") -> KnownOrganisation | None:
    """Return the organisation that a field names; what is unknown, ambiguous or no more is noted."""
    name = draft.text(key)
    if not name:
        return None
    rows = known.named.get(name, [])
    if chosen := draft.answers.get(f"?{key}"):
        rows = [each for each in rows if str(each.pk) == chosen]
    rows = _at_place(draft, known, rows, place_key)
    living = [each for each in rows if each.is_living]
    if len(living) == 1:
        return living[0]
    if living:
        choices: list[Choice] = [
            (f"?{key}", str(each.pk), "organisation", f"{each.name} · {known.matcher.label(each.place_code)}")
            for each in living[:8]
        ]
        draft.wrong(key, "cell.several_organisations", level="ask", choices=choices, name=name[:80])
    elif rows:
        draft.wrong(key, "cell.organisation_is_gone", name=rows[0].name)
    else:
        draft.wrong(key, "cell.unknown_organisation", name=name[:80])
    return None


def _at_place(
    draft: Draft, known: Context, rows: list[KnownOrganisation], place_key: str
) -> list[KnownOrganisation]:
    """Return the organisations that lie where the row says, all where it says nothing that can be told."""
    if len(rows) < 2:  # noqa: PLR2004 (nothing to choose)
        return rows
    if place_key:
        text = draft.text(place_key)
        code = known.matcher.match(PlaceCells(whole=text)).code if text else ""
    else:
        code = known.matcher.area_of(cells.place_cells(draft, with_village=False))
    for length in (len(code), 4, 2):
        inside = [each for each in rows if each.place_code.startswith(code[:length])]
        if code and inside:
            return inside
    return rows


def _end(organisation: KnownOrganisation) -> End:
    return End(organisation.pk or 0, organisation.name, organisation.is_living, organisation.is_network)


def _below(known: Context, network: int) -> set[int]:
    found: set[int] = set()
    layer = {network}
    while layer:
        layer = {each for top in layer for each in known.members.get(top, ())} - found
        found |= layer
    return found

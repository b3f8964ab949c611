"""Links between organisations: noted by one side, confirmed by the other, ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise_lines
from saiyai.network import access
from saiyai.network.commands.organisation import save_or_refuse
from saiyai.network.models import Link, Organisation
from saiyai.network.rules import LIVING, LinkKind
from saiyai.network.rules.link import End, ends_in_order, refusal_of_link, refusal_of_link_end


@dataclass(frozen=True, slots=True)
class LinkTerms:
    """What a link is; `is_reversed` where it runs from the other organisation to the one that notes it."""

    kind: str
    is_reversed: bool = False
    starts_on: date | None = None
    note: str = ""


@command("network.link.note", allows=access.may_note_link, subjects=("organisation", "other"))
def note_link(*, organisation: Organisation, other: Organisation, terms: LinkTerms, by: User) -> Link:
    """Note a link between two living organisations; the side that notes it confirms it."""
    return link_noted(organisation, other, terms, by)


def link_noted(organisation: Organisation, other: Organisation, terms: LinkTerms, by: User) -> Link:
    """Store the link that one of two locked organisations notes: the step that other acts share."""
    if terms.kind not in list(LinkKind):
        raise Refusal("link.unknown_kind", kind=terms.kind)
    source, target = (other, organisation) if terms.is_reversed else (organisation, other)
    refusal = refusal_of_link(terms.kind, _end_of(source), _end_of(target), terms.starts_on, clock.today())
    if refusal:
        raise refusal
    if terms.kind == LinkKind.MEMBER_OF and target.pk in _members_below(source.pk):
        raise Refusal("link.member_of_its_member", name=target.name_th)
    first, second = ends_in_order(terms.kind, source.pk, target.pk)
    known = Refusal("link.known", name=other.name_th)
    if Link.objects.filter(source_id=first, target_id=second, kind=terms.kind, ends_on=None).exists():
        raise known
    link = Link(
        source_id=first,
        target_id=second,
        kind=terms.kind,
        starts_on=terms.starts_on,
        note=normalise_lines(terms.note),
        source_confirmed_by=by if first == organisation.pk else None,
        target_confirmed_by=by if second == organisation.pk else None,
    )
    save_or_refuse(link, known)
    return link


def _end_of(organisation: Organisation) -> End:
    return End(
        organisation.pk,
        organisation.name_th,
        organisation.state in LIVING,
        organisation.kind.is_network,
    )


def _members_below(network: int) -> set[int]:
    """Return the members of a network, those of the networks among them, and so on down."""
    found: set[int] = set()
    layer = {network}
    while layer:
        rows = Link.objects.filter(target__in=layer, kind=LinkKind.MEMBER_OF, ends_on=None)
        layer = set(rows.values_list("source_id", flat=True)) - found
        found |= layer
    return found


@command("network.link.confirm", allows=access.may_act_on_link, subjects=("link",))
def confirm_link(*, link: Link, organisation: Organisation, by: User) -> Link:
    """Confirm a link for one of its two organisations; nobody confirms both sides."""
    if link.ends_on is not None:
        raise Refusal("link.ended_already")
    if by.pk in {link.source_confirmed_by_id, link.target_confirmed_by_id}:
        raise Refusal("link.confirmed_by_one")
    side = "source_confirmed_by" if organisation.pk == link.source_id else "target_confirmed_by"
    if getattr(link, side) is not None:
        raise Refusal("link.confirmed_already")
    setattr(link, side, by)
    link.save()
    return link


@command("network.link.confirm_members", allows=access.may_serve_areas, subjects=("organisation",))
def confirm_memberships(*, organisation: Organisation, links: Iterable[Link], by: User) -> list[Link]:
    """Confirm for a network that organisations are its members; those that the same person noted are refused."""
    held = Link.objects.select_for_update(of=("self",)).filter(
        target=organisation, kind=LinkKind.MEMBER_OF, ends_on=None, pk__in=[each.pk for each in links]
    )
    found = list(held.select_related("source").order_by("pk"))
    for each in found:
        if each.source_confirmed_by_id == by.pk:
            raise Refusal("link.confirmed_by_one")
        if each.target_confirmed_by_id is None:
            each.target_confirmed_by = by
    Link.objects.bulk_update(found, ["target_confirmed_by"])
    return found


@command("network.link.end", allows=access.may_act_on_link, subjects=("link",))
def end_link(*, link: Link, organisation: Organisation, on: date, reason: str, by: User) -> Link:  # noqa: ARG001
    """Note the last day of a link, spoken for by one of its two organisations."""
    if refusal := refusal_of_link_end(link.snapshot(), on, clock.today()):
        raise refusal
    link.ends_on = on
    link.save()
    return link

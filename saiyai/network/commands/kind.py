"""Kinds of organisations that an office adds to the list."""

from saiyai.accounts.models import User
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.network import access
from saiyai.network.models import OrganisationKind
from saiyai.network.rules import Sector


@command("network.kind.add", allows=access.may_add_kind)
def add_kind(
    *,
    name_th: str,
    name_en: str = "",
    sector: str = Sector.PEOPLE,
    place_code: str,
    has_one_chair: bool = True,
    is_network: bool = False,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> OrganisationKind:
    """Add a kind of organisation that is offered inside an area."""
    name_th = normalise(name_th)
    if not name_th:
        raise Refusal("organisation.nameless")
    if sector not in list(Sector):
        raise Refusal("kind.unknown_sector", sector=sector)
    if any(
        place_code.startswith(each.place_code) for each in OrganisationKind.objects.filter(name_th=name_th)
    ):
        raise Refusal("kind.known", name=name_th)
    codes = OrganisationKind.objects.filter(code__startswith="own").values_list("code", flat=True)
    number = max((int(each.removeprefix("own")) for each in codes), default=0) + 1
    return OrganisationKind.objects.create(
        code=f"own{number}",
        name_th=name_th,
        name_en=normalise(name_en),
        sector=sector,
        place_code=place_code,
        has_one_chair=has_one_chair,
        is_network=is_network,
    )


@command("network.kind.close", allows=access.may_close_kind, subjects=("kind",))
def close_kind(*, kind: OrganisationKind, by: User) -> OrganisationKind:  # noqa: ARG001
    """Offer a kind no longer; the organisations that are of it keep it."""
    if kind.is_closed:
        raise Refusal("kind.closed", name=kind.name_th)
    kind.is_closed = True
    kind.save()
    return kind

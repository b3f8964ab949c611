"""Keeping a search of the directory under a name, and letting go of it."""

from saiyai.accounts.models import User
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.network import access
from saiyai.network.commands.organisation import save_or_refuse
from saiyai.network.models.saved import SavedFilter
from saiyai.network.rules.saved import LONGEST_NAME, refusal_of_saving


@command("network.filter.save", allows=access.may_save_filter, subjects=("owner",))
def save_filter(*, owner: User, name: str, query: str, by: User) -> SavedFilter:  # noqa: ARG001
    """Keep a search under a name; one of the same name is what the new one says from now on."""
    name = normalise(name)[:LONGEST_NAME]
    known = SavedFilter.objects.filter(owner=owner, name=name).first()
    others = SavedFilter.objects.filter(owner=owner).exclude(name=name).count()
    if refusal := refusal_of_saving(name, query, others):
        raise refusal
    saved = known or SavedFilter(owner=owner, name=name)
    saved.query = query
    save_or_refuse(saved, Refusal("filter.known", name=name))
    return saved


@command("network.filter.delete", allows=access.may_delete_filter, subjects=("saved",))
def delete_filter(*, saved: SavedFilter, by: User) -> None:  # noqa: ARG001 (the decorator judges `by`)
    """Let go of a kept search."""
    saved.delete()

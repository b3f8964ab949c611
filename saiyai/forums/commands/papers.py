"""Handing out the names of a forum's people on paper: each time it is noted who took whom along."""

from collections.abc import Sequence

from saiyai.accounts.models import User
from saiyai.audit.command import command
from saiyai.forums import access
from saiyai.forums.models import Forum
from saiyai.forums.queries.papers import people_named
from saiyai.forums.rules.papers import Named, Paper
from saiyai.kernel.refusal import Refusal


@command("forums.papers.print", allows=access.may_print_papers, subjects=("forum",))
def print_papers(*, forum: Forum, areas: Sequence[str], paper: Paper, by: User) -> list[Named]:  # noqa: ARG001
    """Return whom a paper names in some areas of a forum; refused where it would name nobody."""
    named = people_named(forum, areas, paper)
    if not named:
        raise Refusal("papers.nobody_came" if paper.is_for_those_who_came else "papers.nobody")
    return named

"""What forums offer to pages of other apps."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.forums.queries import showcases_at, title_of, titled, undecided_stages
from saiyai.kernel.powers import Scope
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import names_at
from saiyai.web.offers import Found, Panel, WaitingTask

SHOWN_IN_PANEL = 5
FOUND_AT_MOST = 4


def place_panel(code: str, scope: Scope) -> Panel | None:  # noqa: ARG001 (showcases are public)
    """Return the showcases of a place; None where there are none."""
    found = showcases_at(code)
    if not found:
        return None
    return Panel(
        title=gettext_lazy("Showcases from here"),
        rows=tuple(
            (
                title_of(each),
                reverse("showcase", args=[each.pk]),
                in_reader_language(each.organisation.name_th, each.organisation.name_en),
            )
            for each in found[:SHOWN_IN_PANEL]
        ),
        url=reverse("forums"),
    )


def find(words: str, scope: Scope) -> list[Found]:  # noqa: ARG001 (forums are public)
    """Return the first forums and showcases whose title holds what was typed."""
    forums, showcases = titled(words, limit=FOUND_AT_MOST)
    return [
        *(Found(gettext_lazy("forum"), title_of(f), "", reverse("forum", args=[f.code])) for f in forums),
        *(
            Found(gettext_lazy("showcase"), title_of(s), title_of(s.forum), reverse("showcase", args=[s.pk]))
            for s in showcases
        ),
    ]


def waiting_tasks(scope: Scope) -> list[WaitingTask]:
    """Return the stages at which this person still has to select a showcase."""
    undecided = undecided_stages(scope)
    names = names_at(each.place_code for each in undecided)
    return [
        WaitingTask(
            text=_("Select the showcase of %(area)s: %(forum)s")
            % {"area": names.get(each.place_code, each.place_code), "forum": title_of(each.forum)},
            url=f"{reverse('forum', args=[each.forum.code])}#{each.place_code}",
            place_code=each.place_code,
            due_on=each.forum.ends_on,
        )
        for each in undecided
    ]

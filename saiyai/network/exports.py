"""What the network offers to pages of other apps."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.kernel.powers import Scope
from saiyai.network.queries import (
    DirectoryFilter,
    directory,
    in_reader_language,
    organisations_at,
    rows_of,
    waiting_organisations,
)
from saiyai.web.offers import Figure, Found, Panel, WaitingTask

SHOWN_IN_PANEL = 5
FOUND_AT_MOST = 5


def place_panel(code: str, scope: Scope) -> Panel | None:
    """Return what the network has at a place: how many organisations, and the first few."""
    organisations = organisations_at(scope, code)
    count = organisations.count()
    directory = f"{reverse('organisations')}?place={code}"
    shown = rows_of(organisations.order_by("name_th")[:SHOWN_IN_PANEL]) if count else []
    return Panel(
        title=gettext_lazy("Organisations here"),
        figures=(Figure(gettext_lazy("organisations"), f"{count:,}", url=directory),),
        rows=tuple((each.name, reverse("organisation", args=[each.pk]), str(each.kind)) for each in shown),
        url=directory,
        empty=gettext_lazy("No organisation is registered here yet."),
    )


def find(words: str, scope: Scope) -> list[Found]:
    """Return the first organisations whose name holds what was typed."""
    found = directory(scope, DirectoryFilter(words=words))[:FOUND_AT_MOST]
    return [
        Found(gettext_lazy("organisation"), row.name, row.place, reverse("organisation", args=[row.pk]))
        for row in rows_of(found)
    ]


def waiting_tasks(scope: Scope) -> list[WaitingTask]:
    """Return the organisations that wait for this person to verify them."""
    return [
        WaitingTask(
            text=_("Verify the organisation “%(name)s”")
            % {"name": in_reader_language(each.name_th, each.name_en)},
            url=reverse("organisation", args=[each.pk]),
            place_code=each.place_code,
        )
        for each in waiting_organisations(scope)[:20]
    ]

"""The guided path through the demonstration: one report of one tambon, entered in one window and seen to move in another.

It exists in a demonstration's home only.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.accounts.story import refuse_outside
from saiyai.audit import clock
from saiyai.monitoring.queries.report import PresentReport, present_report_at
from saiyai.web.offers import Text

TAMBON = "501412"
"""The tambon whose officer is one of the demonstration's people."""
DISTRICT = "5014"
DONE_WHEN = {"enter": 1, "verify": 2, "approve": 3}
FAR = {"draft": 0, "returned": 0, "submitted": 1, "verified": 2, "approved": 3}
"""How far a report has come on its way up, by state."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: in which window, as whom, what to do there, and the page that the button opens."""

    window: Text
    person: str
    role: Text
    button: Text
    does: Text
    sees: Text
    url: str
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """The path as it stands now: the report that is walked with, its steps, and whether it has come to its end."""

    place: str
    period: str
    state: Text
    steps: tuple[Step, ...]
    is_over: bool


def walk() -> Walk | None:
    """Return the path, None while the demonstration's reports are still being made; refused in an office's home."""
    refuse_outside()
    report = present_report_at(TAMBON, clock.today())
    if report is None:
        return None
    far = FAR[report.state]
    steps = (_watch(report), _enter(report, far), _verify(report, far), _approve(report, far))
    return Walk(report.place, report.period, report.state_name, steps, is_over=far == DONE_WHEN["approve"])


def _watch(report: PresentReport) -> Step:
    wanted = {"collection": report.collection_pk, "place": DISTRICT, "layer": "entered"}
    return Step(
        window=_("Second window"),
        person="province",
        role=_("Provincial officer"),
        button=_("Open the figures"),
        does=_(
            "Open this page in a private window or another browser, press this button there, and leave it open."
        ),
        sees=_("The number of people of the district, and from how many tambons it comes. It renews itself."),
        url=f"{reverse('project', args=[report.project_code])}?{urlencode(wanted)}#figures",
    )


def _enter(report: PresentReport, far: int) -> Step:
    return Step(
        window=_("First window"),
        person="tambon",
        role=_("Tambon officer"),
        button=_("Open the entry form") if far == 0 else _("Open the report"),
        does=_("Type any numbers and submit the report. A phone will do."),
        sees=_("In the second window one more tambon has reported, and the number has grown."),
        url=reverse("report_enter" if far == 0 else "report", args=[report.pk]),
        is_done=far >= DONE_WHEN["enter"],
    )


def _verify(report: PresentReport, far: int) -> Step:
    return Step(
        window=_("First window"),
        person="district",
        role=_("District coordinator"),
        button=_("Open the report"),
        does=_("Verify it. Or mark one number, say why, and send it back: the officer's home then says so."),
        sees=_("Choose “verified” in the second window: there it counts now."),
        url=reverse("report", args=[report.pk]),
        is_done=far >= DONE_WHEN["verify"],
    )


def _approve(report: PresentReport, far: int) -> Step:
    return Step(
        window=_("Second window"),
        person="province",
        role=_("Provincial officer"),
        button=_("Open the report"),
        does=_("Approve it. From now on nobody changes it, not even who keeps the system."),
        sees=_(
            "Choose “approved” on the page of figures: everybody signed in sees the number. Its history names each act."
        ),
        url=reverse("report", args=[report.pk]),
        is_done=far >= DONE_WHEN["approve"],
    )

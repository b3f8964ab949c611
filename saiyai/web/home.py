"""What a signed-in person finds on their home, gathered from what the apps offer."""

from dataclasses import dataclass
from datetime import date

from saiyai.kernel.powers import Scope
from saiyai.web.offers import (
    AREA_MAPS,
    AREAS,
    HOME_PANELS,
    LATEST_NEWS,
    WAITING_TASKS,
    Area,
    AreaMap,
    NewsItem,
    Panel,
)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for a person; `days_late` is negative before its term, None without one."""

    text: str
    url: str
    due_on: date | None
    days_late: int | None

    @property
    def is_late(self) -> bool:
        """Tell whether its term has passed."""
        return self.days_late is not None and self.days_late > 0


def tasks_of(scope: Scope, today: date) -> list[Task]:
    """Return what waits for a person: the longest late first, then by term, those without one last."""
    offered = [task for offer in WAITING_TASKS for task in offer(scope)]
    tasks = [
        Task(each.text, each.url, each.due_on, None if each.due_on is None else (today - each.due_on).days)
        for each in offered
    ]
    return sorted(tasks, key=lambda task: task.due_on or date.max)


def areas_of(scope: Scope) -> list[Area]:
    """Return the areas that a person works in, as the apps name them."""
    return [area for offer in AREAS for area in offer(scope)]


def map_of(scope: Scope) -> AreaMap | None:
    """Return the map of a person's areas, None where no app draws one."""
    return next((drawn for offer in AREA_MAPS if (drawn := offer(scope)) is not None), None)


def panels_of(scope: Scope) -> list[Panel]:
    """Return what the apps say to a person on their home."""
    return [panel for offer in HOME_PANELS if (panel := offer(scope)) is not None]


def latest_news(count: int) -> list[NewsItem]:
    """Return the latest news of all apps, newest first."""
    news = [item for offer in LATEST_NEWS for item in offer(count)]
    return sorted(news, key=lambda item: item.on, reverse=True)[:count]

"""Tags and filters of every page: dates and numbers as the reader prefers them, icons, ways, history."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_args

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from saiyai.audit.clock import BANGKOK
from saiyai.documents.drawing import drawing_of
from saiyai.kernel.dates import DateStyle, Language, format_date, format_datetime, format_range
from saiyai.kernel.money import format_baht
from saiyai.kernel.text import to_thai_digits
from saiyai.web.components import ICON_OF_SHADE, Shade
from saiyai.web.counts import people_told
from saiyai.web.history import history_lines
from saiyai.web.markup import attributes, escaped
from saiyai.web.navigation import Way
from saiyai.web.offers import PLACE_PATHS, Text
from saiyai.web.preferences import Preferences, current_preferences

register = template.Library()

STYLES = frozenset(get_args(DateStyle))
MOST_DRAWINGS = 128
MOST_PARTS = 512


def _language() -> Language:
    return "en" if current_preferences().language == "en" else "th"


def _date_text(value: date | datetime | None, style: str) -> str:
    if value is None:
        return ""
    if style not in STYLES:
        raise template.TemplateSyntaxError(f"no style of dates is called {style}")
    day = value.astimezone(BANGKOK).date() if isinstance(value, datetime) else value
    return format_date(day, style, thai_digits=current_preferences().thai_digits, language=_language())  # type: ignore[arg-type]


@register.filter(name="thai_date")
def thai_date_filter(value: date | datetime | None, style: str = "long") -> str:
    """Return a date as a text in the reader's language and digits; an instant's day is Thailand's."""
    return _date_text(value, style)


@register.simple_tag(name="thai_date")
def thai_date_tag(value: date | datetime | None, style: str = "long") -> str:
    """Return a date as a `time` element; nothing for None."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), _date_text(value, style))


@register.simple_tag
def thai_range(first: date | None, last: date | None = None, style: str = "long") -> str:
    """Return the days of a range with month and year said once where both share them; nothing without a first."""
    if first is None:
        return ""
    return format_range(
        first,
        last or first,
        style,  # type: ignore[arg-type]
        thai_digits=current_preferences().thai_digits,
        language=_language(),
    )


@register.simple_tag
def thai_datetime(value: datetime | None, style: str = "short") -> str:
    """Return an instant as a `time` element with the day and the hour in Thailand; nothing for None."""
    if value is None:
        return ""
    there = value.astimezone(BANGKOK)
    text = format_datetime(there, style, thai_digits=current_preferences().thai_digits, language=_language())  # type: ignore[arg-type]
    return format_html('<time datetime="{}">{}</time>', there.isoformat(timespec="minutes"), text)


@register.simple_tag
def thai_datetimes(first: datetime, last: datetime | None, style: str = "short") -> SafeString:
    """Return from when to when, the day said once where both lie on one day in Thailand."""
    if last is None:
        return mark_safe(thai_datetime(first, style))  # noqa: S308 (made by format_html)
    day = _date_text(first, style)
    end = thai_datetime(last, style)
    if first.astimezone(BANGKOK).date() == last.astimezone(BANGKOK).date():
        end = end.replace(f">{day},", ">", 1).replace(f">{day}", ">", 1).replace("> ", ">", 1)
    return format_html("{} – {}", thai_datetime(first, style), mark_safe(end))  # noqa: S308 (as above)


@register.filter
def digits(value: Any) -> str:
    """Return a number or a text in the reader's digits."""
    text = str(value)
    return _in_thai_digits(text) if current_preferences().thai_digits else text


@lru_cache(maxsize=16_384)
def _in_thai_digits(text: str) -> str:
    return to_thai_digits(text)


@register.filter
def whole(name: Any) -> SafeString:
    """Return a name as elements that keep each of its parts on one line: Thai is written without spaces inside them."""
    return format_html_join(" ", '<span class="whole">{}</span>', ((part,) for part in str(name).split()))


@register.filter
def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """Return a number with its thousands parted, in the reader's digits; nothing for None."""
    if value is None or value == "":
        return ""
    return digits(f"{value:,}" if decimals is None else f"{value:,.{int(decimals)}f}")


@register.filter
def people(count: int) -> str:
    """Return a count of people as everybody may read it, in the reader's digits."""
    return digits(people_told(count))


@register.filter
def percent(share: float | None, decimals: int = 0) -> str:
    """Return a share from 0 to 1 as a percentage in the reader's digits; nothing for None."""
    return "" if share is None else digits(f"{share * 100:,.{int(decimals)}f} %")


@register.filter
def baht(satang: int | None) -> str:
    """Return an amount in satang as baht in the reader's digits; nothing for None."""
    return "" if satang is None else format_baht(satang, thai_digits=current_preferences().thai_digits)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon's drawing, hidden from those who listen: the words beside it say what it says."""
    return _drawing(f"web/icons/{name}.svg")


@register.simple_tag
def mark() -> SafeString:
    """Return the product's mark: knots that threads hold together."""
    return _drawing("web/parts/mark.svg")


@lru_cache(maxsize=MOST_DRAWINGS)
def _drawing(path: str) -> SafeString:
    return mark_safe(get_template(path).render().strip())  # noqa: S308 (our own file)


@register.simple_tag
def steady(path: str) -> SafeString:
    """Return a part of the frame that is drawn from the reader's preferences and nothing else.

    The part sees neither the request nor who asks, so that what is kept of it can tell nobody about another.
    """
    return _steady_part(path, current_preferences(), get_language() or "", settings.ROOT_URLCONF)


@lru_cache(maxsize=MOST_PARTS)
def _steady_part(path: str, preferences: Preferences, language: str, urlconf: str) -> SafeString:  # noqa: ARG001 (words and addresses differ by them)
    return mark_safe(get_template(path).render({"preferences": preferences}))  # noqa: S308 (our own file)


@register.simple_tag
def ways(navigation: Sequence[Way]) -> SafeString:
    """Return the ways of a navigation as the items of a list, the present page marked for those who listen."""
    items = (
        f"<li><a{attributes({'href': each.url, 'aria-current': each.here or None})}>{escaped(each.label)}</a></li>"
        for each in navigation
    )
    return mark_safe("".join(items))  # noqa: S308 (made of marks written here and of escaped values)


@register.simple_tag
def status(text: Text, shade: Shade = "plain") -> SafeString:
    """Return a status tag: a word, a colour and a picture that say the same."""
    picture = ICON_OF_SHADE[shade]
    drawing = icon(picture) if picture else ""
    return mark_safe(f'<span class="tag {shade}">{drawing}{escaped(text)}</span>')  # noqa: S308 (escaped)


@register.simple_tag
def bar(share: float | None) -> SafeString:
    """Return a share from 0 to 1 as a drawn bar, nothing for None; the figure beside it says the number."""
    if share is None:
        return SafeString()
    width = round(min(max(share, 0), 1) * 100, 1)
    return format_html(
        '<svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bed" width="100" height="8"/>'
        '<rect class="fill" width="{}" height="8"/></svg>',
        width,
    )


@register.simple_tag
def drawing(svg: str) -> SafeString:
    """Return a chart as part of the page: checked to hold shapes and texts alone, hidden words and all."""
    return mark_safe(drawing_of(svg).svg)  # noqa: S308 (a closed subset without script, style or reference outside)


@register.inclusion_tag("web/components/breadcrumb.html")
def breadcrumb(trail: Sequence[tuple[Text, str]], here: Text = "") -> dict[str, Any]:
    """Show the way to a page: (label, url) of those above it, and its own name."""
    return {"trail": trail, "here": here}


@register.inclusion_tag("web/components/breadcrumb.html")
def place_breadcrumb(code: str, here: Text = "") -> dict[str, Any]:
    """Show the places above a code; the place itself is the page's name unless `here` is one below it."""
    path = [step for offer in PLACE_PATHS for step in offer(code)]
    if here or not path:
        return {"trail": path, "here": here}
    return {"trail": path[:-1], "here": path[-1][0]}


@register.inclusion_tag("web/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Show the way through a list's pages, keeping the other parameters of the address."""
    return {"page": page, "steps": list(_steps(page)), "request": context["request"]}


def _steps(page: Page[Any]) -> Iterator[int | None]:
    """Yield the numbers to show: the ends and those round the present page; None stands for a gap."""
    last, before = page.paginator.num_pages, 0
    for each in range(1, last + 1):
        if each in (1, last) or abs(each - page.number) <= 1:
            if each - before > 1:
                yield None
            yield each
            before = each


@register.inclusion_tag("web/components/history.html")
def history(subject: str, limit: int = 50) -> dict[str, Any]:
    """Show the acts that speak of a thing ("app.model:key"): who, what, when and why."""
    return {"lines": history_lines(subject, limit=limit)}

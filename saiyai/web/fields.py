"""Fields and boxes of forms, drawn in one go: a template for each of their parts costs more than all else of a page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from saiyai.web.markup import attributes, escaped
from saiyai.web.templatetags.saiyai import icon

Group = tuple[Any, list[dict[str, Any]], int]
"""Choices as Django hands them to a box: the group's name, its options, its place among the groups."""


def field_group(field: BoundField) -> str:
    """Return a field with its label, hint, errors and box; a box to tick stands before its label."""
    errors = field.errors
    is_tick = getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset
    looks = ("field", "wrong" if errors else "", "tick" if is_tick else "", escaped(field.css_classes()))
    opening = f'class="{" ".join(filter(None, looks))}"'
    below = _hint(field) + _errors(field, errors)
    if field.use_fieldset:
        described = attributes({"aria-describedby": field.aria_describedby or None})
        legend = f"<legend>{escaped(field.label)}{_optional(field)}</legend>"
        return f"<fieldset {opening}{described}>{legend}{below}{field}</fieldset>\n"
    if is_tick:
        return f"<div {opening}>{field}{_label(field, '')}{below}</div>\n"
    return f"<div {opening}>{_label(field, _optional(field))}{below}{field}</div>\n"


def _label(field: BoundField, after: str) -> str:
    if not field.label:
        return ""
    return f'<label for="{escaped(field.id_for_label)}">{escaped(field.label)}{after}</label>'


def _optional(field: BoundField) -> str:
    if field.field.required:
        return ""
    word = _("(optional)")
    return f' <span class="optional">{escaped(word)}</span>'


def _hint(field: BoundField) -> str:
    if not field.help_text:
        return ""
    return f'<span class="hint" id="{escaped(field.auto_id)}_helptext">{escaped(field.help_text)}</span>'


def _errors(field: BoundField, errors: Sequence[Any]) -> str:
    if not errors:
        return ""
    word = _("Error:")
    before = f'<p class="error">{icon("warning")}<span><span class="unseen">{escaped(word)}</span> '
    said = "".join(f"{before}{escaped(error)}</span></p>" for error in errors)
    return f'<div id="{escaped(field.auto_id)}_error">{said}</div>'


def _input(widget: Mapping[str, Any]) -> str:
    value = None if widget.get("value") is None else str(widget["value"])
    named = {"type": widget["type"], "name": widget["name"], "value": value}
    return f"<input{attributes(named)}{attributes(widget['attrs'])}>"


def _number(widget: Mapping[str, Any]) -> str:
    """Return a box for a number that takes Thai digits, which browsers drop from a box of type "number"."""
    attrs = dict(widget["attrs"])
    least, step = attrs.pop("min", None), str(attrs.pop("step", "1"))
    attrs.pop("max", None)  # what is too much is told by the form, in words
    if least is not None and least >= 0:
        attrs.setdefault("inputmode", "numeric" if step == "1" else "decimal")
    return _input({**widget, "type": "text", "attrs": attrs})


def _text_area(widget: Mapping[str, Any]) -> str:
    opening = f'<textarea name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>'
    return f"{opening}\n{escaped(widget['value'] or '')}</textarea>"


def _select(widget: Mapping[str, Any]) -> str:
    opening = f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>'
    return f"{opening}\n{''.join(_option_groups(widget['optgroups']))}</select>"


def _option_groups(groups: list[Group]) -> Iterator[str]:
    """Yield the options of each group, inside an element of its name where it has one."""
    for name, options, _index in groups:
        inside = "".join(
            f'<option value="{escaped(str(each["value"]))}"{attributes(each["attrs"])}>{escaped(each["label"])}</option>\n'
            for each in options
        )
        yield f'<optgroup label="{escaped(name)}">\n{inside}</optgroup>\n' if name else inside


def _boxes(widget: Mapping[str, Any]) -> str:
    """Return a list of boxes to tick or to choose one of, each inside its label."""
    attrs = widget["attrs"]
    opening = attributes({"id": attrs.get("id") or None, "class": attrs.get("class") or None})
    return f"<div{opening}>{''.join(_box_groups(widget['optgroups']))}\n</div>"


def _box_groups(groups: list[Group]) -> Iterator[str]:
    for name, options, _index in groups:
        inside = "".join(f"<div>\n{_box(each)}</div>" for each in options)
        yield f"\n<div><label>{escaped(name)}</label>{inside}\n</div>" if name else inside


def _box(option: Mapping[str, Any]) -> str:
    if not option.get("wrap_label"):
        return _input(option)
    opening = attributes({"for": option["attrs"].get("id") or None})
    return f"<label{opening}>{_input(option)} {escaped(option['label'])}</label>"


_INPUTS = (
    "text",
    "hidden",
    "email",
    "url",
    "password",
    "date",
    "tel",
    "search",
    "checkbox",
    "file",
)

BOXES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/number.html": _number,
    "django/forms/widgets/textarea.html": _text_area,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/checkbox_select.html": _boxes,
    "django/forms/widgets/radio.html": _boxes,
}
"""What draws each box, by the name of the template that Django would draw it with; all but numbers in its words."""

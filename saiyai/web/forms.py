"""How forms are drawn: a summary of errors, then each field's label, hint, error and box."""

from collections.abc import Iterator
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop

SELECT = "django/forms/widgets/select.html"


class Renderer(DjangoTemplates):
    """Draws `{{ form }}`, formsets and `{{ field.as_field_group }}` with the design system's templates."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Return a form's part; a choice is written in one go, for Django opens two templates for each option."""
        if template_name == SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: dict[str, Any]) -> SafeString:
    options = format_html_join("", "{}", ((group,) for group in _groups(widget["optgroups"])))
    return format_html('<select name="{}"{}>\n{}</select>', widget["name"], flatatt(widget["attrs"]), options)


def _groups(groups: list[tuple[Any, list[dict[str, Any]], int]]) -> Iterator[SafeString]:
    """Yield the options of each group, inside an element of its name where it has one."""
    for name, options, _index in groups:
        inside = format_html_join(
            "",
            '<option value="{}"{}>{}</option>\n',
            ((str(each["value"]), flatatt(each["attrs"]), each["label"]) for each in options),
        )
        yield format_html('<optgroup label="{}">\n{}</optgroup>\n', name, inside) if name else inside


DJANGO_SENTENCES = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a number."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("Ensure this value is greater than or equal to %(limit_value)s."),
    gettext_noop("Ensure this value is less than or equal to %(limit_value)s."),
    gettext_noop("The submitted file is empty."),
)
"""Django's own sentences whose Thai stands in our catalogue, since the one that it brings reads badly."""

"""How forms are drawn: a summary of errors, then each field's label, hint, error and box."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from saiyai.web.fields import BOXES, field_group

FIELD = "a field, drawn by web.fields"


class Renderer(DjangoTemplates):
    """Draws forms and formsets with the design system's templates, their fields and boxes in one go without."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = FIELD

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Return a form's part."""
        if template_name == FIELD:
            return field_group(context["field"])
        if box := BOXES.get(template_name):
            return box(context["widget"])
        return super().render(template_name, context, request)


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

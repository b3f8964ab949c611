"""How forms are drawn: a summary of errors, then each field's label, hint, error and box."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest

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

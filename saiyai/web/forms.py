"""How forms are drawn: a summary of errors, then each field's label, hint, error and box."""

from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_noop


class Renderer(DjangoTemplates):
    """Draws `{{ form }}`, formsets and `{{ field.as_field_group }}` with the design system's templates."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"


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

"""How forms are drawn: label, hint, error and field in the order of public services, with a summary of errors on top."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draws `{{ form }}`, formsets and `{{ field.as_field_group }}` from the templates of the design system."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"

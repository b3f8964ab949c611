"""Whether a form can be published: its shape, and that each of its expressions reads and names what is there."""

from saiyai.monitoring.rules.definition import Definition, Problem, problems_of


def problems_of_form(definition: Definition) -> list[Problem]:
    """Return all that keeps a form from being published; empty where it is sound."""
    return problems_of(definition)

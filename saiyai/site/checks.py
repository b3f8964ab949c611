"""The checks of the stored data that need more than one layer."""

from collections.abc import Iterator

from django.conf import settings

from saiyai.audit.checks import add_check


def problems_of_cube() -> Iterator[str]:
    """Yield where the cube says anything else than the reports, or its files are damaged."""
    from saiyai.analytics.checking import problems  # noqa: PLC0415 (NumPy loads where the cube is checked)

    yield from problems(settings.CUBE_FOLDER)


def add_checks() -> None:
    """Add the checks."""
    add_check("analytics.cube", "every figure of the cube is what the reports say", problems_of_cube)

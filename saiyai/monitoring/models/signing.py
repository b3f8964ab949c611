"""What rows on their way up share: a step that is signed has its person and its instant, and no other has."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from saiyai.monitoring.rules import State

SIGNED_IN = {
    "submitted": (State.SUBMITTED, State.VERIFIED, State.APPROVED),
    "verified": (State.VERIFIED, State.APPROVED),
    "approved": (State.APPROVED,),
    "returned": (State.RETURNED,),
    "excused": (State.EXCUSED,),
}
"""The states that each step is signed in."""


def by_whom() -> models.ForeignKey[object, object]:
    """Return the field of the person who signed a step."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


def signed(kind: str, step: str) -> models.CheckConstraint:
    """Return the equivalence: in a step's states, and in no other, it has its person and its instant."""
    by, at, states = f"{step}_by", f"{step}_at", list(SIGNED_IN[step])
    return models.CheckConstraint(
        condition=Q(**{"state__in": states, f"{by}__isnull": False, f"{at}__isnull": False})
        | (~Q(state__in=states) & Q(**{f"{by}__isnull": True, f"{at}__isnull": True})),
        name=f"monitoring_{kind}_{step}_is_signed",
    )


def signs(kind: str, steps: Iterable[str]) -> list[models.CheckConstraint]:
    """Return what binds a row's state to its signatures, and its verifier and approver to be others than its sender."""
    return [
        *(signed(kind, step) for step in steps),
        *(
            models.CheckConstraint(
                condition=Q(**{f"{step}_by": None}) | ~Q(**{f"{step}_by": F("submitted_by")}),
                name=f"monitoring_{kind}_{step}_by_another",
            )
            for step in ("verified", "approved")
        ),
    ]

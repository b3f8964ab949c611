"""The searches that a person keeps."""

from django.db.models import QuerySet

from saiyai.kernel.powers import Scope
from saiyai.network.models.saved import SavedFilter


def saved_filters(scope: Scope) -> QuerySet[SavedFilter]:
    """Return the searches that the person behind a scope keeps, by name; none for a visitor."""
    own = (
        SavedFilter.objects.filter(owner=scope.user_id) if scope.is_signed_in else SavedFilter.objects.none()
    )
    return own.order_by("name")


def saved_filter_at(scope: Scope, pk: int) -> SavedFilter | None:
    """Return a search of the person's own, None where they keep none of that number."""
    return saved_filters(scope).filter(pk=pk).first()

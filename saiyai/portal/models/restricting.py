"""Which pages of the CMS are kept from some readers, asked within the question for the pages themselves."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction


def kept_from_nobody() -> Q:
    """Return the condition that a page lies in no part of the site that the CMS keeps from some.

    Wagtail's own `public()` says the same, but asks for all such parts beforehand each time.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    around = PageViewRestriction.objects.alias(whole=path).filter(whole__startswith=F("page__path"))
    return Q(~Exists(around))

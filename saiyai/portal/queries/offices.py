"""What can be asked of the pages that offices say of themselves beside their news."""

from wagtail.models import PageQuerySet

from saiyai.portal.models import OfficePage


def standing_pages(office_code: str) -> PageQuerySet:
    """Return the pages of an office that anybody may read, in the order in which the office set them."""
    return OfficePage.standing().filter(office__code=office_code).select_related("office")


def standing_page(office_code: str, slug: str) -> OfficePage | None:
    """Return a page of an office that anybody may read, None where there is none."""
    found: OfficePage | None = standing_pages(office_code).filter(slug=slug).first()
    return found


def all_standing_pages() -> PageQuerySet:
    """Return the pages of all offices that anybody may read."""
    return OfficePage.standing().select_related("office")

"""Template tags of the pages that the CMS keeps."""

from django import template

from saiyai.portal.front import FrontPage, front_page

register = template.Library()


@register.simple_tag(name="front_page")
def front_page_tag() -> FrontPage:
    """Return what the apps have to say on the front page."""
    return front_page()

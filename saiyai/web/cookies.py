"""The cookies that the site sets: all there are, for the page that says so and the test that holds it to that."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Text
from saiyai.web.preferences import COOKIE


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie: its name, what it is for, and how long it stays."""

    name: str
    purpose: Text
    lasts: Text


def all_cookies() -> list[Cookie]:
    """Return every cookie that the site may set."""
    return [
        Cookie(
            COOKIE,
            _("Your choice of language, size of text, colours and digits; set when you choose."),
            _("One year"),
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("That a form which you send was sent by you; set with the form."),
            _("One year"),
        ),
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("That you have signed in; set when you sign in."),
            _("Until you sign out, twelve hours at most"),
        ),
        Cookie(
            "messages",
            _("One sentence for the next page, such as “saved”; gone with that page."),
            _("Until the next page"),
        ),
    ]

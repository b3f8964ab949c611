"""What a reader prefers: language, digits, light or dark, size of text, contrast; kept in one cookie."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "preferences"
CHOICES = {
    "language": ("th", "en"),
    "digits": ("arabic", "thai"),
    "theme": ("auto", "light", "dark"),
    "size": ("normal", "small", "large"),
    "contrast": ("normal", "high"),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """A reader's choices; the first of each list where nothing was chosen."""

    language: str = "th"
    digits: str = "arabic"
    theme: str = "auto"
    size: str = "normal"
    contrast: str = "normal"

    @property
    def thai_digits(self) -> bool:
        """Tell whether numbers are shown as ๐–๙."""
        return self.digits == "thai"

    def with_choice(self, name: str, value: str) -> "Preferences":
        """Return the preferences with one changed; an unknown name or value changes nothing."""
        return replace(self, **{name: value}) if value in CHOICES.get(name, ()) else self

    def cookie_value(self) -> str:
        """Return the text that the cookie holds: only what differs from the default."""
        return urlencode({k: v for k, v in asdict(self).items() if v != CHOICES[k][0]})


_current: ContextVar[Preferences | None] = ContextVar("preferences_of_the_request", default=None)


def current_preferences() -> Preferences:
    """Return the preferences of the one who is being answered, the defaults outside a request."""
    return _current.get() or Preferences()


def preferences_in(cookie: str) -> Preferences:
    """Return the preferences that a cookie holds; whatever it holds wrongly is left out."""
    preferences = Preferences()
    for name, value in parse_qsl(cookie[:200]):
        preferences = preferences.with_choice(name, value)
    return preferences


def preferences_of(request: HttpRequest) -> Preferences:
    """Return the preferences of the one who asks."""
    preferences: Preferences = getattr(request, "preferences", Preferences())
    return preferences


def keep(response: HttpResponse, preferences: Preferences) -> None:
    """Keep preferences for a year in the reader's browser."""
    response.set_cookie(
        COOKIE,
        preferences.cookie_value(),
        max_age=31_536_000,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@contextmanager
def speaking(request: HttpRequest, language: str) -> Iterator[None]:
    """Answer in a language that the page itself is written in, whatever its reader prefers elsewhere."""
    preferences = preferences_of(request).with_choice("language", language)
    request.preferences, request.LANGUAGE_CODE = preferences, language  # type: ignore[attr-defined]
    token = _current.set(preferences)
    try:
        with translation.override(language):
            yield
    finally:
        _current.reset(token)


class PreferencesMiddleware:
    """Puts the reader's preferences on the request and speaks their language, Thai unless they chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language."""
        preferences = preferences_in(request.COOKIES.get(COOKIE, ""))
        request.preferences = preferences  # type: ignore[attr-defined]
        token = _current.set(preferences)
        try:
            with translation.override(preferences.language):
                request.LANGUAGE_CODE = preferences.language
                response = self.get_response(request)
        finally:
            _current.reset(token)
        response.headers.setdefault("Content-Language", preferences.language)
        return response

"""Public pages answered before Django: kept in each process under their address and the reader's preferences.

A page is kept as it was made at a number of the record. The number is asked for a few times a second; a page of an
older one is made anew by the next who asks for it, at most once a second, and those who ask meanwhile get the one
before. So nobody sees a page that is older than `OLDEST_AFTER_A_CHANGE` seconds after what it tells of has changed, and
a page for one person never gets here: only answers that bear the mark of `sharing` are kept, and somebody who shows any
cookie but the preferences is never asked.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any

from saiyai.web.preferences import COOKIE, Preferences, preferences_in
from saiyai.web.sharing import MARK

ASKED_EVERY = 0.2
"""After how many seconds the record is asked for its number again."""
MADE_ANEW_AFTER = 1.0
"""How many seconds a page is shown before it is made anew, however much is written meanwhile."""
WAITED_FOR = 2.0
"""How many seconds others get the page before while it is made anew."""
OLDEST_AFTER_A_CHANGE = ASKED_EVERY + MADE_ANEW_AFTER + WAITED_FOR
KEPT_FOR = 60.0
"""After how many seconds a page is made anew even where the record tells of nothing: some pages tell the time."""
MOST_BYTES = 32 * 1024 * 1024
LARGEST = 2 * 1024 * 1024
LONGEST_ADDRESS = 1_000

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Key = tuple[str, str, str, str, Preferences]


@dataclass(slots=True)
class _Page:
    """A page as it was made, plain and packed; `made_at` and `awaited_until` are seconds of the process's clock."""

    headers: Headers
    body: bytes
    packed: bytes
    tag: str
    stamp: Hashable
    made_at: float
    awaited_until: float = 0.0

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed) + 1_000


class SharedPages:
    """A WSGI application that answers from the pages it keeps, and asks the one behind it for the others.

    `stamp` returns what differs whenever something public may have changed; what it raises lets every request through.
    """

    def __init__(
        self, application: Application, stamp: Callable[[], Hashable], clock: Callable[[], float] = monotonic
    ) -> None:
        self._application, self._stamp, self._clock = application, stamp, clock
        self._pages: OrderedDict[Key, _Page] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._asking = Lock()
        self._known: Hashable = None
        self._known_at = float("-inf")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        key = key_of(environ)
        if key is None:
            return self._pass_on(environ, start_response)
        stamp = self._present_stamp()
        if stamp is None:
            return self._pass_on(environ, start_response)
        page = self._page_to_show(key, stamp)
        if page is not None:
            return _answer(page, environ, start_response)
        return self._make(key, stamp, environ, start_response)

    def _present_stamp(self) -> Hashable:
        """Return what the record's number is, as known since a fraction of a second; None where nobody can tell."""
        if self._clock() - self._known_at < ASKED_EVERY:
            return self._known
        if self._asking.acquire(blocking=False):
            try:
                self._known, asked_at = self._stamp(), self._clock()
                self._known_at = asked_at
            except Exception:  # noqa: BLE001 (whatever keeps the database from answering, the page itself will say it)
                self._known = None
            finally:
                self._asking.release()
            return self._known
        return self._known if self._clock() - self._known_at < MADE_ANEW_AFTER else None

    def _page_to_show(self, key: Key, stamp: Hashable) -> _Page | None:
        """Return the page that may be shown now; None where whoever asks is to make it."""
        now = self._clock()
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            self._pages.move_to_end(key)
            age = now - page.made_at
            is_right = page.stamp == stamp and age < KEPT_FOR
            if is_right or age < MADE_ANEW_AFTER or now < page.awaited_until:
                return page
            if page.awaited_until:  # whoever was to make it has not: each makes its own
                return None
            page.awaited_until = now + WAITED_FOR
            return None

    def _make(
        self, key: Key, stamp: Hashable, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        begun_at = self._clock()
        told: list[Any] = []
        made = self._application(environ, lambda *args: told.extend(args))
        status, headers = told[0], told[1]
        if not _is_marked(headers) or environ["REQUEST_METHOD"] != "GET":
            self._drop(key)
            start_response(status, _without_mark(headers), *told[2:])
            return made
        body = b"".join(made)
        if close := getattr(made, "close", None):
            close()
        page = _page(headers, body, stamp, begun_at)
        self._keep(key, page)
        return _answer(page, environ, start_response)

    def _keep(self, key: Key, page: _Page) -> None:
        with self._lock:
            self._forget(key)
            if page.size > LARGEST:
                return
            self._pages[key] = page
            self._size += page.size
            while self._size > MOST_BYTES:
                _oldest, gone = self._pages.popitem(last=False)
                self._size -= gone.size

    def _drop(self, key: Key) -> None:
        with self._lock:
            self._forget(key)

    def _forget(self, key: Key) -> None:
        before = self._pages.pop(key, None)
        if before is not None:
            self._size -= before.size

    def _pass_on(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: Headers, *more: Any) -> Any:
            return start_response(status, _without_mark(headers), *more)

        return self._application(environ, start)


def key_of(environ: Environ) -> Key | None:
    """Return what a request's page is kept under; None where the request is for one person, or changes something."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
        return None
    if "HTTP_HX_REQUEST" in environ or "HTTP_RANGE" in environ:
        return None
    preferences = _preferences_alone(environ.get("HTTP_COOKIE", ""))
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if preferences is None or len(path) + len(query) > LONGEST_ADDRESS:
        return None
    scheme = environ.get("HTTP_X_FORWARDED_PROTO") or environ.get("wsgi.url_scheme", "http")
    return (str(scheme), environ.get("HTTP_HOST", ""), path, query, preferences)


def _preferences_alone(cookies: str) -> Preferences | None:
    """Return the preferences of a reader who shows no cookie besides; None for everybody else."""
    if not cookies:
        return Preferences()
    name, equals, value = cookies.strip().partition("=")
    if name != COOKIE or not equals or ";" in value:
        return None
    return preferences_in(value.strip('"'))


def _is_marked(headers: Headers) -> bool:
    return any(name == MARK for name, _value in headers)


def _without_mark(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name != MARK]


def _page(headers: Headers, body: bytes, stamp: Hashable, made_at: float) -> _Page:
    left_out = {MARK, "Content-Length", "Vary"}
    kept = [(name, value) for name, value in headers if name not in left_out]
    kept += [("Vary", "Cookie, Accept-Encoding"), ("Cache-Control", "no-cache")]
    tag = hashlib.sha256(body).hexdigest()[:24]
    # what is the same for everybody holds no secret that its packed length could give away
    return _Page(kept, body, gzip.compress(body, 6, mtime=0), tag, stamp, made_at)


def _answer(page: _Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    is_packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    tag = f'"{page.tag}-gzip"' if is_packed else f'"{page.tag}"'
    headers = [*page.headers, ("ETag", tag)]
    if environ.get("HTTP_IF_NONE_MATCH") == tag:
        start_response("304 Not Modified", [each for each in headers if each[0] != "Content-Type"])
        return []
    body = page.packed if is_packed else page.body
    if is_packed:
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

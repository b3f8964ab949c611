"""What the hall sees on the wall: who is here, which votes are open, what came out; renewed every two seconds."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from saiyai.audit.queries import present_sequence
from saiyai.forums.queries import screen as asked
from saiyai.forums.queries.forum import FoundForum, forum_of, title_of
from saiyai.web.preferences import preferences_of


def _found(code: str) -> FoundForum:
    found = forum_of(code)
    if found is None:
        raise Http404
    return found


def _told(found: FoundForum) -> dict[str, object]:
    counts = asked.head_counts(found, [""])
    return {
        "forum": found,
        "forum_title": title_of(found),
        "counts": counts,
        "came": sum(each.came for each in counts),
        "seated": sum(each.seated for each in counts),
        "votes": asked.open_votes(found),
        "results": asked.published_results(found),
    }


@require_safe
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """Show a forum's screen for the projector."""
    return render(request, "forums/screen.html", _told(_found(code)))


@require_safe
def part(request: HttpRequest, code: str) -> HttpResponse:
    """Hand over the part of the screen that changes; nothing where no act was recorded since it was last asked for."""
    found = _found(code)
    preferences = preferences_of(request)
    tag = quote_etag(f"{found.pk}-{present_sequence()}-{preferences.language}-{preferences.digits}")
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = render(request, "forums/screen_part.html", _told(found))
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer

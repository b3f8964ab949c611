"""Keeping what the search finds like what is public: a copy, made anew from its sources whenever it differs.

No command and no act: nothing is decided here that the record does not hold already.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from django.db import transaction

from saiyai.kernel.buddhist_era import ERA_SHIFT
from saiyai.kernel.text import normalise, search_key
from saiyai.portal.models import SearchEntry
from saiyai.web.offers import SEARCH_SOURCES, SearchDocument, SearchSource

LONGEST_TEXT = 200_000
"""How many letters of a text are kept: of a whole book the rest is not found."""
LONGEST_TITLE, LONGEST_KEY = 300, 700
KEPT_AT_ONCE = 50
"""How many entries one transaction writes: nobody holds the one writer for long."""
COPIED = (
    "place_code",
    "year",
    "on",
    "version",
    "url",
    "title_th",
    "title_en",
    "title_key",
    "text",
    "text_key",
    "fault",
)


def keep_entries(source: SearchSource, keys: Collection[str]) -> None:
    """Make the entries of some keys like their things; those that not everybody may see go."""
    made = [_entry(source.kind, each) for each in source.documents(keys)]
    gone = set(keys) - {each.key for each in made}
    with transaction.atomic():
        SearchEntry.objects.filter(kind=source.kind, key__in=gone).delete()
        SearchEntry.objects.bulk_create(
            made, update_conflicts=True, unique_fields=["kind", "key"], update_fields=COPIED
        )


def drop_entry(source: SearchSource, key: str) -> None:
    """Let the search find a thing no longer."""
    SearchEntry.objects.filter(kind=source.kind, key=key).delete()


def keep_all_entries() -> int:
    """Make all entries like what their sources offer, and return how many were not."""
    offered = [each.kind for each in SEARCH_SOURCES]
    SearchEntry.objects.exclude(kind__in=offered).delete()
    return sum(map(_keep_source, SEARCH_SOURCES))


def _keep_source(source: SearchSource) -> int:
    kept = dict(SearchEntry.objects.filter(kind=source.kind).values_list("key", "version"))
    public = source.versions(None)
    differing = [key for key in {*kept, *public} if kept.get(key) != public.get(key)]
    for some in _batches(differing):
        keep_entries(source, some)
    return len(differing)


def _batches(keys: Sequence[str]) -> Iterator[list[str]]:
    remaining = iter(keys)
    while some := list(islice(remaining, KEPT_AT_ONCE)):
        yield some


def _entry(kind: str, found: SearchDocument) -> SearchEntry:
    title_th, title_en = normalise(found.title_th)[:LONGEST_TITLE], normalise(found.title_en)[:LONGEST_TITLE]
    text = normalise(found.text[:LONGEST_TEXT])
    year = found.year or (found.on.year + ERA_SHIFT if found.on else None)
    return SearchEntry(
        kind=kind,
        key=found.key,
        place_code=found.place_code,
        year=year,
        on=found.on,
        version=found.version,
        url=found.url,
        title_th=title_th,
        title_en=title_en,
        title_key=f"{search_key(title_th)} {search_key(title_en)}".strip()[:LONGEST_KEY],
        text=text,
        text_key=search_key(text),
        fault=found.fault or None,
    )

"""Moving the articles of the former site in: one act, however many they are; a second time nothing but what differs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from saiyai.accounts.models import Office
from saiyai.audit import clock
from saiyai.audit.command import command, name_subject
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.portal import access
from saiyai.portal.models import ArticlePage, MovedArticle, MovedCategory, NewsIndexPage
from saiyai.portal.moving.bodies import body_of, paths_in
from saiyai.portal.moving.files import brought_files
from saiyai.portal.moving.preparing import prepared
from saiyai.portal.queries.newsroom import newsroom_of_office

AT_ONCE = 100
LONGEST_OLD_PATH = 255
"""The longest old address that the CMS keeps a way for."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What arrives: the prepared articles, the folder of files that came along, and what is the same for all."""

    prepared: Path
    files: Path | None
    office: Office | None
    place_code: str
    categories: Mapping[int, tuple[str, str]]
    """The former site's categories by number: title there, category here."""


@dataclass
class Moved:
    """How many articles were new, changed, the same, deleted here since, or changed here since and so left alone."""

    new: int = 0
    changed: int = 0
    same: int = 0
    deleted_here: int = 0
    edited_here: int = 0


@command("portal.articles.move_in", allows=access.may_move_in)
def move_articles_in(*, arrival: Arrival, reason: str, by: Actor) -> Moved:  # noqa: ARG001 (the decorator reads both)
    """Write the prepared articles with their files and old addresses; the reason names the export by its digest.

    Raises Refusal where there is no news list for them to lie below.
    """
    parent = news_list(arrival.office)
    if parent is None:
        raise Refusal("moving.no_news")
    _keep_categories(arrival)
    moved = Moved()
    for some in _batches(prepared(arrival.prepared)):
        _move(some, arrival, parent, moved)
    name_subject(f"cms.page:{parent.pk}")
    return moved


def news_list(office: Office | None) -> Page | None:
    """Return the page below which an office's articles lie: its newsroom, the news list for none; None without news."""
    newsroom = newsroom_of_office(office) if office is not None else None
    return newsroom.page if newsroom is not None else Page.objects.type(NewsIndexPage).first()


def _batches(told: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    remaining = iter(told)
    while some := list(islice(remaining, AT_ONCE)):
        yield some


def _keep_categories(arrival: Arrival) -> None:
    MovedCategory.objects.bulk_create(
        [
            MovedCategory(old_id=number, title=title[:255], category=category)
            for number, (title, category) in arrival.categories.items()
        ],
        update_conflicts=True,
        unique_fields=["old_id"],
        update_fields=["title", "category"],
    )


def _move(some: list[dict[str, Any]], arrival: Arrival, parent: Page, moved: Moved) -> None:
    known = {
        each.old_id: each
        for each in MovedArticle.objects.filter(old_id__in=[one["old_id"] for one in some]).select_related(
            "page"
        )
    }
    differing = [each for each in some if _differs(each, known.get(each["old_id"]), moved)]
    paths = {path for each in differing for path in paths_in(each["blocks"])}
    files = brought_files(arrival.files, paths, arrival.office) if arrival.files is not None else {}
    new = [each for each in differing if each["old_id"] not in known]
    _write_new(new, arrival, parent, files)
    moved.new += len(new)
    for each in differing:
        held = known.get(each["old_id"])
        if held is not None and held.page is not None:
            _change(held, held.page, each, arrival, files)
            moved.changed += 1
    _lay_ways(differing)


def _differs(told: dict[str, Any], known: MovedArticle | None, moved: Moved) -> bool:
    """Tell whether an article is to be written, and count it where it is not."""
    if known is None:
        return True
    if known.page is None:
        moved.deleted_here += 1
        return False
    if known.digest == told["digest"]:
        moved.same += 1
        return False
    if known.page.latest_revision_id != known.revision_id:
        moved.edited_here += 1
        return False
    return True


def _fields(told: dict[str, Any], arrival: Arrival, files: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": told["title"],
        "draft_title": told["title"],
        "summary": told["summary"],
        "category": told["category"],
        "byline": told["byline"],
        "published_on": date.fromisoformat(told["published_on"]),
        "office": arrival.office,
        "place_code": arrival.place_code,
        "body": body_of(told["blocks"], files, told["title"]),
    }


def _write_new(new: list[dict[str, Any]], arrival: Arrival, parent: Page, files: Mapping[str, Any]) -> None:
    """Write articles that are not here yet, many rows a statement: their pages, bodies, first versions, index."""
    if not new:
        return
    now = clock.now()
    below = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    last = below.order_by("-path").values_list("path", flat=True).first()
    step = Page._str2int(last[-Page.steplen :]) if last else 0  # noqa: SLF001 (how the tree numbers its pages)
    pages = []
    for offset, told in enumerate(new, 1):
        article = ArticlePage(
            **_fields(told, arrival, files),
            slug=told["slug"],
            live=told["is_live"],
            has_unpublished_changes=not told["is_live"],
            path=Page._get_path(parent.path, parent.depth + 1, step + offset),  # noqa: SLF001
            depth=parent.depth + 1,
            locale=parent.locale,
            content_type=ContentType.objects.get_for_model(ArticlePage),
            first_published_at=now if told["is_live"] else None,
            last_published_at=now if told["is_live"] else None,
            latest_revision_created_at=now,
        )
        article.set_url_path(parent)
        pages.append(article)
    _insert(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=models.F("numchild") + len(pages))
    _note_versions(pages, new)
    for backend in get_search_backends():
        backend.add_bulk(ArticlePage, pages)
    for page, told in zip(pages, new, strict=True):
        if paths_in(told["blocks"]):
            ReferenceIndex.create_or_update_for_object(page)


def _insert(pages: list[ArticlePage]) -> None:
    """Insert articles: their rows of the pages' table, then those of their own, which Django does only one by one."""
    shared = [field for field in Page._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    rows = Page.objects.bulk_create(
        [Page(**{field.attname: getattr(page, field.attname) for field in shared}) for page in pages]
    )
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = page.page_ptr_id = row.pk
        page._state.adding = False  # noqa: SLF001
    query = models.sql.InsertQuery(ArticlePage)
    rows_of_own: list[models.Model] = [*pages]
    query.insert_values(ArticlePage._meta.local_concrete_fields, rows_of_own, raw=True)  # noqa: SLF001
    query.get_compiler(connection=connection).execute_sql()


def _note_versions(pages: list[ArticlePage], new: list[dict[str, Any]]) -> None:
    """Note each article's first version, to which an editor can go back, and where each came from."""
    kind, base = (ContentType.objects.get_for_model(each) for each in (ArticlePage, Page))
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=page.latest_revision_created_at,
                object_str=str(page),
                content=page.serializable_data(),
            )
            for page in pages
        ]
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
        page.live_revision = revision if page.live else None
    Page.objects.bulk_update(
        [
            Page(pk=page.pk, latest_revision=page.latest_revision, live_revision=page.live_revision)
            for page in pages
        ],
        ["latest_revision", "live_revision"],
    )
    MovedArticle.objects.bulk_create(
        [
            MovedArticle(
                old_id=told["old_id"], page=page, digest=told["digest"], revision_id=page.latest_revision_id
            )
            for page, told in zip(pages, new, strict=True)
        ]
    )


def _change(
    known: MovedArticle,
    page: ArticlePage,
    told: dict[str, Any],
    arrival: Arrival,
    files: Mapping[str, Any],
) -> None:
    """Bring an article to what the former site says of it now, as a new version."""
    for name, value in _fields(told, arrival, files).items():
        setattr(page, name, value)
    revision = page.save_revision(clean=False)
    if told["is_live"]:
        revision.publish(log_action=False, skip_permission_checks=True)
    elif page.live:
        page.unpublish(log_action=False)
    known.digest, known.revision_id = told["digest"], revision.pk
    known.save(update_fields=["digest", "revision_id"])


def _lay_ways(written: list[dict[str, Any]]) -> None:
    """Let the old addresses lead to the new pages; an address that another page has, or leads elsewhere, is left."""
    pages = dict(
        MovedArticle.objects.filter(old_id__in=[told["old_id"] for told in written]).values_list(
            "old_id", "page_id"
        )
    )
    wanted: dict[str, int] = {}
    for told in written:
        own = f"/news/{told['slug']}"
        for path in told["paths"]:
            old = Redirect.normalise_path(path)
            if old != own and len(old) <= LONGEST_OLD_PATH and "\0" not in old:
                wanted.setdefault(old, pages[told["old_id"]])
    held = set(Redirect.objects.filter(old_path__in=list(wanted)).values_list("old_path", flat=True))
    Redirect.objects.bulk_create(
        [
            Redirect(old_path=path, redirect_page_id=page, is_permanent=True, automatically_created=True)
            for path, page in wanted.items()
            if path not in held
        ]
    )


def told_of(moved: Moved) -> dict[str, int]:
    """Return the counts by name."""
    return asdict(moved)

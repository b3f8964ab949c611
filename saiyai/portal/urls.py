"""The addresses of the portal: its own pages, the CMS, and last of all the pages that the CMS serves."""

from django.conf import settings
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from saiyai.kernel.powers import DESK_ROLES
from saiyai.portal import feeds
from saiyai.portal.sitemap import SITEMAPS
from saiyai.portal.views import (
    article,
    data,
    moved,
    offices,
    pages,
    papers,
    pictures,
    search,
    translation,
    words,
)
from saiyai.web.routes import PUBLIC, held_by, route


def _sitemap(request: HttpRequest) -> HttpResponse:
    return sitemap_index(request, SITEMAPS, sitemap_url_name="sitemap_of")


def _sitemap_of(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap(request, SITEMAPS, section=section)


demonstration: list[URLPattern] = [
    route("demonstration/", pages.guided_path, name="demonstration_path", policy=PUBLIC),
]
"""The guided path, which no office's installation has."""

urlpatterns: list[URLPattern | URLResolver] = [
    *(demonstration if settings.DEMONSTRATION else []),
    route("about/origin/", pages.origin_page, name="origin", policy=PUBLIC),
    route("news/", pages.news, name="news", policy=PUBLIC),
    route("news/feed.rss", feeds.RssFeed(), name="news_rss", policy=PUBLIC),
    route("news/feed.atom", feeds.AtomFeed(), name="news_atom", policy=PUBLIC),
    route("news/<str:slug>/", article.shown, name="article", policy=PUBLIC),
    route("news/<str:slug>/article.pdf", article.as_pdf, name="article_pdf", policy=PUBLIC),
    route("news/<str:slug>/article.docx", article.as_word, name="article_word", policy=PUBLIC),
    route("news/<str:slug>/send/", article.send, name="article_send", policy=PUBLIC),
    route("news/<str:slug>/event.ics", article.as_calendar, name="article_event", policy=PUBLIC),
    route("desk/<str:slug>/english/", translation.begin, name="article_english", policy=held_by(*DESK_ROLES)),
    route("data/", data.datasets, name="data", policy=PUBLIC),
    route("data/feed.atom", feeds.DataFeed(), name="data_atom", policy=PUBLIC),
    route("data/datapackage.json", data.whole_package, name="data_package", policy=PUBLIC),
    route("data/catalog.jsonld", data.catalogue, name="data_catalogue", policy=PUBLIC),
    route("data/<slug:key>/", data.dataset, name="dataset", policy=PUBLIC),
    route("data/<slug:key>/datapackage.json", data.package, name="dataset_package", policy=PUBLIC),
    route("data/<slug:key>.<slug:form>", data.file, name="data_file", policy=PUBLIC),
    route("api/3/action/<slug:action>", data.ckan, name="ckan", policy=PUBLIC),
    route("api/action/<slug:action>", data.ckan, name="ckan_unnumbered", policy=PUBLIC),
    route("documents/", papers.listed, name="papers", policy=PUBLIC),
    route("offices/", offices.listed, name="office_pages", policy=PUBLIC),
    route("offices/<slug:code>/", offices.office, name="office_page", policy=PUBLIC),
    route("offices/<slug:code>/write/", offices.write, name="office_write", policy=PUBLIC),
    route("offices/<slug:code>/<str:slug>/", offices.standing, name="office_standing", policy=PUBLIC),
    route("search/", search.search, name="search", policy=PUBLIC),
    route("search/opensearch.xml", search.description, name="search_description", policy=PUBLIC),
    route("robots.txt", pages.robots, name="robots", policy=PUBLIC),
    route("sitemap.xml", _sitemap, name="sitemap", policy=PUBLIC),
    route("index.php", moved.by_query, name="moved", policy=PUBLIC),
    route("index2.php", moved.by_query, name="moved_earlier", policy=PUBLIC),
    route("index.php/<path:steps>", moved.by_query, name="moved_steps", policy=PUBLIC),
    route("component/content/article/<path:steps>", moved.by_query, name="moved_component", policy=PUBLIC),
    route("sitemap-<slug:section>.xml", _sitemap_of, name="sitemap_of", policy=PUBLIC),
    route("media/<str:folder>/<str:name>", pictures.picture, name="picture", policy=PUBLIC),
    path("cms/jsi18n/", words.words_of_editor),
    path("cms/door/", pages.editors_door, name="editors_door"),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]

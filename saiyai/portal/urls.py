"""The addresses of the portal: its own pages, the CMS, and last of all the pages that the CMS serves."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from saiyai.portal import views
from saiyai.web.routes import PUBLIC, route

demonstration: list[URLPattern] = [
    route("demonstration/", views.guided_path, name="demonstration_path", policy=PUBLIC),
]
"""The guided path, which no office's installation has."""

urlpatterns: list[URLPattern | URLResolver] = [
    *(demonstration if settings.DEMONSTRATION else []),
    route("about/origin/", views.origin_page, name="origin", policy=PUBLIC),
    route("latest-news/", views.news, name="news", policy=PUBLIC),
    route("news/<str:slug>/article.pdf", views.article_pdf, name="article_pdf", policy=PUBLIC),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]

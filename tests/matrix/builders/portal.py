"""Articles, pictures and datasets for the matrix to ask for."""

from typing import Any

from saiyai.accounts.models import Office
from saiyai.kernel.powers import Console
from saiyai.portal.commands.newsroom import open_newsroom
from saiyai.portal.demonstration import demo_office_page
from saiyai.portal.models import ArticlePage, MovedArticle
from saiyai.portal.queries.newsroom import newsroom_of_office
from tests.cast import Cast
from tests.matrix.builders.registry import builder, next_number
from tests.portal.told import an_article


@builder("parameter:section")
def a_section_of_the_site_map(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"section": "places"}


@builder("picture")
def a_picture_at(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"folder": "images", "name": "none.webp"}


@builder("article", "article_pdf", "article_word", "article_send", "article_event", "article_english")
def an_article_at(cast: Cast, place_code: str) -> dict[str, Any]:
    slug = f"article-{next_number()}"
    an_article(slug, place_code=place_code)
    return {"slug": slug}


@builder("office_standing")
def a_page_of_an_office(cast: Cast, place_code: str) -> dict[str, Any]:
    office = Office.objects.get(code="tpso10")
    an_article("opens-the-news")
    if newsroom_of_office(office) is None:
        open_newsroom(office=office, by=Console())
    slug = f"page-{next_number()}"
    demo_office_page({"slug": slug, "title": "งานของเรา", "summary": "สรุป", "body": []}, office=office)
    return {"code": office.code, "slug": slug}


@builder("dataset", "dataset_package")
def a_dataset(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"key": "organisations"}


@builder("data_file")
def a_file_of_a_dataset(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"key": "organisations", "form": "csv"}


@builder("ckan", "ckan_unnumbered")
def a_question_to_the_catalogue(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"action": "package_list"}


@builder("moved_steps", "moved_component")
def an_article_moved_here(cast: Cast, place_code: str) -> dict[str, Any]:
    number = next_number()
    an_article(f"moved-{number}", place_code=place_code)
    page = ArticlePage.objects.get(slug=f"moved-{number}")
    MovedArticle.objects.create(old_id=number, page=page, digest="", revision_id=0)
    return {"steps": f"{number}-moved"}

"""What the site says of its cookies and of personal data is what it does."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from saiyai.web.cookies import all_cookies
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/", "/news/", "/places/", "/offices/", "/about/privacy/", "/about/cookies/"]
)
def test_who_only_reads_gets_no_cookie(client: Client, cast: Cast, path: str):
    answer = client.get(path)

    assert not answer.cookies
    assert not client.cookies


def test_every_cookie_that_is_set_is_on_the_page(cast: Cast):
    client = Client(headers={"origin": "http://testserver"})
    client.get("/accounts/login/")
    client.post("/preferences/", {"language": "en"})
    client.force_login(cast.support_officer)
    page = BeautifulSoup(client.get("/about/cookies/").content, "html.parser")

    told = {each.get_text() for each in page.select("th code")}
    assert set(client.cookies) <= told == {each.name for each in all_cookies()}


@pytest.mark.parametrize("name", ["privacy", "cookies", "accessibility", "record", "licence"])
def test_the_notices_are_linked_from_every_page_in_both_languages(client: Client, name: str):
    for language in ("th", "en"):
        client.cookies["preferences"] = f"language={language}"
        page = BeautifulSoup(client.get(f"/about/{name}/").content, "html.parser")
        assert page.find("html")["lang"] == language
        assert page.select_one(f'footer a[href="/about/{name}/"]') is not None

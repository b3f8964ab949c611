"""The guided path exists in a demonstration's home and nowhere else."""

import pytest
from django.test import override_settings
from django.urls import include, path, reverse

from saiyai.accounts.urls import demonstration as doors
from saiyai.portal import guided
from saiyai.portal.urls import demonstration as guided_path
from saiyai.site.urls import urlpatterns as every_address

pytestmark = pytest.mark.django_db

urlpatterns = [path("accounts/", include(doors)), *guided_path, *every_address]
"""The addresses as a demonstration has them."""


@pytest.fixture
def in_demonstration(settings):
    settings.DEMONSTRATION = True
    with override_settings(ROOT_URLCONF=__name__):
        yield settings


def test_it_says_so_while_the_reports_are_still_being_made(in_demonstration, client):
    page = client.get("/demonstration/")

    assert page.status_code == 200
    assert page.context["walk"] is None


def test_every_page_of_a_demonstration_leads_to_it(in_demonstration, client):
    assert 'href="/demonstration/"' in client.get("/about/record/").content.decode()


def test_an_offices_installation_has_no_guided_path(client):
    assert client.get("/demonstration/").status_code == 404
    assert "/demonstration/" not in client.get("/about/record/").content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_even_where_the_address_stood_it_would_answer_nobody_outside_a_demonstration(client):
    assert client.get("/demonstration/").status_code == 404
    assert reverse("demonstration_path") == "/demonstration/"


def test_nobody_walks_it_outside_a_demonstration():
    with pytest.raises(RuntimeError):
        guided.walk()

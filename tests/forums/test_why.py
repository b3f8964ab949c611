"""Why a forum's numbers are what they are, and who told them, for those who may know."""

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.forums import commands
from saiyai.forums.models import Forum, Showcase
from saiyai.web.offers import Figure
from tests.cast import Cast
from tests.matrix.builders.forums import showcase_at

pytestmark = pytest.mark.django_db


def figures_for(person: User | None, address: str) -> list[Figure]:
    client = Client()
    if person is not None:
        client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return list(answer.context["figures"])


@pytest.fixture
def showcase(cast: Cast) -> Showcase:
    return Showcase.objects.get(**(showcase_at(cast, "501412") or {}))


def test_a_forum_says_which_provinces_have_not_selected_and_who_did_last(cast: Cast, showcase: Showcase):
    commands.select_showcase(showcase=showcase, reason="เด่น", by=cast.province_officer)
    address = reverse("forum", args=[Forum.objects.get().code])

    own = figures_for(cast.province_officer, address)[-1].why
    public = figures_for(None, address)[-1].why

    assert own is not None
    assert public is not None
    assert own.missing == (("ลำปาง", "#52"),)
    assert own.acts[0].by == str(cast.province_officer)
    assert own.acts[0].entry is not None
    assert (public.acts[0].entry, public.acts[0].by) == (own.acts[0].entry, "")


def test_what_was_announced_names_its_act_and_its_author_only_where_that_may_be_known(
    cast: Cast, showcase: Showcase
):
    address = reverse("forum", args=[showcase.forum.code])

    for reader, name in ((cast.support_officer, str(cast.support_officer)), (cast.citizen, "")):
        whys = [figure.why for figure in figures_for(reader, address)]
        assert all(why is not None for why in whys)
        assert whys[0] is not None
        assert [act.by for act in whys[0].acts] == [name]

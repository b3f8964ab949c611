"""The real service on a private database of either engine: pages show what others committed."""

from urllib.request import urlopen

import pytest

from saiyai.audit.models import ChainHead
from saiyai.kernel.powers import Console
from tests.audit import acts
from tests.site.programs import Service, until

pytestmark = [pytest.mark.engine, pytest.mark.slow]


def page(service: Service, path: str) -> str:
    with urlopen(f"http://localhost:{service.port}{path}", timeout=20) as answer:
        return answer.read().decode()


def test_the_public_record_shows_an_act_that_another_process_committed(server: Service):
    before = page(server, "/about/record/")

    acts.open_office(code="opened-beside-the-service", by=Console())

    head = ChainHead.objects.get(pk=1)
    assert head.hash not in before
    until(lambda: head.hash in page(server, "/about/record/").replace("<wbr>", ""))


def test_the_service_is_well_on_either_engine(server: Service):
    status, health = server.health()

    assert status == 200, health

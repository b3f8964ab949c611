"""Where the service may listen: real work beyond this machine only by HTTPS, a demonstration never."""

import socket
from pathlib import Path

import pytest

from saiyai.site.home import Home, Kind
from saiyai.site.service.plan import Plan, check, is_loopback
from saiyai.site.trouble import Trouble
from tests.site.programs import free_port

ALL_ADDRESSES = "0.0.0.0"
CERTIFICATE = {"certificate": Path("server.pem"), "key": Path("server.key")}


def a_plan(kind: Kind = Kind.OFFICE, **terms: object) -> Plan:
    return Plan(Home(Path("home"), kind), **({"port": free_port()} | terms))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.0.1", "::1"])
def test_loopback_is_served_without_https(host: str):
    assert is_loopback(host)
    check(a_plan(host=host))


@pytest.mark.parametrize(
    "host", [ALL_ADDRESSES, "192.0.2.1", "::", "saiyai.example.org", "localhost.example.org"]
)
def test_plain_http_beyond_this_machine_is_refused(host: str):
    with pytest.raises(Trouble, match="HTTPS"):
        check(a_plan(host=host))


def test_https_beyond_this_machine_is_served():
    plan = a_plan(host="saiyai.example.org", **CERTIFICATE)
    check(plan)

    assert plan.listens_on == ALL_ADDRESSES
    assert plan.address.startswith("https://saiyai.example.org:")


@pytest.mark.parametrize(
    "terms", [{"host": ALL_ADDRESSES, **CERTIFICATE}, {"public_name": "saiyai.example.org"}]
)
def test_a_demonstration_never_leaves_this_machine(terms: dict[str, object]):
    with pytest.raises(Trouble, match="this machine only"):
        check(a_plan(Kind.DEMONSTRATION, **terms))


def test_a_certificate_without_its_key_is_refused():
    with pytest.raises(Trouble, match="--key"):
        check(a_plan(certificate=Path("server.pem")))


def test_a_port_in_use_is_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Trouble, match="in use"):
            check(a_plan(port=taken.getsockname()[1]))

"""Certificates of the home's own authority: what browsers and phones ask of them."""

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from saiyai.site.certificate import Made, make_certificate
from tests.site.programs import saiyai


def made_for(name: str, folder: Path) -> Made:
    return make_certificate(
        name, folder / "out", folder / "authority", f"https://{name}:8000/health/authority.pem"
    )


def server_of(made: Made) -> x509.Certificate:
    return x509.load_pem_x509_certificates(made.certificate.read_bytes())[0]


def test_the_certificate_names_the_host_and_lasts_as_long_as_browsers_take(tmp_path: Path):
    server = server_of(made_for("saiyai.office.local", tmp_path))

    names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    left = server.not_valid_after_utc - datetime.now(UTC)
    assert names.get_values_for_type(x509.DNSName) == ["saiyai.office.local"]
    assert timedelta(days=390) < left < timedelta(days=398)


def test_an_address_is_named_as_one(tmp_path: Path):
    server = server_of(made_for("192.0.2.7", tmp_path))

    names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.IPAddress) == [ipaddress.ip_address("192.0.2.7")]


def test_later_certificates_come_from_the_same_authority(tmp_path: Path):
    first, second = made_for("one.local", tmp_path), made_for("two.local", tmp_path)

    assert first.authority.read_bytes() == second.authority.read_bytes()
    server_of(second).verify_directly_issued_by(x509.load_pem_x509_certificate(first.authority.read_bytes()))


def test_the_authority_can_sign_servers_only(tmp_path: Path):
    authority = x509.load_pem_x509_certificate(made_for("one.local", tmp_path).authority.read_bytes())

    bounds = authority.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (bounds.ca, bounds.path_length) == (True, 0)


def test_keys_are_read_by_their_owner_only(tmp_path: Path):
    made = made_for("one.local", tmp_path)

    assert made.key.stat().st_mode & 0o077 == 0
    assert (tmp_path / "authority" / "authority.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["../outside", "a b", "", "-host", "x/y"])
def test_a_name_that_is_none_is_refused(office: Path, name: str):
    done = saiyai(office, "certificate", "--", name)

    assert done.returncode == 1
    assert not (office / "certificates").exists()


def test_the_code_leads_to_the_authority(office: Path):
    done = saiyai(office, "certificate", "saiyai.office.local", "--port", "8443")

    assert done.returncode == 0
    assert "▄" in done.stdout
    assert (office / "certificates" / "authority-qr.svg").read_text().startswith("<?xml")

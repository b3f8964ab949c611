"""A local authority and a server certificate signed by it, for an office whose phones must reach it by HTTPS.

The authority's key stays in the home; a phone trusts the authority once, and every later certificate of the
same home.
"""

import ipaddress
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LASTS = timedelta(days=3650)
SERVER_LASTS = timedelta(days=397)
"""The longest that browsers accept of a server's certificate is 398 days."""
AUTHORITY_NAME = "Saiyai local authority"


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a certificate."""

    certificate: Path
    key: Path
    authority: Path
    code: Path
    """The picture (SVG) of the QR that leads a phone to the authority's file."""


def make_certificate(name: str, folder: Path, authority_folder: Path, address: str) -> Made:
    """Make a server certificate for a name or address; the first call makes the authority that signs it.

    `address` is what the QR says: where a phone fetches the authority's certificate.
    """
    folder.mkdir(parents=True, exist_ok=True)
    authority, authority_key = _authority(authority_folder)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _server_certificate(name, key, authority, authority_key)
    made = Made(
        folder / f"{name}.pem", folder / f"{name}.key", folder / "authority.pem", folder / "authority-qr.svg"
    )
    chain = [certificate, authority]
    made.certificate.write_bytes(b"".join(each.public_bytes(serialization.Encoding.PEM) for each in chain))
    _write_key(made.key, key)
    made.authority.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    segno.make(address, error="m").save(str(made.code), scale=6, border=4)
    return made


def _authority(folder: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    certificate_file, key_file = folder / "authority.pem", folder / "authority.key"
    if certificate_file.is_file() and key_file.is_file():
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return x509.load_pem_x509_certificate(certificate_file.read_bytes()), key
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = ec.generate_private_key(ec.SECP256R1())
    certificate = _authority_certificate(fresh)
    _write_key(key_file, fresh)
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return certificate, fresh


def _authority_certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, AUTHORITY_NAME)])
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _server_certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    now = datetime.now(UTC)
    issuer_identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])]))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + SERVER_LASTS)
        .add_extension(x509.SubjectAlternativeName([_alternative(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer_identifier, critical=False)
        .sign(authority_key, hashes.SHA256())
    )


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)

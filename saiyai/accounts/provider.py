"""The provider of identities that an office may name in its environment: who it is and what is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LEAST_LEVEL = "2.3"
"""The level of identity proofing that ThaID documents: met in person, chip read, face compared."""

CLAIMS = ("pid", "sub")


class ProviderMisnamed(ValueError):  # noqa: N818 (what is found, as Refusal is)
    """The environment names a provider that cannot be asked."""


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """An OpenID Connect provider: its address, this office's registration with it, and what its answers must hold."""

    issuer: str
    client_id: str
    client_secret: str
    name: str = "ThaID"
    scope: str = "openid pid ial"
    claim: str = "pid"
    """The claim that names the person for good: `pid`, the number in the civil register, or `sub`."""
    least_level: str = LEAST_LEVEL
    """The lowest `ial` that is accepted; empty where none is asked for."""
    other_origins: tuple[str, ...] = ()

    @property
    def metadata_address(self) -> str:
        """Return where the provider describes itself (OpenID Connect Discovery 1.0, section 4)."""
        return self.issuer.rstrip("/") + "/.well-known/openid-configuration"

    @property
    def origins(self) -> tuple[str, ...]:
        """Return the origins that a form of ours may lead to."""
        parts = urlsplit(self.issuer)
        return (f"{parts.scheme}://{parts.netloc}", *self.other_origins)

    def accepts_level(self, level: str) -> bool:
        """Tell whether a level of identity proofing is high enough."""
        return not self.least_level or _steps(level) >= _steps(self.least_level) > ()


def provider_from(environment: Mapping[str, str]) -> IdentityProvider | None:
    """Return the provider that the environment names, None where it names none; ProviderMisnamed where it cannot be."""
    issuer = environment.get("SAIYAI_OIDC_ISSUER", "").strip()
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in LOOPBACK):
        raise ProviderMisnamed("SAIYAI_OIDC_ISSUER must be an https:// address")
    client_id = environment.get("SAIYAI_OIDC_CLIENT_ID", "").strip()
    client_secret = environment.get("SAIYAI_OIDC_CLIENT_SECRET", "").strip()
    if not client_id or not client_secret:
        raise ProviderMisnamed("SAIYAI_OIDC_CLIENT_ID and SAIYAI_OIDC_CLIENT_SECRET must be set too")
    claim = environment.get("SAIYAI_OIDC_CLAIM", "pid").strip()
    if claim not in CLAIMS:
        raise ProviderMisnamed("SAIYAI_OIDC_CLAIM must be pid or sub")
    least_level = environment.get("SAIYAI_OIDC_LEAST_IAL", LEAST_LEVEL).strip()
    if least_level and not _steps(least_level):
        raise ProviderMisnamed("SAIYAI_OIDC_LEAST_IAL must be a level such as 2.3, or empty")
    return IdentityProvider(
        issuer,
        client_id,
        client_secret,
        name=environment.get("SAIYAI_OIDC_NAME", "ThaID").strip(),
        scope=environment.get("SAIYAI_OIDC_SCOPE", "openid pid ial").strip(),
        claim=claim,
        least_level=least_level,
        other_origins=tuple(environment.get("SAIYAI_OIDC_ORIGINS", "").split()),
    )


def _steps(level: str) -> tuple[int, ...]:
    """Return a level such as "2.3" in steps that compare, nothing where it is none."""
    parts = level.strip().split(".")
    return tuple(int(part) for part in parts) if all(p.isascii() and p.isdigit() for p in parts) else ()

"""Asking a provider of identities (OpenID Connect Core 1.0, code flow with PKCE) and judging what it answers.

It is loaded only where an office names a provider. What comes back is a keyed hash: the number itself is
neither stored nor logged, and no other claim is read but the level of identity proofing.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import requests
from authlib.integrations.base_client import MismatchingStateError, OAuthError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from joserfc.errors import JoseError

from saiyai.accounts.provider import IdentityProvider
from saiyai.audit.sealing import lookup_hash
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.national_id import parse_national_id
from saiyai.kernel.refusal import Refusal

SIGNATURES = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512")
"""Signatures by a key that the provider alone holds: never `none`, never one that a shared secret makes."""
LEEWAY_SECONDS = 60
PATIENCE_SECONDS = 10
KEPT_SECONDS = 3_600
CONTEXT = "accounts.identity"


@dataclass(frozen=True, slots=True)
class Shown:
    """An identity that a provider vouches for, and what was under way when its owner was sent there."""

    issuer: str
    subject_hash: str
    act: Mapping[str, Any]


def answers(provider: IdentityProvider) -> bool:
    """Tell whether a provider describes itself as the one that was named."""
    try:
        _client(provider)
    except Refusal:
        return False
    return True


def lead_there(
    request: HttpRequest, provider: IdentityProvider, *, back: str, act: Mapping[str, Any]
) -> HttpResponse:
    """Return the redirect to the provider; `act` is kept in the session until the person is `back`."""
    client = _client(provider)
    try:
        begun = client.create_authorization_url(back)
    except (requests.RequestException, OAuthError, ValueError, RuntimeError) as silent:
        raise Refusal("identity.no_answer", provider=provider.name) from silent
    client.save_authorize_data(request, redirect_uri=back, act=dict(act), **begun)
    return HttpResponseRedirect(begun["url"])


def what_is_shown(request: HttpRequest, provider: IdentityProvider) -> Shown:
    """Return the identity with which a person comes back, or raise the refusal that says why it does not count."""
    client = _client(provider)
    kept = client.framework.get_state_data(request.session, request.GET.get("state") or "")
    if kept is None:
        raise Refusal("identity.begun_elsewhere", provider=provider.name)
    if request.GET.get("error"):
        client.framework.clear_state_data(request.session, request.GET["state"])
        raise Refusal("identity.cancelled", provider=provider.name)
    claims = _claims(client, request, provider)
    if not provider.accepts_level(str(claims.get("ial", ""))):
        raise Refusal("identity.level_too_low", provider=provider.name, least=provider.least_level)
    subject = _subject(claims, provider)
    subject_hash = lookup_hash(subject, context=f"{CONTEXT} {provider.issuer}")
    return Shown(provider.issuer, subject_hash, kept["act"])


def _claims(client: Any, request: HttpRequest, provider: IdentityProvider) -> Mapping[str, Any]:
    """Return what the provider says under its signature, joined by what it says of the same person when asked."""
    expected = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    try:
        token = client.authorize_access_token(request, claims_options=expected, leeway=LEEWAY_SECONDS)
        signed: Mapping[str, Any] = token.get("userinfo") or {}
        if not signed.get("sub"):
            raise Refusal("identity.not_valid", provider=provider.name)
        if signed.get(provider.claim) and (signed.get("ial") or not provider.least_level):
            return signed
        if not client.load_server_metadata().get("userinfo_endpoint"):
            return signed
        told = client.userinfo(token=token)
    except requests.RequestException as silent:
        raise Refusal("identity.no_answer", provider=provider.name) from silent
    except (JoseError, OAuthError, MismatchingStateError, ValueError, RuntimeError, KeyError) as wrong:
        raise Refusal("identity.not_valid", provider=provider.name) from wrong
    if told.get("sub") != signed["sub"]:
        raise Refusal("identity.not_valid", provider=provider.name)
    return {**told, **signed}


def _subject(claims: Mapping[str, Any], provider: IdentityProvider) -> str:
    """Return by what the person is known for good, in one form however it was written."""
    told = str(claims.get(provider.claim) or "")
    if not told:
        raise Refusal("identity.names_nobody", provider=provider.name)
    if provider.claim != "pid":
        return told
    try:
        return parse_national_id(told).digits
    except BadValue as wrong:
        raise Refusal("identity.names_nobody", provider=provider.name) from wrong


def _client(provider: IdentityProvider) -> Any:
    client = _client_of(provider, int(time.time()) // KEPT_SECONDS)
    try:
        described = client.load_server_metadata()
    except (requests.RequestException, ValueError) as silent:
        raise Refusal("identity.no_answer", provider=provider.name) from silent
    if described.get("issuer") != provider.issuer:
        raise Refusal("identity.not_valid", provider=provider.name)
    offered = described.get("id_token_signing_alg_values_supported") or ["RS256"]
    described["id_token_signing_alg_values_supported"] = [each for each in offered if each in SIGNATURES]
    return client


@lru_cache(maxsize=4)
def _client_of(provider: IdentityProvider, hour: int) -> Any:  # noqa: ARG001 (each hour the description is read anew)
    """Return the client that speaks to a provider; it keeps the provider's description and keys."""
    return DjangoOAuth2App(
        DjangoIntegration("identity"),
        name="identity",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=provider.metadata_address,
        client_kwargs={
            "scope": provider.scope,
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE_SECONDS,
        },
    )

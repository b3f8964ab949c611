"""Policies by prefix: of the routes that frameworks lay, which cannot declare their own."""

from collections.abc import Mapping

from saiyai.network.access import SEERS
from saiyai.web.routes import PUBLIC, SIGNED_IN, Policy, held_by

BY_PREFIX: Mapping[str, Policy] = {
    "/api/v1/places": PUBLIC,
    "/api/v1/organisations": PUBLIC,  # each reader gets what the directory shows them
    "/api/v1/links": PUBLIC,
    "/api/v1/coverage": held_by(*SEERS),
    "/api/v1/search": PUBLIC,
    "/api/v1/projects": SIGNED_IN,
    "/api/v1/reports": held_by(*SEERS),
    "/api/v1/rounds": SIGNED_IN,
    "/api/v1/series": SIGNED_IN,
    "/api/v1/indicators": SIGNED_IN,
    "/api/v1/targets": SIGNED_IN,
    "/api/v1/openapi.json": PUBLIC,
    "/cms/": SIGNED_IN,  # the editor asks its own permissions besides; its sign-in and its accounts are led to ours
    "/cms/door/": PUBLIC,  # leads a visitor to the sign-in, and tells others that the editor is not open to them
    "/cms/jsi18n/": PUBLIC,  # words for the editor's script
    "/cms/sprite/": PUBLIC,  # its icons
    "/documents/": PUBLIC,  # published files; the CMS keeps back those of pages that are not
    "/_util/authenticate_with_password/": PUBLIC,  # a page that its editor closed with a password
    "/": PUBLIC,  # pages that the CMS publishes, last of all addresses
}
"""The longest prefix of a path counts."""


def policy_of_path(path: str) -> Policy | None:
    """Return the policy of a framework's path, None where no prefix speaks of it."""
    fitting = [prefix for prefix in BY_PREFIX if path.startswith(prefix)]
    return BY_PREFIX[max(fitting, key=len)] if fitting else None

"""The addresses of the product as its routes declare them, so that a test over all of them grows by itself."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from saiyai.kernel.powers import NOBODY, Scope


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each, path)
        else:
            yield path, each


def paths_open_to(scope: Scope) -> list[str]:
    """Return the addresses without parameters that a scope may open; the editor under /cms/ has its own rules."""
    return sorted(
        f"/{path}"
        for path, pattern in _patterns(get_resolver(), "")
        if (policy := getattr(pattern.callback, "policy", None)) is not None
        and policy.admits(scope)
        and not re.search(r"[<(]|^cms/", path)
    )


def public_paths() -> list[str]:
    """Return the addresses without parameters that everybody may open."""
    return paths_open_to(NOBODY)

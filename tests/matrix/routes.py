"""Every address of the product with its policy, found by walking the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from saiyai.site.policies import policy_of_path
from saiyai.web.routes import Policy


@dataclass(frozen=True)
class Route:
    """One address: its name, its pattern, its parameters, and the policy that it declares or that its prefix has."""

    name: str
    pattern: str
    parameters: frozenset[str]
    policy: Policy | None
    is_ours: bool

    def __str__(self) -> str:
        return f"{self.name} ({self.pattern})"


def every_route(urlconf: str | None = None) -> list[Route]:
    return list(_walk(get_resolver(urlconf).url_patterns, "/"))


def _walk(patterns: list[URLPattern | URLResolver], above: str) -> Iterator[Route]:
    for each in patterns:
        pattern = above + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, pattern)
            continue
        declared = getattr(each.callback, "policy", None)
        fixed = pattern.split("<")[0].split("^")[0].split("(")[0]
        yield Route(
            name=each.name or "",
            pattern=pattern,
            parameters=frozenset(each.pattern.converters) | frozenset(each.pattern.regex.groupindex),
            policy=declared if declared is not None else policy_of_path(fixed),
            is_ours=declared is not None,
        )


def ours(urlconf: str | None = None) -> list[Route]:
    return [route for route in every_route(urlconf) if route.is_ours]

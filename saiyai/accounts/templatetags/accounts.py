"""How pages name roles, states and kinds of offices."""

from django import template
from django.conf import settings
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from saiyai.accounts.messages import COMMANDS, KINDS, ROLES, STATES
from saiyai.accounts.provider import IdentityProvider
from saiyai.accounts.queries import GrantRow, has_identity, needs_factor
from saiyai.kernel.powers import Scope
from saiyai.web.offers import Text
from saiyai.web.templatetags.saiyai import status

register = template.Library()


@register.filter
def role_name(role: str) -> Text:
    """Return a role's name in the reader's language."""
    return ROLES.get(str(role), str(role))


@register.filter
def kind_name(kind: str) -> Text:
    """Return the name of an office's kind in the reader's language."""
    return KINDS.get(str(kind), str(kind))


@register.simple_tag
def grant_state(grant: GrantRow) -> SafeString:
    """Return the status tag of a grant: whether it holds today, waits, is to come, is over or was taken away."""
    if grant.is_in_force:
        return status(_("holds today"), "good")
    if grant.state == "waiting":
        return status(STATES["waiting"], "warn")
    if grant.state == "active":
        return status(_("not on this day"), "plain")
    return status(STATES[grant.state], "bad")


@register.simple_tag
def identity_provider() -> IdentityProvider | None:
    """Return the provider of identities that the office named, None where it named none."""
    provider: IdentityProvider | None = settings.IDENTITY_PROVIDER
    return provider


@register.simple_tag(takes_context=True)
def is_identity_linked(context: Context, provider: IdentityProvider) -> bool:
    """Tell whether an identity of a provider opens the reader's account."""
    return has_identity(context["request"].user, provider.issuer)


@register.filter
def browser_name(user_agent: str) -> str:
    """Return what a browser calls itself in two words, for a list of sessions."""
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux")
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    browser = next((name for token, name in browsers if token in user_agent), "")
    system = next((name for name in systems if name in user_agent), "")
    return " · ".join(part for part in (browser, system) if part) or user_agent[:40]


@register.filter
def act_sentence(command: str) -> Text:
    """Return what an act is called in a history."""
    return COMMANDS.get(command, command)


@register.filter
def calls_for_factor(scope: Scope) -> bool:
    """Tell whether a scope's roles call for a second factor."""
    return needs_factor(scope)

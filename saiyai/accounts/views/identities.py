"""The door of a provider of identities: being led there, coming back, linking and unlinking."""

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saiyai.accounts import commands, queries
from saiyai.accounts.access import may_change_person
from saiyai.accounts.forms import ReasonForm
from saiyai.accounts.provider import IdentityProvider
from saiyai.accounts.rules import hash_of_secret
from saiyai.accounts.throttle import IDENTITY_FROM, Taking, take
from saiyai.accounts.views.form_page import crumbs_to, form_page
from saiyai.audit import clock
from saiyai.audit.command import note_security_event
from saiyai.kernel.refusal import Refusal
from saiyai.web.refusals import text_of, too_many
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

if TYPE_CHECKING:
    from saiyai.accounts.open_id import Shown


@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the provider: to sign in, or to accept the invitation whose secret was sent along."""
    provider = _provider()
    if not take([Taking(IDENTITY_FROM, _address(request))]):
        return too_many(request)
    secret = request.POST.get("invitation", "")
    if not secret:
        wanted = request.POST.get("next", "")
        way = wanted if wanted.startswith("/") and get_adapter(request).is_safe_url(wanted) else ""
        return _lead(request, provider, {"kind": "sign_in", "next": way})
    invitation = queries.link_with(hash_of_secret(secret), at=clock.now())
    if invitation is None:
        return render(request, "accounts/link_spent.html", status=410)
    return _lead(request, provider, {"kind": "accept", "invitation": invitation.token_hash})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def link(request: HttpRequest) -> HttpResponse:
    """Say what linking means, or lead to the provider to do it."""
    provider = _provider()
    if request.method == "POST":
        return _lead(request, provider, {"kind": "link", "person": person_of_request(request).pk})
    return render(request, "accounts/identity_link.html", {"provider": provider})


@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Take what the provider shows: sign the person in, link the identity, or accept the invitation with it."""
    from saiyai.accounts.open_id import what_is_shown

    provider = _provider()
    try:
        shown = what_is_shown(request, provider)
        return {"sign_in": _sign_in, "link": _link, "accept": _accept}[shown.act["kind"]](
            request, provider, shown
        )
    except Refusal as refusal:
        note_security_event("identity_refused", code=refusal.code, address=_address(request))
        return _refused(request, provider, refusal)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def unlink(request: HttpRequest) -> HttpResponse:
    """Ask whether one's own identity shall open the account no more, or end it."""
    provider, person = _provider(), person_of_request(request)
    if not queries.has_identity(person, provider.issuer):
        raise Http404
    if request.method == "POST":
        commands.unlink_own_identity(person=person, issuer=provider.issuer, by=person)
        messages.success(request, _("%(provider)s is unlinked.") % {"provider": provider.name})
        return redirect("mfa_index")
    return render(request, "accounts/identity_unlink.html", {"provider": provider})


@require_http_methods(["GET", "HEAD", "POST"])
def unlink_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a person's identity shall open their account no more, or end it."""
    provider, by = _provider(), actor_of_request(request)
    found = queries.person_for(scope_of_request(request), pk)
    if found is None or not may_change_person(by=by, person=found):
        raise Http404
    form = ReasonForm(request.POST or None)

    def put() -> HttpResponse:
        commands.unlink_identity(
            person=found, issuer=provider.issuer, reason=form.cleaned_data["reason"], by=by
        )
        messages.success(request, _("%(provider)s is unlinked.") % {"provider": provider.name})
        return redirect("accounts_person", pk=pk)

    page = {
        "title": _("Unlink %(provider)s") % {"provider": provider.name},
        "lead": _("%(name)s is signed out everywhere, and signs in by other ways from now on.")
        % {"name": found.display_name},
        "button": _("Unlink"),
        "is_grave": True,
        "back": reverse("accounts_person", args=[pk]),
        "crumbs": crumbs_to(found),
    }
    return form_page(request, form, put, page)


def _provider() -> IdentityProvider:
    """Return the provider that the office named; without one there is no door."""
    provider: IdentityProvider | None = settings.IDENTITY_PROVIDER
    if provider is None:
        raise Http404
    return provider


def _address(request: HttpRequest) -> str:
    return str(get_adapter(request).get_client_ip(request))


def _lead(request: HttpRequest, provider: IdentityProvider, act: dict[str, Any]) -> HttpResponse:
    from saiyai.accounts.open_id import lead_there

    here = request.build_absolute_uri(reverse("accounts_identity_back"))
    try:
        return lead_there(request, provider, back=here, act=act)
    except Refusal as refusal:
        return _refused(request, provider, refusal)


def _sign_in(request: HttpRequest, provider: IdentityProvider, shown: "Shown") -> HttpResponse:
    person = queries.person_with_identity(shown.issuer, shown.subject_hash)
    if person is None:
        raise Refusal("identity.unknown", provider=provider.name)
    if not person.is_active:
        raise Refusal("identity.account_closed")
    return _let_in(request, person, shown.act["next"])


def _let_in(request: HttpRequest, person: Any, way: str = "") -> HttpResponse:
    """Sign a person in; whoever has a second factor is asked for it as after a password."""
    if request.user.is_authenticated and request.user.pk != person.pk:
        get_adapter(request).logout(request)
    record_authentication(request, person, method="identity")
    response: HttpResponse = perform_login(
        request, person, email_verification="none", redirect_url=way or None
    )
    return response


def _link(request: HttpRequest, provider: IdentityProvider, shown: "Shown") -> HttpResponse:
    if not request.user.is_authenticated or request.user.pk != shown.act["person"]:
        raise Refusal("identity.begun_elsewhere", provider=provider.name)
    person = person_of_request(request)
    commands.link_identity(person=person, issuer=shown.issuer, subject_hash=shown.subject_hash, by=person)
    messages.success(
        request, _("%(provider)s is linked: you can sign in with it.") % {"provider": provider.name}
    )
    return redirect("mfa_index")


def _accept(request: HttpRequest, provider: IdentityProvider, shown: "Shown") -> HttpResponse:
    invitation = queries.link_with(shown.act["invitation"], at=clock.now())
    if invitation is None:
        return render(request, "accounts/link_spent.html", status=410)
    person = invitation.person
    commands.accept_by_identity(
        invitation=invitation, issuer=shown.issuer, subject_hash=shown.subject_hash, by=person
    )
    person.refresh_from_db()
    messages.success(
        request, _("Welcome. From now on you sign in with %(provider)s.") % {"provider": provider.name}
    )
    return _let_in(request, person)


def _refused(request: HttpRequest, provider: IdentityProvider, refusal: Refusal) -> HttpResponse:
    context = {"sentence": text_of(refusal), "provider": provider, "code": refusal.code}
    return render(request, "accounts/identity_refused.html", context, status=409)

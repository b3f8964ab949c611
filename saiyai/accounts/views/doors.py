"""The doors that are our own: links of invitations and resets, a forgotten password, the demonstration's buttons."""

from allauth.account import views as account_views
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from saiyai.accounts import commands, queries, story
from saiyai.accounts.forms import ChoosePasswordForm, ForgottenForm
from saiyai.accounts.messages import ROLES
from saiyai.accounts.rules import hash_of_secret
from saiyai.accounts.throttle import LINK_FROM, RESET_FROM, RESET_OF, Taking, take
from saiyai.audit import clock
from saiyai.audit.command import note_security_event
from saiyai.kernel.refusal import Refusal
from saiyai.web.refusals import text_of, too_many
from saiyai.web.routes import person_of_request


def _address(request: HttpRequest) -> str:
    return str(get_adapter(request).get_client_ip(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Let a person choose a password through a link, once; a spent link says what to do."""
    if not take([Taking(LINK_FROM, _address(request))]):
        return too_many(request)
    invitation = queries.link_with(hash_of_secret(secret), at=clock.now())
    if invitation is None:
        note_security_event("link_spent", address=_address(request))
        return render(request, "accounts/link_spent.html", status=410)
    person = invitation.person
    form = ChoosePasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            commands.accept_invitation(
                invitation=invitation, password=form.cleaned_data["password"], by=person
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("Your password is set. Sign in with it now."))
            return redirect("account_login")
    context = {"form": form, "person": person, "is_reset": invitation.kind == "reset", "secret": secret}
    return render(request, "accounts/link.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for whom a link is wanted, and answer the same whoever that is."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _send_reset(request, form.cleaned_data["login"])
        return redirect("accounts_forgotten_sent")
    return render(request, "accounts/forgotten.html", {"form": form}, status=400 if form.errors else 200)


def _send_reset(request: HttpRequest, login: str) -> None:
    """Mail a link to the account's own address, never to the one that was typed; a stranger's name costs as much."""
    takings = [Taking(RESET_OF, login.strip().casefold()), Taking(RESET_FROM, _address(request))]
    person = queries.user_signing_in_as(login) if take(takings) else None
    if person is None:
        note_security_event("reset_for_nobody", address=_address(request))
        return
    try:
        commands.ask_for_reset(person=person, by=person)
    except Refusal:
        note_security_event("reset_for_nobody", address=_address(request))


@require_safe
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    """Say what happens next, the same for everybody."""
    return render(request, "accounts/forgotten_sent.html")


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Say that accounts are made by invitation."""
    return render(request, "accounts/by_invitation.html")


def elsewhere(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 (whatever stands below)
    """Lead from a framework's own door to ours: the account of who is signed in, the sign-in page of who is not."""
    if request.user.is_authenticated:
        return redirect("accounts_me")
    return redirect_to_login(request.GET.get("next") or "/cms/")


def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's password; who signs in by an identity alone is led to getting one."""
    if not person_of_request(request).has_usable_password():
        messages.info(request, _("You have no password. A link by mail lets you choose one."))
        return redirect("account_reset_password")
    response: HttpResponse = account_views.password_change(request)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def demonstration_doors(request: HttpRequest) -> HttpResponse:
    """Show one button for each person of the demonstration, or sign in as one; nowhere else does this exist."""
    if not settings.DEMONSTRATION:
        raise Http404
    if request.method == "POST":
        person = story.person_of(request.POST.get("person", ""))
        if person is None:
            raise Http404
        adapter = get_adapter(request)
        adapter.logout(request)
        adapter.login(request, person)
        signing_in = {"email_verification": "none", "signal_kwargs": None, "email": None, "signup": False}
        wanted = request.POST.get("next", "")
        way = wanted if wanted.startswith("/") and adapter.is_safe_url(wanted) else None
        response: HttpResponse = adapter.post_login(request, person, redirect_url=way, **signing_in)
        return response
    return render(request, "accounts/demonstration.html", {"people": story.doors(), "roles": ROLES})

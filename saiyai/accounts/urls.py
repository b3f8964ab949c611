"""The addresses of accounts: `urlpatterns` under /people/, and `entrance` under /accounts/.

allauth's own views stand in `entrance` one by one, each behind a policy: what it would add besides (signing up, adding
addresses, codes by mail) has no door here.
"""

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.usersessions import views as session_views
from django.conf import settings
from django.urls import URLPattern

from saiyai.accounts.access import READING_ROLES, SECONDING_ROLES
from saiyai.accounts.rules import GRANTING_ROLES
from saiyai.accounts.views import doors, identities, me, offices, people
from saiyai.kernel.powers import PROVINCE_AND_ABOVE
from saiyai.web.routes import PUBLIC, SIGNED_IN, held_by, inside_area_of, route

KEEPERS = inside_area_of(*PROVINCE_AND_ABOVE)
SEEN = inside_area_of(*READING_ROLES)
KEPT = inside_area_of(*GRANTING_ROLES)
SECONDED = inside_area_of(*SECONDING_ROLES)

urlpatterns: list[URLPattern] = [
    route("", people.people, name="accounts_people", policy=held_by(*READING_ROLES)),
    route("me/", me.me, name="accounts_me", policy=SIGNED_IN),
    route("me/change/", me.change, name="accounts_me_change", policy=SIGNED_IN),
    route("me/shown/<slug:code>/", me.post, name="accounts_me_post", policy=SIGNED_IN),
    route("powers/", me.powers, name="accounts_powers", policy=SIGNED_IN),
    route("invite/", people.invite, name="accounts_invite", policy=held_by(*GRANTING_ROLES)),
    route("<int:pk>/", people.person, name="accounts_person", policy=SEEN),
    route("<int:pk>/change/", people.change, name="accounts_person_change", policy=KEPT),
    route("<int:pk>/roles/", people.give, name="accounts_grant_give", policy=KEPT),
    route("<int:pk>/link/", people.link, name="accounts_person_link", policy=KEPT),
    route("<int:pk>/close/", people.close, name="accounts_person_close", policy=KEPT),
    route("<int:pk>/reopen/", people.reopen, name="accounts_person_reopen", policy=KEPT),
    route("<int:pk>/identity/", identities.unlink_of, name="accounts_person_identity", policy=KEPT),
    route("roles/<int:pk>/", people.grant, name="accounts_grant", policy=SIGNED_IN),
    route("roles/<int:pk>/approve/", people.approve, name="accounts_grant_approve", policy=SECONDED),
    route("roles/<int:pk>/refuse/", people.refuse, name="accounts_grant_refuse", policy=SECONDED),
    route("roles/<int:pk>/revoke/", people.revoke, name="accounts_grant_revoke", policy=KEPT),
    route("roles/<int:pk>/end/", people.end, name="accounts_grant_end", policy=KEPT),
    route("offices/", offices.offices, name="accounts_offices", policy=SIGNED_IN),
    route("offices/make/", offices.make, name="accounts_office_make", policy=held_by(*PROVINCE_AND_ABOVE)),
    route("offices/<slug:code>/", offices.office, name="accounts_office", policy=SIGNED_IN),
    route("offices/<slug:code>/change/", offices.change, name="accounts_office_change", policy=KEEPERS),
    route("offices/<slug:code>/contact/", offices.contact, name="accounts_office_contact", policy=KEEPERS),
    route("offices/<slug:code>/cover/", offices.cover, name="accounts_office_cover", policy=KEEPERS),
    route(
        "offices/<slug:code>/cover/<str:prefix>/end/",
        offices.end_coverage,
        name="accounts_office_end_coverage",
        policy=KEEPERS,
    ),
]

demonstration: list[URLPattern] = [
    route("demonstration/", doors.demonstration_doors, name="accounts_demonstration", policy=PUBLIC),
]
"""The sign-in buttons, which no office's installation has."""

entrance: list[URLPattern] = [
    *(demonstration if settings.DEMONSTRATION else []),
    route("link/<str:secret>/", doors.link, name="accounts_link", policy=PUBLIC),
    route("forgotten/", doors.forgotten, name="account_reset_password", policy=PUBLIC),
    route("forgotten/sent/", doors.forgotten_sent, name="accounts_forgotten_sent", policy=PUBLIC),
    route("by-invitation/", doors.closed, name="account_signup", policy=PUBLIC),
    route("identity/", identities.begin, name="accounts_identity_begin", policy=PUBLIC),
    route("identity/back/", identities.back, name="accounts_identity_back", policy=PUBLIC),
    route("identity/link/", identities.link, name="accounts_identity_link", policy=SIGNED_IN),
    route("identity/unlink/", identities.unlink, name="accounts_identity_unlink", policy=SIGNED_IN),
    route("login/", account_views.login, name="account_login", policy=PUBLIC),
    route("logout/", account_views.logout, name="account_logout", policy=PUBLIC),
    route("inactive/", account_views.account_inactive, name="account_inactive", policy=PUBLIC),
    route("again/", account_views.reauthenticate, name="account_reauthenticate", policy=SIGNED_IN),
    route("password/", doors.change_password, name="account_change_password", policy=SIGNED_IN),
    route("sessions/", session_views.list_usersessions, name="usersessions_list", policy=SIGNED_IN),
    route("methods/", factor_views.index, name="mfa_index", policy=SIGNED_IN),
    route("methods/enter/", factor_views.authenticate, name="mfa_authenticate", policy=PUBLIC),
    route("methods/again/", factor_views.reauthenticate, name="mfa_reauthenticate", policy=SIGNED_IN),
    route("methods/app/add/", totp_views.activate_totp, name="mfa_activate_totp", policy=SIGNED_IN),
    route("methods/app/remove/", totp_views.deactivate_totp, name="mfa_deactivate_totp", policy=SIGNED_IN),
    route("methods/codes/", code_views.view_recovery_codes, name="mfa_view_recovery_codes", policy=SIGNED_IN),
    route(
        "methods/codes/new/",
        code_views.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
        policy=SIGNED_IN,
    ),
    route(
        "methods/codes/file/",
        code_views.download_recovery_codes,
        name="mfa_download_recovery_codes",
        policy=SIGNED_IN,
    ),
    route("methods/passkeys/", passkey_views.list_webauthn, name="mfa_list_webauthn", policy=SIGNED_IN),
    route("methods/passkeys/add/", passkey_views.add_webauthn, name="mfa_add_webauthn", policy=SIGNED_IN),
    route("methods/passkeys/login/", passkey_views.login_webauthn, name="mfa_login_webauthn", policy=PUBLIC),
    route(
        "methods/passkeys/again/",
        passkey_views.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
        policy=SIGNED_IN,
    ),
    route(
        "methods/passkeys/<int:pk>/name/",
        passkey_views.edit_webauthn,
        name="mfa_edit_webauthn",
        policy=SIGNED_IN,
    ),
    route(
        "methods/passkeys/<int:pk>/remove/",
        passkey_views.remove_webauthn,
        name="mfa_remove_webauthn",
        policy=SIGNED_IN,
    ),
]

closed: list[URLPattern] = [
    route("cms/login/", doors.elsewhere, name="accounts_closed_cms_login", policy=PUBLIC),
    route("cms/password_reset/", doors.elsewhere, name="accounts_closed_cms_reset", policy=PUBLIC),
    route(
        "cms/password_reset/<path:rest>",
        doors.elsewhere,
        name="accounts_closed_cms_reset_below",
        policy=PUBLIC,
    ),
    route("cms/account/", doors.elsewhere, name="accounts_closed_cms_account", policy=PUBLIC),
    route("cms/users/", doors.elsewhere, name="accounts_closed_cms_users", policy=PUBLIC),
    route("cms/users/<path:rest>", doors.elsewhere, name="accounts_closed_cms_users_below", policy=PUBLIC),
    route("cms/groups/", doors.elsewhere, name="accounts_closed_cms_groups", policy=PUBLIC),
    route("cms/groups/<path:rest>", doors.elsewhere, name="accounts_closed_cms_groups_below", policy=PUBLIC),
    route("_util/login/", doors.elsewhere, name="accounts_closed_page_login", policy=PUBLIC),
]
"""Doors of the CMS that would let people in without a second factor, or change accounts outside commands: they lead here.

They stand before the CMS's own addresses.
"""

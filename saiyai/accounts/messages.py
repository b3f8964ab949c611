"""What the codes of accounts say: roles, states, kinds; acts in a history; refusals; fields."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.rules import GrantState, LinkKind, LinkState, OfficeKind
from saiyai.kernel.powers import Role

ROLES: Mapping[str, Promise] = {
    Role.VOLUNTEER.value: _("Volunteer"),
    Role.TAMBON_OFFICER.value: _("Tambon officer"),
    Role.DISTRICT_COORDINATOR.value: _("District coordinator"),
    Role.PROVINCE_OFFICER.value: _("Provincial officer"),
    Role.SUPPORT_OFFICER.value: _("Support officer"),
    Role.MINISTRY_OFFICER.value: _("Ministry officer"),
    Role.AUDITOR.value: _("Auditor"),
    Role.SYSTEM_ADMINISTRATOR.value: _("System administrator"),
    Role.NEWS_OFFICER.value: _("News officer"),
    Role.NEWS_MODERATOR.value: _("News moderator"),
}

STATES: Mapping[str, Promise] = {
    GrantState.WAITING.value: _("waits for a second person"),
    GrantState.ACTIVE.value: _("active"),
    GrantState.REFUSED.value: _("refused"),
    GrantState.REVOKED.value: _("revoked"),
}

KINDS: Mapping[str, Promise] = {
    OfficeKind.MINISTRY.value: _("Ministry"),
    OfficeKind.PERMANENT_SECRETARY.value: _("Office of the Permanent Secretary"),
    OfficeKind.DEPARTMENT.value: _("Department"),
    OfficeKind.SUPPORT_OFFICE.value: _("Technical promotion and support office"),
    OfficeKind.WORK_GROUP.value: _("Work group"),
    OfficeKind.PROVINCIAL_OFFICE.value: _("Provincial social development office"),
    OfficeKind.DISTRICT_OFFICE.value: _("District office"),
    OfficeKind.LOCAL_AUTHORITY.value: _("Local authority"),
}

LINK_KINDS: Mapping[str, Promise] = {
    LinkKind.INVITATION.value: _("invitation"),
    LinkKind.RESET.value: _("new password"),
}

LINK_STATES: Mapping[str, Promise] = {
    LinkState.OPEN.value: _("link not used yet"),
    LinkState.USED.value: _("link used"),
    LinkState.REPLACED.value: _("link replaced by another"),
}

VALUES: Mapping[str, Mapping[str, Promise]] = {
    "accounts.grant.role": ROLES,
    "accounts.grant.state": STATES,
    "accounts.office.kind": KINDS,
    "accounts.invitation.kind": LINK_KINDS,
    "accounts.invitation.state": LINK_STATES,
}
"""What the codes of fields say in a history."""

LABELS: Mapping[str, Promise] = {
    "accounts.person.invite": _("Invite a person"),
    "accounts.person.send_link": _("Send a person a new link"),
    "accounts.person.forget_password": _("Ask for a new password"),
    "accounts.person.change": _("Change a person's details"),
    "accounts.person.change_own": _("Change my own details"),
    "accounts.person.close": _("Close an account"),
    "accounts.person.reopen": _("Open a closed account again"),
    "accounts.invitation.accept": _("Choose a password through a link"),
    "accounts.grant.give": _("Give a role"),
    "accounts.grant.approve": _("Approve a role as the second person"),
    "accounts.grant.refuse": _("Refuse a role as the second person"),
    "accounts.grant.revoke": _("Take a role away"),
    "accounts.grant.end": _("Set the last day of a role"),
    "accounts.identity.link": _("Link an identity to my account"),
    "accounts.identity.accept": _("Accept an invitation with an identity"),
    "accounts.identity.unlink_own": _("Unlink my identity"),
    "accounts.identity.unlink": _("Unlink a person's identity"),
    "accounts.office.load": _("Load the offices to begin with"),
    "accounts.office.make": _("Make an office"),
    "accounts.office.change": _("Change an office"),
    "accounts.office.cover": _("Add an area to an office"),
    "accounts.office.end_coverage": _("End an office's area"),
    "accounts.office.contact": _("Set an office's contact"),
    "accounts.post.agree": _("Let myself be shown on my office's public page"),
    "accounts.post.withdraw": _("Let myself no longer be shown on my office's public page"),
}

COMMANDS: Mapping[str, Promise] = {
    "accounts.person.invite": _("invited the person"),
    "accounts.person.send_link": _("sent the person a new link"),
    "accounts.person.forget_password": _("asked for a new password"),
    "accounts.person.change": _("changed the person's details"),
    "accounts.person.change_own": _("changed their own details"),
    "accounts.person.close": _("closed the account"),
    "accounts.person.reopen": _("opened the account again"),
    "accounts.invitation.accept": _("chose a password through a link"),
    "accounts.grant.give": _("gave a role"),
    "accounts.grant.approve": _("approved the role as the second person"),
    "accounts.grant.refuse": _("refused the role as the second person"),
    "accounts.grant.revoke": _("took the role away"),
    "accounts.grant.end": _("set the last day of the role"),
    "accounts.identity.link": _("linked an identity to the account"),
    "accounts.identity.accept": _("accepted the invitation with an identity"),
    "accounts.identity.unlink_own": _("unlinked their identity"),
    "accounts.identity.unlink": _("unlinked the person's identity"),
    "accounts.office.load": _("loaded the offices to begin with"),
    "accounts.office.make": _("made the office"),
    "accounts.office.change": _("changed the office"),
    "accounts.office.cover": _("added an area to the office"),
    "accounts.office.end_coverage": _("ended an area of the office"),
    "accounts.office.contact": _("set the office's contact"),
    "accounts.post.agree": _("agreed to be shown on the office's public page"),
    "accounts.post.withdraw": _("withdrew from the office's public page"),
    "accounts.session.begin": _("signed in"),
    "accounts.session.end": _("signed out"),
    "accounts.session.end_others": _("ended their other sessions"),
    "accounts.password.change": _("changed their password"),
    "accounts.factor.add": _("added a second factor"),
    "accounts.factor.remove": _("removed a second factor"),
    "accounts.factor.renew": _("made new recovery codes"),
}

REFUSALS: Mapping[str, Promise] = {
    "grant.not_through_office": _("This role is held at a place, not through an office."),
    "grant.only_through_office": _(
        "Who writes or releases the news does so for an office: choose the office, and leave the place empty."
    ),
    "grant.office_serves_nothing": _("The office serves no area on that day. Add its areas first."),
    "grant.wrong_place_for_role": _(
        "The place does not fit the role: a provincial officer works in a province, a district coordinator in a "
        "district, a tambon officer in a tambon."
    ),
    "grant.starts_in_past": _("A role begins today or later."),
    "grant.ends_before_start": _("The last day lies before the first."),
    "grant.to_oneself": _("Nobody gives a role to themselves. Ask a colleague who may."),
    "grant.above_own_level": _("You cannot give a role above your own. Ask somebody of that level."),
    "grant.outside_own_area": _("The place lies outside your area."),
    "grant.already_held": _("The person has this role there already, or it waits for a second person."),
    "grant.not_waiting": _("This role no longer waits: it was approved or refused meanwhile."),
    "grant.giver_lost_power": _("Whoever gave this role may no longer give it. Refuse it, and give it anew."),
    "grant.second_is_not_another": _(
        "The second person must be neither the one who gave the role nor the one who gets it."
    ),
    "grant.second_has_no_power": _("You cannot approve a role above your own or outside your area."),
    "grant.closed_already": _("This role has been taken away already."),
    "grant.ends_in_past": _("The last day is today or later."),
    "grant.end_put_off": _("The last day can only be brought forward. To prolong the role, give it anew."),
    "grant.reason_missing": _("Say why: the reason stays in the record."),
    "grant.last_administrator": _("This is the last system administrator. Appoint another one first."),
    "person.name_missing": _("Enter a user name."),
    "person.name_taken": _("The user name %(name)s belongs to somebody else. Choose another one."),
    "person.display_name_missing": _("Enter the person's name."),
    "person.email_taken": _("This e-mail address belongs to another account."),
    "person.email_not_plain": _(
        "The e-mail address holds letters that mail does not know. Type it in plain Latin letters."
    ),
    "person.place_outside_own_area": _("The place lies outside your area."),
    "person.weak_password": _("The password is too weak: %(why)s"),
    "person.closed": _("The account is closed. Open it again first."),
    "person.not_closed": _("The account is open."),
    "person.cannot_be_mailed": _("The account has no e-mail address, or is closed."),
    "link.spent": _("This link was used already, replaced by a newer one, or is too old."),
    "identity.no_answer": _(
        "%(provider)s does not answer now. Nothing was changed; try again in a few minutes, or sign in another way."
    ),
    "identity.begun_elsewhere": _(
        "This was not begun in this browser, or too long ago. Nothing was changed; begin again."
    ),
    "identity.cancelled": _("%(provider)s was left before it had answered. Nothing was changed."),
    "identity.not_valid": _(
        "What %(provider)s answered could not be verified, so it does not count. Nothing was changed; begin again, and "
        "tell the administrator if it happens twice."
    ),
    "identity.level_too_low": _(
        "%(provider)s has not verified you at the level that is asked for here (%(least)s). Have your identity verified "
        "at a district office first."
    ),
    "identity.names_nobody": _(
        "%(provider)s did not say who you are. Allow it to pass on your number, and begin again."
    ),
    "identity.unknown": _(
        "This identity opens no account here. Sign in another way and link %(provider)s under your sign-in methods, or "
        "ask the coordinator of your area for an invitation."
    ),
    "identity.account_closed": _(
        "The account that this identity opened is closed. Ask the coordinator of your area."
    ),
    "identity.linked_already": _("An identity is linked to this account already. Unlink it first."),
    "identity.of_another": _("This identity opens another account already. One person has one account."),
    "identity.not_linked": _("No identity is linked to this account."),
    "identity.not_for_a_reset": _("This link is for choosing a new password."),
    "identity.only_way_in": _(
        "This identity is the only way into your account. Set a password or add a passkey first."
    ),
    "office.code_taken": _("The code %(taken)s belongs to another office."),
    "office.name_missing": _("Enter the office's name in Thai."),
    "office.under_itself": _("An office cannot lie under itself."),
    "office.coverage_dates": _(
        "The days do not fit: an end before a beginning, or before the office itself."
    ),
    "office.serves_already": _("The office serves this area on these days already."),
    "office.does_not_serve": _("The office does not serve this area, or its last day is set already."),
    "office.area_does_not_fit_roles": _(
        "People hold roles through this office that do not fit an area of this level."
    ),
    "office.roles_above_own_level": _("People hold roles through this office that you could not give there."),
    "office.outside_own_area": _("The area lies outside your own."),
    "office.phone_unreadable": _(
        "This is no telephone number. Write it as on a letterhead, for example 053-112485-6, several parted by commas."
    ),
    "office.not_a_web_address": _("This is no address of the web. It begins with https:// or http://."),
    "office.not_a_facebook_page": _(
        "This is no page on Facebook. Copy its address from the browser: it begins with https://www.facebook.com/."
    ),
    "post.no_role_there": _("You hold no role through this office today."),
    "post.position_missing": _("Enter your position in Thai."),
    "post.not_shown": _("You are not shown on this office's page."),
    "office.own_area_widened": _("You hold a role through this office. Somebody else must widen its area."),
}

FIELDS: Mapping[str, Promise] = {
    "username": _("User name"),
    "display_name": _("Name"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "place_code": _("Place"),
    "is_active": _("Account open"),
    "sessions_ended": _("Times that all sessions were ended"),
    "role": _("Role"),
    "user_id": _("Person"),
    "person_id": _("Person"),
    "office_id": _("Office"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "state": _("State"),
    "kind": _("Kind"),
    "code": _("Code"),
    "name_th": _("Name in Thai"),
    "name_en": _("Name in English"),
    "parent": _("Part of"),
    "coverage": _("Areas served"),
    "contact": _("Contact"),
    "about_th": _("About us in Thai"),
    "about_en": _("About us in English"),
    "address_th": _("Address in Thai"),
    "address_en": _("Address in English"),
    "fax": _("Fax"),
    "website": _("Website"),
    "facebook": _("Facebook"),
    "line": _("LINE"),
    "position_th": _("Position in Thai"),
    "position_en": _("Position in English"),
    "shows_phone": _("Telephone shown to everybody"),
    "agreed_at": _("Agreed"),
    "expires_at": _("Works until"),
    "sessions": _("Sessions"),
    "issuer": _("Provider of the identity"),
    "linked_at": _("Linked"),
    "ended_at": _("Unlinked"),
    "factor.totp": _("Authenticator app"),
    "factor.webauthn": _("Passkey"),
    "factor.recovery_codes": _("Recovery codes"),
}

"""The commands about people: inviting the first ones, and making a new link for somebody who is locked out."""

import json

import click

from saiyai.site.console.help import Group
from saiyai.site.console.keeping import JSON_OPTION, opened_home
from saiyai.site.console.words import gettext as _
from saiyai.site.trouble import Trouble

ROLE_NAMES = (
    "volunteer",
    "tambon_officer",
    "district_coordinator",
    "province_officer",
    "support_officer",
    "ministry_officer",
    "auditor",
    "system_administrator",
    "news_officer",
    "news_moderator",
)


@click.group(cls=Group, help=_("People: invite the first ones, make a new link."))
def people() -> None:
    """Hold the commands about people."""


@people.command(help=_("Invite a person with a role; prints the link that works once, for 72 hours."))
@click.argument("username")
@click.option("--name", required=True, help=_("Name and surname."))
@click.option("--role", type=click.Choice(ROLE_NAMES), required=True, help=_("The role."))
@click.option("--place", default="", help=_("The code of the place; empty for the whole country."))
@click.option("--office", default="", help=_("The code of the office through which the role is held."))
@click.option("--email", default="", help=_("The address to which the link is mailed as well."))
@JSON_OPTION
def invite(**asked: str) -> None:
    """Invite a person as the machine's own console, without a second person."""
    opened_home()
    from saiyai.accounts.commands import Wanted, invite_person
    from saiyai.accounts.letters import address_of_link
    from saiyai.accounts.queries import office_with
    from saiyai.accounts.rules import Contact
    from saiyai.audit import clock
    from saiyai.kernel.powers import Console, Role

    through = office_with(asked["office"]) if asked["office"] else None
    if asked["office"] and through is None:
        raise Trouble(_("There is no office of that code."), _("See the offices' page for the codes."))
    wanted = Wanted(Role(asked["role"]), "" if through else asked["place"], through, clock.today())
    contact = Contact(asked["name"], asked["email"])
    *_made, secret = invite_person(
        username=asked["username"], contact=contact, wanted=wanted, reason="", by=Console()
    )
    _tell(asked["username"], address_of_link(secret), as_json=bool(asked["as_json"]))


@people.command(
    help=_("Make a new link for somebody to choose a password; links sent before no longer work.")
)
@click.argument("login")
@JSON_OPTION
def link(login: str, as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Make a link for a user name or an e-mail address."""
    opened_home()
    from saiyai.accounts.commands import send_link
    from saiyai.accounts.letters import address_of_link
    from saiyai.accounts.queries import user_signing_in_as
    from saiyai.kernel.powers import Console

    person = user_signing_in_as(login)
    if person is None:
        raise Trouble(_("There is no such person."), _("Type the user name or the e-mail address."))
    _invitation, secret = send_link(person=person, by=Console())
    _tell(person.username, address_of_link(secret), as_json=as_json)


def _tell(username: str, address: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"username": username, "link": address}))
        return
    click.echo(_("Hand this link to %(username)s; it works once:") % {"username": username})
    click.echo(address)


COMMANDS = (people,)

"""Builders of the network's things for the tests, through the commands."""

from typing import Any

from saiyai.accounts.models import User
from saiyai.kernel.powers import Role
from saiyai.network import commands
from saiyai.network.models import Kind, Organisation
from tests.cast import Cast, a_user


def a_proposed_organisation(cast: Cast, **terms: Any) -> Organisation:
    usual = {"name_th": "กลุ่มทอผ้าป่าไผ่", "kind": Kind.VOLUNTEERS, "place_code": "501412", "by": cast.volunteer}
    return commands.register_organisation(**(usual | terms))


def an_organisation(cast: Cast, **terms: Any) -> Organisation:
    proposed = a_proposed_organisation(cast, **terms)
    verifier = User.objects.filter(username="verifier").first() or a_user("verifier", Role.MINISTRY_OFFICER)
    return commands.verify_organisation(organisation=proposed, by=verifier)

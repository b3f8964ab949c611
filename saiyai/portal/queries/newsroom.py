"""What can be asked of the newsrooms: who writes and who releases the news of which office today."""

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import Group
from django.db.models import Q

from saiyai.accounts.models import Grant, Office, User
from saiyai.accounts.rules import GrantState
from saiyai.audit import clock
from saiyai.kernel.powers import DESK_ROLES, Role
from saiyai.portal.models import Newsroom

KEEPERS = "site-keepers"
"""The name of the group of those who keep the site's own pages and settings: the system administrators."""


def desk_grants(on: date, people: Collection[int] | None = None) -> list[Grant]:
    """Return the grants that give somebody a place at an office's news desk on a day, or the keeping of the site."""
    held = Grant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        starts_on__lte=on,
        state=GrantState.ACTIVE.value,
        role__in=[*DESK_ROLES, Role.SYSTEM_ADMINISTRATOR],
        user__is_active=True,
    )
    present = Q(office=None) | (
        Q(office__starts_on__lte=on) & (Q(office__ends_on=None) | Q(office__ends_on__gte=on))
    )
    rows = held.filter(present).select_related("office").order_by("pk")
    return list(rows if people is None else rows.filter(user_id__in=people))


def offices_to_open(grants: Collection[Grant]) -> list[Office]:
    """Return the offices that somebody is to write for and that have no newsroom yet."""
    wanted = {each.office_id: each.office for each in grants if each.office is not None}
    open_already = set(Newsroom.objects.filter(office__in=wanted).values_list("office_id", flat=True))
    return [office for pk, office in wanted.items() if pk not in open_already]


def groups_of(grants: Collection[Grant]) -> set[int]:
    """Return the numbers of the CMS's groups that grants put their holder into."""
    rooms = {
        each.office_id: each for each in Newsroom.objects.filter(office__in={g.office_id for g in grants})
    }
    groups = set()
    for grant in grants:
        room = rooms.get(grant.office_id or 0)
        if room is not None:
            is_writer = grant.role == Role.NEWS_OFFICER.value
            groups.add(room.writers_id if is_writer else room.moderators_id)
    if any(each.role == Role.SYSTEM_ADMINISTRATOR.value for each in grants):
        groups |= set(Group.objects.filter(name=KEEPERS).values_list("pk", flat=True))
    return groups


def people_at_desks() -> set[int]:
    """Return the numbers of those who have a place at a desk today, and of those who still are in a group of the CMS."""
    with_grant = {each.user_id for each in desk_grants(clock.today())}
    return with_grant | set(User.objects.filter(groups__isnull=False).values_list("pk", flat=True))


def newsroom_of_page(page_pk: int) -> Newsroom | None:
    """Return the newsroom whose root is this page, None where it is none's."""
    return Newsroom.objects.filter(page_id=page_pk).select_related("office").first()


def newsroom_of_office(office: Office) -> Newsroom | None:
    """Return an office's newsroom, None where nobody ever wrote for it."""
    return Newsroom.objects.filter(office=office).select_related("page").first()


def moderators_of(newsroom: Newsroom, *, but: int | None) -> list[User]:
    """Return who releases the news of an office today, but for one person."""
    moderating = {
        each.user_id
        for each in desk_grants(clock.today())
        if each.office_id == newsroom.office_id and each.role == Role.NEWS_MODERATOR.value
    }
    return list(User.objects.filter(pk__in=moderating - {but}).order_by("pk"))

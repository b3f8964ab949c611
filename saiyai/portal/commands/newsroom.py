"""Opening an office's newsroom, and keeping who is in the CMS's groups like the grants of the day.

Opening is an act and is recorded. Who belongs to a group is a copy of the grants, which the record holds already: it is
made anew at each step into the CMS and once a minute, and nobody edits it by hand.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from saiyai.accounts.models import Grant, Office, User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.powers import Actor, Console
from saiyai.kernel.refusal import Refusal
from saiyai.portal import access
from saiyai.portal.models import ArticlePage, NewsIndexPage, Newsroom, NewsroomPage, ReleaseTask
from saiyai.portal.queries.newsroom import (
    KEEPERS,
    desk_grants,
    groups_of,
    newsroom_of_office,
    offices_to_open,
    people_at_desks,
)

ENTRANCE = ("wagtailadmin", "access_admin")
WRITING = ("add_page", "change_page")
RELEASING = (*WRITING, "publish_page")
KEEPING = (*RELEASING, "lock_page", "unlock_page", "bulk_delete_page")
SHOWING = ("add_image", "choose_image", "add_document", "choose_document")
TENDING = (*SHOWING, "change_image", "change_document")
SETTINGS = (
    ("wagtailcore", "change_site"),
    ("wagtailredirects", "add_redirect"),
    ("wagtailredirects", "change_redirect"),
    ("wagtailredirects", "delete_redirect"),
)
"""What of the CMS's settings the system administrators reach, and nobody else."""


@command("portal.newsroom.open", allows=access.may_open_newsroom, subjects=("office",))
def open_newsroom(*, office: Office, by: Actor) -> Newsroom:  # noqa: ARG001 (the record names who)
    """Make an office's page root, collection, groups and way to release, and take its articles in.

    Raises Refusal where the site has no news yet, or the office has its newsroom already.
    """
    index = NewsIndexPage.objects.order_by("pk").first()
    if index is None:
        raise Refusal("newsroom.no_news")
    if newsroom_of_office(office) is not None:
        raise Refusal("newsroom.open_already")
    _take_over()
    page = index.add_child(instance=NewsroomPage(title=office.name_th, slug=f"office-{office.code}"))
    collection = Collection.get_first_root_node().add_child(name=office.name_th)
    writers = _group(f"writers {office.code}", page, WRITING, collection, SHOWING)
    moderators = _group(f"moderators {office.code}", page, RELEASING, collection, TENDING)
    newsroom = Newsroom.objects.create(
        office=office,
        page=page,
        collection=collection,
        writers=writers,
        moderators=moderators,
        workflow=_way_to_release(office, page, moderators),
    )
    for article in ArticlePage.objects.child_of(index).filter(office=office).order_by("path"):
        article.move(page, pos="last-child")
        page.refresh_from_db()
    return newsroom


def _take_over() -> None:
    """Drop the groups and the review that Wagtail brings along, and call the tops of its trees in Thai."""
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    Task.objects.filter(name="Moderators approval").delete()
    Page.objects.filter(depth=1, title="Root").update(title="ทั้งหมด", draft_title="ทั้งหมด")
    Collection.objects.filter(depth=1, name="Root").update(name="ทั้งหมด")


def _group(
    name: str, page: Page, on_pages: tuple[str, ...], collection: Collection, on_files: tuple[str, ...]
) -> Group:
    group = Group.objects.create(name=name)
    group.permissions.set(_permissions([ENTRANCE]))
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=on_pages
    ):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=on_files
    ):
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    return group


def _permissions(named: list[tuple[str, str]]) -> list[Permission]:
    return [Permission.objects.get(content_type__app_label=app, codename=codename) for app, codename in named]


def _way_to_release(office: Office, page: Page, moderators: Group) -> Workflow:
    name = f"ผู้กลั่นกรองข่าว {office.name_th}"
    task = ReleaseTask.objects.create(name=name)
    task.groups.add(moderators)
    workflow: Workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(page=page, workflow=workflow)
    return workflow


def _keepers() -> None:
    """Make the group of those who keep the site, where it is missing; its members are the system administrators."""
    root, home = Page.get_first_root_node(), Collection.get_first_root_node()
    if root is None or home is None or Group.objects.filter(name=KEEPERS).exists():
        return
    group = _group(KEEPERS, root, KEEPING, home, TENDING)
    group.permissions.set(_permissions([ENTRANCE, *SETTINGS]))


def keep_desk(person: User) -> bool:
    """Make the CMS's groups of one person like the grants of today, and return whether they were not."""
    return _kept(person, desk_grants(clock.today(), [person.pk]))


def keep_all_desks() -> int:
    """Make everybody's groups of the CMS like the grants of today, and return how many people's were not."""
    held: dict[int, list[Grant]] = {}
    for grant in desk_grants(clock.today()):
        held.setdefault(grant.user_id, []).append(grant)
    people = User.objects.filter(pk__in=people_at_desks()).order_by("pk")
    return sum(_kept(person, held.get(person.pk, [])) for person in people)


def _kept(person: User, grants: list[Grant]) -> bool:
    for office in offices_to_open(grants):
        _open_if_news(office)
    if grants:
        _keepers()
    wanted = groups_of(grants)
    if wanted == set(person.groups.values_list("pk", flat=True)):
        return False
    with transaction.atomic():
        person.groups.set(wanted)
    return True


def _open_if_news(office: Office) -> None:
    """Open an office's newsroom; one that somebody else opened meanwhile, or a site without news, is as good."""
    try:
        open_newsroom(office=office, by=Console())
    except Refusal:
        return

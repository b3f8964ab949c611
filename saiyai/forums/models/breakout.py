"""The province groups of a forum: who leads and writes, issues, minutes, proposed links, the overview."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.forums.models.forum import Forum
from saiyai.forums.rules.breakout import GroupState, IssueState, LinkProposalState, ProposalState
from saiyai.network.models import FIELD_NAMES, LINK_NAMES, Organisation

PROPOSAL_NAMES = {
    ProposalState.PROPOSED: pgettext_lazy("link", "proposed"),
    ProposalState.ACCEPTED: pgettext_lazy("link", "accepted"),
    ProposalState.DECLINED: pgettext_lazy("link", "declined"),
}


class Group(Subject):
    """The group of a province at a forum, with its minutes and the overview that it presents to all."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="groups")
    place_code = models.CharField(max_length=2)
    facilitator = models.CharField(max_length=200, blank=True)
    note_taker = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    minutes_version = models.PositiveIntegerField(default=0)
    minutes_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    overview = models.TextField(blank=True)  # what the group says to all, in its own words
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "place_code"], name="forums_one_group_a_province"),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None)
                | (Q(finished_at__isnull=False, finished_by__isnull=False) & ~Q(overview="")),
                name="forums_overview_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum_id} {self.place_code}"

    @property
    def areas(self) -> tuple[str, ...]:
        """Return the area of the group, as access asks for it."""
        return (self.place_code,)

    def snapshot(self) -> GroupState:
        """Return the group as the record keeps it."""
        return GroupState(
            forum=self.forum.code,
            place_code=self.place_code,
            minutes_version=self.minutes_version,
            is_finished=self.finished_at is not None,
            facilitator=self.facilitator,
            note_taker=self.note_taker,
        )


class Issue(Subject):
    """An outstanding issue that a group raises; one of them is the group's choice."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="issues")
    title = models.CharField(max_length=200)
    what = models.TextField()
    why = models.TextField(blank=True)
    field = models.CharField(max_length=20, choices=list(FIELD_NAMES.items()), blank=True)
    places = models.CharField(max_length=300, blank=True)  # as they are named in the group: villages, tambons
    is_chosen = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(what=""), name="forums_issue_tells"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(is_chosen=True), name="forums_one_issue_chosen"
            ),
            models.CheckConstraint(
                condition=Q(is_chosen=False) | Q(removed_at=None), name="forums_chosen_issue_stands"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        """Return the province of the group."""
        return self.group.place_code

    def snapshot(self) -> IssueState:
        """Return the issue as the record keeps it."""
        return IssueState(self.group_id, self.title, self.field, self.is_chosen, self.removed_at is not None)


class LinkProposal(Subject):
    """That a group proposes to link two organisations; where it is accepted, the network holds the link to confirm."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="proposals")
    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=list(LINK_NAMES.items()))
    why = models.CharField(max_length=500, blank=True)
    state = models.CharField(
        max_length=10, choices=list(PROPOSAL_NAMES.items()), default=ProposalState.PROPOSED
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "source", "target", "kind"], name="forums_link_proposed_once"
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.PROPOSED, decided_by=None)
                | Q(state__in=[ProposalState.ACCEPTED, ProposalState.DECLINED], decided_by__isnull=False),
                name="forums_link_proposal_is_signed",
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="forums_link_has_two_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"

    @property
    def place_code(self) -> str:
        """Return the province of the group."""
        return self.group.place_code

    def snapshot(self) -> LinkProposalState:
        """Return the proposal as the record keeps it."""
        return LinkProposalState(self.group_id, self.source_id, self.target_id, self.kind, self.state)

"""Applications for a standing of the Act, and the sittings of the provincial boards that decide them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.network.models.organisation import Organisation
from saiyai.network.models.standing import OrganisationStanding
from saiyai.network.rules import application as rules
from saiyai.network.rules.application import ApplicationState, Certifier, Paper, State
from saiyai.network.rules.certificate import SessionState

APPLICATION_STATE_NAMES = {
    State.DRAFT: _("being written"),
    State.SUBMITTED: _("waiting for the provincial office"),
    State.CHECKED: _("checked, waiting for a sitting"),
    State.TABLED: _("before the board"),
    State.RETURNED: _("returned to be completed"),
    State.APPROVED: pgettext_lazy("application", "approved"),
    State.REFUSED: _("not approved"),
    State.WITHDRAWN: pgettext_lazy("application", "withdrawn"),
}
CERTIFIER_NAMES = {
    Certifier.STATE_AGENCY: _("a state agency that works for social welfare"),
    Certifier.FOUNDATION: _("a foundation"),
    Certifier.ASSOCIATION: _("an association"),
}
PAPER_NAMES = {
    Paper.RULES: _("Rules or statutes of the organisation"),
    Paper.COMMITTEE: _("List of the committee with their duties"),
    Paper.MEMBERS: _("Register of members"),
    Paper.MINUTES: _("Minutes of the meeting that decided to apply"),
    Paper.RESULTS: _("Report of results with pictures or evidence"),
    Paper.CERTIFIED: _("Letter of the one who certifies the results"),
    Paper.OFFICE: _("Map of the head office, and consent to use the building"),
    Paper.SIGNATORY: _("Copy of the signatory's identification, or power of attorney"),
}
REQUIREMENT_NAMES = {
    "registered": _("It is verified in this register and active"),
    "private_body": _("It is a private body set up for social welfare, not a state or local authority"),
    "results_of_a_year": _("It has shown results without a break for at least one year"),
    "certifier": _("A state agency, a foundation or an association certifies its results"),
    "office_of_a_year": _("Its head office has been in this locality for at least one year"),
    "workers": _("It has workers, volunteers or an adviser who know social work"),
    "fields": _("It declares at least one field of social welfare"),
    "papers": _("All papers are attached"),
    "peoples_body": _("It is a body of the people themselves"),
    "welfare_for_members": _("It arranges welfare for its members or its network"),
    "members": _("It has members"),
    "office": _("It has an office in this locality"),
}


class BoardSession(Subject):
    """A sitting of a provincial board: its number in the year, its day, who signs, and its minutes once decided."""

    place_code = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()  # of the Buddhist era
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    signer = models.CharField(max_length=200)
    signer_position = models.CharField(max_length=300)
    minutes = models.CharField(max_length=200, blank=True)  # the reference of its minutes
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "year", "number"], name="network_session_number_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, minutes="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(minutes="")),
                name="network_session_decided_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_code} {self.number}/{self.year}"

    def snapshot(self) -> SessionState:
        """Return the sitting as rules judge it and the record keeps it."""
        return SessionState(
            self.place_code,
            self.year,
            self.number,
            self.held_on,
            self.signer,
            self.signer_position,
            self.minutes,
            self.decided_at is not None,
        )


class StandingApplication(Subject):
    """An organisation's application for a standing that the provincial board gives."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    standing = models.CharField(max_length=20)
    state = models.CharField(
        max_length=10, choices=list(APPLICATION_STATE_NAMES.items()), default=State.DRAFT
    )
    renews = models.ForeignKey(
        OrganisationStanding, null=True, on_delete=models.PROTECT, related_name="renewals"
    )
    results_since = models.DateField(null=True)
    results = models.TextField(blank=True)
    certifier_kind = models.CharField(max_length=12, blank=True)
    certifier = models.CharField(max_length=200, blank=True)
    certified_on = models.DateField(null=True)
    office_since = models.DateField(null=True)
    workers = models.PositiveIntegerField(null=True)
    adviser = models.CharField(max_length=200, blank=True)
    members = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)  # raised by each writing, so that none is lost unseen
    note = models.TextField(blank=True)  # the latest reason: of a return, a refusal, a withdrawal, a delay
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    session = models.ForeignKey(
        BoardSession, null=True, on_delete=models.PROTECT, related_name="applications"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    granted = models.OneToOneField(
        OrganisationStanding, null=True, on_delete=models.PROTECT, related_name="application"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="network_application_state"),
            models.CheckConstraint(
                condition=Q(standing__in=list(rules.GIVEN_BY_BOARD)), name="network_application_standing"
            ),
            models.CheckConstraint(
                condition=Q(certifier_kind__in=["", *Certifier]), name="network_application_certifier"
            ),
            models.UniqueConstraint(
                fields=["organisation", "standing"],
                condition=Q(state__in=rules.OPEN),
                name="network_one_open_application",
            ),
            models.CheckConstraint(
                condition=Q(submitted_by=None, submitted_at=None, state__in=[State.DRAFT, State.WITHDRAWN])
                | (Q(submitted_by__isnull=False, submitted_at__isnull=False) & ~Q(state=State.DRAFT)),
                name="network_application_submitted_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(
                    checked_by__isnull=False,
                    checked_at__isnull=False,
                    state__in=[State.CHECKED, State.TABLED, State.APPROVED, State.REFUSED],
                )
                | Q(
                    checked_by=None,
                    checked_at=None,
                    state__in=[State.DRAFT, State.SUBMITTED, State.RETURNED, State.WITHDRAWN],
                ),
                name="network_application_checked_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=False, state__in=[State.TABLED, State.APPROVED, State.REFUSED])
                | (Q(session=None) & ~Q(state__in=[State.TABLED, State.APPROVED, State.REFUSED])),
                name="network_application_tabled_has_sitting",
            ),
            models.CheckConstraint(
                condition=Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    state__in=[State.APPROVED, State.REFUSED],
                )
                | (Q(decided_by=None, decided_at=None) & ~Q(state__in=[State.APPROVED, State.REFUSED])),
                name="network_application_decided_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=False, state=State.APPROVED)
                | (Q(granted=None) & ~Q(state=State.APPROVED)),
                name="network_application_approved_gives_standing",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.RETURNED, State.REFUSED, State.WITHDRAWN]) | ~Q(note=""),
                name="network_application_no_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("submitted_by")),
                name="network_application_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("checked_by")) & ~Q(decided_by=F("submitted_by"))),
                name="network_application_decided_by_another",
            ),
        ]
        indexes = [models.Index(fields=["state", "standing"], name="network_application_waiting")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.standing} {self.state}"

    @property
    def place_code(self) -> str:
        """Return where the organisation has its home."""
        return self.organisation.place_code

    def snapshot(self) -> ApplicationState:
        """Return the application as rules judge it and the record keeps it."""
        papers = sorted(self.papers.values_list("paper", "is_seen"))
        return ApplicationState(
            organisation_id=self.organisation_id,
            standing=self.standing,
            state=self.state,
            results_since=self.results_since,
            results=self.results,
            certifier_kind=self.certifier_kind,
            certifier=self.certifier,
            certified_on=self.certified_on,
            office_since=self.office_since,
            workers=self.workers,
            adviser=self.adviser,
            members=self.members,
            papers=tuple(paper for paper, _seen in papers),
            papers_seen=tuple(paper for paper, seen in papers if seen),
            renews=self.renews_id,
            session=self.session_id,
            note=self.note,
            standing_given=self.granted_id,
        )


class ApplicationPaper(models.Model):
    """That a paper came with an application, and whether the provincial office has seen the original."""

    application = models.ForeignKey(StandingApplication, on_delete=models.CASCADE, related_name="papers")
    paper = models.CharField(max_length=12)
    is_seen = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "paper"], name="network_paper_once"),
            models.CheckConstraint(condition=Q(paper__in=list(Paper)), name="network_application_paper"),
        ]

    def __str__(self) -> str:
        return self.paper

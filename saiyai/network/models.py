"""What is stored of the network: organisations, their fields of welfare, people and their roles."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.network.rules import OrganisationState, RoleState, State


class Kind(models.TextChoices):
    """What an organisation is."""

    LOCAL_AUTHORITY = "local_authority", _("local authority")
    VOLUNTEERS = "volunteers", _("volunteers' group")
    DISABLED_PEOPLE = "disabled_people", _("club of persons with disabilities")
    CONSERVATION = "conservation", _("conservation group")
    WELFARE_FUND = "welfare_fund", _("community welfare fund")
    AID_FUND = "aid_fund", _("fund for the underprivileged")
    FARMERS = "farmers", _("farmers' group")
    YOUTH_COUNCIL = "youth_council", _("children and youth council")
    NETWORK = "network", _("network of organisations")
    STATE_OFFICE = "state_office", _("state office")
    FOUNDATION = "foundation", _("foundation or association")
    TEMPLE = "temple", _("temple or religious body")
    SCHOOL = "school", _("school")
    COMPANY = "company", _("company")
    OTHER = "other", _("other")


class WelfareField(models.TextChoices):
    """The seven fields of social welfare of the Social Welfare Promotion Act BE 2546."""

    EDUCATION = "education", _("education")
    HEALTH = "health", _("health")
    HOUSING = "housing", _("housing")
    WORK = "work", _("work and income")
    RECREATION = "recreation", _("recreation")
    JUSTICE = "justice", _("justice process")
    GENERAL = "general", _("general social services")


STATE_NAMES = {
    State.PROPOSED: _("waiting to be verified"),
    State.VERIFIED: pgettext_lazy("organisation", "active"),
    State.DORMANT: _("dormant"),
    State.DISSOLVED: _("dissolved"),
}
KIND_NAMES = dict(Kind.choices)
FIELD_NAMES = dict(WelfareField.choices)


class Organisation(Subject):
    """A group, club, fund, council, authority or office that belongs to the network, at its home place."""

    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    search_key = models.TextField()  # both names, as kernel.text.search_key folds them
    kind = models.CharField(max_length=20, choices=Kind)
    place_code = models.CharField(max_length=8, db_index=True)
    state = models.CharField(max_length=10, choices=list(STATE_NAMES.items()), default=State.PROPOSED)
    founded_on = models.DateField(null=True)
    dissolved_on = models.DateField(null=True)
    phone = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    shown_publicly = models.BooleanField(default=False)  # the organisation agreed to be seen by everybody
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="network_organisation_state"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="network_organisation_kind"),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED, verified_by=None, verified_at=None)
                | (~Q(state=State.PROPOSED) & Q(verified_by__isnull=False, verified_at__isnull=False)),
                name="network_organisation_verified_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("proposed_by")),
                name="network_organisation_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DISSOLVED, dissolved_on__isnull=False)
                | (~Q(state=State.DISSOLVED) & Q(dissolved_on=None)),
                name="network_organisation_dissolved_has_day",
            ),
            models.CheckConstraint(
                condition=Q(founded_on=None) | Q(dissolved_on=None) | Q(dissolved_on__gte=F("founded_on")),
                name="network_organisation_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["place_code", "name_th"],
                condition=~Q(state=State.DISSOLVED),
                name="network_one_living_name_a_place",
            ),
        ]
        indexes = [models.Index(fields=["state", "place_code"], name="network_organisation_waiting")]

    def __str__(self) -> str:
        return self.name_th

    def snapshot(self) -> OrganisationState:
        """Return the organisation as rules judge it and the record keeps it."""
        return OrganisationState(
            name_th=self.name_th,
            name_en=self.name_en,
            kind=self.kind,
            place_code=self.place_code,
            state=State(self.state),
            fields_of_welfare=tuple(sorted(each.field for each in self.welfare_fields.all())),
            founded_on=self.founded_on,
            dissolved_on=self.dissolved_on,
            shown_publicly=self.shown_publicly,
            phone=self.phone,
        )


class OrganisationField(models.Model):
    """That an organisation works in one of the Act's fields of welfare."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="welfare_fields")
    field = models.CharField(max_length=12, choices=WelfareField)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "field"], name="network_field_once_an_organisation"
            ),
            models.CheckConstraint(
                condition=Q(field__in=WelfareField.values), name="network_organisation_field"
            ),
        ]

    def __str__(self) -> str:
        return str(FIELD_NAMES[self.field])


class Person(models.Model):
    """A person known to the network: no more than a name with its prefix."""

    prefix = models.CharField(max_length=60, blank=True)
    given = models.CharField(max_length=120)
    family = models.CharField(max_length=120, blank=True)
    shown = models.CharField(max_length=200)  # the name as Thai papers write it
    search_key = models.CharField(max_length=240)

    def __str__(self) -> str:
        return self.shown


class PersonRole(Subject):
    """A role that a person holds in an organisation between two dates, both included; open ends are null."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    title_th = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="network_role_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.title_th}"

    @property
    def place_code(self) -> str:
        """Return where the organisation has its home."""
        return self.organisation.place_code

    def snapshot(self) -> RoleState:
        """Return the role as the record keeps it."""
        return RoleState(self.organisation_id, self.person.shown, self.title_th, self.starts_on, self.ends_on)

    def is_held_on(self, day: date) -> bool:
        """Tell whether the role is held on a day."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )

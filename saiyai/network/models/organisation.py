"""Organisations with what belongs to them alone: fields of welfare, target groups, further names, areas."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.network.models.kind import OrganisationKind
from saiyai.network.rules import LIVING, OrganisationState, State


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
    State.MERGED: _("merged into another"),
}
FIELD_NAMES = dict(WelfareField.choices)


class TargetGroup(models.TextChoices):
    """The people whom social development cares for, as the ministry's situation reports group them."""

    CHILDREN = "children", _("children")
    YOUTH = "youth", _("youth")
    WOMEN = "women", _("women")
    FAMILY = "family", _("families")
    ELDERS = "elders", _("older persons")
    DISABLED = "disabled", _("persons with disabilities")
    UNDERPRIVILEGED = "underprivileged", _("the underprivileged and homeless")
    WORKERS = "workers", _("workers and migrants")
    STATELESS = "stateless", _("people without status")
    DIVERSE = "diverse", _("people of diverse genders")


TARGET_NAMES = dict(TargetGroup.choices)


class Organisation(Subject):
    """A group, club, fund, council, authority or office that belongs to the network, at its home place."""

    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    search_key = models.TextField()  # all names, as kernel.text.search_key folds them
    kind = models.ForeignKey(
        OrganisationKind, on_delete=models.PROTECT, related_name="organisations", db_column="kind"
    )
    place_code = models.CharField(max_length=8, db_index=True)
    state = models.CharField(max_length=10, choices=list(STATE_NAMES.items()), default=State.PROPOSED)
    founded_on = models.DateField(null=True)
    dissolved_on = models.DateField(null=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    website = models.URLField(max_length=300, blank=True)
    social = models.URLField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    shown_publicly = models.BooleanField(default=False)  # the organisation agreed to be seen by everybody
    shows_contacts = models.BooleanField(default=False)  # and then its contacts too
    shows_people = models.BooleanField(default=False)  # and then the names of those who hold its roles now
    shows_web = models.BooleanField(default=False)  # and then its pages on the web
    shows_work = models.BooleanField(default=False)  # and then what it does and the areas that it serves
    shows_links = models.BooleanField(default=False)  # and then with whom it is linked
    version = models.PositiveIntegerField(default=1)  # raised by each change, so that none is lost unseen
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="network_organisation_state"),
            models.CheckConstraint(
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into=None)),
                name="network_organisation_merged_has_survivor",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")), name="network_organisation_merged_into_another"
            ),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED, verified_by=None, verified_at=None)
                | Q(state=State.MERGED, verified_by=None, verified_at=None)
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
                condition=Q(state__in=LIVING),
                name="network_one_living_name_a_place",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "place_code", "shown_publicly"], name="network_organisation_seen"),
            models.Index(fields=["name_th", "id"], name="network_organisation_name"),
        ]

    def __str__(self) -> str:
        return self.name_th

    def snapshot(self) -> OrganisationState:
        """Return the organisation as rules judge it and the record keeps it."""
        return OrganisationState(
            name_th=self.name_th,
            name_en=self.name_en,
            kind=self.kind_id,
            place_code=self.place_code,
            state=State(self.state),
            fields_of_welfare=tuple(sorted(each.field for each in self.welfare_fields.all())),
            founded_on=self.founded_on,
            dissolved_on=self.dissolved_on,
            shown_publicly=self.shown_publicly,
            phone=self.phone,
            email=self.email,
            address=self.address,
            website=self.website,
            social=self.social,
            aliases=tuple(sorted(each.text for each in self.aliases.all())),
            target_groups=tuple(sorted(each.target for each in self.targets.all())),
            served_areas=tuple(sorted(each.place_code for each in self.served_areas.all())),
            shows_contacts=self.shows_contacts,
            shows_people=self.shows_people,
            shows_web=self.shows_web,
            shows_work=self.shows_work,
            shows_links=self.shows_links,
            merged_into=self.merged_into_id,
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


class OrganisationTarget(models.Model):
    """That an organisation works for one of the target groups."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="targets")
    target = models.CharField(max_length=16, choices=TargetGroup)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "target"], name="network_target_once_an_organisation"
            ),
            models.CheckConstraint(
                condition=Q(target__in=TargetGroup.values), name="network_organisation_target"
            ),
        ]

    def __str__(self) -> str:
        return str(TARGET_NAMES[self.target])


class OrganisationAlias(models.Model):
    """A further name of an organisation: a former one, an abbreviation, what people call it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "text"], name="network_alias_once"),
            models.CheckConstraint(condition=~Q(text=""), name="network_alias_is_a_name"),
        ]

    def __str__(self) -> str:
        return self.text


class ServedArea(models.Model):
    """That an organisation serves a village, or a tambon with all its villages."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="served_areas")
    place_code = models.CharField(max_length=8, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "place_code"], name="network_area_served_once")
        ]

    def __str__(self) -> str:
        return self.place_code

"""People known to the network, and the roles that they hold."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject
from saiyai.network.models.organisation import Organisation
from saiyai.network.rules import PersonState, Position, RoleState
from saiyai.network.rules.person import Basis

POSITION_NAMES = {
    Position.CHAIR: _("chair"),
    Position.VICE_CHAIR: _("vice chair"),
    Position.SECRETARY: _("secretary"),
    Position.TREASURER: _("treasurer"),
    Position.MEMBER: _("member"),
    Position.VOLUNTEER: _("volunteer of the ministry"),
    Position.ADVISER: _("adviser"),
    Position.REPRESENTING: _("representing another"),
    Position.OTHER: _("other role"),
}
BASIS_NAMES = {
    Basis.PUBLIC_TASK: _("a task of the state"),
    Basis.CONSENT: _("the person's consent"),
}


class Person(Subject):
    """A person known to the network: no more than is needed to find and call them."""

    prefix = models.CharField(max_length=60, blank=True)
    given = models.CharField(max_length=120)
    family = models.CharField(max_length=120, blank=True)
    shown = models.CharField(max_length=200)  # the name as Thai papers write it
    search_key = models.CharField(max_length=240)
    phone = models.CharField(max_length=60, blank=True)
    place_code = models.CharField(max_length=8, blank=True, db_index=True)
    id_hash = models.CharField(max_length=64, null=True, unique=True)  # keyed: finds the same person again
    id_sealed = models.TextField(blank=True)
    basis = models.CharField(
        max_length=12, choices=list(BASIS_NAMES.items()), default=Basis.PUBLIC_TASK.value
    )
    purpose = models.CharField(max_length=300, blank=True)
    consented_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )  # by which the person signs in

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(erased_at__isnull=False),
                name="network_person_merged_is_erased",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")), name="network_person_merged_into_another"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(account=None), name="network_person_erased_signs_in_nowhere"
            ),
            models.CheckConstraint(
                condition=Q(id_hash=None, id_sealed="") | (Q(id_hash__isnull=False) & ~Q(id_sealed="")),
                name="network_person_id_is_sealed",
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.CONSENT) | Q(consented_on__isnull=False),
                name="network_person_consent_has_day",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(prefix="", family="", phone="", search_key="", id_hash=None),
                name="network_person_erased_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["search_key"], name="network_person_search")]

    def __str__(self) -> str:
        return self.shown

    def snapshot(self) -> PersonState:
        """Return the person as the record keeps it."""
        return PersonState(
            "" if self.erased_at else self.shown,
            self.phone,
            self.id_hash or "",
            self.place_code,
            self.basis,
            self.purpose,
            self.consented_on,
            self.erased_at is not None,
            self.merged_into_id,
            self.account_id,
        )


class PersonRole(Subject):
    """A role that a person holds in an organisation between two dates, both included; open ends are null."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    position = models.CharField(
        max_length=12, choices=list(POSITION_NAMES.items()), default=Position.OTHER.value
    )
    title_th = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    area_code = models.CharField(
        max_length=8, blank=True
    )  # where the person works in it: a volunteer's village
    is_sole = models.BooleanField(default=False)  # a post that one person holds at a time
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="network_role_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(position__in=list(Position)), name="network_role_position"),
            models.UniqueConstraint(
                fields=["organisation", "position"],
                condition=Q(is_sole=True, ends_on=None),
                name="network_one_chair_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["position", "area_code", "organisation", "starts_on", "ends_on"],
                name="network_role_worked",
            ),
            models.Index(fields=["ends_on"], name="network_role_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.title_th}"

    @property
    def place_code(self) -> str:
        """Return where the organisation has its home."""
        return self.organisation.place_code

    def snapshot(self) -> RoleState:
        """Return the role as rules judge it and the record keeps it."""
        return RoleState(
            self.organisation_id,
            self.person.shown,
            self.title_th,
            self.starts_on,
            self.ends_on,
            self.position,
            self.area_code,
            self.is_sole,
            self.person_id,
        )

    def is_held_on(self, day: date) -> bool:
        """Tell whether the role is held on a day."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )

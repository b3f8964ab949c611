"""Activities that organisations hold, who took part in them, and what came of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.network.models.organisation import Organisation
from saiyai.network.models.person import Person
from saiyai.network.rules import ActivityKind, ActivityState, ResultKind, ResultState
from saiyai.network.rules.activity import OF_PEOPLE, AgeBand, AwardLevel, Sex

ACTIVITY_NAMES = {
    ActivityKind.MEETING: pgettext_lazy("activity", "meeting"),
    ActivityKind.CAMPAIGN: _("campaign"),
    ActivityKind.SERVICE: _("welfare service and home visits"),
    ActivityKind.OCCUPATION: _("occupation and income"),
    ActivityKind.CONSERVATION: _("care of forest, water and land"),
    ActivityKind.RECREATION: _("sport, art and recreation"),
    ActivityKind.SAVING: _("saving and funds"),
    ActivityKind.ASSEMBLY: _("community assembly"),
    ActivityKind.TRAINING: pgettext_lazy("activity", "training"),
    ActivityKind.STUDY_VISIT: _("study visit"),
    ActivityKind.COACHING: _("coaching"),
    ActivityKind.OTHER: _("other activity"),
}
RESULT_NAMES = {
    ResultKind.BENEFICIARIES: _("people who benefited"),
    ResultKind.MEMBERS: pgettext_lazy("result", "members"),
    ResultKind.HOUSEHOLDS: pgettext_lazy("result", "households"),
    ResultKind.VILLAGES: pgettext_lazy("result", "villages covered"),
    ResultKind.FOREST: _("forest cared for"),
    ResultKind.FARM: _("farmland"),
    ResultKind.INCOME: _("income a month, before and after"),
    ResultKind.CAPITAL: _("money in circulation"),
    ResultKind.VISITORS: pgettext_lazy("result", "visitors"),
    ResultKind.AWARD: pgettext_lazy("result", "award"),
}
SEX_NAMES = {Sex.MALE: pgettext_lazy("sex", "men"), Sex.FEMALE: pgettext_lazy("sex", "women")}
AGE_NAMES = {
    AgeBand.CHILDREN: _("under 18"),
    AgeBand.YOUTH: _("18 to 25"),
    AgeBand.WORKING: _("26 to 59"),
    AgeBand.ELDERS: _("60 and over"),
}
AWARD_NAMES = {
    AwardLevel.TAMBON: pgettext_lazy("award", "tambon level"),
    AwardLevel.DISTRICT: pgettext_lazy("award", "district level"),
    AwardLevel.PROVINCE: pgettext_lazy("award", "province level"),
    AwardLevel.CLUSTER: pgettext_lazy("award", "cluster level"),
    AwardLevel.NATION: pgettext_lazy("award", "national level"),
}
NOT_WITHDRAWN = Q(withdrawn_at=None)


def signed_withdrawal(name: str) -> models.CheckConstraint:
    """Return the constraint that what is withdrawn says when, by whom and why, and what is not says nothing."""
    return models.CheckConstraint(
        condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
        | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
        name=name,
    )


class Activity(Subject):
    """Something that an organisation held, alone or with others, on one day or several."""

    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="organised")
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    search_key = models.TextField()  # both titles, as kernel.text.search_key folds them
    kind = models.CharField(max_length=12, choices=list(ACTIVITY_NAMES.items()))
    starts_on = models.DateField()
    ends_on = models.DateField()
    at_code = models.CharField(
        max_length=8, db_index=True
    )  # where it was held; place_code is the organiser's
    venue = models.CharField(max_length=200, blank=True)
    story = models.TextField(blank=True)
    men = models.PositiveIntegerField(default=0)  # who took part beside those named
    women = models.PositiveIntegerField(default=0)
    unstated = models.PositiveIntegerField(default=0)
    is_example = models.BooleanField(default=False)  # made up, and marked so where it is shown
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title_th=""), name="network_activity_is_titled"),
            models.CheckConstraint(condition=Q(kind__in=list(ActivityKind)), name="network_activity_kind"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="network_activity_days_in_order"
            ),
            signed_withdrawal("network_activity_withdrawal_is_signed"),
        ]
        indexes = [
            models.Index(fields=["starts_on", "kind"], name="network_activity_days"),
            models.Index(fields=["organiser", "starts_on"], name="network_activity_organiser"),
        ]

    def __str__(self) -> str:
        return self.title_th

    @property
    def place_code(self) -> str:
        """Return where the organiser has its home: whose officers may act on the activity."""
        return self.organiser.place_code

    def snapshot(self) -> ActivityState:
        """Return the activity as rules judge it and the record keeps it."""
        return ActivityState(
            self.organiser_id,
            self.title_th,
            self.kind,
            self.starts_on,
            self.ends_on,
            self.at_code,
            self.venue,
            tuple(sorted(each.organisation_id for each in self.joined.all())),
            self.men,
            self.women,
            self.unstated,
            len(self.people.all()),
            self.withdrawn_at is not None,
        )


class ActivityOrganisation(models.Model):
    """That an organisation took part in an activity; the organiser is always one of them."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="joined")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="took_part")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation"], name="network_organisation_once_an_activity"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.organisation_id}"


class ActivityPerson(models.Model):
    """That a person known to the network took part in an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="took_part")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="network_person_once_an_activity")
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.person_id}"


class ActivityResult(Subject):
    """What came of an activity: counted in the unit of its kind, on a day, from a source, with what shows it.

    A result never changes: one that is wrong is withdrawn with a reason, and the right one noted.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="results")
    kind = models.CharField(max_length=14, choices=list(RESULT_NAMES.items()))
    quantity = models.BigIntegerField()
    after = models.BigIntegerField(null=True)  # of an income: satang a month afterwards
    sex = models.CharField(max_length=6, blank=True, choices=list(SEX_NAMES.items()))
    age_band = models.CharField(max_length=8, blank=True, choices=list(AGE_NAMES.items()))
    level = models.CharField(max_length=8, blank=True, choices=list(AWARD_NAMES.items()))
    label = models.CharField(max_length=200, blank=True)  # what is counted, in more words: an award's name
    on = models.DateField()
    source = models.CharField(max_length=300)
    evidence_url = models.URLField(max_length=300, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_type = models.CharField(max_length=40, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(ResultKind)), name="network_result_kind"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0) & (Q(after=None) | Q(after__gte=0)),
                name="network_result_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(kind=ResultKind.INCOME, after__isnull=False)
                | (~Q(kind=ResultKind.INCOME) & Q(after=None)),
                name="network_result_income_has_both",
            ),
            models.CheckConstraint(
                condition=(Q(kind=ResultKind.AWARD) & ~Q(level=""))
                | (~Q(kind=ResultKind.AWARD) & Q(level="")),
                name="network_result_award_has_level",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(OF_PEOPLE)) | Q(sex="", age_band=""),
                name="network_result_sex_of_people",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="network_result_has_source"),
            models.CheckConstraint(
                condition=Q(file_digest="", file_name="", file_type="")
                | (~Q(file_digest="") & ~Q(file_name="") & ~Q(file_type="")),
                name="network_result_file_is_whole",
            ),
            signed_withdrawal("network_result_withdrawal_is_signed"),
        ]
        indexes = [models.Index(fields=["kind", "on"], name="network_result_kind_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity}"

    @property
    def place_code(self) -> str:
        """Return where the activity's organiser has its home."""
        return self.activity.place_code

    def snapshot(self) -> ResultState:
        """Return the result as rules judge it and the record keeps it."""
        return ResultState(
            self.activity_id,
            self.kind,
            self.quantity,
            self.after,
            self.sex,
            self.age_band,
            self.level,
            self.label,
            self.on,
            self.source,
            self.evidence_url,
            self.file_digest,
            self.withdrawn_at is not None,
        )

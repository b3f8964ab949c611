"""Certificates with their register, and the yearly reports that those who hold one owe."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.audit.models import Subject
from saiyai.network.models.standing import OrganisationStanding
from saiyai.network.rules.application import GIVEN_BY_BOARD
from saiyai.network.rules.certificate import CertificateState
from saiyai.network.rules.duty import YearlyReportState


class CertificateRegister(models.Model):
    """How many certificates a province has issued of a kind in a year: the row whose lock hands out numbers."""

    province_code = models.CharField(max_length=2)
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()  # of the Buddhist era
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province_code", "kind", "year"], name="network_one_register_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.province_code} {self.kind} {self.last}/{self.year}"


class Certificate(Subject):
    """What was issued to an organisation when the board gave it a standing; final once written."""

    standing = models.OneToOneField(
        OrganisationStanding, on_delete=models.PROTECT, related_name="certificate"
    )
    kind = models.CharField(max_length=20)
    province_code = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()  # of the Buddhist era
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20, unique=True)  # what the QR on the paper leads to
    name_th = models.CharField(max_length=200)  # as it was on the day of issue
    place_th = models.CharField(max_length=300)
    fields_th = models.CharField(max_length=300)
    conditions = models.TextField(blank=True)
    issued_on = models.DateField()
    session_text = models.CharField(max_length=100)
    signer = models.CharField(max_length=200)
    signer_position = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province_code", "kind", "year", "number"], name="network_certificate_number_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(GIVEN_BY_BOARD)), name="network_certificate_kind"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="network_certificate_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year} {self.name_th}"

    @property
    def place_code(self) -> str:
        """Return the province whose board gave it."""
        return self.province_code

    def snapshot(self) -> CertificateState:
        """Return the certificate as the record keeps it."""
        return CertificateState(
            self.standing_id,
            self.kind,
            self.province_code,
            self.year,
            self.number,
            self.name_th,
            self.conditions,
            self.issued_on,
        )


class YearlyReport(Subject):
    """What an organisation with a standing reported of a year."""

    standing = models.ForeignKey(
        OrganisationStanding, on_delete=models.PROTECT, related_name="yearly_reports"
    )
    year = models.PositiveSmallIntegerField()  # of the Buddhist era
    reported_on = models.DateField()
    summary = models.TextField()
    beneficiaries = models.PositiveIntegerField(null=True)
    spent_satang = models.BigIntegerField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standing", "year"], name="network_yearly_report_once"),
            models.CheckConstraint(condition=~Q(summary=""), name="network_yearly_report_says_something"),
            models.CheckConstraint(
                condition=Q(spent_satang=None) | Q(spent_satang__gte=0), name="network_yearly_report_spent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standing} {self.year}"

    @property
    def place_code(self) -> str:
        """Return where the organisation has its home."""
        return self.standing.organisation.place_code

    def snapshot(self) -> YearlyReportState:
        """Return the report as rules judge it and the record keeps it."""
        return YearlyReportState(
            self.standing_id,
            self.year,
            self.reported_on,
            self.summary,
            self.beneficiaries,
            self.spent_satang,
        )

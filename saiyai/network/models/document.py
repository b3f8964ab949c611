"""Documents of organisations: what each is, where its file is kept, who handed it in, and how it ended."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject
from saiyai.network.models.activity import signed_withdrawal
from saiyai.network.models.application import PAPER_NAMES, StandingApplication
from saiyai.network.models.organisation import Organisation
from saiyai.network.models.person import Person
from saiyai.network.rules.application import Paper
from saiyai.network.rules.document import OF_PEOPLE, DocumentKind, DocumentState

DOCUMENT_NAMES = {
    **{DocumentKind(each.value): PAPER_NAMES[each] for each in Paper},
    DocumentKind.MINUTES: _("Minutes of a meeting"),
    DocumentKind.CERTIFICATE: _("Certificate or registration paper"),
    DocumentKind.CONSENT: _("Letter of consent"),
    DocumentKind.PHOTO: _("Photograph"),
    DocumentKind.OTHER: _("Other document"),
}


class OrganisationDocument(Subject):
    """A file of an organisation, or the file of a paper of one of its applications.

    The file never changes: another one replaces it as a document of its own, or it is withdrawn, or erased for good.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="documents")
    application = models.ForeignKey(
        StandingApplication, null=True, on_delete=models.PROTECT, related_name="documents"
    )
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=list(DOCUMENT_NAMES.items()))
    title = models.CharField(max_length=200, blank=True)
    dated_on = models.DateField(null=True)
    is_public = models.BooleanField(default=False)  # the organisation agreed that everybody may read it
    file_key = models.CharField(max_length=32, blank=True)  # under which the file is kept; of this row alone
    file_digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_type = models.CharField(max_length=40, blank=True)
    file_bytes = models.PositiveIntegerField(default=0)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    replaced_by = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaces")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(DocumentKind)), name="network_document_kind"),
            models.CheckConstraint(
                condition=Q(is_public=False)
                | (~Q(kind__in=sorted(OF_PEOPLE)) & Q(application=None, person=None)),
                name="network_document_of_people_is_hidden",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None, file_bytes__gt=0)
                & ~Q(file_key="")
                & ~Q(file_digest="")
                & ~Q(file_name="")
                & ~Q(file_type="")
                | Q(
                    erased_at__isnull=False,
                    withdrawn_at__isnull=False,
                    title="",
                    file_key="",
                    file_digest="",
                    file_name="",
                    file_type="",
                    file_bytes=0,
                ),
                name="network_document_file_is_whole_or_gone",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(withdrawn_at__isnull=False),
                name="network_document_replaced_is_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["file_key"], condition=~Q(file_key=""), name="network_document_file_once"
            ),
            signed_withdrawal("network_document_withdrawal_is_signed"),
        ]
        indexes = [
            models.Index(fields=["organisation", "withdrawn_at", "kind"], name="network_document_shown")
        ]

    def __str__(self) -> str:
        return self.title or self.file_name

    @property
    def place_code(self) -> str:
        """Return where the organisation has its home."""
        return self.organisation.place_code

    def snapshot(self) -> DocumentState:
        """Return the document as rules judge it and the record keeps it."""
        return DocumentState(
            self.organisation_id,
            self.kind,
            self.title,
            self.dated_on,
            self.file_name,
            self.file_digest,
            self.is_public,
            self.application_id,
            self.person_id,
            self.replaced_by_id,
            self.withdrawn_at is not None,
            self.erased_at is not None,
        )

"""The sentences of the record's own refusals, which every command may come to."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

SENTENCES = Sentences(
    commands={},
    refusals={
        "thing.gone": _("What you were changing is no longer there: somebody took it away meanwhile."),
        "upload.empty": _("The file is empty."),
        "upload.too_large": _("The file is larger than %(most)s MB. Send a smaller one."),
        "upload.too_many_pixels": _("The picture has more than %(most)s million points. Send a smaller one."),
        "upload.too_many_pages": _("More than %(most)s photographs at once: hand in a PDF instead."),
        "upload.pages_of_two_kinds": _("Hand in one PDF, or photographs alone; not both together."),
        "upload.unknown_type": _("This is neither a photograph (JPEG, PNG, WebP) nor a PDF."),
    },
    fields={},
)

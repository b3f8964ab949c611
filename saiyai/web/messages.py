"""The sentences of the record's own refusals, which every command may come to."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

SENTENCES = Sentences(
    commands={},
    refusals={"thing.gone": _("What you were changing is no longer there: somebody took it away meanwhile.")},
    fields={},
)

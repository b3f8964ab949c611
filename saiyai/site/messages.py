"""What the installation's entries say in a history."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

SENTENCES = Sentences(
    commands={"site.backup.restore": _("brought the installation back from a backup")}, refusals={}, fields={}
)

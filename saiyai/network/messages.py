"""What the network's codes say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "network.organisation.register": _("proposed the organisation"),
    "network.organisation.verify": _("verified the organisation"),
    "network.organisation.rest": _("noted that the organisation is dormant"),
    "network.organisation.revive": _("noted that the organisation works again"),
    "network.organisation.dissolve": _("noted that the organisation was dissolved"),
    "network.role.appoint": _("noted a person's role"),
}

REFUSALS = {
    "organisation.nameless": _("An organisation needs a name."),
    "organisation.unknown_kind": _("There is no kind of organisation called “%(kind)s”."),
    "organisation.unknown_field": _("There is no field of social welfare called “%(field)s”."),
    "organisation.unknown_place": _("There is no place with the code “%(place)s”."),
    "organisation.known": _("“%(name)s” is already registered at this place."),
    "organisation.founded_later": _("The day of founding has not come yet."),
    "organisation.dissolved_outside_life": _(
        "The day of dissolving must lie between the day of founding and today."
    ),
    "organisation.reason_missing": _("Please give a reason."),
    "organisation.not_yet_verified": _("“%(name)s” still waits to be verified."),
    "organisation.already_verified": _("“%(name)s” is already verified and active."),
    "organisation.dormant": _("“%(name)s” is dormant."),
    "organisation.dissolved": _("“%(name)s” was dissolved; its entry stays as it is."),
}

FIELDS = {
    "name_th": _("Thai name"),
    "name_en": _("English name"),
    "kind": _("kind"),
    "place_code": _("home place"),
    "state": _("state"),
    "fields_of_welfare": _("fields of social welfare"),
    "founded_on": _("founded on"),
    "dissolved_on": _("dissolved on"),
    "shown_publicly": _("shown to everybody"),
    "phone": _("telephone"),
    "organisation_id": _("organisation"),
    "person": _("person"),
    "title": _("role"),
    "starts_on": _("from"),
    "ends_on": _("until"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS)

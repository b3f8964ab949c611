"""What the codes of targets say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.target.set": _("set the target"),
    "monitoring.target.change": _("changed the target"),
    "monitoring.target.drop": _("dropped the target"),
    "monitoring.target.bring_down": _("brought the target down to the places below"),
}

LABELS = {
    "monitoring.target.set": _("Set a target of an indicator"),
    "monitoring.target.change": _("Change a target of an indicator"),
    "monitoring.target.drop": _("Drop a target of an indicator"),
    "monitoring.target.bring_down": _("Bring a target down to the places below"),
}

REFUSALS = {
    "target.amount_unreadable": _("This is no amount: write digits, with at most three decimals."),
    "target.amount_too_large": _("This amount is too large."),
    "target.known_already": _(
        "This indicator has a target for this place and period already: change that one."
    ),
    "target.unknown_place": _("There is no such place that a target can be for."),
    "target.outside_project": _("This place lies outside the areas of the project."),
    "target.reason_missing": _("Please say why the target changes."),
    "target.sum_above": _("The parts are %(difference)s above the target of %(total)s."),
    "target.sum_below": _("The parts are %(difference)s below the target of %(total)s."),
}

FIELDS = {
    "indicator": _("indicator"),
    "place_code": _("Place"),
    "amount_thousandths": _("target (thousandths)"),
    "baseline_thousandths": _("baseline (thousandths)"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)

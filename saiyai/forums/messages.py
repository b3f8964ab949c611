"""What the codes of forums say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "forums.forum.announce": _("announced the forum"),
    "forums.showcase.nominate": _("brought the showcase to the forum"),
    "forums.showcase.select": _("selected the showcase"),
    "forums.selection.withdraw": _("withdrew the selection"),
}

LABELS = {
    "forums.forum.announce": _("Announce a forum"),
    "forums.showcase.nominate": _("Bring a showcase to a forum"),
    "forums.showcase.select": _("Select a showcase"),
    "forums.selection.withdraw": _("Withdraw a selection"),
}

REFUSALS = {
    "forum.half_dated": _("Give both the first and the last day, or neither."),
    "forum.ends_before_start": _("The forum ends before it begins."),
    "forum.unknown_place": _("There is no place with the code “%(place)s”."),
    "forum.known": _("There is already a forum with the code “%(forum)s”."),
    "showcase.organisation_not_verified": _(
        "“%(name)s” must be verified and active before it presents a showcase."
    ),
    "showcase.tells_nothing": _("A showcase needs a title and a story."),
    "showcase.outside_forum": _("The organisation lies outside the provinces of this forum."),
    "showcase.known": _("“%(title)s” is already among the showcases of this forum."),
    "stage.of_another_area": _("This showcase belongs to another area."),
    "stage.already_selected": _("“%(title)s” is already selected here; withdraw that selection first."),
    "stage.selected_meanwhile": _("Somebody else selected a showcase here at the same moment."),
    "selection.reason_missing": _("Please give a reason."),
    "selection.withdrawn": _("This selection was already withdrawn."),
    "rubric.without_points": _("A rubric needs at least one criterion, and each of them points."),
    "rubric.criterion_twice": _("The criterion “%(criterion)s” stands in the rubric twice."),
    "rubric.unknown_tie": _("“%(criterion)s” is to break ties, but it is not a criterion of this rubric."),
    "rubric.levels_out_of_order": _(
        "Give the levels from the highest to the lowest, each within the points of the rubric."
    ),
    "score.unfinished": _("%(missing)s criteria have no points yet, first of them “%(criterion)s”."),
    "score.unknown_criterion": _("“%(criterion)s” is not a criterion of this rubric."),
    "score.out_of_range": _("“%(criterion)s” can bring between 0 and %(most)s points."),
}

FIELDS = {
    "code": _("code"),
    "title_th": _("Thai title"),
    "project_code": _("project"),
    "organiser": _("organiser"),
    "starts_on": _("first day"),
    "ends_on": _("last day"),
    "stages": _("provinces"),
    "forum": _("forum"),
    "presenter": _("presenter"),
    "results": _("results"),
    "stage": _("stage"),
    "showcase_id": _("showcase"),
    "is_withdrawn": _("withdrawn"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)

"""What the codes of forums say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "forums.forum.announce": _("announced the forum"),
    "forums.showcase.nominate": _("brought the showcase to the forum"),
    "forums.showcase.select": _("selected the showcase"),
    "forums.selection.withdraw": _("withdrew the selection"),
    "forums.quota.set": _("set how many may take part"),
    "forums.quota.move": _("moved seats to another area"),
    "forums.registration.name": _("named the participant"),
    "forums.registration.change": _("corrected the registration"),
    "forums.registration.substitute": _("sent a substitute"),
    "forums.registration.withdraw": _("took the participant off the list"),
}

LABELS = {
    "forums.forum.announce": _("Announce a forum"),
    "forums.showcase.nominate": _("Bring a showcase to a forum"),
    "forums.showcase.select": _("Select a showcase"),
    "forums.selection.withdraw": _("Withdraw a selection"),
    "forums.quota.set": _("Set how many of a kind an area sends to a forum"),
    "forums.quota.move": _("Move free seats of a forum between areas"),
    "forums.registration.name": _("Name participants of a forum"),
    "forums.registration.change": _("Correct a participant's registration"),
    "forums.registration.substitute": _("Send a substitute to a forum"),
    "forums.registration.withdraw": _("Take a participant off a forum's list"),
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
    "quota.outside_forum": _("“%(place)s” lies outside the provinces of the forum."),
    "quota.out_of_range": _("Give a number of seats between 0 and %(most)s."),
    "quota.below_held": _(
        "%(held)s seats are already taken; %(seats)s would be fewer. Take somebody off the list first."
    ),
    "quota.reason_missing": _("Please say why the seats move."),
    "quota.of_another_forum": _("Seats move only between two areas of one forum."),
    "quota.moves_nothing": _("Give how many seats move."),
    "quota.not_so_many_free": _("Only %(free)s seats are free here; %(seats)s cannot move."),
    "registration.forum_over": _("The forum is over; nobody is named for it any more."),
    "registration.no_name": _("Write a person's name, for example นางสมศรี ใจดี."),
    "registration.known": _("“%(name)s” is already on this list."),
    "registration.withdrawn": _("This registration was withdrawn; name the person anew."),
    "registration.of_another_quota": _("This registration belongs to another list."),
    "registration.reason_missing": _("Please give a reason."),
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
    "kind": _("kind"),
    "seats": _("seats"),
    "standing": _("where it stands"),
    "name": _("name"),
    "phone": _("telephone"),
    "email": _("e-mail"),
    "needs": _("special needs"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)

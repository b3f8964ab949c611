"""What the codes of lists that are brought in say: acts, refusals, and what is doubtful about a cell."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "network.import.begin": _("sent a list to be checked"),
    "network.import.finish": _("finished checking a list"),
    "network.import.fail": _("could not read a list"),
    "network.import.place_columns": _("said what the columns of a list hold"),
    "network.import.answer": _("put rows of a list right"),
    "network.import.accept": _("accepted a list into the register"),
    "network.import.verify": _("verified the organisations of a list"),
    "network.import.discard": _("gave a list up"),
    "network.import.undo": _("took back what a list had brought in"),
    "network.people.export": _("took people and their roles along as a file"),
}
LABELS = {
    "network.import.begin": _("Bring in a list of organisations, people or links"),
    "network.import.finish": _("Finish checking a list"),
    "network.import.fail": _("Note why a list cannot be read"),
    "network.import.place_columns": _("Say what the columns of a list hold"),
    "network.import.answer": _("Put rows of a list right"),
    "network.import.accept": _("Accept a list into the register"),
    "network.import.verify": _("Verify the organisations of a list together"),
    "network.import.discard": _("Give a list up"),
    "network.import.undo": _("Take back what a list brought in"),
    "network.people.export": _("Take people and their roles along as a file"),
}
REFUSALS = {
    "upload.unknown_kind": _("There is no kind of list called “%(kind)s”."),
    "upload.decided": _("“%(file)s” was accepted or given up already."),
    "upload.not_checked": _("“%(file)s” does not wait for a decision."),
    "upload.not_accepted": _("“%(file)s” was not accepted, so there is nothing to take back."),
    "upload.rows_wait": _(
        "%(count)s rows are still to be put right. Put them right, or accept the good rows alone."
    ),
    "upload.nothing_to_accept": _("There is no good row in “%(file)s” to accept."),
    "upload.nothing_to_verify": _("No organisation of this list waits for you to verify it."),
    "upload.outside": _(
        "Some rows lie outside your area; somebody whose area holds them must accept the list."
    ),
    "upload.changed_meanwhile": _(
        "The register changed since the list was checked (row %(row)s). Check the list again."
    ),
    "upload.row_waits_for": _(
        "Row %(row)s tells of the person of row %(other)s, which stays out. Put one of them right."
    ),
    "upload.built_on": _(
        "It cannot be taken back: an act after it (no. %(number)s of the record) speaks of “%(name)s”."
    ),
    "upload.pointed_at": _("It cannot be taken back: something else in the system rests on “%(name)s”."),
    "upload.people_without_reason": _("Say what the file is for: it holds the data of people."),
}
CELLS = {
    "cell.missing": _("Something must stand here."),
    "cell.too_long": _("This is longer than %(longest)s letters."),
    "cell.not_a_number": _("This is no number."),
    "cell.no_place": _("The row says nothing of a place. Type the tambon, the district and the province."),
    "cell.unknown_place": _(
        "No place is called “%(place)s” there. Check the spelling, or type the district too."
    ),
    "cell.several_places": _("Several places are called “%(place)s”. Choose the one that is meant."),
    "cell.nearly_a_place": _("No place is called just “%(place)s”. Choose the one that is meant."),
    "cell.place_ended": _("“%(place)s” is no more. Choose what it became."),
    "cell.no_village": _("There is no village “%(place)s” in this tambon."),
    "cell.village_without_tambon": _("A village needs its tambon: “%(place)s” alone may be many."),
    "cell.not_a_village": _(
        "A volunteer works in one village; this is %(place)s. Give the moo or the village's name."
    ),
    "cell.village_not_then": _("%(place)s did not exist on the day on which the role begins."),
    "cell.outside": _("%(place)s lies outside your area."),
    "cell.place_wide": _("The row names no tambon, only %(place)s. Is its home really so wide?"),
    "cell.no_area_served": _("“%(place)s” is no tambon or village that can be served."),
    "cell.unknown_kind": _("There is no kind of organisation called “%(text)s”."),
    "cell.kind_elsewhere": _("The kind “%(kind)s” is not offered at this place."),
    "cell.unknown_field": _("There is no field of social welfare called “%(text)s”."),
    "cell.unknown_target": _("There is no target group called “%(text)s”."),
    "cell.unknown_standing": _("There is no legal standing called “%(text)s”."),
    "cell.standing_without_day": _("Say on which day this legal standing was given."),
    "cell.neither_yes_nor_no": _("“%(text)s” is neither yes nor no."),
    "cell.phone_unread": _(
        "This is no Thai telephone number. Correct it, or leave it out: the cell is kept as it is."
    ),
    "cell.phone_mended": _("Read as %(phone)s: the 0 in front had been lost."),
    "cell.email_unread": _(
        "This is no e-mail address. Correct it, or leave it out: the cell is kept as it is."
    ),
    "cell.web_unread": _(
        "This is no address of a page. Correct it, or leave it out: the cell is kept as it is."
    ),
    "cell.money_without_members": _("There is money but not one member. Is that right?"),
    "cell.twice": _(
        "Row %(row)s holds the same name at the same place. Change one of the names, or leave one row out."
    ),
    "cell.alike": _("“%(name)s” is registered in this tambon. Is it the same?"),
    "cell.alike_row": _("“%(name)s” in row %(row)s lies in the same tambon. Is it the same?"),
    "cell.second": _("This tambon has one of this kind already: “%(name)s”. Is this another one?"),
    "cell.second_row": _(
        "Row %(row)s has one of this kind in the same tambon: “%(name)s”. Is this another one?"
    ),
    "cell.unknown_position": _("There is no position called “%(text)s”."),
    "cell.several_people": _("There seem to be %(count)s people in this cell: %(names)s."),
    "cell.same_person": _("“%(name)s” of the same tambon is known. Is it the same person?"),
    "cell.id_of_another": _("This national id is that of “%(name)s”."),
    "cell.unknown_organisation": _(
        "No organisation of your area is called “%(name)s”. Register it first, or correct the name."
    ),
    "cell.several_organisations": _(
        "Several organisations are called “%(name)s”. Choose the one that is meant."
    ),
    "cell.organisation_is_gone": _("“%(name)s” is no more."),
    "cell.which_group": _("To which group of volunteers does this one belong?"),
    "cell.no_group": _(
        "No group of volunteers is registered in this district. Register one, or name it in the list."
    ),
    "cell.unknown_link": _("There is no kind of link called “%(text)s”."),
    "cell.link_outside": _("Neither of the two lies in your area."),
}
SAID = {
    "cell.place_wide=keep": _("Yes, the whole of it"),
    "cell.phone_unread=without": _("Leave the number out"),
    "cell.email_unread=without": _("Leave the address out"),
    "cell.web_unread=without": _("Leave the address out"),
    "cell.money_without_members=keep": _("It is right as it stands"),
    "cell.alike=another": _("It is another one: take it"),
    "cell.alike=same": _("It is the same: leave this row out"),
    "cell.several_people=split": _("Divide the row: one for each person"),
    "cell.several_people=one": _("It is one person: take it as it stands"),
    "cell.same_person=new": _("Somebody else of the same name"),
}
"""What an answer to a question is called: "code=answer"."""
FIELDS = {
    "file_name": _("file"),
    "digest": _("digest of the file"),
    "rows": _("rows"),
    "good": _("good rows"),
    "asked": _("rows to be put right"),
    "same": _("rows registered already"),
    "left": _("rows left out"),
    "made": _("rows taken in"),
    "columns": _("columns"),
}

SENTENCES = Sentences(COMMANDS, {**REFUSALS, **CELLS}, FIELDS, LABELS)

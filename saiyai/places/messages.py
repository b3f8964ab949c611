"""The sentences of places: what its commands did, why they said no, what its fields are called."""

from django.utils.translation import gettext_lazy as _

COMMANDS = {
    "places.load": _("loaded the nation's areas"),
    "places.rename": _("gave the place a new name"),
    "places.split": _("took new areas out of the place"),
    "places.merge": _("merged places into one"),
    "places.recode": _("moved the place to a new code"),
    "places.cluster.make": _("made the cluster"),
    "places.cluster.change": _("changed the cluster"),
    "places.cluster.add_province": _("added a province to the cluster"),
    "places.cluster.remove_province": _("took a province out of the cluster"),
    "places.shapes.store": _("stored outlines of areas"),
    "places.import.receive": _("sent a file to be checked"),
    "places.import.begin": _("began to check a file"),
    "places.import.fail": _("found that a file cannot be read"),
    "places.import.finish": _("finished checking a file"),
    "places.import.accept": _("accepted an import"),
    "places.import.discard": _("discarded an import"),
}

LABELS = {
    "places.load": _("Load the nation's areas"),
    "places.rename": _("Give a place a new name"),
    "places.split": _("Take new areas out of a place"),
    "places.merge": _("Merge places into one"),
    "places.recode": _("Move a place to a new code"),
    "places.cluster.make": _("Make a cluster"),
    "places.cluster.change": _("Change a cluster"),
    "places.cluster.add_province": _("Add a province to a cluster"),
    "places.cluster.remove_province": _("Take a province out of a cluster"),
    "places.shapes.store": _("Store outlines of areas"),
    "places.import.receive": _("Send a file of places to be checked"),
    "places.import.begin": _("Check a file of places"),
    "places.import.fail": _("Note that a file of places cannot be read"),
    "places.import.finish": _("Finish checking a file of places"),
    "places.import.accept": _("Accept an import"),
    "places.import.discard": _("Discard an import"),
}

REFUSALS = {
    "place.name_empty": _("A place needs a Thai name."),
    "place.same_name": _("“%(name)s” is what the place is called already."),
    "place.renamed_later": _(
        "The place was given another name on %(on)s; a new one can only begin after that day."
    ),
    "place.already_ended": _("The place %(place)s ended on %(on)s."),
    "place.ends_before_start": _("The place %(place)s began on %(on)s; the change must come after that day."),
    "place.no_parts": _("Name at least one new area."),
    "place.code_taken": _("The code %(place)s is in use, or stands twice in what you sent."),
    "place.other_level": _("The code %(place)s does not fit the level of the place."),
    "place.no_parent": _("There is no present place %(place)s to which the new code could belong."),
    "place.unknown_code": _("There is no place with the code %(place)s."),
    "place.has_children": _("%(count)s areas still lie below %(place)s; move them first."),
    "cluster.code_taken": _("There is a cluster with the code %(place)s already."),
    "cluster.ends_before_start": _("It began on %(on)s; it can only end after that day."),
    "cluster.member_joins_later": _("A province joins the cluster on or after %(on)s; take it out first."),
    "cluster.not_a_province": _("%(place)s is not the code of a present province."),
    "cluster.outside_its_days": _("The cluster %(name)s does not exist on that day."),
    "cluster.already_member": _("%(name)s belongs to the cluster on that day already."),
    "cluster.not_a_member": _("The province %(place)s does not belong to the cluster."),
    "import.not_checked": _("The file is not checked, or was accepted or discarded already."),
    "import.nothing_to_accept": _("Nothing in the file is new or changed."),
    "import.changed_meanwhile": _(
        "Places changed since the file was checked: %(place)s. Send the file again."
    ),
    "boundaries.unreadable": _("The file is neither GeoJSON nor TopoJSON."),
    "boundaries.no_codes": _("No feature in the file has a code that is known as id or as a property."),
    "boundaries.mixed_levels": _("The file mixes areas of several levels; send one level at a time."),
}

FIELDS = {
    "code": _("code"),
    "name_th": _("Thai name"),
    "name_en": _("English name"),
    "postcodes": _("postcodes"),
    "valid_from": _("valid from"),
    "valid_to": _("valid until"),
    "edition": _("edition"),
    "digest": _("checksum"),
    "areas": _("areas"),
    "new": _("new ones"),
    "renamed": _("renamed ones"),
    "abolished": _("abolished ones"),
    "kept": _("left as they are"),
    "members": _("members"),
    "starts_on": _("begins on"),
    "ends_on": _("ends on"),
    "level": _("level"),
    "source": _("source"),
    "file_name": _("file"),
    "kind": _("kind"),
    "state": _("state"),
    "rows": _("rows"),
    "changed": _("changed ones"),
    "problems": _("problems"),
    "size": _("size"),
    "area_km2": _("area (sq km)"),
    "is_example": _("example"),
    "dola_code": _("code of the Department of Local Administration"),
}

PROBLEMS = {
    "village.code_not_8_digits": _("“%(value)s” is not a village code: it must have 8 digits."),
    "village.pseudo": _(
        "“%(value)s” ends in 00: a row for people from outside the area, not a village. It is left out."
    ),
    "village.unknown_tambon": _("There is no tambon for the village code “%(value)s”."),
    "village.tambon_ended": _("The tambon of the village has been abolished: “%(value)s”."),
    "village.twice": _("The village code “%(value)s” stands in the file more than once."),
    "village.second_code_not_8_digits": _("“%(value)s” is not a second code: it must have 8 digits."),
    "village.second_code_taken": _("The second code “%(value)s” belongs to another village."),
    "village.split_from_unknown": _("“%(value)s”, from which it was split, is not a known village code."),
    "row.bad_date": _("“%(value)s” is not a date."),
    "row.bad_year": _("“%(value)s” lies outside the years that a place can have."),
    "authority.code_missing": _("“%(value)s” is not a code of an authority: it must be digits."),
    "authority.twice": _("The code “%(value)s” stands in the file more than once."),
    "authority.unknown_kind": _("“%(value)s” is not a kind of local authority."),
    "authority.covers_unknown": _("“%(value)s” in the coverage is no known tambon or village."),
    "authority.covers_badly_written": _(
        "“%(value)s” is not a coverage: write codes with = full or = partial."
    ),
    "authority.no_place": _("Where the authority lies cannot be told from “%(value)s”."),
    "authority.dola_code_not_7_digits": _("“%(value)s” is not a code of the department: it has 7 digits."),
    "authority.dola_code_taken": _("The department's code “%(value)s” belongs to another authority."),
    "authority.unknown_size": _("“%(value)s” is no size of an authority: write S, M or L."),
    "authority.no_area": _("“%(value)s” is no area in square kilometres."),
    "join.twice": _("The Department's code “%(value)s” stands in the file more than once."),
    "join.unknown": _("No authority here fits “%(value)s”, or more than one does. It is left out."),
    "import.file_gone": _("The file is no longer there. Send it again."),
    "import.gave_up": _(
        "Checking the file failed several times. Part it into smaller files, or send it as CSV."
    ),
    "text.too_long": _("“%(value)s” is too long."),
}

VALUES = {
    "places.shapeset.level": {
        "province": _("province"),
        "district": _("district"),
        "tambon": _("tambon"),
    }
}
"""What the codes of fields say in a history."""

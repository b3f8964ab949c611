"""What can be done to places."""

import geothai

from saiyai.audit.command import command
from saiyai.kernel.powers import Actor
from saiyai.places import access
from saiyai.places.models import LEVEL_OF_LENGTH, Place


@command("places.load", allows=access.may_load_places)
def load_places(*, by: Actor) -> int:  # noqa: ARG001 (the decorator judges `by`)
    """Load all provinces, districts and tambons of the geothai package, and return how many there are."""
    districts = [each for province in geothai.provinces() for each in geothai.districts(province.code)]
    tambons = [each for district in districts for each in geothai.subdistricts(district.code)]
    areas = [
        *((each.code, each.name_th, each.name_en, "") for each in [*geothai.provinces(), *districts]),
        *((each.code, each.name_th, each.name_en, " ".join(each.postal_codes)) for each in tambons),
    ]
    places = [
        Place(code=code, level=LEVEL_OF_LENGTH[len(code)], name_th=name_th, name_en=name_en, postcodes=postcodes)
        for code, name_th, name_en, postcodes in areas
    ]
    Place.objects.bulk_create(
        places,
        batch_size=2_000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_th", "name_en", "postcodes", "level"],
    )
    return len(places)

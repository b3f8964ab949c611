"""Coverage of the nation's villages by volunteers and organisations, against plain SQL over the same rows."""

import random
from datetime import date
from functools import partial

from bench.home import with_places
from bench.result import Result, interleaved, processor_seconds, seconds

VILLAGES_EACH, VOLUNTEERS_EACH, ORGANISATIONS = 10, 4, 20_000
ON = date(2014, 7, 1)


def fill(villages: int) -> None:
    """Store so many villages below the nation's tambons, four volunteers for each, and organisations that serve some."""
    from django.utils import timezone  # noqa: PLC0415 (Django stands only now)

    from saiyai.accounts.models import User  # noqa: PLC0415
    from saiyai.network.models import Organisation, Person, PersonRole, ServedArea  # noqa: PLC0415
    from saiyai.places.models import Place  # noqa: PLC0415

    pick = random.Random(2557)  # noqa: S311 (the same nation each time)
    tambons = list(Place.objects.filter(level="tambon", valid_to=None).values_list("code", flat=True))
    codes = [
        f"{tambons[n // VILLAGES_EACH % len(tambons)]}{n % VILLAGES_EACH + 1:02}" for n in range(villages)
    ]
    Place.objects.bulk_create(
        [Place(code=code, level="village", name_th=f"บ้าน {code}") for code in codes],
        ignore_conflicts=True,
        batch_size=5_000,
    )
    one, other = (User.objects.create(username=name) for name in ("proposer", "verifier"))
    now = timezone.now()
    made = Organisation.objects.bulk_create(
        (
            Organisation(
                name_th=f"องค์กร {n}",
                search_key=f"องคกร{n}",
                kind_id="other",
                place_code=tambons[n % len(tambons)],
                state="verified",
                proposed_by=one,
                proposed_at=now,
                verified_by=other,
                verified_at=now,
            )
            for n in range(ORGANISATIONS)
        ),
        batch_size=5_000,
    )
    ServedArea.objects.bulk_create(
        (ServedArea(organisation=each, place_code=pick.choice(codes)) for each in made), batch_size=5_000
    )
    covered = pick.sample(codes, max(len(codes) * 4 // 5, 1))
    person = Person.objects.create(given="ก", shown="ก", search_key="ก")
    PersonRole.objects.bulk_create(
        (
            PersonRole(
                person=person,
                organisation=made[n % len(made)],
                position="volunteer",
                area_code=covered[n % len(covered)],
                starts_on=date(2013, 10, 1),
            )
            for n in range(villages * VOLUNTEERS_EACH)
        ),
        batch_size=5_000,
    )


PLAIN = """
SELECT COUNT(*) FROM places_place village WHERE village.level = 'village' AND village.valid_to IS NULL
AND village.code BETWEEN %s AND %s AND (
  village.code IN (SELECT role.area_code FROM network_personrole role JOIN network_organisation one
    ON one.id = role.organisation_id WHERE one.state = 'verified' AND role.position = 'volunteer'
    AND (role.starts_on IS NULL OR role.starts_on <= %s) AND (role.ends_on IS NULL OR role.ends_on >= %s))
  OR village.code IN (SELECT place_code FROM network_organisation WHERE state = 'verified')
  OR village.code IN (SELECT area.place_code FROM network_servedarea area JOIN network_organisation one
    ON one.id = area.organisation_id WHERE one.state = 'verified')
  OR SUBSTR(village.code, 1, 6) IN (SELECT area.place_code FROM network_servedarea area
    JOIN network_organisation one ON one.id = area.organisation_id WHERE one.state = 'verified'))
"""


def run(size: int = 75_000) -> Result:
    """Return the seconds of the coverage of all provinces, beside those of one plain count; it stores `size` villages."""
    with_places()
    fill(size)
    from django.db import connection  # noqa: PLC0415 (Django stands only now)

    from saiyai.network.queries.coverage import CoverageFilter, coverage_by_area  # noqa: PLC0415

    everything = CoverageFilter()

    def plain(area: str = "") -> int:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN, [area, area.ljust(8, "9"), ON, ON])
            return int(cursor.fetchone()[0])

    covered = sum(each.covered for each in coverage_by_area("", 2, everything, ON).values())
    if covered != plain():
        raise RuntimeError(f"{covered} villages are covered, and a plain count finds {plain()}")
    own, reference = interleaved(lambda: coverage_by_area("", 2, everything, ON), plain, times=3)
    areas = (("the nation", "", 2), ("a province", "50", 4))
    for name, area, digits in areas:
        act = partial(coverage_by_area, area, digits, everything, ON)
        by_clock, of_processor = seconds(act) * 1000, processor_seconds(act) * 1000
        print(
            f"{name}: {by_clock:.1f} ms by the clock, {of_processor:.1f} ms of processor; the medians of five"
        )
    return Result("network_coverage", own * 1000, reference * 1000, "plain SQL without the index", "ms")

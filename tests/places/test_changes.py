"""Renaming, splitting, merging, re-coding, and clusters: allowed, denied, refused, recorded, guarded."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.audit.queries import history_of
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.places import commands
from saiyai.places.commands.changes import NewArea
from saiyai.places.models import (
    AuthorityCoverage,
    AuthorityVersion,
    Cluster,
    ClusterMembership,
    LocalAuthority,
    Place,
    PlaceName,
)
from saiyai.places.queries import children_of, find_places, place_at, predecessors_of, successors_of
from saiyai.places.queries.authorities import authorities_covering
from saiyai.places.queries.clusters import clusters_of, provinces_of_cluster
from saiyai.places.queries.shapes import codes_with_shapes
from tests.places.guards import lift
from tests.places.shapes import store

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
ON = date(2020, 1, 1)


def a_place(code="501412"):
    return Place.objects.get(code=code)


def rename(by, **changes):
    terms = {"place": a_place(), "name_th": "ป่าไผ่ใหม่", "name_en": "New Pa Phai", "on": ON, "reason": "ประกาศ"}
    return commands.rename_place(**(terms | changes), by=by)


def split(by, **changes):
    terms = {
        "place": a_place(),
        "parts": [NewArea("501490", "ป่าไผ่น้อย")],
        "on": ON,
        "ends": False,
        "reason": "",
    }
    return commands.split_place(**(terms | changes), by=by)


def recode(by, **changes):
    terms = {"place": a_place(), "code": "500190", "on": ON, "reason": "ย้ายอำเภอ"}
    return commands.recode_place(**(terms | changes), by=by)


def merge(by, **changes):
    terms = {"place": a_place(), "codes": ["501411"], "on": ON, "reason": "รวม"}
    return commands.merge_places(**(terms | changes), by=by)


def refused(act):
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.code


def test_a_renamed_place_is_found_by_both_names_and_its_record_says_so(cast):
    rename(cast.ministry_officer)

    assert place_at("501412").name_th == "ป่าไผ่ใหม่"
    assert find_places("ป่าไผ่ใหม่")[0].row.code == find_places("ต.ป่าไผ่")[0].row.code == "501412"
    (entry,) = history_of("places.place:501412")
    assert (entry.command, entry.reason) == ("places.rename", "ประกาศ")
    assert {each.field: (each.before, each.after) for each in entry.changes}["name_th"] == ("ป่าไผ่", "ป่าไผ่ใหม่")


def test_a_second_rename_begins_where_the_first_name_ended(cast):
    rename(cast.ministry_officer)
    rename(cast.ministry_officer, name_th="ป่าไผ่ทอง", on=date(2021, 1, 1))

    spans = list(PlaceName.objects.order_by("ends_on").values_list("text", "starts_on", "ends_on"))

    assert spans == [("ป่าไผ่", None, ON), ("ป่าไผ่ใหม่", ON, date(2021, 1, 1))]
    assert refused(lambda: rename(cast.ministry_officer, name_th="ข", on=ON)) == "place.renamed_later"


def test_what_a_rename_is_refused_for(cast):
    by = cast.ministry_officer

    assert refused(lambda: rename(by, name_th=" ")) == "place.name_empty"
    assert refused(lambda: rename(by, name_th="ป่าไผ่", name_en="Pa Phai")) == "place.same_name"


def test_a_split_makes_new_places_below_the_same_parent_and_keeps_the_way_back(cast):
    split(cast.ministry_officer, ends=False)

    assert "501490" in {each.code for each in children_of("5014")}
    assert predecessors_of("501490") == ("501412",)
    assert successors_of("501412") == ("501412",)


def test_what_a_split_is_refused_for(cast):
    by = cast.ministry_officer

    assert refused(lambda: split(by, parts=[])) == "place.no_parts"
    assert refused(lambda: split(by, parts=[NewArea("501411", "ก")])) == "place.code_taken"
    assert (
        refused(lambda: split(by, parts=[NewArea("501490", "ก"), NewArea("501490", "ข")]))
        == "place.code_taken"
    )
    assert refused(lambda: split(by, parts=[NewArea("5090", "ก")])) == "place.other_level"
    assert refused(lambda: split(by, parts=[NewArea("501490", " ")])) == "place.name_empty"
    assert refused(lambda: split(by, parts=[NewArea("990101", "ก")])) == "place.no_parent"
    assert refused(lambda: split(by, ends=True)) == "place.has_children"


def test_a_merged_place_ends_and_leads_to_the_other(cast):
    merge(cast.ministry_officer)

    assert place_at("501411").valid_to == ON
    assert successors_of("501411") == ("501412",)
    assert successors_of("501411", date(2019, 1, 1)) == ("501411",)
    assert refused(lambda: merge(cast.ministry_officer)) == "place.already_ended"


def test_what_a_merger_is_refused_for(cast):
    by = cast.ministry_officer

    assert refused(lambda: merge(by, codes=["999999"])) == "place.unknown_code"
    assert refused(lambda: merge(by, codes=["5001"])) == "place.other_level"
    assert refused(lambda: merge(by, codes=["501412"])) == "place.other_level"


def test_a_recoded_tambon_takes_its_villages_along_and_every_old_code_leads_on(cast):
    recode(cast.ministry_officer)

    assert place_at("500190").name_th == "ป่าไผ่"
    assert place_at("50019003").name_th == "บ้านตัวอย่าง"
    assert successors_of("50141203") == ("50019003",)
    assert predecessors_of("50019003") == ("50141203",)
    assert place_at("501412").is_abolished


def test_what_a_recode_is_refused_for(cast):
    by = cast.ministry_officer

    assert refused(lambda: recode(by, code="501411")) == "place.code_taken"
    assert refused(lambda: recode(by, code="5090")) == "place.other_level"
    assert refused(lambda: recode(by, code="990101")) == "place.no_parent"
    Place.objects.filter(code="501412").update(valid_from=date(2022, 1, 1))
    assert refused(lambda: recode(by)) == "place.ends_before_start"


@pytest.mark.parametrize("act", [rename, split, merge, recode])
def test_only_those_who_keep_the_list_change_places(cast, act):
    for person in (
        cast.citizen,
        cast.tambon_officer,
        cast.province_officer,
        cast.support_officer,
        cast.auditor,
    ):
        with pytest.raises(Denied):
            act(person)


def a_cluster(by, **changes):
    terms = {"code": "try2", "name_th": "กลุ่มทดลอง", "name_en": "Trial", "source": "", "starts_on": ON}
    return commands.make_cluster(**(terms | changes), by=by)


def test_provinces_join_and_leave_a_cluster_on_a_day(cast):
    by = cast.ministry_officer
    cluster = a_cluster(by)
    for code in ("50", "52"):
        commands.add_province(cluster=cluster, province=code, starts_on=ON, by=by)

    commands.remove_province(cluster=cluster, province="52", ends_on=date(2021, 1, 1), by=by)

    assert provinces_of_cluster("try2", date(2020, 6, 1)) == ("50", "52")
    assert provinces_of_cluster("try2", date(2021, 1, 1)) == ("50",)
    assert [each.code for each in clusters_of("50")] == ["try2"]


def test_what_a_cluster_is_refused_for(cast):
    by = cast.ministry_officer
    cluster = a_cluster(by)

    def add(province="50", starts_on=ON):
        return commands.add_province(cluster=cluster, province=province, starts_on=starts_on, by=by)

    def remove(ends_on):
        return commands.remove_province(cluster=cluster, province="50", ends_on=ends_on, by=by)

    def change(name_th, ends_on):
        return commands.change_cluster(cluster=cluster, name_th=name_th, name_en="", ends_on=ends_on, by=by)

    assert refused(lambda: a_cluster(by)) == "cluster.code_taken"
    assert refused(lambda: a_cluster(by, code="x", name_th="")) == "place.name_empty"
    assert refused(lambda: add("5014")) == "cluster.not_a_province"
    assert refused(lambda: add(starts_on=date(2019, 1, 1))) == "cluster.outside_its_days"
    assert refused(lambda: remove(date(2021, 1, 1))) == "cluster.not_a_member"
    add()
    assert refused(add) == "cluster.already_member"
    assert refused(lambda: remove(ON)) == "cluster.ends_before_start"
    assert refused(lambda: change("ก", ON)) == "cluster.ends_before_start"
    assert change("กลุ่มใหม่", date(2022, 1, 1)).name_th == "กลุ่มใหม่"
    assert provinces_of_cluster("try2", date(2022, 1, 1)) == ()


def test_only_those_who_keep_the_list_change_clusters(cast):
    with pytest.raises(Denied):
        a_cluster(cast.support_officer)


def held(act):
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def an_orphan():
    Place.objects.create(code="999912", level="tambon", name_th="ก")


def two_memberships():
    cluster = Cluster.objects.create(code="g", name_th="ก", starts_on=ON)
    for _each in range(2):
        ClusterMembership.objects.create(cluster=cluster, province_id="50", starts_on=ON)


def a_district_in_a_cluster():
    cluster = Cluster.objects.create(code="g", name_th="ก", starts_on=ON)
    ClusterMembership.objects.create(cluster=cluster, province_id="5014", starts_on=ON)


def two_versions():
    authority = LocalAuthority.objects.create(code="1", kind="tao", name_th="ก", place_id="501412")
    AuthorityVersion.objects.create(authority=authority, kind="tao", name_th="ก", ends_on=date(2010, 1, 1))
    AuthorityVersion.objects.create(
        authority=authority, kind="tambon", name_th="ก", starts_on=date(2009, 1, 1)
    )


def a_deletion():
    Place.objects.filter(code="50141203").delete()


def a_changed_code():
    Place.objects.filter(code="50141203").update(code="50141299")


@pytest.mark.parametrize(
    ("guard", "act"),
    [
        ("places_place_has_parent", an_orphan),
        ("places_place_no_delete", a_deletion),
        ("places_place_code_final", a_changed_code),
        ("places_member_overlap_insert", two_memberships),
        ("places_member_is_province", a_district_in_a_cluster),
        ("places_version_overlap_insert", two_versions),
    ],
)
def test_each_guard_refuses_and_without_it_nothing_would(cast, guard, act):
    assert held(act)

    lift(guard)

    assert not held(act)


def an_authority():
    body = LocalAuthority.objects.create(code="501412", kind="tao", name_th="ป่าไผ่", place_id="501412")
    AuthorityVersion.objects.create(authority=body, kind="tao", name_th="ป่าไผ่")
    AuthorityCoverage.objects.create(authority=body, place_id="501412", extent="full")
    return body


def covered(code):
    return [(each.label, str(each.extent)) for each in authorities_covering(code)]


def test_what_an_authority_covers_goes_along_with_a_new_code(cast):
    an_authority()

    recode(cast.ministry_officer)

    assert covered("500190") == [("อบต.ป่าไผ่", "ทั้งหมด")]
    assert covered("501412") == []
    assert LocalAuthority.objects.get().place_id == "500190"
    assert AuthorityCoverage.objects.get(place="501412").ends_on == ON


def test_what_an_authority_covers_is_a_part_of_the_place_that_its_ground_was_merged_into(cast):
    an_authority()
    Place.objects.create(code="501498", level="tambon", name_th="ใหม่")
    Place.objects.filter(code="50141203").update(valid_to=date(2019, 1, 1))

    merge(cast.ministry_officer, place=a_place("501498"), codes=["501412"])

    assert covered("501498") == [("อบต.ป่าไผ่", "บางส่วน")]


def test_a_place_that_moved_is_drawn_where_it_was_and_still_in_its_cluster(cast):
    store("50", "52")
    cluster = Cluster.objects.create(code="c", name_th="กลุ่ม", starts_on=date(2014, 1, 1))
    ClusterMembership.objects.create(cluster=cluster, province_id="52", starts_on=date(2014, 1, 1))

    recode(cast.ministry_officer, place=a_place("52"), code="59")

    assert codes_with_shapes(["59", "52"]) == {"59", "52"}
    assert provinces_of_cluster("c", ON) == ("59",)
    assert provinces_of_cluster("c", date(2019, 1, 1)) == ("52",)


OLD_AND_NEW = {"split": ("501412", "501490"), "merge": ("501411", "501412"), "recode": ("501412", "500190")}


@pytest.mark.parametrize("act", OLD_AND_NEW)
def test_the_page_of_each_shows_the_other_in_its_history_and_the_old_code_is_found(cast, client, act):
    terms = {"ends": False} if act == "split" else {}
    {"split": split, "merge": merge, "recode": recode}[act](cast.ministry_officer, **terms)
    old, new = OLD_AND_NEW[act]

    before = client.get(reverse("place", args=[old]))
    after = client.get(reverse("place", args=[new])).content.decode()

    assert before.status_code == 200
    assert f"({new})" in before.content.decode()
    assert f"({old})" in after
    assert [found.row.code for found in find_places(old)] == [old]


FORMS = {
    "rename": {"name_th": "ป่าไผ่ใหม่"},
    "split": {"parts": "๕๐๑๔๙๐ ป่าไผ่น้อย, Little Pa Phai"},
    "merge": {"codes": "501411"},
    "recode": {"code": "500190"},
}
SHOWN = {"rename": "ป่าไผ่ใหม่", "split": "ป่าไผ่น้อย", "merge": "501411", "recode": "50019003"}


@pytest.mark.parametrize("act", FORMS)
def test_a_form_shows_what_would_move_before_it_is_done_and_then_does_it(cast, client, act):
    client.force_login(cast.administrator)
    url = reverse(f"place_{act}", args=["501412"])
    sent = FORMS[act] | {"on": "1 ม.ค. 2563", "reason": "ราชกิจจานุเบกษา"}

    seen = client.post(url, sent).content.decode()
    untouched = (a_place().valid_to, a_place().name_th, a_place("501411").valid_to)
    done = client.post(url, sent | {"confirmed": "1"})

    assert SHOWN[act] in seen
    assert 'name="confirmed"' in seen
    own_form = seen.split('id="id_on"')[0].rpartition("<form")[2]
    assert 'name="confirmed"' not in own_form, "Enter in a field would do what was not shown"
    assert untouched == (None, "ป่าไผ่", None)
    assert done.status_code == 302
    assert history_of("places.place:501412")[0].reason == "ราชกิจจานุเบกษา"


@pytest.mark.parametrize(
    ("act", "wrong"),
    [
        ("rename", {"name_th": "ป่าไผ่", "name_en": "Pa Phai"}),
        ("split", {"parts": "ไม่มีรหัส"}),
        ("split", {"parts": "501411 แม่แฝก"}),
        ("merge", {"codes": "กข"}),
        ("merge", {"codes": "501499"}),
        ("recode", {"code": "5001"}),
        ("recode", {"on": "ไม่ใช่วัน"}),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(cast, client, act, wrong):
    client.force_login(cast.administrator)
    sent = FORMS[act] | {"on": "1 ม.ค. 2563", "reason": "เหตุ", "confirmed": "1"} | wrong

    answer = client.post(reverse(f"place_{act}", args=["501412"]), sent)

    assert answer.status_code == 400
    assert "เหตุ" in answer.content.decode()
    assert a_place().valid_to is None


@pytest.mark.parametrize(
    ("act", "barred"),
    [
        ("rename", {"name_th": "ป่าไผ่", "name_en": "Pa Phai"}),
        ("split", {"parts": "501411 แม่แฝก"}),
        ("merge", {"codes": "501499"}),
        ("recode", {"code": "501411"}),
    ],
)
def test_what_bars_a_change_is_told_before_there_is_anything_to_confirm(cast, client, act, barred):
    client.force_login(cast.administrator)
    sent = FORMS[act] | {"on": "1 ม.ค. 2563", "reason": "เหตุ"} | barred

    answer = client.post(reverse(f"place_{act}", args=["501412"]), sent)

    assert answer.status_code == 400
    assert 'name="confirmed"' not in answer.content.decode()
    assert not history_of("places.place:501412")


def test_a_cluster_is_made_filled_changed_and_ended_by_its_forms(cast, client):
    client.force_login(cast.ministry_officer)
    made = client.post(
        reverse("cluster_make"),
        {"code": "north2", "name_th": "กลุ่มจังหวัดทดลอง", "starts_on": "1 ต.ค. 2561", "source": "แผน"},
    )
    client.post(
        reverse("cluster_join", args=["north2"]), {"province_text": "ลำปาง", "starts_on": "1 ต.ค. 2561"}
    )
    client.post(
        reverse("cluster_join", args=["north2"]), {"province_text": "เชียงใหม่", "starts_on": "1 ต.ค. 2562"}
    )
    left = client.post(reverse("cluster_leave", args=["north2", "50"]), {"ends_on": "1 ต.ค. 2563"})
    ended = client.post(
        reverse("cluster_change", args=["north2"]),
        {"name_th": "กลุ่มเดิม", "source": "แผน", "ends_on": "1 ต.ค. 2565", "reason": "คำสั่งใหม่"},
    )

    page = client.get(reverse("cluster", args=["north2"])).content.decode()
    assert [each.status_code for each in (made, left, ended)] == [302] * 3
    assert provinces_of_cluster("north2", date(2020, 1, 1)) == ("50", "52")
    assert provinces_of_cluster("north2", date(2021, 1, 1)) == ("52",)
    assert provinces_of_cluster("north2", date(2023, 1, 1)) == ()
    assert "กลุ่มเดิม" in page
    assert "คำสั่งใหม่" in page


@pytest.mark.parametrize(
    ("route", "sent"),
    [
        ("cluster_make", {"code": "new", "name_th": "ก", "starts_on": "1 ต.ค. 2561"}),
        ("cluster_make", {"code": "taken", "name_th": "ก", "starts_on": "1 ต.ค. 2561"}),
        ("cluster_join", {"province_text": "ลำปาง", "starts_on": "1 ต.ค. 2550"}),
        ("cluster_change", {"name_th": "ก", "ends_on": "1 ต.ค. 2550"}),
    ],
)
def test_a_cluster_s_form_says_why_not(cast, client, route, sent):
    client.force_login(cast.ministry_officer)
    Cluster.objects.create(code="taken", name_th="กลุ่ม", starts_on=date(2018, 10, 1))

    answer = client.post(reverse(route, args=[] if route == "cluster_make" else ["taken"]), sent)

    assert answer.status_code == 400


def test_the_list_of_clusters_asks_as_often_for_one_as_for_twenty(cast, client):
    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("clusters"))
        return len(asked)

    Cluster.objects.create(code="c0", name_th="กลุ่ม", starts_on=date(2018, 10, 1))
    one = count()
    for number in range(1, 20):
        Cluster.objects.create(code=f"c{number}", name_th="กลุ่ม", starts_on=date(2018, 10, 1))

    assert count() == one

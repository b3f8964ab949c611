"""What can be asked of forums, their stages and showcases."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.functional import Promise

from saiyai.audit.queries import Mark, last_mark
from saiyai.forums.access import SELECTORS
from saiyai.forums.models import PHASE_NAMES, Forum, Result, Selection, Showcase, Stage
from saiyai.forums.queries.stage import chosen_showcases, joined, stages_of
from saiyai.forums.rules.stage import VOTES, Phase, Reach, Way
from saiyai.kernel.money import format_baht
from saiyai.kernel.powers import Scope
from saiyai.network.access import SEERS, within
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import PlaceRow, places_at
from saiyai.web.components import Shade
from saiyai.web.counts import people_told
from saiyai.web.offers import names_of_actors

Text = str | Promise


@dataclass(frozen=True, slots=True)
class ForumRow:
    """A forum in a list."""

    code: str
    title: str
    kind: Text
    fiscal_year: int
    starts_on: date | None
    ends_on: date | None
    organiser: str
    place: str
    showcases: int


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What a showcase achieved: its name, the number as it is written, and the unit."""

    name: str
    number: str
    unit: Text


@dataclass(frozen=True, slots=True)
class ShowcaseRow:
    """A showcase among those of its province."""

    pk: int
    title: str
    organisation: str
    place: str
    presenter: str
    position: str
    is_selected: bool
    is_example: bool
    results: tuple[ResultRow, ...]


@dataclass(frozen=True, slots=True)
class ProvinceGroup:
    """A province's showcases at a forum, the selected one first."""

    code: str
    name: str
    showcases: tuple[ShowcaseRow, ...]
    stage: int
    """The number of the province's stage."""

    @property
    def is_decided(self) -> bool:
        """Tell whether one of them is selected."""
        return any(each.is_selected for each in self.showcases)


def forums() -> list[ForumRow]:
    """Return all forums, the latest fiscal year first."""
    found = list(
        Forum.objects.select_related("organiser")
        .annotate(how_many=Count("showcases"))
        .order_by("-fiscal_year", "-starts_on", "code")
    )
    names = places_at({each.place_code[:2] for each in found})
    return [
        ForumRow(
            code=each.code,
            title=title_of(each),
            kind=each.get_kind_display(),
            fiscal_year=each.fiscal_year,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            organiser=in_reader_language(each.organiser.name_th, each.organiser.name_en),
            place=_name(names, each.place_code[:2]),
            showcases=each.how_many,
        )
        for each in found
    ]


FoundForum = Forum
"""A forum with its organiser."""


FoundShowcase = Showcase
"""A showcase with its forum, organisation and results."""


def forums_of(pks: Collection[int] | None) -> list[FoundForum]:
    """Return the forums of some numbers with their organisers, all for None."""
    rows = Forum.objects.select_related("organiser")
    return list(rows if pks is None else rows.filter(pk__in=pks))


def showcases_of(pks: Collection[int] | None) -> list[FoundShowcase]:
    """Return the showcases of some numbers with their forums and organisations, all for None."""
    rows = Showcase.objects.select_related("forum", "organisation")
    return list(rows if pks is None else rows.filter(pk__in=pks))


def forum_count() -> int:
    """Return how many forums were announced."""
    return Forum.objects.count()


def showcase_count() -> int:
    """Return how many showcases were presented at forums."""
    return Showcase.objects.count()


def all_results() -> QuerySet[Result]:
    """Return what all showcases achieved, each in its order."""
    return Result.objects.order_by("showcase_id", "position")


def result_count() -> int:
    """Return how many results showcases tell of."""
    return Result.objects.count()


def selected_showcases() -> frozenset[int]:
    """Return the numbers of the showcases that stand selected."""
    return frozenset(Selection.objects.filter(withdrawn_at=None).values_list("showcase_id", flat=True))


def forum_of(code: str) -> FoundForum | None:
    """Return the forum of a code with its organiser, None where there is none."""
    return Forum.objects.select_related("organiser").filter(code=code).first()


def title_of(thing: Forum | Showcase) -> str:
    """Return the title of a forum or showcase in the reader's language."""
    return in_reader_language(thing.title_th, thing.title_en)


def province_groups(forum: Forum) -> list[ProvinceGroup]:
    """Return the provinces of a forum in order of their codes, each with its showcases, in five queries."""
    stages = list(
        Stage.objects.filter(forum=forum, level=Reach.PROVINCE, annulled_at=None).order_by("place_code")
    )
    selected = set(standing_selections(forum).values_list("showcase_id", flat=True)) | chosen_showcases(forum)
    showcases = list(
        Showcase.objects.filter(forum=forum, withdrawn_at=None)
        .select_related("organisation")
        .prefetch_related("results")
        .order_by("title_th")
    )
    codes = {code for each in showcases for code in (each.place_code, each.place_code[:4])}
    names = places_at(codes | {stage.place_code for stage in stages})
    rows = [(each, _showcase_row(each, names, is_selected=each.pk in selected)) for each in showcases]
    return [
        ProvinceGroup(
            code=stage.place_code,
            name=_name(names, stage.place_code),
            showcases=tuple(
                sorted(
                    (row for each, row in rows if each.place_code.startswith(stage.place_code)),
                    key=lambda row: not row.is_selected,
                )
            ),
            stage=stage.pk,
        )
        for stage in stages
    ]


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage among those of its forum."""

    pk: int
    name: str
    way: Text
    phase: Text
    shade: Shade
    is_voting: bool


SHADES: dict[Phase, Shade] = {
    Phase.PLANNED: "plain",
    Phase.OPEN: "warn",
    Phase.COUNTED: "note",
    Phase.PUBLISHED: "good",
    Phase.ANNULLED: "bad",
}


def stage_rows(forum: Forum) -> list[StageRow]:
    """Return the stages of a forum at which not the office alone selects, the lowest rung first, in two queries."""
    found = [each for each in stages_of(forum) if each.way != Way.OFFICE]
    names = places_at({each.place_code for each in found if each.place_code})
    return [
        StageRow(
            each.pk,
            joined(str(each.get_level_display()), _place_name(names, each.place_code)),
            each.get_way_display(),
            PHASE_NAMES[each.phase],
            SHADES[each.phase],
            each.phase is Phase.OPEN and each.way in VOTES,
        )
        for each in found
    ]


def _place_name(names: dict[str, PlaceRow], code: str) -> str:
    return _name(names, code) if code else ""


def _showcase_row(showcase: Showcase, names: dict[str, PlaceRow], *, is_selected: bool) -> ShowcaseRow:
    codes = dict.fromkeys((showcase.place_code, showcase.place_code[:4]))
    return ShowcaseRow(
        pk=showcase.pk,
        title=title_of(showcase),
        organisation=in_reader_language(showcase.organisation.name_th, showcase.organisation.name_en),
        place=", ".join(names[code].name for code in codes if code in names),
        presenter=showcase.presenter,
        position=in_reader_language(showcase.presenter_position_th, showcase.presenter_position_en),
        is_selected=is_selected,
        is_example=showcase.is_example,
        results=results_of(showcase),
    )


def results_of(showcase: Showcase) -> tuple[ResultRow, ...]:
    """Return what a showcase achieved, in its order."""
    return tuple(
        ResultRow(
            in_reader_language(each.name_th, each.name_en),
            _quantity_of(each.unit, each.quantity),
            each.get_unit_display(),
        )
        for each in showcase.results.all()
    )


def _quantity_of(unit: str, quantity: int) -> str:
    match unit:
        case "satang":
            return format_baht(quantity)
        case "people":
            return people_told(quantity)
        case _:
            return f"{quantity:,}"


def _name(names: dict[str, PlaceRow], code: str) -> str:
    return names[code].name if code in names else code


def showcase_of(pk: int) -> Showcase | None:
    """Return a showcase with its forum, organisation and results, None where there is none of that number."""
    rows = Showcase.objects.select_related("forum__organiser", "organisation").prefetch_related("results")
    return rows.filter(pk=pk).first()


def standing_selections(forum: Forum) -> QuerySet[Selection]:
    """Return the choices that stand at a forum's stages."""
    return Selection.objects.filter(stage__forum=forum, withdrawn_at=None)


@dataclass(frozen=True, slots=True)
class Told:
    """The act by which figures came in: when, its entry in the record, and who where the reader may know."""

    at: datetime
    entry: int
    by: str


def announcement_of(forum: Forum, scope: Scope) -> Told | None:
    """Return the act that announced a forum, None where the record holds none."""
    return _told(last_mark(forum.subject_key, ["forums.forum.announce"]), forum.place_code, scope)


def nomination_of(showcase: Showcase, scope: Scope) -> Told | None:
    """Return the act that brought a showcase to its forum, None where the record holds none."""
    return _told(last_mark(showcase.subject_key, ["forums.showcase.nominate"]), showcase.place_code, scope)


def last_selection_of(forum: Forum, scope: Scope) -> tuple[Selection, Told] | None:
    """Return the last choice that stands at a forum with its act, None where nothing is selected."""
    last = (
        standing_selections(forum).select_related("showcase", "stage").order_by("-selected_at", "-pk").first()
    )
    if last is None:
        return None
    told = _told(
        last_mark(last.showcase.subject_key, ["forums.showcase.select"]), last.stage.place_code, scope
    )
    return None if told is None else (last, told)


def _told(mark: Mark | None, place_code: str, scope: Scope) -> Told | None:
    if mark is None:
        return None
    is_known = mark.actor_id is not None and scope.covers(place_code, SEERS)
    names = names_of_actors([mark.actor_id]) if is_known else {}
    return Told(mark.at, mark.seq, names.get(mark.actor_id or 0, ""))


def selections_of(showcase: Showcase) -> list[Selection]:
    """Return the choices that were made of a showcase, the latest first, with their stages and people."""
    return list(
        showcase.selections.select_related("stage", "selected_by", "withdrawn_by").order_by("-selected_at")
    )


def office_selects(showcase: Showcase) -> bool:
    """Tell whether an office selects at the province's stage of a showcase."""
    return Stage.objects.filter(
        forum_id=showcase.forum_id,
        level=Reach.PROVINCE,
        place_code=showcase.place_code[:2],
        way=Way.OFFICE,
        annulled_at=None,
    ).exists()


def undecided_stages(scope: Scope) -> list[Stage]:
    """Return the stages in which a scope may select and there is something to select, but nothing is yet."""
    stages = Stage.objects.filter(
        within(scope.prefixes(SELECTORS)), level=Reach.PROVINCE, way=Way.OFFICE, annulled_at=None
    ).select_related("forum")
    chosen = Prefetch("selections", Selection.objects.filter(withdrawn_at=None), to_attr="standing")
    waiting = [each for each in stages.prefetch_related(chosen) if not each.standing]
    offered = Showcase.objects.filter(forum__in={each.forum_id for each in waiting})
    places = list(offered.values_list("forum_id", "place_code"))
    return [
        each
        for each in waiting
        if any(f == each.forum_id and c.startswith(each.place_code) for f, c in places)
    ]


def titled(words: str, *, limit: int) -> tuple[list[Forum], list[Showcase]]:
    """Return the first forums and showcases whose Thai or English title holds some words."""
    named = Q(title_th__icontains=words) | Q(title_en__icontains=words)
    showcases = (
        Showcase.objects.filter(named).select_related("forum").order_by("-forum__fiscal_year", "title_th")
    )
    return list(Forum.objects.filter(named).order_by("-fiscal_year")[:limit]), list(showcases[:limit])


def showcases_at(place_code: str) -> list[Showcase]:
    """Return the showcases of organisations inside a place, the latest forum first."""
    found = Showcase.objects.filter(within([place_code])).select_related("forum", "organisation")
    return list(found.order_by("-forum__fiscal_year", "title_th"))

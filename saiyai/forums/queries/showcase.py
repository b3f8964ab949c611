"""What can be asked of showcases: the list of all, what one still lacks, whose work may be brought."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from saiyai.forums.models import SHOWCASE_KIND_NAMES, Forum, Outcome, Selection, Showcase, Stage
from saiyai.forums.rules.showcase import TEMPLATES, Asked, Lack, ShowcaseKind, lacks_of
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Scope
from saiyai.network.access import within
from saiyai.network.models import Organisation
from saiyai.network.queries import in_reader_language

Text = str | Promise
FoundOrganisation = Organisation
"""An organisation whose work is brought."""

FoundShowcase = Showcase
"""A showcase with its forum, organisation and results."""

OFFERED = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which showcases a reader looks for."""

    words: str = ""
    kind: str = ""
    province: str = ""
    year: int | None = None


def showcases_wanted(wanted: Wanted) -> QuerySet[Showcase]:
    """Return the showcases that a reader looks for, the latest forum first."""
    rows = Showcase.objects.select_related("forum", "organisation").filter(withdrawn_at=None)
    if wanted.words:
        words = wanted.words
        rows = rows.filter(
            Q(title_th__icontains=words)
            | Q(title_en__icontains=words)
            | Q(story_th__icontains=words)
            | Q(organisation__name_th__icontains=words)
            | Q(presenter__icontains=words)
        )
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.province:
        rows = rows.filter(place_code__startswith=wanted.province)
    if wanted.year:
        rows = rows.filter(forum__fiscal_year=wanted.year)
    return rows.order_by("-forum__fiscal_year", "place_code", "title_th", "pk")


def selected_among(pks: list[int]) -> frozenset[int]:
    """Return those of some showcases that an office selected, or that go on from a published stage."""
    selected = Selection.objects.filter(showcase__in=pks, withdrawn_at=None).values_list(
        "showcase_id", flat=True
    )
    went_on = Outcome.objects.filter(
        entry__showcase__in=pks, goes_on=True, entry__stage__published_at__isnull=False
    )
    return frozenset(selected) | frozenset(went_on.values_list("entry__showcase_id", flat=True))


def years_of_showcases() -> list[int]:
    """Return the fiscal years of forums with showcases, the latest first."""
    rows = Forum.objects.filter(showcases__isnull=False).values_list("fiscal_year", flat=True)
    return sorted(set(rows), reverse=True)


def kind_name(kind: str) -> Text:
    """Return how a kind of showcase is called, nothing where it is not said."""
    return SHOWCASE_KIND_NAMES[ShowcaseKind(kind)] if kind else ""


def kinds() -> list[tuple[str, Text]]:
    """Return the kinds of showcases with their names."""
    return [(kind.value, name) for kind, name in SHOWCASE_KIND_NAMES.items()]


def asked_of(showcase: Showcase) -> tuple[Asked, ...]:
    """Return the results that a showcase's kind is asked for."""
    return TEMPLATES[ShowcaseKind(showcase.kind)] if showcase.kind else ()


def lacks(showcase: Showcase) -> list[tuple[Lack, str]]:
    """Return what a showcase still lacks, each with the name of the result where it is one."""
    kind = ShowcaseKind(showcase.kind) if showcase.kind else None
    told = {each.code or each.name_th for each in showcase.results.all()}
    names = {each.code: in_reader_language(each.name_th, each.name_en) for each in asked_of(showcase)}
    found = lacks_of(kind, showcase.story_th, showcase.presenter, told)
    return [(lack, names.get(code, "")) for lack, code in found]


def is_frozen(showcase: Showcase) -> bool:
    """Tell whether a stage has opened with a showcase and was not annulled."""
    opened = Stage.objects.filter(entries__showcase=showcase, opened_at__isnull=False, annulled_at=None)
    return opened.exists()


def organisations_to_bring(forum: Forum, scope: Scope, words: str) -> list[FoundOrganisation]:
    """Return the first verified organisations of a forum's provinces, inside the reader's areas, whom words find."""
    rows = Organisation.objects.filter(
        within(scope.prefixes(DISTRICT_AND_ABOVE)), within(forum.areas), state="verified"
    )
    if words:
        rows = rows.filter(Q(name_th__icontains=words) | Q(name_en__icontains=words))
    return list(rows.order_by("name_th", "pk")[:OFFERED])

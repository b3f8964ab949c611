"""The pages of showcases: the list of all, bringing one to a forum, changing and withdrawing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.forums import commands
from saiyai.forums.access import may_change_showcase
from saiyai.forums.forms.forum import ReasonForm
from saiyai.forums.forms.showcase import LookForm, NominationForm, ShowcaseForm, filled_from
from saiyai.forums.queries import showcase as asked
from saiyai.forums.queries.forum import forum_of, showcase_of, title_of
from saiyai.forums.views.stage import crumbs_to, form_page, tried
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import names_at
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import PARAMETER, download
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

ROWS = 50


@require_safe
def showcases(request: HttpRequest) -> HttpResponse:
    """Show all showcases, narrowed by words, kind, province and year; as a file too."""
    form = LookForm(request.GET or None, years=asked.years_of_showcases())
    filled = form.cleaned_data if form.is_bound and form.is_valid() else {}
    wanted = asked.Wanted(
        filled.get("q", ""), filled.get("kind", ""), filled.get("province", ""), filled.get("year")
    )
    rows = asked.showcases_wanted(wanted)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    table = _table(list(rows if PARAMETER in request.GET else page))
    if file := download(request, table, name="showcases", title=_("Showcases of forums")):
        return file
    context = {
        "crumbs": [(_("Forums"), reverse("forums"))],
        "title": _("Showcases of forums"),
        "form": form,
        "table": table,
        "page": page,
    }
    return render(request, "forums/showcases.html", context)


def _table(found: list[asked.FoundShowcase]) -> Table:
    names = names_at({code for each in found for code in (each.place_code[:2], each.place_code[:4])})
    chosen = asked.selected_among([each.pk for each in found])
    rows = [
        [
            Cell(title_of(each), url=reverse("showcase", args=[each.pk])),
            Cell(asked.kind_name(each.kind) or "–"),
            Cell(in_reader_language(each.organisation.name_th, each.organisation.name_en)),
            Cell(" · ".join(names.get(code, code) for code in (each.place_code[:4], each.place_code[:2]))),
            Cell(title_of(each.forum), url=reverse("forum", args=[each.forum.code])),
            Cell(_("selected"), shade="good") if each.pk in chosen else Cell(""),
        ]
        for each in found
    ]
    heads = [_("Showcase"), _("Kind of work"), _("Organisation"), _("Place"), _("Forum"), _("Selection")]
    return Table(
        caption=_("Showcases of forums"),
        columns=[Column(each) for each in heads],
        rows=rows,
        empty=_("No showcase is like that; leave out a word, or choose all kinds."),
        is_long=True,
    )


def nominate(request: HttpRequest, code: str) -> HttpResponse:
    """Bring the work of an organisation to a forum."""
    forum, scope = forum_of(code), scope_of_request(request)
    if forum is None:
        raise Http404
    words = request.GET.get("q", "").strip()
    offered = {each.pk: each for each in asked.organisations_to_bring(forum, scope, words)}
    choices = [(pk, in_reader_language(each.name_th, each.name_en)) for pk, each in offered.items()]
    form = NominationForm(request.POST or None, organisations=choices)
    if form.is_bound and form.is_valid():
        organisation, story = offered[form.cleaned_data["organisation"]], form.story()
        by = person_of_request(request)
        made: list[asked.FoundShowcase] = []
        if tried(
            form,
            lambda: made.append(
                commands.nominate_showcase(forum=forum, organisation=organisation, story=story, by=by)
            ),
        ):
            messages.success(
                request, _("The showcase is at the forum. Now fill in the results that its kind asks for.")
            )
            return redirect("showcase_change", pk=made[0].pk)
    return form_page(
        request,
        form,
        crumbs_to(forum),
        title=_("Bring a showcase to the forum"),
        button=_("Bring it"),
        finds=True,
        words=words,
        lead=_("Verified organisations of your areas are offered; look for others by name."),
    )


def _changeable(request: HttpRequest, pk: int) -> asked.FoundShowcase:
    found = showcase_of(pk)
    if found is None or not may_change_showcase(by=actor_of_request(request), showcase=found):
        raise Http404
    return found


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a showcase tells, until a stage opens with it."""
    found = _changeable(request, pk)
    form = ShowcaseForm(request.POST or None, asked=asked.asked_of(found), initial=filled_from(found))
    if form.is_bound and form.is_valid():
        story, by = form.story(is_example=found.is_example), person_of_request(request)
        if tried(form, lambda: commands.change_showcase(showcase=found, story=story, by=by)):
            messages.success(request, _("The showcase is changed."))
            return redirect("showcase", pk=pk)
    crumbs = [*crumbs_to(found.forum), (title_of(found), reverse("showcase", args=[pk]))]
    return form_page(request, form, crumbs, title=_("Change the showcase"), button=_("Save"))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a showcase, with the reason."""
    found = _changeable(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason, by = form.cleaned_data["reason"], person_of_request(request)
        if tried(form, lambda: commands.withdraw_showcase(showcase=found, reason=reason, by=by)):
            messages.success(request, _("The showcase is withdrawn."))
            return redirect("showcase", pk=pk)
    crumbs = [*crumbs_to(found.forum), (title_of(found), reverse("showcase", args=[pk]))]
    lead = _("On the ballot of a stage that is open it stays, but it does not go on.")
    title = _("Withdraw the showcase")
    return form_page(request, form, crumbs, title=title, lead=lead, button=title)

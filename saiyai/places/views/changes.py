"""Changing a place: each change is shown with what it would move, and done when it is confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.kernel.refusal import Refusal
from saiyai.places import commands, exports
from saiyai.places.forms.changes import ChangeForm, MergeForm, RecodeForm, RenameForm, SplitForm
from saiyai.places.queries import changes, hindrances, tree
from saiyai.web.offers import Text
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request

Preview = changes.Preview


@dataclass(frozen=True, slots=True)
class Change:
    """One way to change a place: its words, its form, its command, what it would move and what bars it."""

    title: Text
    lead: Text
    form: type[ChangeForm]
    act: Callable[..., Any]
    preview: Callable[[str, dict[str, Any]], Preview]
    hindrance: Callable[[Any, dict[str, Any]], Refusal | None]


RENAME = Change(
    gettext_lazy("Give a place a new name"),
    gettext_lazy("The former name stays findable, and the place keeps its code."),
    RenameForm,
    commands.rename_place,
    lambda _code, _terms: Preview(),
    lambda place, terms: hindrances.hindrance_of_rename(
        place, name_th=terms["name_th"], name_en=terms["name_en"], on=terms["on"]
    ),
)
SPLIT = Change(
    gettext_lazy("Take new areas out of a place"),
    gettext_lazy("What was reported so far stays with the place as it was; the new areas begin empty."),
    SplitForm,
    commands.split_place,
    lambda code, terms: changes.preview_of_split(
        code, [(each.code, each.name_th) for each in terms["parts"]], ends=terms["ends"]
    ),
    lambda place, terms: hindrances.hindrance_of_split(
        place,
        parts=[(each.code, each.name_th) for each in terms["parts"]],
        on=terms["on"],
        ends=terms["ends"],
    ),
)
MERGE = Change(
    gettext_lazy("Merge places into one"),
    gettext_lazy("The merged places end; what was reported under their codes stays findable from this one."),
    MergeForm,
    commands.merge_places,
    lambda code, terms: changes.preview_of_merge(code, terms["codes"]),
    lambda place, terms: hindrances.hindrance_of_merge(place, codes=terms["codes"], on=terms["on"]),
)
RECODE = Change(
    gettext_lazy("Move a place to a new code"),
    gettext_lazy(
        "The place goes on under a new code, with all below it. Each old code leads to its new one."
    ),
    RecodeForm,
    commands.recode_place,
    lambda code, terms: changes.preview_of_recode(code, terms["code"]),
    lambda place, terms: hindrances.hindrance_of_recode(place, code=terms["code"], on=terms["on"]),
)


def rename(request: HttpRequest, code: str) -> HttpResponse:
    """Give a place a new name."""
    return _change(request, code, RENAME)


def split(request: HttpRequest, code: str) -> HttpResponse:
    """Take new areas out of a place."""
    return _change(request, code, SPLIT)


def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Merge places into one."""
    return _change(request, code, MERGE)


def recode(request: HttpRequest, code: str) -> HttpResponse:
    """Move a place to a new code."""
    return _change(request, code, RECODE)


def _change(request: HttpRequest, code: str, change: Change) -> HttpResponse:
    """Ask for a change, show what it would move, or do it once that was seen."""
    place, row = changes.place_to_change(code), tree.place_at(code)
    if place is None or row is None:
        raise Http404
    names = {"name_th": row.name_th, "name_en": row.name_en}
    form = change.form(request.POST if request.method == "POST" else None, initial=names)
    preview = None
    if form.is_bound and form.is_valid():
        if "confirmed" in request.POST:
            try:
                change.act(place=place, **form.cleaned_data, by=person_of_request(request))
            except Refusal as refusal:
                form.add_error(None, text_of(refusal))
            else:
                messages.success(request, _("It is done. The old codes and names stay findable."))
                return redirect("place", code=code)
        elif hindrance := change.hindrance(place, form.cleaned_data):
            form.add_error(None, text_of(hindrance))
        else:
            preview = change.preview(code, form.cleaned_data)
    context = {
        "form": form,
        "place": row,
        "crumbs": exports.place_path(code),
        "title": change.title,
        "lead": change.lead,
        "preview": preview,
        "seen": [(name, request.POST[name]) for name in form.fields if name in request.POST],
        "more": preview.count - len(preview.moves) if preview else 0,
    }
    return render(request, "places/change.html", context, status=400 if form.errors else 200)

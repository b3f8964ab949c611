"""Indicators: defining a new one, changing one by a new version, retiring one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.access import may_change_indicator
from saiyai.monitoring.forms.indicator import IndicatorChangeForm, NewIndicatorForm, ReasonForm
from saiyai.monitoring.queries import indicator as queries
from saiyai.monitoring.views.doors import crumbs, form_page
from saiyai.network.queries import in_reader_language
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request


def _changeable(request: HttpRequest, code: str) -> queries.FoundIndicator:
    found = queries.indicator_of(code)
    if found is None or not may_change_indicator(by=actor_of_request(request), indicator=found):
        raise Http404
    return found


def new(request: HttpRequest) -> HttpResponse:
    """Ask for a new indicator, or define it."""
    form = NewIndicatorForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = commands.define_indicator(
                code=form.cleaned_data["code"], terms=form.terms(), by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The indicator is defined."))
            return redirect("indicator", made.code)
    return _form_page(request, form, _("New indicator"), _("Define the indicator"))


def change(request: HttpRequest, code: str) -> HttpResponse:
    """Ask how an indicator changes, or change it: another formula becomes a new version."""
    found = _changeable(request, code)
    form = IndicatorChangeForm(request.POST if request.method == "POST" else None, indicator=found)
    if form.is_bound and form.is_valid():
        try:
            commands.change_indicator(
                indicator=found,
                terms=form.terms(),
                reason=form.cleaned_data["reason"],
                by=person_of_request(request),
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The indicator is changed."))
            return redirect("indicator", found.code)
    return _form_page(request, form, _("Change the indicator"), _("Save"), of=found)


def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why an indicator is retired, or taken into use again, and do it."""
    found = _changeable(request, code)
    is_retired = found.retired_on is not None
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        act = commands.resume_indicator if is_retired else commands.retire_indicator
        try:
            act(indicator=found, reason=form.cleaned_data["reason"], by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            said = _("The indicator is in use again.") if is_retired else _("The indicator is retired.")
            messages.success(request, said)
            return redirect("indicator", found.code)
    title = _("Take an indicator into use again") if is_retired else _("Retire an indicator")
    return _form_page(request, form, title, title, of=found)


def _form_page(
    request: HttpRequest, form: Any, title: str, button: str, of: queries.FoundIndicator | None = None
) -> HttpResponse:
    above = [*crumbs(), (_("Indicators"), reverse("indicators"))]
    if of is not None:
        name = in_reader_language(of.name_th, of.name_en)
        above.append((f"{of.code} {name}", reverse("indicator", args=[of.code])))
    lead = above[-1][0] if of else ""
    return form_page(request, form, above, title=title, button=button, lead=lead)

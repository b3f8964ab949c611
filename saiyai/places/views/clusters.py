"""Clusters of provinces: the list, a cluster, and the forms that keep them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.audit import clock
from saiyai.kernel.refusal import Refusal
from saiyai.places import access, commands, exports
from saiyai.places.forms.clusters import ChangeClusterForm, ClusterForm, JoinClusterForm, LeaveClusterForm
from saiyai.places.maps import area_map
from saiyai.places.queries import clusters, tree
from saiyai.web.downloads import download
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request


def _may_change(request: HttpRequest) -> bool:
    return access.may_change_clusters(by=actor_of_request(request))


def _trail() -> list[tuple[str, str]]:
    return [*exports.place_path(""), (_("Clusters of provinces"), reverse("clusters"))]


def _name_of(code: str) -> str:
    row = clusters.cluster_at(code)
    return row.name if row else code


def listed(request: HttpRequest) -> HttpResponse:
    """Show all clusters, the present ones first."""
    table = exports.clusters_table(clusters.counts_of_members(clock.today()))
    file = download(request, table, name="clusters", title=_("Clusters of provinces"))
    context = {"table": table, "trail": exports.place_path(""), "may_change": _may_change(request)}
    return file or render(request, "places/clusters.html", context)


def cluster(request: HttpRequest, code: str) -> HttpResponse:
    """Show a cluster of provinces, its districts on a map, its members of today and of former days."""
    row = clusters.cluster_at(code)
    if row is None:
        raise Http404
    provinces = clusters.provinces_of_cluster(code, clock.today())
    table = exports.provinces_table(provinces, _("Provinces"))
    context = {
        "cluster": row,
        "trail": _trail(),
        "members": clusters.members_of(code),
        "map": area_map(provinces, "district", title=_("The districts of %(place)s") % {"place": row.name})
        if provinces
        else None,
        "table": table,
        "may_change": _may_change(request),
    }
    return download(request, table, name=f"cluster-{code}", title=row.name) or render(
        request, "places/cluster.html", context
    )


def make(request: HttpRequest) -> HttpResponse:
    """Make a cluster."""
    form = ClusterForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = commands.make_cluster(**form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The cluster is made. Now add its provinces."))
            return redirect("cluster", code=made.code)
    return _form_page(request, form, _("Make a cluster"), _("Make it"), reverse("clusters"))


def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what a cluster is called, or end it."""
    found = clusters.cluster_to_change(code)
    if found is None:
        raise Http404
    names = ("name_th", "name_en", "source", "ends_on")
    initial = {name: getattr(found, name) for name in names}
    form = ChangeClusterForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            commands.change_cluster(cluster=found, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The cluster is changed."))
            return redirect("cluster", code=code)
    return _form_page(
        request, form, _("Change a cluster"), _("Keep the changes"), _page(code), _name_of(code)
    )


def join(request: HttpRequest, code: str) -> HttpResponse:
    """Let a province join a cluster."""
    found = clusters.cluster_to_change(code)
    if found is None:
        raise Http404
    form = JoinClusterForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.add_province(cluster=found, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The province belongs to the cluster."))
            return redirect("cluster", code=code)
    title = _("Add a province to a cluster")
    return _form_page(request, form, title, _("Add it"), _page(code), _name_of(code))


def leave(request: HttpRequest, code: str, province: str) -> HttpResponse:
    """Let a province leave a cluster."""
    found, row = clusters.cluster_to_change(code), tree.place_at(province)
    if found is None or row is None or not clusters.is_member(code, province):
        raise Http404
    form = LeaveClusterForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.remove_province(
                cluster=found, province=province, **form.cleaned_data, by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The province leaves the cluster."))
            return redirect("cluster", code=code)
    title = _("Take a province out of a cluster")
    return _form_page(request, form, title, _("Take it out"), _page(code), f"{row.label} · {_name_of(code)}")


def _page(code: str) -> str:
    return reverse("cluster", args=[code])


def _form_page(
    request: HttpRequest, form: object, title: str, button: str, back: str, lead: str = ""
) -> HttpResponse:
    context = {"form": form, "crumbs": _trail(), "title": title, "lead": lead, "button": button, "back": back}
    has_errors = bool(getattr(form, "errors", None))
    return render(request, "places/form_page.html", context, status=400 if has_errors else 200)

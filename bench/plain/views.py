"""The pages of the plain project."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bench.plain.models import Organisation

ROWS_A_PAGE = 50


@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """Show a page of the organisations."""
    rows = (
        Organisation.objects.exclude(state="dissolved")
        .select_related("place__above")
        .prefetch_related("fields")
    )
    page = Paginator(rows.order_by("name"), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "plain/organisations.html", {"page": page})


def organisation(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """Answer at the address that the list links to."""
    return HttpResponse(str(pk))


def empty(request: HttpRequest) -> HttpResponse:
    """Show a page that asks nothing of the database."""
    return render(request, "plain/base.html")

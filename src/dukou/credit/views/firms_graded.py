"""The firms of a field with their grades, and the same as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dukou.accounts.queries import request_viewer
from dukou.credit.core.entrance import INSIDE
from dukou.credit.models import GradeRun
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.firms_graded import every_firm, page_of_firms
from dukou.credit.queries.grades import last_run
from dukou.credit.queries.matrices import scheme_of
from dukou.credit.tables.firms import FIRMS, firm_rows, firms_table
from dukou.credit.views.around import crumbs_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.lists import Filter, downloads, number_asked, taken_home
from dukou.kit.pages.parts import Crumb

_TITLE = Label("企业等级", "Grades of firms")


@INSIDE
@require_safe
def firms(request: HttpRequest, slug: str) -> HttpResponse:
    """The firms of a field, by the numbers of the register."""
    field, run = field_named(slug), last_run(slug)
    found, more = (
        page_of_firms(request_viewer(request), run, _grade(request, run), number_asked(request, "after") or 0) if run else ([], None)
    )
    context = {
        "field": field,
        "table": firms_table(found, run, scheme_of(run), slug) if run and found else None,
        "more": more or "",
        "filters": _filters(request, run),
        "cleared": reverse("credit:firms", args=[slug]),
        "downloads": downloads(request, lambda ending: reverse("credit:firms_download", args=[slug, ending])),
        "crumbs": crumbs_of(Crumb(field.label, reverse("credit:field", args=[slug])), Crumb(_TITLE)),
    }
    return render(request, "credit/firms.html", context)


@INSIDE
@require_safe
def firms_download(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """The same firms as a file."""
    field, run = field_named(slug), last_run(slug)
    title = Label("{field}企业等级", "{field}, grades of firms").filled(field=field.label)
    rows = firm_rows(every_firm(request_viewer(request), run, _grade(request, run)), scheme_of(run)) if run else iter(())
    return taken_home(title, ending, FIRMS, rows)


def _grade(request: HttpRequest, run: GradeRun | None) -> str:
    """The grade that is asked for; one that the scheme does not know asks for none."""
    told = request.GET.get("grade", "")[:12]
    return told if run and told in scheme_of(run).by_key else ""


def _filters(request: HttpRequest, run: GradeRun | None) -> list[Filter]:
    offered = [(grade.key, grade.name) for grade in scheme_of(run).grades] if run else []
    return [Filter("grade", Label("等级", "Grade"), _grade(request, run), offered)]

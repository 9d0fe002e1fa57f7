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
from dukou.credit.queries.firms_graded import NarrowedFirms, every_firm, page_of_firms, rest_of
from dukou.credit.queries.grades import last_run
from dukou.credit.queries.matrices import scheme_of
from dukou.credit.tables.firms import FIRMS, firm_rows, firms_table
from dukou.credit.tables.words import grade_label
from dukou.credit.views.around import crumbs_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.lists import Filter, downloads, number_asked, taken_home
from dukou.kit.pages.parts import Crumb

_TITLE = Label("企业等级", "Grades of firms")


@INSIDE
@require_safe
def firms(request: HttpRequest, slug: str) -> HttpResponse:
    """The firms of a field of which anything is recorded; the others are counted, and named where they are asked for."""
    viewer, field, run = request_viewer(request), field_named(slug), last_run(slug)
    asked, after = _narrowed(request, run), number_asked(request, "after") or 0
    found, more = page_of_firms(viewer, run, asked, after) if run else ([], None)
    context = {
        "field": field,
        "table": firms_table(found, run, scheme_of(run), slug) if run and found else None,
        "rest": rest_of(run, asked) if run and not asked.with_rest else 0,
        "clean": grade_label(scheme_of(run), scheme_of(run).clean) if run else None,
        "more": more or "",
        "filters": _filters(asked, run),
        "cleared": reverse("credit:firms", args=[slug]),
        "downloads": downloads(request, lambda ending: reverse("credit:firms_download", args=[slug, ending])),
        "crumbs": crumbs_of(Crumb(field.label, reverse("credit:field", args=[slug])), Crumb(_TITLE)),
    }
    return render(request, "credit/firms.html", context)


@INSIDE
@require_safe
def firms_download(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """The same firms as a file."""
    viewer, field, run = request_viewer(request), field_named(slug), last_run(slug)
    title = Label("{field}企业等级", "{field}, grades of firms").filled(field=field.label)
    rows = firm_rows(every_firm(viewer, run, _narrowed(request, run)), scheme_of(run)) if run else iter(())
    return taken_home(title, ending, FIRMS, rows)


def _narrowed(request: HttpRequest, run: GradeRun | None) -> NarrowedFirms:
    """What is asked for; a grade that the scheme does not know asks for none."""
    told = request.GET.get("grade", "")[:12]
    return NarrowedFirms(told if run and told in scheme_of(run).by_key else "", request.GET.get("rest") == "yes")


def _filters(asked: NarrowedFirms, run: GradeRun | None) -> list[Filter]:
    offered = [(grade.key, grade.name) for grade in scheme_of(run).grades] if run else []
    rest = Label("没有记录的也列出", "Name those without records")
    return [
        Filter("grade", Label("等级", "Grade"), asked.grade, offered),
        Filter("rest", rest, "yes" if asked.with_rest else "", [("yes", Label("是", "yes"))]),
    ]

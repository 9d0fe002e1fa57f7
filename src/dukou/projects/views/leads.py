"""A lead: its clocks, what was noted of it, and the forms that answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.people import actor_names
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.parts import Crumb, Moment
from dukou.kit.views import one_form
from dukou.projects.actions import leads, projects
from dukou.projects.core.entrance import INSIDE, INSIDE_KEEPS
from dukou.projects.core.leads import LeadNote, Verdict
from dukou.projects.forms.leads import FeedBackForm, JudgeForm, ReportForm
from dukou.projects.models import LeadStep
from dukou.projects.queries.leads import clocks_of_lead, lead_is_closed, notes_of
from dukou.projects.tables.leads import clocks_table
from dukou.projects.views.around import crumbs_of, inner_asked, tabs_of

LEAD = Label("线索", "Lead")


@INSIDE
@require_safe
def clocks(request: HttpRequest, key: str) -> HttpResponse:
    """The clocks of a lead, and everything that was noted of it."""
    row, viewer = inner_asked(request, key), request_viewer(request)
    found, notes = clocks_of_lead(row, timezone.now()), notes_of(row)
    names = actor_names({each.recorded_by for each in notes})
    context = {
        "project": row,
        "table": clocks_table(found) if found else None,
        "moments": [_moment(each, names[each.recorded_by], is_now=each is notes[-1]) for each in notes],
        "is_closed": lead_is_closed(row),
        "may_keep": viewer.may(Permission.KEEP_PROJECTS),
        "pairs": [
            (Label("首先登记的单位", "First registered by"), row.registered_for.label),
            (Label("谁提供的线索", "Named by"), row.referrer or "—"),
            (Label("上次报告", "Last report"), str(row.reported_on)),
            (Label("接续的项目", "Goes on from"), row.follows.key if row.follows else "—"),
        ],
        "tabs": tabs_of(request, row, "clocks"),
        "crumbs": crumbs_of(row, Crumb(LEAD)),
    }
    return render(request, "projects/lead.html", context)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, key: str) -> HttpResponse:
    """Judge a lead."""

    def act(told: dict[str, Any]) -> object:
        verdict = Verdict.of(told["verdict"])
        return leads.judge(by=request_viewer(request), project=key, verdict=verdict, words=told["words"])

    return _answered(request, key, JudgeForm(request.POST or None), Label("研判线索", "Judge the lead"), act)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def feed_back(request: HttpRequest, key: str) -> HttpResponse:
    """Note what the referrer was told."""
    form = FeedBackForm(request.POST or None)
    title = Label("反馈推荐人", "Word to the referrer")
    return _answered(request, key, form, title, lambda told: leads.feed_back(by=request_viewer(request), project=key, **told))


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Report what was done."""
    form = ReportForm(request.POST or None)
    title = Label("报告进展", "Report progress")
    return _answered(request, key, form, title, lambda told: projects.report(by=request_viewer(request), project=key, **told))


def _answered(request: HttpRequest, key: str, form: Form, title: Label, act: Callable[[dict[str, Any]], object]) -> HttpResponse:
    row = inner_asked(request, key)
    back = reverse("projects:clocks", args=[key])
    way = crumbs_of(row, Crumb(LEAD, back), Crumb(title))
    return one_form(request, form, title, same(row.name), way, lambda: act(form.cleaned_data), back, Label("已记下", "Noted"))


def _moment(step: LeadStep, by: Label, *, is_now: bool) -> Moment:
    title = Verdict.of(step.verdict).label if step.verdict else LeadNote.of(step.note).label
    text = Label("{said}（{by}）", "{said} ({by})").filled(said=step.said, by=by)
    return Moment(on=str(step.on), title=title, text=text, is_now=is_now)

"""What may be told of a promise, each on a small page of its own; and a promise made for a project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer, may_within
from dukou.accounts.queries import request_viewer
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import one_form
from dukou.projects.actions import promise_changes, promises
from dukou.projects.core.entrance import INSIDE_KEEPS, PROMISES, READERS, SEES
from dukou.projects.core.promise_kinds import FairVerdict, PromiseState, Side
from dukou.projects.core.promises import record_of
from dukou.projects.forms.promises import BrokenForm, EvidenceForm, OtherDayForm, PromiseForm, ReviewForm, WaiverForm
from dukou.projects.queries.pipeline import pipeline_or_none
from dukou.projects.queries.promises import promise_told, promises_of
from dukou.projects.queries.promises_told import PromiseTold
from dukou.projects.queries.visibility import is_inside
from dukou.projects.tables.promises import promise_table, record_words
from dukou.projects.views.around import crumbs_of, inner_asked, project_asked, tabs_of

_TELLS = needs(*READERS, to_change=(Permission.KEEP_PROJECTS, Permission.ANSWER_LEGS), rows=PROMISES)
_TWO = Label("由第二人同意以后才算；在那以前原来的有效。", "It counts once a second person agreed; until then what was agreed stands.")
_TITLES = {
    Side.DISTRICT: Label("区里承诺的", "What the district promised"),
    Side.FIRM: Label("企业承诺的", "What the firm promised"),
}
_NEW = Label("登记承诺", "Enter a promise")
_GROUNDS = Label(
    "区里的承诺要有法律依据、书面形式、权限、公平竞争审查和责任岗位；没有依据的不能登记。",
    "The district promises on a legal basis, in writing, within its authority and after its review; a post answers for it.",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that may be told. `also_owner`: the unit that answers for the promise may tell it too."""

    title: Label
    form: type[forms.Form]
    act: Callable[..., Any]
    about: Label | None = None
    also_owner: bool = False


STEPS = {
    "keep": Step(Label("登记履行", "Tell that it was kept"), EvidenceForm, promises.keep, also_owner=True),
    "broken": Step(Label("登记违约", "Tell that it was broken"), BrokenForm, promises.tell_broken),
    "condition": Step(Label("登记条件成就", "Tell that its condition came about"), EvidenceForm, promises.tell_condition, also_owner=True),
    "review": Step(Label("登记审查结论", "Tell the outcome of its review"), ReviewForm, promises.tell_review),
    "day": Step(Label("申请改期", "Ask for another day"), OtherDayForm, promise_changes.ask_day, _TWO),
    "waiver": Step(Label("申请免除", "Ask that it be waived"), WaiverForm, promise_changes.ask_waiver, _TWO),
}


def ways_on(viewer: Viewer, told: PromiseTold) -> list[tuple[Label, str]]:
    """What the visitor may tell of the promise as it stands: words and address."""
    keeps = told.inside and viewer.may(Permission.KEEP_PROJECTS)
    owns = bool(told.now.owner) and may_within(viewer, Permission.ANSWER_LEGS, told.now.owner)
    if told.waits:
        return []
    fitting = [key for key in STEPS if _fits(key, told) and (keeps or (owns and STEPS[key].also_owner))]
    return [(STEPS[key].title, reverse("projects:promise_step", args=[told.number, key])) for key in fitting]


def _fits(key: str, told: PromiseTold) -> bool:
    if key == "keep":
        return told.now.state.is_owed or told.now.state is PromiseState.BROKEN
    if not told.now.state.is_owed:
        return False
    if key == "condition":
        return told.now.state is PromiseState.CONDITIONAL and not told.waits_for_stage
    return key != "review" or (told.side is Side.DISTRICT and told.now.verdict is FairVerdict.PENDING)


@_TELLS
@require_http_methods(["GET", "HEAD", "POST"])
def promise_step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Tell one thing of a promise."""
    viewer, meant = request_viewer(request), STEPS.get(step)
    told = promise_told(viewer, number, timezone.localdate())
    if meant is None:
        raise Http404(step)
    form, back = meant.form(request.POST or None), reverse("projects:promise", args=[number])

    def act() -> None:
        said = dict(form.cleaned_data)
        if "verdict" in said:
            said["verdict"] = FairVerdict.of(said["verdict"])
        meant.act(by=viewer, number=number, **said)

    way = crumbs_of(None, Crumb(Label(f"第 {number} 号承诺", f"Promise {number}"), back), Crumb(meant.title))
    return one_form(request, form, meant.title, same(told.text), way, act, back, Label("已记下", "Noted"), meant.about)


@SEES
@require_safe
def project_promises(request: HttpRequest, key: str) -> HttpResponse:
    """What both sides of a project promised."""
    viewer, row, today = request_viewer(request), project_asked(request, key), timezone.localdate()
    found = promises_of(viewer, row, today)
    sides = [(side, [each for each in found if each.side is side]) for side in Side]
    context = {
        "project": row,
        "sides": [(_TITLES[side], promise_table(_TITLES[side], told) if told else None, _record(told)) for side, told in sides],
        "may_keep": viewer.may(Permission.KEEP_PROJECTS) and is_inside(viewer, row),
        "tabs": tabs_of(request, row, "project_promises"),
        "crumbs": crumbs_of(row, Crumb(Label("承诺", "Promises"))),
    }
    return render(request, "projects/project_promises.html", context)


def _record(told: list[PromiseTold]) -> Label | None:
    return record_words(record_of(each.now for each in told)) if told else None


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def promise_new(request: HttpRequest, key: str) -> HttpResponse:
    """Enter a promise of either side."""
    viewer, row = request_viewer(request), inner_asked(request, key)
    begun = {"origin": request.GET.get("origin", "")[:60], "made_on": timezone.localdate()}
    form = PromiseForm(request.POST or None, pipeline=pipeline_or_none(), initial=begun)

    def act() -> None:
        said = dict(form.cleaned_data)
        verdict = FairVerdict.of(said["verdict"]) if said["verdict"] else None
        promised = promises.Promised(**said | {"side": Side.of(said["side"]), "verdict": verdict})
        promises.make(by=viewer, project=key, promised=promised)

    back = reverse("projects:project_promises", args=[key])
    way = crumbs_of(row, Crumb(Label("承诺", "Promises"), back), Crumb(_NEW))
    return one_form(request, form, _NEW, same(row.name), way, act, back, Label("已登记", "Entered"), _GROUNDS)

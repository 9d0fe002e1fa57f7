"""Promises in sight: the list with its filters, its file, one promise, and what a post hands over."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.accounts.queries.people import actor_names
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.lists import Filter, downloads, members, page_after, taken_home
from dukou.kit.pages.parts import Crumb, Moment
from dukou.kit.views import done
from dukou.projects.actions import promise_changes
from dukou.projects.core.entrance import HANDS_OVER, SEES
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.promise_kinds import PromiseState, Side
from dukou.projects.core.promises import record_of
from dukou.projects.forms.promises import HandOverForm
from dukou.projects.queries.promises import owners_seen, promise_told, promises_seen
from dukou.projects.queries.promises_told import PromiseTold, StepTold
from dukou.projects.tables.promises import COLUMNS, STATE_FACES, due_words, late_words, promise_rows, promise_table, record_words
from dukou.projects.views.around import crumbs_of
from dukou.projects.views.promise_steps import ways_on

PROMISES = Label("承诺台账", "Ledger of promises")
_HAND_OVER = Label("承诺移交清单", "Promises to be handed over")


@SEES
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """All promises in the visitor's sight, those due first first."""
    found = _asked(request, timezone.localdate())
    page, more = page_after(found, request.GET.get("after", ""), lambda each: str(each.number))
    context = {
        "table": promise_table(PROMISES, page, with_project=True) if page else None,
        "record": record_words(record_of(each.now for each in found)) if found else None,
        "filters": _filters(request),
        "more": more,
        "count": len(found),
        "downloads": downloads(request, lambda ending: reverse("projects:promises_download", args=[ending])),
        "cleared": reverse("projects:promises"),
        "may_hand_over": HANDS_OVER.admits(request_viewer(request), is_changing=True),
        "crumbs": crumbs_of(None, Crumb(PROMISES)),
    }
    return render(request, "projects/promises.html", context)


@SEES
@require_safe
def promises_download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same as a file."""
    return taken_home(PROMISES, ending, COLUMNS, promise_rows(_asked(request, timezone.localdate())))


@SEES
@require_safe
def promise(request: HttpRequest, number: int) -> HttpResponse:
    """One promise with everything told of it, and what may be told next."""
    viewer, today = request_viewer(request), timezone.localdate()
    told = promise_told(viewer, number, today)
    context = {
        "told": told,
        "face": STATE_FACES[told.now.state],
        "late": late_words(told),
        "pairs": _pairs(told),
        "moments": _moments(told),
        "ways": ways_on(viewer, told),
        "crumbs": crumbs_of(None, Crumb(PROMISES, reverse("projects:promises")), Crumb(Label(f"第 {number} 号", f"Promise {number}"))),
    }
    return render(request, "projects/promise.html", context)


@HANDS_OVER
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """What a post of the district still owes, to be printed and signed; POST hands it over to another post."""
    viewer, today = request_viewer(request), timezone.localdate()
    owner, post = request.GET.get("owner", "")[:60], request.GET.get("post", "")[:100]
    found = promises_seen(viewer, today, owner=owner, post=post, side=Side.DISTRICT, is_owed=True)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and done(form, lambda: promise_changes.hand_over(by=viewer, owner=owner, post=post, **form.cleaned_data)):
        messages.success(request, str(Label("已移交", "Handed over")))
        return redirect(f"{reverse('projects:promises')}?owner={form.cleaned_data['to']}")
    names = organisation_names()
    posts = sorted({(each.now.owner, each.now.post) for each in found})
    context = {
        "table": promise_table(_HAND_OVER, found, with_project=True) if found else None,
        "owner": names.get(owner, owner),
        "post": post,
        "today": today,
        "posts": [(names.get(key, key), title, key) for key, title in posts],
        "form": form if owner and post and found else None,
        "crumbs": crumbs_of(None, Crumb(PROMISES, reverse("projects:promises")), Crumb(_HAND_OVER)),
    }
    return render(request, "projects/hand_over.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, today: date) -> list[PromiseTold]:
    state, side = request.GET.get("state", ""), request.GET.get("side", "")
    return promises_seen(
        request_viewer(request),
        today,
        owner=request.GET.get("owner", "")[:60],
        state=PromiseState.of(state) if state in list(PromiseState) else None,
        side=Side.of(side) if side in list(Side) else None,
    )


def _filters(request: HttpRequest) -> list[Filter]:
    owners = list(owners_seen(request_viewer(request), timezone.localdate()).items())
    return [
        Filter("owner", Label("责任单位", "Owner"), request.GET.get("owner", "")[:60], owners),
        Filter("state", Label("状态", "State"), request.GET.get("state", "")[:20], members(PromiseState)),
        Filter("side", Label("承诺方", "Promised by"), request.GET.get("side", "")[:20], members(Side)),
    ]


def _pairs(told: PromiseTold) -> list[tuple[Label, Label | str]]:
    pairs: list[tuple[Label, Label | str]] = [
        (Label("期限", "Due"), due_words(told)),
        (Label("责任", "Who answers"), Label("{owner} {post}", "{owner} {post}").filled(owner=told.owner_name, post=told.now.post)),
        (Label("兑现的标准", "Measure"), told.measure),
        (Label("写入", "Written in"), told.written_in),
        (Label("依据", "Legal basis"), told.legal_basis),
        (Label("有权承诺的单位", "Authority"), told.authority),
        (Label("公平竞争审查", "Fair-competition review"), told.now.verdict.label if told.now.verdict else ""),
        (Label("无需审查的理由", "Why it needs no review"), told.verdict_reason),
        (Label("来自", "Origin"), _origin_words(told.origin)),
    ]
    return [(label, value) for label, value in pairs if value]


def _origin_words(origin: str) -> Label | str:
    """Where a promise came up, in words; what is of no known kind stands as it was written."""
    kind, _, number = origin.partition("/")
    words = {"visit": Label("走访", "a visit"), "letting": Label("场地租用", "a letting"), "contract": Label("投资合同", "the contract")}
    if kind not in words:
        return origin
    return Label(f"{words[kind].zh}（第 {number} 号）", f"{words[kind].en} ({number})") if number else words[kind]


def _moments(told: PromiseTold) -> list[Moment]:
    """What was told, in its order; who told it is for the administration."""
    names = actor_names({each.recorded_by for each in told.steps} | {each.decided_by for each in told.steps} - {""}) if told.inside else {}
    made = Moment(on=str(told.made_on), title=Label("作出承诺", "Promised"), text=told.written_in, is_now=not told.steps)
    return [made, *(_moment(each, names, is_now=each is told.steps[-1]) for each in told.steps)]


def _moment(step: StepTold, names: dict[str, Label], *, is_now: bool) -> Moment:
    words = [same(each) for each in (step.evidence, step.reason) if each]
    if step.due_on:
        words.append(Label(f"改到 {step.due_on}", f"to {step.due_on}"))
    if step.owner_name:
        words.append(Label("{owner} {post}", "{owner} {post}").filled(owner=step.owner_name, post=step.post))
    if step.verdict:
        words.append(step.verdict.label)
    if step.state is not MoveState.STANDS:
        words.append(step.state.label)
    words += [names[each] for each in (step.recorded_by, step.decided_by) if each in names]
    text = Label("；".join(each.zh for each in words), "; ".join(each.en for each in words))
    return Moment(on=str(step.on), title=step.mark.label, text=text, is_now=is_now)

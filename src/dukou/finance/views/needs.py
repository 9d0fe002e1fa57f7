"""Needs: the list, its file, a new one, and one need with what products would lend, its applications and offers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry, firm_named, firms_standing, own_firms
from dukou.finance.actions import needs as acts
from dukou.finance.actions._own import own_firm
from dukou.finance.core.need_entrance import OF_FIRM, SEES_NEEDS
from dukou.finance.core.need_standings import NeedStanding, standing_of
from dukou.finance.forms.needs import CloseForm, NeedForm
from dukou.finance.models import Need
from dukou.finance.queries.applications import of_need
from dukou.finance.queries.limits import limits_of
from dukou.finance.queries.needs import NeedList, came_of, listed_needs, need_of, needs_of, states_of, told
from dukou.finance.queries.offers import offers_on
from dukou.finance.queries.origins import bank_meetings_of, origins_of
from dukou.finance.tables.applications import application_table
from dukou.finance.tables.money import both, months_words
from dukou.finance.tables.needs import FACES, FILE, limit_table, need_rows, need_table, reason_table
from dukou.finance.tables.needs import NEEDS as TITLE
from dukou.finance.tables.offers import offer_table
from dukou.finance.views.need_ways import need_crumbs
from dukou.finance.views.ways import as_known
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.lists import Filter, downloads, members, number_asked, taken_home
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import Step, data_for, step_taken
from dukou.kit.views import one_form

_NEW = Label("提出融资需求", "Post a need for money")
_ABOUT = Label(
    "写清金额和单位，提交前按两种单位读给您核对；提交后立即看到各产品按规则可借多少。",
    "Write the amount with its unit: it is read back before anything is posted. What each product would lend is told at once.",
)
_POSTED = Label("已登记，各产品按规则可借多少见下", "Posted; what each product would lend follows")
_CLOSE, _CLOSED = Label("关闭需求", "Close the need"), Label("已关闭", "Closed")
_MORE = 20_000  # rows of a file


@SEES_NEEDS
@require_safe
def need_list(request: HttpRequest) -> HttpResponse:
    """The needs in sight: the firm's own, or all of them for the office."""
    viewer, which = request_viewer(request), _which(request)
    rows, beneath = needs_of(viewer, which, number_asked(request))
    context = {
        "table": need_table(rows) if rows else None,
        "filters": [Filter("standing", Label("情况", "Standing"), which.value if which else "", members(NeedList))],
        "cleared": reverse("finance:needs"),
        "beneath": beneath,
        "downloads": downloads(request, lambda ending: reverse("finance:needs_download", args=[ending])),
        "firms": [found for key in own_firms(viewer) if (found := firm_named(viewer, key)) is not None],
        "crumbs": need_crumbs(),
    }
    return render(request, "finance/needs.html", context)


@SEES_NEEDS
@require_safe
def needs_download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same needs as a file."""
    rows = listed_needs(request_viewer(request), _which(request))[:_MORE]
    return taken_home(TITLE, ending, FILE, need_rows(told(list(rows))))


@OF_FIRM
@require_http_methods(["GET", "HEAD", "POST"])
def need_new(request: HttpRequest, key: str) -> HttpResponse:
    """The firm posts a need; what it came of may be named in the address."""
    viewer = request_viewer(request)
    firm = own_firm(viewer, key)
    initial = {name: request.GET.get(name, "")[:80] for name in ("came", "meeting")}
    origins, meetings = origins_of(viewer, firm.id), bank_meetings_of(viewer, firm.id)
    form = NeedForm(request.POST or None, initial=initial, origins=origins, meetings=meetings)

    def act() -> str:
        row = acts.post(by=viewer, enterprise=firm.key, **form.told)
        return reverse("finance:need", args=[row.pk])

    return one_form(request, form, _NEW, same(firm.name), need_crumbs(Crumb(_NEW)), act, reverse("finance:needs"), _POSTED, _ABOUT)


@SEES_NEEDS
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, number: int) -> HttpResponse:
    """One need: what it is, what each product would lend, where it was sent, what banks offer."""
    viewer = request_viewer(request)
    row = need_of(viewer, number)
    is_own = acts_for_entry(viewer, row.enterprise_id)
    steps = _steps(viewer, row, request) if is_own and row.closed_at is None else []
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=_CLOSE)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("finance:need", number)
    firm = firms_standing([row.enterprise_id])[row.enterprise_id]
    came, standing = came_of(viewer, row), standing_of(states_of([row.pk])[row.pk], is_closed=row.closed_at is not None)
    context = {
        "need": row,
        "firm": firm,
        "standing": standing,
        "face": FACES[standing],
        "pairs": _pairs(row, firm),
        "came": came,
        "steps": steps,
        "may_send": is_own and standing not in (NeedStanding.CLOSED, NeedStanding.GRANTED),
        "crumbs": need_crumbs(Crumb(same(str(number)))),
    } | _beside(viewer, row, firm, is_own=is_own)
    return render(request, "finance/need.html", context, status=422 if step and step.form.errors else 200)


def _beside(viewer: Viewer, row: Need, firm: FirmNamed, *, is_own: bool) -> dict[str, Any]:
    """What products would lend, the applications, and for the firm its reasons and the offers."""
    now = timezone.now()
    today = timezone.localdate(now)
    limits, sent = limits_of(firm.key, today, usual_day()), of_need(viewer, row.pk, now)
    offers = offers_on(row.pk, today) if is_own else []
    return {
        "limits": limit_table(limits, row.amount, with_reasons=is_own) if limits else None,
        "reasons": [(each.product.name, reason_table(each)) for each in limits if each.behind] if is_own else [],
        "applications": application_table(sent, with_firm=False, with_bank=True) if sent else None,
        "offers": offer_table(offers, {each.product.key: each for each in limits}) if offers else None,
        "is_own": is_own,
    } | as_known()


def _pairs(row: Need, firm: FirmNamed) -> list[tuple[Label, Any]]:
    pairs: list[tuple[Label, Any]] = [
        (Label("企业", "Firm"), firm.name),
        (Label("金额", "Amount"), both(row.amount)),
        (Label("期限", "Term"), months_words(row.term_months)),
        (Label("资金用途", "What for"), row.purpose),
        (Label("希望到账", "Wanted on"), str(row.wanted_on) if row.wanted_on else Label("没有写", "not said")),
        (Label("提出日期", "Posted on"), f"{timezone.localtime(row.posted_at):%Y-%m-%d}"),
    ]
    if row.closed_at is not None:
        pairs.append((Label("关闭日期", "Closed on"), f"{timezone.localtime(row.closed_at):%Y-%m-%d}"))
        pairs.append((Label("关闭原因", "Why it was closed"), row.closed_reason))
    return pairs


def _steps(viewer: Viewer, row: Need, request: HttpRequest) -> list[Step]:
    form = CloseForm(data_for(request, "close"), prefix="close")
    return [Step("close", _CLOSE, form, lambda: acts.close(by=viewer, number=row.pk, **form.cleaned_data), _CLOSED, is_quiet=True)]


def _which(request: HttpRequest) -> NeedList | None:
    asked = request.GET.get("standing", "")[:10]
    return next((each for each in NeedList if each.value == asked), None)

"""Disputes of facts: the firm reads where one stands and takes it back, the office rules."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.casework.queries.short_clocks import short_clocks
from dukou.casework.queries.timeline import events_of
from dukou.enterprises.queries.own import acts_for_entry
from dukou.finance.actions import portrait_disputes
from dukou.finance.core.portrait_disputes import FactDisputeStanding
from dukou.finance.core.portrait_entrance import SEES_DISPUTES
from dukou.finance.forms.disputes import CorrectedFactForm, TakenBackForm, UpholdFactForm
from dukou.finance.models import PortraitDispute
from dukou.finance.queries.disputes import dispute_of, disputes_of, names_officers
from dukou.finance.queries.portraits import items_told, value_label
from dukou.finance.queries.products import portrait_items
from dukou.finance.queries.sources import put_right_at
from dukou.finance.tables.portrait import FACES, dispute_table, due, item_name
from dukou.finance.views.ways import crumbs_of
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.lists import Filter, number_asked
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import Step, data_for, step_taken
from dukou.rules.queries.naming import NamedSource

DISPUTES = Label("画像异议", "Disputes of portraits")
_OPEN = [("open", Label("核实中", "open")), ("closed", Label("已办结", "closed"))]
_RULED = Label("已办结，企业会收到通知", "Ruled; the firm is told")
_AT_SOURCE = Label(
    "先在来源处更正，画像随之改变；这里不改数值。", "Put it right at its source first: the portrait follows; nothing is changed here."
)


@SEES_DISPUTES
@require_safe
def dispute_list(request: HttpRequest) -> HttpResponse:
    """The disputes in the visitor's sight."""
    viewer, asked = request_viewer(request), request.GET.get("standing", "")[:10]
    rows, beneath = disputes_of(viewer, is_open={"open": True, "closed": False}.get(asked), beneath=number_asked(request))
    now = timezone.now()
    clocks = {row.pk: short_clocks(row.case, now, {}) for row in rows if row.closed_at is None}
    table = dispute_table(rows, portrait_items(), clocks, with_firm=viewer.may(Permission.KEEP_FINANCE)) if rows else None
    context = {
        "table": table,
        "filters": [Filter("standing", Label("办理情况", "Standing"), asked, _OPEN)],
        "cleared": reverse("finance:disputes"),
        "beneath": beneath,
        "crumbs": crumbs_of(Crumb(DISPUTES)),
    }
    return render(request, "finance/disputes.html", context)


@SEES_DISPUTES
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, number: int) -> HttpResponse:
    """One dispute: where it stands, its clock, what it says, and what may be done next."""
    viewer = request_viewer(request)
    row = dispute_of(viewer, number)
    steps = _steps(viewer, row, request)
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.KEEP_FINANCE.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("finance:dispute", number)
    inside, standing = names_officers(viewer, number), FactDisputeStanding.of(row.standing)
    context = {
        "row": row,
        "item": item_name(portrait_items(), row.item),
        "standing": standing.label,
        "face": FACES[standing].value,
        "pairs": _pairs(viewer, row),
        "steps": steps,
        "happened": events_of(row.case, with_names=inside, with_reasons=inside),
        "crumbs": crumbs_of(Crumb(DISPUTES, reverse("finance:disputes")), Crumb(same(str(number)))),
    }
    return render(request, "finance/dispute.html", context, status=422 if step and step.form.errors else 200)


def _pairs(viewer: Viewer, row: PortraitDispute) -> list[tuple[Label, Any]]:
    """What is asked; the fact as it stands while somebody has to rule on it, for it is this one that the firm laid open."""
    pairs: list[tuple[Label, Any]] = [
        (Label("企业", "Firm"), row.enterprise.name),
        (Label("提出", "Asked"), f"{timezone.localtime(row.asked_at):%Y-%m-%d}"),
        (Label("企业说明", "What the firm wrote"), row.words),
    ]
    if row.evidence:
        pairs.append((Label("企业的依据", "Its evidence"), row.evidence))
    item, is_own = portrait_items().get(row.item), acts_for_entry(viewer, row.enterprise_id)
    if row.closed_at is None and item is not None:
        told = items_told(row.enterprise.key, usual_day(), [item])[item.key]
        pairs.append((Label("期限", "Due"), due(short_clocks(row.case, timezone.now(), {}))))
        pairs.append((Label("现在记的", "It says"), value_label(told)))
        pairs.append((Label("来源", "Where it comes from"), _place(put_right_at(told, row.enterprise.key), is_own=is_own)))
    if row.reason:
        pairs.append((Label("办理意见", "Why it was ruled so"), row.reason))
    if row.proof:
        pairs.append((Label("更正的凭证", "Proof of the correction"), row.proof))
    return pairs


def _place(source: NamedSource, *, is_own: bool) -> Any:
    """The source; it leads to the firm's own page for the firm alone."""
    return format_html('<a href="{}">{}</a>', source.address, source.name) if is_own and source.address else source.name


def _steps(viewer: Viewer, row: PortraitDispute, request: HttpRequest) -> list[Step]:
    """What may be done next: by the firm, or by the office."""
    number = row.pk
    if row.closed_at is not None:
        return []
    if acts_for_entry(viewer, row.enterprise_id):
        form, title = TakenBackForm(data_for(request, "take_back")), Label("撤回异议", "Take it back")
        act = lambda: portrait_disputes.take_back(by=viewer, number=number)  # noqa: E731
        return [Step("take_back", title, form, act, Label("已撤回", "Taken back"), is_quiet=True)]
    if not viewer.may(Permission.KEEP_FINANCE):
        return []
    upholding = UpholdFactForm(data_for(request, "uphold"), prefix="uphold")
    correcting = CorrectedFactForm(data_for(request, "correct"), prefix="correct")
    return [
        Step(
            "uphold",
            Label("核实无误，事实不变", "The fact stands"),
            upholding,
            lambda: portrait_disputes.uphold(by=viewer, number=number, **upholding.cleaned_data),
            _RULED,
        ),
        Step(
            "correct",
            Label("已在来源处更正", "It was put right at its source"),
            correcting,
            lambda: portrait_disputes.correct(by=viewer, number=number, **correcting.cleaned_data),
            _RULED,
            _AT_SOURCE,
        ),
    ]

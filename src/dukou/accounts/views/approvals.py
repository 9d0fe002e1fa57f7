"""Four eyes: what waits for the visitor, what the visitor asked for, and the decision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dukou.accounts.actions import approvals as deciding
from dukou.accounts.actions import memberships
from dukou.accounts.actions.approvals import APPROVABLE
from dukou.accounts.core.admission import Admission, needs, signed_in
from dukou.accounts.core.kinds import ApprovalState
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.forms import DecisionForm, RoleRequestForm
from dukou.accounts.models import Approval
from dukou.accounts.queries import actor_of, approvals_waiting_for, may_see_approval, request_viewer
from dukou.accounts.queries.people import actor_names
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import into_form

SHOWN = 50


@signed_in(rows="accounts.queries.approvals:may_see_approval")
@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """The visitor's approvals."""
    return _page(request)


@Admission(to_change=(Permission.APPROVE,), rows="accounts.queries.approvals:may_see_approval")
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, number: int) -> HttpResponse:
    """One request; whoever may decide it finds the form there."""
    viewer = request_viewer(request)
    asked = get_object_or_404(may_see_approval.filter(viewer), pk=number)
    may_decide = approvals_waiting_for(viewer).filter(pk=number).exists()
    form = DecisionForm(request.POST or None) if may_decide else None
    if request.method == "POST" and form is None:
        raise NotPermitted(permission=Permission.APPROVE.label)
    if request.method == "POST" and form is not None and form.is_valid():
        by, said = actor_of(viewer, Permission.APPROVE), form.cleaned_data
        try:
            is_granted = said["decision"] == ApprovalState.GRANTED.value
            deciding.decide(by=by, approval=asked, is_granted=is_granted, reason=said["reason"], viewer=viewer)
        except Refusal as refusal:
            into_form(form, refusal)
        else:
            messages.success(request, str(Label("已作出决定", "the decision was made")))
            return redirect("accounts:approvals")
    context = {"asked": _shown(asked), "pairs": _pairs(asked), "form": form}
    return render(request, "accounts/approval.html", context, status=422 if form is not None and form.errors else 200)


@needs(Permission.MANAGE_PEOPLE)
@require_POST
def ask_for_role(request: HttpRequest) -> HttpResponse:
    """Ask that a powerful role be granted."""
    viewer = request_viewer(request)
    form = RoleRequestForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    said = form.cleaned_data | {"role": Role.of(form.cleaned_data["role"])}
    memberships.ask(by=actor_of(viewer, Permission.MANAGE_PEOPLE), **said)
    messages.success(request, str(Label("已提交，等待另一人复核", "asked for; a second person will decide")))
    return redirect("accounts:approvals")


def _page(request: HttpRequest, form: RoleRequestForm | None = None) -> HttpResponse:
    viewer = request_viewer(request)
    waiting = approvals_waiting_for(viewer)
    others = may_see_approval.filter(viewer).exclude(pk__in=waiting.values("pk")).order_by("-asked_at", "-pk")
    context = {
        "waiting": _all_shown(waiting[:SHOWN]),
        "others": _all_shown(others[:SHOWN]),
        "form": _role_form(viewer, form),
    }
    return render(request, "accounts/approvals.html", context, status=422 if form is not None else 200)


def _role_form(viewer: Viewer, form: RoleRequestForm | None) -> RoleRequestForm | None:
    return (form or RoleRequestForm()) if viewer.may(Permission.MANAGE_PEOPLE) else None


def _all_shown(rows: Iterable[Approval]) -> list[dict[str, Any]]:
    """Requests in words; the names of all who asked in one query."""
    found = list(rows)
    names = actor_names({each.asked_by for each in found})
    return [_shown(each) | {"by": names[each.asked_by]} for each in found]


def _shown(asked: Approval) -> dict[str, Any]:
    """A request in words, with the address of what it is about."""
    act = APPROVABLE[asked.act]
    address = act.address(asked.payload) if act.address else None
    return {
        "row": asked,
        "words": act.described(asked.payload),
        "decision": ApprovalState.of(asked.decision).label,
        "address": address,
    }


def _pairs(asked: Approval) -> list[tuple[Label, object]]:
    """What is decided on, who asks and why, and what became of it."""
    act, names = APPROVABLE[asked.act], actor_names({asked.asked_by, asked.decided_by} - {""})
    pairs: list[tuple[Label, object]] = [(Label("事项", "Act"), act.label)]
    pairs += act.told(asked.payload) if act.told else []
    pairs += [
        (Label("申请人", "Asked by"), names[asked.asked_by]),
        (Label("申请时间", "Asked at"), _moment(asked.asked_at)),
        (Label("理由", "Reason"), asked.asked_reason),
        (Label("结果", "Result"), ApprovalState.of(asked.decision).label),
    ]
    if asked.decided_at is None:
        return pairs
    return [
        *pairs,
        (Label("复核人", "Decided by"), names[asked.decided_by]),
        (Label("复核时间", "Decided at"), _moment(asked.decided_at)),
        (Label("复核意见", "Reason of the decision"), asked.decided_reason),
    ]


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"

"""The steps that a visitor may take on the page of a repair or a dispute as it stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.credit.actions import disputes, repairs
from dukou.credit.core.cases import CaseMatter, CaseStanding
from dukou.credit.forms.cases import CorrectForm, GrantForm, NothingForm, ReasonForm, WithdrawForm
from dukou.credit.queries.cases import CaseTold, duty_done_on
from dukou.enterprises.queries.own import acts_for_entry
from dukou.kit.core.labels import Label
from dukou.kit.pages.steps import Step, data_for

_RULED = Label("已办结，企业会收到通知", "Ruled; the firm is told")
_EVERYWHERE = Label(
    "准予后，记录在所有地方立即停止展示和使用，并重新评级；不能撤回。",
    "Once granted, the record is shown and used nowhere any more and grades are made anew; this cannot be undone.",
)


def steps_of(viewer: Viewer, found: CaseTold, request: HttpRequest) -> list[Step]:
    """What may be done next: by the firm, or by the unit."""
    if not found.standing.is_open or found.record is None:
        return []
    is_own = acts_for_entry(viewer, found.record.enterprise_id)
    if is_own:
        return [_take_back(viewer, found, request)]
    if not viewer.may(Permission.KEEP_CREDIT):
        return []
    return _of_repair(viewer, found, request) if found.matter is CaseMatter.REPAIR else _of_dispute(viewer, found, request)


def _take_back(viewer: Viewer, found: CaseTold, request: HttpRequest) -> Step:
    act = repairs.take_back if found.matter is CaseMatter.REPAIR else disputes.take_back
    title, form = Label("撤回申请", "Take it back"), NothingForm(_sent(request, "take_back"))
    return Step("take_back", title, form, lambda: act(by=viewer, number=found.row.pk), Label("已撤回", "Taken back"), is_quiet=True)


def _of_repair(viewer: Viewer, found: CaseTold, request: HttpRequest) -> list[Step]:
    number, steps = found.row.pk, list[Step]()
    refusing = ReasonForm(_sent(request, "refuse"), prefix="refuse")
    if found.standing is CaseStanding.ASKED:
        form = NothingForm(_sent(request, "accept"))
        accepted = Label("已受理", "Accepted")
        steps.append(Step("accept", Label("受理", "Accept"), form, lambda: repairs.accept(by=viewer, number=number), accepted))
    else:
        granting = GrantForm(_sent(request, "grant"), prefix="grant", is_done=duty_done_on(found.row.record_id) is not None)
        steps.append(
            Step(
                "grant",
                Label("准予修复", "Grant the repair"),
                granting,
                lambda: repairs.grant(by=viewer, number=number, **granting.cleaned_data),
                _RULED,
                _EVERYWHERE,
            )
        )
    act = lambda: repairs.refuse(by=viewer, number=number, **refusing.cleaned_data)  # noqa: E731
    return [*steps, Step("refuse", Label("不予修复", "Refuse the repair"), refusing, act, _RULED, is_quiet=True)]


def _of_dispute(viewer: Viewer, found: CaseTold, request: HttpRequest) -> list[Step]:
    number, record = found.row.pk, found.record
    assert record is not None
    correcting = CorrectForm(_sent(request, "correct"), prefix="correct", row=record)
    upholding = ReasonForm(_sent(request, "uphold"), prefix="uphold")
    withdrawing = WithdrawForm(_sent(request, "withdraw"), prefix="withdraw")
    return [
        Step(
            "uphold",
            Label("异议不成立，维持记录", "The record stands"),
            upholding,
            lambda: disputes.uphold(by=viewer, number=number, **upholding.cleaned_data),
            _RULED,
        ),
        Step(
            "correct",
            Label("更正记录", "Correct the record"),
            correcting,
            lambda: disputes.correct(by=viewer, number=number, reason=correcting.cleaned_data["reason"], right=correcting.right()),
            _RULED,
        ),
        Step(
            "withdraw",
            Label("撤销记录", "Withdraw the record"),
            withdrawing,
            lambda: disputes.withdraw(by=viewer, number=number, **withdrawing.cleaned_data),
            _RULED,
            is_quiet=True,
        ),
    ]


def _sent(request: HttpRequest, name: str) -> Any:
    return data_for(request, name)

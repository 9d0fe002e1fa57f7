"""Payments: entered by one person with voucher and day, confirmed by another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE, Approvable
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.policies.actions._steps import address_of, at_stage, given_once, held, not_own_cause, told_of
from dukou.policies.actions.refusals import NoVoucher
from dukou.policies.core.benefits import money_words
from dukou.policies.core.kinds import Stage
from dukou.policies.models import Claim
from dukou.policies.queries.firms import filed_for_firm_by
from dukou.policies.queries.policies import standing

ACT = "payments.confirm"
_PAY, _CONFIRM = Label("登记付款", "paid"), Label("复核付款", "confirmed as paid")


def enter(*, by: Viewer, number: int, voucher: str, paid_on: date, today: date, now: datetime | None = None) -> Claim:
    """Enter the payment of what was granted, all of it at once, and ask a second person to confirm it.

    It has a voucher and a day between the grant (its confirmation) and today.
    """
    by.require(Permission.HANDLE_CLAIMS)
    actor, moment = actor_of(by, Permission.HANDLE_CLAIMS), now or timezone.now()
    with transaction.atomic():
        claim = held(by, number, Stage.GRANTED, step=_PAY)
        not_own_cause(actor, claim, moment)
        given_once(claim, (Stage.PAYING, Stage.PAID))
        if not voucher.strip() or not _granted_on(claim) <= paid_on <= today:
            raise NoVoucher()
        claim.stage, claim.voucher, claim.paid_on, claim.entered_by = Stage.PAYING.value, voucher.strip(), paid_on, str(actor)
        claim.save()
        after = {"amount": claim.amount, "voucher": claim.voucher, "paid_on": paid_on}
        record(by=actor, act="payments.enter", subject=("claim", str(number)), after=after, now=moment)
        measure = standing(claim.measure).measure.label
        payload = {
            "claim": number,
            "amount": claim.amount,
            "voucher": claim.voucher,
            "measure": measure.as_dict(),
            "firm": claim.enterprise.name,
        }
        because = f"{_PAY.zh} {claim.voucher}"
        approvals.ask(by=actor, act=ACT, payload=payload, reason=because, concerns=filed_for_firm_by(claim), now=moment)
    return claim


def _granted_on(claim: Claim) -> date:
    """The day on which the second person confirmed the grant."""
    assert claim.confirmed_at is not None  # the database holds it of every claim that is granted
    return timezone.localdate(claim.confirmed_at)


def confirm(*, by: Actor, number: int, reason: str, now: datetime) -> Claim:
    """Close a claim as paid; carried out by the approval of a second person."""
    with transaction.atomic():
        claim = at_stage(number, Stage.PAYING, step=_CONFIRM)
        not_own_cause(by, claim, now)
        given_once(claim, (Stage.PAID,))
        claim.stage, claim.paid_by, claim.paid_at = Stage.PAID.value, str(by), now
        claim.save()
        after = {"stage": claim.stage, "amount": claim.amount, "voucher": claim.voucher}
        record(by=by, act=ACT, subject=("claim", str(number)), before={"stage": Stage.PAYING}, after=after, reason=reason, now=now)
    return claim


def send_back(*, by: Actor, number: int, reason: str, now: datetime) -> Claim:
    """Take an entered payment off again, for the second person did not agree; the grant stands."""
    with transaction.atomic():
        claim = at_stage(number, Stage.PAYING, step=_CONFIRM)
        not_own_cause(by, claim, now)
        before = {"stage": Stage.PAYING, "voucher": claim.voucher, "paid_on": claim.paid_on}
        claim.stage, claim.voucher, claim.paid_on, claim.entered_by = Stage.GRANTED.value, "", None, ""
        claim.save()
        after = {"stage": claim.stage}
        record(by=by, act="payments.send_back", subject=("claim", str(number)), before=before, after=after, reason=reason, now=now)
    return claim


def _described(payload: dict[str, Any]) -> Label:
    amount, measure = money_words(payload["amount"] or 0), Label(**payload["measure"])
    return Label(
        f"付款 {amount.zh}：{payload['firm']}，{measure.zh}（凭证 {payload['voucher']}）",
        f"pay {amount.en}: {payload['firm']}, {measure.en} (voucher {payload['voucher']})",
    )


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    confirm(by=by, number=payload["claim"], reason=reason, now=now)


def _turn_down(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    send_back(by=by, number=payload["claim"], reason=reason, now=now)


APPROVABLE.add(ACT, Approvable(ACT, Label("复核付款", "confirm a payment"), _described, _carry_out, _turn_down, address_of, told_of))

"""Decisions on claims: one person decides, another confirms, and nothing counts before that."""

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
from dukou.kit.core.labels import Label, joined, same
from dukou.policies.actions._steps import address_of, at_stage, given_once, held, not_own_cause, told_of
from dukou.policies.actions.refusals import AmountOpen, NoLongerFits, NothingDecided, NotYetYes, PapersMissing, TooMuch
from dukou.policies.core.benefits import money_words
from dukou.policies.core.entitlements import Entitled
from dukou.policies.core.kinds import Stage
from dukou.policies.core.papers import smallest_set
from dukou.policies.models import Claim
from dukou.policies.queries.firms import filed_for_firm_by
from dukou.policies.queries.limits import answer_at_decision, answer_decided, limit_of, why_not
from dukou.policies.queries.policies import Standing, papers, standing
from dukou.rules.actions import decisions
from dukou.rules.core.answers import Answer
from dukou.rules.core.libraries import NotInForce

ACT = "verdicts.confirm"
_DECIDE, _CONFIRM = Label("初审", "decided"), Label("复核", "confirmed")


def decide(
    *, by: Viewer, number: int, is_granted: bool, as_of: date, reason: str, amount: int | None = None, now: datetime | None = None
) -> Claim:
    """Decide on a claim and ask a second person to confirm it. `amount` in fen; without one all that can be given,
    where the rules tell it exactly.

    What the rules answer is recorded (`limits.answer_at_decision`). A grant needs their yes, the papers, and keeps within groups and
    budget. A claim is turned down also where no version of its rules is left that could answer; then no answer is recorded.
    """
    by.require(Permission.HANDLE_CLAIMS)
    actor, moment = actor_of(by, Permission.HANDLE_CLAIMS), now or timezone.now()
    if not reason.strip():
        raise NothingDecided()
    with transaction.atomic():
        claim = held(by, number, Stage.FILED, step=_DECIDE)
        not_own_cause(actor, claim, moment)
        each = standing(claim.measure)
        entitled = _answered(by, claim, as_of, is_needed=is_granted)
        claim.amount = _granted(claim, each, entitled, amount) if is_granted and entitled else None
        claim.stage, claim.is_granted = Stage.DECIDED.value, is_granted
        claim.decision_made_id = _kept(actor, claim, entitled, moment) if entitled else None
        claim.decided_reason, claim.decided_at, claim.decided_by = reason.strip(), moment, str(actor)
        claim.save()
        after = {"is_granted": is_granted, "amount": claim.amount, "answer": entitled.answer if entitled else None}
        record(by=actor, act="verdicts.decide", subject=("claim", str(number)), after=after, reason=reason.strip(), now=moment)
        payload = {"claim": number, "is_granted": is_granted, "amount": claim.amount, "measure": each.measure.label.as_dict()}
        told = payload | {"firm": claim.enterprise.name}
        approvals.ask(by=actor, act=ACT, payload=told, reason=reason, concerns=filed_for_firm_by(claim), now=moment)
    return claim


def confirm(*, by: Actor, number: int, reason: str, now: datetime) -> Claim:
    """Make a decision count; carried out by the approval of a second person. A grant has to fit groups and budget still."""
    with transaction.atomic():
        claim = at_stage(number, Stage.DECIDED, step=_CONFIRM)
        not_own_cause(by, claim, now)
        if claim.is_granted:
            _still_fits(claim)
        claim.stage = (Stage.GRANTED if claim.is_granted else Stage.REFUSED).value
        claim.confirmed_at, claim.confirmed_by = now, str(by)
        claim.save()
        after = {"stage": claim.stage, "amount": claim.amount}
        record(by=by, act=ACT, subject=("claim", str(number)), before={"stage": Stage.DECIDED}, after=after, reason=reason, now=now)
    return claim


def send_back(*, by: Actor, number: int, reason: str, now: datetime) -> Claim:
    """Put a claim back where it was filed, for the second person did not agree."""
    with transaction.atomic():
        claim = at_stage(number, Stage.DECIDED, step=_CONFIRM)
        not_own_cause(by, claim, now)
        claim.stage, claim.is_granted, claim.amount = Stage.FILED.value, None, None
        claim.save()
        record(
            by=by,
            act="verdicts.send_back",
            subject=("claim", str(number)),
            before={"stage": Stage.DECIDED},
            after={"stage": claim.stage},
            reason=reason,
            now=now,
        )
    return claim


def _answered(by: Viewer, claim: Claim, as_of: date, *, is_needed: bool) -> Entitled | None:
    """What the rules say; None where none are in force for the claim any more and it is turned down all the same."""
    try:
        return answer_at_decision(by, claim, as_of)
    except NotInForce:
        if is_needed:
            raise
        return None


def _kept(by: Actor, claim: Claim, entitled: Entitled, now: datetime) -> int:
    """Keep the answer; the number of its decision."""
    firm, place, purpose = claim.enterprise.key, entitled.measure.place, f"claim/{claim.pk}"
    return decisions.decide(by=by, explanation=entitled.explanation, key=firm, place=place, purpose=purpose, now=now).pk


def _granted(claim: Claim, each: Standing, entitled: Entitled, amount: int | None) -> int | None:
    """The amount that a grant gives; refused where rules, papers, groups or budget do not bear it."""
    if entitled.answer is not Answer.YES:
        raise NotYetYes(answer=entitled.answer.label, because=why_not(entitled))
    known = papers()
    wanting = smallest_set(each.measure.materials, known.values(), claim.received)
    if wanting.hand_in or wanting.unmet:
        names = [known[key].label for key in wanting.hand_in] + [same(need.fact or "、".join(need.papers)) for need in wanting.unmet]
        raise PapersMissing(papers=joined(names, zh="、", en=", "))
    given_once(claim)
    if each.measure.benefit is None or not each.measure.benefit.is_money:
        return 0
    if amount is None and entitled.amount is not None and not entitled.amount.is_exact:
        raise AmountOpen(amount=entitled.amount.label)
    limit = limit_of(each, entitled, claim)
    wanted = limit.most if amount is None else amount
    if wanted > limit.most or wanted <= 0:
        raise TooMuch(amount=money_words(wanted), most=money_words(limit.most), because=limit.because)
    return wanted


def _still_fits(claim: Claim) -> None:
    """Refuse to confirm what another claim, a merged entry or a smaller budget no longer leaves room for."""
    given_once(claim)
    if not claim.amount:
        return
    limit = limit_of(standing(claim.measure), answer_decided(claim), claim)
    if claim.amount > limit.most:
        raise NoLongerFits(number=claim.pk, amount=money_words(claim.amount), most=money_words(limit.most), because=limit.because)


def _described(payload: dict[str, Any]) -> Label:
    measure, firm = Label(**payload["measure"]), payload["firm"]
    if not payload["is_granted"]:
        return Label(f"不予兑付：{firm}，{measure.zh}", f"turn down: {firm}, {measure.en}")
    amount = money_words(payload["amount"]) if payload["amount"] else Label("非资金", "no money")
    return Label(f"同意兑付：{firm}，{measure.zh}，{amount.zh}", f"grant: {firm}, {measure.en}, {amount.en}")


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    confirm(by=by, number=payload["claim"], reason=reason, now=now)


def _turn_down(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    send_back(by=by, number=payload["claim"], reason=reason, now=now)


APPROVABLE.add(
    ACT, Approvable(ACT, Label("复核政策兑付", "confirm a decision on a benefit"), _described, _carry_out, _turn_down, address_of, told_of)
)

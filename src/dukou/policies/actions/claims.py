"""Claims: filed by the firm, or by the office where no application is needed; papers handed in; taken back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.enterprises.queries.own import acts_for, acts_for_entry
from dukou.enterprises.queries.profiles import Profile
from dukou.kit.core.labels import Label, same
from dukou.policies.actions._steps import held, not_own_cause
from dukou.policies.actions.refusals import ClaimedAlready, NotAskedFor, NotEntitled, NotOpen, OnlyDirect, TitleOnly
from dukou.policies.core.entitlements import Entitled
from dukou.policies.core.kinds import Channel, ClaimOrigin, Opening, Stage
from dukou.policies.models import Claim
from dukou.policies.queries.claims import of_same
from dukou.policies.queries.firms import firm_of
from dukou.policies.queries.limits import answer_of, why_not
from dukou.policies.queries.policies import Standing, asked_of_firm, measure_of, standing
from dukou.rules.actions import decisions
from dukou.rules.core.answers import Answer

_TAKE_BACK, _HAND_IN = Label("撤回", "take it back"), Label("登记材料", "note papers")


def file(
    *, by: Viewer, measure: str, firm: str, as_of: date, papers: Collection[str] = (), remark: str = "", now: datetime | None = None
) -> Claim:
    """File a claim for one's own firm. What the rules answer on the day is recorded with it; `papers`: those that the firm says are ready.

    Whom they answer no may file with a remark that says why; unknown is no hindrance.
    """
    profile = firm_of(by, firm)
    if not acts_for(by, profile.key):
        raise NotPermitted(permission=Permission.SEE_ENTERPRISE_DESK.label)
    each = _claimable(measure, as_of)
    _asked_for(each, papers)
    entitled = answer_of(by, each, profile.key, as_of)
    if entitled.answer is Answer.NO and not remark.strip():
        raise NotEntitled(clauses=why_not(entitled))
    return _filed(by, Permission.SEE_ENTERPRISE_DESK, ClaimOrigin.FIRM, profile, entitled, each, papers, remark, now)


def propose(*, by: Viewer, measure: str, firm: str, as_of: date, now: datetime | None = None) -> Claim:
    """Begin a claim for a firm to a measure that needs no application (免申即享), where the rules say yes."""
    by.require(Permission.HANDLE_CLAIMS)
    profile = firm_of(by, firm)
    each = _claimable(measure, as_of)
    entitled = answer_of(by, each, profile.key, as_of)
    if each.measure.channel is not Channel.DIRECT or entitled.answer is not Answer.YES:
        raise OnlyDirect(measure=each.measure.label)
    return _filed(by, Permission.HANDLE_CLAIMS, ClaimOrigin.OFFICE, profile, entitled, each, (), "", now)


def hand_in(*, by: Viewer, number: int, papers: Collection[str], now: datetime | None = None) -> Claim:
    """Note which papers an officer has received, on a claim that is not decided yet; what a firm announces is not in by that."""
    by.require(Permission.HANDLE_CLAIMS)
    actor, moment = actor_of(by, Permission.HANDLE_CLAIMS), now or timezone.now()
    with transaction.atomic():
        claim = held(by, number, Stage.FILED, step=_HAND_IN)
        not_own_cause(actor, claim, moment)
        _asked_for(standing(claim.measure), papers)
        before, claim.received = claim.received, sorted({*claim.received, *papers})
        claim.save(update_fields=["received"])
        record(
            by=actor,
            act="claims.hand_in",
            subject=("claim", str(number)),
            before={"received": before},
            after={"received": claim.received},
            now=moment,
        )
    return claim


def withdraw(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> Claim:
    """Take back one's own firm's claim before it is decided."""
    with transaction.atomic():
        claim = held(by, number, Stage.FILED, step=_TAKE_BACK)
        if not acts_for_entry(by, claim.enterprise_id):
            raise NotPermitted(permission=Permission.SEE_ENTERPRISE_DESK.label)
        claim.stage, claim.ended_reason = Stage.WITHDRAWN.value, reason.strip()
        claim.save(update_fields=["stage", "ended_reason"])
        actor = actor_of(by, Permission.SEE_ENTERPRISE_DESK)
        record(
            by=actor,
            act="claims.withdraw",
            subject=("claim", str(number)),
            before={"stage": Stage.FILED},
            after={"stage": claim.stage},
            reason=reason.strip(),
            now=now or timezone.now(),
        )
    return claim


def _asked_for(each: Standing, keys: Collection[str]) -> None:
    """Refuse papers that the measure does not ask of the firm."""
    if strange := sorted(set(keys) - set(asked_of_firm(each.measure))):
        raise NotAskedFor(measure=each.measure.label, papers=same("、".join(strange)))


def _claimable(key: str, as_of: date) -> Standing:
    each = measure_of(key)
    measure = each.measure
    if measure.is_title_only:
        raise TitleOnly(measure=measure.label)
    opening = measure.opening(as_of)
    if opening is not Opening.OPEN:
        raise NotOpen(measure=measure.label, opening=opening.label, window=measure.window.label)
    return each


def _filed(
    by: Viewer,
    using: Permission,
    origin: ClaimOrigin,
    firm: Profile,
    entitled: Entitled,
    each: Standing,
    papers: Collection[str],
    remark: str,
    now: datetime | None,
) -> Claim:
    actor, moment, measure = actor_of(by, using), now or timezone.now(), each.measure
    with transaction.atomic():
        over = (Stage.REFUSED.value, Stage.WITHDRAWN.value)
        other = next((each for each in of_same(measure, firm.id, entitled.as_of) if each.stage not in over), None)
        if other is not None:
            raise ClaimedAlready(number=other.pk, stage=Stage.of(other.stage).label)
        claim = Claim.objects.create(
            measure_id=each.number,
            measure_key=measure.key,
            round=entitled.as_of.year,
            enterprise_id=firm.id,
            origin=origin.value,
            asked=entitled.amount.most if entitled.amount else None,
            announced=sorted(set(papers)),
            remark=remark.strip(),
            filed_on=entitled.as_of,
            window_on=measure.window.begins_on(entitled.as_of),
            filed_at=moment,
            filed_by=str(actor),
        )
        made = decisions.decide(
            by=actor, explanation=entitled.explanation, key=firm.key, place=measure.place, purpose=f"claim/{claim.pk}", now=moment
        )
        claim.decision_filed_id = made.pk
        claim.save(update_fields=["decision_filed"])
        after = {"measure": measure.key, "firm": firm.key, "origin": origin, "answer": entitled.answer, "announced": claim.announced}
        record(by=actor, act="claims.file", subject=("claim", str(claim.pk)), after=after, reason=claim.remark, now=moment)
    return claim

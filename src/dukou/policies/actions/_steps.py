"""What the acts on claims share: holding a claim, the firm, the answer of the rules as a recorded decision, what can be given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label, joined
from dukou.policies.actions.refusals import NotAtStage
from dukou.policies.core.entitlements import Entitled
from dukou.policies.core.kinds import Stage
from dukou.policies.core.stacking import Choice, best_bundle
from dukou.policies.models import Claim
from dukou.policies.queries.claims import NoSuchClaim, received, spent, visible_claims
from dukou.policies.queries.matching import matcher
from dukou.policies.queries.policies import Standing, groups
from dukou.rules.core.libraries import NotInForce


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that can be given, in fen, and what sets the limit."""

    most: int
    because: Label


def held(by: Viewer, number: int, *at: Stage, step: Label) -> Claim:
    """The claim, locked until the transaction ends, where the viewer may see it and it is at one of the stages."""
    if not visible_claims.filter(by, Claim.objects.filter(pk=number)).exists():
        raise NoSuchClaim(number=number)
    return at_stage(number, *at, step=step)


def at_stage(number: int, *at: Stage, step: Label) -> Claim:
    """The claim, locked, at one of the stages; for acts that an approval carries out."""
    claim = Claim.objects.select_for_update().get(pk=number)
    if Stage.of(claim.stage) not in at:
        raise NotAtStage(number=number, stage=Stage.of(claim.stage).label, step=step)
    return claim


def answer_of(by: Viewer, each: Standing, firm: str, as_of: date) -> Entitled:
    """What the rules say of the firm on the day, from the facts that the viewer may see."""
    match = matcher(as_of, [each])
    if match.silent:
        conditions = each.measure.conditions
        raise NotInForce(slug=conditions, day=as_of, place=each.measure.place or "—", versions="—")
    return match.over(by, [firm])[firm][0][1]


def limit_of(each: Standing, entitled: Entitled, enterprise: int, year: int) -> Limit:
    """The most by the rules, beside what the firm has had of its groups, and what is left of the budget."""
    measure = each.measure
    alone = (entitled.amount.most if entitled.amount else 0) or 0
    limit = Limit(alone, Label("按规则算出", "by the rules"))
    choice = Choice(measure.key, alone, frozenset(measure.groups))
    beside = best_bundle([choice], groups(), received(enterprise, year)).paid.get(measure.key, 0)
    if beside < limit.most:
        limit = Limit(beside, Label("同组或全部措施已得的要扣除", "what was received of its groups is set against it"))
    if measure.budget is not None:
        left = max(measure.budget - spent(measure.key, year), 0)
        limit = Limit(left, Label("本年资金余额", "what is left of the budget")) if left < limit.most else limit
    return limit


def why_not(entitled: Entitled) -> Label:
    """The sentences not met, or what is missing, in one line."""
    short = [Label(f"{each.clause} {each.text.zh}", f"{each.clause} {each.text.en}") for each in entitled.short if each.text]
    missing = [
        Label(f"缺“{gap.label.zh}”（{gap.holder.zh}）", f"“{gap.label.en}” is missing ({gap.holder.en})") for gap in entitled.missing
    ]
    return joined(short or missing) if short or missing else entitled.answer.label

"""What can be given on a claim: the answer of the rules, and the most that rules, groups and budget leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label, joined
from dukou.policies.core.benefits import money_words
from dukou.policies.core.entitlements import Entitled
from dukou.policies.core.stacking import Choice, best_bundle
from dukou.policies.models import Claim
from dukou.policies.queries.claims import received, spent
from dukou.policies.queries.matching import matcher
from dukou.policies.queries.policies import Standing, budget_of, groups, standing
from dukou.rules.core.answers import Answer
from dukou.rules.core.libraries import NotInForce
from dukou.rules.queries.decisions import decision_row, replayed


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that can be given, in fen, and what sets the limit."""

    most: int
    because: Label


def answer_of(by: Viewer, each: Standing, firm: str, as_of: date) -> Entitled:
    """What the rules say of the firm on the day, from the facts that the viewer may see."""
    match = matcher(as_of, [each])
    if match.silent:
        conditions = each.measure.conditions
        raise NotInForce(slug=conditions, day=as_of, place=each.measure.place or "—", versions="—")
    return match.over(by, [firm])[firm][0][1]


def answer_decided(claim: Claim) -> Entitled:
    """What the rules answered when the claim was decided, made again from what was recorded then."""
    made = replayed(decision_row(claim.decision_made_id or 0))
    return Entitled(standing(claim.measure).measure, made.explanation, made.decision.as_of)


def limit_of(each: Standing, entitled: Entitled, claim: Claim) -> Limit:
    """The most by the rules, beside what the firm has had of its groups, and what is left of the budget; the claim itself left out."""
    measure = each.measure
    alone = (entitled.amount.most if entitled.amount else 0) or 0
    limit = Limit(alone, Label("按规则算出", "by the rules"))
    if entitled.amount and entitled.amount.most is None:
        limit = Limit(0, Label("按现有资料算不出上限，须先登记缺的事实", "no upper bound is known; what is missing is recorded first"))
    choice = Choice(measure.key, alone, frozenset(measure.groups))
    had = received(claim.enterprise_id, claim.round, but=claim.pk)
    beside = best_bundle([choice], groups(), had).paid.get(measure.key, 0)
    if beside < limit.most:
        limit = Limit(beside, Label("同组或全部措施已得的要扣除", "what was received of its groups is set against it"))
    if (left := _left_of_budget(each, claim)) is not None:
        limit = Limit(left, Label("本年资金余额", "what is left of the budget")) if left < limit.most else limit
    return limit


def prospect_of(by: Viewer, claim: Claim, firm: str, as_of: date) -> list[tuple[Label, Label]]:
    """For whoever decides: what the rules answer on the day, and the most that can be given on the claim beside everything else."""
    each = standing(claim.measure)
    try:
        entitled = answer_of(by, each, firm, as_of)
    except NotInForce as refusal:
        return [(Label("今天的判断", "Answer today"), refusal.said_why)]
    return [(Label("今天的判断", "Answer today"), _said(entitled)), *_room(each, entitled, claim)]


def prospect_decided(claim: Claim) -> list[tuple[Label, Label]]:
    """For whoever confirms: what the rules answered when it was decided, and the most that can be given now beside everything else."""
    entitled = answer_decided(claim)
    return [
        (Label("初审时规则的结论", "Answer of the rules at decision"), _said(entitled)),
        *_room(standing(claim.measure), entitled, claim),
    ]


def _said(entitled: Entitled) -> Label:
    if entitled.answer is Answer.YES:
        return entitled.answer.label
    return joined([entitled.answer.label, why_not(entitled)], zh="：", en=": ")


def _room(each: Standing, entitled: Entitled, claim: Claim) -> list[tuple[Label, Label]]:
    """The most that can be given, and what is left of the budget."""
    found = []
    if each.measure.benefit is not None and each.measure.benefit.is_money:
        limit = limit_of(each, entitled, claim)
        most = money_words(limit.most)
        said = Label(f"{most.zh}（{limit.because.zh}）", f"{most.en} ({limit.because.en})")
        found.append((Label("目前最多可给", "Most that can be given now"), said))
    if (left := _left_of_budget(each, claim)) is not None:
        found.append((Label("本年资金余额（不计本申请）", "Left of the budget, without this claim"), money_words(left)))
    return found


def _left_of_budget(each: Standing, claim: Claim) -> int | None:
    """What other claims of the year leave of the budget as it is now; None where there is none."""
    budget = budget_of(each)
    return None if budget is None else max(budget - spent(each.measure.key, claim.round, but=claim.pk), 0)


def why_not(entitled: Entitled) -> Label:
    """The sentences not met, or what is missing, in one line."""
    short = [Label(f"{each.clause} {each.text.zh}", f"{each.clause} {each.text.en}") for each in entitled.short if each.text]
    missing = [
        Label(f"缺“{gap.label.zh}”（{gap.holder.zh}）", f"“{gap.label.en}” is missing ({gap.holder.en})") for gap in entitled.missing
    ]
    return joined(short or missing) if short or missing else entitled.answer.label

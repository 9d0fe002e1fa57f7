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


def answer_of(by: Viewer, each: Standing, firm: str, as_of: date, *, known_on: date | None = None) -> Entitled:
    """What the rules of the day say of the firm, from the facts that the viewer may see; `known_on`: as known on a later day."""
    match = matcher(as_of, [each])
    if match.silent:
        conditions = each.measure.conditions
        raise NotInForce(slug=conditions, day=as_of, place=each.measure.place or "—", versions="—")
    return match.over(by, [firm], known_on=known_on)[firm][0][1]


def answer_at_decision(by: Viewer, claim: Claim, on: date) -> Entitled:
    """What the rules say of a claim that is decided on a day: their version and the years are those of its filing, the facts of the day.

    So neither New Year nor a new version takes from a firm what it filed for, and what was found out since counts.
    """
    return answer_of(by, standing(claim.measure), claim.enterprise.key, claim.filed_on, known_on=max(on, claim.filed_on))


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


def prospect_of(by: Viewer, claim: Claim, as_of: date) -> list[tuple[Label, Label]]:
    """For whoever decides: what the rules answer to the claim on the day, and the most that can be given on it beside everything else."""
    today = Label("今天的判断（按提出之日的规则和年度）", "Answer today, by the rules and years of the day of filing")
    try:
        entitled = answer_at_decision(by, claim, as_of)
    except NotInForce as refusal:
        return [(today, refusal.said_what)]
    return [(today, _said(entitled)), *_room(standing(claim.measure), entitled, claim)]


def prospect_decided(claim: Claim) -> list[tuple[Label, Label]]:
    """For whoever confirms: what the rules answered when it was decided, and the most that can be given now beside everything else."""
    if claim.decision_made_id is None:
        unanswered = Label(
            "提出之日没有生效的规则，没有结论", "no version of the rules was in force on the day of filing, so there is none"
        )
        return [(Label("初审时规则的结论", "Answer of the rules at decision"), unanswered)]
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
    short = [each.sentence for each in entitled.short]
    missing = [
        Label(f"缺“{gap.label.zh}”（{gap.holder.zh}）", f"“{gap.label.en}” is missing ({gap.holder.en})") for gap in entitled.missing
    ]
    return joined(short or missing) if short or missing else entitled.answer.label

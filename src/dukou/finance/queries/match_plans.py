"""Plans: made from the market of a day, and read again as they were kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dukou.finance.core.markets import Left, Pair, market_of
from dukou.finance.core.matching import Plan, Prices, greedy, planned
from dukou.finance.core.why import Told, why_of
from dukou.finance.models import MatchPair, MatchPlan
from dukou.finance.queries.markets import Built, left_of, market_on
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NoSuchPlan(Refusal):
    """No plan has that number, or it does not look at that need."""

    code = "finance.no_such_plan"
    status = 404
    what = Label("没有查到这个匹配方案", "there is no such plan")
    why = Label("没有这个编号，或方案里没有这条需求", "none has this number, or it does not look at this need")
    cure = Label("核对编号", "check the number")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with the market it is made from; `by_hand`: what greedy would be expected to fund (fen)."""

    built: Built
    plan: Plan
    by_hand: int


@dataclass(frozen=True, slots=True)
class Price:
    """What was left of an offer when the plan was made; what one more fen of quota or one more case is worth, in millionths of a fen."""

    bank: str
    product: str
    quota: int
    case: int
    left: Left


@dataclass(frozen=True, slots=True)
class WhyTold:
    """One offer beside a need: why it was not chosen, or that it was."""

    price: Price
    told: Told


def proposed(day: date, as_of: date) -> Proposal:
    """The plan of a day, by what products' rules say as of another. Nothing is kept and nobody is bound."""
    built = market_on(day, as_of)
    by_hand = greedy(built.market)
    return Proposal(built, planned(built.market), int(built.market.value[list(by_hand)].sum()))


def prices_of(proposal: Proposal) -> list[Price]:
    """Of every offer, in the order of the market's."""
    told = proposal.plan.prices
    return [
        Price(offer.row.bank.key, offer.row.product, int(told.quota[at]), int(told.case[at]), left_of(offer))
        for at, offer in enumerate(proposal.built.offers)
    ]


def plans() -> Sequence[MatchPlan]:
    """The plans that were kept, the newest first."""
    return list(MatchPlan.objects.order_by("-pk")[:200])


def plan_numbered(number: int) -> MatchPlan:
    """The plan with this number, or a refusal."""
    row = MatchPlan.objects.filter(pk=number).first()
    if row is None:
        raise NoSuchPlan()
    return row


def chosen_of(plan: MatchPlan) -> list[MatchPair]:
    """What a plan proposes, the greatest value first."""
    rows = plan.found.filter(is_chosen=True).select_related("need__enterprise", "bank")
    return list(rows.order_by("-value", "need"))


def prices_kept(plan: MatchPlan) -> list[Price]:
    """The prices of a plan as they were kept."""
    found = []
    for key, each in plan.prices.items():
        bank, _, product = key.partition("/")
        found.append(Price(bank, product, each["quota"], each["case"], (each["left"], each["cases"])))
    return found


def unmatched_of(plan: MatchPlan) -> list[MatchPair]:
    """One pair of each need that was looked at and matched to nothing: its best."""
    rows = plan.found.exclude(need__in=plan.found.filter(is_chosen=True).values("need")).select_related("need__enterprise", "bank")
    best: dict[int, MatchPair] = {}
    for row in rows.order_by("-value", "pk"):
        best.setdefault(row.need_id, row)
    return list(best.values())


def pairs_of(plan: MatchPlan, need: int) -> list[MatchPair]:
    """The pairs of one need in a plan; refused where it has none."""
    rows = list(plan.found.filter(need=need).select_related("need__enterprise", "bank").order_by("pk"))
    if not rows:
        raise NoSuchPlan()
    return rows


def why_told(plan: MatchPlan, need: int) -> list[WhyTold]:
    """Every offer beside one need of a plan, told from the plan alone."""
    rows = list(plan.found.select_related("bank").order_by("need", "pk"))
    places = {number: place for place, number in enumerate(dict.fromkeys(row.need_id for row in rows))}
    if need not in places:
        raise NoSuchPlan()
    prices = prices_kept(plan)
    at_offer = {(each.bank, each.product): at for at, each in enumerate(prices)}
    pairs = [Pair(places[row.need_id], at_offer[row.bank.key, row.product], row.amount, row.value) for row in rows]
    market = market_of(len(places), pairs, [each.left for each in prices])
    told = Prices(*(np.array(each, dtype=np.int64) for each in ([one.quota for one in prices], [one.case for one in prices])))
    chosen = tuple(at for at, row in enumerate(rows) if row.is_chosen)
    found = why_of(market, Plan(chosen, plan.value, plan.bound, told), places[need])
    return [WhyTold(price, each) for price, each in zip(prices, found, strict=True)]

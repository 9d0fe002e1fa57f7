"""应享未享: who is entitled and has not been paid, and why; and how far each measure's budget goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.accounts.core.viewers import Viewer
from dukou.policies.core.benefits import Amount
from dukou.policies.core.budgets import Forecast, Payment, forecast
from dukou.policies.core.kinds import Channel, Opening, Shortfall, Stage
from dukou.policies.core.papers import Paper, smallest_set
from dukou.policies.models import Claim, MatchingRun, Notice
from dukou.policies.queries.claims import COMMITTED, spent, visible_claims
from dukou.policies.queries.policies import Standing, measures_matched, papers
from dukou.policies.queries.runs import Matched, matched, newest_run
from dukou.rules.core.answers import Answer


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A firm that is entitled and not paid. `claim`: the number of its claim in hand, 0 where there is none."""

    matched: Matched
    reason: Shortfall
    claim: int

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        amount = self.matched.amount
        return {
            "measure": self.matched.standing.measure.key,
            "firm": self.matched.firm,
            "firm_name": self.matched.firm_name,
            "amount": amount.as_dict() if amount else None,
            "reason": self.reason.value,
            "reason_label": self.reason.label.as_dict(),
            "claim": self.claim or None,
        }


@dataclass(frozen=True, slots=True)
class MeasureForecast:
    """A measure with its forecast."""

    standing: Standing
    forecast: Forecast


def unpaid(viewer: Viewer, measure: str = "") -> list[Unpaid]:
    """Of the newest run's surely entitled firms in sight, those that have no payment in the run's year, each with the reason."""
    run = newest_run()
    if run is None:
        return []
    rows = visible_claims.filter(viewer, Claim.objects.filter(round=run.as_of.year)).exclude(stage=Stage.WITHDRAWN.value).order_by("pk")
    claims = {(claim.measure_key, claim.enterprise_id): claim for claim in rows}
    told = set(Notice.objects.values_list("measure", "enterprise_id"))
    found, left, known = [], dict[str, int | None](), papers()
    for each in matched(viewer, measure, answer=Answer.YES):
        key = each.standing.measure.key
        claim = claims.get((key, each.firm_id))
        if claim is not None and claim.stage == Stage.PAID.value:
            continue
        if key not in left:
            budget = each.standing.measure.budget
            left[key] = None if budget is None else budget - spent(key, run.as_of.year)
        reason = _reason(each, claim, (key, each.firm_id) in told, left[key], run.as_of, known)
        found.append(Unpaid(each, reason, claim.pk if claim else 0))
    return found


def forecasts(viewer: Viewer) -> list[MeasureForecast]:
    """The forecast of every measure that pays money, as the newest run tells who is due."""
    run = newest_run()
    if run is None:
        return []
    bound = set(Claim.objects.filter(stage__in=COMMITTED).values_list("pk", flat=True))
    due: dict[str, list[Amount]] = {}
    for each in unpaid(viewer):
        amount = each.matched.amount
        if amount is not None and each.claim not in bound:
            due.setdefault(each.matched.standing.measure.key, []).append(amount)
    maybe: dict[str, list[Amount]] = {}
    for some in matched(viewer, answer=Answer.UNKNOWN):
        if some.amount is not None:
            maybe.setdefault(some.standing.measure.key, []).append(some.amount)
    paid = _payments(run)
    return [
        MeasureForecast(each, forecast(each.measure.budget, paid.get(key, []), due.get(key, []), maybe.get(key, []), run.as_of))
        for each in measures_matched(run.as_of)
        if each.measure.benefit is not None and each.measure.benefit.is_money
        for key in [each.measure.key]
    ]


def reasons(found: Iterable[Unpaid]) -> Mapping[Shortfall, int]:
    """How many hang on each reason."""
    counts = dict.fromkeys(Shortfall, 0)
    for each in found:
        counts[each.reason] += 1
    return counts


def _payments(run: MatchingRun) -> dict[str, list[Payment]]:
    """What is paid or granted in the run's year, by measure; a grant counts on the day it was filed."""
    rows = Claim.objects.filter(round=run.as_of.year, stage__in=COMMITTED, amount__gt=0)
    found: dict[str, list[Payment]] = {}
    for row in rows:
        found.setdefault(row.measure_key, []).append(Payment(row.filed_on, row.amount or 0))
    return found


def _reason(each: Matched, claim: Claim | None, was_told: bool, left: int | None, as_of: date, known: Mapping[str, Paper]) -> Shortfall:
    measure = each.standing.measure
    if claim is not None and claim.stage == Stage.REFUSED.value:
        return Shortfall.TURNED_DOWN
    if claim is not None:
        wanting = smallest_set(measure.materials, known.values(), claim.papers)
        is_short = claim.stage == Stage.FILED.value and bool(wanting.hand_in or wanting.unmet)
        return Shortfall.PAPER_MISSING if is_short else Shortfall.IN_HAND
    if left is not None and left <= 0:
        return Shortfall.BUDGET_USED_UP
    if measure.window.on(as_of) is not Opening.OPEN:
        return Shortfall.WINDOW_CLOSED
    if measure.channel is Channel.DIRECT or not was_told:
        return Shortfall.NOT_TOLD
    return Shortfall.NOT_FILED


def told_firms(measure: str) -> frozenset[int]:
    """The firms that were told of a measure, by primary key."""
    return frozenset(Notice.objects.filter(measure=measure).values_list("enterprise_id", flat=True))

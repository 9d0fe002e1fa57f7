"""应享未享: who is entitled and has not been paid, and why; and how far each measure's budget goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.merged import standing_for
from dukou.enterprises.queries.narrowing import ALL, Meant
from dukou.policies.core.benefits import Amount
from dukou.policies.core.budgets import Forecast, Payment, forecast
from dukou.policies.core.kinds import Channel, Opening, Shortfall, Stage
from dukou.policies.core.papers import Paper, smallest_set
from dukou.policies.models import Claim, MatchingRun, Notice
from dukou.policies.queries.claims import COMMITTED, GIVEN, of_window, spent, visible_claims
from dukou.policies.queries.due import dues
from dukou.policies.queries.policies import Standing, budget_of, measures_matched, papers
from dukou.policies.queries.runs import Matched, matched, newest_run
from dukou.rules.core.answers import Answer

CLOSED = (Shortfall.TURNED_DOWN, Shortfall.WINDOW_CLOSED, Shortfall.BUDGET_USED_UP)  # nothing more comes of it this year
_RANKS = {
    stage.value: rank for rank, stage in enumerate((Stage.REFUSED, Stage.FILED, Stage.DECIDED, Stage.GRANTED, Stage.PAYING, Stage.PAID))
}


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A firm that is entitled and not paid. `claim`: the number of its claim in hand, 0 where there is none.

    `due`: what it has to get beside its other measures and what it had; None where nothing is due: turned down, closed, used up, barred.
    """

    matched: Matched
    reason: Shortfall
    claim: int
    due: Amount | None = None

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it. `amount`: what the measure gives alone."""
        amount = self.matched.amount
        return {
            "measure": self.matched.standing.measure.key,
            "firm": self.matched.firm,
            "firm_name": self.matched.firm_name,
            "amount": amount.as_dict() if amount else None,
            "due": self.due.as_dict() if self.due else None,
            "reason": self.reason.value,
            "reason_label": self.reason.label.as_dict(),
            "claim": self.claim or None,
        }


@dataclass(frozen=True, slots=True)
class MeasureForecast:
    """A measure with its forecast."""

    standing: Standing
    forecast: Forecast


def unpaid(viewer: Viewer, measure: str = "", meant: Meant = ALL) -> list[Unpaid]:
    """Of the newest run's surely entitled firms in sight, those that have no payment in the window, each with the reason.

    What is due is reckoned for each firm over all its measures together, so that what groups bar or cut is not counted.
    """
    run = newest_run()
    if run is None:
        return []
    claims = _claims(viewer, run.as_of)
    some = [(each, claims.get((each.standing.measure.key, each.firm_id))) for each in matched(viewer, answer=Answer.YES, meant=meant)]
    owed = [(each, claim) for each, claim in some if claim is None or claim.stage != Stage.PAID.value]
    found = _with_reasons(owed, run.as_of)
    return [each for each in found if not measure or each.matched.standing.measure.key == measure]


def forecasts(viewer: Viewer) -> list[MeasureForecast]:
    """The forecast of every measure that pays money, as the newest run tells who is due."""
    run = newest_run()
    if run is None:
        return []
    due, maybe = _still_to_come(viewer, run)
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


def told_firms(measure: str) -> frozenset[int]:
    """The firms that were told of a measure, under whichever of their entries, by the primary key of the entry that stands."""
    ids = set(Notice.objects.filter(measure=measure).values_list("enterprise_id", flat=True))
    return frozenset(standing_for(ids).values())


def _claims(viewer: Viewer, on: date) -> dict[tuple[str, int], Claim]:
    """By measure and firm the claim of the window that has come furthest, the newest of those; withdrawn ones left out."""
    rows = list(visible_claims.filter(viewer, Claim.objects.filter(_of_windows(on))).exclude(stage=Stage.WITHDRAWN.value))
    stands = standing_for({claim.enterprise_id for claim in rows})
    rows.sort(key=lambda claim: (_RANKS[claim.stage], claim.pk))
    return {(claim.measure_key, stands[claim.enterprise_id]): claim for claim in rows}


def _with_reasons(owed: Sequence[tuple[Matched, Claim | None]], as_of: date) -> list[Unpaid]:
    told, left, known = _told(), dict[str, int | None](), papers()
    found = []
    for each, claim in owed:
        key = each.standing.measure.key
        if key not in left:
            budget = budget_of(each.standing)
            left[key] = None if budget is None else budget - spent(key, as_of.year)
        found.append((each, claim, _reason(each, claim, (key, each.firm_id) in told, left[key], as_of, known)))
    open_ = [each for each, claim, reason in found if reason not in CLOSED and (claim is None or claim.stage == Stage.FILED.value)]
    due = dues(open_, as_of.year)
    return [_told_with(each, claim, reason, due.get((each.standing.measure.key, each.firm_id))) for each, claim, reason in found]


def _told_with(each: Matched, claim: Claim | None, reason: Shortfall, due: Amount | None) -> Unpaid:
    if claim is not None and claim.is_granted and claim.amount is not None:
        due = Amount(claim.amount, claim.amount)
    if claim is None and due is None and reason not in CLOSED:
        reason = Shortfall.BARRED
    return Unpaid(each, reason, claim.pk if claim else 0, due if each.amount is not None else None)


def _told() -> set[tuple[str, int]]:
    """Measure and firm of every notice, by the entry that stands."""
    rows = set(Notice.objects.values_list("measure", "enterprise_id"))
    merged = Notice.objects.filter(enterprise__merged_into__isnull=False).values_list("enterprise_id", flat=True)
    stands = standing_for(set(merged))
    return {(measure, stands.get(firm, firm)) for measure, firm in rows}


def _still_to_come(viewer: Viewer, run: MatchingRun) -> tuple[dict[str, list[Amount]], dict[str, list[Amount]]]:
    """By measure what is surely due and not granted, and what may be due besides: to firms of which something is not known, and of
    barred measures whose amount is open.
    """
    given = set(_claims_given(run.as_of))
    due: dict[str, list[Amount]] = {}
    maybe: dict[str, list[Amount]] = {}
    of_other_year = ~Q(round=run.as_of.year)  # filed before New Year within the window: it draws on the budget of that year
    bound = set(Claim.objects.filter(Q(stage__in=COMMITTED) | of_other_year).values_list("pk", flat=True))
    for each in unpaid(viewer):
        key, amount = each.matched.standing.measure.key, each.matched.amount
        if each.due is not None and each.claim not in bound:
            due.setdefault(key, []).append(each.due)
        elif each.due is None and amount is not None and not amount.is_exact and _may_come(each):
            maybe.setdefault(key, []).append(Amount(0, amount.most))
    for some in matched(viewer, answer=Answer.UNKNOWN):
        key = some.standing.measure.key
        if some.amount is not None and (key, some.firm_id) not in given:
            maybe.setdefault(key, []).append(some.amount)
    return due, maybe


def _may_come(each: Unpaid) -> bool:
    return each.reason in (Shortfall.BARRED, Shortfall.IN_HAND, Shortfall.PAPER_MISSING)


def _of_windows(on: date) -> Q:
    return of_window((each.measure for each in measures_matched(on)), on)


def _claims_given(on: date) -> list[tuple[str, int]]:
    """Measure and firm of what was given in the window of the day."""
    rows = list(Claim.objects.filter(GIVEN, _of_windows(on)).values_list("measure_key", "enterprise_id"))
    stands = standing_for({firm for _, firm in rows})
    return [(key, stands[firm]) for key, firm in rows]


def _payments(run: MatchingRun) -> dict[str, list[Payment]]:
    """What is paid or granted of the budgets of the run's year, by measure: on the day of payment, before that of the confirmation."""
    found: dict[str, list[Payment]] = {}
    for row in Claim.objects.filter(round=run.as_of.year, stage__in=COMMITTED, amount__gt=0):
        confirmed = timezone.localdate(row.confirmed_at) if row.confirmed_at else row.filed_on
        found.setdefault(row.measure_key, []).append(Payment(row.paid_on or confirmed, row.amount or 0))
    return found


def _reason(each: Matched, claim: Claim | None, was_told: bool, left: int | None, as_of: date, known: Mapping[str, Paper]) -> Shortfall:
    measure = each.standing.measure
    if claim is not None and claim.stage == Stage.REFUSED.value:
        return Shortfall.TURNED_DOWN
    if claim is not None:
        wanting = smallest_set(measure.materials, known.values(), claim.received)
        is_short = claim.stage == Stage.FILED.value and bool(wanting.hand_in or wanting.unmet)
        return Shortfall.PAPER_MISSING if is_short else Shortfall.IN_HAND
    if left is not None and left <= 0:
        return Shortfall.BUDGET_USED_UP
    if measure.window.on(as_of) is not Opening.OPEN:
        return Shortfall.WINDOW_CLOSED
    if measure.channel is Channel.DIRECT or not was_told:
        return Shortfall.NOT_TOLD
    return Shortfall.NOT_FILED

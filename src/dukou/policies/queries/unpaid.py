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
from dukou.policies.models import Claim, MatchingRun
from dukou.policies.queries.claims import COMMITTED, GIVEN, ShownClaim, of_window, spent
from dukou.policies.queries.due import dues
from dukou.policies.queries.in_hand import claims_counted
from dukou.policies.queries.policies import Standing, budget_of, measures_matched, papers
from dukou.policies.queries.runs import Matched, matched, newest_run
from dukou.policies.queries.told import told_of
from dukou.rules.core.answers import Answer

CLOSED = (Shortfall.TURNED_DOWN, Shortfall.WINDOW_CLOSED, Shortfall.BUDGET_USED_UP)  # nothing more comes of it this year


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
    claims = claims_counted(viewer, (each.measure for each in measures_matched(run.as_of)), run.as_of)
    some = [(each, claims.get((each.standing.measure.key, each.firm_id))) for each in matched(viewer, answer=Answer.YES, meant=meant)]
    owed = [(each, claim) for each, claim in some if claim is None or claim.stage is not Stage.PAID]
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


def _with_reasons(owed: Sequence[tuple[Matched, ShownClaim | None]], as_of: date) -> list[Unpaid]:
    told, left, known = told_of((each.measure for each in measures_matched(as_of)), as_of), dict[str, int | None](), papers()
    found = []
    for each, claim in owed:
        key = each.standing.measure.key
        if key not in left:
            budget = budget_of(each.standing)
            left[key] = None if budget is None else budget - spent(key, as_of.year)
        found.append((each, claim, _reason(each, claim, (key, each.firm_id) in told, left[key], as_of, known)))
    open_ = [each for each, claim, reason in found if reason not in CLOSED and (claim is None or claim.stage is Stage.FILED)]
    due = dues(open_, as_of.year)
    return [_told_with(each, claim, reason, due.get((each.standing.measure.key, each.firm_id))) for each, claim, reason in found]


def _told_with(each: Matched, claim: ShownClaim | None, reason: Shortfall, due: Amount | None) -> Unpaid:
    granted = claim.row.amount if claim is not None and claim.row.is_granted else None
    if granted is not None:
        due = Amount(granted, granted)
    if claim is None and due is None and reason not in CLOSED:
        reason = Shortfall.BARRED
    return Unpaid(each, reason, claim.number if claim else 0, due if each.amount is not None else None)


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


def _reason(
    each: Matched, claim: ShownClaim | None, was_told: bool, left: int | None, as_of: date, known: Mapping[str, Paper]
) -> Shortfall:
    measure = each.standing.measure
    if claim is not None and claim.stage is Stage.REFUSED:
        return Shortfall.TURNED_DOWN
    if claim is not None:
        wanting = smallest_set(measure.materials, known.values(), claim.row.received)
        is_short = claim.stage is Stage.FILED and bool(wanting.hand_in or wanting.unmet)
        return Shortfall.PAPER_MISSING if is_short else Shortfall.IN_HAND
    if left is not None and left <= 0:
        return Shortfall.BUDGET_USED_UP
    if measure.opening(as_of) is not Opening.OPEN:
        return Shortfall.WINDOW_CLOSED
    if measure.channel is Channel.DIRECT or not was_told:
        return Shortfall.NOT_TOLD
    return Shortfall.NOT_FILED

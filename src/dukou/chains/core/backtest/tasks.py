"""What is forecast, and from what: strictly from a base period to what had happened a horizon later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dukou.chains.core.backtest.choices import Task
from dukou.chains.core.panels import Flags, Matrix, Panel, PanelTooShort
from dukou.chains.core.relatedness.specialisation import rca


@dataclass(frozen=True, slots=True)
class Terms:
    """What a task is held to; the field note's terms unless said otherwise.

    `horizon`: from base to label, in the unit of the periods; None: half of the panel's span, so that two transitions fit. `least_amount`:
    a region smaller than that at the base is left out. Activation: RCA below `below` at the base, at least `at_least` afterwards.
    """

    horizon: int | None = None
    least_amount: float = 500.0
    below: float = 0.25
    at_least: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Transition:
    """One base and one label. Matrices are [region, industry] over the regions and industries that take part at the base.

    `is_open`: cells that are asked about (what stands there already cannot arrive); `came_true`: those of them in which it happened;
    `amounts`, `counts`, `quotients` (RCA) and `is_present`: the base, all that a forecast may know.
    """

    task: Task
    base: int
    label: int
    regions: tuple[int, ...]
    industries: tuple[int, ...]
    amounts: Matrix
    counts: Matrix
    quotients: Matrix
    is_present: Flags
    is_open: Flags
    came_true: Flags


def transition(panel: Panel, base: int, label: int, task: Task, terms: Terms) -> Transition:
    """The cells of one task between two periods of a panel whose withheld amounts are filled."""
    then, after = panel.place_of(base), panel.place_of(label)
    regions = np.flatnonzero(panel.value[then].sum(axis=1) >= max(terms.least_amount, np.finfo(np.float64).tiny))
    industries = np.flatnonzero(panel.is_present[then].any(axis=0))
    cells = np.ix_(regions, industries)
    amounts, counts = panel.value[then][cells], panel.count[then][cells].astype(np.float64)
    quotients = np.nan_to_num(rca(amounts))
    is_present = panel.is_present[then][cells]
    if task is Task.ARRIVAL:
        is_open, happened = ~is_present, panel.is_present[after][cells]
    else:
        is_open = quotients < terms.below
        happened = np.nan_to_num(rca(panel.value[after][cells])) >= terms.at_least
    places = tuple(map(int, regions)), tuple(map(int, industries))
    return Transition(task, base, label, *places, amounts, counts, quotients, is_present, is_open, happened & is_open)


def horizon_of(panel: Panel, terms: Terms) -> int:
    """The horizon asked for, or half of the panel's span."""
    return terms.horizon or max((panel.periods[-1] - panel.periods[0]) // 2, 1)


def two_transitions(panel: Panel, task: Task, terms: Terms, base: int | None = None) -> tuple[Transition, Transition]:
    """The past one to learn from and the one to try on. No label of the first is later than the base of the second.

    `base`: that of the trial; by default the latest whose label the panel has.
    """
    horizon = horizon_of(panel, terms)
    bases = [each for each in panel.periods if each - horizon in panel.periods and each + horizon in panel.periods]
    chosen = base if base is not None else (bases[-1] if bases else None)
    if chosen is not None and bases:
        panel.place_of(chosen)
    if chosen not in bases or chosen is None:
        raise PanelTooShort(panel=panel.name, horizon=horizon, periods="、".join(map(str, panel.periods)))
    past = transition(panel, chosen - horizon, chosen, task, terms)
    return past, transition(panel, chosen, chosen + horizon, task, terms)

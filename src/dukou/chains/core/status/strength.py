"""How strong a cluster is: eight axes of a radar and nought to three stars.

An axis is a percentile among the regions of a reference panel where the panel can tell it; else its own value with the words “no
reference”: unknown, not nought. What cannot be told at all has neither. Between axes nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.quotients import means, quotients, reference
from dukou.chains.core.reliability import probability, requirements_of
from dukou.chains.core.status.figures import Scene, effective_number
from dukou.chains.core.status.nodes import NodeState
from dukou.kit.core.labels import Label, LabelledEnum

Numbers = NDArray[np.float64]
FEWEST_REGIONS = 10  # among fewer a percentile says little


class StrengthAxis(LabelledEnum):
    """What a cluster's strength is looked at from."""

    SIZE = "size", "规模", "size"
    SPECIALISATION = "specialisation", "专业化", "specialisation"
    FOCUS = "focus", "在本地的比重", "focus"
    SOURCES = "sources", "有效企业数", "effective number of firms"
    COMPETITIVENESS = "competitiveness", "竞争力变化", "competitive shift"
    COMPLETENESS = "completeness", "链条完整度", "completeness of the chain"
    SUFFICIENCY = "sufficiency", "自给率", "self-sufficiency"
    RESILIENCE = "resilience", "韧性", "resilience"


@dataclass(frozen=True, slots=True)
class Standing:
    """One axis. `percentile` 0 to 100 among `regions` of the panel; `why`: what is missing where the value or the reference is."""

    axis: StrengthAxis
    value: float | None
    percentile: float | None
    regions: int
    why: Label | None


@dataclass(frozen=True, slots=True)
class StarRules:
    """When a star is given, after the European Cluster Observatory: size and focus among the top tenth, a quotient of two or more.

    Its own pages were not read: all three bounds are *unverified* (field note, 1.3).
    """

    size_percentile: float = 90
    quotient: float = 2
    focus_percentile: float = 90


@dataclass(frozen=True, slots=True)
class Stars:
    """0 to 3. `given` and `open` name the axes: with open ones the cluster has at least len(given) and at most len(given) + len(open)."""

    given: tuple[StrengthAxis, ...]
    open: tuple[StrengthAxis, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """A cluster's value by axis, and those of the panel's regions where it can tell them; an axis that is not there is unknown."""

    own: Mapping[StrengthAxis, float] = field(default_factory=dict)
    panel: Mapping[StrengthAxis, Numbers] = field(default_factory=dict)

    def beside(self, other: Values) -> Values:
        """These and those."""
        return Values({**self.own, **other.own}, {**self.panel, **other.panel})


def standings(values: Values) -> tuple[Standing, ...]:
    """Every axis of the radar, in the order of `StrengthAxis`."""
    return tuple(_standing(axis, values.own.get(axis), values.panel.get(axis)) for axis in StrengthAxis)


def stars_of(found: Sequence[Standing], rules: StarRules) -> Stars:
    """The stars of a cluster. One whose figure is unknown, or has no reference, stays open."""
    held = {each.axis: each for each in found}
    asked = [
        (StrengthAxis.SIZE, held[StrengthAxis.SIZE].percentile, rules.size_percentile),
        (StrengthAxis.SPECIALISATION, held[StrengthAxis.SPECIALISATION].value, rules.quotient),
        (StrengthAxis.FOCUS, held[StrengthAxis.FOCUS].percentile, rules.focus_percentile),
    ]
    given = tuple(axis for axis, figure, bar in asked if figure is not None and figure >= bar)
    return Stars(given, tuple(axis for axis, figure, _ in asked if figure is None))


def percentile(value: float, among: Numbers) -> float:
    """The share of known regions beneath, those level with it by half, in percent."""
    known = among[~np.isnan(among)]
    return float(100 * (np.sum(known < value) + np.sum(known == value) / 2) / known.size)


def panel_values(count: float, size: float, counts: Numbers, sizes: Numbers) -> Values:
    """Size, focus and specialisation of a cluster against a panel: firms of the cluster and of any activity, here and by region.

    NaN is unknown. Specialisation is the empirical-Bayes location quotient, for the regions as for this one.
    """
    fit = reference(counts[:, None], sizes)
    here = quotients(np.array([count]), np.array(size), fit).at(0)
    own = {StrengthAxis.SIZE: count, StrengthAxis.FOCUS: count / size}
    own |= {StrengthAxis.SPECIALISATION: here.mid} if here else {}
    there = means(counts[:, None], sizes, fit)[:, 0]
    panel = {StrengthAxis.SIZE: counts, StrengthAxis.FOCUS: counts / sizes, StrengthAxis.SPECIALISATION: there}
    return Values({axis: each for axis, each in own.items() if not np.isnan(each)}, panel)


def competitive_values(before: Numbers, after: Numbers, base: float, now: float) -> Values:
    """The competitive part of shift-share relative to where it began, g_rj − g_j, for a cluster and for each region of the panel.

    A region that had nothing has no growth: unknown. g_j is that of all regions of which both years are known.
    """
    known = ~np.isnan(before) & ~np.isnan(after)
    if not known.any() or before[known].sum() <= 0:
        return Values()
    usual = after[known].sum() / before[known].sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        there = np.where(before > 0, after / before - usual, np.nan)
    own = {StrengthAxis.COMPETITIVENESS: now / base - usual} if base > 0 and not np.isnan(now) else {}
    return Values(own, {StrengthAxis.COMPETITIVENESS: there})


def chain_values(states: Sequence[NodeState], scene: Scene) -> Values:
    """What the chain map tells of the cluster: no panel has these, so they stand without reference."""
    found = {
        StrengthAxis.SOURCES: _effective_firms(states),
        StrengthAxis.COMPLETENESS: completeness(states),
        StrengthAxis.SUFFICIENCY: self_sufficiency(states),
        StrengthAxis.RESILIENCE: resilience(states, scene),
    }
    return Values({axis: value for axis, value in found.items() if value is not None})


def completeness(states: Sequence[NodeState]) -> float | None:
    """The demand-weighted share of nodes that have firms. Demand of unknown amount weighs nothing; None where none is known."""
    demand = sum(each.figures.demand for each in states)
    return sum(each.figures.demand for each in states if each.figures.sources) / demand if demand else None


def self_sufficiency(states: Sequence[NodeState]) -> float | None:
    """The share of known demand that is met here, a surplus at one node not counted for another. None where no demand is known, or where
    a node that is asked for has revenue that is not."""
    asked = [each.figures for each in states if each.figures.demand > 0]
    if not asked or any(each.unknown for each in asked):
        return None
    met = sum(each.demand - each.gap.mid for each in asked if each.gap is not None)
    return met / sum(each.demand for each in asked)


def resilience(states: Sequence[NodeState], scene: Scene) -> float | None:
    """The probability that the leader's product can be made, of the one that is least sure; None where the chain has no leader here."""
    works = np.array([each.figures.reliability for each in states])
    led = [place for place, each in enumerate(states) if any(one.firm.key in scene.leaders for one in each.figures.sources)]
    needs = requirements_of(scene.chain)
    return min((probability(needs, works, place) for place in led), default=None)


def _effective_firms(states: Sequence[NodeState]) -> float | None:
    """n_eff over the firms of the whole chain, each with all it earns on it; None where the revenue of one is unknown."""
    earned: dict[str, int] = {}
    for state in states:
        for each in state.figures.sources:
            if each.revenue is None:
                return None
            earned[each.firm.key] = earned.get(each.firm.key, 0) + each.revenue
    found = effective_number(earned.values())
    return None if found is None else float(found)


def _standing(axis: StrengthAxis, value: float | None, panel: Numbers | None) -> Standing:
    regions = 0 if panel is None else int(np.sum(~np.isnan(panel)))
    if value is None:
        return Standing(axis, None, None, regions, Label("未知（不是 0）", "unknown (not nought)"))
    if panel is None or regions < FEWEST_REGIONS:
        return Standing(axis, value, None, regions, Label("没有参照", "no reference"))
    return Standing(axis, value, percentile(value, panel), regions, None)

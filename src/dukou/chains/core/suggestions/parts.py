"""What a suggestion is made of: chance × gap × multiplier × (1 + risk relief) × policy weight, whose logarithms add up to the score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dukou.kit.core.labels import Label, LabelledEnum

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

FLOOR_OF_GAP = 0.02  # of the mean revenue of a node: a logarithm needs something to stand on
TEN_THOUSAND_YUAN = 1_000_000  # fen: the logarithm of a gap is that of 万元, as offices write amounts
FLOOR_OF_CHANCE = 0.0001  # what a panel of some ten thousand cases can still tell from never


class PartKind(LabelledEnum):
    """The five factors of a score, in the order in which they are told. The last is will, not evidence, and can be switched off."""

    CHANCE = "chance", "落地概率", "chance of arrival"
    GAP = "gap", "一家企业可补的缺口", "gap that one firm can fill"
    MULTIPLIER = "multiplier", "产出乘数", "output multiplier"
    RELIEF = "relief", "降低断供风险", "risk relief"
    POLICY = "policy", "政策权重", "policy weight"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is known of each node: arrays (…, nodes), where the axes before the last are replicates; NaN where a thing is not known.

    In fen: `revenue` R_n, `demand` D_n (what users here buy of it), `gap` G_n, `capacity` of one typical firm. `chance` p_n (0 to 1): that
    it comes within the panel's years. `multiplier` m_n (≥ 1). `failing`: P(all present sources fail), 1 where there is none. `weight` w_n
    (> 0). `reliability` r of the source that would join. `at_most` (nodes,): some supply is not known, so the gap is at most so large.
    """

    nodes: tuple[str, ...]
    revenue: Numbers
    demand: Numbers
    gap: Numbers
    capacity: Numbers
    chance: Numbers
    multiplier: Numbers
    failing: Numbers
    weight: Numbers
    reliability: float
    at_most: Flags | None = None


@dataclass(frozen=True, slots=True)
class Factors:
    """By kind: the factor (…, nodes), NaN where it is unknown; and where a floor stands in for it."""

    values: dict[PartKind, Numbers]
    is_floor: dict[PartKind, Flags]
    is_capped: Flags  # the gap is larger than one firm would fill


@dataclass(frozen=True, slots=True)
class Part:
    """One reason: `value` is its logarithm (`logarithm`), which counts towards the score, `factor` what it stands for (the gap in fen).

    Both are None where it is unknown. `is_floor`: not what is there but the least that is reckoned with, and the note says so.
    """

    kind: PartKind
    value: float | None
    factor: float | None
    is_floor: bool = False
    note: Label | None = None


def logarithm(kind: PartKind, factor: Numbers) -> Numbers:
    """What a factor adds to the score: its natural logarithm; an amount counts in 万元."""
    found: Numbers = np.log(factor / TEN_THOUSAND_YUAN if kind is PartKind.GAP else factor)
    return found


def kinds(has_policy: bool) -> tuple[PartKind, ...]:
    """The kinds that count, with the policy weight or without."""
    return tuple(kind for kind in PartKind if has_policy or kind is not PartKind.POLICY)


def factors_of(inputs: Inputs) -> Factors:
    """The five factors: p, ΔG = min(G, capacity), m, 1 + ρ with ρ = min(D · P(all fail), capacity) · r / ΔG, and w.

    A floor stands in for a smaller ΔG, so that a larger gap never lowers a score. Where the capacity is unknown the gap is taken whole.
    """
    if not (inputs.weight > 0).all():
        raise ValueError("a policy weight is above nought")
    wanted = np.where(np.isnan(inputs.capacity), inputs.gap, np.minimum(inputs.gap, inputs.capacity))
    floor = FLOOR_OF_GAP * inputs.revenue.mean(axis=-1, keepdims=True)
    filled = np.maximum(wanted, floor)
    filled = np.where(filled > 0, filled, np.nan)  # no gap and no revenue anywhere: nothing to stand on
    # one plant relieves no more than it makes
    exposed = np.fmin(inputs.demand * inputs.failing, inputs.capacity)
    relief = exposed * inputs.reliability / filled
    return Factors(
        values={
            PartKind.CHANCE: np.maximum(inputs.chance, FLOOR_OF_CHANCE),
            PartKind.GAP: filled,
            PartKind.MULTIPLIER: inputs.multiplier,
            PartKind.RELIEF: 1 + relief,
            PartKind.POLICY: inputs.weight,
        },
        is_floor={PartKind.CHANCE: inputs.chance < FLOOR_OF_CHANCE, PartKind.GAP: wanted < floor},
        is_capped=inputs.gap > inputs.capacity,
    )


UNKNOWN = {
    PartKind.CHANCE: Label("没有参照面板，不知", "unknown: no reference panel"),
    PartKind.GAP: Label("缺口不知", "unknown: the gap is not known"),
    PartKind.MULTIPLIER: Label("没有对应的投入产出部门，不知", "unknown: it has no sector in an input–output table"),
    PartKind.RELIEF: Label("断供风险不知", "unknown: the risk cannot be told"),
    PartKind.POLICY: Label("没有权重", "no weight"),
}
FLOORED = {
    PartKind.CHANCE: Label("面板中几乎没有先例，按下限 0.01% 计", "hardly any precedent in the panel: the floor of 0.01 % is taken"),
    PartKind.GAP: Label(
        "缺口不足各节点平均营收的 2%，按这一下限计，不是实际缺口",
        "the gap is below 2 % of the mean revenue of a node: this floor is taken, and is no real gap",
    ),
}
CAPPED = Label("按一家企业的一般产能计，缺口更大", "what one typical firm makes; the gap is larger")
AT_MOST = Label("部分企业的营收未知，缺口至多如此", "the revenue of some firms is unknown: the gap is at most this")
WHOLE = Label("一家企业的一般产能不知，按整个缺口计", "what one typical firm makes is unknown; the whole gap is taken")


def parts_of(factors: Factors, inputs: Inputs, at: int, has_policy: bool) -> tuple[Part, ...]:
    """The parts of one node's score, from arrays without replicates."""
    return tuple(_part(kind, factors, inputs, at) for kind in kinds(has_policy))


def _part(kind: PartKind, factors: Factors, inputs: Inputs, at: int) -> Part:
    factor = float(factors.values[kind][at])
    if np.isnan(factor):
        return Part(kind, None, None, note=UNKNOWN[kind])
    is_floor = kind in factors.is_floor and bool(factors.is_floor[kind][at])
    note = FLOORED[kind] if is_floor else _of_gap(factors, inputs, at) if kind is PartKind.GAP else None
    return Part(kind, float(logarithm(kind, factors.values[kind][at])), factor, is_floor, note)


def _of_gap(factors: Factors, inputs: Inputs, at: int) -> Label | None:
    if inputs.at_most is not None and inputs.at_most[at]:
        return AT_MOST
    if np.isnan(inputs.capacity[at]):
        return WHOLE
    return CAPPED if factors.is_capped[at] else None

"""Nodes in the order in which to invite for them; how sure score and rank are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, prod

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.suggestions.hit_rates import HitRate
from dukou.chains.core.suggestions.parts import Inputs, Numbers, Part, PartKind, factors_of, kinds, logarithm, parts_of

LOW, HIGH = 0.05, 0.95
_OUTPUT = (PartKind.CHANCE, PartKind.GAP, PartKind.MULTIPLIER)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One node: its parts add up to its score, the logarithm of what an invitation is expected to bring, in 万元 a year.

    What lacks a part is ranked among those that lack the same (`lacks`): `rank` of `among`. `interval` and `rank_interval`: 5 to 95 % of
    the replicates; None without replicates. `hit_rate`: how often such advice came true, None where no back-test can tell.
    """

    node: str
    parts: tuple[Part, ...]
    score: float
    interval: tuple[float, float] | None
    rank: int
    rank_interval: tuple[int, int] | None
    among: int
    lacks: tuple[PartKind, ...] = ()
    hit_rate: HitRate | None = None

    @property
    def expected(self) -> float | None:
        """p ΔG m: output a year that an invitation is expected to bring, in fen, without relief and weight; None: unknown."""
        if self.lacks:
            return None
        return prod(part.factor for part in self.parts if part.factor is not None and part.kind in _OUTPUT)

    def part(self, kind: PartKind) -> Part | None:
        """The part of one kind; None where it is switched off."""
        return next((part for part in self.parts if part.kind is kind), None)


def suggestions(
    inputs: Inputs, drawn: Inputs | None = None, *, has_policy: bool = True, hit_rates: Mapping[str, HitRate] | None = None
) -> tuple[Suggestion, ...]:
    """All nodes: first those of which every part is known, by rank, then each group that lacks the same parts, by rank.

    Nodes without a gap, for which a floor stands in, are ranked among themselves: whatever else speaks for them, there is nothing to fill.

    `inputs`: arrays (nodes,); `drawn`: replicates of them, (draws, nodes). An equal score goes by the node's key.
    """
    factors = factors_of(inputs)
    parts = [parts_of(factors, inputs, at, has_policy) for at in range(len(inputs.nodes))]
    groups: dict[tuple[bool, tuple[PartKind, ...]], list[int]] = {}
    for at in sorted(range(len(parts)), key=lambda place: inputs.nodes[place]):
        groups.setdefault(_group_of(parts[at]), []).append(at)
    found: list[Suggestion] = []
    for has_none, lacks in sorted(groups, key=lambda group: (group[0], len(group[1]), group[1])):
        members = groups[has_none, lacks]
        found += _ranked(inputs, parts, members, lacks, _scores(drawn, members, lacks, has_policy), hit_rates or {})
    return tuple(found)


def _group_of(parts: tuple[Part, ...]) -> tuple[bool, tuple[PartKind, ...]]:
    """Among which nodes one is ranked: whether a floor stands in for its gap, and what is not known of it."""
    has_none = any(part.kind is PartKind.GAP and part.is_floor for part in parts)
    return has_none, tuple(part.kind for part in parts if part.value is None)


def _ranked(
    inputs: Inputs,
    parts: list[tuple[Part, ...]],
    members: list[int],
    lacks: tuple[PartKind, ...],
    drawn: Numbers | None,
    hit_rates: Mapping[str, HitRate],
) -> list[Suggestion]:
    """One group, best first. `members` stand in the order of their keys; `drawn`: (draws, members)."""
    scores = [fsum(part.value for part in parts[at] if part.value is not None) for at in members]
    ranks = _ranks(np.array(scores))
    spans = None if drawn is None else np.quantile(drawn, (LOW, HIGH), axis=0)
    places = None if drawn is None else _ranks(drawn)
    found = [
        Suggestion(
            node=inputs.nodes[at],
            parts=parts[at],
            score=scores[number],
            interval=None if spans is None else (float(spans[0, number]), float(spans[1, number])),
            rank=int(ranks[number]),
            rank_interval=None if places is None else _rank_interval(places[:, number]),
            among=len(members),
            lacks=lacks,
            hit_rate=hit_rates.get(inputs.nodes[at]),
        )
        for number, at in enumerate(members)
    ]
    return sorted(found, key=lambda each: each.rank)


def _scores(drawn: Inputs | None, members: list[int], lacks: tuple[PartKind, ...], has_policy: bool) -> Numbers | None:
    """Scores (draws, members) of the replicates, of the parts that the estimate knows."""
    if drawn is None:
        return None
    values = factors_of(drawn).values
    shape = np.broadcast_shapes(*(each.shape for each in values.values()))
    scores = np.zeros((shape[0], len(members)))
    for kind in kinds(has_policy):
        if kind not in lacks:
            scores += logarithm(kind, np.broadcast_to(values[kind], shape)[:, members])
    if np.isnan(scores).any():
        raise ValueError("a replicate does not know what the estimate knows")
    return scores


def _ranks(scores: Numbers) -> NDArray[np.intp]:
    """The rank of each along the last axis, 1 for the greatest; equals in their order."""
    order = np.argsort(-scores, axis=-1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.broadcast_to(np.arange(1, scores.shape[-1] + 1), scores.shape), axis=-1)
    return ranks


def _rank_interval(ranks: NDArray[np.intp]) -> tuple[int, int]:
    return int(np.quantile(ranks, LOW, method="lower")), int(np.quantile(ranks, HIGH, method="higher"))

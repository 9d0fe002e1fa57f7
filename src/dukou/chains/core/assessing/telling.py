"""What was found, as it is stored: names and figures instead of arrays and objects."""

from __future__ import annotations

import numpy as np

from dukou.chains.core.assessed import (
    Advice,
    Assessed,
    AxisTold,
    FirmHere,
    Grounds,
    NodeFound,
    NotPlaced,
    PartTold,
    Three,
)
from dukou.chains.core.assessing.ground import Ground
from dukou.chains.core.assessing.prospects import Prospects
from dukou.chains.core.assessing.sectors import Sectors
from dukou.chains.core.backtest.words import verdict
from dukou.chains.core.intervals import Interval
from dukou.chains.core.placements.placed import Placed, Placement
from dukou.chains.core.status.figures import Scene
from dukou.chains.core.status.nodes import NodeState
from dukou.chains.core.status.strength import StarRules, chain_values, standings, stars_of
from dukou.chains.core.suggestions.hit_rates import said_of
from dukou.chains.core.suggestions.ranking import Suggestion


def told(
    ground: Ground,
    scene: Scene,
    placed: Placed,
    states: tuple[NodeState, ...],
    advice: tuple[Suggestion, ...],
    prospects: Prospects,
    sectors: Sectors,
) -> Assessed:
    """Everything that an assessment found."""
    axes = standings(prospects.values.beside(chain_values(states, scene)))
    stars = stars_of(axes, StarRules())
    where = {(each.firm.key, each.node): each for each in placed.placements}
    return Assessed(
        as_of=ground.as_of,
        nodes=tuple(_node(state, where, ground) for state in states),
        advice=tuple(_advice(each, prospects) for each in advice),
        axes=tuple(AxisTold(each.axis.value, each.value, each.percentile, each.regions, each.why) for each in axes),
        stars=(len(stars.given), len(stars.given) + len(stars.open)),
        sectors=sectors.told,
        unplaced=tuple(NotPlaced(each.firm.key, each.firm.name, each.why) for each in placed.unplaced),
        leaders=tuple(sorted(ground.leaders)),
        grounds=_grounds(ground),
    )


def _node(state: NodeState, where: dict[tuple[str, str], Placement], ground: Ground) -> NodeFound:
    found = state.figures
    firms = tuple(_firm(each.firm.key, found.node.key, each.revenue, where, ground) for each in found.sources)
    return NodeFound(
        key=found.node.key,
        status=state.status.value,
        act=state.act.value if state.act else None,
        facts=tuple(sorted(fact.value for fact in state.facts)),
        reasons=state.reasons,
        firms=firms,
        revenue=found.revenue,
        effective=None if found.effective is None else float(found.effective),
        top_share=None if found.top_share is None else float(found.top_share),
        quotient=_three(found.quotient),
        demand=found.demand,
        supply=_three(found.supply),
        gap=_three(found.gap),
        sufficiency=_three(found.sufficiency),
        reliability=found.reliability,
        importance=found.importance,
        required_by=found.required_by,
        open_users=found.open_users,
        behind=found.behind,
    )


def _firm(key: str, node: str, revenue: int | None, where: dict[tuple[str, str], Placement], ground: Ground) -> FirmHere:
    at = where[key, node]
    return FirmHere(
        key=key,
        name=at.firm.name,
        revenue=revenue,
        year=at.firm.revenue_year,
        share=float(at.share),
        is_share_stated=at.is_share_stated,
        basis=at.basis.value,
        confidence=at.confidence.value,
        evidence=at.evidence,
        known_on=at.known_on,
        is_stale=at.is_stale,
        is_leader=key in ground.leaders,
    )


def _advice(found: Suggestion, prospects: Prospects) -> Advice:
    parts = tuple(PartTold(part.kind.value, part.value, part.factor, part.is_floor, part.note) for part in found.parts)
    return Advice(
        node=found.node,
        rank=found.rank,
        among=found.among,
        rank_interval=found.rank_interval,
        score=found.score,
        interval=found.interval,
        expected=found.expected,
        parts=parts,
        lacks=tuple(kind.value for kind in found.lacks),
        pulls=prospects.pulls.get(found.node, ()),
        industry=prospects.industries.get(found.node, ""),
        rate=said_of(found.hit_rate),
        rate_n=found.hit_rate.n if found.hit_rate else None,
    )


def _three(interval: Interval | None) -> Three | None:
    if interval is None or np.isnan(interval.mid):
        return None
    return (interval.low, interval.mid, interval.high)


def _grounds(ground: Ground) -> Grounds:
    panel, table = ground.panel, ground.table
    return Grounds(
        panel=panel.label if panel else None,
        panel_is_synthetic=bool(panel and panel.panel.is_synthetic),
        periods=f"{panel.panel.periods[0]}–{panel.panel.periods[-1]}" if panel else "",
        table=ground.table_label,
        table_is_synthetic=bool(table and table.is_synthetic),
        draws=ground.draws,
        has_policy=bool(ground.weights),
        track=verdict(panel.test) if panel and panel.test else None,
    )

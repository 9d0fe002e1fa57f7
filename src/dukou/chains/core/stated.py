"""What the room states to rule books of a node and of who stands on it: numbers with the ends that the unknown leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dukou.chains.core.assessed import Assessed, NodeFound
from dukou.chains.core.maps import node_ref
from dukou.chains.core.status.facts import ChainAct, NodeFact
from dukou.figures.core.tags import Confidence
from dukou.kit.core.money import FEN_PER_UNIT
from dukou.rules.core.facts import FactValue, Range, Stated

COMPUTED = "chains"  # the source of what an assessment found; the place is the assessment's number
STATUS, GAP, FIRMS, REVENUE = "node.status", "node.gap", "node.firms", "node.revenue"
_COUNTED = frozenset({Confidence.CONFIRMED.value, Confidence.LIKELY.value})
_OPEN = Range(None, None)


@dataclass(frozen=True, slots=True)
class Look:
    """The look at one chain that counts on a day. `made_on`: the day on which it was taken, and so the register read."""

    chain: str
    number: int
    made_on: date
    found: Assessed

    def stated(self, value: FactValue, unit: str = "") -> Stated:
        """A fact as this look tells it."""
        return Stated(value, unit, None, COMPUTED, self.found.as_of, str(self.number))


def node_facts(node: NodeFound) -> dict[str, tuple[FactValue, str]]:
    """What is known of a node, each with its unit. What no end is known of is left out."""
    told: dict[str, tuple[FactValue, str]] = {
        STATUS: (node.status, ""),
        FIRMS: (Decimal(len(node.firms)), "家"),
        REVENUE: (_revenue(node), "万元"),
        GAP: (_gap(node), "万元"),
    }
    return {name: each for name, each in told.items() if each[0] != _OPEN}


def _revenue(node: NodeFound) -> Range:
    """At least so much where some firms told nothing."""
    if node.revenue is None or NodeFact.REVENUE_UNKNOWN in node.facts:
        return _OPEN
    known = _ten_thousands(node.revenue)
    return Range(known, None if NodeFact.REVENUE_PARTLY_UNKNOWN in node.facts else known)


def _gap(node: NodeFound) -> Range:
    """Between the ends of the estimate; demand of unknown amount opens the upper one, supply of unknown amount lets it fall to nought."""
    if node.gap is None:
        return _OPEN
    low, _, high = node.gap
    is_short = NodeFact.REVENUE_PARTLY_UNKNOWN in node.facts or NodeFact.REVENUE_UNKNOWN in node.facts
    least = Decimal(0) if is_short else _ten_thousands(low)
    most = None if NodeFact.DEMAND_OPEN in node.facts else _ten_thousands(high)
    return _OPEN if most is None and least == 0 else Range(least, most)


def _ten_thousands(fen: float) -> Decimal:
    return Decimal(round(fen)) / FEN_PER_UNIT["万元"]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a firm stands: references of nodes, and the acts that these call for."""

    nodes: tuple[str, ...]
    acts: tuple[str, ...]


def places_of(looks: Iterable[Look], firms: Mapping[str, date]) -> dict[str, Places]:
    """Where each firm stands, confirmed or likely, over all chains. `firms`: since when each is in the register.

    A firm that one of the looks may have missed is left out: it stands nowhere only where everybody looked. A look saw a firm that it
    places or says it cannot place, and every one that was in the register the day before.
    """
    given = list(looks)
    found: dict[str, Places] = {}
    seen = [_seen(look) for look in given]
    on = [_standing(look) for look in given]
    for key, since in firms.items():
        if all(key in some or since < look.made_on for look, some in zip(given, seen, strict=True)):
            mine = [(ref, act) for each in on for ref, act in each.get(key, ())]
            acts = {act for _, act in mine if act}
            found[key] = Places(tuple(sorted({ref for ref, _ in mine})), tuple(each.value for each in ChainAct if each.value in acts))
    return found


def _seen(look: Look) -> frozenset[str]:
    placed = (firm.key for node in look.found.nodes for firm in node.firms)
    return frozenset({*placed, *(each.key for each in look.found.unplaced)})


def _standing(look: Look) -> dict[str, list[tuple[str, str | None]]]:
    found: dict[str, list[tuple[str, str | None]]] = {}
    for node in look.found.nodes:
        for firm in node.firms:
            if firm.confidence in _COUNTED:
                found.setdefault(firm.key, []).append((node_ref(look.chain, node.key), node.act))
    return found

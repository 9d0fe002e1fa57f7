"""The state of every node of a chain: its figures, the facts that follow, the label, the reasons in words and the act called for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dukou.chains.core.status.facts import ChainAct, NodeFact, NodeStatus, act_of, status_of
from dukou.chains.core.status.figures import NodeFigures, Scene, figures_of
from dukou.chains.core.status.reasons import reasons_of
from dukou.chains.core.status_rules import StatusRules
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class NodeState:
    """One node judged. `facts` are what is stored; `status` and `act` follow from them, `reasons` tell them in words."""

    figures: NodeFigures
    facts: frozenset[NodeFact]
    status: NodeStatus
    act: ChainAct | None
    reasons: tuple[Label, ...]

    @property
    def key(self) -> str:
        """The node's key."""
        return self.figures.node.key


def node_states(scene: Scene, rules: StatusRules) -> tuple[NodeState, ...]:
    """Every node of the chain judged by the rules, in the order of the map."""
    figures = figures_of(scene, rules)
    facts = {each.node.key: frozenset(_facts(each, scene, rules)) for each in figures}
    strong = {key for key, held in facts.items() if _status(held, rules) is NodeStatus.STRONG}
    return tuple(_state(each, facts[each.node.key] | _prospects(each, strong, rules), scene, rules) for each in figures)


def _state(figures: NodeFigures, facts: frozenset[NodeFact], scene: Scene, rules: StatusRules) -> NodeState:
    status = _status(facts, rules)
    return NodeState(figures, facts, status, act_of(status), reasons_of(figures, facts, scene, rules))


def _status(facts: frozenset[NodeFact], rules: StatusRules) -> NodeStatus:
    return status_of(facts, is_bottleneck_at_risk=bool(rules.is_bottleneck_at_risk))


def _facts(n: NodeFigures, scene: Scene, rules: StatusRules) -> Iterator[NodeFact]:
    """Everything that holds of a node by itself."""
    if n.demand > 0:
        yield NodeFact.DEMANDED
    if n.open_users:
        yield NodeFact.DEMAND_OPEN
    if n.required_by:
        yield NodeFact.REQUIRED
    if n.behind:
        yield NodeFact.BOTTLENECK
    if not n.sources:
        yield NodeFact.NO_FIRM
        return
    yield from _revenue_facts(n)
    yield from _concentration(n, scene, rules)
    yield from _standing(n, rules)
    if all(each.confidence is Confidence.SUGGESTED for each in n.sources):
        yield NodeFact.UNCONFIRMED
    if any(each.is_stale for each in n.sources):
        yield NodeFact.STALE


def _revenue_facts(n: NodeFigures) -> Iterator[NodeFact]:
    if n.revenue is None:
        yield NodeFact.REVENUE_UNKNOWN
    elif n.revenue == 0:
        yield NodeFact.NO_REVENUE
    elif n.unknown:
        yield NodeFact.REVENUE_PARTLY_UNKNOWN


def _concentration(n: NodeFigures, scene: Scene, rules: StatusRules) -> Iterator[NodeFact]:
    """How many suppliers there really are. One firm is one source whatever it earns; of several, all revenues must be known to say so.

    That there are several can be said of the known ones alone: those of unknown revenue only add sources.
    """
    if n.effective is not None and n.effective >= rules.strong_effective:
        yield NodeFact.SEVERAL_SOURCES
    if len(n.sources) > 1 and n.unknown:
        yield NodeFact.CONCENTRATION_UNKNOWN
        return
    if len(n.sources) == 1 or _is_concentrated(n, rules):
        yield NodeFact.CONCENTRATED
        yield from _fragility(n, scene)


def _is_concentrated(n: NodeFigures, rules: StatusRules) -> bool:
    if n.effective is None or n.top_share is None:
        return False
    return n.effective < rules.single_effective or n.top_share > rules.single_share


def _fragility(n: NodeFigures, scene: Scene) -> Iterator[NodeFact]:
    failure = n.largest.firm.failure if n.largest else None
    if failure is None or scene.failure_median is None:
        yield NodeFact.FRAGILITY_UNKNOWN
    elif failure > scene.failure_median:
        yield NodeFact.FRAGILE


def _standing(n: NodeFigures, rules: StatusRules) -> Iterator[NodeFact]:
    """Against demand here and against other regions. Unknown revenue could close what looks scarce, so then it is not called so."""
    if n.sufficiency is not None and n.sufficiency.mid < float(rules.weak_sufficiency) and not n.unknown:
        yield NodeFact.SCARCE
    if n.quotient is None:
        yield NodeFact.QUOTIENT_UNKNOWN
    elif n.quotient.high < float(rules.weak_quotient):
        yield NodeFact.BELOW_AVERAGE
    elif n.quotient.low > float(rules.strong_quotient):
        yield NodeFact.ABOVE_AVERAGE


def _prospects(n: NodeFigures, strong: set[str], rules: StatusRules) -> frozenset[NodeFact]:
    """What speaks for extending to a node where nobody is."""
    if n.sources or strong.isdisjoint(n.neighbours):
        return frozenset()
    p, pci = n.outlook.relatedness, n.outlook.complexity
    if p is None and pci is None:
        return frozenset({NodeFact.NEAR_STRONG, NodeFact.OUTLOOK_UNKNOWN})
    is_related = (p is not None and p >= float(rules.extend_relatedness)) or (pci is not None and pci >= float(rules.extend_complexity))
    return frozenset({NodeFact.NEAR_STRONG, NodeFact.RELATED} if is_related else {NodeFact.NEAR_STRONG})

"""What is measured of every node of a chain: who earns what there, what is bought and delivered here, what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from dukou.chains.core.balance import Balance, balance, flows_of
from dukou.chains.core.firms import Firm
from dukou.chains.core.intervals import Interval
from dukou.chains.core.maps import ChainMap, Node
from dukou.chains.core.placements import Placement
from dukou.chains.core.reliability import bottlenecks, greatest_importance, node_reliability, required_supplies, requirements_of
from dukou.chains.core.status_rules import StatusRules
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class FirmFigureWrong(Refusal):
    """A revenue below nought or a probability outside 0 to 1 would turn shares and reliabilities into nonsense."""

    code = "chains.firm_figure_wrong"
    what = Label("没有计算节点状态", "no node states were computed")
    why = Label("“{firm}”的营收或失效概率不合理：{value}", "the revenue or failure probability of “{firm}” makes no sense: {value}")
    cure = Label(
        "改正这家企业的数：营收不为负，概率在 0 到 1 之间", "correct the firm's figure: revenue is not negative, a probability 0 to 1"
    )


@dataclass(frozen=True, slots=True)
class Outlook:
    """Of an activity that is not here: the probability that it establishes itself, and its PCI; None where unknown."""

    relatedness: float | None = None
    complexity: float | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What the states of a chain are told from. `quotients`: by node; a node that is not among them has none that is known.

    `leaders`: keys of the firms that pull the chain. `failure_median`: over the firms of the district, None where unknown.
    """

    chain: ChainMap
    placements: tuple[Placement, ...]
    quotients: Mapping[str, Interval | None] = field(default_factory=dict)
    leaders: frozenset[str] = frozenset()
    failure_median: float | None = None
    outlooks: Mapping[str, Outlook] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A firm that stands on a node and what it earns there, in whole fen; None where its revenue is unknown."""

    firm: Firm
    revenue: int | None
    confidence: Confidence
    is_stale: bool | None


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """One node in figures; money in fen. None is unknown, never nought.

    `revenue`: known revenue R_n, None where firms are here and none earns anything that is known. `effective` (R²/ΣR_f²) and `top_share`
    are over the sources whose revenue is known. `demand`: the part D_n whose amount is known; `open_users`: nodes with firms that buy
    here an unknown amount. `supply`, `gap`, `sufficiency` follow the bounds of q (`local_sales`) and count known revenue only.
    `importance`: dP/dr_n of the leader's product that hangs on it most, None without a leader; `behind`: the required inputs of a leader
    that reach it only through this node.
    """

    node: Node
    sources: tuple[Source, ...]
    revenue: int | None
    effective: Decimal | None
    top_share: Decimal | None
    quotient: Interval | None
    demand: int
    open_users: tuple[str, ...]
    required_by: tuple[str, ...]
    local_sales: Interval
    supply: Interval | None
    gap: Interval | None
    sufficiency: Interval | None
    reliability: float
    importance: float | None
    behind: tuple[str, ...]
    neighbours: tuple[str, ...]
    outlook: Outlook

    @property
    def unknown(self) -> tuple[Source, ...]:
        """The sources whose revenue is unknown."""
        return tuple(each for each in self.sources if each.revenue is None)

    @property
    def largest(self) -> Source | None:
        """The source that earns most here, where that is known or where it is the only one."""
        return self.sources[0] if self.sources and (len(self.sources) == 1 or not self.unknown) else None


def figures_of(scene: Scene, rules: StatusRules) -> tuple[NodeFigures, ...]:
    """Every node of the chain in figures, in the order of the map."""
    chain, sources = scene.chain, _sources(scene)
    revenue = {key: _known_revenue(found) for key, found in sources.items()}
    sales = [_local_sales(node, rules) for node in chain.nodes]
    held = _balanced(chain, revenue, sales)
    works = [_reliability(sources[node.key], rules) for node in chain.nodes]
    importance, behind = _hanging(scene, sources, works)
    open_users, required_by, neighbours = _open_users(chain, sources), _required_by(chain, sources), _neighbours(chain)
    found = []
    for place, node in enumerate(chain.nodes):
        here, amounts, earned = sources[node.key], _amounts(sources[node.key]), revenue[node.key]
        figures = NodeFigures(
            node=node,
            sources=here,
            revenue=earned,
            effective=effective_number(amounts),
            top_share=_top_share(amounts),
            quotient=scene.quotients.get(node.key),
            demand=round(float(held.demand[place])),
            open_users=_each_once(open_users.get(node.key, ())),
            required_by=_each_once(required_by.get(node.key, ())),
            local_sales=sales[place],
            supply=None if earned is None else _rising(held.supply, place),
            gap=None if earned is None else _falling(held.gap, place),
            sufficiency=None if earned is None or held.demand[place] <= 0 else _rising(held.sufficiency, place),
            reliability=works[place],
            importance=importance[place],
            behind=behind.get(node.key, ()),
            neighbours=_each_once(neighbours.get(node.key, ())),
            outlook=scene.outlooks.get(node.key, Outlook()),
        )
        found.append(figures)
    return tuple(found)


def effective_number(amounts: Iterable[int]) -> Decimal | None:
    """(ΣR)² / ΣR²: of how many equal suppliers it is worth; n where they are equal, near 1 where one has all. None where nothing is."""
    positive = [amount for amount in amounts if amount > 0]
    return Decimal(sum(positive) ** 2) / sum(amount**2 for amount in positive) if positive else None


def _sources(scene: Scene) -> dict[str, tuple[Source, ...]]:
    found: dict[str, list[Source]] = {node.key: [] for node in scene.chain.nodes}
    for each in scene.placements:
        _check(each.firm)
        revenue = None if each.firm.revenue is None else int((each.firm.revenue * each.share).to_integral_value())
        found[each.node].append(Source(each.firm, revenue, each.confidence, each.is_stale))
    return {
        key: tuple(sorted(here, key=lambda each: -1 if each.revenue is None else each.revenue, reverse=True)) for key, here in found.items()
    }


def _check(firm: Firm) -> None:
    if firm.revenue is not None and firm.revenue < 0:
        raise FirmFigureWrong(firm=firm.name, value=firm.revenue)
    if firm.failure is not None and not 0 <= firm.failure <= 1:
        raise FirmFigureWrong(firm=firm.name, value=firm.failure)


def _amounts(sources: tuple[Source, ...]) -> list[int]:
    return [each.revenue for each in sources if each.revenue is not None]


def _known_revenue(sources: tuple[Source, ...]) -> int | None:
    total = sum(_amounts(sources))
    return None if total == 0 and any(each.revenue is None for each in sources) else total


def _top_share(amounts: list[int]) -> Decimal | None:
    total = sum(amounts)
    return Decimal(max(amounts)) / total if total else None


def _local_sales(node: Node, rules: StatusRules) -> Interval:
    return rules.usual_sales if node.local_sales is None else Interval.exactly(float(node.local_sales))


def _balanced(chain: ChainMap, revenue: Mapping[str, int | None], sales: list[Interval]) -> Balance:
    """Supply, gap and sufficiency have three rows: q low, middle, high. Unknown revenue adds nothing here and is told as open demand."""
    flows = flows_of(chain)
    known = np.array([float(revenue[node.key] or 0) for node in chain.nodes])
    shares = np.array([[each.low for each in sales], [each.mid for each in sales], [each.high for each in sales]])
    return balance(known, flows, flows.share, shares)


def _rising(rows: np.typing.NDArray[np.float64], place: int) -> Interval:
    return Interval(float(rows[0, place]), float(rows[1, place]), float(rows[2, place]))


def _falling(rows: np.typing.NDArray[np.float64], place: int) -> Interval:
    return Interval(float(rows[2, place]), float(rows[1, place]), float(rows[0, place]))


def _open_users(chain: ChainMap, sources: Mapping[str, tuple[Source, ...]]) -> dict[str, list[str]]:
    """By node, the nodes with firms that buy there where the share is not known, or the user's own revenue is not, wholly or in part."""
    found: dict[str, list[str]] = {}
    for each in chain.supplies:
        is_open = each.share is None or (each.share > 0 and any(source.revenue is None for source in sources[each.user]))
        if is_open and sources[each.user]:
            found.setdefault(each.supplier, []).append(each.user)
    return found


def _required_by(chain: ChainMap, sources: Mapping[str, tuple[Source, ...]]) -> dict[str, list[str]]:
    """By node, the nodes with firms that cannot do without it."""
    found: dict[str, list[str]] = {}
    for each in required_supplies(chain):
        if sources[each.user]:
            found.setdefault(each.supplier, []).append(each.user)
    return found


def _neighbours(chain: ChainMap) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in chain.supplies:
        found.setdefault(each.supplier, []).append(each.user)
        found.setdefault(each.user, []).append(each.supplier)
    return found


def _each_once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _reliability(sources: tuple[Source, ...], rules: StatusRules) -> float:
    failures = [each.firm.failure for each in sources]
    return node_reliability(failures, unknown=float(rules.unknown_failure), imported=float(rules.import_reliability))


def _hanging(
    scene: Scene, sources: Mapping[str, tuple[Source, ...]], works: list[float]
) -> tuple[list[float | None], dict[str, tuple[str, ...]]]:
    """The importance of each node to the leaders' products, and what reaches a leader only through it."""
    nodes = scene.chain.nodes
    targets = [place for place, node in enumerate(nodes) if any(each.firm.key in scene.leaders for each in sources[node.key])]
    if not targets:
        return [None] * len(nodes), {}
    needs = requirements_of(scene.chain)
    behind: dict[int, set[int]] = {}
    for target in targets:
        for node, inputs in bottlenecks(needs, target).items():
            behind.setdefault(node, set()).update(inputs)
    found = greatest_importance(needs, np.array(works), targets)
    return [float(each) for each in found], {nodes[n].key: tuple(nodes[i].key for i in sorted(inputs)) for n, inputs in behind.items()}

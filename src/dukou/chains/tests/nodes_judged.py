"""Made-up chains judged: firms with revenues on nodes, and the states that follow. No firm here exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dukou.chains.core.firms import Firm
from dukou.chains.core.intervals import Interval
from dukou.chains.core.maps import ChainMap, Supply
from dukou.chains.core.placements import place
from dukou.chains.core.status import NodeState, Outlook, Scene, StatusRules, node_states
from dukou.chains.tests.nodes_made import AS_OF, chain, firm, supply, tag

YI = 10**10  # fen
RULES = StatusRules()
HIGH, LOW, LEVEL = Interval(1.2, 1.9, 2.8), Interval(0.2, 0.5, 0.9), Interval(0.7, 1.1, 1.6)


def makes(where: str, *yi: float | None, failure: float | None = None, known_on: date = date(2026, 1, 15)) -> list[Firm]:
    """Firms of one node with these revenues in 亿元."""
    return [
        firm(
            f"{where}-{number}",
            tag(where, "1", known_on=known_on),
            revenue=None if each is None else round(each * YI),
            failure=failure,
        )
        for number, each in enumerate(yi, 1)
    ]


def states(
    on: ChainMap,
    *firms: Iterable[Firm],
    quotients: Mapping[str, Interval | None] | None = None,
    leaders: Iterable[str] = (),
    median: float | None = None,
    outlooks: Mapping[str, Outlook] | None = None,
    rules: StatusRules = RULES,
) -> dict[str, NodeState]:
    everybody = [each for some in firms for each in some]
    found = place(on, everybody, as_of=AS_OF, stale_after=24).placements
    scene = Scene(on, found, quotients or {}, frozenset(leaders), median, outlooks or {})
    return {each.key: each for each in node_states(scene, rules)}


def told(state: NodeState) -> list[str]:
    return [each.zh for each in state.reasons]


def pair(*supplies: Supply) -> ChainMap:
    return chain(["flour", "noodle"], supplies or (supply("flour", "noodle", "0.3"),))

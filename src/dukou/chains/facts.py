"""The facts that this room states: of a node its state, gap, firms and revenue; of a firm the nodes it stands on and what they call for.

All of them as the newest assessment of the day or earlier found them; unknown where nobody had looked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.chains.core.maps import node_ref
from dukou.chains.core.stated import FIRMS, GAP, REVENUE, STATUS, Places, node_facts, places_of
from dukou.chains.queries.stated import looks_on
from dukou.enterprises.queries.facts import registered
from dukou.kit.core.labels import Label
from dukou.rules.core.facts import FACTS, Fact, FactType, State, Stated, SubjectKind
from dukou.rules.core.visibility import Visibility

_HOLDER = Label("产业发展办", "industry office")
_GROUND = Label("由产业链研判得出，仅限政府内部使用", "found by assessing chains; for use within the administration")
_PAPER = Label("产业链研判记录", "the record of the assessment")


def _of_node(name: str) -> State:
    """A fact of nodes; their keys are those of their references, `<chain>-<node>`."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        wanted = {f"node/{key}": key for key in keys}
        found: dict[str, Stated] = {}
        for look in filter(None, looks_on(viewer, as_of)):
            for node in look.found.nodes:
                ref, told = node_ref(look.chain, node.key), node_facts(node)
                if ref in wanted and name in told:
                    found[wanted[ref]] = look.stated(*told[name])
        return found

    return state


def _of_firm(tell: Callable[[Places], tuple[str, ...]]) -> State:
    """A fact of firms; unknown of all of them until every chain has been looked at, for a list is told whole or not at all."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        looks = looks_on(viewer, as_of)
        given = [look for look in looks if look is not None]
        if not given or len(given) < len(looks):
            return {}
        oldest = min(given, key=lambda look: (look.found.as_of, look.number))
        since = {key: told.known_on for key, told in registered("name", viewer, keys).items()}
        return {key: oldest.stated(tell(places)) for key, places in places_of(given, since).items()}

    return state


def _add(name: str, label: Label, kind: SubjectKind, holds: FactType, state: State, unit: str = "") -> None:
    FACTS.add(
        name,
        Fact(
            name=name,
            label=label,
            kind=kind,
            holds=holds,
            source=_HOLDER,
            legal_ground=_GROUND,
            visibility=Visibility.INTERNAL,
            state=state,
            unit=unit,
            paper=_PAPER,
        ),
    )


_add(STATUS, Label("节点状态", "state of the node"), SubjectKind.NODE, FactType.TEXT, _of_node(STATUS))
_add(GAP, Label("节点缺口（年）", "gap of the node a year"), SubjectKind.NODE, FactType.QUANTITY, _of_node(GAP), "万元")
_add(FIRMS, Label("节点上的企业数", "firms on the node"), SubjectKind.NODE, FactType.QUANTITY, _of_node(FIRMS), "家")
_add(REVENUE, Label("节点营收（年）", "revenue of the node a year"), SubjectKind.NODE, FactType.QUANTITY, _of_node(REVENUE), "万元")
_add(
    "enterprise.nodes",
    Label("所在产业链节点", "nodes of chains it stands on"),
    SubjectKind.ENTERPRISE,
    FactType.LIST,
    _of_firm(lambda places: places.nodes),
)
_add(
    "enterprise.node_acts",
    Label("所在节点的补链、强链、延链", "what its nodes call for: fill, strengthen, extend"),
    SubjectKind.ENTERPRISE,
    FactType.LIST,
    _of_firm(lambda places: places.acts),
)

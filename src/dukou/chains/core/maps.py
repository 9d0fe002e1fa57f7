"""A chain map: the nodes of a chain in its declared stages, and who supplies whom. A district writes it as data, dated, with sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dukou.kit.core.labels import Label, LabelledEnum


class Need(LabelledEnum):
    """Whether a user can do without an input: AND over what is required, OR over the firms of one node (reliability)."""

    REQUIRED = "required", "必需", "required"
    SUBSTITUTABLE = "substitutable", "可替代", "substitutable"


@dataclass(frozen=True, slots=True)
class Cited:
    """Who says so: a source of the pack, the place in it, the day from which it holds, and whether anybody verified it."""

    source: str
    at: str
    on: date | None
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A declared stage of a chain, such as 上游; stages stand in the order of the flow."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class Target:
    """What the district wants a node to be by a day: its revenue in fen, where one is named, or only that it is there."""

    by: date
    revenue: int | None
    cited: Cited


@dataclass(frozen=True, slots=True)
class Node:
    """One link of the chain.

    `role`: the group inside its stage under which offices know it (生物制品原料). `codes`: industry codes of the map's edition, each with
    the share of such a firm's revenue that belongs here (0 to 1). `words`: product words in names. `segments`: segments of clusters whose
    tagged firms may stand here. `sector`: key of its sector in an input–output table, empty where unknown. `local_sales`: the share q of
    its sales that stays in the district, where declared.
    """

    key: str
    label: Label
    stage: str
    role: Label | None
    codes: Mapping[str, Decimal]
    words: tuple[str, ...]
    segments: tuple[str, ...]
    sector: str
    is_critical: bool
    need: Need
    local_sales: Decimal | None
    target: Target | None
    cited: Cited


@dataclass(frozen=True, slots=True)
class Supply:
    """`supplier` delivers to `user`. `share`: what the user spends on it per unit of its own revenue (0 to 1); None: not known.

    `is_required`: the user cannot produce without it. `is_return`: it flows back against the stages and says so, as recycling does.
    """

    supplier: str
    user: str
    share: Decimal | None
    is_required: bool
    is_return: bool
    cited: Cited


@dataclass(frozen=True, slots=True)
class ChainMap:
    """One version of one chain. `of`: the cluster or segments it is the chain of; `edition`: of the industry codes."""

    key: str
    label: Label
    version: str
    since: date
    of: tuple[str, ...]
    edition: str
    stages: tuple[Stage, ...]
    nodes: tuple[Node, ...]
    supplies: tuple[Supply, ...]

    def node(self, key: str) -> Node | None:
        """A node by its key."""
        return next((node for node in self.nodes if node.key == key), None)

    @property
    def position(self) -> dict[str, int]:
        """The place of each node in arrays, by key."""
        return {node.key: place for place, node in enumerate(self.nodes)}


def cycle_of(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The keys of one cycle in supplier → user pairs, each once, in the order of the flow; empty where there is none."""
    users: dict[str, list[str]] = {}
    for supplier, user in pairs:
        users.setdefault(supplier, []).append(user)
    done: set[str] = set()
    for start in users:
        path: list[str] = []
        ways = [iter([start])]
        while ways:
            key = next(ways[-1], None)
            if key is None:
                ways.pop()
                if path:
                    done.add(path.pop())
            elif key in path:
                return tuple(path[path.index(key) :])
            elif key not in done:
                path.append(key)
                ways.append(iter(users.get(key, ())))
    return ()


def node_ref(chain: str, node: str) -> str:
    """The reference under which tags, claims and lists speak of a node: `node/<chain>-<node>`."""
    return f"node/{chain}-{node}"

"""Made-up chains and faces for layouts and drawings, from a number of nodes and a seed. Nothing in them is about anybody real."""

from __future__ import annotations

import random
from datetime import date

from dukou.chains.charts import NodeFace
from dukou.chains.core.maps import ChainMap, Cited, Need, Node, Stage, Supply
from dukou.kit.core.labels import Label, same

CITED = Cited("sheet", "1", None, True)
STATES = {
    "missing": Label("缺", "missing"),
    "weak": Label("弱", "weak"),
    "single_source": Label("单点", "single source"),
    "at_risk": Label("险", "at risk"),
    "strong": Label("强", "strong"),
    "extend": Label("延", "extend"),
    "present": Label("有", "present"),
    "absent": Label("无", "absent"),
    "unknown": Label("不知", "unknown"),
}


def node(key: str, stage: str, label: Label | None = None, role: str = "") -> Node:
    """A node with a name and a role."""
    name = label or Label(f"虚构节点 {key}", f"made-up node {key}")
    return Node(key, name, stage, same(role) if role else None, {}, (key,), (), "", False, Need.REQUIRED, None, None, CITED)


def supply(supplier: str, user: str, *, returns: bool = False, required: bool = True) -> Supply:
    """A supply without a share."""
    return Supply(supplier, user, None, required, returns, CITED)


def chain(nodes: list[Node], supplies: list[Supply], stages: int = 3) -> ChainMap:
    """A chain of stages s0, s1, …"""
    steps = tuple(Stage(f"s{number}", Label(f"第 {number} 段", f"stage {number}")) for number in range(stages))
    name = Label("虚构链", "made-up chain")
    return ChainMap("made-up", name, "1.0", date(2024, 7, 8), ("cluster/made-up",), "虚构", steps, tuple(nodes), tuple(supplies))


def made(many: int, links: int, seed: int, stages: int = 3) -> ChainMap:
    """A chain whose supplies run onwards, most of them from stage to stage, with some that return."""
    pick = random.Random(seed)
    stage_of = [number * stages // many for number in range(many)]
    nodes = [node(f"n{number}", f"s{stage_of[number]}", role=pick.choice(("", "甲", "乙", "丙"))) for number in range(many)]
    pairs = {tuple(sorted(pick.sample(range(many), 2))) for _ in range(links if many > 1 else 0)}
    onward = [pair for pair in sorted(pairs) if stage_of[pair[0]] < stage_of[pair[1]] or pick.random() < 0.15]
    back = [supply(f"n{late}", f"n{early}", returns=True) for early, late in sorted(pairs) if (early, late) not in onward][:3]
    return chain(nodes, [supply(f"n{early}", f"n{late}", required=pick.random() < 0.5) for early, late in onward] + back, stages)


def faces(of: ChainMap) -> dict[str, NodeFace]:
    """Each state in turn, with a line of figures."""
    states = list(STATES)
    found = {}
    for place, each in enumerate(of.nodes):
        state = states[place % len(states)]
        told = (Label(f"{place} 家", f"{place} firms"),)
        found[each.key] = NodeFace(state, STATES[state], told, f"/chains/{of.key}/{each.key}/", place % 4 == 0)
    return found

"""In which column of a chain map a node stands, and in which order: stages from left to right, few crossings, roles together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dukou.chains.core.maps import ChainMap, Supply

_SWEEPS = 8


class Spot(NamedTuple):
    """Something that stands in a column: a node, or the place where the supplies of a node pass through a column on their way."""

    key: str
    column: int
    is_node: bool
    role: str = ""


@dataclass(frozen=True, slots=True)
class Ranks:
    """Spots by column in their order from the top; `links`: pairs of spots in neighbouring columns; `ways`: the spots of each supply."""

    columns: tuple[tuple[Spot, ...], ...]
    stage_of: tuple[str, ...]  # of each column
    links: tuple[tuple[Spot, Spot], ...]
    ways: Mapping[tuple[str, str], tuple[Spot, ...]]


def ranks_of(chain: ChainMap) -> Ranks:
    """Columns and order of a map without faults. Supplies that return, or run against the stages, take no part."""
    column_of, stage_of = columns_of(chain)
    nodes = {node.key: Spot(node.key, column_of[node.key], True, node.role.zh if node.role else "") for node in chain.nodes}
    ways: dict[tuple[str, str], tuple[Spot, ...]] = {}
    spots: dict[Spot, None] = dict.fromkeys(nodes.values())
    links: dict[tuple[Spot, Spot], None] = {}
    for supply in chain.supplies:
        start, end = nodes[supply.supplier], nodes[supply.user]
        if supply.is_return or start.column >= end.column:
            continue
        # What one node delivers runs in one trunk as far as it goes.
        between = [Spot(start.key, column, False) for column in range(start.column + 1, end.column)]
        way = (start, *between, end)
        ways[supply.supplier, supply.user] = way
        spots |= dict.fromkeys(between)
        links |= dict.fromkeys(pairwise(way))
    columns = [[spot for spot in spots if spot.column == column] for column in range(len(stage_of))]
    return Ranks(_ordered(columns, list(links)), stage_of, tuple(links), ways)


def columns_of(chain: ChainMap) -> tuple[dict[str, int], tuple[str, ...]]:
    """The column of each node and the stage of each column: within a stage a user stands right of its suppliers."""
    column_of: dict[str, int] = {}
    stage_of: list[str] = []
    for stage in chain.stages:
        members = [node.key for node in chain.nodes if node.stage == stage.key]
        inside = [each for each in chain.supplies if not each.is_return and each.supplier in members and each.user in members]
        depth = _depths(members, inside)
        column_of |= {key: len(stage_of) + place for key, place in depth.items()}
        stage_of += [stage.key] * (max(depth.values(), default=0) + 1)
    return column_of, tuple(stage_of)


def _depths(members: Sequence[str], supplies: Sequence[Supply]) -> dict[str, int]:
    """The length of the longest way to each node; a ring, which maps without faults have not, ends the count."""
    depth = dict.fromkeys(members, 0)
    for _ in members:
        deeper = [each for each in supplies if depth[each.user] <= depth[each.supplier] < len(members)]
        if not deeper:
            break
        for each in deeper:
            depth[each.user] = max(depth[each.user], depth[each.supplier] + 1)
    return depth


def _ordered(columns: list[list[Spot]], links: list[tuple[Spot, Spot]]) -> tuple[tuple[Spot, ...], ...]:
    """The order with the fewest crossings that some sweeps by barycentre come upon; the first one among equals."""
    before: dict[Spot, list[Spot]] = {}
    after: dict[Spot, list[Spot]] = {}
    for start, end in links:
        after.setdefault(start, []).append(end)
        before.setdefault(end, []).append(start)
    place = {spot: float(number) for column in columns for number, spot in enumerate(column)}
    columns = [_sorted(column, place, {}) for column in columns]
    place |= _places(columns)
    best, fewest = columns, crossings(columns, after, place)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        columns = list(columns)
        for number in range(len(columns)) if forward else reversed(range(len(columns))):
            columns[number] = _sorted(columns[number], place, before if forward else after)
            place |= {spot: float(at) for at, spot in enumerate(columns[number])}
        count = crossings(columns, after, place)
        if count < fewest:
            best, fewest = columns, count
    return tuple(tuple(column) for column in best)


def _places(columns: Sequence[Sequence[Spot]]) -> dict[Spot, float]:
    return {spot: float(at) for column in columns for at, spot in enumerate(column)}


def _sorted(column: Sequence[Spot], place: Mapping[Spot, float], neighbours: Mapping[Spot, Sequence[Spot]]) -> list[Spot]:
    """A column by the mean place of its neighbours; the nodes of a role stay together and move as one."""

    def centre(spot: Spot) -> float:
        near = neighbours.get(spot)
        return sum(place[each] for each in near) / len(near) if near else place[spot]

    centres = {spot: centre(spot) for spot in column}
    groups: dict[object, list[Spot]] = {}
    for spot in column:
        groups.setdefault(spot.role if spot.is_node and spot.role else spot, []).append(spot)
    ordered = sorted(groups.values(), key=lambda group: (sum(centres[each] for each in group) / len(group), place[group[0]]))
    return [spot for group in ordered for spot in sorted(group, key=lambda each: (centres[each], place[each]))]


def crossings(columns: Sequence[Sequence[Spot]], after: Mapping[Spot, Sequence[Spot]], place: Mapping[Spot, float]) -> int:
    """How many pairs of links cross: inversions, counted with a tree of sums (Fenwick) column by column."""
    total = 0
    for column in columns:
        ends = [int(at) for spot in column for at in sorted(place[end] for end in after.get(spot, ()))]
        tree = [0] * (max(ends, default=0) + 2)
        for seen, end in enumerate(ends):
            at, lower = end + 1, 0
            while at:
                lower, at = lower + tree[at], at & (at - 1)
            total += seen - lower
            at = end + 1
            while at < len(tree):
                tree[at] += 1
                at += at & -at
    return total

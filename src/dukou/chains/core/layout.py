"""Where everything on the drawing of a chain map stands: boxes in declared stages from left to right, and the ways of the supplies.

Pure and deterministic. Lengths are in points; the drawing decides what it writes, this decides where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dukou.chains.core.maps import ChainMap
from dukou.chains.core.ranks import Ranks, Spot, ranks_of

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Room:
    """How much of it there is, in points. `channel`: between columns; `head`: above all boxes, for the names of stages."""

    box: float = 184
    channel: float = 72
    gap: float = 12
    head: float = 44
    role: float = 20
    lane: float = 16
    edge: float = 36
    pass_by: float = 10


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place; `column` counts from the left."""

    key: str
    column: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half its height."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """The ground of a stage, or the place of a role: `key` is the stage's key, or the key of the role's first node."""

    key: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Wire:
    """The way of a supply, point by point. Where it returns its parts are upright and level, and it runs below all boxes."""

    supplier: str
    user: str
    is_return: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole drawing's places."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    stages: tuple[Band, ...]
    roles: tuple[Band, ...]
    wires: tuple[Wire, ...]


def layout_of(chain: ChainMap, heights: Mapping[str, float], room: Room | None = None) -> Layout:
    """The places of a map without faults; `heights` of its boxes by node key."""
    space = room or Room()
    ranks = ranks_of(chain)
    floor, tops = _tops(ranks, heights, space)
    left = [space.edge + number * (space.box + space.channel) for number in range(len(ranks.columns))]
    boxes = {
        spot.key: Box(spot.key, spot.column, left[spot.column], tops[spot], space.box, heights[spot.key])
        for column in ranks.columns
        for spot in column
        if spot.is_node
    }
    returns = [each for each in chain.supplies if (each.supplier, each.user) not in ranks.ways]
    wires = _ways(ranks, boxes, tops, left, space)
    wires += [
        Wire(each.supplier, each.user, True, _back(boxes[each.supplier], boxes[each.user], floor, number, space))
        for number, each in enumerate(returns)
    ]
    width = 2 * space.edge + len(left) * space.box + (len(left) - 1) * space.channel
    height = floor + space.gap + len(returns) * space.lane
    placed, stages = tuple(boxes[node.key] for node in chain.nodes), _stages(ranks, left, floor, space)
    return Layout(width, height, placed, stages, _roles(ranks, boxes, space), tuple(wires))


def _height(spot: Spot, heights: Mapping[str, float], space: Room) -> float:
    return heights[spot.key] if spot.is_node else space.pass_by


def _steps(column: Sequence[Spot], heights: Mapping[str, float], space: Room) -> list[float]:
    """The least top of each spot below the column's top: what stands above it, with gaps and the names of roles."""
    steps, below, role = [], 0.0, ""
    for spot in column:
        mine = spot.role if spot.is_node else ""
        below += space.role if mine and mine != role else 0.0
        steps.append(below)
        below += _height(spot, heights, space) + space.gap
        role = mine
    return [*steps, below - space.gap if column else 0.0]


def _tops(ranks: Ranks, heights: Mapping[str, float], space: Room) -> tuple[float, dict[Spot, float]]:
    """The bottom of the tallest column, and the top of each spot: as near to the level of its neighbours as the others leave room for."""
    steps = [_steps(column, heights, space) for column in ranks.columns]
    tall = max((each[-1] for each in steps), default=0.0)
    near: dict[Spot, list[Spot]] = {}
    for start, end in ranks.links:
        near.setdefault(start, []).append(end)
        near.setdefault(end, []).append(start)
    tops: dict[Spot, float] = {}
    for column, step in zip(ranks.columns, steps, strict=True):
        tops |= {spot: (tall - step[-1]) / 2 + at for spot, at in zip(column, step, strict=False)}
    for sweep in range(6):
        for number in range(len(ranks.columns)) if sweep % 2 == 0 else reversed(range(len(ranks.columns))):
            column, step = ranks.columns[number], steps[number]
            wanted = [_wanted(spot, near.get(spot, ()), tops, heights, space) - at for spot, at in zip(column, step, strict=False)]
            slack = [min(max(each, 0.0), tall - step[-1]) for each in _rising(wanted)]
            tops |= {spot: at + more for spot, at, more in zip(column, step, slack, strict=False)}
    return space.head + tall, {spot: round(space.head + top, 1) for spot, top in tops.items()}


def _wanted(spot: Spot, near: Sequence[Spot], tops: Mapping[Spot, float], heights: Mapping[str, float], space: Room) -> float:
    """The top at which a spot is level with the middle of its neighbours."""
    if not near:
        return tops[spot]
    middle = sum(tops[each] + _height(each, heights, space) / 2 for each in near) / len(near)
    return middle - _height(spot, heights, space) / 2


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest values, by least squares, that never fall: neighbours that disagree are pooled (isotonic regression)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, many = pools.pop()
            total, count = total + before, count + many
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]


def _ways(ranks: Ranks, boxes: Mapping[str, Box], tops: Mapping[Spot, float], left: Sequence[float], space: Room) -> list[Wire]:
    """Supplies that go with the stages: out of the middle of a box, level past the columns between, into the left side of the user."""
    doors = _doors(ranks, boxes, tops, space)
    wires = []
    for (supplier, user), way in ranks.ways.items():
        points = [(boxes[supplier].x + space.box, boxes[supplier].middle)]
        for spot in way[1:-1]:
            level = tops[spot] + space.pass_by / 2
            points += [(left[spot.column], level), (left[spot.column] + space.box, level)]
        points.append((boxes[user].x, doors[supplier, user]))
        wires.append(Wire(supplier, user, False, tuple(points)))
    return wires


def _doors(ranks: Ranks, boxes: Mapping[str, Box], tops: Mapping[Spot, float], space: Room) -> dict[tuple[str, str], float]:
    """The level at which each supply enters its user: spread over the middle of the left side, in the order in which they come."""
    coming: dict[str, list[tuple[float, str]]] = {}
    for (supplier, user), way in ranks.ways.items():
        last = way[-2]
        level = boxes[last.key].middle if last.is_node else tops[last] + space.pass_by / 2
        coming.setdefault(user, []).append((level, supplier))
    doors = {}
    for user, suppliers in coming.items():
        box, many = boxes[user], len(suppliers)
        step = min(8.0, box.height * 0.7 / many)
        for number, (_, supplier) in enumerate(sorted(suppliers)):
            doors[supplier, user] = round(box.middle + (number - (many - 1) / 2) * step, 1)
    return doors


def _back(start: Box, end: Box, floor: float, number: int, space: Room) -> tuple[Point, ...]:
    """Out to the right, down below everything, left, and up into the user."""
    aside = space.edge * 0.3 + (number % 4) * 4
    out, into = start.x + start.width + aside, end.x - aside
    lane = floor + space.gap + number * space.lane
    leave, enter = start.y + start.height * 0.85, end.y + end.height * 0.85
    return (start.x + start.width, leave), (out, leave), (out, lane), (into, lane), (into, enter), (end.x, enter)


def _stages(ranks: Ranks, left: Sequence[float], floor: float, space: Room) -> tuple[Band, ...]:
    """The ground of each stage, from half a channel before its first column to half a channel behind its last."""
    bands = []
    for key in dict.fromkeys(ranks.stage_of):
        columns = [number for number, stage in enumerate(ranks.stage_of) if stage == key]
        x = left[columns[0]] - space.edge * 0.7
        bands.append(Band(key, x, 0.0, left[columns[-1]] + space.box + space.edge * 0.7 - x, floor + space.gap / 2))
    return tuple(bands)


def _roles(ranks: Ranks, boxes: Mapping[str, Box], space: Room) -> tuple[Band, ...]:
    """The place of each role's name with the boxes below it, column by column."""
    bands = []
    for column in ranks.columns:
        groups: dict[str, list[Box]] = {}
        for spot in column:
            if spot.is_node and spot.role:
                groups.setdefault(spot.role, []).append(boxes[spot.key])
        for members in groups.values():
            top, end = members[0].y - space.role, members[-1].y + members[-1].height
            bands.append(Band(members[0].key, members[0].x, top, space.box, end - top))
    return tuple(bands)

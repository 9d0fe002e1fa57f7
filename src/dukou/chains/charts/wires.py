"""The supplies on a map: whole lines for what is required, broken ones for what is not, dotted ones for what flows back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from dukou.chains.charts.drawing import number
from dukou.chains.core.layout import Layout, Point, Wire
from dukou.chains.core.maps import ChainMap, Supply
from dukou.kit.charts import INK_SOFT, RIVER

_ROUND = 8.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """The look of one kind of supply."""

    key: str
    ink: str
    width: str
    dash: str


REQUIRED = Stroke("required", RIVER, "1.7", "")
OTHER = Stroke("other", INK_SOFT, "1.1", "5 3")
RETURN = Stroke("return", RIVER, "1.4", "1.5 3")
STROKES = (REQUIRED, OTHER, RETURN)


def stroke_of(supply: Supply) -> Stroke:
    """How a supply is drawn."""
    return RETURN if supply.is_return else REQUIRED if supply.is_required else OTHER


def add_arrows(defs: Element, name: str) -> None:
    """The heads of the arrows."""
    for stroke in STROKES:
        size = {"markerWidth": "7", "markerHeight": "7", "refX": "6.5", "refY": "3.5", "orient": "auto", "markerUnits": "userSpaceOnUse"}
        marker = SubElement(defs, "marker", {"id": f"{name}-arrow-{stroke.key}", **size})
        SubElement(marker, "path", {"d": "M0 0.5L7 3.5L0 6.5Z", "fill": stroke.ink})


def add_wires(root: Element, chain: ChainMap, layout: Layout, name: str) -> None:
    """All supplies; required ones last, so that they lie on top."""
    ways = {(wire.supplier, wire.user): wire for wire in layout.wires}
    group = SubElement(root, "g", {"fill": "none", "aria-hidden": "true"})
    for supply in sorted(chain.supplies, key=lambda each: STROKES[::-1].index(stroke_of(each))):
        add_stroke(group, _path(ways[supply.supplier, supply.user]), stroke_of(supply), name, supplier=supply.supplier, user=supply.user)


def add_stroke(parent: Element, path: str, stroke: Stroke, name: str, **ends: str) -> None:
    """One line with its arrow; `ends` are told in data attributes."""
    drawn = {"d": path, "fill": "none", "stroke": stroke.ink, "stroke-width": stroke.width}
    drawn["marker-end"] = f"url(#{name}-arrow-{stroke.key})"
    dash = {"stroke-dasharray": stroke.dash} if stroke.dash else {}
    SubElement(parent, "path", drawn | dash | {f"data-{end}": key for end, key in ends.items()})


def _path(wire: Wire) -> str:
    return _cornered(wire.points) if wire.is_return else _curved(wire.points)


def _curved(points: tuple[Point, ...]) -> str:
    """Through all points, level at each."""
    path = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = number((x + to_x) / 2)
        if y == to_y:
            path.append(f"H{number(to_x)}")
        else:
            path.append(f"C{middle} {number(y)} {middle} {number(to_y)} {number(to_x)} {number(to_y)}")
    return "".join(path)


def _cornered(points: tuple[Point, ...]) -> str:
    """Upright and level parts with round corners."""
    path = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _short_of(corner, before), _short_of(corner, after)
        path.append(f"L{number(start[0])} {number(start[1])}Q{number(corner[0])} {number(corner[1])} {number(end[0])} {number(end[1])}")
    return "".join(path) + f"L{number(points[-1][0])} {number(points[-1][1])}"


def _short_of(corner: Point, other: Point) -> Point:
    """The point before a corner on the part towards `other`, where the round begins."""
    away = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    part = min(_ROUND, away / 2) / away if away else 0.0
    return corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part

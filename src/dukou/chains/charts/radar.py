"""The strength of a cluster on several axes, each a percentile against the reference panel; what is not known is a gap and told so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sin
from xml.etree.ElementTree import Element, SubElement

from dukou.chains.charts.drawing import lines, number, svg, text_of, words
from dukou.chains.charts.palette import RIVER_MIST
from dukou.chains.core.layout import Point
from dukou.chains.core.text import broken
from dukou.kit.charts import INK_SOFT, RIVER, RULE
from dukou.kit.core.labels import Label, joined

Axis = tuple[Label, float | None, Label]  # its name, its percentile from 0 to 1 or None where it is not known, what is said of it then
_WIDTH, _HEIGHT, _RADIUS, _SIZE, _LEADING = 460.0, 400.0, 118.0, 12.0, 15.0
_CENTRE = (_WIDTH / 2, _HEIGHT / 2)
_RINGS = (25, 50, 75, 100)


def strength_radar(axes: Sequence[Axis], *, title: Label | None = None, key: str = "strength") -> str:
    """The drawing in the language spoken now. A side of the figure is drawn only between two neighbours that are both known."""
    root = svg(key, _WIDTH, _HEIGHT, title or Label("集群强度", "Strength of the cluster"), _description(axes))
    _add_rings(root, len(axes))
    for place, axis in enumerate(axes):
        _add_axis(root, place, axis, len(axes))
    _add_figure(root, [None if share is None else _point(place, len(axes), share * _RADIUS) for place, (_, share, _) in enumerate(axes)])
    return text_of(root)


def _description(axes: Sequence[Axis]) -> Label:
    told = joined([Label(f"{name.zh} {_told(share, value).zh}", f"{name.en} {_told(share, value).en}") for name, share, value in axes])
    return Label(f"{told.zh}。百分位，相对参照面板。", f"{told.en}. Percentiles against the reference panel.")


def _told(share: float | None, value: Label) -> Label:
    if share is None:
        return value
    return Label(f"{value.zh}（第 {share * 100:.0f} 百分位）", f"{value.en} (percentile {share * 100:.0f})")


def _point(place: int, many: int, radius: float) -> Point:
    """On the axis `place` of `many`, clockwise from the top."""
    turn = 2 * pi * place / many
    return _CENTRE[0] + radius * sin(turn), _CENTRE[1] - radius * cos(turn)


def _pairs(points: Sequence[Point]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def _add_rings(root: Element, many: int) -> None:
    for percent in _RINGS:
        ring = [_point(place, many, _RADIUS * percent / 100) for place in range(many)]
        SubElement(root, "polygon", {"points": _pairs(ring), "fill": "none", "stroke": RULE})
        words(root, str(percent), _CENTRE[0] + 3, _CENTRE[1] - _RADIUS * percent / 100 + 10, 9, fill=INK_SOFT)


def _add_figure(root: Element, points: Sequence[Point | None]) -> None:
    known = [each for each in points if each is not None]
    if len(known) == len(points):
        SubElement(root, "polygon", {"points": _pairs(known), "fill": RIVER_MIST, "fill-opacity": "0.6", "stroke": "none"})
    for start, end in pairwise([*points, *points[:1]]):
        if start is not None and end is not None:
            ends = {"x1": number(start[0]), "y1": number(start[1]), "x2": number(end[0]), "y2": number(end[1])}
            SubElement(root, "line", {**ends, "stroke": RIVER, "stroke-width": "2"})
    for x, y in known:
        SubElement(root, "circle", {"cx": number(x), "cy": number(y), "r": "3.5", "fill": RIVER})


def _add_axis(root: Element, place: int, axis: Axis, many: int) -> None:
    """The axis with its name and value beyond its end; broken where its percentile is not known."""
    name, share, value = axis
    x, y = _point(place, many, _RADIUS)
    look = {"stroke": INK_SOFT, "stroke-dasharray": "2 4"} if share is None else {"stroke": RULE}
    ends = {"x1": number(_CENTRE[0]), "y1": number(_CENTRE[1]), "x2": number(x), "y2": number(y)}
    SubElement(root, "line", {**ends, **look})
    at_x, at_y = _point(place, many, _RADIUS + 12)
    side = at_x - _CENTRE[0]
    anchor = "middle" if abs(side) < 1 else "start" if side > 0 else "end"
    room = 2 * (_CENTRE[0] - 60) if anchor == "middle" else _WIDTH / 2 - abs(side) - 4
    named = broken(str(name), _SIZE, room)
    told = broken(str(_told(share, value)), _SIZE - 1, room)
    first = at_y + _rise(at_y, len(named) + len(told))
    lines(root, named, at_x, first, _SIZE, _LEADING, text_anchor=anchor, font_weight="bold")
    lines(root, told, at_x, first + len(named) * _LEADING, _SIZE - 1, _LEADING, text_anchor=anchor, fill=INK_SOFT)


def _rise(level: float, many: int) -> float:
    """How far the first of many lines stands from the end of its axis: above it at the top, below it at the bottom, beside it else."""
    if level < _CENTRE[1] - _RADIUS * 0.9:
        return -(many - 1) * _LEADING
    return 10.0 if level > _CENTRE[1] + _RADIUS * 0.9 else -(many - 2) * _LEADING / 2

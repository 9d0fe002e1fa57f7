"""How the state of a node looks: ground, line, and a pattern that tells it apart on a black-and-white print as well."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from xml.etree.ElementTree import Element, SubElement

from dukou.chains.charts.drawing import number
from dukou.kit.charts import INK, INK_SOFT, RIVER, SHEET

# The same values as the lights in static/dukou/tokens.css; a test compares them.
GREEN, GREEN_GROUND = "#1a6646", "#e4f0e9"
YELLOW, YELLOW_GROUND, YELLOW_SHAPE = "#7a5100", "#fbf0d0", "#c98a00"
RED, RED_GROUND = "#9c1b2e", "#fae5e4"
GREY, GREY_GROUND = "#43555a", "#e8ecec"
RIVER_MIST, MIST, FIELD = "#dde9e8", "#eef2f0", "#6f7f82"


_TILE = 8.0
Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """Of one state. `lines`: its pattern, from point to point inside a square of 8; a line of no length is a dot. `dash`: of the frame."""

    ink: str
    ground: str
    shape: str
    lines: tuple[Line, ...] = ()
    weight: float = 1.5
    dash: str = ""


LOOKS: dict[str, Look] = {
    "missing": Look(RED, RED_GROUND, RED, ((0, 0, 8, 8), (8, 0, 0, 8)), dash="6 3"),
    "at_risk": Look(RED, RED_GROUND, RED, ((0, 2, 8, 2), (0, 6, 8, 6))),
    "single_source": Look(YELLOW, YELLOW_GROUND, YELLOW_SHAPE, ((2, 2, 2, 2), (6, 6, 6, 6)), weight=3),
    "weak": Look(YELLOW, YELLOW_GROUND, YELLOW_SHAPE, ((0, 8, 8, 0),)),
    "strong": Look(GREEN, GREEN_GROUND, GREEN, ((0, 4, 8, 4),), weight=8),
    "extend": Look(RIVER, RIVER_MIST, RIVER, ((4, 0, 4, 8), (0, 4, 8, 4)), weight=1.2),
    "present": Look(INK, SHEET, RIVER, ((2, 0, 2, 8), (6, 0, 6, 8)), weight=1),
    "absent": Look(INK_SOFT, SHEET, FIELD, dash="2 3"),
    "unknown": Look(GREY, GREY_GROUND, GREY, ((4, 4, 4, 4),), weight=2.4, dash="2 3"),
}


def look_of(state: str) -> Look:
    """The look of a state; one that is not known here looks like what is not known."""
    return LOOKS.get(state, LOOKS["unknown"])


def add_pattern(defs: Element, key: str, look: Look, width: float, height: float) -> None:
    """The pattern of a look under `key`, on a ground of that size. Drawn out line by line: browsers print a <pattern> as coarse dots."""
    group = SubElement(defs, "g", {"id": key})
    SubElement(group, "rect", {"width": number(width), "height": number(height), "fill": look.ground})
    tiles = [(x * _TILE, y * _TILE) for x in range(ceil(width / _TILE)) for y in range(ceil(height / _TILE))]
    ways = [f"M{number(x + a)} {number(y + b)}L{number(x + c)} {number(y + d)}" for x, y in tiles for a, b, c, d in look.lines]
    if ways:
        drawn = {"stroke": look.shape, "stroke-width": number(look.weight), "stroke-linecap": "round" if _has_dots(look) else "butt"}
        SubElement(group, "path", {"d": "".join(ways), "fill": "none", **drawn})


def lay_pattern(parent: Element, key: str, x: float, y: float, width: float, height: float) -> None:
    """A piece of a pattern, cut to its size."""
    place = {"x": number(x), "y": number(y), "width": number(width), "height": number(height), "overflow": "hidden"}
    SubElement(SubElement(parent, "svg", place), "use", {"href": f"#{key}"})


def _has_dots(look: Look) -> bool:
    return any((a, b) == (c, d) for a, b, c, d in look.lines)

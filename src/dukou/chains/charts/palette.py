"""How the state of a node looks: ground, line, and a pattern that tells it apart on a black-and-white print as well."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from dukou.kit.charts import INK, INK_SOFT, RIVER, SHEET

# The same values as the lights in static/dukou/tokens.css; a test compares them.
GREEN, GREEN_GROUND = "#1a6646", "#e4f0e9"
YELLOW, YELLOW_GROUND, YELLOW_SHAPE = "#7a5100", "#fbf0d0", "#c98a00"
RED, RED_GROUND = "#9c1b2e", "#fae5e4"
GREY, GREY_GROUND = "#43555a", "#e8ecec"
RIVER_MIST, MIST, FIELD = "#dde9e8", "#eef2f0", "#6f7f82"


@dataclass(frozen=True, slots=True)
class Look:
    """Of one state. `marks`: the pattern, as SVG path data inside a square of 8 points; `dots` instead of strokes; `dash` of the frame."""

    ink: str
    ground: str
    shape: str
    marks: str = ""
    dots: tuple[tuple[float, float], ...] = ()
    weight: float = 1.5
    dash: str = ""


LOOKS: dict[str, Look] = {
    "missing": Look(RED, RED_GROUND, RED, "M0 0L8 8M8 0L0 8", dash="6 3"),
    "at_risk": Look(RED, RED_GROUND, RED, "M0 2H8M0 6H8"),
    "single_source": Look(YELLOW, YELLOW_GROUND, YELLOW_SHAPE, dots=((2, 2), (6, 6))),
    "weak": Look(YELLOW, YELLOW_GROUND, YELLOW_SHAPE, "M-2 2L2 -2M0 8L8 0M6 10L10 6"),
    "strong": Look(GREEN, GREEN_GROUND, GREEN, "M0 4H8", weight=8),
    "extend": Look(RIVER, RIVER_MIST, RIVER, "M4 0V8M0 4H8", weight=1.2),
    "present": Look(INK, SHEET, RIVER, "M2 0V8M6 0V8", weight=1),
    "absent": Look(INK_SOFT, SHEET, FIELD, dash="2 3"),
    "unknown": Look(GREY, GREY_GROUND, GREY, dots=((4, 4),), dash="2 3"),
}


def look_of(state: str) -> Look:
    """The look of a state; one that is not known here looks like what is not known."""
    return LOOKS.get(state, LOOKS["unknown"])


def add_pattern(defs: Element, key: str, look: Look) -> None:
    """The pattern of a look under `key`."""
    pattern = SubElement(defs, "pattern", {"id": key, "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"})
    SubElement(pattern, "rect", {"width": "8", "height": "8", "fill": look.ground})
    if look.marks:
        SubElement(pattern, "path", {"d": look.marks, "stroke": look.shape, "stroke-width": f"{look.weight:g}", "fill": "none"})
    for x, y in look.dots:
        SubElement(pattern, "circle", {"cx": f"{x:g}", "cy": f"{y:g}", "r": "1.5", "fill": look.shape})

"""The legend of a map: the states and the kinds of lines that are on it."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from dukou.chains.charts.drawing import number, words
from dukou.chains.charts.palette import lay_pattern, look_of
from dukou.chains.charts.wires import OTHER, REQUIRED, RETURN, Stroke, add_stroke, stroke_of
from dukou.chains.core.layout import Layout
from dukou.chains.core.maps import ChainMap
from dukou.chains.core.text import text_width
from dukou.kit.core.labels import Label

_ROW, _TOP, _SIZE, _SWATCH, _APART = 22.0, 12.0, 12.0, 26.0, 22.0
_LINES: dict[Stroke, Label] = {
    REQUIRED: Label("必需的供应", "required supply"),
    OTHER: Label("其他供应", "other supply"),
    RETURN: Label("回流", "flows back"),
}
_CRITICAL = Label("◆ 关键环节", "◆ critical node")


def legend_height(states: Mapping[str, Label], width: float) -> float:
    """The height of the legend below a map of that width, as many rows as it may need."""
    labels = [*states.values(), *_LINES.values(), _CRITICAL]
    return 2 * _TOP + _ROW * (1 + _rows(labels, width)[-1][1])


def add_legend(root: Element, chain: ChainMap, states: Mapping[str, Label], layout: Layout, name: str) -> None:
    """States with their patterns, then lines, each only where it is on the map."""
    group = SubElement(root, "g", {"aria-hidden": "true"})
    strokes = [stroke for stroke in _LINES if stroke in {stroke_of(each) for each in chain.supplies}]
    labels = [*states.values(), *(_LINES[stroke] for stroke in strokes), _CRITICAL]
    for (x, row), label, sign in zip(_rows(labels, layout.width), labels, [*states, *strokes, None], strict=True):
        y = layout.height + _TOP + row * _ROW
        if isinstance(sign, str):
            place = {"x": number(x), "y": number(y), "width": "20", "height": "14", "fill": "none", "stroke": look_of(sign).shape}
            lay_pattern(group, f"{name}-{sign}", x, y, 20, 14)
            SubElement(group, "rect", place)
        elif sign is not None:
            add_stroke(group, f"M{number(x)} {number(y + 7)}h21", sign, name)
        words(group, str(label), x + (_SWATCH if sign is not None else 0), y + 11.5, _SIZE)


def _rows(labels: list[Label], width: float) -> list[tuple[float, int]]:
    """Where each word of the legend begins: its left side and its row."""
    places, x, row = [], 12.0, 0
    for label in labels:
        long = _SWATCH + text_width(str(label), _SIZE) + _APART
        if x > 12 and x + long > width:
            x, row = 12.0, row + 1
        places.append((x, row))
        x += long
    return places

"""The look, measured: contrast of every pair of colours in use, one home for colours, nothing from outside, nothing inline."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from dukou.kit import charts

KIT = Path(charts.__file__).parent
STATIC, TEMPLATES = KIT / "static" / "dukou", KIT / "templates" / "kit"
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.css"))}
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.html"))}
DRAWINGS = {path.name: path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.svg"))}
SCRIPT = (STATIC / "dukou.js").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([\w-]+): (#\w{6});", SHEETS["tokens.css"]))

GROUNDS = ("paper", "sheet", "mist", "river-mist")
TEXT_PAIRS = [
    *[(text, ground) for text in ("ink", "ink-soft", "river", "river-deep") for ground in GROUNDS],
    *[(text, ground) for text in ("on-river", "on-river-soft") for ground in ("river-deep",)],
    ("on-river", "river"),
    ("on-river", "red"),  # a grave button
    ("green", "green-ground"),
    ("yellow", "yellow-ground"),
    ("red", "red-ground"),
    ("undecided", "undecided-ground"),
    *[(text, "sheet") for text in ("green", "yellow", "red", "vermilion")],
    ("red", "paper"),  # a fault beside its field
    ("ink", "yellow-ground"),  # marked text
]
# Shapes and edges that carry meaning: 3:1 (WCAG 1.4.11).
SHAPE_PAIRS = [
    *[(f"series-{number}", "sheet") for number in range(1, 7)],
    *[("rule-field", ground) for ground in ("paper", "sheet")],
    *[("vermilion", ground) for ground in ("paper", "sheet")],
    ("river", "mist"),  # a meter
    ("on-river", "river-deep"),  # focus on the masthead
    ("river", "paper"),  # focus elsewhere
]


def test_every_text_can_be_read() -> None:
    assert {pair: _contrast(*pair) for pair in TEXT_PAIRS if _contrast(*pair) < 4.5} == {}


def test_every_shape_can_be_seen() -> None:
    assert {pair: _contrast(*pair) for pair in SHAPE_PAIRS if _contrast(*pair) < 3} == {}


def test_every_colour_of_text_is_measured() -> None:
    used = set(re.findall(r"(?<![\w-])color: var\(--([\w-]+)\)", "".join(SHEETS.values())))
    # the yellow triangle is a shape beside its word
    assert used - {text for text, _ in TEXT_PAIRS} == {"yellow-shape"}


@pytest.mark.parametrize("kind", ["none", "protan", "deutan", "tritan"])
def test_series_are_told_apart_by_every_eye(kind: str) -> None:
    seen = [_lab(_seen(_linear(colour), kind)) for colour in charts.SERIES]
    nearest = min(sum((a - b) ** 2 for a, b in zip(one, two, strict=True)) ** 0.5 for one, two in combinations(seen, 2))
    assert nearest > 15


def test_colours_have_one_home() -> None:
    strays = {name: re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\s*\{)|rgba?\(|hsla?\(", text) for name, text in SHEETS.items()}
    assert {name: set(found) for name, found in strays.items() if found and name != "tokens.css"} == {"print.css": {"#000"}}


def test_every_token_in_use_exists() -> None:
    text = "".join(SHEETS.values())
    named = set(re.findall(r"(?<!\w)(--[\w-]+):", SHEETS["tokens.css"]))
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) - named == set()


def test_nothing_comes_from_outside() -> None:
    texts = {**SHEETS, **PAGES, **DRAWINGS, "dukou.js": SCRIPT}
    found = {name: re.findall(r"(?:https?:)?//[\w-]+\.[\w./-]+|@import", text) for name, text in texts.items()}
    assert {name: set(each) for name, each in found.items() if each} == {key: {"http://www.w3.org/2000/svg"} for key in DRAWINGS}


def test_nothing_stands_inline() -> None:
    found = {
        name: re.findall(r'\sstyle=|<style|\son[a-z]+="|javascript:|<script(?![^>]*\ssrc=)[^>]*>', text) for name, text in PAGES.items()
    }
    # the one data block: a content policy does not regard it, nothing in it runs
    assert {name: each for name, each in found.items() if each} == {"chart.html": ['<script type="application/json" class="chart-spec">']}


def test_every_sheet_is_linked_and_short() -> None:
    assert sorted(re.findall(r'dukou/(\w+\.css)"', PAGES["styles.html"])) == sorted(SHEETS)
    assert [name for name, text in SHEETS.items() if text.count("\n") > 300] == []
    assert SCRIPT.count("\n") <= 100


def test_every_component_shows_its_use() -> None:
    components = {path.name: path.read_text(encoding="utf-8") for path in sorted((TEMPLATES / "components").glob("*.html"))}
    assert [name for name, text in components.items() if not re.match(r"({% load static %})?{# .+ #}", text)] == []


def _contrast(one: str, two: str) -> float:
    dark, light = sorted(sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _linear(TOKENS[name]), strict=True)) for name in (one, two))
    return round((light + 0.05) / (dark + 0.05), 2)


def _linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


# Complete colour blindness of each kind: Machado, Oliveira and Fernandes 2009, severity 1, linear RGB.
_EYES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def _seen(colour: list[float], kind: str) -> list[float]:
    return [min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, colour, strict=True)))) for row in _EYES[kind]]


def _lab(colour: list[float]) -> tuple[float, float, float]:
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.95047, 1.0, 1.08883)
    parts = [sum(w * c for w, c in zip(row, colour, strict=True)) / full for row, full in zip(rows, white, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)

"""Charts: one Vega-Lite spec per chart, written with Altair, drawn as SVG for the page and as PNG for Word.

Importing this module switches the house theme on. A chart carries its unit on an axis or in its labels, and names its parameters and
views (`alt.selection_point(name=…)`): Altair counts nameless ones up, which would defeat the cache.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt
from altair.typing import ChartType
from django.conf import settings
from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from dukou.kit.core.labels import Label
from dukou.kit.core.svg import cleaned, described

# The same values as in static/dukou/tokens.css; a test compares them.
INK = "#13262b"
INK_SOFT = "#4b5d61"
RULE = "#cdd5d2"
SHEET = "#ffffff"
RIVER = "#12525e"
RIVER_LIGHT = "#8fb8bd"
VERMILION = "#b5401f"
# Distinct for every common kind of colour blindness, each 3:1 against the sheet. More than four series: label them on the line.
SERIES = ("#0c4450", "#c05c2a", "#bd8c00", "#4a90c8", "#a34f93", "#8d9694")
FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"

NARROW = 320  # points, axis and all: what a phone has room for

_CACHE_VERSION = 1  # raise when the same spec is to be drawn anew
_BUNDLE = Path("dukou") / "charts-bundle.js"


@alt.theme.register("dukou", enable=True)
def house_theme() -> alt.theme.ThemeConfig:
    """Thin axes, no frame, no fill behind; bars in river ink; words in the fonts of the page."""
    axis = {"domainColor": INK_SOFT, "tickColor": RULE, "gridColor": RULE, "domainWidth": 1, "gridWidth": 0.75, "tickSize": 4}
    words = {"labelColor": INK_SOFT, "titleColor": INK_SOFT, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    config: dict[str, Any] = {
        "background": None,
        "font": FONTS,
        "padding": 4,
        "view": {"stroke": None, "continuousWidth": 620, "continuousHeight": 280, "discreteWidth": 620},
        "axis": {**axis, **words, "labelPadding": 6, "titlePadding": 10},
        "axisX": {"grid": False},
        "axisBand": {"ticks": False, "domain": False, "grid": False, "labelColor": INK, "labelFontSize": 13, "labelLimit": 240},
        "bar": {"color": SERIES[0]},
        "line": {"color": SERIES[0], "strokeWidth": 2.25},
        "area": {"color": RIVER_LIGHT, "opacity": 0.45},
        "point": {"color": SERIES[0], "filled": True, "size": 55, "opacity": 1},
        "tick": {"color": INK, "thickness": 2},
        "rule": {"color": INK_SOFT},
        "text": {"color": INK, "fontSize": 13, "font": FONTS},
        "legend": {**words, "orient": "top", "title": None, "symbolType": "square", "labelColor": INK, "labelLimit": 240},
        "header": {**words, "title": None},
        "title": {"color": INK, "fontSize": 14, "anchor": "start", "fontWeight": "bold"},
        "range": {"category": list(SERIES), "ramp": ["#dde9e8", RIVER_LIGHT, RIVER, SERIES[0]]},
        "numberFormat": ",~f",
    }
    return {"config": config}  # type: ignore[typeddict-item]


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart ready for a page: its drawing, its spec, and the words that stand for it where it cannot be seen.

    `narrow_svg`: the same figures drawn for a phone; empty where the broad drawing serves there too.
    """

    svg: str
    spec_json: str
    title: Label
    description: Label
    narrow_svg: str = ""

    @property
    def drawing(self) -> SafeString:
        """The drawing as markup; it was parsed and written again, so that nothing in it can run."""
        return mark_safe(self.svg)

    @property
    def narrow_drawing(self) -> SafeString:
        """The drawing for a phone as markup, made in the same way."""
        return mark_safe(self.narrow_svg)

    @property
    def spec_for_page(self) -> SafeString:
        """The spec inside a script element: no text in it can end that element."""
        return mark_safe(self.spec_json.translate(_SCRIPT_ESCAPES))


_SCRIPT_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def over(rows: Sequence[Mapping[str, object]]) -> alt.Chart:
    """A chart over plain rows, to which marks and encodings are added; every encoding states its type (`"value:Q"`)."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def figure(chart: ChartType, title: Label, description: Label, narrow: ChartType | None = None) -> ChartFigure:
    """The chart as a figure of the page. `description` tells in a sentence what the eye would see, figures included.

    `narrow`: the same chart at most NARROW points broad, for phones.
    """
    spec = _spec(chart)
    on_phones = _described(narrow, _spec(narrow), title, description) if narrow else ""
    return ChartFigure(_described(chart, spec, title, description), spec, title, description, on_phones)


def _described(chart: ChartType, spec: str, title: Label, description: Label) -> str:
    key = f"{_key(spec)}-{hashlib.sha256(f'{title}{description}'.encode()).hexdigest()[:6]}"
    return described(_drawn(chart, spec), str(title), str(description), key)


def svg_of(chart: ChartType) -> str:
    """The chart as SVG that stands in a page under the content policy; drawn once per spec, then from the cache."""
    return _drawn(chart, _spec(chart))


def png_of(chart: ChartType, scale: float = 2.0) -> bytes:
    """The chart as PNG on white, for Word; `scale` 2 is 144 dots per inch."""
    chart.to_dict()  # judges it
    spec = {**json.loads(_spec(chart)), "background": SHEET}
    return bytes(_renderer().vegalite_to_png(json.dumps(spec, ensure_ascii=False), scale=scale))


def make_bundle(folder: Path) -> Path:
    """Write the JavaScript that makes charts interactive below `folder` (Home.made_static); a present one of this version stays."""
    renderer = _renderer()
    path = folder / _BUNDLE
    mark = f"/* Vega, Vega-Lite, vega-embed (BSD-3-Clause), out of vl-convert {renderer.__version__} */\n"
    if not (path.exists() and path.read_text(encoding="utf-8").startswith(mark)):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        made: Path | None = settings.CHART_BUNDLE
        draft.write_text(made.read_text(encoding="utf-8") if made else mark + renderer.javascript_bundle(), encoding="utf-8")
        draft.replace(path)
    return path


def _drawn(chart: ChartType, spec: str) -> str:
    key = _cache_key(spec)
    drawn: str | None = cache.get(key)
    if drawn is None:
        chart.to_dict()  # judges it by the schema of Vega-Lite, which takes as long as all the rest of a page: once for each spec
        drawn = cleaned(_renderer().vegalite_to_svg(spec), _key(spec))
        cache.set(key, drawn)
    return drawn


def _renderer() -> Any:
    # 90 MB of shared library: pages without a chart do not wait for it
    import vl_convert

    return vl_convert


def _cache_key(spec: str) -> str:
    return f"kit.chart.{_CACHE_VERSION}.{hashlib.sha256(spec.encode()).hexdigest()}"


def _spec(chart: ChartType) -> str:
    return json.dumps(chart.to_dict(validate=False), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _key(spec: str) -> str:
    return f"c{hashlib.sha256(spec.encode()).hexdigest()[:8]}"

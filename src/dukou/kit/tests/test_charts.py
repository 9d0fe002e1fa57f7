"""Charts: the words are in the drawing, the drawing fits the content policy, the same spec gives the same drawing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import altair as alt
import pytest
from altair.utils.schemapi import SchemaValidationError
from django.core.cache import cache

from dukou.kit import charts
from dukou.kit.core.labels import Label, speaking

TOKENS = Path(charts.__file__).parent / "static" / "dukou" / "tokens.css"
TITLE = Label("各集群营收", "Revenue by cluster")
SAID = Label("新材料65亿元，重庆小面50.8亿元。", "New materials 6.5 billion yuan, noodles 5.08 billion.")


def bars(*values: tuple[str, float]) -> alt.Chart:
    """A small bar chart."""
    rows = [{"name": name, "value": value} for name, value in values or (("新材料", 65), ("重庆小面", 50.8))]
    chart: alt.Chart = charts.over(rows).mark_bar().encode(x=alt.X("value:Q", title="亿元"), y=alt.Y("name:N", sort=None, title=None))
    return chart


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Every drawing is made anew."""
    cache.clear()


def test_the_words_are_in_the_drawing() -> None:
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", charts.svg_of(bars()))
    assert [text for text in texts if not text.isdigit()] == ["亿元", "新材料", "重庆小面"]


def test_the_drawing_carries_no_style_and_no_other_speech() -> None:
    svg = charts.svg_of(bars())
    assert re.findall(r"\sstyle=|<style|<script|\son\w+=|aria-roledescription", svg) == []
    assert re.findall(r'role="[^"]*"', svg) == ['role="img"']


def test_the_house_theme_is_drawn() -> None:
    svg = charts.svg_of(bars())
    assert f'fill="{charts.SERIES[0]}"' in svg
    assert set(re.findall(r'font-family="([^"]*)"', svg)) == {charts.FONTS}
    assert 'fill="white"' not in svg


def test_the_same_spec_gives_the_same_drawing() -> None:
    first = charts.svg_of(bars())
    cache.clear()
    assert charts.svg_of(bars()) == first
    assert charts.svg_of(bars(("新材料", 66))) != first


def test_a_drawing_is_made_once() -> None:
    charts.svg_of(bars())
    name = charts._cache_key(charts._spec(bars()))
    cache.set(name, cache.get(name).replace("新材料", "从缓存来"))
    assert "从缓存来" in charts.svg_of(bars())


@pytest.mark.parametrize("drawn", [charts.svg_of, charts.png_of, lambda chart: charts.figure(chart, TITLE, SAID)])
def test_what_is_no_chart_by_the_schema_is_refused_before_it_is_drawn(drawn: Callable[[alt.Chart], object]) -> None:
    chart = bars()
    chart.mark = {"type": "pie in the sky"}
    with pytest.raises(SchemaValidationError):
        drawn(chart)


def test_a_figure_speaks_the_language_of_the_page() -> None:
    for language in ("zh", "en"):
        with speaking("en" if language == "en" else "zh"):
            figure = charts.figure(bars(), TITLE, SAID)
        said = re.findall(r"<(?:title|desc) id=\"[^\"]+\">([^<]+)<", figure.svg)
        assert said == [TITLE.as_dict()[language], SAID.as_dict()[language]]


def test_two_figures_of_one_page_share_no_id() -> None:
    one, two = charts.figure(bars(), TITLE, SAID), charts.figure(bars(), SAID, TITLE)
    ids = re.findall(r'id="([^"]+)"', one.svg) + re.findall(r'id="([^"]+)"', two.svg)
    assert len(ids) == len(set(ids)) >= 4


def test_no_text_of_a_spec_ends_its_script() -> None:
    figure = charts.figure(bars(("</script><script>alert(1)</script>", 1)), TITLE, SAID)
    assert "</script>" in figure.spec_json
    assert "<" not in figure.spec_for_page
    assert json.loads(figure.spec_for_page) == json.loads(figure.spec_json)
    assert "<script" not in figure.drawing


def test_png_is_on_white_and_twice_as_large_as_asked() -> None:
    small, large = charts.png_of(bars(), scale=1), charts.png_of(bars(), scale=2)
    assert small[:8] == large[:8] == b"\x89PNG\r\n\x1a\n"
    sizes = [[int.from_bytes(png[at : at + 4], "big") for at in (16, 20)] for png in (small, large)]
    assert [abs(2 * one - two) <= 1 for one, two in zip(*sizes, strict=True)] == [True, True]


def test_the_bundle_is_made_once_and_replaced_when_it_is_of_another_version(tmp_path: Path) -> None:
    path = charts.make_bundle(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert path == tmp_path / "dukou" / "charts-bundle.js"
    assert "window.vegaEmbed=" in text
    assert "sourceMappingURL" not in text
    path.write_text(text + "// kept", encoding="utf-8")
    assert charts.make_bundle(tmp_path).read_text(encoding="utf-8").endswith("// kept")
    path.write_text("/* another version */\n", encoding="utf-8")
    assert charts.make_bundle(tmp_path).read_text(encoding="utf-8") == text


def test_colours_are_those_of_the_style_sheet() -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#\w{6});", TOKENS.read_text(encoding="utf-8")))
    named = {"ink": charts.INK, "ink-soft": charts.INK_SOFT, "rule": charts.RULE, "sheet": charts.SHEET}
    named |= {"river": charts.RIVER, "river-light": charts.RIVER_LIGHT, "vermilion": charts.VERMILION}
    named |= {f"series-{number}": colour for number, colour in enumerate(charts.SERIES, 1)}
    assert {name: tokens[name] for name in named} == named

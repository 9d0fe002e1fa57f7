"""Charts: what is open, undated, expected or reckoned back is drawn apart and said; the words hold the figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from dukou.clusters.charts import against_baselines, by_year, overview
from dukou.clusters.core.district import District, district_of
from dukou.clusters.core.standing import ClusterStanding
from dukou.clusters.tests.said import BY_SEASON, JULY_8, cluster, expected, grew, said, target
from dukou.kit.charts import NARROW, ChartFigure
from dukou.kit.core.labels import speaking

SALT = (said("50.8亿元", "2023"), grew("109%", "2023"), expected("≈24亿元", "2024H1"), grew("76%", "2024H1"), expected("80多亿元", "2024"))


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Every drawing is made anew."""
    cache.clear()
    yield


def district() -> District:
    """Three clusters: one told, one open and undated, one unknown."""
    found = [
        cluster("salt", *SALT, target("100亿元")),
        cluster("tin", said(">100亿元"), target("100亿元"), target("300亿元", "2027")),
        cluster("tea", target("100亿元")),
    ]
    return district_of(found, {each.slug: BY_SEASON for each in found}, JULY_8)


def standing(slug: str) -> ClusterStanding:
    """One of them."""
    found = district().standing(slug)
    assert found
    return found


def texts(figure: ChartFigure | None) -> set[str]:
    """The words drawn, axis numbers left out."""
    assert figure
    return {text for text in re.findall(r"<text[^>]*>([^<]+)</text>", figure.svg) if not re.fullmatch(r"[\d,]+", text)}


def rows(figure: ChartFigure | None) -> list[dict[str, object]]:
    """The data of the spec, all sets together."""
    assert figure
    return [row for row in inside(json.loads(figure.spec_json)) if "words" in row]


def inside(spec: object) -> Iterator[dict[str, object]]:
    """Every object in a spec, in order."""
    if isinstance(spec, dict):
        yield spec
    for each in spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else []:
        yield from inside(each)


def test_the_overview_says_what_it_draws() -> None:
    chart = overview(district())
    assert texts(chart) == {
        "salt",
        "tin",
        "tea",
        "50.8 亿元（2023年）",
        "&gt;100 亿元（未注明时期）",
        "不知（没有全年营收数）",
        "目标 100",
        "▶",
        "营收，亿元",
    }
    assert chart and chart.description.zh == (
        "salt 50.8 亿元（2023年）；tin >100 亿元（未注明时期）；tea 不知（没有全年营收数）。竖线是未注明年份的目标：各 100 亿元。"
    )


def test_english_counts_in_billions() -> None:
    with speaking("en"):
        chart = overview(district())
        assert {"5.08 bn yuan (2023)", "target 10.0", "revenue, bn yuan"} <= texts(chart)
        assert [row.get("value") for row in rows(chart)] == [5.08, 10.0, None]


def test_the_unknown_has_no_bar() -> None:
    tea = rows(overview(district()))[2]
    assert "value" not in tea and "low" not in tea


def test_the_clusters_stand_in_the_districts_order() -> None:
    assert [row["name"] for row in rows(overview(district()))] == ["salt", "tin", "tea"]


def test_the_years_of_a_cluster() -> None:
    names = ("sort", "column", "words", "beneath", "value")
    drawn: list[tuple[Any, ...]] = [tuple(row[name] for name in names) for row in rows(by_year(standing("salt")))]
    assert sorted(drawn) == [
        ("back", "2022年", "24.31", "反推", pytest.approx(24.306, abs=0.001)),
        ("expected", "2024年", "▲ ≥80", "预计数", 80.0),
        ("line", "未注明时期", "目标 100", "未注明年份", 100.0),
        ("part", "2023年", "上半年", "≈13.64", pytest.approx(13.636, abs=0.001)),
        ("part", "2024年", "上半年", "≈24", 24.0),
        ("told", "2023年", "50.8", "", 50.8),
    ]


def test_an_undated_figure_stands_first_and_targets_in_their_years() -> None:
    drawn = {row["column"]: (row["sort"], row["words"]) for row in rows(by_year(standing("tin"))) if row["sort"] != "line"}
    assert drawn == {"未注明时期": ("undated", "▲ >100"), "2027年": ("target", "300")}


def test_nothing_to_draw_is_no_chart() -> None:
    assert by_year(standing("tea")) is None
    assert against_baselines(standing("tin").progress) is None
    empty = cluster("tea")
    assert overview(district_of([empty], {"tea": BY_SEASON}, JULY_8)) is None


def test_progress_against_its_baselines() -> None:
    chart = against_baselines(standing("salt").progress)
    assert {"应 50%，落后 ≈20 个百分点：滞后", "应 ≈26.8%，领先 ≈3.2 个百分点：达到时序", "不知", "≈30%"} <= texts(chart)
    assert [row.get("expected") for row in rows(chart)] == [50.0, pytest.approx(26.84, abs=0.01), None]
    assert chart and "多年同期占全年（中位数）：不知（只知道 1 年的同期占比，至少要 2 年）" in chart.description.zh


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_gets_a_drawing_of_its_own_that_fits_and_says_the_same(language: str) -> None:
    with speaking("en" if language == "en" else "zh"):
        charts = [overview(district()), by_year(standing("salt")), against_baselines(standing("salt").progress)]
        for chart in charts:
            assert chart
            width = re.search(r'<svg[^>]* width="([\d.]+)"', chart.narrow_svg)
            assert width and float(width[1]) <= NARROW
            figures = {digits for text in texts(chart) for digits in re.findall(r"[≈≥>]?\d[\d.]*", text)}
            assert figures and [each for each in figures if each not in chart.narrow_svg.replace("&gt;", ">")] == []
            assert set(re.findall(r'id="([^"]+)"', chart.svg)) & set(re.findall(r'id="([^"]+)"', chart.narrow_svg)) == set()

"""What the brief says of Dadukou, out of the article's figures alone; and what it says nothing of, because the article does not."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from dukou.briefing.tests.asking import EVE, KNOWN, Ask

pytestmark = pytest.mark.django_db

YEAR, HALF = "2023", "2024H1"
FIVE = [
    ("big-data", "大数据智能化", "Big data and intelligent systems"),
    ("biomedical", "大健康生物医药", "Health and biomedicine"),
    ("eco-environment", "生态环保", "Ecology and environmental protection"),
    ("new-materials", "新材料", "New materials"),
    ("noodles", "重庆小面", "Chongqing noodles"),
]
MEASURED = ("revenue", "whole-chain-revenue", "industry-revenue")


def number(figure: dict[str, Any]) -> tuple[object, ...]:
    """Operator, value, the ends of the interval, unit."""
    return tuple(figure[name] for name in ("operator", "value", "low", "high", "unit"))


def claims(cluster: dict[str, Any], period: str, *indicators: str, **told: str) -> list[dict[str, Any]]:
    """A cluster's claims about itself of this period and these indicators, and with these further words."""
    return [
        claim
        for claim in cluster["claims"]
        if claim["subject"] == f"cluster/{cluster['slug']}" and claim["period"] == period and claim["indicator"] in indicators
        if all(claim[name] == value for name, value in told.items())
    ]


def test_five_clusters_in_the_districts_order_with_claims_and_progress(ask: Ask) -> None:
    clusters = ask().data["clusters"]
    assert [(each["slug"], each["name"]["zh"], each["name"]["en"]) for each in clusters] == FIVE
    assert [len(each["claims"]) for each in clusters] == [3, 6, 4, 2, 7]
    assert all(set(each["progress"]) >= {"latest", "done", "baselines", "light", "words", "why", "needed"} for each in clusters)


def test_the_total_takes_the_undated_figure_as_2023_mixes_scopes_and_says_so(ask: Ask) -> None:
    total = ask().data["total"]
    assert (total["operator"], total["value"], total["unit"], total["year"]) == (">", 420.23, "亿元", 2023)
    assert total["notes"] == [
        {
            "zh": "大健康生物医药的 >100 亿元 未注明时期，此处作 2023 年计入",
            "en": "Health and biomedicine: >10.0 bn yuan is undated and taken as of 2023 here",
        },
        {
            "zh": "合计混用了不同口径：全产业链营收（大数据智能化、生态环保）、营收（大健康生物医药、新材料）、产业营收（重庆小面）",
            "en": "the sum mixes scopes: whole-chain revenue (Big data and intelligent systems, Ecology and environmental protection); "
            "revenue (Health and biomedicine, New materials); industry revenue (Chongqing noodles)",
        },
    ]


def test_biomedicine_needs_less_than_what_its_open_base_gives(ask: Ask) -> None:
    undated, first, second = ask().cluster("biomedical")["targets"]
    assert (undated["period"], undated["a_year"]) == (None, [])
    assert [(each["key"], each["operator"], each["value"], each["unit"]) for each in first["a_year"]] == [
        ("growth-2023-to-2027", "<", 31.6, "%"),
        ("growth-2024-to-2027", "<", 44.2, "%"),
    ]
    assert number(second["a_year"][-1]) == ("=", 16.2, 16.2, 16.2, "%")
    assert [claim["claim"] for claim in second["a_year"][-1]["inputs"]] == ["biomedical.revenue.2035", "biomedical.revenue.2027"]


def test_the_noodles_year_before_and_share_of_the_half_year_are_reckoned_back(ask: Ask) -> None:
    figures = ask().cluster("noodles")["figures"]
    assert number(figures["revenue-noodles-2022"]) == ("=", 24.31, 24.22, 24.39, "亿元")
    [last_year] = [each for each in ask().cluster("noodles")["progress"]["baselines"] if each["baseline"] == "last_year"]
    assert number(last_year["expected"]) == ("≈", 26.8, 26.2, 27.5, "%")
    assert (last_year["expected"]["period"], last_year["expected"]) == ("2023H1", figures["share-2023H1"])


def test_the_articles_contradictions_are_findings(ask: Ask) -> None:
    assert [(each["rule"], each["subject"], each["claims"]) for each in ask().data["findings"]] == [
        ("names", "enterprise/zhongyuan-huiji", ["zhongyuan-huiji.short-name.text", "zhongyuan-huiji.short-name.caption"]),
        ("tense", "enterprise/kaierfu", ["kaierfu.gross-output.2024", "kaierfu.gross-output.2024-expected"]),
        ("timeline", "enterprise/kaierfu", ["kaierfu.order.2022", "kaierfu.gross-output.2022"]),
    ]


def test_what_the_article_says_it_says_of_these_clusters_only(ask: Ask) -> None:
    brief = ask()
    assert brief.with_what(lambda each: claims(each, YEAR, *(f"{name}-growth" for name in MEASURED))) == ["big-data", "noodles"]
    assert brief.with_what(lambda each: claims(each, HALF, *MEASURED)) == ["eco-environment", "noodles"]
    exact = ["big-data", "eco-environment", "new-materials", "noodles"]
    assert brief.with_what(lambda each: claims(each, YEAR, *MEASURED, operator="=", kind="reported")) == exact
    assert brief.with_what(lambda each: [claim for claim in each["claims"] if claim["kind"] == "target" and claim["period"]]) == [
        "biomedical"
    ]


def test_and_the_standings_say_no_more_than_that(ask: Ask) -> None:
    brief = ask()
    assert brief.with_what(lambda each: each["growth"]["figure"]["value"]) == ["big-data", "noodles"]
    assert brief.with_what(lambda each: each["progress"]["latest"]) == ["eco-environment", "noodles"]
    assert brief.with_what(lambda each: each["revenue"]["period"] == YEAR and each["revenue"]["operator"] == "=") == [
        "big-data",
        "eco-environment",
        "new-materials",
        "noodles",
    ]
    assert brief.with_what(lambda each: [target for target in each["targets"] if target["period"]]) == ["biomedical"]
    assert brief.with_what(lambda each: [target for target in each["targets"] if target["a_year"]]) == ["biomedical"]
    unlit = brief.with_what(lambda each: each["progress"]["light"] == "unknown")
    assert unlit == ["big-data", "biomedical", "new-materials"]
    assert all(brief.cluster(slug)["progress"]["why"]["zh"] == "没有 2024 年的年内累计数" for slug in unlit)


def test_as_far_as_2023_there_is_no_running_year(ask: Ask) -> None:
    brief = ask(period=YEAR)
    assert brief.with_what(lambda each: each["progress"]["latest"] or each["progress"]["baselines"] or each["progress"]["needed"]) == []
    assert brief.with_what(lambda each: each["progress"]["light"] != "unknown") == []
    assert (brief.data["total"]["operator"], brief.data["total"]["value"]) == (">", 420.23)
    assert str(brief.written.title) == "产业集群简报（2023年，按 2024-07-08 所知）"


def test_the_day_before_everything_is_unknown_in_words_and_no_number_is_there(ask: Ask) -> None:
    brief = ask(EVE)
    numbers: list[str] = []
    json.loads(brief.text, parse_int=numbers.append, parse_float=numbers.append)
    assert (numbers, brief.data["known_on"], brief.findings) == ([], EVE, [])
    assert [each["claims"] for each in brief.data["clusters"]] == [[]] * 5
    assert brief.data["total"]["notes"][0]["zh"] == "没有任何一年的营收数，不作合计"
    cells = ("revenue", "growth", "running", "progress", "target", "needed")
    assert [str(getattr(row, cell).text) for row in brief.written.rows for cell in cells] == ["不知"] * 30
    assert (str(brief.written.total.text), len(brief.written.notes)) == ("不知", 0)


@pytest.mark.parametrize("period", ["", YEAR, HALF])
def test_no_number_of_the_json_carries_noise(ask: Ask, period: str) -> None:
    numbers: list[str] = []
    json.loads(ask(KNOWN, period).text, parse_float=numbers.append)
    assert len(numbers) > 50
    assert [each for each in numbers if not re.fullmatch(r"-?\d+\.\d{1,2}", each)] == []

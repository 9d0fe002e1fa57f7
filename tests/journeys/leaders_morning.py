"""The story of a leader's morning; told three times: at a desk, without scripts, on a phone."""

from __future__ import annotations

import re
from typing import NamedTuple

from playwright.sync_api import Locator, Page, expect

from ..visitors import DAY_BEFORE, Visitors, words

HINTS = ("查看出处", "查看算法", "超过")


class Seen(NamedTuple):
    """What a card says at first glance."""

    name: str
    light: str
    revenue: str
    growth: str
    progress: str


FIVE = [
    Seen("大数据智能化", "不知", "124.2 亿元", "0.5%", "不知没有 2024 年的年内累计数"),
    Seen("大健康生物医药", "不知", "> 100 亿元", "不知", "不知没有 2024 年的年内累计数"),
    Seen("生态环保", "略滞后", "80.23 亿元", "不知", "≈45%"),
    Seen("新材料", "不知", "65 亿元", "不知", "不知没有 2024 年的年内累计数"),
    Seen("重庆小面", "达到时序", "50.8 亿元", "109%", "≈30%"),
]
NOT_YET = [Seen(each.name, "不知", "不知没有全年营收数", "不知", "不知没有 2024 年的年内累计数") for each in FIVE]
NOTES = [
    "大健康生物医药的 >100 亿元 未注明时期，此处作 2023 年计入",
    "合计混用了不同口径：全产业链营收（大数据智能化、生态环保）、营收（大健康生物医药、新材料）、产业营收（重庆小面）",
]
INPUTS = ["124.2 亿元", ">100 亿元", "80.23 亿元", "65 亿元", "50.8 亿元"]


def cards(page: Page) -> list[Seen]:
    """The cards of the desk that is open."""
    return [_seen(card) for card in page.locator(".card").all()]


def spoken(part: Locator) -> str:
    """The text of a part without the hints for screen readers."""
    said = part.inner_text()
    for hint in HINTS:
        said = said.replace(hint, "")
    return re.sub(r"\s+", " ", said).strip()


def told(visitors: Visitors, page: Page) -> None:
    """The leader has signed in, and reads."""
    assert page.url.endswith("/desks/leader/")
    assert cards(page) == FIVE
    _opens_the_total(page)
    _goes_to_an_origin(page)
    _asks_for_the_day_before(page)
    _reads_on_in_english(page)


def _opens_the_total(page: Page) -> None:
    total = page.locator(".notice", has_text="合计")
    assert total.locator("li").all_inner_texts() == NOTES
    assert spoken(total.locator("a")) == ">420.23 亿元"
    total.locator("a").click()
    assert page.url.endswith("/clusters/district/total/")
    assert [spoken(each) for each in page.locator("main li > .figure-link").all()] == INPUTS
    assert page.locator(".notice__title").all_inner_texts() == NOTES
    page.get_by_role("link", name="工作台").click()


def _goes_to_an_origin(page: Page) -> None:
    page.locator(".card", has_text="大数据智能化").locator(".stat .figure-link").click()
    assert page.url.endswith("/figures/big-data.whole-chain-revenue.2023/")
    origin = page.locator("section", has=page.get_by_role("heading", name="出处"))
    pairs = dict(zip(origin.locator("dt").all_inner_texts(), origin.locator("dd").all_inner_texts(), strict=True))
    assert (pairs["位置"], pairs["何日得知"]) == ("第 43 行", "2024-07-08（假定）")
    page.go_back()


def _asks_for_the_day_before(page: Page) -> None:
    page.locator("#known-on").fill(DAY_BEFORE)
    page.get_by_role("button", name="查看", exact=True).click()
    assert page.url.endswith(f"/desks/leader/?known_on={DAY_BEFORE}")
    assert cards(page) == NOT_YET
    assert page.locator(".notice", has_text="合计").count() == 0
    assert "当时所知" in words(page, ".strip")


def _reads_on_in_english(page: Page) -> None:
    there = page.url
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == there
    assert page.locator("h1").inner_text() == "Leader"
    assert page.locator("#known-on").input_value() == DAY_BEFORE
    assert page.locator(".card h3").first.inner_text() == "Big data and intelligent systems"
    assert page.locator(".card .stat, .card .unknown").first.inner_text().count("unknown") == 1


def _seen(card: Locator) -> Seen:
    meter = card.locator(".meter__value")
    progress = meter if meter.count() else card.locator(":scope > .unknown")
    return Seen(
        name=card.locator("h3").inner_text(),
        light=spoken(card.locator(".light")),
        revenue=spoken(card.locator(".stat__line, .stat > .unknown")),
        growth=spoken(card.locator("dl > div", has_text="同比增长").locator("dd")),
        progress=spoken(progress),
    )

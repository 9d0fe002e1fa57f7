"""The brief on paper: the table with its heads on every sheet, and nothing that only a screen needs."""

from __future__ import annotations

import pytest

from ..visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.once]
ONLY_ON_SCREEN = (".mainnav", ".skip-link", ".tools", ".known-on button", "main button")


def test_the_brief_on_paper(visitors: Visitors) -> None:
    page = visitors.at_desk("leader")
    page.goto("/briefing/")
    assert page.locator(".mainnav").is_visible()  # on the screen it is there
    page.emulate_media(media="print")
    assert [part for part in ONLY_ON_SCREEN if any(each.is_visible() for each in page.locator(part).all())] == []
    assert page.locator("#known-on").is_visible()  # paper says as known on which day
    head = page.locator("main table thead").first
    assert head.is_visible()
    assert head.evaluate("each => getComputedStyle(each).display") == "table-header-group"  # repeated on each sheet
    assert page.locator("main table tbody th").all_inner_texts()[:5] == [
        "大数据智能化",
        "大健康生物医药",
        "生态环保",
        "新材料",
        "重庆小面",
    ]
    region = page.locator(".table-region").first
    assert region.evaluate("each => getComputedStyle(each).overflowX") == "visible"  # paper does not scroll
    assert page.pdf(format="A4", landscape=True).startswith(b"%PDF-")


def test_on_paper_the_table_fits_the_sheet(visitors: Visitors) -> None:
    page = visitors.at_desk("leader", viewport={"width": 1000, "height": 700})  # A4 across, less its margins
    page.goto("/briefing/")
    page.emulate_media(media="print")
    assert page.locator("main table").first.evaluate("each => each.getBoundingClientRect().right <= innerWidth")

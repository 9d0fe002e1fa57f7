"""Without a mouse: past the navigation, through it, into a table that scrolls, and to the origin of a figure."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from ..visitors import Visitors, until

pytestmark = [pytest.mark.browser, pytest.mark.once]  # how pages are drawn and reached: no database changes that
FOCUSED = "document.activeElement"


def at_desk(visitors: Visitors, **context: Any) -> Page:
    """The leader's desk, whole and with the keyboard: a key pressed before that goes nowhere."""
    page = visitors.at_desk("leader", **context)
    page.bring_to_front()
    until(page, "document.readyState === 'complete' && document.hasFocus()")
    return page


def tab_to(page: Page, selector: str, presses: int = 80) -> None:
    """Press Tab until the focus stands on what is meant."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches({selector!r})"):
            return
    raise AssertionError(f"{selector} is not reached by {presses} tabs")


def test_the_skip_link_comes_first_and_leads_to_the_content(visitors: Visitors) -> None:
    page = at_desk(visitors)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.textContent") == "跳到正文"
    box = page.locator(".skip-link").bounding_box()
    assert box is not None and box["y"] >= 0  # focused, it is in sight
    page.keyboard.press("Enter")
    until(page, f"{FOCUSED}.id === 'content'")
    tab_to(page, "main a", presses=1)


def test_the_navigation_and_a_figure_are_opened_with_enter(visitors: Visitors) -> None:
    page = at_desk(visitors)
    tab_to(page, ".mainnav a[href='/clusters/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/clusters/")
    tab_to(page, ".card .stat .figure-link")
    outline = page.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle")
    assert outline != "none"  # where one stands can be seen
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures/big-data.whole-chain-revenue.2023/")


def test_a_table_is_reached_and_scrolled(visitors: Visitors) -> None:
    page = at_desk(visitors, viewport={"width": 700, "height": 480})  # narrower than the table, and not yet a phone
    page.goto("/briefing/")
    until(page, "document.readyState === 'complete' && document.hasFocus()")
    tab_to(page, ".table-region")
    assert page.evaluate(f"{FOCUSED}.getAttribute('aria-label')") != ""
    page.keyboard.press("ArrowRight")
    until(page, f"{FOCUSED}.scrollLeft > 0")

"""The leader's morning again: in a browser without scripts, and on a phone, where no page scrolls sideways."""

from __future__ import annotations

import pytest

from ..visitors import PHONE, Visitors, is_wider_than_window
from .leaders_morning import told

pytestmark = [pytest.mark.browser, pytest.mark.once]  # how pages are drawn and reached: no database changes that
READ = (
    "/desks/leader/",
    "/clusters/",
    "/clusters/noodles/",
    "/clusters/district/total/",
    "/figures/",
    "/figures/findings/",
    "/briefing/",
    "/figures/big-data.whole-chain-revenue.2023/",
)


def test_without_scripts(visitors: Visitors) -> None:
    told(visitors, visitors.at_desk("leader", java_script_enabled=False))


def test_on_a_phone(visitors: Visitors) -> None:
    page = visitors.at_desk("leader", viewport=PHONE, is_mobile=True, has_touch=True, device_scale_factor=2)
    told(visitors, page)
    wide = []
    for address in READ:
        page.goto(address)
        wide += [address] if is_wider_than_window(page) else []
    assert wide == []


def test_a_page_that_is_too_wide_would_be_noticed(visitors: Visitors) -> None:
    page = visitors.at_desk("leader", viewport=PHONE)
    page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(400)")
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    assert is_wider_than_window(page)


def test_on_a_phone_a_broad_table_is_read_downwards_and_stays_a_table(visitors: Visitors) -> None:
    page = visitors.at_desk("leader", viewport=PHONE)
    page.goto("/briefing/")
    region = page.locator(".table-region").first
    assert region.evaluate("each => each.scrollWidth <= each.clientWidth")
    cells = page.locator("main table").first.locator("tbody tr").first.locator("td")
    heads = [cell.evaluate("each => getComputedStyle(each, '::before').content") for cell in cells.all()]
    assert heads[:2] == ['"营收"', '"增速"']  # said before each value
    assert cells.nth(1).bounding_box()["y"] > cells.nth(0).bounding_box()["y"]  # type: ignore[index]
    rows, columns = page.get_by_role("row"), page.get_by_role("columnheader", name="营收")
    assert (rows.count() > 6, columns.count()) == (True, 1)  # as those hear it who do not see

"""The noodle office looks at its chain, reads why one link is at risk, puts a firm on the invitation list; the leader sees it on the desk.

The same without scripts, and on a phone in English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..visitors import PHONE, Visitors, is_wider_than_window, words
from .noodle_firms import enter_firms

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
MAP = "/chains/maps/noodles/"
SAUCE = "示例市虚构调味液包有限公司"
BOXED = "示例市虚构预包装小面有限公司"
PLACED = {SAUCE: ("sauce-packs", "1000万元"), BOXED: ("boxed-noodles", "2亿元")}  # the one makes what the other needs
INVITED = "第二家调味液包企业（虚构）"


def test_an_office_finds_what_a_chain_lacks(visitors: Visitors) -> None:
    enter_firms(PLACED)
    officer, leader = visitors.at_desk("officer"), visitors.at_desk("leader")
    _looks_and_invites(officer)
    leader.goto("/desks/leader/")
    panel = leader.locator("section", has_text="产业链缺什么、弱什么")
    assert INVITED in panel.inner_text()
    panel.get_by_role("link", name="重庆小面及食品").click()
    assert "重新研判" not in words(leader)


@pytest.mark.once
def test_without_scripts(visitors: Visitors) -> None:
    enter_firms(PLACED)
    _looks_and_invites(visitors.at_desk("officer", java_script_enabled=False))


@pytest.mark.once
def test_on_a_phone_in_english_no_page_scrolls_sideways(visitors: Visitors) -> None:
    enter_firms(PLACED)
    page = visitors.at_desk("officer", "en", viewport=PHONE, is_mobile=True, has_touch=True, device_scale_factor=2)
    page.goto(MAP)
    page.get_by_role("button", name="Assess anew").click()
    assert "single source" in words(page) or "at risk" in words(page)
    wide = []
    for address in (
        MAP,
        f"{MAP}suggestions/",
        f"{MAP}strength/",
        f"{MAP}sheets/",
        f"{MAP}nodes/sauce-packs/",
        "/chains/",
        "/chains/evidence/",
    ):
        page.goto(address)
        if is_wider_than_window(page):
            wide.append(address)
    assert wide == []


def _looks_and_invites(officer: Page) -> None:
    officer.goto("/chains/")
    officer.get_by_role("link", name="重庆小面及食品").click()
    officer.get_by_role("button", name="重新研判").click()
    assert "研判日" in words(officer)
    officer.locator("table", has_text="调味液包").get_by_role("link", name="调味液包").first.click()
    read = words(officer)
    assert [word in read for word in (SAUCE, "1,000 万元", "区内只有 1 家企业", "没有可用的回测")] == [True] * 4
    officer.get_by_label("要找的企业").fill(INVITED)
    officer.get_by_role("button", name="列入").click()
    officer.get_by_role("link", name=INVITED).click()
    officer.get_by_label("状态").select_option("contacted")
    officer.get_by_label("经过").fill("电话联系，愿意来看")
    officer.get_by_role("button", name="记下").click()
    assert [word in words(officer) for word in ("已接触", "电话联系，愿意来看", "列入时的建议")] == [True] * 3

"""The article contradicts itself three times. The house shows it and repairs nothing; what was wrong is withdrawn by a person."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from ..visitors import DAY_BEFORE, KNOWN_ON, Visitors, words

pytestmark = pytest.mark.browser
DAY_AFTER = "2024-07-09"
SPELLING = ("中元汇吉", "名称不一")
THREE = [SPELLING, ("凯尔夫公司", "既成与预计并存"), ("凯尔夫公司", "时间先后不合")]


def found(page: Page, known_on: str) -> list[tuple[str, str]]:
    """The contradictions shown on a day of knowledge: whose, and of what sort."""
    page.goto(f"/figures/findings/?known_on={known_on}")
    notices = page.locator(".notice--finding").all()
    return [(each.locator(".notice__title").inner_text(), each.locator("strong").inner_text()) for each in notices]


def test_contradictions_are_shown_until_one_goes(visitors: Visitors) -> None:
    officer = visitors.at_desk("officer")
    assert sorted(found(officer, KNOWN_ON)) == sorted(THREE)
    assert found(officer, DAY_BEFORE) == []
    assert "没有发现互相矛盾的数据" in words(officer)

    officer.goto(f"/figures/findings/?known_on={KNOWN_ON}")
    officer.get_by_role("link", name="中允汇吉").click()
    officer.get_by_role("link", name="更正或撤回").click()
    officer.locator("#id_withdraw").check()
    officer.locator("#id_known_on").fill(DAY_AFTER)
    officer.locator("#id_reason").fill("图片说明里的错字（演示）")
    officer.get_by_role("button", name="记录更正").click()

    assert sorted(found(officer, DAY_AFTER)) == sorted(each for each in THREE if each != SPELLING)
    assert sorted(found(officer, KNOWN_ON)) == sorted(THREE)  # what was known then stays as it was
    officer.goto(f"/figures/zhongyuan-huiji.short-name.caption/?known_on={DAY_AFTER}")
    assert "这个数已撤回" in words(officer)

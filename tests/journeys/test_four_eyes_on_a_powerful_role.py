"""The steward asks for a powerful role for a colleague and cannot decide it himself; another who may approve does."""

from __future__ import annotations

import pytest

from ..visitors import Visitors, words

pytestmark = pytest.mark.browser
REQUEST = "授予 demo-officer：系统管理员（demo-office）"


def test_four_eyes_on_a_powerful_role(visitors: Visitors) -> None:
    steward, leader, officer = (visitors.at_desk(name) for name in ("steward", "leader", "officer"))
    officer.goto("/accounts/")
    assert "系统管理员" not in words(officer)

    steward.get_by_role("link", name="审批", exact=True).first.click()
    steward.locator("#id_person").select_option("demo-officer")
    steward.locator("#id_organisation").select_option("demo-office")
    steward.locator("#id_role").select_option("steward")
    steward.locator("#id_from_on").fill("2024-07-08")
    steward.locator("#id_reason").fill("轮岗（演示）")
    steward.get_by_role("button", name="提交申请").click()
    assert "已提交，等待另一人复核" in words(steward)
    steward.get_by_role("link", name=REQUEST).click()
    assert steward.get_by_role("button", name="作出决定").count() == 0

    leader.goto("/")
    leader.locator("section", has_text="待您复核").get_by_role("link", name=REQUEST).click()
    leader.get_by_label("同意", exact=True).check()
    leader.locator("#id_reason").fill("同意轮岗（演示）")
    leader.get_by_role("button", name="作出决定").click()
    assert "已作出决定" in words(leader)

    officer.goto("/accounts/")
    assert "系统管理员" in words(officer)
    steward.reload()
    assert "同意轮岗（演示）" in words(steward)

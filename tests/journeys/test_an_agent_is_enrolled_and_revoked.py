"""The window invites an agent of a made-up firm; the newcomer accepts by link and works, until the enrolment is revoked: at once."""

from __future__ import annotations

import pytest

from ..visitors import Visitors, words

pytestmark = pytest.mark.browser
NEWCOMER = "虚构的经办人"


def test_an_agent_is_enrolled_and_revoked(visitors: Visitors) -> None:
    window, agent = visitors.at_desk("window"), visitors.someone()
    window.get_by_role("link", name="企业经办人").click()
    window.locator("#id_organisation").select_option("demo-firm")
    window.locator("#id_invitee_name").fill(NEWCOMER)
    window.locator("#id_proof").fill("授权委托书（演示）2024-07-01")
    window.get_by_role("button", name="生成邀请").click()
    link = window.locator(".notice code").inner_text()

    agent.goto(link)
    assert agent.locator("h1").inner_text() == "演示·虚构企业（并不存在）"
    agent.locator("#id_username").fill("made-up-agent")
    agent.locator("#id_display_name").fill(NEWCOMER)
    agent.locator("#id_password").fill("heron at the ferry 7")
    agent.get_by_role("button", name="建立账号并接受").click()
    assert "企业经办人" in words(agent)
    agent.goto("/")
    assert (agent.url.endswith("/desks/enterprise/"), agent.locator("h1").inner_text()) == (True, "企业")

    second = visitors.someone()
    second.goto(link)  # a link opens once
    assert second.locator("#id_username").count() == 0

    window.goto("/accounts/enrolments/")
    row = window.locator("tbody tr", has_text="made-up-agent")
    row.locator("input[name=reason]").fill("已离职（演示）")
    row.get_by_role("button", name="撤销").click()
    assert "已离职（演示）" in words(window, "tbody tr:has-text('made-up-agent')")

    gone = agent.reload()
    assert gone is not None and gone.status == 404
    agent.goto("/")
    assert agent.url.endswith("/figures/")  # signed in still, and at no desk

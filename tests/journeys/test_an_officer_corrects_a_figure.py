"""An officer corrects a figure with a reason; nothing is overwritten, and the trail keeps who, what and why."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from typer.testing import CliRunner

from dukou.audit.commands import app

from ..visitors import KNOWN_ON, Visitors, words
from .leaders_morning import spoken

pytestmark = pytest.mark.browser
FIGURE = "/figures/noodles.industry-revenue.2023/"
DAY_AFTER = "2024-07-09"
REASON = "核对年报后更正（演示）"


def revenue(page: Page, known_on: str) -> str:
    """The noodle cluster's revenue and the total, as the leader's desk shows them on a day of knowledge."""
    page.goto(f"/desks/leader/?known_on={known_on}")
    total = page.locator(".notice", has_text="合计").locator("a")
    return f"{spoken(page.locator('.card', has_text='重庆小面').locator('.stat__line'))} · {spoken(total)}"


def test_an_officer_corrects_a_figure(visitors: Visitors) -> None:
    officer, leader, auditor = (visitors.at_desk(name) for name in ("officer", "leader", "auditor"))
    officer.goto(FIGURE)
    officer.get_by_role("link", name="更正或撤回").click()
    officer.locator("#id_value").fill("51.2亿元")
    officer.locator("#id_known_on").fill(DAY_AFTER)
    officer.get_by_role("button", name="记录更正").click()
    assert words(officer, ".faults li").startswith("理由")  # without a reason nothing is recorded
    officer.locator("#id_reason").fill(REASON)
    officer.get_by_role("button", name="记录更正").click()
    assert officer.url.split("?")[0].endswith(FIGURE)
    assert "已记录；原数保留在修订记录里" in words(officer)

    assert revenue(leader, DAY_AFTER) == "51.2 亿元 · >420.63 亿元"
    assert revenue(leader, KNOWN_ON) == "50.8 亿元 · >420.23 亿元"

    leader.goto(f"{FIGURE}?known_on={DAY_AFTER}")
    rows = [row.locator("th, td").all_inner_texts() for row in leader.locator("table:has(caption:has-text('修订记录')) tbody tr").all()]
    assert [[row[0], row[1], row[4], row[5]] for row in rows] == [
        ["1", "50.8 亿元", KNOWN_ON, "首次记录"],
        ["2", "51.2 亿元", DAY_AFTER, REASON],
    ]

    auditor.goto("/accounts/trail/?act=figures.correct")
    event = auditor.locator("tbody tr")
    assert event.count() == 1
    said = words(auditor, "tbody tr")
    assert [part in said for part in ("demo-officer", "noodles.industry-revenue.2023", "50.8", "→", "51.2", REASON)] == [True] * 6

    verdict = CliRunner().invoke(app, ["verify"])
    assert (verdict.exit_code, "链" in verdict.output) == (0, True)

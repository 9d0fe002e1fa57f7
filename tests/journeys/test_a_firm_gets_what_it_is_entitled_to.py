"""An agent sees what his made-up firm is entitled to and files; an office decides, a second person confirms and pays; the list shrinks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ..visitors import Visitors, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NAME, MEASURE = "示例市石榴虚构有限公司", "研发投入补助"


def test_a_firm_gets_what_it_is_entitled_to(visitors: Visitors) -> None:
    _firm()
    agent, officer, leader = (visitors.at_desk(name) for name in ("enterprise", "officer", "leader"))
    agent.goto("/")
    panel = agent.locator("section", has_text="我们能享受的政策")
    assert "确定可得 20 万元" in panel.inner_text()
    panel.locator("tbody tr", has_text=MEASURE).get_by_role("link", name="申报").click()
    assert "按现有资料：符合，20 万元" in words(agent)
    for paper in ("收款账户说明", "研发费用专项审计报告"):
        agent.get_by_label(paper, exact=True).check()
    agent.get_by_role("button", name="提出申请").click()
    assert "已提出" in words(agent)
    address = agent.url.removeprefix(visitors.watch.own)

    officer.goto("/policies/office/")
    officer.get_by_role("button", name="重新匹配全部企业").click()
    _work()
    assert _unpaid(officer) == ["办理中"]
    officer.goto(address)
    decision = officer.locator("section", has=officer.get_by_role("heading", name="初审"))
    decision.get_by_label("同意兑付", exact=True).check()
    decision.get_by_label("理由").fill("条件和材料都齐（演示）")
    decision.get_by_role("button", name="初审").click()
    assert "已初审，待复核" in words(officer)
    _approve(leader, "同意兑付")

    officer.goto(address)
    payment = officer.locator("section", has=officer.get_by_role("heading", name="登记付款"))
    payment.get_by_label("付款凭证号").fill("演示-1")
    payment.get_by_role("button", name="登记付款").click()
    assert "已报付款，待复核" in words(officer)
    _approve(leader, "付款")

    assert _unpaid(officer) == []
    agent.reload()
    assert "已兑付" in words(agent)


def _unpaid(officer: Page) -> list[str]:
    """Why the firm has not got the measure, as the list tells it."""
    officer.goto("/policies/office/unpaid/")
    rows = officer.locator("tbody tr", has_text=NAME).filter(has_text=MEASURE)
    return [row.locator("td").nth(2).inner_text() for row in rows.all()]


def _approve(leader: Page, word: str) -> None:
    """The second person grants what waits."""
    leader.goto("/accounts/approvals/")
    leader.get_by_role("link", name=word).first.click()
    leader.get_by_label("同意", exact=True).check()
    leader.locator("#id_reason").fill("复核（演示）")
    leader.get_by_role("button", name="作出决定").click()
    assert "已作出决定" in words(leader)


def _work() -> None:
    """Let a worker do what was asked for."""
    from dukou.kit.jobs.worker import Worker

    assert Worker().run_until_empty() == 1


def _firm() -> None:
    """The firm of the demo agent: 50 m yuan of revenue and 2 m of research, told by itself."""
    from django.db import transaction

    from dukou.accounts.models import Organisation
    from dukou.enterprises.core.entries import Entry
    from dukou.enterprises.models import Enterprise
    from dukou.enterprises.register import add
    from dukou.enterprises.tests.made_up import HOW
    from dukou.enterprises.tests.stated import state
    from dukou.rules.core.visibility import Visibility

    with transaction.atomic():
        (firm,) = add([Entry(name=NAME, founded_on=date(2015, 1, 2))], HOW)
    Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key="demo-firm"))
    figures = (("revenue", "5000万元", "2023"), ("research-spending", "200万元", "2023"))
    state(firm, *figures, visibility=Visibility.INTERNAL, owner="demo-firm")

"""An agent sees what his made-up firm is entitled to and files; an office decides, a second person confirms and pays; the list shrinks.

And in each language an office reads who is entitled, who is close, and why.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ..visitors import Visitors, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NAME, MEASURE = "示例市石榴虚构有限公司", "研发投入补助"
CLOSE = "示例市山楂虚构有限公司"
BOOK = "/rules/example-research/2024/"
# What stands on each page in each language; clauses are numbered as the document has them.
SAID = {
    "zh": {
        "own": ("我们能享受的政策", f"{NAME}：确定可得 20 万元", MEASURE),
        "office": ("政策找企业", "按 2024-07-08 的资料", MEASURE, "差一条"),
        "ready": ("符合条件的企业", "未告知", "20 万元"),
        "near": ("差一条的企业", "第六条（一） 上年研发费用 100 万元以上", "90 万元", "≥ 100 万元", "10 万元"),
        "book": ("研发投入补助的条件（示例）", "条件：须全部满足", "研发费用占营收 3% 以上", "税务局"),
        "answer": ("不符合", "第六条（一）", "90 万元", "≥ 100 万元", "10 万元"),
    },
    "en": {
        "own": ("What we are entitled to", f"{NAME}: 200,000 yuan for certain", "subsidy for research"),
        "office": ("Policy finds enterprise", "on what was known on 2024-07-08", "subsidy for research", "one condition short"),
        "ready": ("Firms entitled", "not told", "200,000 yuan"),
        "near": (
            "Firms one condition short",
            "第六条（一） R&D of last year is 1 m yuan or more",
            "0.9 m yuan",
            "≥ 1 m yuan",
            "0.1 m yuan",
        ),
        "book": ("Conditions of the subsidy for research (example)", "all have to hold", "it is 3 % of revenue or more", "tax office"),
        "answer": ("no", "第六条（一）", "0.9 m yuan", "≥ 1 m yuan", "0.1 m yuan"),
    },
}


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
    assert _unpaid(officer) == ["材料不齐"]
    _receive(officer, address)
    assert _unpaid(officer) == ["办理中"]
    officer.goto(address)
    decision = officer.locator("details", has=officer.get_by_role("heading", name="初审"))
    decision.get_by_label("同意兑付", exact=True).check()
    decision.get_by_label("理由").fill("条件和材料都齐（演示）")
    decision.get_by_role("button", name="初审").click()
    assert "已初审，待复核" in words(officer)
    _approve(leader, "同意兑付")

    officer.goto(address)
    payment = officer.locator("details", has=officer.get_by_role("heading", name="登记付款"))
    payment.get_by_label("付款凭证号").fill("演示-1")
    payment.get_by_role("button", name="登记付款").click()
    assert "已报付款，待复核" in words(officer)
    _approve(leader, "付款")

    assert _unpaid(officer) == []
    agent.reload()
    assert "已兑付" in words(agent)


@pytest.mark.parametrize("language", ["zh", pytest.param("en", marks=pytest.mark.once)])
def test_an_office_reads_who_is_entitled_and_why(visitors: Visitors, language: str) -> None:
    said, close = SAID[language], _two_firms_matched()
    agent, officer = (visitors.at_desk(name, language) for name in ("enterprise", "officer"))
    measure = "/policies/measures/research-subsidy/"
    pages = {
        "own": (agent, "/"),
        "office": (officer, "/policies/office/"),
        "ready": (officer, f"{measure}ready/"),
        "near": (officer, f"{measure}near/"),
        "book": (officer, BOOK),
        "answer": (officer, f"{BOOK}about/{close}/"),
    }
    read = {}
    for name, (page, address) in pages.items():
        page.goto(address)
        read[name] = words(page)
    assert [(name, text) for name in pages for text in said[name] if text not in read[name]] == []
    assert [name for name in ("ready", "near") if NAME in read[name]] == ["ready"]
    assert [name for name in ("ready", "near", "answer") if CLOSE in read[name]] == ["near", "answer"]


def _receive(officer: Page, address: str) -> None:
    """The office notes what the firm only said to be ready."""
    officer.goto(address)
    arrived = officer.locator("details", has=officer.get_by_role("heading", name="登记收到的材料"))
    for paper in ("收款账户说明", "研发费用专项审计报告"):
        arrived.get_by_label(paper, exact=True).check()
    arrived.get_by_role("button", name="登记收到的材料").click()


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


def _two_firms_matched() -> str:
    """The demo agent's firm, another that spent 900 thousand yuan on research, and a run; the key of the other."""
    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.policies.actions import matching

    _firm()
    key = _made(CLOSE, ("revenue", "2000万元", "2023"), ("research-spending", "90万元", "2023"))
    matching.run(by=command_line_viewer("tests"), as_of=date(2024, 7, 8))
    return key


def _firm() -> None:
    """The firm of the demo agent: 50 m yuan of revenue and 2 m of research, told by itself."""
    from dukou.accounts.models import Organisation
    from dukou.enterprises.models import Enterprise

    key = _made(NAME, ("revenue", "5000万元", "2023"), ("research-spending", "200万元", "2023"), owner="demo-firm")
    Enterprise.objects.filter(key=key).update(organisation=Organisation.objects.get(key="demo-firm"))


def _made(name: str, *figures: tuple[str, str, str], owner: str = "") -> str:
    """A made-up firm with figures; its key."""
    from django.db import transaction

    from dukou.enterprises.core.entries import Entry
    from dukou.enterprises.register import add
    from dukou.enterprises.tests.made_up import HOW
    from dukou.enterprises.tests.stated import state
    from dukou.rules.core.visibility import Visibility

    with transaction.atomic():
        (firm,) = add([Entry(name=name, founded_on=date(2015, 1, 2))], HOW)
    state(firm, *figures, visibility=Visibility.INTERNAL, owner=owner)
    return firm.key

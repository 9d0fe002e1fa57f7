"""A made-up firm that builds a motorcycle plant whistles three times from a phone; three departments answer, somebody else calls back.

The troubles are those of the article's story: a power line to be moved, social insurance of new staff, an environmental approval.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ..visitors import PHONE, Visitors, sign_in, words

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
NAME = "示例市海棠虚构摩托车有限公司"
LINE = ("新厂区高压线路要迁改", "高压线路从在建厂房上方过，影响封顶，请协调迁改。")
STAFF = ("新招员工参保办不下来", "社保系统里 30 名新员工的参保申报被退回。")
APPROVAL = ("涂装线环评还没有批复", "环评材料已交，盼早日批复，好安装涂装线。")
UNITS = {"power-unit": "供电单位（示意）", "labour-unit": "人力社保部门（示意）", "ecology-unit": "生态环境部门（示意）"}


def test_three_troubles_of_a_new_plant(visitors: Visitors) -> None:
    _people()
    agent = visitors.at_desk("enterprise", viewport=PHONE, is_mobile=True, has_touch=True)
    numbers = [_whistled(agent, *told) for told in (LINE, STAFF, APPROVAL)]
    window, officer = (visitors.at_desk(name) for name in ("window", "officer"))
    units = {unit: _somebody(visitors, unit) for unit in UNITS}

    line, staff, approval = numbers
    assert "待受理" in words(window, "section:has-text('诉求受理')")
    for number, topic in ((line, "用电"), (staff, "用工社保"), (approval, "环保")):
        window.goto(f"/appeals/{number}/")
        assert topic in words(window)  # read off the words of the appeal
        _step(window, "受理")
    _sent(window, line, lead="power-unit", assisting=("ecology-unit",), separate=("labour-unit",))
    _sent(window, staff, lead="labour-unit")
    _sent(window, approval, lead="ecology-unit")

    agent.goto(f"/appeals/{line}/")
    assert "答复企业" in words(agent) and "协办" not in words(agent)  # the enterprise sees its own clock alone
    assert all(unit in words(agent) for unit in UNITS.values())  # and who has its matter in hand

    _answered(units["ecology-unit"], line, "线路走廊不涉及生态红线，无不同意见。")
    _answered(units["labour-unit"], line, "迁改期间停工工资按规定发放，可来窗口办理。")
    _replied(units["power-unit"], line, "线路已迁改，可以封顶。", "10 千伏线路改走北侧管廊")
    _replied(units["labour-unit"], staff, "30 名员工已参保。", "更正了 3 人的证件号码")
    _replied(units["ecology-unit"], approval, "批复已送达。", "环评已批复")

    for number in numbers:
        _called_back(officer, number)
    for number, title in zip(numbers, (LINE[0], STAFF[0], APPROVAL[0]), strict=True):
        agent.goto(f"/appeals/{number}/")
        said = words(agent)
        assert title in said and "答复" in said and "满意" in said and "要求重新办理" in said
    agent.goto("/appeals/")
    assert re.findall(r"解决", words(agent, "tbody")) == ["解决"] * 3


def test_a_whistle_without_scripts_and_its_secret_link(visitors: Visitors) -> None:
    _people()
    agent = visitors.at_desk("enterprise", java_script_enabled=False)
    number = _whistled(agent, *LINE)
    link = agent.locator("details", has_text="免登录查询链接").locator("a").get_attribute("href")
    assert link is not None
    stranger = visitors.someone()
    stranger.goto(link)
    said = words(stranger)
    assert f"第 {number} 号诉求" in said and "受理" in said
    assert [word for word in (NAME, LINE[1], "138") if word in said] == []  # what could leak is there, on the agent's page
    assert [word for word in (NAME, LINE[1], "13800000000") if word not in words(agent)] == []
    stranger.goto(link[:-2] + "/")
    assert "没有查到" in words(stranger)


def _whistled(agent: Page, title: str, text: str) -> int:
    agent.goto("/appeals/whistle/")
    agent.get_by_label("一句话说明要解决什么").fill(title)
    agent.get_by_label("什么事、在哪里、希望怎样解决").fill(text)
    agent.get_by_label(re.compile("联系人")).fill("虚构联系人")
    agent.get_by_label(re.compile("电话")).fill("13800000000")
    agent.get_by_role("button", name="提交").click()
    found = re.search(r"已收到，编号 (\d+)", words(agent, "body"))
    assert found is not None
    return int(found[1])


def _form(page: Page, title: str) -> None:
    """Open the step of this title, whether scripts run or not."""
    step = _details(page, title)
    if step.get_attribute("open") is None:
        step.locator("summary").first.click()  # of the step itself, not of what is folded in it


def _details(page: Page, title: str) -> Locator:
    return page.locator("details.step", has=page.get_by_role("heading", name=title, exact=True))


def _step(page: Page, title: str) -> None:
    _form(page, title)
    _details(page, title).get_by_role("button", name=title, exact=True).click()


def _sent(window: Page, number: int, lead: str, assisting: tuple[str, ...] = (), separate: tuple[str, ...] = ()) -> None:
    window.goto(f"/appeals/{number}/")
    _form(window, "派单")
    step = _details(window, "派单")
    assert UNITS[lead] in step.inner_text()  # the duty list proposes it
    step.get_by_label("主办单位").select_option(lead)
    for label, units in (("协办单位", assisting), ("分办单位", separate)):
        if units:
            step.locator("summary", has_text=label).click()  # most matters are one unit's
        for unit in units:
            step.get_by_role("group", name=re.compile(label)).get_by_label(UNITS[unit]).check()
    _step(window, "派单")
    assert "已派单" in words(window, "body")


def _answered(unit: Page, number: int, text: str) -> None:
    unit.goto(f"/appeals/{number}/")
    _form(unit, "答复（协办、分办）")
    _details(unit, "答复（协办、分办）").get_by_label("内容").fill(text)
    _step(unit, "答复（协办、分办）")
    assert "已答复" in words(unit, "body")


def _replied(unit: Page, number: int, text: str, done: str) -> None:
    unit.goto(f"/appeals/{number}/")
    _form(unit, "答复企业")
    step = _details(unit, "答复企业")
    step.get_by_label("解决", exact=True).check()
    step.get_by_role("textbox", name="答复企业").fill(text)
    step.get_by_label(re.compile("采取的措施和结果")).fill(done)
    _step(unit, "答复企业")
    assert "已答复企业" in words(unit, "body")


def _called_back(officer: Page, number: int) -> None:
    officer.goto(f"/appeals/{number}/")
    _form(officer, "登记回访")
    _details(officer, "登记回访").get_by_label("满意", exact=True).check()
    _step(officer, "登记回访")
    assert "已登记回访" in words(officer, "body")


def _somebody(visitors: Visitors, unit: str) -> Page:
    """An officer of a unit, signed in."""
    from dukou.accounts.tests.cast import PASSWORD

    page = visitors.someone()
    page.goto("/accounts/sign-in/")
    sign_in(page, f"journey-{unit}", PASSWORD)
    return page


def _people() -> None:
    """The firm of the demo agent, and an officer in each of three units."""
    from django.db import transaction

    from dukou.accounts.core.roles import Role
    from dukou.accounts.models import Organisation
    from dukou.accounts.tests import cast
    from dukou.enterprises.core.entries import Entry
    from dukou.enterprises.models import Enterprise
    from dukou.enterprises.register import add
    from dukou.enterprises.tests.made_up import HOW

    with transaction.atomic():
        (firm,) = add([Entry(name=NAME)], HOW)
    Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key="demo-firm"))
    for unit in UNITS:
        cast.person(f"journey-{unit}", Role.DEPARTMENT_OFFICER, at=unit, password=cast.PASSWORD)

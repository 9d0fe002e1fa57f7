"""A made-up plant fills in one form on a phone; four utilities and a permit office act, one utility's system being down for a while.

One survey, one answer, one acceptance; the receipt of the outer clock verifies, and the page says which materials became which.
"""

from __future__ import annotations

import json
import re
import urllib.request
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from ..visitors import PHONE, Visitors, is_wider_than_window, sign_in, words

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
NAME = "示例市海棠虚构机车有限公司"
SECRET, SECRET_NAME = "a made-up secret of a journey", "DUKOU_JOURNEY_SECRET"
UNITS = ("water-unit", "gas-unit", "telecom-unit-a", "road-unit")  # these work on our pages; power has a system of its own
TYPED = {
    "credit_code": "91500104MA00000000",
    "legal_representative": "虚构甲",
    "agent_name": "虚构乙",
    "agent_id": "500104000000000000",
    "agent_phone": "023-00000000",
    "site_address": "示例园区虚构路 2 号",
    "site_division": "500104",
    "power_kva": "315",
    "water_m3_day": "12.5",
    "gas_m3_hour": "20",
    "bandwidth_mbps": "500",
    "phone_lines": "2",
    "road_name": "虚构路北段",
    "road_metres": "60",
    "works_from": "2027-03-01",
    "works_until": "2027-03-20",
}
YES = frozenset({"digs_road"})


def test_one_form_four_utilities_and_a_permit(visitors: Visitors, monkeypatch: pytest.MonkeyPatch) -> None:
    from dukou.affairs.tests.receiving import system

    monkeypatch.setenv(SECRET_NAME, SECRET)
    with system(SECRET) as grid:
        _people(grid.address)
        agent = visitors.at_desk("enterprise", viewport=PHONE, is_mobile=True, has_touch=True)
        number = _applied(agent)
        window = visitors.at_desk("window")
        units = {unit: _somebody(visitors, unit) for unit in UNITS}
        _step(window, number, "受理")
        grid.statuses = [503, 503]
        _handed_over(0)
        assert _sent(number) == {"power-unit": "waiting"} | dict.fromkeys(UNITS, "taken")  # one that is down keeps nobody waiting
        _handed_over(1)
        _handed_over(5)
        assert (_sent(number)["power-unit"], list(grid.came.values())) == ("taken", [1])
        assert {each["key"] for each in grid.order[0]["fields"]} & {"water_m3_day", "gas_m3_hour", "road_name"} == set()

        for unit in UNITS[:3]:
            _said(units[unit], number)
        _told_by_system(visitors, number, "acknowledged", "d-1", reference="GRID-1")
        _told_by_system(
            visitors, number, "answer", "d-2", is_feasible=True, text="由东侧环网柜接入", fee_fen=2_400_000, fee_basis="按工程量清单"
        )
        _step(units["road-unit"], number, "办结本单位事项：道路开挖", words="准予挖掘，按承诺恢复路面")

        _joint(window, number, "联合踏勘", absent="供气单位（示意）")
        _step(window, number, "发出一次答复")
        _agreed(agent, number)
        _joint(window, number, "联合验收")
        _found_done(agent, number)


def test_the_form_without_scripts_keeps_what_was_typed(visitors: Visitors) -> None:
    _people("")
    agent = visitors.at_desk("enterprise", java_script_enabled=False)
    _begun(agent, ("power",))
    agent.goto(f"{agent.url.partition('?')[0]}?page=power")
    agent.locator("[name=a-power_kva]").fill("很大")
    agent.get_by_role("button", name="保存，下一步").click()
    assert "不是数" in words(agent) and agent.locator("[name=a-power_kva]").input_value() == "很大"
    agent.goto("/affairs/")
    agent.get_by_role("link", name=re.compile(f"水电气讯联合报装.*{NAME}")).click()
    agent.goto(f"{agent.url.partition('?')[0]}?page=power")
    assert agent.locator("[name=a-power_kva]").input_value() == "很大"
    agent.goto(f"{agent.url.partition('?')[0]}?page=check")
    assert "处没填好" in words(agent)
    agent.get_by_role("button", name="提交").click()
    assert "没有提交申请" in words(agent)


def _begun(agent: Page, matters: tuple[str, ...]) -> None:
    agent.goto("/affairs/")
    agent.locator("main a[href='/affairs/begin/joint-connection/']").click()
    agent.get_by_label("企业").select_option(label=NAME)
    agent.get_by_role("button", name="开始填表").click()
    for matter in matters:
        agent.locator(f"#m-{matter}").check()
    if "telecom" in matters:
        agent.locator("#u-telecom-telecom-unit-a").check()
    agent.get_by_role("button", name="保存，下一步").click()


def _applied(agent: Page) -> int:
    """The form, filled in page by page on a phone; none of them scrolls sideways."""
    _begun(agent, ("power", "water", "gas", "telecom"))
    assert agent.locator("[name=a-firm_name]").input_value() == NAME  # the register knows it
    while "page=papers" not in agent.url:
        for each in agent.locator("main form .field").all():
            _answer(each)
        assert not is_wider_than_window(agent)
        agent.get_by_role("button", name="保存，下一步").click()
    paper = {"name": "演示材料.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 made up"}
    for each in agent.locator("input[type=file]").all():
        each.set_input_files(paper)  # type: ignore[arg-type]
    for each in agent.locator("input[type=checkbox]").all():
        each.check()
    agent.get_by_role("button", name="保存，下一步").click()
    told = re.search(r"(\d+) 份材料变成 (\d+) 份", words(agent))
    assert told is not None and int(told[1]) > int(told[2]) > 0
    assert not is_wider_than_window(agent)
    agent.get_by_role("button", name="提交").click()
    found = re.search(r"已提交，编号 (\d+)", words(agent, "body"))
    assert found is not None
    return int(found[1])


def _answer(field: Locator) -> None:
    control = field.locator("input:not([type=hidden]), select, textarea").first
    key = (control.get_attribute("name") or "").removeprefix("a-")
    kind = control.get_attribute("type")
    if kind == "radio":
        truth = field.locator("input[value=yes]" if key in YES else "input[value=no]")
        (truth.first if truth.count() else control).check()
    elif kind == "checkbox":
        control.check()
    elif not control.input_value() and key in TYPED:
        control.fill(TYPED[key])
    elif not control.input_value() and control.evaluate("e => e.tagName") == "SELECT":
        control.select_option(index=1)


def _handed_over(minutes: int) -> None:
    """The worker's round, so many minutes later."""
    from dukou.affairs.actions._dispatch import Dispatcher

    Dispatcher(clock=lambda: timezone.now() + timedelta(minutes=minutes)).go()


def _sent(number: int) -> dict[str, str]:
    from dukou.affairs.models import Outgoing

    rows = Outgoing.objects.filter(part__application=number, kind="submission")
    return dict(rows.values_list("part__unit__key", "state"))


def _said(unit: Page, number: int) -> None:
    unit.goto(f"/affairs/{number}/")
    step = _open(unit, re.compile("^给出意见"))
    step.get_by_label("能", exact=True).check()
    step.get_by_label("方案或理由").fill("就近接入，内线自建")
    step.locator("button").click()
    assert "已办理" in words(unit, "body")


def _told_by_system(visitors: Visitors, number: int, event: str, delivery: str, **more: Any) -> None:
    """The grid's own system tells of its part, twice: the second time changes nothing and is answered alike."""
    from dukou.affairs.core.signing import Secret, signed
    from dukou.affairs.models import Part

    part = Part.objects.get(application=number, unit__key="power-unit").pk
    body = json.dumps({"delivery": delivery, "event": event, "part": part} | more).encode()
    answers = []
    for _ in range(2):
        headers = signed(Secret(SECRET.encode()), delivery, body, timezone.now()) | {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{visitors.watch.own}/api/v1/affairs/hooks/power-unit", body, headers)
        with urllib.request.urlopen(request, timeout=30) as answer:  # on loopback
            answers.append((answer.status, json.loads(answer.read())))
    assert answers[0] == answers[1]


def _joint(window: Page, number: int, join: str, absent: str = "") -> None:
    """The window arranges it for today, and notes who came."""
    window.goto(f"/affairs/{number}/")
    step = _open(window, f"约{join}")
    step.get_by_label("地点").fill("示例园区虚构路 2 号")
    step.get_by_label(re.compile("指定日期")).fill(f"{timezone.localdate():%Y-%m-%d}")
    step.locator("button").click()
    step = _open(window, f"登记{join}结果")
    for each in step.locator("fieldset").all():
        is_away = absent and absent in each.inner_text()
        each.locator("input[value=away]" if is_away else "input[value=yes]").check()
    step.locator("button").click()
    assert "已登记" in words(window, "body")


def _agreed(agent: Page, number: int) -> None:
    agent.goto(f"/affairs/{number}/")
    said = words(agent)
    assert "¥24,000.00" in said and "由东侧环网柜接入" in said and "未到场，视为同意" in said
    _step(agent, number, "确认方案和费用")


def _found_done(agent: Page, number: int) -> None:
    """The applicant reads that it is done, in time; the receipt of the outer clock verifies off line."""
    from dukou.casework.core.receipts import verify
    from dukou.casework.queries.calendars import calendar_in_force

    agent.goto(f"/affairs/{number}/")
    agent.locator("summary", has_text="已停止的期限").click()
    said = words(agent)
    assert "办成" in said and "已停止，按期" in said
    assert re.search(r"分开办要 \d+ 份材料，这次交 \d+ 份", said) is not None
    agent.locator("summary", has_text="哪份材料变成了什么").click()
    assert "并入表单" in words(agent) and "由部门共享" in words(agent) and "合并为一份" in words(agent)
    address = agent.get_by_role("link", name="联合报装", exact=True).get_attribute("href")
    receipt = agent.request.get(f"{address}receipt.json").json()
    calendar = calendar_in_force("cn")[0]
    assert verify(receipt, calendar) == []
    assert verify(receipt | {"due_on": "2030-01-01"}, calendar) != []


def _step(page: Page, number: int, title: str, **fields: str) -> None:
    page.goto(f"/affairs/{number}/")
    step = _open(page, title)
    for name, told in fields.items():
        step.locator(f"[name$={name}]").fill(told)
    step.locator("button").click()
    assert page.locator("main .faults").count() == 0, words(page)


def _open(page: Page, title: str | re.Pattern[str]) -> Locator:
    step = page.locator("details.step", has=page.get_by_role("heading", name=title, exact=isinstance(title, str)))
    if step.get_attribute("open") is None:
        step.locator("summary").first.click()
    return step


def _somebody(visitors: Visitors, unit: str) -> Page:
    """An officer of a unit, signed in."""
    from dukou.accounts.tests.cast import PASSWORD

    page = visitors.someone()
    page.goto("/accounts/sign-in/")
    sign_in(page, f"journey-{unit}", PASSWORD)
    return page


def _people(grid: str) -> None:
    """The firm of the demo agent, an officer in each unit that works here, and the grid's system."""
    from django.db import transaction

    from dukou.accounts.core.roles import Role
    from dukou.accounts.models import Organisation
    from dukou.accounts.tests import cast
    from dukou.affairs.models import UnitReceiver
    from dukou.enterprises.core.entries import Entry
    from dukou.enterprises.models import Enterprise
    from dukou.enterprises.register import add
    from dukou.enterprises.tests.made_up import HOW

    with transaction.atomic():
        (firm,) = add([Entry(name=NAME)], HOW)
    Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key="demo-firm"))
    for unit in UNITS:
        cast.person(f"journey-{unit}", Role.DEPARTMENT_OFFICER, at=unit, password=cast.PASSWORD)
    if grid:
        power = Organisation.objects.get(key="power-unit")
        UnitReceiver.objects.create(unit=power, kind="http", address=grid, secret_name=SECRET_NAME, pack="made-up")

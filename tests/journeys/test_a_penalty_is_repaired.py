"""A penalty lowers a grade, the grade brings a visit by a draw that anyone can check, and a repair gives the grade back everywhere.

Seen by the unit, by the firm and by somebody who has not signed in. All firms are made up. The day on which the public number appears is
played by the act: the browser has today's clock.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from ..visitors import Visitors, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
OWN, OTHERS = "示例市虚构信用制罐有限公司", [f"示例市虚构信用陪衬{number}号有限公司" for number in "一二三四五"]
FRAUD, FINE = "虚构市监罚〔2026〕1号", "虚构市监罚〔2026〕2号"
TEXT, SEED = "虚构事由：公示的年报与账册不符", "0837462915"
PLAN = "made-up-quarter"


def test_a_penalty_is_repaired(visitors: Visitors) -> None:
    firm = _district()
    unit, own, public = visitors.at_desk("department"), visitors.at_desk("enterprise"), visitors.someone()
    assert _graded(unit) == "已评级"
    assert _standing(own, firm) == ("A类（低风险）", "1–5%")

    record = _entered(unit, "market/information-false", FRAUD, 130, TEXT)
    _entered(unit, "market/market-penalty", FINE, 120, "虚构事由：未按规定明码标价")
    assert _graded(unit) == "已评级"
    assert _standing(own, firm) == ("B类（一般风险）", "5–20%")

    own.goto(f"/credit/firms/{firm}/market/")
    assert TEXT in words(own)
    assert f"A类（低风险） 低风险 现在就可以 修复：{FRAUD}" in words(own)
    public.goto("/credit/fields/market/")
    assert TEXT not in words(public)
    assert OWN not in words(public)

    _published(unit, public)
    _drawn(unit, public, own, firm)

    case = _asked(own, unit, record)
    _granted(unit, case)
    assert _standing(own, firm) == ("A类（低风险）", "1–5%")
    for page, address in ((own, f"/credit/firms/{firm}/market/"), (own, case), (unit, case), (unit, "/credit/records/")):
        page.goto(address)
        assert FRAUD not in words(page)
        assert TEXT not in words(page)
    own.goto(case)
    assert "信用评级 已在 1 个领域重新评级，不再计入" in words(own)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _district() -> str:
    """The firms, two inspectors, and the demo's department in the unit that leads; the key of the agent's own firm."""
    from django.db import transaction

    from dukou.accounts.actions import memberships
    from dukou.accounts.core.roles import Role
    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.accounts.queries.people import organisation_of, person_of
    from dukou.credit.actions import inspectors
    from dukou.enterprises.core.entries import Entry
    from dukou.enterprises.models import Enterprise
    from dukou.enterprises.register import Circumstances, add
    from dukou.kit.core.actors import Actor

    by, now = Actor("cli", "tests"), timezone.now()
    with transaction.atomic():
        Enterprise.objects.update(status="moved_out")  # the firms of the pack are real: nobody grades them here
        rows = add([Entry(name=name) for name in (OWN, *OTHERS)], Circumstances(by, now, "演示", is_synthetic=True))
        Enterprise.objects.filter(pk=rows[0].pk).update(organisation=organisation_of("demo-firm"))
    told = {"organisation": organisation_of("credit-unit"), "role": Role.DEPARTMENT_OFFICER, "from_on": _ago(1), "now": now}
    memberships.grant(by=by, person=person_of("demo-department"), **told)  # type: ignore[arg-type]
    for number in (1, 2):
        who = {"key": f"made-up-{number}", "organisation": "market-unit", "name": f"虚构检查员{number}", "fields": ["market"]}
        inspectors.enrol(by=command_line_viewer("tests"), is_synthetic=True, **who)  # type: ignore[arg-type]
    return rows[0].key


def _sent(page: Page, button: str, **told: str) -> str:
    """Fill the fields of these names, send the form by its button; what the page then says in its message, or in its first fault."""
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True))
    for name, value in told.items():
        field = form.locator(f"[name$={name}]").first
        kind = field.evaluate("each => each.tagName + each.type")
        if kind.startswith("SELECT"):
            field.select_option(value)
        elif kind == "INPUTcheckbox":
            form.locator(f"[name$={name}][value='{value}']").check() if value else field.check()
        else:
            field.fill(value)
    form.get_by_role("button", name=button, exact=True).click()
    return words(page, ".notice--done .notice__title, .faults li:first-child")


def _graded(unit: Page) -> str:
    unit.goto("/credit/fields/market/grade/")
    return _sent(unit, "现在评级")


def _standing(own: Page, firm: str) -> tuple[str, str]:
    """The grade given in the field, and the share of firms of that grade that is checked."""
    own.goto(f"/credit/firms/{firm}/")
    row = own.get_by_role("row").filter(has_text="市场监管（通用）")
    cells = [cell.strip().split("\n")[0] for cell in row.get_by_role("cell").all_inner_texts()]
    return cells[0], cells[5]


def _entered(unit: Page, sort: str, number: str, ago: int, text: str) -> str:
    """The address of a new record of the firm."""
    unit.goto("/credit/records/new/")
    told = {"sort": sort, "firm": OWN, "number": number, "decided_on": str(_ago(ago)), "text": text, "evidence": "虚构决定书"}
    assert _sent(unit, "登记信用记录", **told) == "已登记"
    unit.goto("/credit/records/")
    unit.get_by_role("link", name=number).click()
    return unit.url


def _published(unit: Page, public: Page) -> None:
    """A plan is published, everybody reads its hash, and nobody can draw before the number is there."""
    unit.goto("/credit/plans/new/")
    first, last = timezone.localdate(), timezone.localdate() + timedelta(days=20)
    told = {"key": PLAN, "name": "虚构季度检查", "starts_on": str(first), "ends_on": str(min(last, date(first.year, 12, 31)))}
    told |= {"fields_chosen": "market", "seed_name": "虚构彩票第1期", "seed_on": str(first + timedelta(days=1))}
    assert _sent(unit, "拟定计划", **told) == "已拟定，公布前还可以改比例"
    assert _sent(unit, "公布计划") == "已公布"
    unit.goto(f"/credit/plans/of/{PLAN}/draw/")
    hashes = [each.strip() for each in unit.locator("dd").all_inner_texts() if len(each.strip()) == 64]
    assert len(hashes) == 4
    public.goto(f"/credit/draws/{PLAN}/")
    read = words(public)
    assert OWN not in read
    assert [each for each in hashes if each not in read] == []
    assert not unit.get_by_role("button", name="抽取", exact=True).is_visible()


def _drawn(unit: Page, public: Page, own: Page, firm: str) -> None:
    """The number comes; of the one firm with the lower grade that one is drawn, and it can check so itself."""
    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.credit.actions import check_draws

    check_draws.draw(by=command_line_viewer("tests"), plan=PLAN, seed=SEED, now=timezone.now() + timedelta(days=1))
    unit.goto(f"/credit/plans/of/{PLAN}/draw/?check=yes")
    assert "一致 名单、办法、检查人员与公布的哈希相符" in words(unit)
    unit.goto(f"/credit/plans/of/{PLAN}/")
    unit.get_by_role("link", name=OWN).click()
    assert _sent(unit, "通知企业", on=str(_ago(-2))) == "已通知"
    public.goto(f"/credit/draws/{PLAN}/")
    assert SEED in words(public)
    assert OWN not in words(public)
    own.goto("/credit/visits/")
    own.get_by_role("link", name=OWN).first.click()
    assert "按等级抽中" in words(own)


def _asked(own: Page, unit: Page, record: str) -> str:
    """The duty is noted as done, then the firm asks; the address of its case."""
    unit.goto(f"{record}fulfil/")
    assert _sent(unit, "登记义务履行完毕", on=str(_ago(5)), evidence="虚构缴款书") == "已记下"
    own.goto(record)
    own.get_by_role("link", name="申请修复").click()
    assert _sent(own, "申请信用修复", words="已更正年报", promise="今后如实公示") == "已提交，单位会在期限内办理"
    return own.url


def _granted(unit: Page, case: str) -> None:
    unit.goto(case)
    assert _sent(unit, "受理") == "已受理"
    assert _sent(unit, "准予修复") == "已办结，企业会收到通知"

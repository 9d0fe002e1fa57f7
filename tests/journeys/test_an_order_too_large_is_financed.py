"""A firm of eight people gets an order of 9 m yuan, too large for it: the article's story with a made-up firm and made-up banks.

It whistles, a meeting with banks is called, its need carries the case. It lets a bank see a portrait in bands, is recommended on the white
list and proposed by the matching. One bank refuses with a reason, the other offers in time; 99万 are granted, and the firm reads who
looked.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from ..visitors import Visitors, sign_in, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
FIRM, ORDER = "示例市虚构凯风软件有限公司", "接到900万元的订单，人手和资金都不够"
SECOND, PRODUCT = "journey-bank", "startup-guaranteed"
RAW = "873.21"  # 万元 in hand: what a bank is told of it is a band
FIGURES = (("revenue", "400万元", "2023"), ("staff", "8人", "2023"))
FACTS = {
    "orders-in-hand": f"{RAW}万元",
    "target-hires": "3人",
    "employees-in-service": "8人",
    "has-year-contracts": "yes",
    "has-wage-arrears": "no",
    "has-insurance-arrears": "no",
    "is-on-abnormal-list": "no",
    "is-on-dishonest-list": "no",
    "has-fixed-premises": "yes",
    "has-real-funding-need": "yes",
    "is-dishonest-debtor": "no",
    "has-lawful-loan-purpose": "yes",
    "has-utility-arrears": "no",
}


def test_an_order_too_large_is_financed(visitors: Visitors) -> None:
    firm = _district()
    own, bank, officer, second = *(visitors.at_desk(name) for name in ("enterprise", "bank", "officer")), _second_bank(visitors)

    whistle = _whistled(own)
    meeting = _met(officer)
    need = _needed(own, firm, whistle, meeting)
    own.goto(f"/finance/portrait/{firm}/")
    assert f"{RAW}万元" in words(own)  # the firm reads the value, and beside it the band that a bank would be told
    consent = _consented(own, firm, "demo-bank")
    _looked(bank, second, consent)
    _recommended(own, officer, firm)
    _matched(bank, officer, need)

    sent = _applied(own, need, consent)
    other = _applied(own, need, _consented(own, firm, SECOND))
    _refused(second, own, other)
    _offered(bank, second, own, sent)
    _granted(bank, own, officer, sent)

    own.goto("/finance/looks/")
    said = words(own)
    assert "虚构银行" in said and "受理企业的贷款申请" in said
    own.goto(need)
    assert f"诉求第 {whistle} 号" in words(own)


def _district() -> str:
    """The firm with what offices know of it, and an officer of a second made-up bank; the firm's key."""
    from django.db import transaction

    from dukou.accounts.core.roles import Role
    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.accounts.models import Organisation
    from dukou.accounts.tests import cast
    from dukou.enterprises.actions.statements import state_many
    from dukou.enterprises.core.entries import Entry
    from dukou.enterprises.core.kinds import Status
    from dukou.enterprises.core.statements import Told
    from dukou.enterprises.models import Enterprise
    from dukou.enterprises.register import add
    from dukou.enterprises.tests.made_up import HOW
    from dukou.enterprises.tests.stated import state
    from dukou.rules.core.visibility import Visibility

    entry = Entry(name=FIRM, founded_on=date(2020, 1, 2), industry="I6513", division="500104", status=Status.ACTIVE)
    with transaction.atomic():
        (row,) = add([entry], HOW)
    Enterprise.objects.filter(pk=row.pk).update(organisation=Organisation.objects.get(key="demo-firm"), is_synthetic=True)
    state(row, *FIGURES, visibility=Visibility.INTERNAL)
    told = [(row.key, Told(f"enterprise.{fact}", value, date(2024, 7, 1))) for fact, value in FACTS.items()]
    state_many(by=command_line_viewer("tests"), told=told, evidence="虚构材料")
    cast.person("journey-banker", Role.BANK_OFFICER, at=SECOND, password=cast.PASSWORD)
    Organisation.objects.filter(key=SECOND).update(kind="bank", zh="旅程虚构银行", en="made-up bank of the journey")
    return row.key


def _second_bank(visitors: Visitors) -> Page:
    from dukou.accounts.tests.cast import PASSWORD

    page = visitors.someone()
    page.goto("/accounts/sign-in/")
    sign_in(page, "journey-banker", PASSWORD)
    return page


def _sent(page: Page, button: str, **told: str) -> str:
    """Fill the fields of these names in the form of this button and send it, with what is read back ticked; what the page says then."""
    step = page.locator("details.step", has=page.get_by_role("heading", name=button, exact=True))
    if step.count() and step.get_attribute("open") is None:
        step.locator("summary").first.click()
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True)).last
    for name, value in told.items():
        field = form.locator(f"[name$={name}]").first
        kind = field.evaluate("each => each.tagName + each.type")
        field.select_option(value) if kind.startswith("SELECT") else field.fill(value)
    form.get_by_role("button", name=button, exact=True).click()
    tick = page.locator("input[name*=sure_]")
    if tick.count() and not tick.is_checked():
        tick.check()
        page.locator("form", has=tick).get_by_role("button", name=button, exact=True).click()
    said = page.locator(".notice--done .notice__title, .faults li:first-child")
    return said.first.inner_text().strip() if said.count() else ""


def _in(days: int) -> str:
    return str(timezone.localdate() + timedelta(days=days))


def _whistled(own: Page) -> int:
    own.goto("/appeals/whistle/")
    own.get_by_label("一句话说明要解决什么").fill(ORDER)
    own.get_by_label("什么事、在哪里、希望怎样解决").fill("盼帮助对接银行")
    own.get_by_label(re.compile("联系人")).fill("虚构联系人")
    own.get_by_label(re.compile("电话")).fill("13800000000")
    own.get_by_role("button", name="提交").click()
    found = re.search(r"已收到，编号 (\d+)", words(own, "body"))
    assert found is not None
    return int(found[1])


def _met(officer: Page) -> str:
    """A meeting with banks is called; its number."""
    officer.goto("/casework/meetings/new/")
    officer.locator("[name=kind]").select_option("bank_meeting")
    officer.get_by_label(re.compile("虚构银行")).first.check()
    told = {"title": "虚构银企对接会", "begins_at": f"{_in(3)}T14:30", "place": "虚构厅", "firms": "演示·虚构企业（并不存在）"}
    assert _sent(officer, "召集", **told) == "已召集，受邀单位已收到消息"
    return officer.url.rstrip("/").rsplit("/", 1)[-1]


def _needed(own: Page, firm: str, whistle: int, meeting: str) -> str:
    """The need is posted with its unit, read back and ticked; it carries the case, and says at once what would be lent. Its address."""
    own.goto(f"/finance/needs/new/{firm}/?came=appeal:{whistle}")
    assert own.locator("[name=came]").input_value() == f"appeal:{whistle}"
    assert "写明单位" in _sent(own, "提出融资需求", amount="99", term_months="12", purpose="备料和增加人手")  # a bare number has no meaning
    assert _sent(own, "提出融资需求", amount="99", unit="万元", meeting=meeting) == "已登记，各产品按规则可借多少见下"
    said = words(own)
    assert "99万元，即 990,000元" in said
    assert "600" in said
    assert "诉求" in said and "虚构银企对接会" in said
    return own.url


def _consented(own: Page, firm: str, bank: str) -> str:
    """A consent to a bank to learn of orders and staff; its number."""
    own.goto(f"/finance/consents/new/{firm}/?purpose=before")
    for item in ("orders-in-hand", "staff", "age"):
        own.locator(f"input[type=checkbox][value={item}]").check()
    assert _sent(own, "授权（贷前审查）", bank=bank, days="30", looks="2") == "已授权；随时可以撤回"
    return own.url.rstrip("/").rsplit("/", 1)[-1]


def _looked(bank: Page, second: Page, consent: str) -> None:
    """The bank is told bands, once; another bank finds nothing, as of a firm that does not exist."""
    bank.goto("/finance/bank/")
    assert FIRM in words(bank)
    bank.goto(f"/finance/bank/look/{consent}/")
    assert RAW not in words(bank)
    _sent(bank, "查询（计一次）", reason="application")
    said = words(bank)
    assert "第 1 次查询" in said and "500 万元至1000 万元（不含）" in said
    assert RAW not in said
    answers = []
    for address in (f"/finance/bank/look/{consent}/", "/finance/bank/look/999999/", f"/finance/bank/?text={FIRM}"):
        second.goto(address)
        answers.append(words(second))
    assert answers[0] == answers[1]
    assert [FIRM in each for each in answers] == [False] * 3


def _recommended(own: Page, officer: Page, firm: str) -> None:
    own.goto(f"/finance/list/{firm}/")
    assert _sent(own, "申报白名单") == "已列入申报清单"
    officer.goto(f"/finance/list/{firm}/")
    assert _sent(officer, "推荐") == "已列入推荐清单"
    own.goto(f"/finance/list/{firm}/")
    assert "推荐清单 按规则在名单内" in words(own)


def _matched(bank: Page, officer: Page, need: str) -> None:
    """The bank says what it has to give; the plan proposes it for the need, and binds nobody."""
    bank.goto("/finance/offers/state/")
    told = {"product": PRODUCT, "quota": "500万元", "cases": "5", "from_on": _in(0), "until_on": _in(90)}
    assert _sent(bank, "登记本行提供的产品", **told) == "已登记"
    officer.goto("/finance/matching/")
    assert _sent(officer, "按今天的需求和额度生成方案") == "方案已生成"
    said = words(officer)
    number = need.rstrip("/").rsplit("/", 1)[-1]
    assert FIRM in said and "任何方案都不超过 59.4万元" in said and "只是建议" in said
    officer.goto(f"{officer.url}needs/{number}/")
    assert "演示·虚构银行" in words(officer)


def _applied(own: Page, need: str, consent: str) -> str:
    own.goto(f"{need}apply/")
    assert _sent(own, "提交申请", consent=consent, product=PRODUCT) == ""
    return own.url


def _refused(second: Page, own: Page, application: str) -> None:
    """A refusal says why, in a code and in words; the firm reads both."""
    second.goto(application)
    assert "10 个工作日" in words(second)
    assert _sent(second, "拒绝", reason="quota-used", words="") != "已答复，企业会收到通知"
    second.goto(application)
    assert _sent(second, "拒绝", reason="quota-used", words="本季度额度已排满") == "已答复，企业会收到通知"
    own.goto(application)
    said = words(own)
    assert "本期额度已用完" in said and "本季度额度已排满" in said and "换一家银行" in said


def _offered(bank: Page, second: Page, own: Page, application: str) -> None:
    """An offer within the days; the firm reads what it costs in a year and accepts. The other bank does not learn of it."""
    bank.goto(application)
    told = {"amount": "99", "unit": "万元", "rate": "3.4", "term_months": "12", "repayment": "bullet", "valid_until": _in(20)}
    assert _sent(bank, "报价", **told) == "已答复，企业会收到通知"
    own.goto(application)
    own.get_by_role("link", name=re.compile("号融资需求")).click()
    assert "3.40%" in words(own) and "一年成本最低" in words(own)
    own.goto(application)
    assert _sent(own, "接受报价") == "已接受，银行会收到通知"
    second.goto(application)
    assert "没有查到" in words(second)


def _granted(bank: Page, own: Page, officer: Page, application: str) -> None:
    """99万 are granted and 60万 drawn: two numbers, nowhere added."""
    number = application.rstrip("/").rsplit("/", 1)[-1]
    bank.goto(f"/finance/lines/{number}/grant/")
    told = {"amount": "99", "unit": "万元", "rate": "3.4", "from_on": _in(0), "until_on": _in(365), "paper": "虚构合同1号"}
    assert _sent(bank, "授信", **told) == "已授信"
    drawn = {"kind": "drawn", "amount": "60", "unit": "万元", "on": _in(0), "due_on": _in(365)}
    assert _sent(bank, "登记一笔", **drawn) == "已登记"
    for page in (own, officer):
        page.goto("/finance/lines/")
        said = words(page)
        assert "99" in said and "60" in said and "159" not in said

"""A link that a chain lacks is invited, becomes a project and produces: through both gates, with a day that slipped and a promise broken.

The firm is made up. What the officer claims of money and of stages stands once the leader has agreed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from ..visitors import Visitors, words
from .noodle_firms import enter_firms

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NODE = "/chains/maps/noodles/nodes/sauce-packs/"
NEEDY = {"示例市虚构预包装小面有限公司": ("boxed-noodles", "2亿元")}
FIRM, NAME = "示例市虚构调味液包有限公司", "虚构调味液包项目"
SAID = {"source": "虚构材料"}
FACTS = {  # what the gate to the signing asks for, but for the legal opinion
    "project.industry-group": "食品饮料",
    "project.fixed-investment": "9000万元",
    "project.land": "50亩",
    "project.yearly-output": "20000万元",
    "project.yearly-tax": "500万元",
    "project.research-spending": "600万元",
    "project.has-missed-energy-limit": "否",
    "project.has-open-environment-issue": "否",
    "project.has-open-safety-issue": "否",
    "project.may-start-this-year": "是",
}
OPINION = {"project.has-legal-opinion": "是"}
TRACES = dict.fromkeys(("project.has-completion-acceptance", "project.uses-power", "project.has-insured-staff"), "是")
SHUT = "“{stage}”的关口还差：{missing}"
SIGNING = ("签订正式合同，不是意向", "合同有法律意见书", "年内可以开工", "合同投资额写明，且不低于已有凭证的到位资金", "符合标准地准入")
PRODUCING = ("通过竣工验收", "有生产用电", "有参保职工、已开具销售发票，二者至少有一", "有凭证的到位资金")
LATE, WHY = 30, "线路迁改晚了一个月"


def test_an_invitation_becomes_a_plant(visitors: Visitors) -> None:
    enter_firms(NEEDY)
    officer, leader = visitors.at_desk("officer"), visitors.at_desk("leader")
    invitation = _invited(officer)
    at = _handed_over(officer, invitation)

    for stage, ago in (("contact", 190), ("intent", 170)):
        assert _moved(officer, at, stage, ago) == "已记下"
    _signed(officer, leader, at)
    _promises(officer, at)
    for stage, ago in (("registered", 110), ("approvals", 100), ("building", 90)):
        assert _moved(officer, at, stage, ago) == "已记下"
    _slipped(officer, leader, at)
    assert _moved(officer, at, "commissioning", 35) == "已记下"
    _produced(officer, leader, at)

    leader.goto(at)
    read = leader.locator("tr", has=leader.get_by_role("rowheader", name="投产", exact=True)).get_by_role("cell").all_inner_texts()
    said = "；".join((f"{_ago(LATE)}（虚构企业，{_ago(0)}）", f"{_ago(2)}（虚构企业，{_ago(0)}）：{WHY}"))
    assert [re.sub(r"\s+", " ", cell).strip() for cell in read] == [said, str(_ago(0)), f"推迟 {LATE} 天"]
    assert _states(leader, at) == [("协调迁改高压线路", "按期履行", "送电单 1 号"), ("主要设备到场", "承诺未履行", "只到了三成")]
    officer.goto(invitation)
    assert f"成了项目：{NAME}（投产，正常推进）。" in words(officer)
    assert words(officer, "main .page-head p:last-child") == "转项目"


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _sent(page: Page, button: str, **told: str) -> str:
    """Fill the fields of these names, send the form by its button; what the page then says in its message, or in its first fault."""
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True))
    for name, value in told.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.get_by_role("button", name=button, exact=True).click()
    return words(page, ".notice--done .notice__title, .faults li:first-child")


def _invited(officer: Page) -> str:
    """The address of a new line of the invitation list, for a node that a firm here needs and nobody here fills."""
    officer.goto("/chains/maps/noodles/")
    officer.get_by_role("button", name="重新研判").click()
    officer.goto(NODE)
    assert "调味液包 缺 补链" in words(officer)
    _sent(officer, "列入", title=FIRM)
    officer.get_by_role("link", name=FIRM).click()
    return officer.url


def _handed_over(officer: Page, invitation: str) -> str:
    """The address of the project that the line became, a lead."""
    officer.goto(invitation)
    officer.get_by_role("link", name="登记为项目").click()
    assert officer.locator("#id_firm").input_value() == FIRM
    assert _sent(officer, "登记项目", name=NAME, office="demo-office", on=str(_ago(200))) == "已登记"
    assert words(officer, "[aria-current=step]") == "● 线索"
    return officer.url


def _moved(officer: Page, at: str, stage: str, ago: int) -> str:
    officer.goto(f"{at}move/")
    return _sent(officer, "进入阶段", to=stage, on=str(_ago(ago)))


def _stated(officer: Page, at: str, facts: dict[str, str]) -> None:
    officer.goto(f"{at}admission/")
    for fact, value in facts.items():
        assert _sent(officer, "登记", fact=fact, value=value, known_on=str(_ago(0)), **SAID) == "已登记"


def _told(officer: Page, at: str, rung: str, kind: str, amount: str) -> None:
    """A total of a rung, and one paper for all of it."""
    officer.goto(f"{at}money/")
    noted, day = "已记下；要第二人确认的，确认后生效", str(_ago(0))
    total = {"rung": rung, "amount": amount, "as_of": day, "said_by": "虚构企业"}
    assert _sent(officer, "报数", **{f"sum-{name}": value for name, value in total.items()}) == noted
    paper = {"rung": rung, "kind": kind, "issuer": "虚构单位", "number": f"虚构-{rung}", "issued_on": day, "amount": amount}
    assert _sent(officer, "登记", **{f"paper-{name}": value for name, value in paper.items()}) == noted


def _agreed(leader: Page) -> str:
    """The leader agrees to what has waited longest; what that was."""
    leader.goto("/")
    link = leader.locator("section", has_text="待您复核").get_by_role("link").first
    asked = link.inner_text()
    link.click()
    leader.get_by_label("同意", exact=True).check()
    leader.locator("#id_reason").fill("核对过")
    leader.get_by_role("button", name="作出决定").click()
    assert "已作出决定" in words(leader)
    return asked


def _signed(officer: Page, leader: Page, at: str) -> None:
    assert SHUT.format(stage="签约", missing="；".join(SIGNING)) in _moved(officer, at, "signed", 120)
    _stated(officer, at, FACTS)
    _told(officer, at, "contract", "contract", "12000万元")
    assert SHUT.format(stage="签约", missing="合同有法律意见书") in _moved(officer, at, "signed", 120)
    _stated(officer, at, OPINION)
    assert _moved(officer, at, "signed", 120) == "已记下"
    assert words(officer, "[aria-current=step]") == "● 意向"  # it waits
    assert _agreed(leader) == f"项目“{NAME}”自 {_ago(120)} 进入“签约”"
    officer.goto(at)
    assert words(officer, "[aria-current=step]") == "● 签约"


def _promises(officer: Page, at: str) -> None:
    """One of the district, kept with its evidence; one of the firm, broken."""
    grounds = {
        "legal_basis": "虚构依据第一条",
        "authority": "demo-office",
        "owner": "demo-office",
        "post": "项目服务岗",
        "verdict": "passed",
    }
    told = {"written_in": "虚构合同第八条", "measure": "虚构清单", "made_on": str(_ago(120))}
    for side, text, due, more in (("district", "协调迁改高压线路", -30, grounds), ("firm", "主要设备到场", 10, {})):
        officer.goto(f"{at}promises/new/")
        assert _sent(officer, "登记承诺", side=side, text=text, due_on=str(_ago(due)), **told, **more) == "已登记"
    for text, step, settled in (
        ("协调迁改高压线路", "登记履行", {"evidence": "送电单 1 号"}),
        ("主要设备到场", "登记违约", {"reason": "只到了三成"}),
    ):
        officer.goto(f"{at}promises/")
        officer.get_by_role("link", name=text).click()
        officer.get_by_role("link", name=step).click()
        assert _sent(officer, step, on=str(_ago(5)), **settled) == "已记下"


def _slipped(officer: Page, leader: Page, at: str) -> None:
    day = {"stage": "production", "said_by": "虚构企业"}
    for ago, reason in ((LATE, ""), (2, WHY)):
        officer.goto(f"{at}dates/")
        assert _sent(officer, "公布日期", day=str(_ago(ago)), reason=reason, **day) == "已记下"
    assert _agreed(leader) == f"项目“{NAME}”的“投产”由 {_ago(LATE)} 改到 {_ago(2)}"


def _produced(officer: Page, leader: Page, at: str) -> None:
    assert SHUT.format(stage="投产", missing="；".join(PRODUCING)) in _moved(officer, at, "production", 0)
    _told(officer, at, "funds_in_place", "bank_slip", "6000万元")
    asked = f"{NAME}：到位资金 6,000万元"
    paper = f"银行回单 虚构-funds_in_place（虚构单位，{_ago(0)}）"
    assert [_agreed(leader), _agreed(leader)] == [asked, f"{asked} · {paper}"]
    _stated(officer, at, TRACES)
    assert _moved(officer, at, "production", 0) == "已记下"
    assert _agreed(leader) == f"项目“{NAME}”自 {_ago(0)} 进入“投产”"


def _states(page: Page, at: str) -> list[tuple[str, str, str]]:
    """Each promise with how it stands and by what it was settled, those of the district first."""
    page.goto(f"{at}promises/")
    found = []
    for row in page.locator("tbody tr").all():
        cells = [re.sub(r"\s+", " ", cell).strip() for cell in row.get_by_role("cell").all_inner_texts()]
        found.append((row.get_by_role("rowheader").inner_text().strip(), cells[0], cells[-1]))
    return found

"""The page of one firm: what its panels say, to whom, as known on which day; and the forms by which it is entered and amended."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Organisation
from dukou.audit.models import AuditEvent
from dukou.enterprises.actions import doubles
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Amendment, Enterprise
from dukou.enterprises.tests.made_up import NOW, register, viewer
from dukou.enterprises.tests.stated import LIST, load_district, state
from dukou.enterprises.tests.visiting import faults, page, rows, signed_in, words
from dukou.figures.core.claims import Visibility
from dukou.kit.core.labels import Label
from dukou.kit.pages.panels import PANELS, Panel

pytestmark = pytest.mark.django_db
YUNFAN = Entry(
    name="示例市云帆玻璃有限公司",
    code="91500104XXC4N0JJ8Q",
    capital="500(万)",
    founded_on=date(2019, 3, 5),
    former_names=("示例市旧帆玻璃厂",),
)


@pytest.fixture
def firm() -> Enterprise:
    """One firm with a doubtful code, a capital without currency and a former name."""
    return register(YUNFAN)[0]


def identity(html: str) -> dict[str, str]:
    """The names and values of the first definition list."""
    pairs = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", html, re.DOTALL)
    return {words(name): words(value) for name, value in pairs}


def test_identity_names_what_is_doubtful_and_what_is_not_known(client: Any, firm: Enterprise) -> None:
    said = identity(page(signed_in(client, Role.WINDOW_CLERK), f"/enterprises/{firm.key}/"))
    said.pop("登记")
    assert said == {
        "代码": "91500104XXC4N0JJ8Q 统一社会信用代码 存疑 第 18 位校验码是“Q”，按前 17 位应为“R”",
        "曾用名": "示例市旧帆玻璃厂",
        "注册资本": "500万（币种未注明） 原文：500(万) 没有币种",
        "行业": "不知",
        "行业分类版本": "不知",
        "行政区划": "不知",
        "地址": "不知",
        "成立日期": "2019-03-05",
        "登记来源": "手工登记",
    }


def test_figures_stand_by_year_and_each_leads_to_its_origin(client: Any, firm: Enterprise, tmp_path: Path) -> None:
    load_district(tmp_path)
    state(firm, ("revenue", "500万元", "2022"), ("revenue", "612.5万元", "2023"), ("staff", "30人", "2023"), ("staff", "31人", "2024H1"))
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    html = page(visitor, f"/enterprises/{firm.key}/")
    shown = [[cell.replace(" 查看出处", "") for cell in row] for row in rows(html)]
    assert shown[:3] == [
        ["营收", "500 万元 公布数", "612.5 万元 公布数"],
        ["员工数", "—", "30 人 公布数"],
        ["员工数", "31 人", "2024年上半年", "公布数", "2024-07-08"],
    ]
    origin = words(page(visitor, f"/figures/{firm.key}.revenue.2023/"))
    assert (LIST in origin, "第 3 行" in origin) == (True, True)
    assert "<svg" not in html[html.index("panel-enterprises-figures") : html.index("panel-enterprises-life")]  # two years are no chart


def test_three_years_of_revenue_are_drawn(client: Any, firm: Enterprise, tmp_path: Path) -> None:
    load_district(tmp_path)
    state(firm, *(("revenue", f"{year - 1900}万元", str(year)) for year in (2021, 2022, 2023)))
    html = page(signed_in(client, Role.INDUSTRY_OFFICER), f"/enterprises/{firm.key}/")
    assert "2021年 121 万元；2022年 122 万元；2023年 123 万元。" in words(html)
    assert html.count('role="img"') == 1


def test_on_the_day_before_nothing_was_known(client: Any, firm: Enterprise, tmp_path: Path) -> None:
    load_district(tmp_path)
    state(firm, ("revenue", "612.5万元", "2023"))
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    assert "612.5" in page(visitor, f"/enterprises/{firm.key}/?known_on=2024-07-08")
    assert "612.5" not in page(visitor, f"/enterprises/{firm.key}/?known_on=2024-07-07")


def test_a_figure_within_the_administration_reaches_no_outsider(client: Any, firm: Enterprise, tmp_path: Path) -> None:
    load_district(tmp_path)
    state(firm, ("revenue", "612.5万元", "2023"))
    assert "612.5" in page(signed_in(client, Role.LEADER), f"/enterprises/{firm.key}/")  # it could leak
    assert "612.5" not in page(signed_in(client, Role.WINDOW_CLERK), f"/enterprises/{firm.key}/")


def test_an_agent_sees_his_own_figures_and_not_who_changed_what(client: Any, firm: Enterprise, tmp_path: Path) -> None:
    load_district(tmp_path)
    officer = signed_in(client, Role.INDUSTRY_OFFICER)
    assert officer.post(f"/enterprises/{firm.key}/amend/", {"name": "示例市云帆新材有限公司", "reason": "更名通知书"}).status_code == 302
    assert "更名通知书" in page(officer, f"/enterprises/{firm.key}/")  # it could leak
    agent = signed_in(client, Role.ENTERPRISE_AGENT, "firm-a")
    Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key="firm-a"))
    state(firm, ("revenue", "612.5万元", "2023"), visibility=Visibility.CONFIDENTIAL, owner="firm-a")
    html = page(agent, f"/enterprises/{firm.key}/")
    assert ("612.5" in html, "更名通知书" in html, "/amend/" in html) == (True, False, False)


def test_life_begins_with_the_founding(client: Any, firm: Enterprise) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    said = {"kind": "moved_out", "happened_on": "2023-05-01", "evidence": "迁出通知"}
    assert visitor.post(f"/enterprises/{firm.key}/record/life-event/", said).status_code == 302
    html = page(visitor, f"/enterprises/{firm.key}/")
    timeline = html[html.index('<ol class="timeline">') : html.index("</ol>", html.index('<ol class="timeline">'))]
    assert [words(each) for each in re.findall(r"<li.*?</li>", timeline, re.DOTALL)] == [
        "2019-03-05 成立",
        "2023-05-01 迁出 迁出通知",
        "2023-05-01 起 迁出 （目前）",
    ]


def test_a_merged_entry_leads_to_the_one_that_stands(client: Any, firm: Enterprise) -> None:
    other = register("示例市云帆玻璃有限责任公司")[0]
    keeper = viewer("keeper", Role.INDUSTRY_OFFICER)
    number = doubles.propose(by=keeper, key=firm.key, other=other.key, now=NOW)
    doubles.merge(by=keeper, number=number, keep=firm.key, reason="同一张执照", now=NOW)
    visitor = signed_in(client, Role.WINDOW_CLERK)
    answer = visitor.get(f"/enterprises/{other.key}/?known_on=2024-07-08")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/enterprises/{firm.key}/?known_on=2024-07-08")
    html = page(visitor, answer.headers["Location"])
    assert "您打开的条目已并入这一条" in html
    assert identity(html)["并入的条目"] == "示例市云帆玻璃有限责任公司"


def test_rooms_above_add_panels_of_their_own(client: Any, firm: Enterprise) -> None:
    title = Label("上面的房间", "a room above")
    panel = Panel("gossip.page", frozenset({"enterprise-page"}), 15, title, "enterprises/panels/records.html", lambda asked: {"tables": []})
    PANELS.add(panel.key, panel)
    try:
        html = page(signed_in(client, Role.WINDOW_CLERK), f"/enterprises/{firm.key}/")
    finally:
        PANELS._entries.pop(panel.key)
    titles = re.findall(r'<h2 id="panel-[^"]*">(.*?)</h2>', html)
    assert titles == ["登记信息", "上面的房间", "数据", "成长历程"]


NEW = {"name": "示例市远山面业有限公司", "code": "91500104XXC4N0JJ8R", "industry": "", "division": "500104003", "capital": "100万元"}


def test_a_firm_is_entered_by_hand(client: Any) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    answer = visitor.post("/enterprises/new/", NEW | {"short_names": "远山\n远山面业\n"})
    made = Enterprise.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/enterprises/{made.key}/")
    assert (made.name, made.code, made.division, made.capital_amount) == (NEW["name"], NEW["code"], "500104003", 100_0000_00)
    assert list(made.names.order_by("pk").values_list("kind", "text")) == [
        ("current", NEW["name"]),
        ("short", "远山"),
        ("short", "远山面业"),
    ]
    assert AuditEvent.objects.filter(act="enterprises.register").count() == 1


def test_like_firms_are_shown_before_one_is_entered_twice(client: Any, firm: Enterprise) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    register("示例市长风玻璃有限公司")  # found by likeness, and quite another firm
    said = {"name": "示例市云凡玻璃有限公司"}
    answer = visitor.post("/enterprises/new/", said)
    assert (answer.status_code, [row[0] for row in rows(answer.content.decode())]) == (422, [firm.name])
    assert 'value="示例市云凡玻璃有限公司"' in answer.content.decode()
    assert Enterprise.objects.count() == 2
    assert visitor.post("/enterprises/new/", said | {"is_another": "on"}).status_code == 302
    assert Enterprise.objects.count() == 3


def test_the_same_name_needs_a_reason_too(client: Any, firm: Enterprise) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    answer = visitor.post("/enterprises/new/", {"name": firm.name, "is_another": "on"})
    assert (answer.status_code, len(faults(answer.content.decode()))) == (422, 1)
    assert "名录里已有" in faults(answer.content.decode())[0]
    assert visitor.post("/enterprises/new/", {"name": firm.name, "is_another": "on", "reason": "两张执照"}).status_code == 302


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "名称："),
        ({"name": "长" * 130}, "名称有 130 个字"),
        ({"code": "91500104XXC4N0JJI1"}, "第 17 位“I”"),
        ({"industry": "9999"}, "行业：“9999”不是这一版的行业代码或名称"),
        ({"division": "某街道"}, "行政区划：不是区划代码"),
        ({"founded_on": "昨天"}, "成立日期："),
    ],
)
def test_what_is_wrong_is_said_in_the_form_and_nothing_typed_is_lost(client: Any, change: dict[str, str], said: str) -> None:
    answer = signed_in(client, Role.INDUSTRY_OFFICER).post("/enterprises/new/", NEW | change)
    text = answer.content.decode()
    assert (answer.status_code, len(faults(text)), said in faults(text)[0]) == (422, 1, True)
    assert f'value="{(NEW | change)["capital"]}"' in text
    assert Enterprise.objects.count() == 0


def test_signs_that_nobody_sees_are_taken_out(client: Any) -> None:
    signed_in(client, Role.INDUSTRY_OFFICER).post("/enterprises/new/", {"name": "示例市\u202e云帆\u200b公司"})
    assert Enterprise.objects.get().name == "示例市云帆公司"


def test_an_amendment_by_form_changes_what_differs_and_nothing_else(client: Any, firm: Enterprise) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    form = page(visitor, f"/enterprises/{firm.key}/amend/")
    assert f'value="{firm.name}"' in form and 'value="500(万)"' in form
    typed = {"name": firm.name, "code": firm.code_written, "unit_kind": "company", "capital": "500(万)", "founded_on": "2019-03-05"}
    nothing = visitor.post(f"/enterprises/{firm.key}/amend/", typed | {"reason": "核对"})
    assert (nothing.status_code, "没有不同之处" in faults(nothing.content.decode())[0]) == (422, True)
    changed = visitor.post(f"/enterprises/{firm.key}/amend/", typed | {"address": "示例路1号", "reason": "核对执照"})
    assert changed.status_code == 302
    assert list(Amendment.objects.values_list("field", "before", "after", "reason")) == [("address", "", "示例路1号", "核对执照")]
    assert rows(page(visitor, f"/enterprises/{firm.key}/"))[-1][:4] == ["地址", "—", "示例路1号", "核对执照"]


@pytest.mark.parametrize("role", [Role.WINDOW_CLERK, Role.LEADER, Role.AUDITOR])
def test_who_may_not_keep_is_refused_and_sees_no_way_in(client: Any, firm: Enterprise, role: Role) -> None:
    visitor = signed_in(client, role)
    html = page(visitor, f"/enterprises/{firm.key}/")
    assert [way for way in ("amend/", "record/", "withdraw/") if way in html] == []
    for address in ("amend/", "record/site/", "withdraw/site/1/"):
        page(visitor, f"/enterprises/{firm.key}/{address}", 403)
    assert visitor.post(f"/enterprises/{firm.key}/amend/", {"name": "示例市改名公司", "reason": "x"}).status_code == 403
    assert Amendment.objects.count() == 0

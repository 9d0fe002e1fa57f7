"""The list of firms: found, filtered, turned page by page, taken home; and who sees what of it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Organisation
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.models import Division, Edition, Enterprise, Industry
from dukou.enterprises.tests.made_up import NOW, register
from dukou.enterprises.tests.visiting import page, rows, signed_in, words

pytestmark = pytest.mark.django_db
CODE = "91500104XXC4N0JJ8R"


@pytest.fixture
def firms() -> list[Enterprise]:
    """Three firms that differ in everything the list filters by."""
    edition = Edition.objects.create(key="2017", source="made up", imported_at=NOW, imported_by="cli:clerk")
    for section, level, code, name in (("C", 1, "C", "制造业"), ("C", 2, "30", "非金属矿物制品业"), ("C", 4, "3061", "玻璃纤维及制品制造")):
        Industry.objects.create(edition=edition, section=section, level=level, code=code, name=name)
    Division.objects.create(code="500104003", name="示例街道", level="street")
    glass = Entry(name="示例市云帆玻璃有限公司", code=CODE, industry="3061", industry_edition="2017", founded_on=date(2019, 3, 5))
    return register(
        replace(glass, status=Status.ACTIVE),
        Entry(name="示例市长风软件有限公司", code="91500104XXC4N0JJ81", division="500104003", status=Status.MOVED_OUT),
        Entry(name="示例市远山面业有限公司第一分公司", unit_kind=UnitKind.BRANCH),
    )


def names(html: str) -> list[str]:
    """The firms in the table of a page."""
    return [row[0] for row in rows(html)]


def test_the_list_in_the_order_of_readings(client: Any, firms: list[Enterprise]) -> None:
    visitor = signed_in(client, Role.WINDOW_CLERK)
    assert rows(page(visitor, "/enterprises/")) == [
        ["示例市长风软件有限公司", "91500104XXC4N0JJ81 存疑：校验码不符", "不知", "示例街道", "不知", "迁出"],
        ["示例市云帆玻璃有限公司", CODE, "3061 玻璃纤维及制品制造", "不知", "2019-03-05", "存续"],
        ["示例市远山面业有限公司第一分公司", "不知", "不知", "不知", "不知", "未注明"],
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("云帆", ["示例市云帆玻璃有限公司"]),
        ("yfbl", ["示例市云帆玻璃有限公司"]),
        (CODE, ["示例市云帆玻璃有限公司"]),
        ("没有这家", []),
    ],
)
def test_a_text_finds(client: Any, firms: list[Enterprise], text: str, found: list[str]) -> None:
    html = page(signed_in(client, Role.WINDOW_CLERK), "/enterprises/", asked={"text": text})
    assert names(html) == found
    assert ("没有找到" in html) == (not found)


def test_a_name_mistyped_still_finds(client: Any, firms: list[Enterprise]) -> None:
    html = page(signed_in(client, Role.WINDOW_CLERK), "/enterprises/", asked={"text": "示例市云凡玻璃有限公司"})
    assert (rows(html)[0][0], rows(html)[0][-1]) == ("示例市云帆玻璃有限公司", "相近名称")


def test_how_a_firm_was_found_is_said(client: Any, firms: list[Enterprise]) -> None:
    visitor = signed_in(client, Role.WINDOW_CLERK)
    said = {text: rows(page(visitor, "/enterprises/", asked={"text": text}))[0][-1] for text in (CODE, "云帆", "示例市云帆玻璃有限公司")}
    assert said == {CODE: "代码", "云帆": "名称片段", "示例市云帆玻璃有限公司": "全名"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"industry": "C"}, ["示例市云帆玻璃有限公司"]),
        ({"industry": "30"}, ["示例市云帆玻璃有限公司"]),
        ({"division": "500104003"}, ["示例市长风软件有限公司"]),
        ({"status": "moved_out"}, ["示例市长风软件有限公司"]),
        ({"unit_kind": "branch"}, ["示例市远山面业有限公司第一分公司"]),
        ({"part": "chain_leader"}, []),
        ({"tag": "segment/none"}, []),
        ({"task_force": "none"}, []),
        ({"industry": "3061", "status": "active"}, ["示例市云帆玻璃有限公司"]),
        ({"industry": "3061", "status": "moved_out"}, []),
    ],
)
def test_filters_hold_for_page_and_file_alike(client: Any, firms: list[Enterprise], asked: dict[str, str], found: list[str]) -> None:
    visitor = signed_in(client, Role.WINDOW_CLERK)
    assert names(page(visitor, "/enterprises/", asked=asked)) == found
    assert [row["企业名称"] for row in csv_of(visitor, asked)] == found


def test_filters_offer_what_occurs(client: Any, firms: list[Enterprise]) -> None:
    html = page(signed_in(client, Role.WINDOW_CLERK), "/enterprises/", asked={"industry": "3061"})
    start = html.index('id="f-industry"')
    offered = words(html[start : html.index("</select>", start)])
    assert offered.split(">")[-1].strip() == "全部 3061 C 制造业 30 非金属矿物制品业"
    assert '<option value="3061" selected>' in html


def csv_of(client: Client, asked: dict[str, str]) -> list[dict[str, str]]:
    """The list as the visitor takes it home."""
    answer: Any = client.get("/enterprises/download/csv/", asked)
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_file_says_what_is_synthetic_and_keeps_codes_as_text(client: Any, firms: list[Enterprise]) -> None:
    Enterprise.objects.filter(pk=firms[0].pk).update(is_synthetic=True)
    visitor = signed_in(client, Role.WINDOW_CLERK)
    assert [(row["企业名称"], row["合成数据"]) for row in csv_of(visitor, {"text": "云帆"})] == [("示例市云帆玻璃有限公司", "合成数据")]
    answer: Any = visitor.get("/enterprises/download/xlsx/")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    table = [[cell.value for cell in line] for line in book.worksheets[0].iter_rows()]
    assert table[0][:3] == ["编号", "企业名称", "统一社会信用代码"]
    assert [line[1:3] for line in table[1:]] == [
        ["示例市长风软件有限公司", "91500104XXC4N0JJ81"],
        ["示例市云帆玻璃有限公司", CODE],
        ["示例市远山面业有限公司第一分公司", None],
    ]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_pages_follow_one_another_and_end(client: Any) -> None:
    register(*(f"示例市{number:03d}号面馆" for number in range(101)))
    visitor, seen, address = signed_in(client, Role.WINDOW_CLERK), list[str](), "/enterprises/"
    for _ in range(3):
        html = page(visitor, address)
        seen += names(html)
        further = re.search(r'rel="next" href="([^"]*)"', html)
        address = f"/enterprises/{unescape(further[1])}" if further else ""
    assert seen == [f"示例市{number:03d}号面馆" for number in range(101)]
    assert address == ""


def test_an_agent_is_led_to_his_own_firm_and_finds_no_other(client: Any, firms: list[Enterprise]) -> None:
    visitor = signed_in(client, Role.ENTERPRISE_AGENT, "firm-a")
    own, other = firms[0], firms[1]
    Enterprise.objects.filter(pk=own.pk).update(organisation=Organisation.objects.get(key="firm-a"))
    answer = visitor.get("/enterprises/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/enterprises/{own.key}/")
    assert own.name in page(visitor, f"/enterprises/{own.key}/")
    page(visitor, f"/enterprises/{other.key}/", 404)
    assert [row["编号"] for row in csv_of(visitor, {})] == [own.key]
    assert csv_of(visitor, {"text": "长风"}) == []


@pytest.mark.parametrize("role", [Role.BANK_OFFICER, Role.STEWARD])
def test_who_has_no_business_here_is_refused(client: Any, firms: list[Enterprise], role: Role) -> None:
    visitor = signed_in(client, role)
    assert "云帆" not in page(visitor, "/enterprises/", 403)
    page(visitor, "/enterprises/download/csv/", 403)
    page(visitor, f"/enterprises/{firms[0].key}/", 404)
    assert 'href="/enterprises/"' not in page(visitor, "/accounts/")


@pytest.mark.parametrize(("role", "tabs"), [(Role.INDUSTRY_OFFICER, 3), (Role.AUDITOR, 2)])
def test_only_keepers_find_the_way_to_import(client: Any, role: Role, tabs: int) -> None:
    visitor = signed_in(client, role)
    html = page(visitor, "/enterprises/")
    assert ("/enterprises/new/" in html) == (role is Role.INDUSTRY_OFFICER)
    assert html.count('<a href="/enterprises/import/"') == tabs - 2
    page(visitor, "/enterprises/new/", 200 if role is Role.INDUSTRY_OFFICER else 403)


def test_what_is_no_file_is_not_found(client: Any) -> None:
    page(signed_in(client, Role.WINDOW_CLERK), "/enterprises/download/pdf/", 404)

"""An office receives a list by spreadsheet, previews it, imports it, finds a firm, sees where its figures come from, merges and undoes."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Locator, Page

from ..visitors import PHONE, Visitors, is_wider_than_window, words

pytestmark = pytest.mark.browser
NAME = "示例市规上企业营收表.xlsx"
ONE, OTHER = "示例市青禾玻纤有限公司", "示例市青禾玻纤有限责任公司"
READ = ("/enterprises/", "/enterprises/?text=青禾", "/enterprises/import/", "/enterprises/import/1/", "/enterprises/doubles/")
ROWS = [
    ["示例市规模以上企业营业收入情况表"],
    ["填报单位：示例办", None, None, "单位：万元"],
    ["企业名称", "统一社会信用代码", "2022年营业收入", "2023年营业收入"],
    [ONE, "91500104XX12345679", 1200.5, 1500],
    [OTHER, None, None, 1520],
    ["示例市白帆软件有限公司", None, 300, "保密"],
    ["合计", None, 1500.5, 3020],
]


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    """The list as the office has it: a merged title, a line with the unit, two years of revenue, a total."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    book.save(tmp_path / NAME)
    return tmp_path / NAME


def told(page: Page, spreadsheet: Path) -> None:
    """The officer has signed in."""
    _hands_in_and_previews(page, spreadsheet)
    _imports(page)
    _finds_a_firm_by_two_characters(page)
    _sees_where_a_figure_comes_from(page)
    _merges_a_double(page)
    _undoes_it(page)


def test_at_a_desk(visitors: Visitors, spreadsheet: Path) -> None:
    told(visitors.at_desk("officer"), spreadsheet)


@pytest.mark.once
def test_without_scripts(visitors: Visitors, spreadsheet: Path) -> None:
    told(visitors.at_desk("officer", java_script_enabled=False), spreadsheet)


@pytest.mark.once
def test_on_a_phone_no_page_scrolls_sideways(visitors: Visitors, spreadsheet: Path) -> None:
    page = visitors.at_desk("officer", viewport=PHONE, is_mobile=True, has_touch=True)
    told(page, spreadsheet)
    firm = page.url
    wide = []
    for address in (
        "/enterprises/",
        "/enterprises/?text=青禾",
        "/enterprises/import/",
        "/enterprises/import/1/",
        "/enterprises/doubles/",
        firm,
    ):
        page.goto(address)
        wide += [address] if is_wider_than_window(page) else []
    assert wide == []


def _hands_in_and_previews(page: Page, spreadsheet: Path) -> None:
    page.get_by_role("link", name="企业", exact=True).click()
    page.get_by_role("link", name="导入清单").click()
    page.locator("#id_file").set_input_files(spreadsheet)
    page.get_by_role("button", name="核对").click()
    assert page.locator("h1").inner_text() == NAME
    assert _numbers(page) == {"读到的行": "4", "新增": "3", "拒绝": "0", "不是企业，跳过": "1", "数据": "4"}
    read_as = [row.locator("th, td").all_inner_texts() for row in _rows(page, "各列的读法")]
    assert read_as == [
        ["A", "企业名称", "企业名称"],
        ["B", "统一社会信用代码", "统一社会信用代码"],
        ["C", "2022年营业收入", "营收 2022年 万元"],
        ["D", "2023年营业收入", "营收 2023年 万元"],
    ]
    first = [row.locator("th, td").all_inner_texts()[:3] for row in _rows(page, "前几行")]
    assert first[:2] == [["4", "新增", ONE], ["5", "新增", OTHER]]


def _imports(page: Page) -> None:
    page.get_by_role("button", name="导入").click()
    assert "已导入" in words(page, ".page-head")
    assert _numbers(page)["新增"] == "3"


def _finds_a_firm_by_two_characters(page: Page) -> None:
    page.get_by_role("link", name="企业", exact=True).click()
    page.locator("#f-text").fill("青禾")
    page.get_by_role("button", name="查找").click()
    assert page.locator("tbody th").all_inner_texts() == [ONE, OTHER]
    page.get_by_role("link", name=ONE).click()
    assert page.locator("h1").inner_text() == ONE


def _sees_where_a_figure_comes_from(page: Page) -> None:
    firm = page.url
    page.locator("a.figure-link", has_text="1,500").click()
    origin = page.locator("section", has=page.get_by_role("heading", name="出处"))
    origin.locator("dt").first.wait_for()
    pairs = dict(zip(origin.locator("dt").all_inner_texts(), origin.locator("dd").all_inner_texts(), strict=True))
    assert (NAME in pairs["来源"], pairs["位置"]) == (True, "第 4 行")
    page.goto(firm)


def _merges_a_double(page: Page) -> None:
    page.get_by_role("link", name="企业", exact=True).click()
    page.get_by_role("link", name="疑似重复").click()
    page.get_by_role("link", name=f"{ONE}、{OTHER}").click()
    assert _rows(page, "数值不一致的数据")[0].locator("th, td").all_inner_texts()[:2] == ["营收", "2023年"]
    page.get_by_label(ONE).check()
    page.locator("#id_reason").fill("同一张营业执照（演示）")
    page.get_by_role("button", name="合并").click()
    assert "已合并" in words(page, ".page-head")
    page.get_by_role("link", name=OTHER).click()
    assert page.locator("h1").inner_text() == ONE
    assert "您打开的条目已并入这一条" in words(page)
    assert [value for value in ("1,500", "1,520") if page.locator("a.figure-link", has_text=value).count() != 1] == []


def _undoes_it(page: Page) -> None:
    page.get_by_role("link", name="企业", exact=True).click()
    page.get_by_role("link", name="疑似重复").click()
    page.get_by_role("link", name="已合并").click()
    page.get_by_role("link", name=f"{ONE}、{OTHER}").click()
    page.locator("#id_reason").fill("看错了（演示）")
    page.get_by_role("button", name="撤销这次判断").click()
    assert "待判断" in words(page, ".page-head")
    page.get_by_role("link", name=OTHER).click()
    assert page.locator("h1").inner_text() == OTHER


def _numbers(page: Page) -> dict[str, str]:
    """The counts of the list that are not obvious."""
    pairs = dict(zip(page.locator("dt").all_inner_texts(), page.locator("dd").all_inner_texts(), strict=True))
    return {name: pairs[name] for name in ("读到的行", "新增", "拒绝", "不是企业，跳过", "数据")}


def _rows(page: Page, title: str) -> list[Locator]:
    return page.locator(f"table:has(caption:has-text('{title}')) tbody tr").all()

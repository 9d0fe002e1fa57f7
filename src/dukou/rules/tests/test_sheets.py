"""Decision tables as sheets: out and in again the same table, with the faults of what was changed at their cells."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from openpyxl import Workbook

from dukou.kit.packfiles.nodes import read_yaml
from dukou.rules.core.books import Table
from dukou.rules.core.reading.fields import Faults
from dukou.rules.core.reading.tables import table as read_table
from dukou.rules.sheets import export_table, import_table, sheet_rows
from dukou.rules.tests.test_tables import linked_table, tables
from dukou.rules.tests.written import sound_book, told, with_facts

BODY = with_facts(
    "tables:\n  size:\n    name: {zh: 规模, en: size class}\n    hit: first\n    inputs: [industry, rd / revenue, staff]\n"
    "    domains: {industry: [工业, '农、林']}\n"
    "    outputs: {big: {zh: 大, en: big}, small: {zh: '小: \"微\"', en: 'small, micro'}}\n    rows:\n"
    "      - [工业, '>= 5%', '= 20', big]\n"
    "      - {when: ['农、林', '-', '-'], gives: small, clause: 附表, unverified: true}\n"
    "      - ['-', '-5%..5%', '>= 20 and < 300', big]\n"
    "      - {when: ['-', '-', '-'], gives: small, clause: '2-1'}\n"
    "  rate:\n    name: {zh: 比例, en: rate}\n    inputs: [has_award]\n    unit: '%'\n    rows: [[yes, 2.5], [no, -1]]\n"
    "value: size\n"
    "requires:\n  - {clause: 一, text: {zh: 甲, en: a}, test: rate > 0%}\n"
)
LINKED = sound_book(BODY)


def read_again(block: str) -> Table:
    """The table of a YAML block."""
    located, faults = read_yaml(block, "x.yaml")
    assert located is not None and faults == []
    inner = located.children["tables"].children
    noted = Faults()
    (name,) = inner
    table = read_table(str(name), inner[name], noted)
    assert table is not None and noted == []
    return table


def shape(table: Table) -> tuple[object, ...]:
    """All of a table but its places."""
    rows = [([(cell.text, cell.test) for cell in row.cells], row.output, row.clause, row.is_unverified) for row in table.rows]
    return table.name, table.label, table.policy, table.inputs, rows, dict(table.domains), dict(table.outputs), table.unit


def through(table: Table, path: Path) -> Table:
    """The table out into a sheet and in again."""
    export_table(LINKED, table.name, path)
    block, faults = import_table(path, LINKED)
    assert told(faults) == []
    assert told(import_table(path)[1]) == []
    return read_again(block)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["size", "rate"])
def test_a_table_comes_back_as_it_went_out(name: str, ending: str, tmp_path: Path) -> None:
    table = LINKED.book.definitions[name]
    assert isinstance(table, Table)
    assert shape(through(table, tmp_path / f"{name}.{ending}")) == shape(table)


def test_what_stands_in_the_sheet() -> None:
    table = LINKED.book.definitions["size"]
    assert isinstance(table, Table)
    assert sheet_rows(table, LINKED) == [
        ["表 table", "size", "规模", "size class"],
        ["取法 hit", "first"],
        ["取值 output", "big", "大", "big"],
        ["取值 output", "small", '小: "微"', "small, micro"],
        ["词表 domain", "industry", "工业", "农、林"],
        [
            "名称 label",
            "虚构的enterprise.industry enterprise.industry",
            "虚构的enterprise.rd ÷ 虚构的enterprise.revenue enterprise.rd ÷ enterprise.revenue",
            "虚构的enterprise.staff enterprise.staff",
        ],
        ["条款 clause", "industry", "rd / revenue", "staff", "结果 gives", "未核 unverified"],
        ["", "工业", ">= 5%", "= 20", "big", ""],
        ["附表", "农、林", "-", "-", "small", "yes"],
        ["", "-", "-5%..5%", ">= 20 and < 300", "big", ""],
        ["2-1", "-", "-", "-", "small", ""],
    ]


def test_the_block_is_ready_to_paste(tmp_path: Path) -> None:
    path = tmp_path / "size.csv"
    export_table(LINKED, "size", path)
    block, _ = import_table(path)
    assert block == (
        "tables:\n"
        "  size:\n"
        "    name: {zh: 规模, en: \"size class\"}\n"
        "    hit: first\n"
        "    inputs: [industry, \"rd / revenue\", staff]\n"
        "    domains: {industry: [工业, \"农、林\"]}\n"
        "    outputs: {big: {zh: 大, en: big}, small: {zh: \"小: \\\"微\\\"\", en: \"small, micro\"}}\n"
        "    rows:\n"
        "      - [工业, \">= 5%\", \"= 20\", big]\n"
        "      - {when: [\"农、林\", \"-\", \"-\"], gives: small, clause: 附表, unverified: yes}\n"
        "      - [\"-\", \"-5%..5%\", \">= 20 and < 300\", big]\n"
        "      - {when: [\"-\", \"-\", \"-\"], gives: small, clause: 2-1}\n"
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(tables())
def test_any_table_comes_back_as_it_went_out(made: tuple[list[str], list[tuple[str, ...]], str]) -> None:
    linked, table = linked_table(made)
    with TemporaryDirectory() as folder:
        for ending in ("csv", "xlsx"):
            path = Path(folder) / f"size.{ending}"
            export_table(linked, "size", path)
            assert shape(read_again(import_table(path, linked)[0])) == shape(table)


HEADS = "表,size,规模,size class\n取法,unique\n取值,a,甲,a\n"
SHEETS = {
    "overlap-and-gap": (
        "条款,staff,revenue,结果\n,>= 20,>= 5万元,a\n,< 30,>= 6万元,a\n",
        [
            "1:1 A1：“size”漏了一种情形：staff = 19，revenue = 4万元 → 补一行；其余全部的写 -",
            "6:1 A6：和第 5 行的一行重叠，例如：staff = 20，revenue = 6万元 → 改成只有一行命中，或写 hit: first",
        ],
    ),
    "misread": (
        "条款,staff,revenue,结果\n,>= 20 0,-,a\n",
        ["5:2 B5：这里多出了“0” → 对照写法：revenue >= 2000万元、rd / revenue >= 3%、industry in [工业]"],
    ),
    "output": ("条款,staff,结果\n,-,b\n", ["5:3 C5：outputs 里没有“b” → 可用：a"]),
    "mixed": (
        "条款,staff,结果\n,>= 20人,a\n,< 20万元,a\n",
        ["6:2 B6：“< 20万元”要的是金额，这一列上面要的是以人计的数 → 一列只问一类；词加引号"],
    ),
    "counts": ("条款,staff,结果\n,<= 299,a\n,>= 300,a\n", []),
    "empty-cells": ("条款,staff,industry,结果\n第一条,,,a\n", []),
    "missing-output": ("条款,staff,结果\n,>= 20\n", ["5:3 C5：outputs 里没有“” → 可用：a"]),
}  # fmt: skip


def in_chinese(path: Path) -> list[str]:
    """The faults of a sheet, their Chinese half."""
    return [fault.split(" ‖ ")[0] for fault in told(import_table(path)[1])]


@pytest.mark.parametrize(("rows", "wanted"), SHEETS.values(), ids=list(SHEETS))
def test_faults_name_the_cell(rows: str, wanted: list[str], tmp_path: Path) -> None:
    path = tmp_path / "size.csv"
    path.write_text(HEADS + rows, encoding="utf-8")
    assert sorted(in_chinese(path)) == wanted


def test_with_its_book_the_inputs_have_to_be_known(tmp_path: Path) -> None:
    path = tmp_path / "size.csv"
    path.write_text(HEADS + "条款,stuff,结果\n,-,a\n", encoding="utf-8")
    assert told(import_table(path)[1]) == []
    assert [fault.split(" ‖ ")[0] for fault in told(import_table(path, LINKED)[1])] == ["4:2 B4：没有“stuff”这个名称 → 是不是“staff”？"]


def test_a_sheet_without_heads_says_how_to_get_them(tmp_path: Path) -> None:
    path = tmp_path / "size.csv"
    path.write_text("规模,甲\n1,2\n", encoding="utf-8")
    assert in_chinese(path) == ["1:1 A1：缺少表头：要有“表”一行和“条款”一行 → 先导出一张表作样子"]
    path.write_text(HEADS.replace("size", "Größe", 1) + "条款,staff,结果\n,-,a\n", encoding="utf-8")
    assert in_chinese(path) == ["1:2 B1：“Größe”不能作名称 → 用小写英文字母、数字和下划线"]


def test_what_an_officer_types_into_a_workbook_is_understood(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["表", "size", "规模", "size class"],
        ["取法", "first"],
        ["单位", "%"],
        [],
        ["条款", "staff", "has_award", "结果", "未核"],
        [1, 20, True, 2.5, True],
        [None, "20..300", False, 3, None],
        [None, None, None, 0.1],
    ):
        sheet.append(row)
    path = tmp_path / "size.xlsx"
    book.save(path)
    block, faults = import_table(path)
    assert told(faults) == []
    assert block.splitlines()[-3:] == [
        '      - {when: [20, yes], gives: 2.5, clause: 1, unverified: yes}',
        '      - [20..300, no, 3]',
        '      - ["-", "-", 0.1]',
    ]  # fmt: skip

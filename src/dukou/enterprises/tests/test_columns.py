"""Which column holds what: headings in both languages, with units and periods, in one row or several, below titles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.columns import (
    Columns,
    ColumnTwice,
    Field,
    FigureColumn,
    Measure,
    NoNameColumn,
    PeriodMissing,
    UnitMissing,
    Vocabulary,
    find_columns,
)
from dukou.enterprises.core.headings import read_heading, scales_above, stem_of
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, parse_period, year
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.reading import read_pack

REVENUE = Measure("revenue", Label("营收", "revenue"), "亿元")
STAFF = Measure("staff", Label("从业人员", "staff"), "人")
WORDS = Vocabulary(
    {"企业名称": Field.NAME, "name": Field.NAME, "信用代码": Field.CODE, "地址": Field.ADDRESS, "注册资本": Field.CAPITAL},
    {"营业收入": REVENUE, "revenue": REVENUE, "从业人数": STAFF},
)


def found(*rows: Sequence[object], of: Period | None = None) -> Columns:
    """The columns of a list with these first rows."""
    return find_columns(list(enumerate(rows, 1)), WORDS, of, "名单.csv")


def read_as(columns: Columns) -> dict[int, str]:
    """What each column was read as: a field, or indicator, period, unit and power."""
    return {
        column: f"{each.measure.key} {each.period} {each.scale.unit.code}{each.scale.power or ''}"
        if isinstance(each, FigureColumn)
        else each.value
        for column, each in columns.meanings.items()
    }


@pytest.mark.parametrize(
    ("written", "stem", "unit", "period"),
    [
        ("2023年营业收入（万元）", "营业收入", "万元", "2023"),
        ("营业收入(亿元)2023", "营业收入", "亿元", "2023"),
        ("Revenue 2023 (10k yuan)", "revenue", "万元", "2023"),
        ("营业收入［千元］", "营业收入", "元3", None),
        ("Revenue (RMB million) 2022", "revenue", "万元2", "2022"),
        ("２０２３年 营业收入 单位：万元", "营业收入", "万元", "2023"),
        ("2024年1-6月产值（万元）", "产值", "万元", "2024H1"),
        ("2024年第三季度产值(亿元)", "产值", "亿元", "2024Q3"),
        ("产值（2024Q1）", "产值", None, "2024Q1"),
        ("2023年末从业人数", "从业人数", None, "2023"),
        ("2023年度研发费用", "研发费用", None, "2023"),
        ("*企业名称（必填）", "企业名称", None, None),
        ("Name (required)", "name", None, None),
        ("从业人员（女）", "从业人员女", None, None),
        ("2023年前三季度营业收入", "前三季度营业收入", None, "2023"),
        ("2023-13 营业收入", "202313营业收入", None, None),
        ("20231营业收入", "20231营业收入", None, None),
    ],
)
def test_a_heading_is_taken_apart(written: str, stem: str, unit: str | None, period: str | None) -> None:
    heading = read_heading(written)
    scale = heading.scale and f"{heading.scale.unit.code}{heading.scale.power or ''}"
    assert (heading.stem, scale, heading.period) == (stem, unit, parse_period(period) if period else None)


@given(st.text(max_size=40))
def test_no_heading_makes_the_reader_fail_and_a_stem_is_its_own_stem(text: str) -> None:
    stem = read_heading(text).stem
    assert stem_of(stem) == stem


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["填报单位：示例局", "单位：万元、人"], ["万元", "人"]),
        (["（金额单位：亿元）"], ["亿元"]),
        (["Unit: 10k yuan"], ["万元"]),
        (["单位（盖章）：示例公司", "填报单位：示例市经济发展局"], []),
    ],
)
def test_a_line_above_states_units_and_no_office(lines: list[str], codes: list[str]) -> None:
    assert [scale.unit.code for scale in scales_above(lines)] == codes


def test_headings_stand_below_a_title_and_a_line_with_the_unit() -> None:
    columns = found(["示例市企业名单"], ["", "单位：万元"], ["序号", "企业名称", "信用代码", "2023年营业收入"], [1, "甲厂", "", 5])
    assert (columns.first_row, columns.last_row) == (3, 3)
    assert read_as(columns) == {1: "name", 2: "code", 3: "revenue 2023 万元"}
    assert columns.unused == {0: "序号"}


@pytest.mark.parametrize("filled", [True, False], ids=["merged cells filled", "as a CSV leaves them"])
def test_headings_in_two_rows_are_joined(filled: bool) -> None:
    upper = ["企业名称", "营业收入（万元）", "营业收入（万元）" if filled else "", "从业人数"]
    lower = ["企业名称" if filled else "", "2022年", "2023年", "2023年"]
    columns = found(["名单"] * 4 if filled else ["名单"], upper, lower, ["甲厂", 1, 2, 3])
    assert (columns.first_row, columns.last_row) == (2, 3)
    assert read_as(columns) == {0: "name", 1: "revenue 2022 万元", 2: "revenue 2023 万元", 3: "staff 2023 人"}


def test_a_first_row_without_a_name_is_not_taken_for_a_heading() -> None:
    columns = found(["企业名称", "信用代码", "地址"], ["", "91500104XXC4N0JJ8R", "样本路 1 号"])
    assert (columns.first_row, columns.last_row) == (1, 1)


def test_the_year_of_the_import_holds_for_figures_whose_heading_names_none() -> None:
    columns = found(["企业名称", "从业人数", "营业收入（千元）", "2021年营业收入（亿元）"], of=year(2023))
    assert read_as(columns) == {0: "name", 1: "staff 2023 人", 2: "revenue 2023 元3", 3: "revenue 2021 亿元"}


def test_the_unit_of_a_capital_stands_in_its_heading() -> None:
    assert found(["企业名称", "注册资本（万元）"]).capital_unit == "万元"
    assert found(["企业名称", "注册资本"]).capital_unit == ""


@pytest.mark.parametrize(
    ("rows", "refusal", "why"),
    [
        ([["信用代码", "地址"], ["X", "Y"]], NoNameColumn, "前 20 行里没有写企业名称的表头；读到的是：信用代码、地址"),
        ([["企业名称", "Name"]], ColumnTwice, "“企业名称”和“Name”都是企业名称"),
        ([["企业名称", "2023年营业收入（万元）", "Revenue 2023 (yuan)"]], ColumnTwice, None),
        ([["企业名称", "2023年营业收入"]], UnitMissing, "“2023年营业收入”列没有合适的单位"),
        ([["企业名称", "2023年营业收入（人）"]], UnitMissing, "“2023年营业收入（人）”列没有合适的单位"),
        ([["企业名称", "从业人数"]], PeriodMissing, "“从业人数”列没有写是哪一年的数"),
        ([["标题"]] * 21 + [["企业名称"]], NoNameColumn, None),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(rows: list[list[object]], refusal: type[Refusal], why: str | None) -> None:
    with pytest.raises(refusal) as caught:
        found(*rows)
    assert why is None or caught.value.said_why.zh == why
    assert "名单.csv" in caught.value.said_what.en


def test_the_cure_for_a_list_without_names_lists_the_words() -> None:
    with pytest.raises(NoNameColumn) as caught:
        found(["a"])
    assert caught.value.said_cure.zh == "给名称那一列加上表头，可用：企业名称、name"


@pytest.mark.parametrize(
    ("key", "headings"),
    [
        ("name", ["企业名称", "单位名称", "名称", "公司名称", "Name", "Company"]),
        ("code", ["统一社会信用代码", "信用代码", "社会信用代码", "注册号", "USCC", "Code", "统一社会信用代码/注册号"]),
        ("founded_on", ["成立日期", "成立时间", "Founded", "Date of establishment"]),
        ("capital", ["注册资本", "注册资金", "Registered capital"]),
        ("industry", ["行业代码", "所属行业", "Industry"]),
        ("division", ["所属区划", "镇街", "Division"]),
        ("status", ["登记状态", "经营状态", "Status"]),
        ("revenue", ["营业收入", "主营业务收入", "Revenue"]),
        ("staff", ["从业人数", "员工人数", "Employees"]),
        ("research-spending", ["研发费用", "R&D spending"]),
    ],
)
@pytest.mark.django_db
def test_the_national_pack_knows_the_usual_headings_in_both_languages(key: str, headings: list[str]) -> None:
    contents = read_pack(Path(settings.SHIPPED_PACKS) / "national")
    assert [str(fault) for fault in contents.faults] == []
    known = {stem_of(heading) for heading in contents.of("columns")[key].data.headings}
    assert {heading: read_heading(heading).stem in known for heading in headings} == dict.fromkeys(headings, True)


@pytest.mark.django_db
def test_a_heading_of_two_columns_and_an_unknown_column_are_faults_of_the_pack(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: {zh: 试, en: trial}\n", encoding="utf-8")
    lines = [
        "columns:",
        "  - {key: name, headings: [名称, 企业]}",
        "  - {key: address, headings: [地址, 企 业]}",
        "  - {key: nmae, headings: [甲]}",
    ]
    (tmp_path / "columns.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    faults = read_pack(tmp_path).faults
    assert [(fault.place.line, fault.what.zh, fault.cure.zh) for fault in faults] == [
        (3, "“企 业”也是“name”的表头", "只留在一处"),
        (4, "没有这个字段或数值指标：“nmae”", "是不是“name”？"),
    ]

"""One row read as one firm: what it states, what is passed over, what is refused, and a remark for everything odd."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.columns import Field, Measure, Vocabulary, find_columns
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.headings import stem_of
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.core.readings import Tables
from dukou.enterprises.core.remarks import Remark, RemarkKind, Weight, note_of
from dukou.enterprises.core.rows import ReadRow, RowReader
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import year

HEADS = [
    "企业名称",
    "代码",
    "曾用名",
    "简称",
    "类型",
    "行业",
    "行业名称",
    "区划",
    "地址",
    "注册资本",
    "成立日期",
    "状态",
    "状态日期",
    "营业收入（万元）",
    "从业人数",
]
FIELDS = dict(zip(map(stem_of, HEADS), [each for each in Field if each is not Field.DIVISION_NAME], strict=False))
MEASURES = {
    "营业收入": Measure("revenue", Label("营收", "revenue"), "亿元"),
    "从业人数": Measure("staff", Label("从业人员", "staff"), "人"),
}
COLUMNS = find_columns([(1, HEADS)], Vocabulary(FIELDS, MEASURES), year(2023), "名单")
TABLES = Tables({"C": "制造业", "30": "非金属", "306": "玻纤", "3061": "玻璃纤维"}, "GB/T 4754-2017", False, {"500104001": "示例街道"})
READER = RowReader(COLUMNS, TABLES, today=date(2024, 7, 8))
CODE = "91500104XXC4N0JJ8R"


def read(*cells: object, **named: object) -> ReadRow:
    """The row with these first cells, and others by heading."""
    row = [*cells, *[None] * (len(HEADS) - len(cells))]
    for heading, cell in named.items():
        row[next(place for place, each in enumerate(HEADS) if each.startswith(heading))] = cell
    return READER.read(2, row)


def said(row: ReadRow) -> list[tuple[str, str]]:
    """Kind and Chinese words of the remarks."""
    return [(each.kind.value, each.said.zh) for each in row.remarks]


def test_a_row_states_a_firm() -> None:
    row = read(
        " 示例市甲玻纤(集团)有限公司 ",
        CODE.lower(),
        "示例市乙厂、示例市丙厂",
        "甲玻纤",
        "有限责任公司（自然人投资或控股）",
        "3061",
        "玻璃纤维",
        "示例街道",
        "样本路 1 号",
        "500(万)",
        "2019年3月5日",
        "存续（在营、开业、在册）",
        datetime(2024, 1, 2),
        "1,500.5",
        12,
    )
    assert row.entry == Entry(
        name="示例市甲玻纤（集团）有限公司",
        code=CODE.lower(),
        unit_kind=UnitKind.COMPANY,
        industry="3061",
        industry_edition="GB/T 4754-2017",
        division="500104001",
        address="样本路 1 号",
        capital="500(万)",
        founded_on=date(2019, 3, 5),
        status=Status.ACTIVE,
        status_on=date(2024, 1, 2),
        short_names=("甲玻纤",),
        former_names=("示例市乙厂", "示例市丙厂"),
    )
    assert [(each.column.measure.key, str(each.amount.quantity)) for each in row.figures] == [("revenue", "1500.5万元"), ("staff", "12人")]
    assert said(row) == [("currency_open", "注册资本：“500(万)”：没有币种；照录")]


@pytest.mark.parametrize(
    ("named", "kind", "words"),
    [
        ({"成立": "2023-02-31"}, "unreadable", "成立日期：“2023-02-31”不是日期；没有取用；写成 2019-03-05 或 2019年3月5日"),
        ({"成立": "2024-07-09"}, "in_the_future", "成立日期：2024-07-09 还没有到；没有取用"),
        ({"行业": "9999"}, "unreadable", None),
        ({"区划": "某某路口"}, "unreadable", "区划：“某某路口”不是区划代码，也不是已有的区划名称；没有取用；写 6 至 12 位区划代码"),
        ({"状态": "不清不楚"}, "unreadable", None),
        ({"类型": "?"}, "unreadable", None),
        ({"营业收入": "很多"}, "unreadable", None),
        ({"营业收入": "-3"}, "unreadable", "营业收入（万元）：“-3”；“营收”不会是负数；没有取用；改正数值"),
        ({"营业收入": "保密"}, "not_stated", "营业收入（万元）：“保密”，不作数"),
        ({"营业收入": "#DIV/0!"}, "not_stated", "营业收入（万元）：“#DIV/0!”，不作数"),
        ({"注册资本": "N/A"}, "not_stated", "注册资本：“N/A”，按未填处理"),
        ({"注册资本": "三百多"}, "capital_unclear", "注册资本：“三百多”：无法识别；照录"),
        ({"注册资本": "500()"}, "capital_unclear", "注册资本：“500()”：没有单位（元或万元）、没有币种；照录"),
        ({"地址": "路" * 301}, "too_long", f"地址：“{'路' * 20}…”有 301 个字，最多 300 个；没有取用"),
        ({"代码": "915001046789012"}, "old_licence", "代码：“915001046789012”15 位旧注册号，不是统一社会信用代码；照录"),
        ({"代码": ""}, "no_code", "代码：没有填，只按名称对照"),
        ({"代码": "暂无"}, "no_code", "代码：没有填，只按名称对照"),
        ({"地址": "样\u200b本路"}, "invisible", "地址：已去掉：零宽字符"),
    ],
)
def test_what_is_odd_is_named_and_the_row_stands(named: dict[str, object], kind: str, words: str | None) -> None:
    row = read("示例市甲厂", **({"代码": CODE} | named))
    told = said(row)
    assert row.entry is not None and row.entry.name == "示例市甲厂"
    assert [each[0] for each in told] == [kind]
    assert words is None or told[0][1] == words


@pytest.mark.parametrize("mark", ["—", "-", "…", "/", "无", "N/A", " ", "　", "——"])
def test_a_mark_for_nothing_is_no_figure_and_never_nought(mark: str) -> None:
    row = read("示例市甲厂", 代码=CODE, 营业收入=mark, 从业人数=mark, 地址=mark, 成立日期=mark)
    assert (row.figures, row.entry and row.entry.address, row.entry and row.entry.founded_on) == ((), "", None)


def test_nought_is_a_figure() -> None:
    assert [str(each.amount.quantity) for each in read("示例市甲厂", 代码=CODE, 从业人数=0).figures] == ["0人"]


@pytest.mark.parametrize(
    ("cells", "kind", "words"),
    [
        (("", CODE), "name_missing", "企业名称：没有填；填上营业执照上的名称"),
        (("—", CODE), "name_missing", "企业名称：没有填；填上营业执照上的名称"),
        (("长" * 300, CODE), "name_too_long", f"企业名称：“{'长' * 20}…”有 300 个字，最多 120 个"),
        (
            ("示例市甲厂", CODE[:17]),
            "code_refused",
            f"代码：“{CODE[:17]}”共 17 位，应为 18 位（旧注册号 15 或 13 位数字）；对照营业执照改正",
        ),
        (
            ("示例市甲厂", 9.15001046912346e17),
            "code_refused",
            "代码：“9.15001046912346e+17”被当作数字存过，后几位已丢失：先把这一列设为文本格式，再重新填写；对照营业执照改正",
        ),
        (("示例市甲厂", CODE[:10] + "I" + CODE[11:]), "code_refused", None),
    ],
)
def test_only_name_and_code_refuse_a_row(cells: tuple[object, ...], kind: str, words: str | None) -> None:
    row = read(*cells, 成立日期="2023-02-31")
    refused = [each for each in row.remarks if each.kind.weight is Weight.REFUSED]
    assert (row.entry, [each.kind.value for each in refused]) == (None, [kind])
    assert words is None or refused[0].said.zh == words
    assert "unreadable" in [each.kind.value for each in row.remarks]  # everything wrong in a row is told at once
    assert READER.identity([*cells]) is None


def test_right_to_left_signs_are_taken_out_of_a_name_and_told() -> None:
    row = read("\u202e示例市甲\u200d厂\u00a0", CODE)
    assert row.entry is not None and row.entry.name == "示例市甲厂"
    assert said(row)[0] == ("invisible", "企业名称：已去掉：改变文字方向的控制符、零宽字符")
    assert READER.identity(["\u202e示例市甲\u200d厂\u00a0", f"\u200b{CODE}"]) == (CODE, "示例市甲厂")


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (HEADS, RemarkKind.HEADING_AGAIN),
        (["合　计", "", *[""] * 11, 1500, 12], RemarkKind.TOTAL),
        (["总计（35家）"], RemarkKind.TOTAL),
        (["小计："], RemarkKind.TOTAL),
        (["其中：规上工业", "", *[""] * 11, 15], RemarkKind.TOTAL),
        (["Total", "", *[""] * 11, 15], RemarkKind.TOTAL),
        (["单位负责人：张三", "", "填表人：李四"], RemarkKind.FOOTER),
        (["注：本表不含个体户"], RemarkKind.FOOTER),
        (["①含分公司"], RemarkKind.FOOTER),
        (["报出日期：2024年7月8日"], RemarkKind.FOOTER),
        (["续表"], RemarkKind.CAPTION),
        (["一、工业企业"], RemarkKind.CAPTION),
        (["示例市企业名单（续）"] * 5, RemarkKind.CAPTION),
        (["甲", "乙", "1", "2", 3], RemarkKind.CAPTION),
    ],
)
def test_rows_about_no_firm_are_passed_over_by_name(cells: list[object], kind: RemarkKind) -> None:
    row = READER.read(9, cells)
    first = next(str(cell) for cell in cells if cell)
    assert (row.entry, [(each.kind, each.row) for each in row.remarks]) == (None, [(kind, 9)])
    assert first in row.remarks[0].said.zh
    assert READER.identity(cells) is None


@pytest.mark.parametrize(
    "name",
    ["示例市合计科技有限公司", "其中科技公司", "其中科技（示例市）有限公司", "总计划有限公司", "注塑厂", "一品香饭店", "说明书印刷厂"],
)
def test_a_firm_with_such_a_name_is_a_firm(name: str) -> None:
    assert [row.entry and row.entry.name for row in (read(name, CODE), read(name))] == [name, name]


@pytest.mark.parametrize("cells", [[], [None, None], ["", " ", "\u3000"]])
def test_an_empty_row_is_nothing(cells: list[object]) -> None:
    assert READER.read(5, cells) == ReadRow(5)


def test_cells_beyond_the_headings_are_told() -> None:
    row = READER.read(2, ["示例市甲厂", CODE, *[None] * 13, "多出的"])
    assert said(row)[-1] == ("more_cells", "多出的格子没有取用；可能有逗号没有加引号")


def test_a_bare_capital_has_the_unit_of_its_heading() -> None:
    columns = find_columns([(1, ["企业名称", "注册资本（万元）"])], Vocabulary(FIELDS), None, "名单")
    reader = RowReader(columns, TABLES, date(2024, 7, 8))
    rows = [reader.read(2, ["甲厂", cell]).entry for cell in (500, "1,500.5", "300万美元")]
    assert [row.capital for row in rows if row] == ["500万元", "1,500.5万元", "300万美元"]


def test_a_name_of_an_industry_alone_is_read_as_its_code_would_be() -> None:
    columns = find_columns([(1, ["企业名称", "行业名称"])], Vocabulary(FIELDS), None, "名单")
    row = RowReader(columns, TABLES, date(2024, 7, 8)).read(2, ["甲厂", "玻璃纤维"])
    assert row.entry is not None and row.entry.industry == "3061"


@pytest.mark.parametrize(
    ("cell", "code", "kinds"), [("3062", "3062", ["unchecked"]), ("3061", "3061", []), ("不明行业", "", ["unreadable"])]
)
def test_a_partial_table_believes_codes_it_does_not_know(cell: str, code: str, kinds: list[str]) -> None:
    columns = find_columns([(1, ["企业名称", "行业"])], Vocabulary(FIELDS), None, "名单")
    row = RowReader(columns, Tables({"3061": "玻璃纤维"}, "e", True), date(2024, 7, 8)).read(2, ["甲厂", cell])
    assert (row.entry and row.entry.industry, [each.kind.value for each in row.remarks]) == (code, kinds)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("存续", Status.ACTIVE),
        ("在业", Status.ACTIVE),
        ("吊销，未注销", Status.REVOKED),
        ("吊销,已注销", Status.DEREGISTERED),
        ("注销", Status.DEREGISTERED),
        ("迁出", Status.MOVED_OUT),
        ("歇业", Status.SUSPENDED),
        ("Active", Status.ACTIVE),
    ],
)
def test_statuses_as_registers_write_them(written: str, status: Status) -> None:
    row = read("甲厂", 状态=written)
    assert row.entry is not None and row.entry.status is status


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("个体工商户", UnitKind.SELF_EMPLOYED),
        ("农民专业合作社", UnitKind.COOPERATIVE),
        ("有限责任公司分公司（自然人独资）", UnitKind.BRANCH),
        ("股份有限公司（上市）", UnitKind.COMPANY),
        ("有限合伙企业", UnitKind.OTHER),
        ("集团", UnitKind.GROUP),
    ],
)
def test_kinds_of_units_as_registers_write_them(written: str, kind: UnitKind) -> None:
    row = read("甲厂", 类型=written)
    assert row.entry is not None and row.entry.unit_kind is kind


def test_the_gravest_remark_of_a_row_comes_first() -> None:
    kinds = (RemarkKind.NO_CODE, RemarkKind.UNREADABLE, RemarkKind.NAME_MISSING)
    note = note_of(Remark(kind, Label(f"甲{place}", f"a{place}"), 2) for place, kind in enumerate(kinds))
    assert note == Label("拒绝：甲2；提示：甲1；说明：甲0", "refused: a2; warning: a1; note: a0")
    assert note_of([]) is None


CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from([CODE, "合计", "—", "2019-3-5", "1,500", "500(万)", "续表", "甲", "\u202e", "３０６１", "#N/A", "存续"]),
)


@given(st.lists(CELLS, max_size=20))
def test_no_cell_makes_a_row_fail_and_the_quick_look_agrees(cells: list[object]) -> None:
    row = READER.read(7, cells)
    assert (READER.identity(cells) is None) == (row.entry is None)
    assert all(each.row == 7 and each.said.zh and each.said.en for each in row.remarks)
    assert row.entry is None or (row.entry.name and all(isinstance(key, str) for key in row.entry.columns))

"""Lists of visits: taken in whole, or refused with every bad row named."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.appeals.core.visit_lists import COLUMNS, WANTED, Visited, read_visits
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.texts import clean
from dukou.kit.sheets.headed import HeadedTable, RowsHaveFaults, headed_table

TODAY = date(2026, 9, 30)
TOPICS = {"utilities": "utilities", "水电气讯": "utilities", "staffing": "staffing", "用工": "staffing"}
GOOD = {
    "enterprise": "示例机车（虚构）有限公司",
    "subject": "迁移变压器",
    "topic": "水电气讯",
    "text": "厂区用电需要迁移变压器",
    "contact": "示例联系人",
    "phone": "023-00000000",
    "visited_on": "2026-09-01",
    "visitor": "示例专员",
}
FAULTS = {  # column: what is written there, and what is said of it
    "enterprise": ("没有的厂", "没有登记这家企业"),
    "code": ("9150", "“9150”不是统一社会信用代码：共 4 位，应为 18 位（旧注册号 15 或 13 位数字）"),
    "subject": ("", "缺少诉求主题"),
    "topic": ("天气", "没有“天气”这一类"),
    "text": ("长" * 4001, "超过 4000 个字"),
    "phone": ("不详", "不像电话号码"),
    "visited_on": ("2026-10-01", "2026-10-01 不在最近一年内"),
    "visitor": ("", "缺少走访人"),
}


def firm(name: str, code: str) -> str:
    if name.startswith("示例"):
        return f"firm-{name}-{code}"
    raise Malformed(Label("没有登记这家企业", "no such enterprise is registered"), Label("核对名称", "check the name"))


def table(rows: list[dict[str, str]]) -> HeadedTable:
    cells = [{**dict.fromkeys(COLUMNS, ""), **row} for row in rows]
    return HeadedTable("走访.xlsx", "0" * 64, tuple(COLUMNS), tuple(enumerate(cells, 2)))


def numbered(count: int) -> list[dict[str, str]]:
    return [GOOD | {"subject": f"第 {number} 件"} for number in range(count)]


def test_a_row_as_it_is_kept() -> None:
    assert read_visits(table([GOOD]), TOPICS, firm, TODAY) == [
        Visited(
            2,
            "firm-示例机车（虚构）有限公司-",
            "迁移变压器",
            "utilities",
            "厂区用电需要迁移变压器",
            "示例联系人",
            "023-00000000",
            date(2026, 9, 1),
            "示例专员",
        )
    ]


@pytest.mark.parametrize("column", FAULTS)
def test_each_fault_is_named_at_its_cell(column: str) -> None:
    written, said = FAULTS[column]
    with pytest.raises(RowsHaveFaults) as refused:
        read_visits(table([GOOD, GOOD | {column: written, "contact": "另一人"}]), TOPICS, firm, TODAY)
    assert [(fault.place.line, fault.what.zh) for fault in refused.value.faults] == [(3, said)]


def test_forty_bad_rows_of_five_thousand_are_exactly_named() -> None:
    rows, bad = numbered(5000), list(range(7, 5000, 125))
    for place, number in enumerate(bad):
        column = list(FAULTS)[place % len(FAULTS)]
        rows[number] |= {column: FAULTS[column][0]}
    assert len(bad) == 40
    with pytest.raises(RowsHaveFaults) as refused:
        read_visits(table(rows), TOPICS, firm, TODAY)
    assert [fault.place.line for fault in refused.value.faults] == [number + 2 for number in bad]
    assert len(read_visits(table(numbered(5000)), TOPICS, firm, TODAY)) == 5000


@given(st.dictionaries(st.integers(0, 59), st.sampled_from(list(FAULTS))))
def test_the_bad_rows_and_no_others_are_named(bad: dict[int, str]) -> None:
    rows = numbered(60)
    for number, column in bad.items():
        rows[number] |= {column: FAULTS[column][0]}
    named: list[tuple[int, str]] = []
    try:
        assert len(read_visits(table(rows), TOPICS, firm, TODAY)) == 60
    except RowsHaveFaults as refused:
        named = [(fault.place.line, fault.what.zh) for fault in refused.faults]
    assert named == [(number + 2, FAULTS[column][1]) for number, column in sorted(bad.items())]


def test_the_same_appeal_twice_is_a_fault_of_the_second() -> None:
    with pytest.raises(RowsHaveFaults) as refused:
        read_visits(table([GOOD, *numbered(2), GOOD]), TOPICS, firm, TODAY)
    assert [str(fault) for fault in refused.value.faults] == ["走访.xlsx:5:3: 与第 2 行相同 → 删去一行"]


def test_a_file_as_an_office_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*(label.zh for label in COLUMNS.values()), "备注"])
        writer.writerow(["示例机车（虚构）有限公司", "", "迁移变压器", "用工", "缺工", "", "", "2026年9月1日", "示例专员", "急"])
    read = headed_table(path, "走访.csv", COLUMNS, WANTED, lambda text: clean(text).text)
    (visit,) = read_visits(read, TOPICS, firm, TODAY)
    assert (visit.number, visit.topic, visit.phone, visit.visited_on) == (2, "staffing", "", date(2026, 9, 1))

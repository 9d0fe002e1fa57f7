"""Lists of projects: taken whole, refused whole, or with the flagged rows handed back; units that are mixed are named by their cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.audit.models import AuditEvent
from dukou.kit.core.labels import speaking
from dukou.kit.sheets.headed import ColumnsMissing, RowsHaveFaults
from dukou.projects.actions import sheets
from dukou.projects.actions.sheets import Taken
from dukou.projects.core.replays import Rung
from dukou.projects.core.written_money import cell_name
from dukou.projects.models import Project, StageStep
from dukou.projects.queries.money import ladder_of
from dukou.projects.tests.money_made import EARLY, KEEPER, NOW, WAN, load, project
from dukou.projects.tests.test_project_facts import tell_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    load(tmp_path / "pack")


def take(folder: Path, text: str, *, accepts_rest: bool = False) -> Taken:
    path = folder / "清单.csv"
    path.write_text(text, encoding="utf-8")
    return sheets.take_in(
        by=KEEPER, path=path, name=path.name, source="虚构周报", known_on=EARLY, accepts_rest=accepts_rest, is_synthetic=True, now=NOW
    )


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(RowsHaveFaults) as refused:
        take(folder, text)
    assert Project.objects.count() == 0
    return [fault.what.zh for fault in refused.value.faults]


HEAD = "项目名称,投资方,负责单位,合同额（万元）,总投资（万元）\n"


def test_a_clear_list_is_taken_whole_with_one_event(tmp_path: Path) -> None:
    before = AuditEvent.objects.count()
    taken = take(tmp_path, HEAD + '虚构甲,示例甲公司,虚构办,"20,000",30000\n虚构乙,示例乙公司,other,500.5,\n')
    assert (len(taken.keys), taken.rejected, AuditEvent.objects.count()) == (2, (), before + 1)
    first, second = Project.objects.order_by("pk")
    assert [ladder_of(row)[Rung.CONTRACT].amount for row in (first, second)] == [20_000 * WAN, 500 * WAN + WAN // 2]
    assert {key: str(value) for key, value in tell_of("total-investment", *taken.keys).items()} == {taken.keys[0]: "30000"}
    assert (second.office.key, second.stage, StageStep.objects.count()) == ("other", "lead", 2)
    event = AuditEvent.objects.latest("pk")
    assert event.act == "sheets.take_in"


def test_units_that_are_mixed_are_named_by_their_cell(tmp_path: Path) -> None:
    rows = "虚构甲,示例甲公司,虚构办,20000,\n虚构乙,示例乙公司,虚构办,2亿元,\n虚构丙,示例丙公司,虚构办,3万元,\n"
    assert faults(tmp_path, HEAD + rows) == ["D3 写的是“2亿元”，表头的单位却是万元"]
    among = (
        "项目名称,投资方,负责单位,合同额\n甲,示例甲,虚构办,2亿元\n乙,示例乙,虚构办,300万元\n丙,示例丙,虚构办,4000\n丁,示例丁,虚构办,3亿\n"
    )
    assert faults(tmp_path, among) == ["D3 写的是“300万元”，同列上面写的是亿元", "D4 的“4000”没有单位，表头也没有写"]
    two = "项目名称,投资方,负责单位,合同额（万元）,合同额（亿元）\n甲,示例甲,虚构办,1,\n"
    assert faults(tmp_path, two) == ["一个数写在几列里：合同额（万元）、合同额（亿元）"]


def test_every_cell_that_cannot_be_taken_is_told(tmp_path: Path) -> None:
    rows = "甲,示例甲,没有这个局,一些,-5\n,示例乙,虚构办,1,2\n丙,示例丙,虚构办,1,2\n丙,示例丙,虚构办,1,2\n"
    assert faults(tmp_path, HEAD + rows) == [
        "D2 的“一些”不是金额",
        "E2 的“-5”不是金额",
        "没有“没有这个局”这个单位",
        "缺少项目名称",
        "“丙”（示例丙）已经登记，或在表里写了两次",
    ]
    with pytest.raises(ColumnsMissing):
        take(tmp_path, "项目名称,投资方\n甲,示例甲\n")


def test_the_clear_rest_is_taken_where_that_is_accepted(tmp_path: Path) -> None:
    project("虚构旧项目")
    rows = "虚构旧项目,示例市虚构made-1厂,虚构办,1,2\n虚构乙,示例乙公司,虚构办,2亿元,\n虚构丙,示例丙公司,虚构办,3,\n"
    taken = take(tmp_path, HEAD + rows, accepts_rest=True)
    assert [(row.number, row.cells["contract_万元"]) for row in taken.rejected] == [(2, "1"), (3, "2亿元")]
    assert [row.name for row in Project.objects.order_by("pk")] == ["虚构旧项目", "虚构丙"]
    with pytest.raises(RowsHaveFaults):  # with nothing left to take, nothing is accepted
        take(tmp_path, HEAD + rows, accepts_rest=True)


def test_an_investor_that_an_office_holds_bars_the_row_but_two_rows_do_not_bar_each_other(tmp_path: Path) -> None:
    project("虚构旧项目")
    rows = "虚构新项目,示例市虚构made-1厂,虚构办,1,2\n虚构丙一期,示例丙公司,虚构办,3,\n虚构丙二期,示例丙公司,虚构办,4,\n"
    taken = take(tmp_path, HEAD + rows, accepts_rest=True)
    assert ([row.number for row in taken.rejected], len(taken.keys)) == ([2], 2)
    assert "虚构旧项目" in str(taken.rejected[0].faults[0].what)


def test_cells_are_called_as_spreadsheets_call_them() -> None:
    assert [cell_name(5, column) for column in (1, 26, 27, 52, 703)] == ["A5", "Z5", "AA5", "AZ5", "AAA5"]


def test_the_words_stand_in_english_too(tmp_path: Path) -> None:
    with speaking("en"), pytest.raises(RowsHaveFaults) as refused:
        take(tmp_path, HEAD + "虚构乙,示例乙公司,虚构办,2亿元,\n")
    assert refused.value.faults[0].what.en == "D2 says “2亿元”, but the head of its column says 万元"

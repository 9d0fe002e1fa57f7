"""Lists of candidates: all rows or none, every fault at its cell, the unknown stays unknown, and the same list changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from dukou.accounts.core.viewers import ANONYMOUS_VIEWER, NotPermitted
from dukou.audit.models import AuditEvent
from dukou.chains.actions.candidates import take_in, withdraw
from dukou.chains.actions.refusals import EvidenceMissing, NoSuchRow
from dukou.chains.intake.candidates import read_share
from dukou.chains.models import Candidate
from dukou.chains.queries.marks import marks
from dukou.chains.tests.listed import BRINE, CODE, DAY, NOW, OFFICE, OTHER, PANS, SALT, load, taken, written
from dukou.enterprises.core.codes import check_character
from dukou.kit.core.refusals import Malformed
from dukou.kit.sheets.headed import ColumnsMissing, RowsHaveFaults

pytestmark = pytest.mark.django_db
LATER = date(2024, 7, 20)


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    """The made-up chain."""
    load(tmp_path)


def told(**wanted: object) -> dict[str, Any]:
    """The one stored candidate, as far as asked."""
    row = Candidate.objects.get()
    return {field: getattr(row, field) for field in wanted}


def noted() -> dict[str, Any]:
    """What the trail says of the last list."""
    event = AuditEvent.objects.filter(act="candidates.take_in").latest("pk")
    after: dict[str, Any] | None = event.after
    assert after is not None
    return after


def test_a_row_is_kept_with_what_it_says_and_nothing_else(tmp_path: Path) -> None:
    assert taken(tmp_path, f"虚构卤水厂,{CODE},虚构市,邻近城市,卤水；node/salt-pans,80%；30%,1.2亿元,是,") == 1
    wanted: dict[str, object] = {
        "key": CODE.lower(),
        "name": "虚构卤水厂",
        "code": CODE,
        "place": "虚构市",
        "nodes": {BRINE: 0.8, PANS: 0.3},
        "features": {
            "lists": {"2024-07-08": "虚构名单"},
            "signals": {
                "supplies_leader": {"2024-07-08": {"value": 1.0, "source": "虚构名单"}},
                "nearness": {"2024-07-08": {"value": 0.6, "band": "neighbouring", "source": "虚构名单"}},
            },
        },
        "capacity": 12_000_000_000,
        "source": "虚构名单",
        "known_on": DAY,
        "is_synthetic": True,
        "recorded_by": "cli:clerk",
    }
    assert told(**wanted) == wanted
    assert {key: each for key, each in noted().items() if key in ("file", "count", "added", "changed", "back")} == {
        "file": "list.csv",
        "count": 1,
        "added": 1,
        "changed": 0,
        "back": [],
    }


def test_what_is_left_empty_is_unknown_and_never_no(tmp_path: Path) -> None:
    taken(tmp_path, "虚构锅厂,,,,盐锅,,,,否", "虚构盐厂,,,,精盐,,,,")
    assert dict(Candidate.objects.values_list("name", "nodes")) == {"虚构锅厂": {PANS: None}, "虚构盐厂": {SALT: None}}
    features = dict(Candidate.objects.values_list("name", "features"))
    assert {name: {key: each["2024-07-08"]["value"] for key, each in told["signals"].items()} for name, told in features.items()} == {
        "虚构锅厂": {"funding": 0.0},
        "虚构盐厂": {},
    }


def test_every_fault_of_a_list_is_told_at_its_cell_and_no_row_is_taken(tmp_path: Path) -> None:
    rows = (
        f"虚构甲厂,{CODE[:-1]}X,,很远,卤,120%,十个亿,也许,是",
        ",,,,,,,,",
        "虚构乙厂,,,,卤水；盐锅,10%；20%；30%,,,",
        "虚构丙厂,,,,盐锅,,-3万元,,",
        "虚构丙厂,,,,卤水,,,,",
        "好厂,,,,卤水,,,,",
    )
    with pytest.raises(RowsHaveFaults) as caught:
        taken(tmp_path, *rows)
    # the second row is empty throughout, so it is no row
    assert [(fault.place.line, fault.place.column) for fault in caught.value.faults] == [
        (2, 2),
        (2, 4),
        (2, 5),
        (2, 6),
        (2, 7),
        (2, 8),
        (4, 6),
        (5, 7),
        (6, 1),
    ]
    by_column = {fault.place.column: fault for fault in caught.value.faults if fault.place.line == 2}
    assert by_column[2].what.zh.startswith(f"“{CODE[:-1]}X”不是统一社会信用代码：第 18 位校验码是“X”，按前 17 位应为“B”")
    assert by_column[5].cure.en == "write it as a map has it; near ones: 卤水"
    assert caught.value.faults[-1].what.en == "“虚构丙厂” stands in row 5 already"
    assert Candidate.objects.count() == 0
    assert not AuditEvent.objects.filter(act="candidates.take_in").exists()


def test_a_row_without_name_or_node_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RowsHaveFaults) as caught:
        taken(tmp_path, ",,虚构市,,,,,,")
    assert [(str(fault.place), fault.what.en) for fault in caught.value.faults] == [
        ("list.csv:2:1", "there is no enterprise"),
        ("list.csv:2:5", "there is no node"),
    ]


def test_the_columns_for_name_and_node_have_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(ColumnsMissing) as caught:
        taken(tmp_path, "虚构甲厂", head="name")
    assert caught.value.said_why.zh == "第一行缺少列：节点"


def test_a_workbook_keeps_per_cent_as_fractions(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["企业名称", "节点", "契合度"], ["虚构甲厂", "卤水", 0.8], ["虚构乙厂", "卤水", 1]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert take_in(by=OFFICE, path=tmp_path / "list.xlsx", name="list.xlsx", source="虚构", known_on=DAY, now=NOW) == 2
    assert dict(Candidate.objects.values_list("name", "nodes")) == {"虚构甲厂": {BRINE: 0.8}, "虚构乙厂": {BRINE: 1.0}}


@pytest.mark.parametrize(
    ("text", "share"), [("是", 1), ("无", 0), ("YES", 1), ("0%", 0), ("62.5 %", 0.625), ("100％", 1), ("0.8", 0.8), ("1", 1), ("0", 0)]
)
def test_a_share_is_yes_no_or_per_cent(text: str, share: float) -> None:
    assert read_share(text) == share


@pytest.mark.parametrize("text", ["80", "101%", "-1%", "1.01", "也许", "1/2", "٣%", "%", "nan"])
def test_anything_else_is_no_share(text: str) -> None:
    with pytest.raises(Malformed):
        read_share(text)


def test_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    row = f"虚构卤水厂,{CODE},虚构市,同城,卤水,80%,3000万元,是,否"
    assert (taken(tmp_path, row), taken(tmp_path, row)) == (1, 0)
    assert AuditEvent.objects.filter(act="candidates.take_in").count() == 1


def test_a_firm_is_known_again_by_its_code_else_by_name_and_place(tmp_path: Path) -> None:
    taken(tmp_path, f"虚构旧名,{CODE},虚构市,,卤水,,,,", "虚构锅厂,,虚构市,,盐锅,,,,")
    keys = set(Candidate.objects.values_list("key", flat=True))
    rows = (f"虚构新名,{CODE},虚构市,,卤水,,,,", f"虚构锅厂,{OTHER},虚构市,,盐锅,,,,", "虚构锅厂,,另一市,,盐锅,,,,")
    assert taken(tmp_path, *rows, known_on=LATER) == 3
    assert list(Candidate.objects.order_by("pk").values_list("name", "code", "place")) == [
        ("虚构新名", CODE, "虚构市"),
        ("虚构锅厂", OTHER, "虚构市"),
        ("虚构锅厂", "", "另一市"),
    ]
    assert keys < set(Candidate.objects.values_list("key", flat=True))


def test_two_firms_of_one_name_and_place_with_two_codes_are_two(tmp_path: Path) -> None:
    assert taken(tmp_path, f"虚构甲厂,{CODE},虚构市,,卤水,,,,", f"虚构甲厂,{OTHER},虚构市,,卤水,,,,") == 2


def test_the_code_of_a_self_employed_person_goes_into_no_key(tmp_path: Path) -> None:
    own = "92500104MA5UPLJX8"
    own += check_character(own)
    taken(tmp_path, f"虚构面馆,{own},虚构市,,卤水,,,,")
    row = Candidate.objects.get()
    assert (row.code, row.key[:2], own.lower() in row.key) == (own, "c-", False)


def test_two_rows_about_one_stored_candidate_are_refused(tmp_path: Path) -> None:
    taken(tmp_path, f"虚构甲厂,{CODE},虚构市,,卤水,,,,")
    with pytest.raises(RowsHaveFaults) as caught:
        taken(tmp_path, f"虚构新名,{CODE},虚构市,,卤水,,,,", "虚构甲厂,,虚构市,,卤水,,,,")
    assert [(fault.place.line, fault.what.en) for fault in caught.value.faults] == [(3, "it is the candidate of row 2")]


def test_a_later_list_adds_to_what_is_known_and_an_earlier_one_does_not_overrule_it(tmp_path: Path) -> None:
    taken(tmp_path, "虚构甲厂,,虚构市,,卤水,50%,3000万元,是,")
    taken(tmp_path, "虚构甲厂,,虚构市,,盐锅,,,否,是", known_on=LATER, source="二号名单")
    row = Candidate.objects.get()
    assert (row.nodes, row.capacity, row.source, row.known_on) == ({BRINE: 0.5, PANS: None}, 3_000_000_000, "二号名单", LATER)
    taken(tmp_path, "虚构甲厂,,虚构市,同城,盐锅,90%,9亿元,是,", known_on=date(2024, 7, 1), source="旧名单")
    row.refresh_from_db()
    assert (row.nodes, row.capacity, row.known_on) == ({BRINE: 0.5, PANS: 0.9}, 3_000_000_000, LATER)
    assert row.features["lists"] == {"2024-07-01": "旧名单", "2024-07-08": "虚构名单", "2024-07-20": "二号名单"}
    assert {key: {on: told["value"] for on, told in each.items()} for key, each in row.features["signals"].items()} == {
        "supplies_leader": {"2024-07-01": 1.0, "2024-07-08": 1.0, "2024-07-20": 0.0},
        "funding": {"2024-07-20": 1.0},
        "nearness": {"2024-07-01": 1.0},
    }


def test_a_change_is_seen_by_who_asks_whether_an_assessment_is_still_fresh(tmp_path: Path) -> None:
    taken(tmp_path, "虚构甲厂,,虚构市,,卤水,,3000万元,,")
    before = marks()
    path = written(tmp_path, "虚构甲厂,,虚构市,,卤水,,4000万元,,")
    take_in(by=OFFICE, path=path, name="l.csv", source="虚构", known_on=DAY, is_synthetic=True, now=NOW.replace(day=11))
    assert marks() != before


def test_a_withdrawn_candidate_comes_back_only_by_a_list_known_later(tmp_path: Path) -> None:
    taken(tmp_path, f"虚构甲厂,{CODE},虚构市,,卤水,,,,")
    withdraw(by=OFFICE, key=CODE.lower(), reason="已停产", now=NOW)
    with pytest.raises(NoSuchRow):
        withdraw(by=OFFICE, key=CODE.lower(), reason="已停产", now=NOW)
    with pytest.raises(RowsHaveFaults) as caught:
        taken(tmp_path, f"虚构甲厂,{CODE},虚构市,,卤水,,,,")
    assert caught.value.faults[0].what.en == "“虚构甲厂” was taken off on 2024-07-10: 已停产"
    assert taken(tmp_path, f"虚构甲厂,{CODE},虚构市,,卤水,,,,", known_on=LATER) == 1
    row = Candidate.objects.get()
    assert (row.withdrawn_at, row.withdrawn_reason) == (None, "")
    assert noted()["back"] == [CODE.lower()]
    assert AuditEvent.objects.get(act="candidates.withdraw").reason == "已停产"


def test_made_up_and_real_candidates_do_not_mix(tmp_path: Path) -> None:
    taken(tmp_path, f"虚构甲厂,{CODE},虚构市,,卤水,,,,")
    with pytest.raises(RowsHaveFaults) as caught:
        taken(tmp_path, f"虚构甲厂,{CODE},虚构市,,卤水,,,,", is_synthetic=False)
    assert caught.value.faults[0].what.en == "“虚构甲厂” is made up on one side and real on the other"


def test_a_list_has_a_source_and_who_takes_it_in_the_right(tmp_path: Path) -> None:
    with pytest.raises(EvidenceMissing):
        taken(tmp_path, "虚构甲厂,,,,卤水,,,,", source=" ")
    path = written(tmp_path, "虚构甲厂,,,,卤水,,,,")
    with pytest.raises(NotPermitted):
        take_in(by=ANONYMOUS_VIEWER, path=path, name="l.csv", source="虚构", known_on=DAY, now=NOW)
    with pytest.raises(NotPermitted):
        withdraw(by=ANONYMOUS_VIEWER, key="c", reason="虚构", now=NOW)

"""Code tables out of files: whole editions and divisions, all rows or none, every fault with its row."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.audit.models import AuditEvent
from dukou.enterprises.actions.tables import TableUndescribed, import_divisions, import_industries
from dukou.enterprises.models import Division, Edition, Industry
from dukou.enterprises.queries.tables import division_names, editions, industry_names
from dukou.enterprises.tests.made_up import NOW, viewer
from dukou.kit.sheets.headed import ColumnsMissing, RowsHaveFaults

DATA = Path(__file__).resolve().parents[5] / "shared" / "data"  # beside the repository; nothing of it is copied
EDITION = "GB/T 4754-2017"
SMALL = (
    "section,level,code,parent,name\nC,1,C,,制造业\nC,2,30,C,非金属矿物制品业\nC,3,306,30,玻璃纤维制造\nC,4,3061,306,玻璃纤维及制品制造\n"
)
STREETS = "code,name,level,parent\n990101,示例区,district,990100\n990101001,示例街道,street_or_town,990101\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Viewer:
    """One who may load packs and code tables."""
    return viewer("steward", Role.STEWARD)


def written(folder: Path, text: str, name: str = "表.csv") -> Path:
    """A CSV file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def workbook(folder: Path, *rows: list[Any]) -> None:
    """A workbook `表.xlsx` with these rows."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(folder / "表.xlsx")


def took(by: Viewer, path: Path, edition: str = EDITION, source: str = "虚构的表") -> int:
    """Import a table of industries."""
    return import_industries(by=by, path=path, name=path.name, edition=edition, source=source, now=NOW)


def took_divisions(by: Viewer, path: Path) -> int:
    """Import a table of divisions."""
    return import_divisions(by=by, path=path, name=path.name, source="虚构的表", now=NOW)


def events() -> list[tuple[str, str]]:
    """Acts and subjects of the trail that concern tables."""
    return list(AuditEvent.objects.filter(act__startswith="tables.").values_list("act", "subject_key"))


def test_a_table_is_taken_in_once_and_the_trail_names_the_file(tmp_path: Path, steward: Viewer) -> None:
    path = written(tmp_path, SMALL)
    assert took(steward, path) == 4
    assert industry_names(EDITION) == {"C": "制造业", "30": "非金属矿物制品业", "306": "玻璃纤维制造", "3061": "玻璃纤维及制品制造"}
    assert took(steward, path) == 0
    assert events() == [("tables.import_industries", EDITION)]
    (event,) = AuditEvent.objects.filter(act="tables.import_industries")
    sha256 = hashlib.sha256(SMALL.encode()).hexdigest()
    assert event.after == {"file": "表.csv", "sha256": sha256, "source": "虚构的表", "count": 4, "is_partial": False}


def test_a_whole_table_replaces_a_partial_one(tmp_path: Path, steward: Viewer) -> None:
    partial = Edition.objects.create(key=EDITION, source="包", is_partial=True, imported_at=NOW, imported_by="cli:x")
    Industry.objects.create(edition=partial, section="D", level=1, code="D", name="旧的")
    assert took(steward, written(tmp_path, SMALL)) == 4
    assert [(each.key, each.count, each.is_partial) for each in editions()] == [(EDITION, 4, False)]
    assert "D" not in industry_names(EDITION)


def test_a_corrected_table_takes_the_place_of_the_earlier_one(tmp_path: Path, steward: Viewer) -> None:
    took(steward, written(tmp_path, SMALL))
    assert took(steward, written(tmp_path, SMALL.replace("玻璃纤维及制品制造", "玻纤及制品制造"))) == 4
    assert industry_names(EDITION, ["3061"]) == {"3061": "玻纤及制品制造"}
    assert len(events()) == 2


def test_chinese_heads_words_for_levels_and_numbers_in_a_workbook(tmp_path: Path, steward: Viewer) -> None:
    heads = ["名称", "代码", "门类", "级别", "上级", "说明"]
    workbook(tmp_path, heads, ["制造业", "c", "C", "门类", None, "不读"], ["非金属矿物制品业", 30, "C", "大类", "C"])
    assert took(steward, tmp_path / "表.xlsx") == 2
    assert list(Industry.objects.order_by("level").values_list("section", "level", "code", "parent", "name")) == [
        ("C", 1, "C", "", "制造业"),
        ("C", 2, "30", "C", "非金属矿物制品业"),
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("C,4,3061,306", "C,4,3061,30", ["表.csv:5:4 “3061”: wrong code above"]),
        ("C,3,306,30,玻璃纤维制造\n", "\n", ["表.csv:5:4 “3061”: the code above is not in the table"]),
        ("C,4,3061,306", "D,4,3061,306", ["表.csv:5:1 “3061”: wrong section"]),
        (
            "C,4,3061,306",
            "C,4,306,30",
            ["表.csv:5:3 “306”: the code has not the shape of its level", "表.csv:5:3 “306”: the code stands twice"],
        ),
        ("C,4,3061,306", "C,5,3061,306", ["表.csv:5:1 “5” is no level of industries"]),
        ("玻璃纤维及制品制造", "", ["表.csv:5:5 “3061”: no name"]),
        ("玻璃纤维及制品制造", "玻" * 121, ["表.csv:5:1 the name has more than 120 characters"]),
        (SMALL[SMALL.index("\n") + 1 :], "", ["表.csv:1:1 there is no row beneath the names of the columns"]),
    ],
)
def test_one_fault_and_no_row_is_taken_in(tmp_path: Path, steward: Viewer, was: str, becomes: str, said: list[str]) -> None:
    took(steward, written(tmp_path, SMALL))
    before = industry_names(EDITION)
    with pytest.raises(RowsHaveFaults) as refused:
        took(steward, written(tmp_path, SMALL.replace(was, becomes)))
    assert [f"{fault.place} {fault.what.en}" for fault in refused.value.faults] == said
    assert industry_names(EDITION) == before
    assert len(events()) == 1


def test_a_missing_column_is_named(tmp_path: Path, steward: Viewer) -> None:
    with pytest.raises(ColumnsMissing) as refused:
        took(steward, written(tmp_path, SMALL.replace("level", "grade").replace("parent", "above")))
    assert refused.value.said_why.en == "the first row lacks the columns level, parent"


@pytest.mark.parametrize(("edition", "source"), [("", "来源"), (" ", "来源"), ("G" * 41, "来源"), (EDITION, ""), (EDITION, "来" * 201)])
def test_edition_and_source_are_stated(tmp_path: Path, steward: Viewer, edition: str, source: str) -> None:
    with pytest.raises(TableUndescribed):
        took(steward, written(tmp_path, SMALL), edition, source)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.STEWARD])
def test_nobody_else_imports_tables(tmp_path: Path, role: Role) -> None:
    by = viewer("other", role)
    for take in (took, took_divisions):
        with pytest.raises(NotPermitted):
            take(by, written(tmp_path, SMALL))
    assert not Edition.objects.exists() and not Division.objects.exists()


def test_divisions_are_added_renamed_and_left(tmp_path: Path, steward: Viewer) -> None:
    path = written(tmp_path, STREETS)
    assert took_divisions(steward, path) == 2
    assert took_divisions(steward, path) == 0
    more = "代码,名称,级别,上级\n990101001,新示例街道,乡级,990101\n990101001001,示例社区,村级,990101001\n"
    assert took_divisions(steward, written(tmp_path, more)) == 2
    assert division_names() == {"990101": "示例区", "990101001": "新示例街道", "990101001001": "示例社区"}
    assert events() == [("tables.import_divisions", "divisions")] * 2


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("street_or_town", "hamlet", ["表.csv:3:1 “hamlet” is no level of divisions"]),
        ("street_or_town", "district", ["表.csv:3:1 “990101001”: the code is not one of its level"]),
        ("990101\n", "990102\n", ["表.csv:3:4 “990101001”: wrong code above"]),
        ("990101,示例区,district,990100\n", "", ["表.csv:2:4 “990101001”: the code above is not there"]),
        ("示例街道", "", ["表.csv:3:2 “990101001”: no name"]),
    ],
)
def test_faults_of_divisions_name_row_and_column(tmp_path: Path, steward: Viewer, was: str, becomes: str, said: list[str]) -> None:
    with pytest.raises(RowsHaveFaults) as refused:
        took_divisions(steward, written(tmp_path, STREETS.replace(was, becomes)))
    assert [f"{fault.place} {fault.what.en}" for fault in refused.value.faults] == said
    assert not Division.objects.exists()


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8), min_size=4, max_size=5), max_size=4))
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_whatever_stands_in_the_rows_they_are_taken_in_or_refused_with_places(
    tmp_path: Path, steward: Viewer, rows: list[list[str]]
) -> None:
    workbook(tmp_path, ["code", "name", "level", "parent"], *rows)
    before = Division.objects.count()
    try:
        assert took_divisions(steward, tmp_path / "表.xlsx") >= 0
    except RowsHaveFaults as refused:
        assert refused.faults
        assert Division.objects.count() == before


def test_the_published_table_of_industries_as_it_is(steward: Viewer) -> None:
    path = DATA / "gbt4754_2017.csv"
    if not path.exists():
        pytest.skip(f"no {path.name} beside the repository: the table of GB/T 4754-2017 is not imported in this run")
    assert took(steward, path) == 1971
    levels = [Industry.objects.filter(level=level).count() for level in (1, 2, 3, 4)]
    assert levels == [20, 97, 473, 1381]
    assert industry_names(EDITION, ["3061"]) == {"3061": "玻璃纤维及制品制造"}


def test_the_divisions_of_a_district_as_they_are(steward: Viewer) -> None:
    path = DATA / "dadukou_divisions_2023.csv"
    if not path.exists():
        pytest.skip(f"no {path.name} beside the repository: its divisions are not imported in this run")
    assert took_divisions(steward, path) == 106
    assert took_divisions(steward, path) == 0
    assert set(Division.objects.values_list("level", flat=True)) == {"district", "street_or_town", "community_or_village"}

"""The list that goes back: one column more, everything else as it was."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dukou.kit.core.labels import Label, speaking
from dukou.kit.sheets import annotating
from dukou.kit.sheets.annotating import annotate, annotated_name
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import CellValue, Row, trimmed

from .sheets_made import old_workbook, rows_of, with_part, workbook, written

HEADING = Label("问题", "problems")
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0;\t"), max_size=8)
NOTES = st.dictionaries(st.integers(2, 6), st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=";"), min_size=1))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6), NOTES, st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_a_csv_comes_back_with_one_column_more(rows: list[list[str]], notes: dict[int, str], encoding: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["名称", "状态"], *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), "a", text.getvalue().encode(encoding))
        before, copy = open_sheet(path, "a.csv"), Path(folder) / "copy.csv"
        annotate(path, "a.csv", copy, HEADING, notes, 1)
        after = open_sheet(copy, "a.csv")
        kept, told = _apart(list(after.rows()), _width(list(before.rows())))
        assert (after.encoding, after.separator, kept) == (before.encoding, ",", list(before.rows()))
    assert {number: note.removeprefix("'") for number, note in told.items()} == {1: "问题"} | {
        number: note.removeprefix("'") for number, note in notes.items() if number <= len(rows) + 1
    }


def test_a_csv_keeps_its_separator_its_blank_rows_and_its_own_formulas(tmp_path: Path) -> None:
    path = written(tmp_path, "a", '名单\n\n名称;人数\n=甲;"1;2"\n乙;3;多\n'.encode("gb18030"))
    annotate(path, "a.csv", tmp_path / "copy", HEADING, {4: "=2 对吗；“好”", 5: ""}, 3)
    assert (tmp_path / "copy").read_bytes().decode("gb18030") == '名单\r\n\r\n名称;人数;;问题\r\n=甲;"1;2";;\'=2 对吗；“好”\r\n乙;3;多\r\n'


def test_an_xlsx_keeps_formats_widths_merged_heads_and_other_sheets(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["名单"], ["名称", "人数"], ["甲", 2], ["乙"]):
            sheet.append(row)
        sheet.merge_cells("A1:D1")
        sheet["A2"].font = Font(bold=True)
        sheet.column_dimensions["A"].width = 33
        assert sheet.parent is not None
        sheet.parent.create_sheet("底稿")["A1"] = "留"

    path, copy = workbook(tmp_path, fill), tmp_path / "copy.xlsx"
    annotate(path, "a.xlsx", copy, HEADING, {3: "=1+1", 4: "人数没有填"}, 2)
    book = load_workbook(copy)
    sheet = book["Sheet"]
    assert [sheet.cell(row, 5).value for row in range(1, 5)] == [None, "问题", "=1+1", "人数没有填"]
    assert (sheet["E3"].data_type, sheet["E3"].quotePrefix) == ("s", True)
    assert (sheet["A2"].font.bold, sheet.column_dimensions["A"].width, str(sheet.merged_cells)) == (True, 33, "A1:D1")
    assert book["底稿"]["A1"].value == "留"
    kept, _ = _apart(rows_of(copy), 4)
    assert kept == [(1, ["名单"] * 4), *rows_of(path)[1:]]  # the title now reaches over the columns before the notes


def test_a_formula_stands_in_the_copy_as_what_was_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.append(["甲", "=1+1", "=B1", "=A1"]))
    values = [(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"), (b'<c r="D1"><f>A1</f><v />', b'<c r="D1" t="str"><f>A1</f><v>=x</v>')]
    for old, new in values:
        with_part(path, "xl/worksheets/sheet1.xml", lambda xml, old=old, new=new: xml.replace(old, new))  # type: ignore[misc]
    annotate(path, "a.xlsx", tmp_path / "copy.xlsx", HEADING, {}, 1)
    assert rows_of(path) == [(1, ["甲", 2, None, "=x"])]
    assert rows_of(tmp_path / "copy.xlsx") == [(1, ["甲", 2, None, "=x", "问题"])]
    assert load_workbook(tmp_path / "copy.xlsx")["Sheet"]["C1"].value == "=B1"  # never calculated: it keeps the office's formula


def test_an_old_workbook_becomes_a_plain_xlsx(tmp_path: Path) -> None:
    path = written(tmp_path, "a", old_workbook([["名称", "人数"], ["甲", 2.5], ["乙", 3.0]]))
    annotate(path, "名单.xls", tmp_path / "copy.xlsx", HEADING, {3: "查一下"}, 1)
    assert rows_of(tmp_path / "copy.xlsx") == [(1, ["名称", "人数", "问题"]), (2, ["甲", 2.5]), (3, ["乙", 3, "查一下"])]


@pytest.mark.parametrize("why", ["too large", "odd styles"])
def test_a_workbook_that_cannot_keep_its_formats_keeps_its_cells(why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", 1])
        sheet.column_dimensions["A"].width = 33

    path = workbook(tmp_path, fill)
    if why == "too large":
        monkeypatch.setattr(annotating, "MOST_WITH_FORMATS", path.stat().st_size - 1)
    else:
        with_part(path, "xl/styles.xml", lambda xml: xml.replace(b'<color theme="1" />', b'<color rgb="red" />'))
    annotate(path, "a.xlsx", tmp_path / "copy.xlsx", HEADING, {}, 1)
    assert rows_of(tmp_path / "copy.xlsx") == [(1, ["甲", 1, "问题"])]
    assert "A" not in load_workbook(tmp_path / "copy.xlsx")["Sheet"].column_dimensions


def test_the_heading_speaks_the_language_spoken(tmp_path: Path) -> None:
    path = written(tmp_path, "a", b"a,b\n")
    with speaking("en"):
        annotate(path, "a.csv", tmp_path / "copy", HEADING, {}, 1)
    assert (tmp_path / "copy").read_bytes() == b"a,b,problems\r\n"


@pytest.mark.parametrize(
    ("name", "copy"), [("名单.csv", "名单.csv"), ("名单.XLS", "名单.xlsx"), ("2024.1.et", "2024.1.xlsx"), ("a.xlsx", "a.xlsx")]
)
def test_the_copy_is_called_after_what_it_is(name: str, copy: str) -> None:
    assert annotated_name(name) == copy


def _width(rows: list[Row]) -> int:
    return max(len(row) for _, row in rows)


def _apart(rows: list[Row], width: int) -> tuple[list[Row], dict[int, str]]:
    """The rows without the column of notes, and the notes."""
    kept: list[Row] = []
    told: dict[int, str] = {}
    for number, row in rows:
        before: list[CellValue] = row[:width]
        kept.append((number, trimmed(before)))
        if row[width:]:
            told[number] = str(row[width])
    return kept, told

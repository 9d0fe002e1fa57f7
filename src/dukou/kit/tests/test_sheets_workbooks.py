"""Workbooks: cells as they were meant, what is hidden is said, what is dangerous is refused before it is opened."""

from __future__ import annotations

import re
import struct
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dukou.kit.core.refusals import Refusal
from dukou.kit.sheets.archives import check_archive
from dukou.kit.sheets.merging import Filling, MergedRange, address
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.refusals import Damaged, Encrypted, NoRows, TooManyCells, TooManyColumns, ZipBomb
from dukou.kit.sheets.sheet import CellValue, Remark, SheetFormat
from dukou.kit.sheets.worksheets import column_number

from .sheets_made import book_of, old_workbook, rows_of, with_part, workbook, written

SHEET = "xl/worksheets/sheet1.xml"


def test_cells_keep_their_kind(tmp_path: Path) -> None:
    cells = ["甲", 5, 2**53, 2**53 + 2, 1.5, True, date(2024, 1, 2), datetime(2024, 1, 2, 3, 4), time(3, 4), timedelta(hours=30, seconds=5)]
    read = rows_of(workbook(tmp_path, lambda sheet: sheet.append(cells)))
    meant = ["甲", 5, 2**53, float(2**53 + 2), 1.5, True, date(2024, 1, 2), datetime(2024, 1, 2, 3, 4), "03:04:00", "30:00:05"]
    assert [(number, [(type(cell), cell) for cell in row]) for number, row in read] == [(1, [(type(cell), cell) for cell in meant])]


def test_rows_and_columns_stand_where_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C2"], sheet["B4"] = "甲", "乙"
        sheet["XFD9"].font = Font(bold=True)  # merely formatted: not in use

    sheet = open_sheet(workbook(tmp_path, fill), "a.xlsx")
    read = [(1, []), (2, [None, None, "甲"]), (3, []), (4, [None, "乙"])]
    assert (list(sheet.rows()), list(sheet.rows()), sheet.title, sheet.remarks) == (read, read, "Sheet", ())


def test_merged_cells_fill_head_and_body_and_are_named(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["名单"], ["名称", "街道"], ["甲", "示例街道"], ["乙"], ["丙"]):
            sheet.append(row)
        sheet.merge_cells("A1:D1")  # wider than the list
        sheet.merge_cells("B3:B5")

    sheet = open_sheet(workbook(tmp_path, fill), "a.xlsx")
    street = "示例街道"
    assert list(sheet.rows()) == [
        (1, ["名单", "名单"]),
        (2, ["名称", "街道"]),
        (3, ["甲", street]),
        (4, ["乙", street]),
        (5, ["丙", street]),
    ]
    assert _said(sheet.remarks) == [("合并单元格已用左上角的值填满：A1:B1、B3:B5", 1, 1)]


def test_what_is_hidden_or_passed_over_is_said(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        book = book_of(sheet)
        sheet["A1"], sheet["B2"], sheet["A3"], sheet["C3"] = "甲", "=1+1", 3, "=A3"
        sheet.row_dimensions[3].hidden = True
        book.create_sheet("空")
        book.create_sheet("乙")["A1"] = 1
        hidden = book.create_sheet("底稿")
        hidden["A1"], hidden.sheet_state = 1, "hidden"
        book.create_chartsheet("图")

    sheet = open_sheet(workbook(tmp_path, fill), "a.xlsx")
    assert list(sheet.rows()) == [(1, ["甲"]), (2, []), (3, [3])]
    assert _said(sheet.remarks) == [
        ("隐藏的工作表没有读：底稿", None, None),
        ("只读了“Sheet”，没有读：乙", None, None),
        ("隐藏的行也读了：第 3 行", 3, None),
        ("公式没有算出结果，按空白读：B2、C3", 2, 2),
    ]


def test_a_formula_with_its_value_is_read_without_a_word(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.append(["=1+1", "=2+2", 5]))
    with_part(path, SHEET, lambda xml: xml.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"))
    sheet = open_sheet(path, "a.xlsx")
    assert (list(sheet.rows()), _said(sheet.remarks)) == ([(1, [2, None, 5])], [("公式没有算出结果，按空白读：B1", 1, 2)])


def test_many_places_are_counted_not_listed(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for number in range(1, 13):
            sheet.append([number])
            sheet.row_dimensions[number].hidden = True

    remark = open_sheet(workbook(tmp_path, fill), "a.xlsx").remarks[0]
    assert remark.label.en == "hidden rows were read too: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … (12 in all)"


def test_the_first_sheet_that_holds_something_is_read(tmp_path: Path) -> None:
    sheet = open_sheet(workbook(tmp_path, lambda first: book_of(first).create_sheet("乙").append(["甲"])), "a.xlsx")
    assert (sheet.title, list(sheet.rows()), sheet.remarks) == ("乙", [(1, ["甲"])], ())


def test_progress_goes_in_rows_to_the_end(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for number in range(4_500):
            sheet.append([number])

    told: list[tuple[int, int]] = []
    list(open_sheet(workbook(tmp_path, fill), "a.xlsx").rows(lambda done, total: told.append((done, total))))
    assert told == [(2_000, 4_500), (4_000, 4_500), (4_500, 4_500)]


@pytest.mark.parametrize("name", ["a.xls", "a.et"])
def test_old_workbooks_are_read(name: str, tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path, "kept", old_workbook([["名称", "人数"], ["示例市面业", 12.0]])), name)
    assert (sheet.format, list(sheet.rows())) == (SheetFormat.XLS, [(1, ["名称", "人数"]), (2, ["示例市面业", 12])])


@pytest.mark.parametrize(("place", "wound"), [(1560, b"\xff\xff\xff\xff"), (76, b"\x09")], ids=["reader panics", "reader takes all memory"])
def test_an_old_workbook_that_brings_down_its_reader_is_refused(place: int, wound: bytes, tmp_path: Path) -> None:
    whole = old_workbook([["名称", "人数"], ["示例市面业", 12.0]])
    with pytest.raises(Damaged):
        open_sheet(written(tmp_path, "kept", whole[:place] + wound + whole[place + len(wound) :]), "a.xls")


def test_an_et_of_the_newer_kind_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.append(["甲"]))
    assert (open_sheet(path, "名单.et").format, rows_of(path, "名单.et")) == (SheetFormat.XLSX, [(1, ["甲"])])


@pytest.mark.parametrize(
    ("cell", "refused"),
    [("SF1", None), ("SG1", TooManyColumns), ("T1000000", None), ("U1000000", TooManyCells)],
)
def test_a_stray_cell_far_away_is_refused_before_memory_is_filled(cell: str, refused: type[Refusal] | None, tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.append(["甲"]))
    with_part(path, SHEET, lambda xml: xml.replace(b'r="A1"', f'r="{cell}"'.encode()))
    if refused is None:
        assert open_sheet(path, "a.xlsx").title == "Sheet"
        return
    with pytest.raises(refused) as refusal:
        open_sheet(path, "a.xlsx")
    assert "“Sheet”" in refusal.value.said_why.zh


def test_an_empty_workbook_has_no_rows(tmp_path: Path) -> None:
    with pytest.raises(NoRows):
        open_sheet(workbook(tmp_path, lambda sheet: None), "a.xlsx")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"<c r=", b"<c x="),
        (SHEET, b"</row>", b""),
        (SHEET, b'r="A1"', b'r="1A"'),
        ("xl/workbook.xml", b"</workbook>", b""),
        ("xl/_rels/workbook.xml.rels", b"rId1", b"rId9"),
    ],
)
def test_a_workbook_with_faulty_parts_is_refused(part: str, old: bytes, new: bytes, tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.append(["甲"]))
    with_part(path, part, lambda xml: _changed(xml, old, new))
    with pytest.raises(Damaged):
        open_sheet(path, "a.xlsx")


def test_a_cut_archive_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path, lambda sheet: sheet.append(["甲"])).read_bytes()
    for content in (whole[:-30], whole[: len(whole) // 2], whole.replace(b"PK\x01\x02", b"PK\x01\x03")):
        with pytest.raises(Damaged):
            open_sheet(written(tmp_path, "b.xlsx", content), "b.xlsx")


def test_an_encrypted_part_is_refused_as_such(tmp_path: Path) -> None:
    whole = workbook(tmp_path, lambda sheet: sheet.append(["甲"])).read_bytes()
    marked = re.sub(rb"(PK\x01\x02....)..", lambda match: match[1] + b"\1\0", whole, flags=re.DOTALL)
    with pytest.raises(Encrypted):
        open_sheet(written(tmp_path, "b.xlsx", marked), "b.xlsx")


def test_a_bomb_by_declaration_and_one_by_content(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(3 << 20))
    check_archive(path, "a.xlsx")  # a ratio like this is common in small files
    with pytest.raises(ZipBomb):
        check_archive(path, "a.xlsx", ratio_counts_from=2 << 20)
    with pytest.raises(ZipBomb):
        check_archive(path, "a.xlsx", most_unpacked=2 << 20)
    lying = path.read_bytes().replace(struct.pack("<I", 3 << 20), struct.pack("<I", 10))
    with pytest.raises(ZipBomb):
        check_archive(written(tmp_path, "lying.xlsx", lying), "a.xlsx", most_unpacked=2 << 20)


@given(st.integers(min_value=1, max_value=1_048_576), st.integers(min_value=1, max_value=16_384))
@example(5, 28)
def test_addresses_name_their_columns(row: int, column: int) -> None:
    spelled = address(row, column)
    letters = spelled.rstrip("0123456789")
    assert (column_number(letters), int(spelled[len(letters) :])) == (column, row)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 3), st.integers(0, 3))
def test_filling_means_the_top_left_value_everywhere_in_the_range_and_nowhere_else(top: int, left: int, down: int, right: int) -> None:
    merged = MergedRange(top, left, top + down, left + right)
    filling = Filling((merged,))
    for number in range(1, 12):
        row: list[CellValue] = [f"{number}-{column}" for column in range(1, 12)]
        filling.fill(number, row)
        for column, cell in enumerate(row, 1):
            inside = top <= number <= top + down and left <= column <= left + right
            assert cell == (f"{top}-{left}" if inside else f"{number}-{column}")


def _said(remarks: tuple[Remark, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(remark.label.zh, remark.row, remark.column) for remark in remarks]


def _changed(xml: bytes, old: bytes, new: bytes) -> bytes:
    assert old in xml
    return xml.replace(old, new)

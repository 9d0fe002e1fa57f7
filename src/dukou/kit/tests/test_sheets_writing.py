"""Lists that people take home: what was written is read again, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dukou.kit.sheets import writing
from dukou.kit.sheets.refusals import TooManyRows
from dukou.kit.sheets.writing import Written, fitting, harmless, write_csv, write_xlsx

from .sheets_made import rows_of, written

HEADS = ["名称", "代码", "人数", "成立", "=头"]
DAY, MOMENT = date(2024, 1, 2), datetime(2024, 1, 2, 3, 4, 5)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠甲"]
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=4)))
def test_a_csv_holds_every_text_and_none_that_runs(rows: list[list[str]]) -> None:
    out = BytesIO()
    assert write_csv(out, ["甲", "乙"], rows) == len(rows)
    held = out.getvalue()
    read = list(csv.reader(io.StringIO(held.decode("utf-8-sig"), newline="")))
    assert held.startswith(b"\xef\xbb\xbf")
    assert read == [["甲", "乙"], *[[harmless(cell) for cell in row] for row in rows]]
    assert [cell for row in read for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))] == []


@pytest.mark.parametrize("text", FORMULAS)
def test_a_name_that_begins_as_a_formula_is_text_in_a_csv_and_a_negative_number_a_number(text: str) -> None:
    out = BytesIO()
    write_csv(out, ["名称", "余额"], [[text, -5]])
    assert list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""))) == [["名称", "余额"], [f"'{text}", "-5"]]


def test_a_csv_writes_values_as_spreadsheets_do(tmp_path: Path) -> None:
    out = BytesIO()
    row: list[Written] = ["-甲", -5, -1.5, Decimal("-1E+3"), True, DAY, MOMENT, None, "末"]
    assert write_csv(out, ["=头", "乙"], iter([row])) == 1
    read = rows_of(written(tmp_path, "a.csv", out.getvalue()))
    assert read == [(1, ["'=头", "乙"]), (2, ["'-甲", "-5", "-1.5", "-1000", "TRUE", "2024-01-02", "2024-01-02 03:04:05", None, "末"])]


def test_a_workbook_keeps_kinds_freezes_its_heads_and_is_as_wide_as_its_text(tmp_path: Path) -> None:
    row: list[Written] = ["示例市大米面粉加工有限公司", "001234567890123456", 12, DAY, None]
    further: list[Written] = [None, None, 2**53 + 1, MOMENT, Decimal("1.5")]
    path = _xlsx(tmp_path, iter([row, further]))
    assert rows_of(path) == [(1, HEADS), (2, row[:4]), (3, [None, None, str(2**53 + 1), MOMENT, 1.5])]
    sheet = load_workbook(path)["名单"]
    assert (sheet.freeze_panes, [sheet.column_dimensions[letter].width for letter in "AC"]) == ("A2", [28, 18])


@given(st.lists(st.lists(TEXTS | st.integers(-(2**53), 2**53) | st.booleans(), min_size=1, max_size=5), max_size=4))
def test_a_workbook_holds_every_cell(rows: list[list[Written]]) -> None:
    out = BytesIO()
    assert write_xlsx(out, "名单", ["甲"], rows) == len(rows)
    sheet = load_workbook(BytesIO(out.getvalue()))["名单"]
    read = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert read == rows


@pytest.mark.parametrize("text", [*FORMULAS, "#N/A"])
def test_text_in_a_workbook_is_text_and_stays_so_when_edited(text: str, tmp_path: Path) -> None:
    sheet = load_workbook(_xlsx(tmp_path, [[text, "甲"]]))["名单"]
    assert (sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("s", True)
    assert (sheet["E1"].data_type, sheet["E1"].value) == ("s", "=头")


@pytest.mark.parametrize(
    ("text", "held"),
    [("甲\x0b乙", "甲\N{REPLACEMENT CHARACTER}乙"), ("甲" * 32_767, "甲" * 32_767), ("甲" * 32_768, "甲" * 32_766 + "…")],
    ids=["control character", "just", "too long"],
)
def test_what_a_workbook_cannot_hold_is_seen_to_be_missing(text: str, held: str) -> None:
    assert fitting(text) == held


def test_rows_beyond_the_end_of_a_worksheet_are_refused_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 3)
    assert len(rows_of(_xlsx(tmp_path, [["甲"]] * 2))) == 3
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "drafts"))
    (tmp_path / "drafts").mkdir()
    with pytest.raises(TooManyRows) as refusal:
        _xlsx(tmp_path, [["甲"]] * 3)
    assert list((tmp_path / "drafts").iterdir()) == []
    assert refusal.value.said_why.zh == "行数超过一张工作表能容纳的 3 行"


@pytest.mark.parametrize(("title", "held"), [("名[单]/2024:*?\\", "名单2024"), ("'", "1"), ("", "1"), ("甲" * 40, "甲" * 31)])
def test_a_title_becomes_one_that_a_sheet_may_have(title: str, held: str) -> None:
    out = BytesIO()
    write_xlsx(out, title, ["甲"], [])
    assert load_workbook(out).sheetnames == [held]


def test_a_csv_is_on_its_way_before_its_last_row_is_made() -> None:
    out, on_the_way = BytesIO(), []

    def rows() -> Iterator[list[Written]]:
        for number in range(10_000):
            on_the_way.append(len(out.getvalue()))
            yield [number, "甲"]

    assert write_csv(out, ["甲", "乙"], rows()) == 10_000
    assert on_the_way[0] < on_the_way[5_000] < on_the_way[-1] < len(out.getvalue())


def _xlsx(folder: Path, rows: Iterable[Sequence[Written]]) -> Path:
    path = folder / "a.xlsx"
    with path.open("wb") as out:
        write_xlsx(out, "名单", HEADS, rows)
    return path

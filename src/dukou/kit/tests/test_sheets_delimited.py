"""CSV as offices save it: encodings, separators, quotes, and what is refused with its place."""

from __future__ import annotations

import csv
import io
import tempfile
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.refusals import Refusal
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.refusals import LineTooLong, NoRows, NulBytes, TooManyColumns, UnclosedQuote, UnknownEncoding, Utf16
from dukou.kit.sheets.sheet import SheetFormat

from .sheets_made import rows_of, written

ROW = "示例市面业有限公司,存续,12\r\n"
# Text of another separator could be cut there too: which of the two was meant nobody can tell from one line.
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0;\t"), min_size=1, max_size=20)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_encoding_of_an_office_is_read_and_named(encoding: str, tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path, "a", ("名称,状态,人数\r\n" + ROW).encode(encoding)), "名单.csv")
    assert (sheet.format, sheet.encoding, sheet.separator, sheet.remarks) == (SheetFormat.CSV, encoding, ",", ())
    assert list(sheet.rows()) == [(1, ["名称", "状态", "人数"]), (2, ["示例市面业有限公司", "存续", "12"])]
    assert list(sheet.rows()) == list(sheet.rows())


@given(st.lists(st.lists(CELLS, min_size=2, max_size=6), min_size=1, max_size=8), st.sampled_from(["utf-8-sig", "gb18030"]))
def test_what_was_written_is_read(rows: list[list[str]], encoding: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        read = rows_of(written(Path(folder), "a.csv", text.getvalue().encode(encoding)))
    assert read == list(enumerate(rows, 1))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_beneath_a_title_and_beside_lists_in_cells(separator: str, tmp_path: Path) -> None:
    lines = ["示例市企业名单（2024年）", separator.join(["名称", "产品", "人数"]), *[separator.join(["甲", '"面;米,油"', "3"])] * 3]
    sheet = open_sheet(written(tmp_path, "a.csv", "\n".join(lines).encode()), "a.csv")
    assert sheet.separator == separator
    assert list(sheet.rows())[2] == (3, ["甲", "面;米,油", "3"])


def test_full_width_commas_separate_nothing(tmp_path: Path) -> None:
    assert rows_of(written(tmp_path, "a.csv", "甲，乙\n丙，丁\n".encode())) == [(1, ["甲，乙"]), (2, ["丙，丁"])]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    content = '名称,地址\r\n\r\n甲,"一路\n二号"\r\n,,\r\n乙'.encode()
    assert rows_of(written(tmp_path, "a.csv", content)) == [(1, ["名称", "地址"]), (2, []), (3, ["甲", "一路\n二号"]), (4, []), (5, ["乙"])]


def test_line_ends_of_every_machine(tmp_path: Path) -> None:
    for end in (b"\n", b"\r\n", b"\r"):
        assert rows_of(written(tmp_path, "a.csv", b"a,b" + end + b"c,d" + end)) == [(1, ["a", "b"]), (2, ["c", "d"])]


@pytest.mark.parametrize(
    ("content", "refused", "details"),
    [
        ("甲,乙".encode("utf-16"), Utf16, {}),
        ("甲,乙".encode() + b"\n\n\0", NulBytes, {"line": 3}),
        ("a,b\n".encode("utf-16-le"), NulBytes, {"line": 1}),
        (ROW.encode() + b"abc\xff\n", UnknownEncoding, {"line": 2, "byte": 4}),
        (ROW.encode("gb18030") + b"ab\xff\n", UnknownEncoding, {"line": 2, "byte": 3}),
        (b"\xef\xbb\xbf" + ROW.encode("gb18030"), UnknownEncoding, {"line": 1, "byte": 6}),
        ("a,b\n甲".encode()[:-2], UnknownEncoding, {"line": 2, "byte": 1}),
        (b"a\n" + b"b" * (1 << 20) + b"c", LineTooLong, {"line": 2}),
        (b"\n" * 5, NoRows, {}),
        (b",,\r\n,,\r\n", NoRows, {}),
    ],
    ids=["utf-16", "nul", "utf-16 without mark", "utf-8 broken", "gb18030 broken", "mark lies", "cut", "long line", "blank", "commas"],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    content: bytes, refused: type[Refusal], details: dict[str, int], tmp_path: Path
) -> None:
    with pytest.raises(refused) as refusal:
        open_sheet(written(tmp_path, "a.csv", content), "名单.csv")
    assert refusal.value.details == {"name": "名单.csv"} | details


def test_an_encoding_that_breaks_across_pieces_is_named_rightly(tmp_path: Path) -> None:
    lines = (b"x" * 99 + b"\n") * 10_486  # ends 24 bytes after the first piece
    content = lines[: (1 << 20) - 1] + "甲".encode() + b"\n"
    assert open_sheet(written(tmp_path, "a.csv", content), "a.csv").encoding == "utf-8"
    with pytest.raises(UnknownEncoding) as refusal:
        open_sheet(written(tmp_path, "b.csv", content[:-3] + b"\xff\n"), "b.csv")
    assert (refusal.value.details["line"], refusal.value.details["byte"]) == (10_486, 76)


@pytest.mark.parametrize("swallowed", [b"\ne,f\n", b"", b"d\n" * 70_000], ids=["to the end", "in the last line", "more than a cell holds"])
def test_a_quote_that_is_never_closed_is_refused_with_its_row(swallowed: bytes, tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path, "a.csv", b'a,b\nc,"d' + swallowed), "a.csv")
    with pytest.raises(UnclosedQuote) as refusal:
        list(sheet.rows())
    assert refusal.value.details["row"] == 2


def test_five_hundred_columns_and_not_one_more(tmp_path: Path) -> None:
    just, wider = (",".join(["x"] * columns).encode() for columns in (500, 501))
    assert len(rows_of(written(tmp_path, "a.csv", just))[0][1]) == 500
    with pytest.raises(TooManyColumns) as refusal:
        rows_of(written(tmp_path, "b.csv", b"a\n" + wider))
    assert refusal.value.said_why.zh == "第 2 行有 501 列，最多读 500 列"


def test_progress_goes_in_bytes_to_the_end(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", ROW.encode() * 10_000)
    told: list[tuple[int, int]] = []
    list(open_sheet(path, "a.csv").rows(lambda done, total: told.append((done, total))))
    size = path.stat().st_size
    assert (len(told), told[-1], {total for _, total in told}) == (6, (size, size), {size})
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_memory_stays_flat_from_3_to_30_megabytes(tmp_path: Path) -> None:
    small, large = (_peak(_large(tmp_path, megabytes)) for megabytes in (3, 30))
    assert large < 1.2 * small


def _large(folder: Path, megabytes: int) -> Path:
    path = folder / f"{megabytes}.csv"
    line = ("示例市" * 40 + ROW).encode()  # long lines: the meter makes each one slow
    block = line * (1 + (1 << 20) // len(line))
    with path.open("wb") as file:
        file.writelines(block for _ in range(megabytes))
    return path


def _peak(path: Path) -> int:
    tracemalloc.start()
    try:
        _exhaust(open_sheet(path, "a.csv").rows())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _exhaust(rows: Iterable[object]) -> None:
    for _ in rows:
        pass

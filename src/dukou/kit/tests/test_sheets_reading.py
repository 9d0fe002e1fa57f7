"""The door for files: a name is a claim, the content decides, and whatever comes is read or refused."""

from __future__ import annotations

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from dukou.kit.core.refusals import Refusal
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.refusals import EmptyFile, Encrypted, NotWhatItSays, TooLarge, UnknownKind

from .sheets_made import old_workbook, workbook, written

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


def _archive(part: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(part, b"x")
    return held.getvalue()


def _old_office(stream: str) -> bytes:
    return COMPOUND + bytes(504) + stream.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("name", "content", "seems"),
    [
        ("a.csv", _archive("xl/workbook.xml"), "xlsx 工作簿"),
        ("a.csv", old_workbook([["甲"]]), "旧版工作簿（xls、et）"),
        ("a.csv", _archive("x.txt"), "压缩包（zip）"),
        ("a.csv", b"\xef\xbb\xbf <HTML><table>", "网页（HTML）"),
        ("a.csv", b"%PDF-1.7", "PDF 文件"),
        ("a.xlsx", "名称,人数\n".encode(), "CSV 文本"),
        ("a.xlsx", b"<table><tr><td>1</td></tr></table>", "网页（HTML）"),
        ("a.xlsx", old_workbook([["甲"]]), "旧版工作簿（xls、et）"),
        ("a.xlsx", _archive("word/document.xml"), "Word 文件"),
        ("a.xlsx", _archive("xl/workbook.bin"), "xlsb 工作簿"),
        ("a.xlsx", _archive("mimetype"), "OpenDocument 文件"),
        ("a.xlsx", b"\x01\x00\x02", "不是文本的未知文件"),
        ("a.xls", _archive("xl/workbook.xml"), "xlsx 工作簿"),
        ("a.xls", _old_office("WordDocument"), "旧版 Word 文件"),
        ("a.et", _old_office("Other"), "不是表格的 Office 文件"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told_what_it_seems(name: str, content: bytes, seems: str, tmp_path: Path) -> None:
    with pytest.raises(NotWhatItSays) as refusal:
        open_sheet(written(tmp_path, "kept", content), name)
    assert str(refusal.value.details["seems"]) == seems
    assert refusal.value.said_why.zh.endswith(f"内容却像是{seems}")


def test_where_the_name_alone_is_wrong_the_cure_is_another_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.append(["甲"]))
    with pytest.raises(NotWhatItSays) as refusal:
        open_sheet(path, "名单.csv")
    assert refusal.value.said_cure.zh == "把文件名的结尾改成 .xlsx，或另存为 .xlsx"


@pytest.mark.parametrize("name", ["名单.pdf", "名单", ".csv", "名单.xlsx.exe", "", "\0"])
def test_a_name_of_no_sheet_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownKind) as refusal:
        open_sheet(written(tmp_path, "kept", b"a,b"), name)
    assert refusal.value.details == {"name": name}


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        open_sheet(written(tmp_path, "kept", b""), "a.csv")


def test_an_encrypted_workbook_is_refused_as_such(tmp_path: Path) -> None:
    with pytest.raises(Encrypted):
        open_sheet(written(tmp_path, "kept", _old_office("EncryptedPackage")), "a.xlsx")


@pytest.mark.parametrize(("name", "megabytes"), [("a.csv", 1024), ("a.xlsx", 64), ("a.xls", 64), ("a.et", 64)])
def test_a_file_above_its_limit_is_refused_unread(name: str, megabytes: int, tmp_path: Path) -> None:
    path = tmp_path / "kept"
    with path.open("wb") as file:
        file.truncate((megabytes << 20) + 1)  # a hole: it takes no room
    with pytest.raises(TooLarge) as refusal:
        open_sheet(path, name)
    assert refusal.value.details == {"name": name, "size": megabytes + 1, "limit": megabytes}


@given(
    st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.et", "a.txt"]),
    st.sampled_from([b"", b"PK\x03\x04", COMPOUND, b"\xef\xbb\xbf", b"\xff\xfe", b'a,b\n"', b"<html>"]),
    st.binary(max_size=300),
)
@example("a.xls", old_workbook([["甲"]])[:600], b"")
@example("a.xls", old_workbook([["甲"]])[:1100] + b"\xff" * 500, b"")
def test_arbitrary_bytes_are_read_or_refused(name: str, start: bytes, rest: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _read_or_refuse(written(Path(folder), "kept", start + rest), name)


@examples(max_examples=30)  # an old workbook takes a process of its own each time
@given(st.integers(min_value=0, max_value=5_000), st.binary(min_size=1, max_size=8), st.booleans())
def test_workbooks_with_a_wound_are_read_or_refused(at: int, wound: bytes, is_old: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = old_workbook([["甲", 1.0]]) if is_old else workbook(Path(folder), lambda sheet: sheet.append(["甲", 1])).read_bytes()
        place = at % len(whole)
        _read_or_refuse(written(Path(folder), "kept", whole[:place] + wound + whole[place + len(wound) :]), "a.xls" if is_old else "a.xlsx")


def _read_or_refuse(path: Path, name: str) -> None:
    try:
        read = list(open_sheet(path, name).rows())
    except Refusal as refusal:
        assert refusal.said_what.zh == f"没有读“{name}”"
    else:
        assert any(row for _, row in read)

"""What is attached is what its name says, runs nothing, and is no larger than is kept."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.attachments import (
    MOST_BYTES,
    AttachmentDamaged,
    AttachmentEmpty,
    AttachmentHasMacros,
    AttachmentKindNotTaken,
    AttachmentMislabelled,
    AttachmentNameOdd,
    AttachmentTooLarge,
    FileKind,
    Judged,
    judge_attachment,
)
from dukou.kit.core.refusals import Refusal


def archive(*names: str) -> bytes:
    """A zip file with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return stream.getvalue()


DOCX, XLSX = archive("[Content_Types].xml", "word/document.xml"), archive("[Content_Types].xml", "xl/workbook.xml")
PDF, PNG, JPEG = b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff\xe0..."
EXE = b"MZ\x90\x00\x03\x00"
GOOD = {
    "报告.pdf": (PDF, FileKind.PDF),
    "现场.JPG": (JPEG, FileKind.JPEG),
    "a.jpeg": (JPEG, FileKind.JPEG),
    "a.png": (PNG, FileKind.PNG),
    "a.webp": (b"RIFF\0\0\0\0WEBPVP8 ", FileKind.WEBP),
    "说明.docx": (DOCX, FileKind.DOCX),
    "清单.xlsx": (XLSX, FileKind.XLSX),
    "说明.txt": ("变压器需要迁移".encode(), FileKind.TEXT),
    "旧.csv": ("变压器需要迁移".encode("gb18030"), FileKind.TEXT),
}


def judged(name: str, content: bytes, most: int = MOST_BYTES) -> Judged:
    return judge_attachment(name, len(content), io.BytesIO(content), most)


@pytest.mark.parametrize("name", GOOD)
def test_what_is_taken(name: str) -> None:
    content, kind = GOOD[name]
    assert judged(name, content) == Judged(name, kind)


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("账单.pdf", EXE, AttachmentMislabelled),
        ("账单.pdf", PNG, AttachmentMislabelled),
        ("账单.docx", EXE, AttachmentMislabelled),
        ("账单.docx", XLSX, AttachmentMislabelled),
        ("账单.docx", archive("a.txt"), AttachmentMislabelled),
        ("账单.txt", EXE, AttachmentMislabelled),
        ("账单.txt", b"#!/bin/sh\n", AttachmentMislabelled),
        ("账单.csv", b" \n<HTML><script>", AttachmentMislabelled),
        ("账单.xlsx", archive("xl/workbook.xml", "xl/vbaProject.bin"), AttachmentHasMacros),
        ("账单.docx", archive("word/document.xml", "word/embeddings/oleObject1.bin"), AttachmentHasMacros),
        ("账单.docx", archive("word/document.xml", "run.EXE"), AttachmentHasMacros),
        ("账单.docx", DOCX[:40], AttachmentDamaged),
        ("账单.pdf.exe", PDF, AttachmentKindNotTaken),
        ("账单.docm", DOCX, AttachmentKindNotTaken),
        ("账单.xls", XLSX, AttachmentKindNotTaken),
        ("账单.svg", b"<svg>", AttachmentKindNotTaken),
        ("账单", PDF, AttachmentKindNotTaken),
        ("账单.pdf", b"", AttachmentEmpty),
        ("../账单.pdf", PDF, AttachmentNameOdd),
        ("账单\u202efdp.exe", EXE, AttachmentNameOdd),  # shows as 账单exe.pdf
        ("账单\n.pdf", PDF, AttachmentNameOdd),
        ("账" * 117 + ".pdf", PDF, AttachmentNameOdd),
        (" ", PDF, AttachmentNameOdd),
    ],
    ids=lambda each: (
        "content" if isinstance(each, bytes) else getattr(each, "__name__", str(each))
    ),  # an archive holds the time of its making
)
def test_what_is_not(name: str, content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        judged(name, content)
    assert refused.value.code.startswith("kit.attachment_")
    assert all("{" not in said for said in (refused.value.said_what.zh, refused.value.said_why.en, refused.value.said_cure.en))


def test_three_hundred_megabytes_are_refused_before_a_byte_is_read() -> None:
    class Unread(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("it was read")

    with pytest.raises(AttachmentTooLarge) as refused:
        judge_attachment("扫描.pdf", 300 << 20, Unread(PDF))
    assert (refused.value.status, refused.value.said_what.zh) == (413, "没有上传“扫描.pdf”")
    assert refused.value.said_why.zh == "文件有 300.0 MB，最多 20 MB"


def test_the_size_may_be_all_there_is_room_for() -> None:
    assert judged("a.pdf", PDF, most=len(PDF)).kind is FileKind.PDF
    with pytest.raises(AttachmentTooLarge):
        judged("a.pdf", PDF, most=len(PDF) - 1)


@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=300))
def test_any_bytes_are_judged_or_refused_and_the_stream_stands_where_it_stood(name: str, content: bytes) -> None:
    stream = io.BytesIO(b"before" + content)
    stream.seek(6)
    try:
        assert judge_attachment(name, len(content), stream).kind is GOOD[name][1]
    except Refusal as refused:
        assert refused.details["name"] == name
    assert stream.tell() == 6


@given(st.integers(1, 3))
def test_a_head_that_ends_within_a_character_is_still_text(cut: int) -> None:
    content = ("a" * (4096 - cut) + "漢" * 9).encode()
    assert judged("长.txt", content).kind is FileKind.TEXT

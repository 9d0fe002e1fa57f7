"""Files are kept by their content, whole or not at all, and no name from outside finds its way into a path."""

from __future__ import annotations

import hashlib
import os
import stat
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from dukou.kit.core.homes import Home
from dukou.kit.files import FileTooLarge, keep, kept


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty folder of uploads of a home of its own."""
    home = Home(tmp_path)
    home.prepare()
    monkeypatch.setattr(settings, "HOME", home)
    return home.uploads


@given(content=st.binary(max_size=200))
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])  # one folder for all: content keeps them apart
def test_what_is_kept_is_found_by_its_content(uploads: Path, content: bytes) -> None:
    sha256 = hashlib.sha256(content).hexdigest()
    file = keep(BytesIO(content), 200)
    assert (file.sha256, file.size, file.path) == (sha256, len(content), uploads / sha256[:2] / sha256)
    assert (kept(sha256), file.path.read_bytes()) == (file.path, content)


def test_a_new_name_is_on_the_disk_with_the_folder_that_is_new_too(uploads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    really = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        really(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    file = keep(BytesIO(b"abc"), 10)
    assert synced == [each.stat().st_ino for each in (file.path, file.path.parent, uploads)]


def test_twice_the_same_content_is_one_private_file(uploads: Path) -> None:
    first, second = keep(BytesIO("甲".encode()), 10), keep(BytesIO("甲".encode()), 10)
    assert (first, _files(uploads)) == (second, [first.path])
    assert stat.S_IMODE(first.path.stat().st_mode) == 0o600


def test_the_stream_is_read_from_where_it_stands(uploads: Path) -> None:
    stream = BytesIO(b"abc")
    stream.read(1)
    assert keep(stream, 2).path.read_bytes() == b"bc"


def test_more_than_the_limit_is_refused_while_it_comes_and_leaves_nothing(uploads: Path) -> None:
    class Endless(BytesIO):
        """Gives a piece as often as it is asked."""

        def read(self, size: int | None = -1) -> bytes:
            return b"x" * 1000

    with pytest.raises(FileTooLarge) as refusal:
        keep(Endless(), 1_500)
    assert (refusal.value.said_why.zh, _files(uploads)) == ("文件超过 1,500 字节", [])


def test_a_stream_that_breaks_leaves_nothing(uploads: Path) -> None:
    class Broken(BytesIO):
        """The line is cut."""

        def read(self, size: int | None = -1) -> bytes:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        keep(Broken(), 10)
    assert _files(uploads) == []


def test_only_a_digest_finds_a_file(uploads: Path) -> None:
    sha256 = keep(BytesIO(b"abc"), 3).sha256
    (uploads / "secret").write_text("x")
    wrong = ["", "secret", "../home.json", sha256.upper(), sha256[:-1], sha256 + "\n", "0" * 64, sha256[:62] + "/."]
    assert [kept(each) for each in wrong] == [None] * len(wrong)


def _files(folder: Path) -> list[Path]:
    return sorted(Path(place) / name for place, _, names in os.walk(folder) for name in names)

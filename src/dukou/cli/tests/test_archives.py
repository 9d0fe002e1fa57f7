"""The file of a backup: what is written is read back, and nothing foreign or damaged is taken out of one."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.cli.backups.archives import BackupDamaged, NoRoom, manifest_of, must_have_room, unpack, write_archive
from dukou.cli.backups.making import BackupIsThere, give_name, reserve
from dukou.cli.backups.manifests import FORMAT, Evidence, Manifest, Member, NewerBackup, NotABackup, kept_name, read_manifest
from dukou.kit.core.refusals import Refusal

LETTER = sha256(b"a letter").hexdigest()
CONTENTS = {"dukou.sqlite3": b"SQLite format 3\0" + bytes(range(256)) * 9, kept_name(LETTER): b"a letter", "home.json": b"{}"}
EVIDENCE = Evidence(migrations=("kit.0001_initial",), rows={"kit_job": 2}, events=1, head="a" * 64)
Members = list[tuple[tarfile.TarInfo, bytes]]


def manifest(contents: dict[str, bytes]) -> Manifest:
    members = tuple(Member(name=name, size=len(content), sha256=sha256(content).hexdigest()) for name, content in contents.items())
    made_at = datetime(2024, 7, 8, 1, 2, 3, tzinfo=UTC)
    return Manifest(format=FORMAT, program="0.1.0", made_at=made_at, evidence=EVIDENCE, members=members)


def silent(name: str, done: int, total: int) -> None:
    """No progress bar."""


def written(folder: Path, contents: dict[str, bytes]) -> Path:
    sources = {}
    for number, (name, content) in enumerate(contents.items()):
        sources[name] = folder / str(number)
        sources[name].write_bytes(content)
    write_archive(folder / "backup", manifest(contents), sources, silent)
    return folder / "backup"


def taken_out(file: Path, into: Path) -> dict[str, bytes]:
    """Everything that is taken out of a backup."""
    unpack(file, lambda member: into / member.name, silent)
    return {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("sound"), CONTENTS)


def test_what_was_written_is_taken_out_for_its_owner_alone(sound: Path, tmp_path: Path) -> None:
    assert manifest_of(sound) == manifest(CONTENTS)
    assert taken_out(sound, tmp_path) == CONTENTS
    assert {oct(path.stat().st_mode & 0o777) for path in [sound, *tmp_path.rglob("*")] if path.is_file()} == {"0o600"}


def test_a_backup_is_never_written_over_another_file(tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("mine")
    with pytest.raises(FileExistsError):
        written(tmp_path, CONTENTS)
    assert (tmp_path / "backup").read_text() == "mine"


@given(bodies=st.lists(st.binary(max_size=3000), unique=True, max_size=5))
def test_any_contents_come_out_as_they_went_in(bodies: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "out").mkdir()
    all_of_it = CONTENTS | {kept_name(sha256(body).hexdigest()): body for body in bodies}
    assert taken_out(written(folder, all_of_it), folder / "out") == all_of_it


@given(data=st.data())
def test_a_damaged_byte_is_found_or_was_none_of_the_content(
    data: st.DataObject, sound: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = sound.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != whole[place]))
    damaged = tmp_path_factory.mktemp("damaged") / "backup"
    damaged.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
    try:
        found = taken_out(damaged, damaged.parent / "out")
    except Refusal as refusal:
        assert refusal.code in ("cli.backup_damaged", "cli.not_a_backup")
    else:  # a few bytes say nothing of what is packed: in the head of the gzip file, and in the padding behind the last member
        assert (found, manifest_of(damaged)) == (CONTENTS, manifest(CONTENTS))


@given(part=st.floats(0, 1, exclude_max=True))
def test_a_backup_that_was_cut_short_is_refused(part: float, sound: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    cut = tmp_path_factory.mktemp("cut") / "backup"
    cut.write_bytes(sound.read_bytes()[: int(sound.stat().st_size * part)])
    with pytest.raises((BackupDamaged, NotABackup)):
        unpack(cut, lambda member: None, silent)


def entry(name: str, content: bytes = b"", **header: Any) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for part, value in header.items():
        setattr(info, part, value)
    return info, content


def foreign(sound: Path, file: Path, change: Callable[[Members], Members]) -> Path:
    """A backup whose members were tampered with."""
    with tarfile.open(sound) as archive:
        members = [(info, _content(archive, info)) for info in archive]
    with tarfile.open(file, "w:gz") as archive:
        for info, content in change(members):
            archive.addfile(info, io.BytesIO(content))
    return file


def _content(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    content = archive.extractfile(info)
    return content.read() if content else b""


def renamed(name: str) -> Callable[[Members], Members]:
    """The letter under another name, in the manifest as well."""

    def change(members: Members) -> Members:
        (info, text), *rest = members
        said = json.loads(text)
        said["members"][1]["name"] = name
        content = json.dumps(said).encode()
        return [entry(info.name, content), rest[0], entry(name, b"a letter"), rest[2]]

    return change


def as_link(kind: bytes) -> Callable[[Members], Members]:
    return lambda members: [*members[:2], entry(members[2][0].name, type=kind, linkname="/etc/passwd"), members[3]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (renamed("../letter"), "cli.not_a_backup"),
        (renamed("/etc/letter"), "cli.not_a_backup"),
        (renamed("uploads/../../letter"), "cli.not_a_backup"),
        (renamed(f"uploads/{LETTER[:2]}/{LETTER}\n"), "cli.not_a_backup"),
        (renamed("uploads/aa/" + "a" * 64), "cli.not_a_backup"),
        (renamed("home.json"), "cli.not_a_backup"),
        (as_link(tarfile.SYMTYPE), "cli.backup_damaged"),
        (as_link(tarfile.LNKTYPE), "cli.backup_damaged"),
        (as_link(tarfile.CHRTYPE), "cli.backup_damaged"),
        (as_link(tarfile.FIFOTYPE), "cli.backup_damaged"),
        (as_link(tarfile.DIRTYPE), "cli.backup_damaged"),
        (lambda members: [*members, entry("more.txt", b"more")], "cli.backup_damaged"),
        (lambda members: members[:-1], "cli.backup_damaged"),
        (lambda members: [members[0], members[2], members[1], members[3]], "cli.backup_damaged"),
        (lambda members: [*members[:2], entry(members[2][0].name, b"a LETTER"), members[3]], "cli.backup_damaged"),
        (lambda members: members[1:], "cli.not_a_backup"),
        (lambda members: [], "cli.not_a_backup"),
    ],
)
def test_a_foreign_archive_is_refused_and_nothing_lands_elsewhere(
    sound: Path, tmp_path: Path, change: Callable[[Members], Members], code: str
) -> None:
    file, out = foreign(sound, tmp_path / "backup", change), tmp_path / "deep" / "out"
    with pytest.raises(Refusal) as refused:
        unpack(file, lambda member: out / member.name, silent)
    assert refused.value.code == code
    assert [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_relative_to(out)] == [file]
    assert not any(path.is_symlink() for path in out.rglob("*"))


@pytest.mark.parametrize(
    "content",
    [b"", b"a letter", gzip.compress(b""), gzip.compress(b"a letter"), gzip.compress(bytes(20_000))],
    ids=["empty", "text", "packed nothing", "packed text", "packed noughts"],  # the packed bytes hold the second at which they were made
)
def test_any_other_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "letter").write_bytes(content)
    with pytest.raises((NotABackup, BackupDamaged)):
        manifest_of(tmp_path / "letter")


def test_something_behind_the_end_is_found(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "backup").write_bytes(sound.read_bytes() + gzip.compress(b"a stowaway"))
    with pytest.raises(BackupDamaged, match="不能用"):
        unpack(tmp_path / "backup", lambda member: None, silent)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_any_json_is_a_refusal_and_no_manifest(said: object) -> None:
    with pytest.raises(NotABackup):
        read_manifest(json.dumps(said).encode(), "f")


@given(st.binary())
def test_any_bytes_are_a_refusal_and_no_manifest(said: bytes) -> None:
    with pytest.raises(NotABackup):
        read_manifest(said, "f")


def test_a_newer_form_is_told_from_rubbish_by_its_program() -> None:
    with pytest.raises(NewerBackup) as refused:
        read_manifest(b'{"format": 2, "program": "7.0", "something": "new"}', "f")
    assert "7.0" in str(refused.value.said_why)


def test_a_disk_without_room_is_refused_before_it_is_full(tmp_path: Path) -> None:
    must_have_room(tmp_path / "not" / "there", 1)
    with pytest.raises(NoRoom) as refused:
        must_have_room(tmp_path / "not" / "there", 10**18)
    assert refused.value.details["needed"] == "1,000,000,000,000"


@pytest.mark.parametrize("named", [give_name, lambda draft, file: reserve(file)], ids=["by a link", "without links"])
def test_a_name_that_was_taken_meanwhile_is_left_to_whoever_took_it(tmp_path: Path, named: Callable[[Path, Path], None]) -> None:
    draft, file = tmp_path / "draft", tmp_path / "backup"
    draft.write_bytes(b"late")
    file.write_bytes(b"first")
    with pytest.raises(BackupIsThere):
        named(draft, file)
    assert (file.read_bytes(), draft.read_bytes()) == (b"first", b"late")


def test_of_two_backups_at_once_one_gets_the_name(tmp_path: Path) -> None:
    def attempt(number: int) -> bool:
        draft = tmp_path / f"draft-{number}"
        draft.write_bytes(str(number).encode())
        both.wait()
        try:
            give_name(draft, tmp_path / "backup")
        except BackupIsThere:
            return False
        return True

    both = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        for first in range(0, 40, 2):
            outcomes = list(pool.map(attempt, (first, first + 1)))
            assert sorted(outcomes) == [False, True]
            assert (tmp_path / "backup").read_bytes() == str(first + outcomes.index(True)).encode()
            (tmp_path / "backup").unlink()

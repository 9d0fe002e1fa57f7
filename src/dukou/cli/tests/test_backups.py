"""`dukou backup` and `dukou restore` as they are used: on a home that is there, into one that is not."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread

import pytest

from dukou.cli.tests.processes import environment, run, start, until
from dukou.cli.tests.test_archives import Members, entry, foreign
from dukou.cli.tests.test_init import everything_in
from dukou.cli.tests.test_serve import INSERT
from dukou.kit.tests.servers import asked

LETTER = b"a letter"
LETTER_NAME = sha256(LETTER).hexdigest()
ROWS = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'audit_%' ORDER BY name"
EVENTS = "SELECT id, act, hash FROM audit_event ORDER BY id"


@pytest.fixture
def letter(home: Path) -> Path:
    """A file that somebody handed in."""
    path = home / "uploads" / LETTER_NAME[:2] / LETTER_NAME
    path.parent.mkdir(mode=0o700)
    path.write_bytes(LETTER)
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def backup(pattern_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the pattern home, made once."""
    file = tmp_path_factory.mktemp("backups") / "backup"
    shutil.copytree(pattern_home / "home", file.parent / "home")
    backed_up(file.parent / "home", file)
    return file


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database but the trail."""
    return {str(table): asked(home, f'SELECT * FROM "{table}"') for (table,) in asked(home, ROWS)}


def backed_up(home: Path, file: Path, *options: str) -> dict[str, object]:
    code, out, err = run(home, "backup", str(file), "--format", "json", *options)
    assert code == 0, err
    told: dict[str, object] = json.loads(out)
    return told


def statement(home: Path, *statements: str) -> None:
    """Change a database behind the program's back."""
    with closing(sqlite3.connect(home / "dukou.sqlite3", timeout=20)) as database, database:
        for each in statements:
            database.execute(each)


def test_a_home_comes_back_as_it_was(home: Path, letter: Path, tmp_path: Path) -> None:
    snapshot = home / "warehouse" / "2024-07-08T010203Z" / "claim.parquet"
    snapshot.parent.mkdir(parents=True)
    snapshot.write_bytes(b"rows")
    before, events = rows(home), asked(home, EVENTS)
    told = backed_up(home, tmp_path / "backup")
    assert (told["files"], told["events"], told["head"], told["with_secret_key"]) == (1, len(events), events[-1][2], False)
    assert oct((tmp_path / "backup").stat().st_mode & 0o777) == "0o600"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("backup")] == ["backup"]
    restored = tmp_path / "restored"
    code, out, err = run(restored, "restore", str(tmp_path / "backup"), "--format", "json")
    assert (code, json.loads(out)) == (0, {name: value for name, value in told.items() if name != "bytes"}), err
    assert rows(restored) == before
    names = ("demo_people.json", "home.json", str(letter.relative_to(home)), str(snapshot.relative_to(home)))
    assert [(restored / name).read_bytes() for name in names] == [(home / name).read_bytes() for name in names]
    assert oct((restored / "demo_people.json").stat().st_mode & 0o777) == "0o600"
    assert (restored / "secret_key").read_text() not in ("", (home / "secret_key").read_text())
    assert not (restored / "being_built").exists() and list((restored / "static").rglob("charts-bundle.*.js"))
    assert run(restored, "audit", "verify", "--expect", str(told["head"]))[0] == 0
    assert [act for _, act, _ in asked(home, EVENTS)[len(events) :]] == ["homes.back_up"]
    assert [act for _, act, _ in asked(restored, EVENTS)[len(events) :]] == ["homes.restore"]


def test_a_person_cannot_take_everything_along(home: Path, tmp_path: Path) -> None:
    code, _, err = run(home, "--lang", "en", "--as", "demo-steward", "backup", str(tmp_path / "mine"))
    assert (code, "no single post may see whole" in err, (tmp_path / "mine").exists()) == (1, True, False)


@pytest.fixture
def busy(home: Path) -> Iterator[list[int]]:
    """Somebody who writes two rows in each transaction, all the time; the numbers of those that were acknowledged."""
    acknowledged: list[int] = []
    enough = Event()

    def write() -> None:
        with closing(sqlite3.connect(home / "dukou.sqlite3", timeout=20)) as database:
            while not enough.is_set():
                with database:
                    database.executemany(INSERT, [(f"pair-{len(acknowledged)}", "{}")] * 2)
                acknowledged.append(len(acknowledged))

    writer = Thread(target=write)
    writer.start()
    yield acknowledged
    enough.set()
    writer.join()


def test_a_backup_with_the_secret_key_is_of_one_moment_while_others_write(home: Path, busy: list[int], tmp_path: Path) -> None:
    assert until(lambda: len(busy) > 20)
    before = len(busy)
    assert backed_up(home, tmp_path / "backup", "--with-secret-key")["with_secret_key"] is True
    assert len(busy) > before, "nobody wrote meanwhile"
    assert run(tmp_path / "restored", "restore", str(tmp_path / "backup"))[0] == 0
    pairs = asked(tmp_path / "restored", "SELECT task, COUNT(*) FROM kit_job WHERE task LIKE 'pair-%' GROUP BY task ORDER BY MIN(id)")
    assert pairs == [(f"pair-{number}", 2) for number in range(len(pairs))]
    assert len(pairs) >= before
    assert (tmp_path / "restored" / "secret_key").read_text() == (home / "secret_key").read_text()


def test_a_killed_backup_leaves_no_file_and_stands_in_nobodys_way(home: Path, tmp_path: Path) -> None:
    people = (home / "demo_people.json").read_text()
    (home / "demo_people.json").unlink()
    os.mkfifo(home / "demo_people.json")  # whoever reads it waits
    with start(home, "backup", str(tmp_path / "backup")) as process:
        assert until(lambda: any(tmp_path.glob("backup.unfinished-*/dukou.sqlite3")))
        process.kill()
        process.communicate()
    assert not (tmp_path / "backup").exists()
    (home / "demo_people.json").unlink()
    (home / "demo_people.json").write_text(people)
    backed_up(home, tmp_path / "backup")


def test_what_cannot_be_backed_up_is_refused_and_leaves_nothing(home: Path, letter: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    letter.write_bytes(b"a LETTER")
    for file, said in (
        (tmp_path / "taken", "a file is there already"),
        (tmp_path / "no" / "folder", "its folder cannot be written to"),
        (tmp_path / "backup", f"the kept file “{LETTER_NAME}” has no longer the content"),
    ):
        code, out, err = run(home, "--lang", "en", "backup", str(file))
        assert (code, out, said in err) == (1, "", True), err
    assert (tmp_path / "taken").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "taken"]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (["DROP TRIGGER audit_event_no_update", "UPDATE audit_event SET act = 'x' WHERE id = 1"], "its audit trail: content changed"),
        (["PRAGMA foreign_keys = OFF", "UPDATE accounts_membership SET person_id = 999999"], "its foreign keys: "),
    ],
)
def test_a_database_that_is_not_whole_makes_no_backup(home: Path, tmp_path: Path, harm: list[str], said: str) -> None:
    statement(home, *harm)
    code, _, err = run(home, "--lang", "en", "backup", str(tmp_path / "backup"))
    assert (code, said in err, (tmp_path / "backup").exists()) == (1, True, False), err


def test_a_database_with_spoiled_pages_makes_no_backup(home: Path, tmp_path: Path) -> None:
    with (home / "dukou.sqlite3").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (os.path.getsize(file.name) - 4096))
    code, _, err = run(home, "--lang", "en", "backup", str(tmp_path / "backup"))
    assert (code, "its pages: " in err, "Traceback" in err) == (1, True, False), err
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_backup_is_checked_without_a_home(backup: Path, tmp_path: Path) -> None:
    code, out, err = run(tmp_path / "none", "backup", "--check", str(backup), "--format", "json")
    assert (code, json.loads(out)["with_secret_key"], list(tmp_path.iterdir())) == (0, False, []), err


def test_what_is_no_backup_is_told(home: Path, tmp_path: Path) -> None:
    code, _, err = run(tmp_path / "none", "--lang", "en", "backup", "--check", str(home / "home.json"))
    assert (code, "is of no use" in err) == (1, True)
    for file in (tmp_path / "missing", tmp_path):
        code, _, err = run(tmp_path / "none", "--lang", "en", "backup", "--check", str(file))
        assert (code, err.splitlines()[0]) == (1, f"✗ “{file}” was not read")


def test_restore_touches_no_folder_that_is_not_empty(home: Path, backup: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("dear")
    for folder, said in ((home, "a district lives there already"), (tmp_path / "letters", "other files are there, such as “letter.txt”")):
        before = everything_in(folder)
        code, _, err = run(folder, "--lang", "en", "restore", str(backup))
        assert (code, said in err, everything_in(folder) == before) == (1, True, True), err


@pytest.mark.parametrize(
    ("is_there", "part", "lie", "said"),
    [
        (False, "rows", {"kit_job": 7}, "not as the manifest says: rows of its tables"),
        (True, "head", "f" * 64, "not as the manifest says: head of its trail"),
        (False, "migrations", ["kit.9999_to_come"], "unknown to this program: kit.9999_to_come"),
    ],
)
def test_a_manifest_that_does_not_fit_leaves_the_folder_as_it_was(
    backup: Path, tmp_path: Path, is_there: bool, part: str, lie: object, said: str
) -> None:
    restored = tmp_path / "restored"
    if is_there:
        restored.mkdir()
    code, _, err = run(restored, "--lang", "en", "restore", str(_retold(backup, tmp_path / "retold", part, lie)))
    assert (code, said in err) == (1, True), err
    assert (restored.exists(), list(restored.iterdir()) if is_there else []) == (is_there, [])


def test_a_backup_of_an_older_program_is_brought_up_to_date(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "django", "migrate", "kit", "zero", "--verbosity", "0"]
    subprocess.run(command, env=environment(home), check=True)
    backed_up(home, tmp_path / "backup")
    assert asked(home, "SELECT name FROM sqlite_master WHERE name = 'kit_job'") == []
    code, _, err = run(tmp_path / "restored", "restore", str(tmp_path / "backup"))
    assert code == 0, err
    assert asked(tmp_path / "restored", "SELECT name FROM sqlite_master WHERE name = 'kit_job'") == [("kit_job",)]


def _retold(backup: Path, file: Path, part: str, lie: object) -> Path:
    """The same backup with another story in its manifest."""

    def change(members: Members) -> Members:
        said = json.loads(members[0][1])
        told = said["evidence"][part]
        said["evidence"][part] = told | lie if isinstance(told, dict) and isinstance(lie, dict) else lie
        return [entry("manifest.json", json.dumps(said).encode()), *members[1:]]

    return foreign(backup, file, change)

"""`dukou doctor`: each thing is broken in turn, and is the one that is named, with a cure in both languages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dukou.cli.tests.processes import run
from dukou.cli.tests.test_serve import INSERT
from dukou.kit.tests.servers import change

ALL = [
    "cli.home",
    "kit.server",
    "kit.journal",
    "kit.database",
    "kit.migrations",
    "kit.guards",
    "kit.room",
    "kit.secrets",
    "kit.kept",
    "kit.zone",
    "kit.fonts",
    "kit.worker",
    "kit.failed",
    "kit.rounds",
    "kit.pack",
    "audit.chain",
    "audit.clock",
    "casework.mail",
    "casework.chat",
    "enterprises.lists",
    "cli.statics",
    "cli.hosts",
]
LETTER = sha256(b"a letter").hexdigest()


def looked_at(home: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    """Exit code, and what was found by check."""
    code, out, err = run(home, "doctor", "--format", "json")
    assert out, err
    return code, {row["key"]: row for row in json.loads(out)}


def unhealthy(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    """What is not sound. A machine without a Chinese font is advised to have one, and that is no matter of the home."""
    return {key: row["health"] for key, row in found.items() if row["health"] != "sound" and key != "kit.fonts"}


def test_a_fresh_home_is_sound(home: Path) -> None:
    due = "UPDATE kit_job SET state = 'done', finished_at = '2024-07-08' WHERE state = 'waiting'"
    change(home, due)  # the test pack keeps its notes as jobs that nobody does
    code, found = looked_at(home)
    assert (code, list(found), unhealthy(found)) == (0, ALL, {})
    assert {key for key, row in found.items() if (row["cure"] is None) != (row["health"] == "sound")} == set()
    _, said, _ = run(home, "--lang", "en", "doctor")
    assert all(word in said for word in ("check", "sound", "journal_mode=WAL", "what to do"))


def test_where_there_is_no_home_that_is_all_that_is_said_and_none_is_made(tmp_path: Path) -> None:
    code, found = looked_at(tmp_path / "none")
    assert (code, list(found), (tmp_path / "none").exists()) == (1, ["cli.home"], False)
    assert "dukou restore" in found["cli.home"]["cure"]["zh"] and "dukou restore" in found["cli.home"]["cure"]["en"]


def test_a_home_whose_building_was_cut_short_is_told(home: Path) -> None:
    (home / "being_built").write_text("1")
    code, found = looked_at(home)
    assert (code, "cut short" in found["cli.home"]["said"]["en"]) == (1, True)


def _no_database(home: Path) -> None:
    (home / "dukou.sqlite3").unlink()


def _damaged_pages(home: Path) -> None:
    with (home / "dukou.sqlite3").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 6)


def _another_journal(home: Path) -> None:
    with closing(sqlite3.connect(home / "dukou.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)


def _older_tables(home: Path) -> None:
    change(home, "DELETE FROM django_migrations WHERE id = (SELECT MAX(id) FROM django_migrations WHERE app = 'sessions')")


def _newer_tables(home: Path) -> None:
    change(home, "INSERT INTO django_migrations (app, name, applied) VALUES ('kit', '9999_to_come', '2024-07-08')")


def _open_secret(home: Path) -> None:
    (home / "secret_key").chmod(0o644)


def _no_secret(home: Path) -> None:
    (home / "secret_key").unlink()


def _open_home(home: Path) -> None:
    home.chmod(0o755)
    (home / "dukou.sqlite3").chmod(0o644)


def _changed_letter(home: Path) -> None:
    path = home / "uploads" / LETTER[:2] / LETTER
    path.parent.mkdir()
    path.write_bytes(b"another letter")
    path.chmod(0o600)


def _late_job(home: Path) -> None:
    change(home, INSERT, "tests.note", "{}")


def _failed_job(home: Path) -> None:
    change(home, INSERT, "tests.fail", "{}")
    error = "Traceback\nRuntimeError: no paper"
    change(home, "UPDATE kit_job SET state = 'failed', finished_at = '2024-07-08', last_error = ? WHERE task = 'tests.fail'", error)


def _no_pack(home: Path) -> None:
    change(home, "DELETE FROM kit_pack_version")


def _other_pack(home: Path) -> None:
    (home / "home.json").write_text('{"pack": "dadukou", "is_demo": true}')
    change(home, "UPDATE kit_pack_version SET pack = 'dadukou'")


def _broken_chain(home: Path) -> None:
    change(home, "DROP TRIGGER audit_event_no_update")
    change(home, "UPDATE audit_event SET act = 'x' WHERE id = 1")


def _missing_static(home: Path) -> None:
    next((home / "static").rglob("charts-bundle.*.js")).unlink()


def _no_statics(home: Path) -> None:
    (home / "static" / "staticfiles.json").unlink()


def _real(home: Path) -> None:
    (home / "home.json").write_text('{"pack": "tiny", "is_demo": false}')


def _no_list(home: Path) -> None:
    change(
        home,
        "INSERT INTO enterprises_delivery (name, sha256, size, office, state, kind, origin, counts, columns, first_rows, refusal, "
        "known_on, received_at, received_by) VALUES ('list.xlsx', ?, 1, '', 'previewed', 'reported', 'office', '{}', '[]', '[]', '{}', "
        "'2024-07-08', '2024-07-08', 'cli:tests')",
        "0" * 64,
    )


def _event_to_come(home: Path) -> None:
    change(home, "DROP TRIGGER audit_event_no_update")
    change(home, "UPDATE audit_event SET at = '2999-01-01 00:00:00' WHERE id = (SELECT MAX(id) FROM audit_event)")


Harm = tuple[Callable[[Path], None], dict[str, tuple[str, str]]]
TOGETHER: list[list[Harm]] = [  # what can be broken at once, with all that it is to be named for
    [
        (_another_journal, {"kit.journal": ("broken", "journal_mode=delete")}),
        (_older_tables, {"kit.migrations": ("broken", "1 migrations are pending: sessions.0001_initial")}),
        (_open_secret, {"kit.secrets": ("broken", "others may read 1 files, such as secret_key")}),
        (_changed_letter, {"kit.kept": ("broken", f"such as uploads/{LETTER[:2]}/{LETTER}")}),
        (_late_job, {"kit.worker": ("broken", "1 jobs have been due")}),
        (_failed_job, {"kit.failed": ("broken", "1, the latest tests.fail: RuntimeError: no paper")}),
        (_no_pack, {"kit.pack": ("broken", "“tiny” was never loaded")}),
        (_broken_chain, {"audit.chain": ("broken", "event 1: content changed"), "kit.guards": ("broken", "unguarded: audit_event")}),
        (_missing_static, {"cli.statics": ("broken", "1 are missing, such as dukou/charts-bundle.")}),
        (_real, {"cli.hosts": ("advised", "DUKOU_HOSTS is not set")}),
    ],
    [
        (_newer_tables, {"kit.migrations": ("broken", "does not know: kit.9999_to_come")}),
        (_no_secret, {"kit.secrets": ("broken", "there is no secret key")}),
        (_other_pack, {"kit.pack": ("advised", "“dadukou” version 1, not the one that came with the program")}),
        (_no_list, {"enterprises.lists": ("broken", "the files of 1 lists are missing, such as “list.xlsx”")}),
        (
            _event_to_come,
            {
                "audit.clock": ("broken", "which is yet to come"),
                "audit.chain": ("broken", "content changed"),
                "kit.guards": ("broken", "unguarded: audit_event"),
            },
        ),
        (_no_statics, {"cli.statics": ("broken", "there are no page files")}),
    ],
    [(_open_home, {"kit.secrets": ("advised", "other users of this machine")})],
]


@pytest.mark.parametrize("harms", TOGETHER, ids=["one", "other", "advice"])
def test_what_is_broken_is_named_and_nothing_else(home: Path, harms: list[Harm]) -> None:
    change(home, "UPDATE kit_job SET state = 'done', finished_at = '2024-07-08' WHERE state = 'waiting'")
    expected: dict[str, tuple[str, str]] = {}
    for harm, named in harms:
        harm(home)
        expected |= named
    code, found = looked_at(home)
    assert unhealthy(found) == {key: health for key, (health, _) in expected.items()}
    assert [key for key, (_, said) in expected.items() if said not in found[key]["said"]["en"]] == []
    assert all(found[key]["cure"]["zh"] and found[key]["cure"]["en"] for key in expected)
    assert code == (1 if "broken" in unhealthy(found).values() else 0)


@pytest.mark.parametrize("harm", [_no_database, _damaged_pages])
def test_where_the_database_is_gone_the_other_checks_are_made_all_the_same(home: Path, harm: Callable[[Path], None]) -> None:
    harm(home)
    code, found = looked_at(home)
    assert (code, list(found), found["kit.database"]["health"]) == (1, ALL, "broken")
    assert "dukou restore" in found["kit.database"]["cure"]["en"]
    assert [found[key]["health"] for key in ("kit.zone", "cli.statics", "cli.hosts")] == ["sound"] * 3
    assert (home / "dukou.sqlite3").exists() == (harm is not _no_database)

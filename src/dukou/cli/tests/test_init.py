"""A home is built whole or not at all, never twice and never over something else."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from dukou.cli.tests.processes import run, start
from dukou.kit.tests.packs import write_pack
from dukou.kit.tests.servers import asked, is_on_server, tables

pytestmark = pytest.mark.processes

NOTE = "notes:\n  - {key: a, amount: 1}\n"
PAUSE = "notes:\n  - {key: pause}\n"


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.once
@pytest.mark.parametrize("is_there", [False, True])
def test_a_home_is_built_in_a_new_and_in_an_empty_folder(tmp_path: Path, is_there: bool) -> None:
    home, pack = tmp_path / "district", write_pack(tmp_path / "tiny", notes__yaml=NOTE)
    if is_there:
        home.mkdir()
    code, out, err = run(home, "init", "--pack", str(pack))
    assert (code, out, err) == (0, "", f"已建立数据目录：{home}\n")
    assert json.loads((home / "home.json").read_text()) == {"pack": "tiny", "is_demo": False, "known_on": ""}
    assert oct((home / "secret_key").stat().st_mode)[-3:] == "600"
    assert not (home / "being_built").exists() and not (home / "demo_people.json").exists()
    assert asked(home, "SELECT task FROM kit_job") == [("notes:a",)]
    [(pack_name, number, loaded_by)] = asked(home, "SELECT pack, number, loaded_by FROM kit_pack_version")
    assert (pack_name, number, str(loaded_by).startswith("cli:")) == ("tiny", 1, True)
    assert list((home / "static").rglob("charts-bundle.*.js"))


def test_the_secret_of_the_finished_home_is_the_one_it_was_built_with(home: Path) -> None:
    code, out, err = run(home, "audit", "verify", "--format", "json")
    assert (code, json.loads(out)["events"] > 0) == (0, True), err


def test_demo_people_are_seated_in_a_demo_home_and_only_its_owner_may_read_their_file(home: Path) -> None:
    people = json.loads((home / "demo_people.json").read_text(encoding="utf-8"))
    assert people and all(person["password"] for person in people)
    assert oct((home / "demo_people.json").stat().st_mode)[-3:] == "600"
    assert json.loads((home / "home.json").read_text()) == {"pack": "tiny", "is_demo": True, "known_on": "2024-07-08"}


def test_a_day_of_knowledge_is_for_demo_homes(tmp_path: Path, pack: Path) -> None:
    code, _, err = run(tmp_path / "district", "init", "--pack", str(pack), "--as-of", "2024-07-08")
    assert (code, "--demo" in err, (tmp_path / "district").exists()) == (2, True, False)


def test_a_built_home_is_refused_and_stays_as_it_was(home: Path, pack: Path) -> None:
    before = everything_in(home)
    code, out, err = run(home, "--lang", "en", "init", "--pack", str(pack))
    assert (code, out) == (1, "")
    assert err == (
        f"✗ the home “{home}” was not built\n  a district lives there already\n"
        "  → open it with dukou serve, or choose another folder with --home\n"
    )
    assert everything_in(home) == before


@pytest.mark.once
def test_a_folder_with_other_files_is_refused_and_stays_as_it_was(tmp_path: Path, pack: Path) -> None:
    home = tmp_path / "letters"
    home.mkdir()
    (home / "letter.txt").write_text("dear")
    code, _, err = run(home, "init", "--pack", str(pack))
    assert (code, everything_in(home)) == (1, {"letter.txt": b"dear"})
    assert "letter.txt" in err and "空目录" in err


@pytest.mark.once
@pytest.mark.parametrize("is_there", [False, True])
def test_a_pack_with_faults_leaves_nothing_and_every_fault_is_told(tmp_path: Path, is_there: bool) -> None:
    home, pack = (
        tmp_path / "district",
        write_pack(tmp_path / "tiny", notes__yaml="notes:\n  - {key: a, amount: -1}\n  - {key: b, amuont: 1}\n"),
    )
    if is_there:
        home.mkdir()
    code, _, err = run(home, "--lang", "en", "init", "--pack", str(pack))
    assert code == 1
    assert err.splitlines()[-2:] == [
        "  tiny/notes.yaml:2:22: “amount” cannot be below 0; it is -1 → correct the number",
        "  tiny/notes.yaml:3:14: unknown key “amuont” → did you mean “amount”?",
    ]
    assert (home.exists(), list(home.iterdir()) if is_there else []) == (is_there, [])


@pytest.mark.once
def test_an_unexpected_error_leaves_nothing_and_keeps_its_traceback(tmp_path: Path) -> None:
    home, pack = tmp_path / "district", write_pack(tmp_path / "tiny", notes__yaml="notes:\n  - {key: a, amount: 666}\n")
    code, _, err = run(home, "init", "--pack", str(pack))
    assert (code, home.exists()) == (1, False)
    assert not is_on_server() or tables(home) == set()
    assert err.endswith("RuntimeError: the disk is full\n")


@pytest.mark.once
def test_a_pack_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    code, _, err = run(tmp_path / "district", "--lang=en", "init", "--pack", "tempalte")
    assert (code, (tmp_path / "district").exists()) == (1, False)
    assert "→ shipped packs: template" in err


@pytest.mark.once
def test_ctrl_c_in_the_middle_leaves_nothing_and_exits_with_130(tmp_path: Path) -> None:
    home, pack = tmp_path / "district", write_pack(tmp_path / "tiny", notes__yaml=PAUSE)
    with start(home, "init", "--pack", str(pack)) as process:
        assert process.stdout is not None and process.stdout.readline() == "paused\n"
        assert home.exists()
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert (process.returncode, home.exists()) == (130, False)
    assert not is_on_server() or tables(home) == set()


def test_what_a_killed_build_left_is_no_home_and_the_next_build_clears_it(tmp_path: Path) -> None:
    home, pack = tmp_path / "district", write_pack(tmp_path / "tiny", notes__yaml=PAUSE)
    with start(home, "init", "--pack", str(pack)) as process:
        assert process.stdout is not None and process.stdout.readline() == "paused\n"
        code, _, err = run(home, "--lang", "en", "init", "--pack", str(pack))
        assert (code, f"process {process.pid} is building it" in err) == (1, True)
        process.kill()
        process.communicate()
    assert tables(home) if is_on_server() else (home / "dukou.sqlite3").exists()
    code, _, err = run(home, "--lang", "en", "audit", "verify")
    assert (code, f"there is no home in “{home}” yet" in err) == (1, True)
    write_pack(pack, notes__yaml=NOTE)
    assert run(home, "init", "--pack", str(pack))[0] == 0
    assert asked(home, "SELECT task FROM kit_job") == [("notes:a",)]

"""The shell itself: its own options, the help of every verb, exit codes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import typer
from django.db import OperationalError
from hypothesis import given
from hypothesis import strategies as st

from dukou.cli.main import OPTIONS, _reached, shell, told_to_shell
from dukou.cli.tests.processes import run
from dukou.kit.doors import Busy

CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{3}")


def verbs(app: typer.Typer, path: str = "dukou") -> Iterator[tuple[str, str]]:
    """Every verb with all that its help says."""
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__.replace("_", "-")
        yield f"{path} {name}", " ".join(filter(None, (command.help, command.callback.__doc__, command.epilog)))
    for group in app.registered_groups:
        assert group.typer_instance is not None
        own = group.name if isinstance(group.name, str) else group.typer_instance.info.name
        yield from verbs(group.typer_instance, f"{path} {own}" if isinstance(own, str) else path)


def test_the_verbs_of_the_shell_are_there() -> None:
    told = {name for name, _ in verbs(shell())}
    own = {"init", "demo", "serve", "worker", "backup", "restore", "doctor", "pack check", "pack diff", "pack load"}
    assert {f"dukou {verb}" for verb in own} - told == set()


def test_every_verb_speaks_both_languages_and_gives_examples() -> None:
    def speaks(name: str, words: str) -> bool:
        examples = words.lower().partition("example")[2]
        return bool(CHINESE.search(words) and LATIN.search(words) and name.removeprefix("dukou ") in examples)

    assert {name: words for name, words in verbs(shell()) if not speaks(name, words)} == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], {}),
        (["brief", "--home", "x"], {}),
        (["--home", "x", "brief"], {"--home": "x"}),
        (["--home=x", "--lang=en", "--as", "wang", "brief", "--lang", "zh"], {"--home": "x", "--lang": "en", "--as": "wang"}),
        (["--help"], {}),
        (["--home"], {}),
        (["--home", "--lang", "brief"], {"--home": "--lang"}),
        (["--as=", "brief"], {"--as": ""}),
    ],
)
def test_the_shells_own_options_stand_before_the_verb(words: list[str], told: dict[str, str]) -> None:
    assert told_to_shell(words) == told


@given(st.lists(st.text()))
def test_any_words_are_read_without_a_fault(words: list[str]) -> None:
    assert set(told_to_shell(words)) <= set(OPTIONS)


def test_wrong_usage_exits_with_2_and_help_with_0(tmp_path: Path) -> None:
    assert [run(tmp_path / "none", *words)[0] for words in (["fly"], ["serve", "--port", "x"], ["serve", "--help"], ["--help"])] == [
        2,
        2,
        0,
        0,
    ]
    assert not (tmp_path / "none").exists()


def test_home_is_an_option_as_well_as_a_variable(tmp_path: Path) -> None:
    _, _, err = run(tmp_path / "one", "--lang", "en", "--home", str(tmp_path / "other"), "worker", "--once")
    assert f"there is no home in “{tmp_path / 'other'}” yet" in err


def test_a_verb_that_reads_a_file_alone_needs_no_home(tmp_path: Path) -> None:
    """It comes as far as the file it was told; a verb beside it that needs a home says so, and neither makes one."""
    code, _, err = run(tmp_path / "none", "--lang", "en", "chains", "complexity", "--panel", str(tmp_path / "panel.csv"))
    assert code == 1 and "there is no file" in err
    assert "there is no home in" in run(tmp_path / "none", "--lang", "en", "policies", "list")[2]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("written", ["{", "[]", '{"pack": 1}', '{"is_demo": "no"}'], ids=["broken", "list", "number", "word"])
def test_a_home_whose_file_is_damaged_is_refused_with_the_cure(home: Path, written: str) -> None:
    (home / "home.json").write_text(written)
    code, out, err = run(home, "--lang", "en", "brief")
    assert (code, out) == (1, "")
    assert err.startswith("✗ the home was not opened\n") and f"  {home / 'home.json'} cannot be read: " in err
    assert 'write {"pack": "NAME OF THE PACK", "is_demo": false, "known_on": ""} into it' in err


def test_a_database_that_others_hold_is_told_as_busy(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "held")) as holder, closing(sqlite3.connect(tmp_path / "held", timeout=0)) as other:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy), _reached():
            try:
                other.execute("CREATE TABLE late (id INTEGER)")
            except sqlite3.OperationalError as error:
                raise OperationalError(*error.args) from error

"""Commands forked by a process that loaded the libraries beforehand are what commands are that begin from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.cli.tests.processes import DEADLINE, run, start

pytestmark = pytest.mark.processes


def from_nothing(home: Path, *words: str) -> tuple[int, str, str]:
    with start(home, *words) as process:
        out, err = process.communicate(timeout=DEADLINE)
    return process.returncode, out, err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], 0),
        (["--lang", "en", "audit", "verify", "--format", "json"], 0),
        (["--as", "nobody-of-that-name", "audit", "verify"], 1),
        (["init", "--pack", "template"], 1),
        (["nonsense"], 2),
    ],
    ids=lambda told: " ".join(told) if isinstance(told, list) else "",
)
def test_a_forked_command_says_what_one_from_nothing_says(home: Path, words: list[str], code: int) -> None:
    told = run(home, *words)
    assert told == from_nothing(home, *words)
    assert (told[0], told[1] + told[2] != "") == (code, True)


def test_nothing_of_one_command_is_left_to_the_next(home: Path, tmp_path: Path) -> None:
    assert run(home, "--lang", "en", "audit", "verify")[1].startswith("verdict")
    assert run(home, "audit", "verify")[1].startswith("结论")
    assert run(tmp_path / "elsewhere", "audit", "verify")[0] == 1
    assert run(home, "audit", "verify")[0] == 0

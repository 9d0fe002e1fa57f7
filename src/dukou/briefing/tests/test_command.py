"""`dukou brief` as it is typed: exit codes, streams, what is refused and with which cure."""

from __future__ import annotations

import json
import re

import pytest

from dukou.briefing.tests.asking import EVE, KNOWN, Ask
from dukou.briefing.tests.shell import Shell

pytestmark = pytest.mark.django_db


def test_json_on_stdout_is_the_brief_and_nothing_else(shell: Shell, ask: Ask) -> None:
    done = shell("brief", "--known-on", KNOWN, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == ask().data


@pytest.mark.parametrize(
    ("words", "what", "cure"),
    [
        (["2024-13"], "“2024-13” is not a period", "write 2023, 2024H1, 2024Q3, 2024-06, 2024M01-02, 2024-07-05 or 2021..2023"),
        (["--known-on", "2024-13-07"], "this is not a date", "write it as 2024-07-08"),
    ],
)
def test_what_is_no_period_and_no_day_is_refused_with_the_cure(shell: Shell, words: list[str], what: str, cure: str) -> None:
    done = shell("--lang", "en", "brief", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[1:] == [f"  {what}", f"  → {cure}"]


def test_the_day_before_the_table_holds_no_number(shell: Shell) -> None:
    done = shell("brief", "--known-on", EVE, columns=80)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("不知") == 5 * 7 + 1
    assert re.findall(r"\d+", done.stdout.replace(EVE, "")) == []

"""A check says what it found; one that cannot be made is a finding too."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import OperationalError

from dukou.kit.checks.folder import room
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.diagnosis import Check, Finding, Health, advised, broken, sound

SAID, CURE = Label("说", "said"), Label("治", "cure")
HOME = Home(Path("nowhere"))


def test_the_three_findings() -> None:
    assert [sound(SAID), advised(SAID, CURE), broken(SAID, CURE)] == [
        Finding(Health.SOUND, SAID, None),
        Finding(Health.ADVISED, SAID, CURE),
        Finding(Health.BROKEN, SAID, CURE),
    ]


@pytest.mark.parametrize("error", [OSError("no disk"), OperationalError("no disk")])
def test_a_disk_or_database_that_does_not_answer_is_a_finding(error: Exception) -> None:
    def look(home: Home) -> Finding:
        raise error

    found = Check("tests.broken", SAID, look).finding(HOME)
    assert (found.health, found.said.en, found.cure is not None) == (Health.BROKEN, "this could not be looked at: no disk", True)


def test_a_fault_of_the_check_itself_keeps_its_traceback() -> None:
    def look(home: Home) -> Finding:
        raise KeyError("a mistake of ours")

    with pytest.raises(KeyError):
        Check("tests.mistaken", SAID, look).finding(HOME)


def test_a_disk_without_room_for_a_backup_is_told(tmp_path: Path) -> None:
    assert room(Home(tmp_path)).health is Health.SOUND
    with (tmp_path / "dukou.sqlite3").open("wb") as file:
        file.truncate(10**13)  # a hole: it takes no room, and no disk has twice as much
    found = room(Home(tmp_path))
    assert (found.health, "the database has 10,000,000 MB" in found.said.en) == (Health.BROKEN, True)

"""Killed amid the work, twice: nothing acknowledged is lost, nothing is half done, every job had its effect once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dukou.cli.tests.processes import run
from dukou.kit.tests.servers import asked, change, copy_database, is_on_server

from .drill import Tally, built, examined, killed_under_load, settled

ACTS = 20  # acknowledged before each kill

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the processes to kill are found in /proc, which this system lacks"),
]


@pytest.fixture(scope="module")
def drilled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tally]:
    home, tally = built(tmp_path_factory.mktemp("drill")), Tally()
    for _ in range(2):
        killed_under_load(home, tally, ACTS)
    return home, settled(home, tally)


def test_what_was_acknowledged_is_there_whole_and_once(drilled: tuple[Path, Tally]) -> None:
    home, tally = drilled
    assert (tally.lost, tally.half_done, tally.undone, tally.doubled) == (0, 0, 0, 0)
    assert (tally.kills, tally.redelivered >= 2) == (2, True)
    assert len(tally.acknowledged) >= 2 * ACTS
    assert run(home, "audit", "verify")[0] == 0


@pytest.mark.parametrize(
    ("harm", "part"),
    [
        ("DELETE FROM figures_claim WHERE id = (SELECT MIN(id) FROM figures_claim WHERE revision > 1)", "lost"),
        ("DELETE FROM audit_event WHERE id = (SELECT MAX(id) FROM audit_event WHERE act = 'figures.correct')", "half_done"),
        ("UPDATE kit_job SET state = 'waiting', finished_at = NULL WHERE id = (SELECT MAX(id) FROM kit_job)", "undone"),
        ("UPDATE kit_pack_version SET pack = 'job-0', number = 2 WHERE pack = 'job-1'", "doubled"),
    ],
)
def test_the_drill_would_see_it(drilled: tuple[Path, Tally], tmp_path: Path, harm: str, part: str) -> None:
    home, tally = drilled
    if not is_on_server():
        shutil.copy(home / "dukou.sqlite3", tmp_path)
    copy_database(home, tmp_path)
    triggers = "SELECT tgname || '\" ON \"' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
    for (trigger,) in asked(tmp_path, triggers if is_on_server() else "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        change(tmp_path, f'DROP TRIGGER "{trigger}"')
    assert change(tmp_path, harm) == 1
    seen = examined(tmp_path, Tally(acknowledged=tally.acknowledged, enqueued=tally.enqueued))
    assert getattr(seen, part) >= 1

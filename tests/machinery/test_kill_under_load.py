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


HARMS = {
    "lost": "DELETE FROM figures_claim WHERE id = (SELECT MIN(id) FROM figures_claim WHERE revision > 1)",
    "half_done": "DELETE FROM audit_event WHERE id = (SELECT MAX(id) FROM audit_event WHERE act = 'figures.correct')",
    "undone": "UPDATE kit_job SET state = 'waiting', finished_at = NULL WHERE id = (SELECT MAX(id) FROM kit_job)",
    "doubled": "UPDATE kit_pack_version SET pack = 'job-0', number = 2 WHERE pack = 'job-1'",
}


def test_what_was_acknowledged_is_there_whole_and_once(tmp_path: Path) -> None:
    home, tally = built(tmp_path), Tally()
    for _ in range(2):
        killed_under_load(home, tally, ACTS)
    settled(home, tally)
    assert (tally.lost, tally.half_done, tally.undone, tally.doubled) == (0, 0, 0, 0)
    assert (tally.kills, tally.redelivered >= tally.in_hand >= 1) == (2, True)
    assert len(tally.acknowledged) >= 2 * ACTS
    assert run(home, "audit", "verify")[0] == 0
    assert {part: _seen(home, tally, tmp_path / part, part, harm) >= 1 for part, harm in HARMS.items()} == dict.fromkeys(HARMS, True)


def _seen(home: Path, tally: Tally, harmed: Path, part: str, harm: str) -> int:
    """What the drill would say had this harm been done: without that its noughts above would prove nothing."""
    harmed.mkdir()
    if not is_on_server():
        shutil.copy(home / "dukou.sqlite3", harmed)
    copy_database(home, harmed)
    triggers = "SELECT tgname || '\" ON \"' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
    for (trigger,) in asked(harmed, triggers if is_on_server() else "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        change(harmed, f'DROP TRIGGER "{trigger}"')
    assert change(harmed, harm) == 1
    return int(getattr(examined(harmed, Tally(acknowledged=tally.acknowledged, enqueued=tally.enqueued)), part))

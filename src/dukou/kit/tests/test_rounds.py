"""Rounds: one that fails stops no other, and is told by the doctor until it is made without a fault."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dukou.kit.checks.work import repeated
from dukou.kit.core.homes import Home
from dukou.kit.diagnosis import Health
from dukou.kit.jobs.rounds import Round, Rounds, faults

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 12, 16, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOME = Home(Path("nowhere"))


def test_a_round_that_fails_is_told_until_it_is_made() -> None:
    made, breaks = list[datetime](), [True]

    def fails(now: datetime) -> None:
        if breaks:
            raise ValueError(f"a fault of ours, {len(made)}")

    worker = Rounds([Round("tests.fails", MINUTE, fails), Round("tests.other", MINUTE, made.append)])
    assert repeated(HOME).health is Health.SOUND
    for minute in range(2):
        worker.make(NOW + minute * MINUTE)
    assert made == [NOW, NOW + MINUTE]
    (fault,) = faults()
    assert (fault.name, fault.since_at, fault.last_failed_at, fault.last_error) == (
        "tests.fails",
        NOW,
        NOW + MINUTE,
        "ValueError: a fault of ours, 1",
    )
    found = repeated(HOME)
    assert (found.health, found.said.en) == (
        Health.BROKEN,
        "1 fail, the latest tests.fails, since 2026-10-13 00:00: ValueError: a fault of ours, 1",
    )
    breaks.clear()
    Rounds([Round("tests.fails", MINUTE, fails)]).make(NOW + 2 * MINUTE)  # another worker
    assert (repeated(HOME).health, faults().count()) == (Health.SOUND, 0)

"""What workers do for cases: take the rungs whose time has come, reckon deadlines anew after a notice."""

from __future__ import annotations

from datetime import datetime, timedelta

from dukou.casework.actions import deadlines, ladder
from dukou.kit.core.actors import SYSTEM
from dukou.kit.jobs.rounds import round_every
from dukou.kit.jobs.tasks import task


@round_every("casework.ladder", timedelta(minutes=1))
def climb(now: datetime) -> None:
    """Take the rungs that are due."""
    ladder.sweep(by=SYSTEM, now=now)


@task(deadlines.REPROJECT)
def reproject(*, calendar: str) -> None:
    """Reckon deadlines anew under the newest version of a calendar."""
    deadlines.reproject(by=SYSTEM, calendar=calendar)

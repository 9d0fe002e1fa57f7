"""What workers do for credit: grade the fields whose cycle has come round."""

from __future__ import annotations

from datetime import datetime, timedelta

from dukou.credit.actions import grades
from dukou.kit.core.actors import SYSTEM
from dukou.kit.jobs.rounds import round_every


@round_every("credit.grades", timedelta(hours=1))
def grade(now: datetime) -> None:
    """Grade what is due."""
    grades.run_due(by=SYSTEM, now=now)

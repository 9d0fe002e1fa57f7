"""What workers do for appeals: the public figures of a quarter are cut when it has ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from dukou.appeals.actions import publication
from dukou.appeals.queries.published import cut_on, last_quarter
from dukou.appeals.queries.rules import are_taken
from dukou.kit.core.actors import SYSTEM
from dukou.kit.jobs.rounds import round_every


@round_every("appeals.public_cut", timedelta(minutes=10))
def cut(now: datetime) -> None:
    """Publish the last whole quarter, soon after it ended, where the district takes appeals and that was not done yet."""
    period = last_quarter(timezone.localdate(now))
    if are_taken() and cut_on(period) is None:
        publication.cut(by=SYSTEM, period=period, now=now)

"""What workers do for affairs: hand over what units are to get."""

from __future__ import annotations

from datetime import datetime, timedelta

from dukou.affairs.actions._dispatch import Dispatcher
from dukou.kit.jobs.rounds import round_every

DISPATCHER = Dispatcher()  # one for the process: it knows whose thread has not come back


@round_every("affairs.hand_over", timedelta(seconds=2))
def hand_over(_: datetime) -> None:
    """Hand over what is due."""
    DISPATCHER.go()

"""An application ends when its line is granted: its case is closed with it."""

from __future__ import annotations

from datetime import datetime

from dukou.casework.actions import steps
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.models import Application
from dukou.kit.core.actors import Actor


def close_granted(row: Application, by: Actor, now: datetime) -> None:
    """Close an application that the firm accepted, and the clocks of its case. The caller holds its row."""
    with steps.step(by=by, act="applications.close_granted", case=row.pk, now=now) as step:
        row.state, row.closed_at = ApplicationState.GRANTED.value, now
        row.save(update_fields=["state", "closed_at"])
        step.close(ApplicationState.GRANTED.value)

"""What this room hears from the cases beneath it: rungs of the ladder, and deadlines that a new notice moved."""

from __future__ import annotations

from dukou.affairs.actions._escalation import deadlines_changed, rung_taken
from dukou.casework.actions.deadlines import DeadlinesMoved, deadlines_moved
from dukou.casework.actions.ladder import RungReached, rung_reached


@rung_reached.listen
def climbed(reached: RungReached) -> None:
    """Tell those whom the rung concerns, where the case is an application; silence of the window accepts."""
    if reached.case.kind == "affair":
        rung_taken(reached)


@deadlines_moved.listen
def moved(told: DeadlinesMoved) -> None:
    """Tell the applicants whose deadlines moved."""
    deadlines_changed(told)

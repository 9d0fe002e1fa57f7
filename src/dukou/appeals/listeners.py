"""What this room hears from the cases beneath it: rungs of the ladder, deadlines that a new notice moved; and whom projects may ask."""

from __future__ import annotations

from dukou.appeals.actions._escalation import deadlines_changed, rung_taken
from dukou.appeals.packs.duties import unit_of_topic
from dukou.appeals.queries.offered import whistle_offered
from dukou.casework.actions.deadlines import DeadlinesMoved, deadlines_moved
from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.projects.queries.offers import OFFERS
from dukou.projects.queries.owners import OWNERS

OWNERS.add("appeals", unit_of_topic)
OFFERS.add("appeals", whistle_offered)


@rung_reached.listen
def climbed(reached: RungReached) -> None:
    """Tell those whom the rung concerns, where the case is an appeal."""
    if reached.case.kind == "appeal":
        rung_taken(reached)


@deadlines_moved.listen
def moved(told: DeadlinesMoved) -> None:
    """Tell the enterprises and units whose deadlines moved."""
    deadlines_changed(told)

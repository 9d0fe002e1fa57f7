"""What this room hears from the cases beneath it, and what it says of those that are its own."""

from __future__ import annotations

from django.urls import reverse

from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.kit.core.labels import Label
from dukou.projects.actions._leads import KIND, rung_taken
from dukou.projects.queries.leads import key_of_case, may_see_case

CASE_KINDS.add(
    KIND, CaseKind(Label("招商线索", "lead"), may_see_case, lambda case: reverse("projects:clocks", args=[key_of_case(case)]), may_see_case)
)


@rung_reached.listen
def climbed(reached: RungReached) -> None:
    """Tell those whom the rung concerns, where the case is a lead."""
    if reached.case.kind == KIND:
        rung_taken(reached)

"""What this room hears from the cases beneath it, what it says of its own, and what became of the chains' invitations."""

from __future__ import annotations

from django.urls import reverse

from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.chains.queries.becoming import BECOMING, Becoming
from dukou.kit.core.labels import Label
from dukou.projects.actions._leads import KIND, rung_taken
from dukou.projects.queries.becoming import handing, lost_at, of_invitations
from dukou.projects.queries.leads import key_of_case, may_see_case

CASE_KINDS.add(
    KIND, CaseKind(Label("招商线索", "lead"), may_see_case, lambda case: reverse("projects:clocks", args=[key_of_case(case)]), may_see_case)
)
BECOMING.add("projects", Becoming(of_invitations, lost_at, handing))


@rung_reached.listen
def climbed(reached: RungReached) -> None:
    """Tell those whom the rung concerns, where the case is a lead."""
    if reached.case.kind == KIND:
        rung_taken(reached)

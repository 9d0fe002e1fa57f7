"""What this room hears from the cases beneath it, and what it tells of its own."""

from __future__ import annotations

from django.urls import reverse

from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.finance.actions import _dispute_steps as disputes
from dukou.finance.queries.disputes import KIND, may_see_dispute, names_officers
from dukou.kit.core.labels import Label

_DISPUTE = Label("画像异议", "dispute of a portrait")
CASE_KINDS.add(KIND, CaseKind(_DISPUTE, may_see_dispute, lambda case: reverse("finance:dispute", args=[case]), names_officers))


@rung_reached.listen
def dispute_climbed(reached: RungReached) -> None:
    """Tell those who rule on a dispute."""
    if reached.case.kind == KIND:
        disputes.rung_taken(reached)

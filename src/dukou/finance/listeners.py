"""What this room hears from the cases beneath it, and what it tells of its own: applications to banks, and disputes of portraits."""

from __future__ import annotations

from django.urls import reverse

from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.finance.actions import _applying as applying
from dukou.finance.actions import _dispute_steps as disputing
from dukou.finance.queries import applications, disputes
from dukou.finance.queries.listings import PURPOSE
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import PURPOSES

_CASE, _DISPUTE = Label("融资申请", "application to a bank"), Label("画像异议", "dispute of a portrait")
CASE_KINDS.add(
    applications.KIND,
    CaseKind(_CASE, applications.may_see_case, lambda case: reverse("finance:application", args=[case]), applications.names_officers),
)
CASE_KINDS.add(
    disputes.KIND,
    CaseKind(_DISPUTE, disputes.may_see_dispute, lambda case: reverse("finance:dispute", args=[case]), disputes.names_officers),
)
PURPOSES.add(PURPOSE, Label("白名单第 {number} 号", "white list no. {number}"))


@rung_reached.listen
def climbed(reached: RungReached) -> None:
    """An application: tell the bank, and those above where its time is over. A dispute: tell those who rule on it."""
    if reached.case.kind == applications.KIND:
        applying.rung_taken(reached)
    elif reached.case.kind == disputes.KIND:
        disputing.rung_taken(reached)

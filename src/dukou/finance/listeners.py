"""What this room hears from the cases beneath it, and what it tells of its own."""

from __future__ import annotations

from django.urls import reverse

from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.finance.actions._applying import rung_taken
from dukou.finance.queries.applications import KIND, may_see_case, names_officers
from dukou.finance.queries.listings import PURPOSE
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import PURPOSES

_CASE = Label("融资申请", "application to a bank")
CASE_KINDS.add(KIND, CaseKind(_CASE, may_see_case, lambda case: reverse("finance:application", args=[case]), names_officers))
PURPOSES.add(PURPOSE, Label("白名单第 {number} 号", "white list no. {number}"))


@rung_reached.listen
def climbed(reached: RungReached) -> None:
    """Tell the bank, and those above where its time is over."""
    if reached.case.kind == KIND:
        rung_taken(reached)

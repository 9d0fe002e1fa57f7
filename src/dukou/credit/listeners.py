"""What this room hears from the cases beneath it, and what it tells other rooms: of its cases, the sources of its facts, how it forgets."""

from __future__ import annotations

from django.urls import reverse

from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.credit.actions._case_steps import rung_taken
from dukou.credit.actions._forgetting import forget_in_grades, forget_in_ledger
from dukou.credit.queries.cases import KIND, may_see_case, names_officers
from dukou.credit.queries.consumers import CONSUMERS, Consumer
from dukou.credit.queries.facts import LEDGER, SOURCE
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import SOURCES, one_source

_CASE = Label("信用修复和异议", "credit repair or dispute")
CASE_KINDS.add(KIND, CaseKind(_CASE, may_see_case, lambda case: reverse("credit:case", args=[case]), names_officers))
CONSUMERS.add("ledger", Consumer(Label("信用记录", "credit records"), forget_in_ledger))
CONSUMERS.add("grades", Consumer(Label("信用评级", "credit grades"), forget_in_grades))
SOURCES.add("credit grades", one_source(SOURCE, Label("信用评级", "credit grading")))
SOURCES.add("credit records", one_source(LEDGER, Label("信用记录台账", "ledger of credit records")))


@rung_reached.listen
def climbed(reached: RungReached) -> None:
    """Tell those who rule, where the case is about a credit record."""
    if reached.case.kind == KIND:
        rung_taken(reached)

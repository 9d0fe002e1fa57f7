"""What this room hears from the cases beneath it, and what it tells the rooms beneath: of its cases, invitations, facts and subjects."""

from __future__ import annotations

from django.urls import reverse

from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.chains.queries.becoming import BECOMING, Becoming
from dukou.kit.core.labels import Label
from dukou.projects.actions._credit import record_broken
from dukou.projects.actions._leads import KIND, rung_taken
from dukou.projects.actions.promises import FirmPromiseBroken, firm_promise_broken
from dukou.projects.queries.admissions import AFTER, BEFORE
from dukou.projects.queries.becoming import handing, lost_at, of_invitations
from dukou.projects.queries.facts import LEDGER, PIPELINE
from dukou.projects.queries.leads import key_of_case, may_see_case
from dukou.projects.queries.subjects import project_as_subject
from dukou.rules.queries.naming import PURPOSES, SOURCES, one_source
from dukou.rules.queries.subjects import SUBJECTS

CASE_KINDS.add(
    KIND, CaseKind(Label("招商线索", "lead"), may_see_case, lambda case: reverse("projects:clocks", args=[key_of_case(case)]), may_see_case)
)
BECOMING.add("projects", Becoming(of_invitations, lost_at, handing))
SUBJECTS.add("project", project_as_subject)
SOURCES.add("project money", one_source(LEDGER, Label("项目资金台账", "the ledger of the project's money")))
SOURCES.add("project pipeline", one_source(PIPELINE, Label("项目登记", "the project's record")))
PURPOSES.add(BEFORE, Label("项目 {number} 准入", "admission of project {number}"))
PURPOSES.add(AFTER, Label("项目 {number} 投产后核查", "project {number}, checked after production"))


@firm_promise_broken.listen
def trust_broken(broken: FirmPromiseBroken) -> None:
    """Let the broken promise of a firm be a credit record, where the register knows the firm and a field takes such records."""
    record_broken(broken)


@rung_reached.listen
def climbed(reached: RungReached) -> None:
    """Tell those whom the rung concerns, where the case is a lead."""
    if reached.case.kind == KIND:
        rung_taken(reached)

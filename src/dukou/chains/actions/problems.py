"""The problem list of a chain: what stands in the way, who mends it by when."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.chains.actions._steps import begun, node_of, office_id, said
from dukou.chains.actions.refusals import NoSuchChain, NoSuchRow
from dukou.chains.models import Problem
from dukou.chains.queries.maps import standing_texts, text_of
from dukou.kit.core.labels import Label

_PROBLEM = Label("问题", "problem")


def note(
    *,
    by: Viewer,
    chain: str,
    text: str,
    node: str = "",
    office: str = "",
    due_on: date | None = None,
    is_synthetic: bool = False,
    now: datetime | None = None,
) -> Problem:
    """Put a problem on the list of a chain, of one node where it is one. `is_synthetic`: it is made up for a demonstration."""
    actor, moment = begun(by, now)
    if text_of(chain) is None:
        raise NoSuchChain(chain=chain, known="、".join(row.slug for row in standing_texts()))
    if node:
        node_of(node)
    with transaction.atomic():
        row = Problem.objects.create(
            chain=chain,
            node=node,
            text=said(text)[:500],
            office_id=office_id(office),
            due_on=due_on,
            is_synthetic=is_synthetic,
            opened_at=moment,
            opened_by=str(actor),
        )
        after = {"chain": chain, "node": node, "text": row.text, "office": office, "due_on": due_on}
        record(by=actor, act="problems.note", subject=("problem", str(row.pk)), after=after, now=moment)
    return row


def solve(*, by: Viewer, number: int, solution: str, now: datetime | None = None) -> None:
    """Say how a problem was mended."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        row = Problem.objects.select_for_update().filter(pk=number, solved_at__isnull=True).first()
        if row is None:
            raise NoSuchRow(number=number, noun=_PROBLEM)
        row.solved_at, row.solved_by, row.solution = moment, str(actor), said(solution)[:500]
        row.save(update_fields=["solved_at", "solved_by", "solution"])
        record(by=actor, act="problems.solve", subject=("problem", str(number)), after={"solution": row.solution}, now=moment)

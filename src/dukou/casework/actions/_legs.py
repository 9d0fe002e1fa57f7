"""Legs: rows opened and closed as parts of a step."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from dukou.accounts.queries.organisations import organisation_label
from dukou.casework.actions.refusals import LegClosed, LegThereAlready
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import LegOutcome
from dukou.casework.models import Case, Leg


def opened(case: Case, unit: int, role: LegRole, task: str, officer: str, now: datetime) -> Leg:
    """A new leg of the case. One unit leads, and no unit has two open legs of one case: the database says so."""
    try:
        with transaction.atomic():
            return Leg.objects.create(case=case, unit_id=unit, role=role.value, task=task.strip(), officer=officer, opened_at=now)
    except IntegrityError as clash:
        raise LegThereAlready(unit=organisation_label(unit)) from clash


def close(leg: Leg, outcome: LegOutcome, answer: str, now: datetime) -> None:
    """End the leg, once."""
    if leg.closed_at is not None:
        raise LegClosed(unit=leg.unit.label, outcome=LegOutcome.of(leg.outcome).label)
    leg.closed_at, leg.outcome, leg.answer = now, outcome.value, answer.strip()
    leg.save(update_fields=["closed_at", "outcome", "answer"])

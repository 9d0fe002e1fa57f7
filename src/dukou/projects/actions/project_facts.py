"""What offices state of projects beside money: land, plans, issues that are open. Rule books of admission, counting and gates ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.projects.actions._stating import kept_value
from dukou.projects.actions._steps import begun, held, past, said
from dukou.projects.actions.money_refusals import FactStatedAlready, NoSuchStatement
from dukou.projects.models import ProjectStatement

_SOURCE = Label("来源", "the source")


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact as it is written. `source`: the paper or the office that says so; `is_plan`: what is meant to be reached."""

    fact: str
    value: object
    known_on: date
    source: str
    is_plan: bool = False


def state(*, by: Viewer, project: str, told: Stated, now: datetime | None = None) -> ProjectStatement:
    """State a fact of a project. The same again is refused; of several the one known last counts, and no plan once it produces."""
    actor, moment = begun(by, now)
    source = said(told.source, _SOURCE)
    known_on, value = past(told.known_on, moment), kept_value(told.fact, told.value)
    with transaction.atomic():
        row = held(by, project)
        same = {"fact": told.fact, "value": value, "known_on": known_on, "is_plan": told.is_plan}
        if ProjectStatement.objects.filter(project=row, withdrawn_at__isnull=True, **same).exists():
            raise FactStatedAlready(fact=told.fact, known_on=known_on)
        kept = ProjectStatement.objects.create(project=row, source=source, recorded_at=moment, recorded_by=by.key, **same)
        after = same | {"statement": kept.pk, "source": source}
        record(by=actor, act="project_facts.state", subject=("project", project), after=after, now=moment)
    return kept


def withdraw(*, by: Viewer, project: str, number: int, reason: str, now: datetime | None = None) -> ProjectStatement:
    """Take a statement back with a reason; what was stated before it counts again."""
    actor, moment = begun(by, now)
    because = said(reason, Label("撤回的理由", "why it is withdrawn"))
    with transaction.atomic():
        row = held(by, project, also_over=True)
        kept = ProjectStatement.objects.select_for_update().filter(project=row, pk=number, withdrawn_at__isnull=True).first()
        if kept is None:
            raise NoSuchStatement(number=number)
        kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_reason = moment, by.key, because[:500]
        kept.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        after = {"statement": number, "fact": kept.fact, "value": kept.value}
        record(by=actor, act="project_facts.withdraw", subject=("project", project), after=after, reason=because, now=moment)
    return kept

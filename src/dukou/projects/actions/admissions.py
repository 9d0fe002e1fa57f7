"""Admission: the pack's book asked of a project and the answer kept; once the project produces, the same book is asked again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.projects.actions._steps import begun, held
from dukou.projects.actions.money_refusals import NoSuchBook
from dukou.projects.queries.admissions import AFTER, BEFORE
from dukou.projects.queries.facts import is_producing
from dukou.projects.queries.pipeline import pipeline
from dukou.rules.actions import decisions
from dukou.rules.core.answers import Answer
from dukou.rules.queries import Asked, explained, linked_for


def judge(*, by: Viewer, project: str, now: datetime | None = None) -> Answer:
    """Judge a project by today's version of the book of admission and keep the answer with its facts: yes, no, or not enough known.

    Before production it is its admission; from production on it is the check against the same table, by what came about.
    """
    actor, moment = begun(by, now)
    on, stages = timezone.localdate(moment), pipeline()
    if not stages.admission:
        raise NoSuchBook(noun=Label("准入", "admission"))
    with transaction.atomic():
        row = held(by, project)
        told = explained(linked_for(stages.admission, on, stages.division), Asked(project, on), viewer=by)
        purpose = f"{AFTER if is_producing(row) else BEFORE}/{project}"
        kept = decisions.decide(by=actor, explanation=told, key=project, place=stages.division, purpose=purpose, now=moment)
        after = {"decision": kept.pk, "answer": kept.answer, "purpose": purpose}
        record(by=actor, act="admissions.judge", subject=("project", project), after=after, now=moment)
    return told.answer

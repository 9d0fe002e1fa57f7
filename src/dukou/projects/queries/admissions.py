"""Admission and counting: what the books that the pipeline names say of a project, and what was kept when it was judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.projects.core.ladders import Line
from dukou.projects.core.replays import Rung
from dukou.projects.models import Project
from dukou.projects.queries.pipeline import pipeline
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.libraries import NotInForce, UnknownBook
from dukou.rules.queries import Asked, decisions_on, explained, linked_for
from dukou.rules.queries.decisions import replayed

BEFORE, AFTER = "admission", "admission-after"  # purposes of the decisions that are kept


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement that was kept: when, by whom, the answer with its reasons as they were."""

    number: int
    on: date
    by: str
    told: Explanation


def book_answer(viewer: Viewer, project: Project, slug: str, on: date) -> Explanation | None:
    """What a book says of a project on a day from the facts in the viewer's sight; None where none is named, or none is in force."""
    if not slug:
        return None
    try:
        book = linked_for(slug, on, pipeline().division)
    except (UnknownBook, NotInForce):
        return None
    return explained(book, Asked(project.key, on), viewer=viewer)


def judged(project: Project, purpose: str) -> Judged | None:
    """The newest judgement for a purpose, made again from what was kept with it."""
    row = decisions_on("project", project.key).filter(purpose=f"{purpose}/{project.key}").first()
    if row is None:
        return None
    return Judged(row.pk, timezone.localdate(row.decided_at), row.decided_by, replayed(row).explanation)


def counted_sum(told: Explanation, lines: dict[Rung, Line]) -> int | None:
    """What of the sum signed counts, in fen: all of it, nothing, or None where book or sum leaves it open."""
    if told.answer is Answer.NO:
        return 0
    return lines[Rung.CONTRACT].amount if told.answer is Answer.YES else None

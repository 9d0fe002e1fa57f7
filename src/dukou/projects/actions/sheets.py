"""Lists of projects taken in at once: all rows, or, if the person accepts that, those that are clear, with the rest handed back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions._first import earlier_one
from dukou.projects.actions._sheet_rows import Delivery, plant
from dukou.projects.actions._steps import begun, past, said
from dukou.projects.core.leads import Investor
from dukou.projects.intake.projects import Listed, Read, Rejected, read_projects
from dukou.projects.models import Project
from dukou.projects.queries.pipeline import pipeline


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a list: keys of the projects registered, and the rows handed back."""

    keys: tuple[str, ...]
    rejected: tuple[Rejected, ...]


def take_in(
    *,
    by: Viewer,
    path: Path,
    name: str,
    source: str,
    known_on: date,
    accepts_rest: bool = False,
    is_synthetic: bool = False,
    now: datetime | None = None,
) -> Taken:
    """Register the projects of a list in the first stage, with their contract sums and planned investment; one event for all of them.

    A row with a fault refuses the whole list, unless the person `accepts_rest`: then the clear rows are taken and the others handed back.
    """
    actor, moment = begun(by, now)
    delivery = Delivery(
        said(source, Label("来源", "the source")), past(known_on, moment), moment, by.key, pipeline().stages[0].key, is_synthetic
    )
    with transaction.atomic():
        read = read_projects(path, name)
        free, barred = _examined(by, read, timezone.localdate(moment))
        rejected = sorted((*read.rejected, *barred), key=lambda row: row.number)
        if not (accepts_rest and free):
            read.table.must_have_none([fault for row in rejected for fault in row.faults])
        keys = tuple(plant(each, earlier, delivery) for each, earlier in free)
        after = {"file": name, "sha256": read.table.sha256, "source": delivery.source, "known_on": known_on, "is_synthetic": is_synthetic}
        after |= {"count": len(keys), "rejected": [row.number for row in rejected], "keys": keys[:1] + keys[-1:]}
        record(by=actor, act="sheets.take_in", subject=("projects", read.table.sha256), after=after, now=moment)
    return Taken(keys, tuple(rejected))


def _examined(by: Viewer, read: Read, on: date) -> tuple[list[tuple[Listed, Project | None]], list[Rejected]]:
    """The rows whose investor nobody else holds, each with the project it follows; and those whose investor is protected.

    Two projects of one investor in the same list do not bar each other.
    """
    free, barred, stages, cells = list[tuple[Listed, Project | None]](), list[Rejected](), pipeline(), dict(read.table.rows)
    for each in read.listed:
        try:
            free.append((each, earlier_one(by, Investor(each.firm, each.code), None, on, stages)))
        except Refusal as refusal:
            fault = Fault(Place(read.table.name, each.number), refusal.said_why, refusal.said_cure)
            barred.append(Rejected(each.number, cells[each.number], (fault,)))
    return free, barred

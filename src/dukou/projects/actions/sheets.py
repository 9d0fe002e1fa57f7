"""Lists of projects taken in at once: all rows, or, if the person accepts that, those that are clear, with the rest handed back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.projects.actions._sheet_rows import Delivery, plant
from dukou.projects.actions._steps import begun, past, said
from dukou.projects.intake.projects import Rejected, all_faults, read_projects
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
        if not (accepts_rest and read.listed):
            read.table.must_have_none(all_faults(read))
        keys = tuple(plant(each, delivery) for each in read.listed)
        after = {"file": name, "sha256": read.table.sha256, "source": delivery.source, "known_on": known_on, "is_synthetic": is_synthetic}
        after |= {"count": len(keys), "rejected": [row.number for row in read.rejected], "keys": keys[:1] + keys[-1:]}
        record(by=actor, act="sheets.take_in", subject=("projects", read.table.sha256), after=after, now=moment)
    return Taken(keys, read.rejected)

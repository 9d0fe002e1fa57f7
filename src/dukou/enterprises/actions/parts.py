"""The parts that firms play in clusters and segments, such as chain leader (链主)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.actions._recording import PartOfNothing, add
from dukou.enterprises.core.kinds import PartKind
from dukou.enterprises.models import Part
from dukou.figures.queries import subject_of


def give(*, by: Viewer, key: str, kind: PartKind, of: str, evidence: str, from_on: date | None = None, now: datetime | None = None) -> None:
    """Record the part that a firm plays in a cluster or segment."""
    if of.partition("/")[0] not in ("cluster", "segment") or subject_of(of) is None:
        raise PartOfNothing(ref=of)
    with transaction.atomic():
        add(by, key, Part, {"kind": kind.value, "of": of, "from_on": from_on}, evidence, "parts.give", now)

"""Segments that firms are tagged with. The tag itself is kept by `figures`; a firm of which it has not heard is introduced first."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.actions._holding import held
from dukou.figures.actions import Introduced, introduce, tags
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label, same


def add(
    *,
    by: Viewer,
    key: str,
    segment: str,
    source: str,
    place: str,
    known_on: date,
    confidence: Confidence,
    evidence: Label | None = None,
    now: datetime | None = None,
) -> None:
    """Tag a firm with a segment of a cluster, on a source's word and some evidence."""
    with transaction.atomic():
        row = held(by, key)
        introduce(subjects=[Introduced(row.ref, same(row.name))])
        tags.add(
            by=by,
            subject=row.ref,
            segment=segment,
            source=source,
            place=place,
            known_on=known_on,
            confidence=confidence,
            evidence=evidence,
            now=now,
        )

"""Segments and nodes that firms are tagged with. `figures` keeps the tag; a firm of which it has not heard is introduced first."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

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
    share: Decimal | None = None,
    evidence: Label | None = None,
    now: datetime | None = None,
) -> None:
    """Tag a firm with a segment of a cluster or a node of a chain, on a source's word and some evidence."""
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
            share=share,
            evidence=evidence,
            now=now,
        )

"""The fields of a viewer's units, and their records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer, may_within
from dukou.credit.core.cases import CaseMatter
from dukou.credit.core.kinds import RecordKind
from dukou.credit.models import CreditRecord
from dukou.credit.queries.cases import open_cases
from dukou.credit.queries.fields import CreditField, fields, frame_or_none
from dukou.credit.queries.records import visible_records

PAGE = 50


@dataclass(frozen=True, slots=True)
class NarrowedRecords:
    """What a list is narrowed to: a field, a kind, words in the number, the text or the firm's name."""

    field: str = ""
    kind: RecordKind | None = None
    text: str = ""


def leads(viewer: Viewer, permission: Permission = Permission.KEEP_CREDIT) -> bool:
    """Whether the viewer's unit leads for credit in the district."""
    frame = frame_or_none()
    return frame is not None and bool(frame.lead) and may_within(viewer, permission, frame.lead)


def own_fields(viewer: Viewer) -> list[CreditField]:
    """The fields whose records the viewer may keep: those of his units, for the leading unit all."""
    whole = leads(viewer)
    return [each for each in fields() if whole or may_within(viewer, Permission.KEEP_CREDIT, each.unit)]


def listed_records(viewer: Viewer, narrowed: NarrowedRecords, on: date) -> QuerySet[CreditRecord]:
    """The records in use that the viewer may see, the newest written first."""
    rows = visible_records.filter(viewer).exclude(published_until__lt=on)
    if narrowed.field:
        rows = rows.filter(field=narrowed.field)
    if narrowed.kind:
        rows = rows.filter(kind=narrowed.kind.value)
    if narrowed.text:
        text = narrowed.text
        rows = rows.filter(Q(number__icontains=text) | Q(text__icontains=text) | Q(enterprise__name__icontains=text))
    return rows.select_related("unit", "enterprise").order_by("-pk")


def page_of_records(
    viewer: Viewer, narrowed: NarrowedRecords, on: date, before: int | None, size: int = PAGE
) -> tuple[list[CreditRecord], int | None]:
    """So many before a number, and the number before which more follow (None: none does)."""
    rows = listed_records(viewer, narrowed, on)
    page = list((rows if before is None else rows.filter(pk__lt=before))[: size + 1])
    return page[:size], page[size - 1].pk if len(page) > size else None


def under_dispute(viewer: Viewer, on: date) -> int:
    """How many of the records in sight are disputed and not answered."""
    return listed_records(viewer, NarrowedRecords(), on).filter(pk__in=open_cases(CaseMatter.DISPUTE).values("record")).count()

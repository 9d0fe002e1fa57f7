"""What stands behind a reason: a record that the viewer may read, one of another unit, or one that is used no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.kinds import StepKind
from dukou.credit.core.schemes import Held
from dukou.credit.models import CreditRecord, RecordStep
from dukou.credit.queries.records import ENDS, visible_records
from dukou.kit.core.labels import LabelledEnum


class Sight(LabelledEnum):
    """How much of a record its reader is told."""

    WHOLE = "whole", "可看全文", "told whole"
    OTHERS = "others", "其他单位的记录", "a record of another unit"
    GONE = "gone", "已修复、更正或撤销，不再展示", "since repaired, corrected or withdrawn, shown no more"
    OVER = "over", "公示期已过，不再展示", "its time of publication is over, shown no more"


@dataclass(frozen=True, slots=True)
class Behind:
    """One record behind a reason. `record`: only where it is told whole; `ended_on`: the day on which it ended."""

    number: int
    sight: Sight
    record: CreditRecord | None = None
    ended_on: date | None = None


def behind(viewer: Viewer, numbers: Collection[int], on: date) -> Mapping[int, Behind]:
    """By number what the viewer is told of each record, as on a day."""
    wanted = sorted(set(numbers))
    ended = dict(RecordStep.objects.filter(record__in=wanted, kind__in=ENDS).values_list("record_id", "told_at"))
    over = set(CreditRecord.objects.filter(pk__in=wanted, published_until__lt=on).values_list("pk", flat=True))
    rows = visible_records.filter(viewer, CreditRecord.objects.filter(pk__in=[each for each in wanted if each not in over]))
    seen = {row.pk: row for row in rows.select_related("unit")}
    return {each: _behind(each, seen.get(each), ended.get(each), is_over=each in over) for each in wanted}


def _behind(number: int, record: CreditRecord | None, ended_at: datetime | None, *, is_over: bool) -> Behind:
    if ended_at is not None:
        return Behind(number, Sight.GONE, ended_on=timezone.localdate(ended_at))
    if is_over:
        return Behind(number, Sight.OVER)
    return Behind(number, Sight.WHOLE, record) if record else Behind(number, Sight.OTHERS)


def duty_done(numbers: Iterable[int]) -> frozenset[int]:
    """Those of the records of which it was told that what their paper imposed is done."""
    rows = RecordStep.objects.filter(record__in=list(numbers), kind=StepKind.DUTY_DONE.value)
    return frozenset(rows.values_list("record_id", flat=True))


def repairable(held: Iterable[Held]) -> dict[int, date]:
    """The first day on which each record can be repaired, by its number."""
    return {each.id: each.repairable_on for each in held if each.repairable_on is not None}

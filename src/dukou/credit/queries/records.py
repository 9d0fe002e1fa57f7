"""Records in use: the only way to them, for pages, lists, exports, facts and grades.

A record that was corrected, withdrawn or repaired is in use no more from the moment at which that was told, for any day asked about.
Only with an earlier moment of knowledge, to make a grade of the past again, is it counted once more (`known_at`), and then nothing of it is
told but its points.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.kinds import RecordKind, Severity, StepKind
from dukou.credit.core.schemes import Held
from dukou.credit.models import CreditRecord, RecordStep
from dukou.credit.queries.fields import fields, frame_or_none
from dukou.enterprises.queries.merged import entries_of, standing_for
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

ENDS = tuple(kind.value for kind in StepKind if kind.is_end)
_KINDS = {kind.value: kind for kind in RecordKind}
_SEVERITIES: dict[str, Severity | None] = {"": None} | {each.value: each for each in Severity}
_AT_ONCE = 500


class NoSuchRecord(Refusal):
    """The record is not there, was repaired, or is not for the viewer."""

    code = "credit.no_such_record"
    status = 404
    what = Label("没有查到这条信用记录", "there is no such credit record")
    why = Label("没有这个编号，或它已不再展示，或您看不到它", "none has this number, or it is shown no more, or you may not see it")
    cure = Label("核对编号", "check the number")


def ended(known_at: datetime | None = None) -> Exists:
    """Whether a record was corrected, withdrawn or repaired, as known at a moment (None: now)."""
    steps = RecordStep.objects.filter(record=OuterRef("pk"), kind__in=ENDS)
    return Exists(steps if known_at is None else steps.filter(told_at__lte=known_at))


def _may_see(viewer: Viewer) -> Q:
    """What is in use: all of it for the leading unit; what one's unit recognised or supervises; what is held about one's own firm."""
    stands = ~ended()
    if viewer.is_at_the_machine and viewer.may(Permission.SEE_CREDIT):
        return Q(stands)
    units = viewer.organisations_where(Permission.KEEP_CREDIT)
    frame = frame_or_none() if units else None
    if frame is not None and frame.lead in units:
        return Q(stands)
    mine = Q(enterprise__in=own_entries(viewer))
    if units:
        mine |= Q(unit__key__in=units) | Q(field__in=[each.key for each in fields() if each.unit in units])
    return Q(stands) & mine


visible_records: Predicate[Viewer, CreditRecord] = Predicate(CreditRecord, _may_see)


def record_of(viewer: Viewer, number: int) -> CreditRecord:
    """The record with this number, or a refusal."""
    rows = visible_records.filter(viewer, CreditRecord.objects.filter(pk=number))
    found = rows.select_related("unit", "enterprise").first()
    if found is None:
        raise NoSuchRecord()
    return found


def records_of(viewer: Viewer, firm: int, on: date) -> list[CreditRecord]:
    """The records of a firm that are in use on a day and that the viewer may see, the newest first."""
    rows = visible_records.filter(viewer, CreditRecord.objects.filter(enterprise__in=entries_of(firm)))
    rows = rows.filter(decided_on__lte=on).exclude(published_until__lt=on)
    return list(rows.select_related("unit").order_by("-decided_on", "-pk"))


def held_of(firm: int, on: date, known_at: datetime | None = None) -> list[Held]:
    """What is in use of one firm, whichever of its entries is given."""
    rows = _in_use(CreditRecord.objects.filter(enterprise__in=entries_of(firm)), on, known_at)
    return [each for _, each in _told(rows, on)]


def held_of_many(
    on: date, *, field: str = "", firms: Collection[int] | None = None, known_at: datetime | None = None
) -> dict[int, list[Held]]:
    """What is in use, by the primary key of the firm that stands. `field`: of this one alone; `firms`: of these alone (as they stand)."""
    rows = CreditRecord.objects.filter(field=field) if field else CreditRecord.objects.all()
    if firms is not None:
        entries = [entry for firm in firms for entry in entries_of(firm)]
        rows = rows.filter(enterprise__in=entries)
    pairs = list(_told(_in_use(rows, on, known_at), on))
    stands = standing_for_many({entry for entry, _ in pairs})
    found: dict[int, list[Held]] = {}
    for entry, held in pairs:
        found.setdefault(stands[entry], []).append(held)
    return found


def standing_for_many(entries: Collection[int]) -> dict[int, int]:
    """The firms that stand for many entries, asked in parts."""
    asked, found = sorted(entries), dict[int, int]()
    for start in range(0, len(asked), _AT_ONCE):
        found |= standing_for(asked[start : start + _AT_ONCE])
    return found


def _in_use(rows: QuerySet[CreditRecord], on: date, known_at: datetime | None) -> QuerySet[CreditRecord]:
    rows = rows.filter(~ended(known_at), decided_on__lte=on).exclude(published_until__lt=on)
    return rows if known_at is None else rows.filter(recorded_at__lte=known_at)


_COLUMNS = ("pk", "enterprise_id", "field", "sort", "kind", "severity", "decided_on", "published_on", "published_until")


def _told(rows: QuerySet[CreditRecord], on: date) -> Iterator[tuple[int, Held]]:
    frame = frame_or_none()
    rule = frame.repair_on(on) if frame else None  # in force on the day asked about, whatever held when the record was made
    done = set(RecordStep.objects.filter(kind=StepKind.DUTY_DONE.value).values_list("record_id", flat=True))
    for pk, firm, field, sort, kind, severity, decided_on, published_on, published_until in rows.values_list(*_COLUMNS):
        weight = _SEVERITIES[severity]
        lapses_on = published_until + timedelta(days=1) if published_until else None
        able_on = rule.repairable_on(weight, decided_on, published_on) if rule and weight else None
        yield firm, Held(pk, field, sort, _KINDS[kind], weight, decided_on, lapses_on, able_on, pk in done)

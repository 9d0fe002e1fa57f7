"""Lists that offices hand in: received and examined, taken in as a whole, or discarded.

What is written, and in which order it is decided, is told in `enterprises.intake`. A large list is examined and taken in by a worker.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import IO

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.enterprises.actions.delivery_refusals import DayAhead, FileGone, NoSuchDelivery, NotWaiting, ReasonMissing, RowsRefused
from dukou.enterprises.actions.doubles import NEAR_TASK
from dukou.enterprises.core.kinds import DeliveryState
from dukou.enterprises.core.outcomes import Counts
from dukou.enterprises.core.remarks import first_refused
from dukou.enterprises.intake.examining import Examination, Step, no_step
from dukou.enterprises.intake.examining import examine as examine_list
from dukou.enterprises.intake.figures import Occasion
from dukou.enterprises.intake.reading import FirmList, open_list
from dukou.enterprises.intake.writing import Writing, write
from dukou.enterprises.models import Delivery, RowRemark
from dukou.enterprises.queries.deliveries import visible_deliveries
from dukou.enterprises.register import Circumstances
from dukou.figures.core.claims import ClaimKind
from dukou.figures.core.origins import Origin
from dukou.kit.core.periods import year as year_of
from dukou.kit.core.refusals import Refusal
from dukou.kit.files import Kept, keep, kept
from dukou.kit.jobs import queue
from dukou.kit.ledger import insert

LARGEST = 512 << 20  # bytes that are kept of one file
AT_ONCE = 2 << 20  # what is larger waits for a worker, for a browser does not
EXAMINE_TASK, TAKE_IN_TASK = "enterprises.examine_delivery", "enterprises.take_in_delivery"


def receive(
    *,
    by: Viewer,
    source: IO[bytes],
    name: str,
    known_on: date,
    year: int | None = None,
    kind: ClaimKind = ClaimKind.REPORTED,
    origin: Origin = Origin.OFFICE,
    at_once: bool = False,
    now: datetime | None = None,
    step: Step = no_step,
) -> int:
    """Keep a list that an office hands in and examine it; nothing of it is in the register yet. Gives the number of the delivery.

    `known_on`: since when its figures are known. `year`, `kind`: of figures whose headings or cells say none. `origin`: from whom the
    figures are. A file that is no list is refused and not kept. A large one is examined by a worker, unless `at_once`.
    """
    by.require(Permission.KEEP_REGISTER)
    moment = now or timezone.now()
    if known_on > timezone.localtime(moment).date():
        raise DayAhead(known_on=known_on)
    file = keep(source, LARGEST)
    delivery = _new(by, file, name, moment)
    delivery.known_on, delivery.year, delivery.kind, delivery.origin = known_on, year, kind, origin
    if file.size > AT_ONCE and not at_once:
        return _received(by, delivery, None, moment)
    try:
        examined = _examined(by, delivery, moment, step)
    except Refusal:
        _drop(file)
        raise
    return _received(by, delivery, examined, moment)


def examine(*, by: Viewer, number: int, now: datetime | None = None, step: Step = no_step) -> None:
    """Examine a received list that waits for it: a worker's part."""
    by.require(Permission.KEEP_REGISTER)
    moment = now or timezone.now()
    delivery = _seen(by, number)
    _must_be(delivery, DeliveryState.READING)
    list_, found = _examined(by, delivery, moment, step)
    with transaction.atomic():
        delivery = _held(by, number)
        _must_be(delivery, DeliveryState.READING)
        _note(delivery, list_, found)
        _record(by, delivery, "deliveries.examine", found.counts.as_dict(), moment)


def take_in(*, by: Viewer, number: int, at_once: bool = False, now: datetime | None = None, step: Step = no_step) -> Counts | None:
    """Take a list in: all of its rows or, where one is refused, none. Gives the counts; None where a worker does it, for it is large.

    It is examined anew, for the register may have changed since. A list that changes nothing leaves no event: there is nothing to tell.
    """
    by.require(Permission.KEEP_REGISTER)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    with transaction.atomic():
        delivery = _held(by, number)
        _must_be(delivery, DeliveryState.PREVIEWED, DeliveryState.TAKING_IN)
        if delivery.size > AT_ONCE and not at_once:
            _must_be(delivery, DeliveryState.PREVIEWED)
            delivery.state, delivery.refusal = DeliveryState.TAKING_IN, {}
            delivery.save(update_fields=["state", "refusal"])
            queue.enqueue(TAKE_IN_TASK, {"number": number, "by": by.key}, now=moment)
            return None
        list_, found = _examined(by, delivery, moment, step)
        if list_.columns.figures:
            by.require(Permission.RECORD_FIGURES)
        if found.is_refused:
            raise RowsRefused(count=found.counts.refused, first=first_refused(found.remarks))
        writing = Writing(list_, found, Circumstances(actor, moment, delivery=delivery), _occasion(delivery), by)
        counts = write(writing, step) if found.counts.is_changing else found.counts
        _note(delivery, list_, found)
        delivery.state, delivery.imported_at = DeliveryState.IMPORTED, moment
        delivery.save(update_fields=["state", "imported_at"])
        if counts.is_changing:
            _record(by, delivery, "deliveries.take_in", counts.as_dict(), moment)
            queue.enqueue(NEAR_TASK, {"delivery": delivery.pk, "after": 0}, now=moment)
    return counts


def give_up(*, by: Viewer, number: int, refusal: Refusal, now: datetime | None = None) -> None:
    """Say why a worker could not do its part: a list that cannot be read is refused, one that cannot be taken in waits as before."""
    moment = now or timezone.now()
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=number)
        was_reading = delivery.state == DeliveryState.READING
        delivery.state = DeliveryState.REFUSED if was_reading else DeliveryState.PREVIEWED
        delivery.refusal = refusal.as_dict()
        delivery.save(update_fields=["state", "refusal"])
        _record(by, delivery, "deliveries.give_up", {"refusal": refusal.code}, moment)


def discard(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> None:
    """Put a list aside that is not to be taken in. It is kept with its reason."""
    by.require(Permission.KEEP_REGISTER)
    moment = now or timezone.now()
    with transaction.atomic():
        delivery = _held(by, number)
        _must_be(delivery, DeliveryState.PREVIEWED, DeliveryState.REFUSED, DeliveryState.READING)
        if not reason.strip():
            raise ReasonMissing()
        delivery.state = DeliveryState.DISCARDED
        delivery.save(update_fields=["state"])
        _record(by, delivery, "deliveries.discard", {}, moment, reason.strip())


def _new(by: Viewer, file: Kept, name: str, moment: datetime) -> Delivery:
    return Delivery(
        name=Path(name).name[:200],
        sha256=file.sha256,
        size=file.size,
        office=min(by.organisations_where(Permission.KEEP_REGISTER), default=""),
        state=DeliveryState.READING,
        received_at=moment,
        received_by=by.key,
    )


def _received(by: Viewer, delivery: Delivery, examined: tuple[FirmList, Examination] | None, moment: datetime) -> int:
    with transaction.atomic():
        delivery.save(force_insert=True)
        counts: dict[str, int] = {}
        if examined is None:
            queue.enqueue(EXAMINE_TASK, {"number": delivery.pk, "by": by.key}, now=moment)
        else:
            _note(delivery, *examined)
            counts = examined[1].counts.as_dict()
        _record(by, delivery, "deliveries.receive", counts, moment)
    return int(delivery.pk)


def _examined(by: Viewer, delivery: Delivery, moment: datetime, step: Step) -> tuple[FirmList, Examination]:
    path, today = kept(delivery.sha256), timezone.localtime(moment).date()
    if path is None:
        raise FileGone(name=delivery.name)
    list_ = open_list(path, delivery.name, year=year_of(delivery.year) if delivery.year else None, today=today)
    return list_, examine_list(list_, viewer=by, occasion=_occasion(delivery), today=today, step=step)


def _occasion(delivery: Delivery) -> Occasion:
    return Occasion(delivery.known_on, ClaimKind.of(delivery.kind), delivery.office, Origin.of(delivery.origin))


def _note(delivery: Delivery, list_: FirmList, found: Examination) -> None:
    """Store what was found: counts, what each column was read as, the fate of the first rows, and every remark."""
    delivery.state = DeliveryState.REFUSED if found.is_refused else DeliveryState.PREVIEWED
    delivery.counts, delivery.heading_row, delivery.refusal = found.counts.as_dict(), list_.columns.last_row, {}
    delivery.columns = [
        {"column": column + 1, "heading": said, "meaning": list_.columns.meanings[column].label.as_dict()}
        for column, said in list_.columns.headings.items()
        if column in list_.columns.meanings
    ]
    delivery.first_rows = [asdict(each) | {"fate": each.fate.value} for each in found.first_rows]
    delivery.save()
    RowRemark.objects.filter(delivery=delivery).delete()
    rows = (
        RowRemark(
            delivery=delivery,
            row=each.row,
            column=each.column,
            heading=each.heading[:100],
            kind=each.kind.value,
            said_zh=each.said.zh,
            said_en=each.said.en,
        )
        for each in found.remarks
    )
    insert(rows)


def _seen(by: Viewer, number: int) -> Delivery:
    delivery = visible_deliveries.filter(by, Delivery.objects.filter(pk=number)).first()
    if delivery is None:
        raise NoSuchDelivery(number=number)
    return delivery


def _held(by: Viewer, number: int) -> Delivery:
    """The delivery, its row held until the transaction ends."""
    _seen(by, number)
    return Delivery.objects.select_for_update().get(pk=number)


def _must_be(delivery: Delivery, *states: DeliveryState) -> None:
    if delivery.state not in states:
        raise NotWaiting(number=delivery.pk, state=DeliveryState.of(delivery.state).label)


def _record(by: Viewer, delivery: Delivery, act: str, after: dict[str, int] | dict[str, str], moment: datetime, reason: str = "") -> None:
    file = {"name": delivery.name, "sha256": delivery.sha256, "size": delivery.size}
    actor, subject = actor_of(by, Permission.KEEP_REGISTER), ("delivery", str(delivery.pk))
    record(by=actor, act=act, subject=subject, after=file | after, reason=reason, now=moment)


def _drop(file: Kept) -> None:
    """A file that was refused is not kept, unless an earlier delivery holds the same."""
    if not Delivery.objects.filter(sha256=file.sha256).exists():
        file.path.unlink(missing_ok=True)

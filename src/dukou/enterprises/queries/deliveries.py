"""Lists that were handed in: what was found in them, what became of them, and the list itself with a column of remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.kinds import DeliveryState, Fate
from dukou.enterprises.core.outcomes import Counts
from dukou.enterprises.core.remarks import Remark, RemarkKind, note_of
from dukou.enterprises.models import Delivery, RowRemark
from dukou.figures.core.origins import Origin
from dukou.kit.core.labels import Label
from dukou.kit.files import kept
from dukou.kit.predicates import Predicate
from dukou.kit.sheets.annotating import annotate, annotated_name

PAGE = 20
REMARKS_HEADING = Label("核对结果", "Remarks")


def _may_see(viewer: Viewer) -> Q:
    """Lists hold what offices report; they are for those who keep the register."""
    return Q() if viewer.may(Permission.KEEP_REGISTER) else Q(pk__in=[])


visible_deliveries: Predicate[Viewer, Delivery] = Predicate(Delivery, _may_see)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One of the first rows, with its fate and what would change in the register: field, before, after."""

    row: int
    fate: Fate
    name: str
    code: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """What a column was read as."""

    column: int
    heading: str
    meaning: Label


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a worker is with a list."""

    doing: Label
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ShownDelivery:
    """A list as pages and commands show it. `imported_before`: numbers of earlier deliveries of the same file that were imported."""

    number: int
    name: str
    sha256: str
    size: int
    state: DeliveryState
    known_on: date
    year: int | None
    origin: Origin
    counts: Counts
    received_at: datetime
    received_by: str
    imported_at: datetime | None
    source: str
    columns: tuple[ShownColumn, ...]
    first_rows: tuple[ShownRow, ...]
    imported_before: tuple[int, ...]
    refusal: Mapping[str, Label]
    progress: Progress | None


def deliveries(viewer: Viewer, after: int = 0, size: int = PAGE) -> tuple[list[ShownDelivery], bool]:
    """One page of lists, the newest first, and whether there are more. `after`: how many were shown before."""
    rows = list(visible_deliveries.filter(viewer).order_by("-pk")[after : after + size + 1])
    return [_shown(row) for row in rows[:size]], len(rows) > size


def delivery(viewer: Viewer, number: int) -> ShownDelivery | None:
    """One list; None where there is none that the viewer may see."""
    row = visible_deliveries.filter(viewer, Delivery.objects.filter(pk=number)).first()
    return None if row is None else _shown(row)


def remark_counts(viewer: Viewer, number: int) -> dict[RemarkKind, int]:
    """How many remarks of each kind a list has, in the order of kinds: the gravest first."""
    rows = _remarks(viewer, number).order_by().values_list("kind").annotate(many=Count("pk"))
    counted = dict(rows)
    return {kind: counted[kind.value] for kind in RemarkKind if kind.value in counted}


def remarks(viewer: Viewer, number: int, kind: RemarkKind | None = None, after: int = 0, size: int = PAGE) -> list[Remark]:
    """Remarks of a list, all or those of a kind, in the order of rows. `after`: how many were shown before."""
    rows = _remarks(viewer, number) if kind is None else _remarks(viewer, number).filter(kind=kind.value)
    return [_remark(row) for row in rows.order_by("row", "pk")[after : after + size]]


def annotated(viewer: Viewer, number: int, out: Path) -> str | None:
    """Write the list to `out` with what was remarked on each row in one more column, in the language spoken; gives the copy's name.

    None where there is no such list that the viewer may see, or its file is gone.
    """
    row = visible_deliveries.filter(viewer, Delivery.objects.filter(pk=number)).first()
    path = kept(row.sha256) if row else None
    if row is None or path is None or row.heading_row is None:
        return None
    said = RowRemark.objects.filter(delivery=row, row__gt=row.heading_row).order_by("pk")
    notes = notes_by_row(_remark(each) for each in said)
    annotate(path, row.name, out, REMARKS_HEADING, notes, row.heading_row)
    return annotated_name(row.name)


def notes_by_row(said: Iterable[Remark]) -> dict[int, str]:
    """All remarks of each row as one text, in the language spoken."""
    by_row: dict[int, list[Remark]] = {}
    for each in said:
        by_row.setdefault(each.row or 0, []).append(each)
    return {number: str(note_of(those)) for number, those in by_row.items()}


def progress_key(number: int) -> str:
    """Where a worker tells how far it is: in the cache, for it works inside a transaction that nobody else can look into."""
    return f"enterprises-delivery-{number}"


def _remarks(viewer: Viewer, number: int) -> QuerySet[RowRemark]:
    mine = visible_deliveries.filter(viewer, Delivery.objects.filter(pk=number))
    return RowRemark.objects.filter(delivery__in=mine)


def _remark(row: RowRemark) -> Remark:
    return Remark(RemarkKind.of(row.kind), Label(row.said_zh, row.said_en), row.row, row.column)


def _shown(row: Delivery) -> ShownDelivery:
    same_file = Delivery.objects.filter(sha256=row.sha256, state=DeliveryState.IMPORTED, pk__lt=row.pk)
    told = cache.get(progress_key(row.pk)) if row.state in (DeliveryState.READING, DeliveryState.TAKING_IN) else None
    return ShownDelivery(
        number=row.pk,
        name=row.name,
        sha256=row.sha256,
        size=row.size,
        state=DeliveryState.of(row.state),
        known_on=row.known_on,
        year=row.year,
        origin=Origin.of(row.origin),
        counts=Counts.of(row.counts),
        received_at=row.received_at,
        received_by=row.received_by,
        imported_at=row.imported_at,
        source=row.source_key,
        columns=tuple(ShownColumn(each["column"], each["heading"], Label(**each["meaning"])) for each in row.columns),
        first_rows=tuple(_first_row(each) for each in row.first_rows),
        imported_before=tuple(same_file.order_by("pk").values_list("pk", flat=True)),
        refusal={part: Label(**said) for part, said in row.refusal.items() if part in ("what", "why", "cure")},
        progress=Progress(*told) if told else None,
    )


def _first_row(stored: Mapping[str, object]) -> ShownRow:
    changes = stored["changes"]
    assert isinstance(changes, Sequence)
    shown = tuple((field, before, after) for field, before, after in changes)
    return ShownRow(int(str(stored["row"])), Fate.of(str(stored["fate"])), str(stored["name"]), str(stored["code"]), shown)

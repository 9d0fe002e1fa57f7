"""Cases about records: who sees which, what of a record may be told beside them, which records are disputed now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.casework.queries.short_clocks import ShortClock, short_clocks
from dukou.credit.core.cases import CaseMatter, CaseStanding
from dukou.credit.core.kinds import StepKind
from dukou.credit.models import CreditCase, CreditReceipt, CreditRecord, RecordStep
from dukou.credit.queries.fields import fields, frame_or_none
from dukou.credit.queries.records import ended
from dukou.enterprises.queries.own import acts_for_entry, own_entries
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

KIND = "credit_case"
PAGE = 50


class NoSuchCreditCase(Refusal):
    """There is no such case, or the viewer may not know of it."""

    code = "credit.no_such_case"
    status = 404
    what = Label("没有查到这件信用修复或异议", "there is no such case about a credit record")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    """The cases of one's own firm; those about records that one's unit recognised or supervises; all of them for the leading unit."""
    if viewer.is_at_the_machine and viewer.may(Permission.KEEP_CREDIT):
        return Q()
    units = viewer.organisations_where(Permission.KEEP_CREDIT)
    frame = frame_or_none() if units else None
    if frame is not None and frame.lead in units:
        return Q()
    mine = Q(record__enterprise__in=own_entries(viewer))
    if units:
        mine |= Q(record__unit__key__in=units) | Q(record__field__in=[each.key for each in fields() if each.unit in units])
    return mine


visible_cases: Predicate[Viewer, CreditCase] = Predicate(CreditCase, _may_see)


def case_of(viewer: Viewer, number: int) -> CreditCase:
    """The case with this number, or a refusal."""
    rows = visible_cases.filter(viewer, CreditCase.objects.filter(pk=number))
    found = rows.select_related("case__profile", "record__unit", "record__enterprise", "replaced_by").first()
    if found is None:
        raise NoSuchCreditCase()
    return found


def cases_of(viewer: Viewer, *, is_open: bool | None = None, beneath: int | None = None) -> tuple[list[CreditCase], int | None]:
    """The cases in sight, newest first, and the mark of the next page; `is_open`: only those still to be ruled on, or only the others."""
    rows = visible_cases.filter(viewer)
    if is_open is not None:
        rows = rows.filter(closed_at__isnull=is_open)
    if beneath is not None:
        rows = rows.filter(pk__lt=beneath)
    page = list(rows.select_related("case__profile", "record__unit", "record__enterprise").order_by("-pk")[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None


def may_see_case(viewer: Viewer, case: int) -> bool:
    """Whether the viewer reads anything of the case with this number."""
    return visible_cases.filter(viewer, CreditCase.objects.filter(pk=case)).exists()


def names_officers(viewer: Viewer, case: int) -> bool:
    """Whether he is told who of the office did what: from within alone."""
    row = visible_cases.filter(viewer, CreditCase.objects.filter(pk=case)).select_related("record").first()
    return row is not None and not acts_for_entry(viewer, row.record.enterprise_id)


def open_case_about(record: int) -> CreditCase | None:
    """The case about a record that is still to be ruled on."""
    return CreditCase.objects.filter(record=record, closed_at__isnull=True).first()


def open_cases(matter: CaseMatter) -> QuerySet[CreditCase]:
    """The cases of a matter that are still to be ruled on."""
    return CreditCase.objects.filter(matter=matter.value, closed_at__isnull=True)


def disputed(records: Collection[int]) -> frozenset[int]:
    """Which of these records are under dispute now: they stay in use, and every page that shows one says so."""
    return frozenset(open_cases(CaseMatter.DISPUTE).filter(record__in=records).values_list("record_id", flat=True))


def duty_done_on(record: int) -> date | None:
    """The day on which a unit noted that what the paper imposed is done; None where none did."""
    step = RecordStep.objects.filter(record=record, kind=StepKind.DUTY_DONE.value).order_by("pk").first()
    return step.on if step else None


def receipts_of(case: CreditCase) -> list[CreditReceipt]:
    """What each consumer told when it forgot the record."""
    return list(CreditReceipt.objects.filter(case=case).order_by("pk"))


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case as a page shows it. `record`: None once the record ended: nothing of it, nor of what was written about it, is told then."""

    row: CreditCase
    matter: CaseMatter
    standing: CaseStanding
    record: CreditRecord | None
    clocks: tuple[ShortClock, ...]


def told(row: CreditCase, now: datetime) -> CaseTold:
    """The case with its clocks."""
    is_over = CreditRecord.objects.filter(ended(), pk=row.record_id).exists()
    clocks = tuple(short_clocks(row.case, now, {}))
    return CaseTold(row, CaseMatter.of(row.matter), CaseStanding.of(row.standing), None if is_over else row.record, clocks)


def told_of_many(rows: Collection[CreditCase], now: datetime) -> list[CaseTold]:
    """The same of a page of cases; clocks of the open ones alone."""
    gone = set(CreditRecord.objects.filter(ended(), pk__in=[row.record_id for row in rows]).values_list("pk", flat=True))
    clocks: Mapping[int, tuple[ShortClock, ...]] = {row.pk: tuple(short_clocks(row.case, now, {})) for row in rows if row.closed_at is None}
    return [
        CaseTold(
            row,
            CaseMatter.of(row.matter),
            CaseStanding.of(row.standing),
            None if row.record_id in gone else row.record,
            clocks.get(row.pk, ()),
        )
        for row in rows
    ]

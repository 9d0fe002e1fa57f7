"""Lists of records that were taken in, and their rows that wait for somebody to say which firm they are about."""

from __future__ import annotations

from django.db.models import Count, Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.credit.models import AsideRow, RecordDelivery
from dukou.credit.queries.fields import fields, frame_or_none
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

PAGE = 50


class NoSuchList(Refusal):
    """There is no such list, or it is of another unit's field."""

    code = "credit.no_such_list"
    status = 404
    what = Label("没有查到这份清单", "there is no such list of records")
    why = Label("没有这个编号，或它不是您的单位的", "none has this number, or it is not of your unit")
    cure = Label("核对编号", "check the number")


class NoSuchAside(Refusal):
    """There is no such row, or it waits for nobody any more."""

    code = "credit.no_such_aside"
    status = 404
    what = Label("没有查到这一行", "there is no such row")
    why = Label("没有这个编号，或它已经处理，或不归您的单位", "none has this number, or it was settled, or is not of your unit")
    cure = Label("回到清单看看", "look at the list")


def _of_units(viewer: Viewer, prefix: str) -> Q:
    """Lists of fields that one's unit supervises, or that one's unit handed in; all of them for the leading unit."""
    if viewer.is_at_the_machine and viewer.may(Permission.KEEP_CREDIT):
        return Q()
    units = viewer.organisations_where(Permission.KEEP_CREDIT)
    frame = frame_or_none() if units else None
    if frame is not None and frame.lead in units:
        return Q()
    supervised = [each.key for each in fields() if each.unit in units] if units else []
    return Q(**{f"{prefix}unit__key__in": units}) | Q(**{f"{prefix}field__in": supervised})


def _waits(viewer: Viewer) -> Q:
    return Q(settled_at__isnull=True) & _of_units(viewer, "delivery__")


visible_lists: Predicate[Viewer, RecordDelivery] = Predicate(RecordDelivery, lambda viewer: _of_units(viewer, ""))
waiting_rows: Predicate[Viewer, AsideRow] = Predicate(AsideRow, _waits)


def list_of(viewer: Viewer, number: int) -> RecordDelivery:
    """The list with this number, or a refusal."""
    found = visible_lists.filter(viewer, RecordDelivery.objects.filter(pk=number)).select_related("unit").first()
    if found is None:
        raise NoSuchList()
    return found


def lists_of(viewer: Viewer, beneath: int | None = None) -> tuple[list[tuple[RecordDelivery, int]], int | None]:
    """The lists in sight, newest first, each with how many of its rows still wait for a firm; and the mark of the next page."""
    rows = visible_lists.filter(viewer).select_related("unit").order_by("-pk")
    page = list((rows.filter(pk__lt=beneath) if beneath else rows)[: PAGE + 1])
    counts = AsideRow.objects.filter(delivery__in=page, settled_at__isnull=True).order_by().values("delivery")
    waiting = dict(counts.annotate(n=Count("pk")).values_list("delivery", "n"))
    return [(row, waiting.get(row.pk, 0)) for row in page[:PAGE]], page[PAGE - 1].pk if len(page) > PAGE else None


def aside_of(viewer: Viewer, number: int) -> AsideRow:
    """The row with this number while it waits, or a refusal."""
    found = waiting_rows.filter(viewer, AsideRow.objects.filter(pk=number)).select_related("delivery__unit").first()
    if found is None:
        raise NoSuchAside()
    return found


def aside_rows(viewer: Viewer, delivery: int | None = None, beneath: int | None = None) -> tuple[list[AsideRow], int | None]:
    """The rows that wait, newest list first; `delivery`: of one list alone."""
    rows = waiting_rows.filter(viewer).select_related("delivery").order_by("-pk")
    if delivery is not None:
        rows = rows.filter(delivery=delivery)
    page = list((rows.filter(pk__lt=beneath) if beneath else rows)[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None

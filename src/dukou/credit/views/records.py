"""Records of the fields of one's units: the list, one record, and what is told about it."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.credit.actions import credit_records, looks
from dukou.credit.core.cases import CaseMatter
from dukou.credit.core.entrance import KEEPS, READS
from dukou.credit.core.kinds import RecordKind, StepKind
from dukou.credit.forms.records import FulfilForm, RecordForm, WithdrawForm
from dukou.credit.models import CreditRecord
from dukou.credit.queries.behind import duty_done, repairable
from dukou.credit.queries.cases import disputed, open_case_about
from dukou.credit.queries.own_fields import NarrowedRecords, listed_records, own_fields, page_of_records
from dukou.credit.queries.records import held_of, record_of
from dukou.credit.queries.steps import steps_of
from dukou.credit.tables.records import RECORDS, record_pairs, record_rows, records_table, severity_cell
from dukou.credit.views.around import by_slug, crumbs_of
from dukou.enterprises.queries.own import acts_for_entry, firm_named
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.lists import Filter, downloads, members, number_asked, taken_home
from dukou.kit.pages.parts import Crumb, Moment
from dukou.kit.views import one_form

_LIST = Label("信用记录", "Credit records")
_ENTER = Label("登记信用记录", "Enter a record")
_FULFIL = Label("登记义务履行完毕", "Note that the duty is done")
_WITHDRAW = Label("撤销记录", "Withdraw the record")
_ONCE = Label(
    "登记以后不能改；写错了就撤销，另行登记。登记的事企业自己看得到。",
    "A record is never changed: what is wrong is withdrawn and entered anew. The firm reads what is entered.",
)
_GONE = Label("撤销后不再展示、不再使用，等级随之重评。", "Withdrawn, it is neither shown nor used, and grades are made anew.")
_MORE = 20_000  # rows of a file


@KEEPS
@require_safe
def record_list(request: HttpRequest) -> HttpResponse:
    """The records in sight that are in use, the newest written first."""
    viewer, today = request_viewer(request), timezone.localdate()
    rows, more = page_of_records(viewer, _narrowed(request), today, number_asked(request, "after"))
    numbers = [row.pk for row in rows]
    context = {
        "table": records_table(rows, by_slug(), disputed(numbers), duty_done(numbers)) if rows else None,
        "more": more or "",
        "filters": _filters(request, viewer),
        "cleared": reverse("credit:records"),
        "downloads": downloads(request, lambda ending: reverse("credit:records_download", args=[ending])),
        "may_enter": bool(own_fields(viewer)),
        "crumbs": crumbs_of(Crumb(_LIST)),
    }
    return render(request, "credit/records.html", context)


@KEEPS
@require_safe
def records_download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same records as a file."""
    rows = listed_records(request_viewer(request), _narrowed(request), timezone.localdate())[:_MORE]
    return taken_home(_LIST, ending, RECORDS, record_rows(rows.iterator(chunk_size=500), by_slug()))


@READS
@require_safe
def record(request: HttpRequest, number: int) -> HttpResponse:
    """One record with what was told about it since."""
    viewer, today = request_viewer(request), timezone.localdate()
    row = record_of(viewer, number)
    looks.note(by=viewer, enterprise=row.enterprise_id, key=row.enterprise.key, what="record")
    is_own = acts_for_entry(viewer, row.enterprise_id)
    able_on = repairable(held_of(row.enterprise_id, today)).get(row.pk)
    may_keep = row.field in {each.key for each in own_fields(viewer)}
    firm, case = firm_named(viewer, row.enterprise.key), open_case_about(row.pk)
    context = {
        "record": row,
        "firm": firm,
        "severity": severity_cell(row) if row.severity else None,
        "pairs": record_pairs(row, by_slug(), able_on),
        "moments": _moments(row),
        "is_disputed": case is not None and case.matter == CaseMatter.DISPUTE.value,
        "is_done": bool(duty_done([row.pk])),
        "is_adverse": bool(row.severity),
        "may_keep": may_keep,
        "able_on": able_on,
        "is_able": able_on is not None and able_on <= today,
        "case": case,
        "repair": reverse("credit:ask_repair", args=[row.pk]) if is_own and row.severity and case is None else "",
        "dispute": reverse("credit:ask_dispute", args=[row.pk]) if is_own and case is None else "",
        "crumbs": _way(viewer, row),
    }
    return render(request, "credit/record.html", context)


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Write a record of a firm into the ledger of a field of one's unit."""
    viewer = request_viewer(request)
    form = RecordForm(request.POST or None, by=viewer, fields=own_fields(viewer), initial={"firm": request.GET.get("firm", "")[:200]})
    back = reverse("credit:records")

    def act() -> str:
        row = credit_records.enter(by=viewer, enterprise=form.cleaned_data["firm"], field=form.field, entered=form.entered)
        return reverse("credit:record", args=[row.pk])

    return one_form(
        request, form, _ENTER, _LIST, crumbs_of(Crumb(_LIST, back), Crumb(_ENTER)), act, back, Label("已登记", "Entered"), _ONCE
    )


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def fulfil(request: HttpRequest, number: int) -> HttpResponse:
    """Note that what the paper imposed is done."""
    viewer, row = request_viewer(request), record_of(request_viewer(request), number)
    form = FulfilForm(request.POST or None)
    return _step(request, row, form, _FULFIL, lambda: credit_records.fulfil(by=viewer, record=number, **form.cleaned_data))


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a record back."""
    viewer, row = request_viewer(request), record_of(request_viewer(request), number)
    form = WithdrawForm(request.POST or None)

    def act() -> str:
        credit_records.withdraw(by=viewer, record=number, **form.cleaned_data)
        return reverse("credit:records")

    return _step(request, row, form, _WITHDRAW, act, _GONE)


def _step(
    request: HttpRequest, row: CreditRecord, form: forms.Form, title: Label, act: Callable[[], object], about: Label | None = None
) -> HttpResponse:
    back = reverse("credit:record", args=[row.pk])
    way = [*_way(request_viewer(request), row)[:-1], Crumb(same(row.number), back), Crumb(title)]
    said = Label("已记下", "Noted")
    return one_form(request, form, title, same(f"{row.enterprise.name} · {row.number}"), way, lambda: _address(act()), back, said, about)


def _address(gave: object) -> object:
    """Only an address leads elsewhere."""
    return gave if isinstance(gave, str) else None


def _way(viewer: Viewer, row: CreditRecord) -> list[Crumb]:
    """By the list for units, by the firm's own page for the firm."""
    if viewer.may(Permission.KEEP_CREDIT):
        return crumbs_of(Crumb(_LIST, reverse("credit:records")), Crumb(same(row.number)))
    return crumbs_of(Crumb(same(row.enterprise.name), reverse("credit:firm", args=[row.enterprise.key])), Crumb(same(row.number)))


def _moments(row: CreditRecord) -> list[Moment]:
    """What was told, oldest first."""
    made = Moment(on=str(row.decided_on), title=Label("作出决定", "Decided"), text=row.number)
    return [made, *(Moment(on=str(each.on), title=StepKind.of(each.kind).label, text=each.reason) for each in steps_of(row.pk))]


def _narrowed(request: HttpRequest) -> NarrowedRecords:
    kind = request.GET.get("kind", "")
    return NarrowedRecords(
        field=request.GET.get("field", "")[:60],
        kind=RecordKind.of(kind) if kind in [each.value for each in RecordKind] else None,
        text=request.GET.get("text", "").strip()[:120],
    )


def _filters(request: HttpRequest, viewer: Viewer) -> list[Filter]:
    asked = _narrowed(request)
    return [
        Filter("field", Label("领域", "Field"), asked.field, [(each.key, each.label) for each in own_fields(viewer)]),
        Filter("kind", Label("性质", "Kind"), asked.kind.value if asked.kind else "", members(RecordKind)),
        Filter("text", Label("文书号、内容、企业", "Number, text, firm"), asked.text),
    ]

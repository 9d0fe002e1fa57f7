"""Repairs and disputes: the firm asks, the unit rules, both read where a case stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted
from dukou.accounts.queries import request_viewer
from dukou.casework.queries.timeline import events_of
from dukou.credit.actions import disputes, repairs
from dukou.credit.core.case_entrance import ASKS, SEES_CASES
from dukou.credit.core.kinds import Severity
from dukou.credit.forms.cases import DisputeForm, RepairForm
from dukou.credit.models import CreditRecord
from dukou.credit.queries.cases import CaseTold, case_of, cases_of, duty_done_on, names_officers, receipts_of, told, told_of_many
from dukou.credit.queries.fields import frame_or_none
from dukou.credit.queries.records import record_of
from dukou.credit.tables.cases import FACES, case_table, clock_table, receipt_table
from dukou.credit.tables.records import field_label, sort_label
from dukou.credit.views.around import by_slug, crumbs_of, field_names
from dukou.credit.views.case_steps import steps_of
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.lists import Filter, number_asked
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import step_taken
from dukou.kit.views import one_form

CASES = Label("信用修复和异议", "Repairs and disputes")
_OPEN = [("open", Label("办理中", "open")), ("closed", Label("已办结", "closed"))]
_SENT = Label("已提交，单位会在期限内办理", "Filed; the unit rules within its time")


@SEES_CASES
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases in the visitor's sight."""
    viewer, asked = request_viewer(request), request.GET.get("standing", "")[:10]
    rows, beneath = cases_of(viewer, is_open={"open": True, "closed": False}.get(asked), beneath=number_asked(request))
    found = told_of_many(rows, timezone.now())
    context = {
        "table": case_table(found, field_names(), with_firm=viewer.may(Permission.KEEP_CREDIT)) if found else None,
        "filters": [Filter("standing", Label("办理情况", "Standing"), asked, _OPEN)],
        "cleared": reverse("credit:cases"),
        "beneath": beneath,
        "crumbs": crumbs_of(Crumb(CASES)),
    }
    return render(request, "credit/cases.html", context)


@SEES_CASES
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, number: int) -> HttpResponse:
    """One case: where it stands, its clocks, what was asked while the record is in use, the receipts, and what may be done next."""
    viewer = request_viewer(request)
    found = told(case_of(viewer, number), timezone.now())
    steps = steps_of(viewer, found, request)
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.KEEP_CREDIT.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("credit:case", number)
    receipts, inside = receipts_of(found.row), names_officers(viewer, number)
    context = {
        "told": found,
        "face": FACES[found.standing],
        "field": field_label(found.row.record, by_slug()),
        "pairs": _pairs(found),
        "asked": _asked(found),
        "clocks": clock_table(found.clocks) if found.clocks else None,
        "receipts": receipt_table(receipts) if receipts else None,
        "happened": events_of(found.row.case, with_names=inside, with_reasons=inside),
        "steps": steps,
        "crumbs": crumbs_of(Crumb(CASES, reverse("credit:cases")), Crumb(same(str(number)))),
    }
    return render(request, "credit/case.html", context, status=422 if step and step.form.errors else 200)


@ASKS
@require_http_methods(["GET", "HEAD", "POST"])
def ask_repair(request: HttpRequest, record: int) -> HttpResponse:
    """The firm asks that a record be repaired."""
    viewer = request_viewer(request)
    row = record_of(viewer, record)
    form = RepairForm(request.POST or None, is_done=duty_done_on(row.pk) is not None)
    title = Label("申请信用修复", "Ask for repair")

    def act() -> str:
        return reverse("credit:case", args=[repairs.ask(by=viewer, record=record, **form.cleaned_data).pk])

    way = crumbs_of(Crumb(CASES, reverse("credit:cases")), Crumb(title))
    return one_form(request, form, title, _named(row), way, act, reverse("credit:cases"), _SENT, _when(row))


@ASKS
@require_http_methods(["GET", "HEAD", "POST"])
def ask_dispute(request: HttpRequest, record: int) -> HttpResponse:
    """The firm disputes a record."""
    viewer = request_viewer(request)
    row = record_of(viewer, record)
    form = DisputeForm(request.POST or None)
    title = Label("提出异议", "Dispute the record")

    def act() -> str:
        return reverse("credit:case", args=[disputes.ask(by=viewer, record=record, **form.cleaned_data).pk])

    way = crumbs_of(Crumb(CASES, reverse("credit:cases")), Crumb(title))
    about = Label("记录内容：{text}。办理期间记录照常使用，并标明“异议处理中”", "It says: {text}. Meanwhile it stays in use, marked")
    return one_form(request, form, title, _named(row), way, act, reverse("credit:cases"), _SENT, about.filled(text=row.text))


def _named(row: CreditRecord) -> Label:
    among = by_slug()
    names = {"field": field_label(row, among), "sort": sort_label(row, among), "number": row.number}
    return Label("{field} · {sort} · {number}", "{field} · {sort} · {number}").filled(**names)


def _when(row: CreditRecord) -> Label:
    """What the record says, and from when it can be repaired by the rule of today."""
    today, frame = timezone.localdate(), frame_or_none()
    rule = frame.repair_on(today) if frame else None
    if rule is None or not row.severity:
        return Label("记录内容：{text}", "It says: {text}").filled(text=row.text)
    day = rule.repairable_on(Severity.of(row.severity), row.decided_on, row.published_on)
    words = Label("记录内容：{text}。按{rule}，{day} 起可以申请", "It says: {text}. By {rule} it can be asked on {day} or later")
    return words.filled(text=row.text, rule=rule.title, day=day)


def _pairs(found: CaseTold) -> list[tuple[Label, Any]]:
    row = found.row
    pairs: list[tuple[Label, Any]] = [
        (Label("企业", "Firm"), row.record.enterprise.name),
        (Label("认定单位", "Recognised by"), row.record.unit.label),
        (Label("提出", "Asked"), f"{timezone.localtime(row.asked_at):%Y-%m-%d}"),
    ]
    if row.rule:
        pairs.append((Label("依据的修复规则", "Rules of repair"), row.rule))
    if found.record is not None and row.reason:
        pairs.append((Label("办理意见", "Why it was ruled so"), row.reason))
    return pairs


def _asked(found: CaseTold) -> list[tuple[Label, Any]]:
    """What the record says and what the firm wrote: nothing of either once the record ended."""
    if found.record is None:
        return []
    record, row = found.record, found.row
    told_of: list[tuple[Label, Any]] = [
        (Label("记录", "Record"), _named(record)),
        (Label("决定日期", "Decided on"), str(record.decided_on)),
        (Label("记录内容", "What it says"), record.text),
        (Label("企业说明", "What the firm wrote"), row.words),
    ]
    if row.promise:
        told_of.append((Label("公开信用承诺", "Public promise"), row.promise))
    if row.evidence:
        told_of.append((Label("凭证", "Evidence"), row.evidence))
    if row.done_on:
        told_of.append((Label("义务履行完毕", "Duty done on"), str(row.done_on)))
    return told_of

"""Lists of records handed in through the browser, and their rows that wait for somebody to say which firm they are about."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.credit.actions import record_lists
from dukou.credit.actions.record_lists import TakenIn
from dukou.credit.core.case_entrance import KEEPS_LISTS, KEEPS_ROWS
from dukou.credit.forms.lists import DismissForm, MatchForm, UploadForm
from dukou.credit.intake.columns import COLUMNS
from dukou.credit.queries.lists import aside_of, aside_rows, list_of, lists_of
from dukou.credit.queries.own_fields import own_fields
from dukou.credit.tables.cases import aside_table, list_table
from dukou.credit.views.around import crumbs_of, field_names
from dukou.enterprises.queries.the_one import firms_meant, key_of_firm_meant
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import acted, carried_out
from dukou.kit.pages.lists import number_asked
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import Step, data_for, step_taken

LISTS = Label("信用记录清单", "Lists of credit records")
_NEAR = 5


@KEEPS_LISTS
@require_http_methods(["GET", "HEAD", "POST"])
def record_lists_page(request: HttpRequest) -> HttpResponse:
    """The lists taken in, the form to hand one in, and the rows that wait."""
    viewer = request_viewer(request)
    form = UploadForm(request.POST or None, request.FILES or None, fields=[(each.key, each.label) for each in own_fields(viewer)])
    taken = list[TakenIn]()
    if request.method == "POST" and form.is_valid() and acted(form, lambda: taken.append(_take_in(viewer, form))):
        messages.success(request, str(_word(taken[0])))
        return redirect("credit:record_list", taken[0].delivery)
    rows, beneath = lists_of(viewer, number_asked(request))
    waiting, _ = aside_rows(viewer)
    context = {
        "form": form,
        "columns": list(COLUMNS.values()),
        "table": list_table(rows, field_names()) if rows else None,
        "waiting": aside_table(waiting) if waiting else None,
        "beneath": beneath,
        "crumbs": crumbs_of(Crumb(LISTS)),
    }
    return render(request, "credit/lists.html", context, status=422 if form.errors else 200)


@KEEPS_LISTS
@require_safe
def record_list(request: HttpRequest, number: int) -> HttpResponse:
    """One list: what became of its rows, and which of them wait."""
    viewer = request_viewer(request)
    found = list_of(viewer, number)
    waiting, beneath = aside_rows(viewer, number, number_asked(request))
    counts = found.counts
    context = {
        "list": found,
        "pairs": [
            (Label("领域", "Field"), field_names().get(found.field, same(found.field))),
            (Label("认定单位", "Recognised by"), found.unit.label),
            (Label("行数", "Rows"), str(counts["rows"])),
            (Label("新记录", "New records"), str(counts["records"])),
            (Label("台账已有的行", "Rows there before"), "、".join(map(str, counts["there"])) or "—"),
            (Label("以前的清单里已在待认的行", "Rows that waited before"), "、".join(map(str, counts["waiting"])) or "—"),
            (Label("待认企业的行", "Rows kept aside"), str(counts["aside"])),
            (Label("文件 SHA-256", "SHA-256 of the file"), f"{found.sha256[:16]}…"),
        ],
        "waiting": aside_table(waiting) if waiting else None,
        "beneath": beneath,
        "crumbs": crumbs_of(Crumb(LISTS, reverse("credit:record_lists")), Crumb(found.name)),
    }
    return render(request, "credit/list_taken.html", context)


@KEEPS_ROWS
@require_http_methods(["GET", "HEAD", "POST"])
def waiting_row(request: HttpRequest, number: int) -> HttpResponse:
    """A row that waits: every cell of it, the firms that may be meant, and the two ways to settle it."""
    viewer = request_viewer(request)
    found, steps = aside_of(viewer, number), _settling(request, number)
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.KEEP_CREDIT.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("credit:record_list", found.delivery_id)
    context = {
        "row": found,
        "why": Label(found.why_zh, found.why_en),
        "cells": list(found.content["cells"].items()),
        "near": firms_meant(viewer, found.firm or found.code, _NEAR)[1],
        "steps": steps,
        "crumbs": crumbs_of(
            Crumb(LISTS, reverse("credit:record_lists")),
            Crumb(found.delivery.name, reverse("credit:record_list", args=[found.delivery_id])),
            Crumb(Label(f"第 {found.row} 行", f"Row {found.row}")),
        ),
    }
    return render(request, "credit/waiting_row.html", context, status=422 if step and step.form.errors else 200)


def _settling(request: HttpRequest, number: int) -> list[Step]:
    viewer = request_viewer(request)
    matching = MatchForm(_sent(request, "match"), prefix="match")
    dismissing = DismissForm(_sent(request, "dismiss"), prefix="dismiss")

    def match() -> None:
        record_lists.match(by=viewer, row=number, enterprise=key_of_firm_meant(viewer, matching.cleaned_data["firm"]))

    def dismiss() -> None:
        record_lists.dismiss(by=viewer, row=number, reason=dismissing.cleaned_data["reason"])

    noted = Label("已记下", "Noted")
    return [
        Step("match", Label("认定企业", "Say which firm it is"), matching, match, Label("已登记为这家企业的记录", "Recorded of that firm")),
        Step("dismiss", Label("不收这一行", "Do not take the row"), dismissing, dismiss, noted, is_quiet=True),
    ]


def _take_in(viewer: Viewer, form: UploadForm) -> TakenIn:
    file = form.cleaned_data["file"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records"
        with path.open("wb") as out:
            for piece in file.chunks():
                out.write(piece)
        return record_lists.take_in(by=viewer, path=path, name=file.name, field=form.cleaned_data["field"])


def _word(taken: TakenIn) -> Label:
    there, aside = len(taken.there), len(taken.aside)
    return Label(
        f"新记录 {taken.records} 条，台账已有 {there} 条，待认企业 {aside} 条",
        f"{taken.records} new records, {there} there before, {aside} wait for a firm",
    )


def _sent(request: HttpRequest, name: str) -> Any:
    return data_for(request, name)

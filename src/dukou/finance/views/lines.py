"""Lines: the list of those in sight, one with its ledger, and the grant of a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer, may_within
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.people import actor_names
from dukou.finance.actions import credit_lines, loan_entries
from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.core.ledger_entrance import GRANTS, SEES_LINES
from dukou.finance.core.loans import place_of
from dukou.finance.forms.amounts import AmountForm
from dukou.finance.forms.loans import EntryForm, GrantForm, ReverseForm
from dukou.finance.models import CreditLine, LoanEntry
from dukou.finance.queries.lines import (
    LineTold,
    accepted_applications,
    accepted_one,
    entries_of_line,
    entry_value,
    firm_names,
    line_of,
    lines_of,
    product_names,
    told_of_many,
)
from dukou.finance.tables.lines import accepted_table, due_table, ledger_table, line_pairs, lines_table, standing_table
from dukou.finance.views.ways import crumbs_of
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.lists import Filter, number_asked
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import Step, data_for, step_taken
from dukou.kit.views import one_form

LINES = Label("授信和贷款", "Lines and loans")
_GRANT = Label("授信", "Grant the line")
_RUNNING = [("running", Label("有效的", "running")), ("over", Label("已到期的", "ended"))]
_ONCE = Label("登记以后不能改；登记错了就冲正，另行登记", "An entry is never changed: what is wrong is taken back and entered anew")
_ABOUT = Label(
    "授信后，申请办结；放款、还本、付息在台账里登记。额度、期限按企业接受的报价，利率不更高。",
    "The application ends with it; what is drawn, repaid and paid as interest is entered in the ledger. It keeps to the offer accepted.",
)


@SEES_LINES
@require_safe
def line_list(request: HttpRequest) -> HttpResponse:
    """The lines in sight; for a bank also what waits for its grant."""
    viewer, today, asked = request_viewer(request), timezone.localdate(), request.GET.get("standing", "")[:10]
    found, beneath = lines_of(viewer, today, number_asked(request), standing=asked if asked in ("running", "over") else "")
    waiting = accepted_applications(viewer)
    products, names = product_names(), firm_names([*(each.row.application for each in found), *(row for row, _ in waiting)])
    context = {
        "table": lines_table(found, names, products) if found else None,
        "waiting": accepted_table(waiting, names, products) if waiting else None,
        "filters": [Filter("standing", Label("期限", "Days"), asked, _RUNNING)],
        "cleared": reverse("finance:lines"),
        "beneath": beneath,
        "crumbs": crumbs_of(Crumb(LINES)),
    }
    return render(request, "finance/lines.html", context)


@SEES_LINES
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, number: int) -> HttpResponse:
    """One line with its ledger; its bank enters what happened, and takes back what it entered wrongly."""
    viewer, today = request_viewer(request), timezone.localdate()
    row = line_of(viewer, number)
    [found], (kept, _) = told_of_many([row], today), entries_of_line(row)
    steps = _steps(viewer, row, kept, request)
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.ANSWER_NEEDS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("finance:line", number)
    context = _shown(viewer, found, kept) | {
        "steps": steps,
        "due": due_table(found.standing, today) if found.standing.due else None,
        "crumbs": crumbs_of(Crumb(LINES, reverse("finance:lines")), Crumb(same(str(number)))),
    }
    return render(request, "finance/line.html", context, status=422 if step and step.form.errors else 200)


@GRANTS
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, number: int) -> HttpResponse:
    """The bank grants the line of an application whose offer the firm accepted."""
    viewer = request_viewer(request)
    row, offer = accepted_one(viewer, number)
    form = GrantForm(request.POST or None, offer=offer)

    def act() -> str:
        made = credit_lines.grant(by=viewer, application=number, **_terms(form))
        return reverse("finance:line", args=[made.pk])

    named = Label("{firm} · {product} · 第 {number} 号申请", "{firm} · {product} · application {number}")
    over = named.filled(firm=firm_names([row])[row.pk], product=product_names().get(row.product, row.product), number=number)
    way = crumbs_of(Crumb(LINES, reverse("finance:lines")), Crumb(_GRANT))
    return one_form(request, form, _GRANT, over, way, act, reverse("finance:lines"), Label("已授信", "Granted"), _ABOUT)


def _terms(form: AmountForm) -> dict[str, Any]:
    """What an act takes of a form whose amount was ticked."""
    return {name: value for name, value in form.told.items() if name != "is_sure"}


def _shown(viewer: Viewer, found: LineTold, kept: Sequence[LoanEntry]) -> dict[str, object]:
    """The line as this visitor reads it: who of the bank entered what is told within the bank and the office alone."""
    row = found.row
    inside = viewer.may(Permission.SEE_FINANCE) or _is_banks(viewer, row)
    people = actor_names({row.granted_by, *(each.told_by for each in kept)}) if inside else None
    firm, product = firm_names([row.application])[row.pk], product_names().get(row.application.product, row.application.product)
    return {
        "line": row,
        "firm": firm,
        "standings": standing_table(found),
        "pairs": line_pairs(found, firm, product, people.get(row.granted_by) if people else None),
        "ledger": ledger_table(kept, people) if kept else None,
    }


def _is_banks(viewer: Viewer, row: CreditLine) -> bool:
    return may_within(viewer, Permission.ANSWER_NEEDS, row.application.bank.key)


def _steps(viewer: Viewer, row: CreditLine, kept: Sequence[LoanEntry], request: HttpRequest) -> list[Step]:
    """What the line's bank may do."""
    if not _is_banks(viewer, row):
        return []
    entering = EntryForm(data_for(request, "enter"), prefix="enter")
    steps = [
        Step(
            "enter",
            Label("登记一笔", "Enter what happened"),
            entering,
            lambda: loan_entries.enter(by=viewer, line=row.pk, **_terms(entering)),
            Label("已登记", "Entered"),
            _ONCE,
        )
    ]
    gone = {each.reverses_id for each in kept}
    left = [each for each in kept if each.pk not in gone and each.kind != LoanEntryKind.REVERSED.value]
    if left:
        offered = [(each.pk, place_of(entry_value(each))) for each in left]
        reversing = ReverseForm(data_for(request, "reverse"), prefix="reverse", entries=offered)
        act = lambda: loan_entries.reverse(by=viewer, **reversing.cleaned_data)  # noqa: E731
        steps.append(Step("reverse", Label("冲正一笔", "Take an entry back"), reversing, act, Label("已冲正", "Taken back"), is_quiet=True))
    return steps

"""Meeting days with banks: invitations, needs told there, and what became of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.finance.core.list_entrance import MEETINGS
from dukou.finance.queries.bank_meetings import bank_meetings
from dukou.finance.tables.bank_meetings import bank_meetings_table
from dukou.finance.views.ways import crumbs_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Crumb

_MEETINGS = Label("银企对接会", "Meetings with banks")
_COUNTED = {
    "office": Label("需求和结果为全部企业、全部银行的合计。", "Needs and results are those of all firms and banks."),
    "bank": Label("需求和结果只计送到本行的。", "Needs and results are those that were sent to your bank."),
    "firm": Label("需求和结果只计本企业的。", "Needs and results are those of your firm."),
}


@MEETINGS
@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings with banks in the visitor's sight."""
    viewer = request_viewer(request)
    rows = bank_meetings(viewer)
    who = "office" if viewer.may(Permission.SEE_FINANCE) else "bank" if viewer.may(Permission.ANSWER_NEEDS) else "firm"
    context = {
        "table": bank_meetings_table(rows) if rows else None,
        "counted": _COUNTED[who],
        "call": reverse("casework:call_meeting") if viewer.may(Permission.CALL_MEETINGS) else "",
        "crumbs": crumbs_of(Crumb(_MEETINGS)),
    }
    return render(request, "finance/bank_meetings.html", context)

"""What an affair is, for everybody: its matters, times, fees, materials and what became of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs, open_to_all
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.affairs.actions import drafts
from dukou.affairs.core.entrance import APPLIERS, OWN_DRAFTS
from dukou.affairs.core.kinds import FilingChannel
from dukou.affairs.core.materials import ledger
from dukou.affairs.forms import BeginForm
from dukou.affairs.queries.texts import TextRead, affair_in_force
from dukou.affairs.tables.materials import ledger_table, needed_table
from dukou.affairs.views.parts import AFFAIRS
from dukou.casework.core.budgets import Budget
from dukou.casework.queries.profiles import profile_in_force, profile_of
from dukou.enterprises.queries.own import firm_named, own_firms
from dukou.enterprises.queries.the_one import key_of_firm_named
from dukou.kit.core.labels import Label
from dukou.kit.doors import acted
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table


@open_to_all
@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide to an affair, and where one begins."""
    text = affair_in_force(slug)
    viewer = request_viewer(request)
    told = ledger(text.affair, text.affair.matters, {})
    context = {
        "affair": text.affair,
        "matters": _matters_table(text),
        "ledger": told,
        "ledger_table": ledger_table(told) if told.rows else None,
        "needed_table": needed_table(told) if told.needed else None,
        "may_apply": any(map(viewer.may, APPLIERS)),
        "crumbs": [Crumb(AFFAIRS, reverse("affairs:list")), Crumb(text.affair.name)],
    }
    return render(request, "affairs/guide.html", context)


@needs(*APPLIERS, rows=OWN_DRAFTS)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a form: for a firm one acts for, or at the window for whoever stands there."""
    viewer, text = request_viewer(request), affair_in_force(slug)
    at_window = viewer.may(Permission.HANDLE_AFFAIRS)
    firms = [(key, found.name) for key in own_firms(viewer) if (found := firm_named(viewer, key))]
    form = BeginForm(request.POST or None, firms=firms, at_window=at_window, needs_firm=text.affair.needs_firm)
    if request.method == "POST" and form.is_valid():
        begun: list[int] = []

        def act() -> None:
            told = form.cleaned_data["firm"].strip()
            firm = key_of_firm_named(viewer, told) if at_window and told else told
            channel = FilingChannel.COUNTER if at_window else FilingChannel.ONLINE
            begun.append(drafts.begin(by=viewer, slug=slug, firm=firm, channel=channel).pk)

        if acted(form, act):
            return redirect("affairs:draft", begun[0])
    context = {
        "form": form,
        "affair": text.affair,
        "has_firm": bool(firms) or at_window or not text.affair.needs_firm,
        "crumbs": [Crumb(AFFAIRS, reverse("affairs:list")), Crumb(text.affair.name, reverse("affairs:guide", args=[slug])), Crumb(_BEGIN)],
    }
    return render(request, "affairs/begin.html", context, status=422 if form.errors else 200)


def _matters_table(text: TextRead) -> Table:
    """The matters: who handles each, in what time, with what left out, for what fee."""
    heads = [
        Heading(Label("事项", "Matter")),
        Heading(Label("怎么定", "When it is a part")),
        Heading(Label("承诺时限", "Promised time")),
        Heading(Label("不计入的时间", "Not counted")),
        Heading(Label("费用", "Fee")),
    ]
    row = profile_in_force(text.affair.profile)
    profile = profile_of(row) if row else None
    rows: list[list[Cell | Text]] = []
    for matter in text.affair.matters:
        rule = profile.clock(profile.usual, matter.clock) or profile.clock(profile.usual, "separate") if profile else None
        time: Text = _time(rule.within) if rule else "—"
        rows.append([matter.name, matter.giving.label, time, matter.excludes or "—", matter.fee or "—"])
    return plain_table(Label("包含的事项", "What it joins"), heads, rows)


def _time(budget: Budget) -> Label:
    return budget.label


_BEGIN = Label("填表", "Fill in")

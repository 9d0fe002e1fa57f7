"""Who looked, for the firm; and a bank's own pages: the firms that consented to it, and one look, counted and told once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.people import actor_names
from dukou.enterprises.queries.own import own_firms
from dukou.finance.actions import look_ups
from dukou.finance.actions.look_ups import Looked
from dukou.finance.core.kinds import Purpose
from dukou.finance.core.portrait_entrance import BANKS, LOOKS
from dukou.finance.forms.consents import LookForm
from dukou.finance.queries.consents import ConsentTold, usable, usable_by
from dukou.finance.queries.lines import product_names
from dukou.finance.queries.looks import look_counts, looks_at_own
from dukou.finance.queries.products import portrait_items
from dukou.finance.tables.consents import answers_table, counts_table, live_table, looks_table, product_name
from dukou.finance.tables.portrait import item_name
from dukou.finance.views.ways import crumbs_of
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.texts import clean
from dukou.kit.doors import acted
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.lists import number_asked
from dukou.kit.pages.parts import Crumb

LOOKED, BANK = Label("谁看过", "Who looked"), Label("已授权的企业", "Firms that consented")


@LOOKS
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """For a firm every look at it: who, when, at what, why and under which consent. For the office the counts."""
    viewer = request_viewer(request)
    context: dict[str, Any] = {"crumbs": crumbs_of(Crumb(LOOKED)), "is_firm": viewer.may(Permission.SEE_ENTERPRISE_DESK)}
    if context["is_firm"]:
        rows, beneath = looks_at_own(viewer, beneath=number_asked(request))
        people, items = actor_names({row.viewer for row in rows if ":" in row.viewer}), portrait_items()
        context |= {"beneath": beneath, "table": looks_table(rows, items, people, with_firm=len(own_firms(viewer)) > 1) if rows else None}
    if viewer.may(Permission.SEE_FINANCE):
        counts = look_counts()
        context |= {"counts": counts_table(counts) if counts else None, "is_office": True}
    return render(request, "finance/looks.html", context)


@BANKS
@require_safe
def bank(request: HttpRequest) -> HttpResponse:
    """The firms with a consent to the visitor's bank that stands this moment, and nothing else: a search is of these alone."""
    asked = clean(request.GET.get("text", "")[:120]).text
    found = _named_so(usable_by(request_viewer(request), timezone.now()), asked)
    context = {
        "asked": asked,
        "table": live_table(found, product_names()) if found else None,
        "crumbs": crumbs_of(Crumb(BANK)),
    }
    return render(request, "finance/bank.html", context)


@BANKS
@require_http_methods(["GET", "HEAD", "POST"])
def bank_look(request: HttpRequest, consent: int) -> HttpResponse:
    """One look: why, and then what is told, in this answer and nowhere else. Before that nothing of the portrait is shown."""
    viewer, now = request_viewer(request), timezone.now()
    found = usable(viewer, consent, now)
    purpose = Purpose.of(found.row.purpose)
    form = LookForm(request.POST or None, purpose=purpose, initial={"number": found.taken + 1})
    told: list[Looked] = []

    def act() -> None:
        told.append(
            look_ups.look(
                by=viewer,
                consent=consent,
                why=form.why(),
                reason=form.chosen(),
                number=form.cleaned_data["number"],
                as_of=usual_day(),
            )
        )

    if request.method == "POST" and form.is_valid() and acted(form, act):
        return render(request, "finance/looked.html", _told(found, told[0]))
    if form.errors:  # the look that this will be is told anew, so that whoever means it sends it again
        sent = request.POST.copy()
        sent["number"] = str(usable(viewer, consent, now).taken + 1)
        form.data = sent
    context = {"told": found, "form": form, "pairs": _pairs(found), "crumbs": _way(found)}
    return render(request, "finance/bank_look.html", context, status=422 if form.errors else 200)


def _named_so(found: list[ConsentTold], text: str) -> list[ConsentTold]:
    """Those whose name holds the text. Others' names are not read, so that nothing of them could be told."""
    return [each for each in found if text.casefold() in each.firm.name.casefold()] if text else found


def _told(found: ConsentTold, looked: Looked) -> dict[str, Any]:
    row = looked.row
    return {
        "told": found,
        "table": answers_table(looked.answers, portrait_items()),
        "left": found.row.looks - row.number,
        "number": row.number,
        "at": timezone.localtime(row.looked_at),
        "text": looked.text,
        "sha256": row.sha256,
        "crumbs": _way(found),
    }


def _pairs(found: ConsentTold) -> list[tuple[Label, Any]]:
    row, items = found.row, portrait_items()
    return [
        (Label("用途", "Purpose"), Purpose.of(row.purpose).label),
        (Label("产品", "Product"), product_name(row, product_names())),
        (Label("可查项目", "Items"), joined([item_name(items, key) for key in row.items], zh="、", en=", ")),
        (Label("有效至", "Until"), str(row.until_on)),
        (Label("剩余次数", "Looks left"), str(row.looks - found.taken)),
    ]


def _way(found: ConsentTold) -> list[Crumb]:
    return crumbs_of(Crumb(BANK, reverse("finance:bank")), Crumb(same(found.firm.name)))

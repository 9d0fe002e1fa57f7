"""Plans of matching: proposals that the office makes and reads. Nobody is bound by one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.enterprises.queries.rosters import keys_by_id
from dukou.finance.actions import match_plans
from dukou.finance.core.list_entrance import MATCHING
from dukou.finance.core.products import Product
from dukou.finance.models import MatchPlan
from dukou.finance.queries.limits import limits_of
from dukou.finance.queries.listings import stands_for
from dukou.finance.queries.match_plans import chosen_of, pairs_of, plan_numbered, plans, prices_kept, unmatched_of, why_told
from dukou.finance.queries.products import products
from dukou.finance.tables.matching import (
    STOPPED,
    aside_table,
    gap_words,
    pairs_table,
    plans_table,
    prices_table,
    why_table,
)
from dukou.finance.tables.money import wan
from dukou.finance.tables.rule_answers import conditions_table
from dukou.finance.views.ways import crumbs_of
from dukou.kit.core.labels import Label
from dukou.kit.doors import carried_out
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.parts import Crumb
from dukou.rules.core.answers import Answer

PLANS = Label("匹配方案", "Plans of matching")
_MOST_ASIDE = 200
_CHOSEN = Label("建议的匹配", "What is proposed")
_UNMATCHED = Label("没有匹配到的需求（各列其最好的一对）", "Needs that are matched to nothing, each with its best pair")


@MATCHING
@require_http_methods(["GET", "HEAD", "POST"])
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans, and the button that makes one of today."""
    viewer = request_viewer(request)
    form, made = forms.Form(request.POST or None), list[MatchPlan]()
    done = Label("方案已生成", "The plan was made")
    if request.method == "POST" and carried_out(request, form, lambda: made.append(match_plans.make(by=viewer, as_of=usual_day())), done):
        return redirect("finance:match_plan", made[0].pk)
    rows = plans()
    context = {
        "form": form,
        "table": plans_table(rows) if rows else None,
        "may_make": viewer.may(Permission.KEEP_FINANCE),
        "crumbs": crumbs_of(Crumb(PLANS)),
    }
    return render(request, "finance/match_plans.html", context, status=422 if form.errors else 200)


@MATCHING
@require_safe
def match_plan(request: HttpRequest, number: int) -> HttpResponse:
    """One plan: what it is worth, how good it is at least, what it proposes, and what one more of anything would be worth."""
    row, named = plan_numbered(number), _products()
    chosen, unmatched = chosen_of(row), unmatched_of(row)
    context = {
        "plan": row,
        "stopped": STOPPED,
        "value": wan(row.value),
        "bound": wan(row.bound),
        "gap": gap_words(row.value, row.bound),
        "by_hand": wan(row.by_hand),
        "more": wan(row.value - row.by_hand),
        "matched": len(chosen),
        "table": pairs_table(_CHOSEN, chosen, named) if chosen else None,
        "unmatched": pairs_table(_UNMATCHED, unmatched, named) if unmatched else None,
        "prices": prices_table(prices_kept(row), named, organisation_names()),
        "aside": aside_table(row.aside[:_MOST_ASIDE], named) if row.aside else None,
        "aside_count": len(row.aside),
        "crumbs": crumbs_of(Crumb(PLANS, reverse("finance:matching")), Crumb(Label(f"第 {number} 号", f"No. {number}"))),
    }
    return render(request, "finance/match_plan.html", context)


@MATCHING
@require_safe
def match_why(request: HttpRequest, number: int, need: int) -> HttpResponse:
    """One need in a plan: every bank and product beside it, and why not."""
    row, named = plan_numbered(number), _products()
    told, pairs = why_told(row, need), pairs_of(row, need)
    context: dict[str, Any] = {
        "plan": row,
        "need": pairs[0].need,
        "amount": wan(pairs[0].need.amount),
        "table": why_table(told, named, organisation_names(), {(each.bank.key, each.product): each for each in pairs}),
        "limits": _limits(row, pairs[0].need.enterprise_id, {each.product for each in pairs}),
        "crumbs": crumbs_of(
            Crumb(PLANS, reverse("finance:matching")),
            Crumb(Label(f"第 {number} 号", f"No. {number}"), reverse("finance:match_plan", args=[number])),
            Crumb(Label(f"需求第 {need} 号", f"Need no. {need}")),
        ),
    }
    return render(request, "finance/match_why.html", context)


def _limits(plan: MatchPlan, entry: int, matched: set[str]) -> list[object]:
    """What the rule books say of the products that are no pair of the need, for the day of the plan, by what is known now."""
    firm = stands_for([entry])[entry]
    told = limits_of(keys_by_id([firm])[firm], timezone.localdate(plan.made_at), plan.as_of)
    return [
        conditions_table(each.product.name, book, with_known=False)
        for each in told
        if each.product.key not in matched
        for book in each.behind
        if book.answer is not Answer.YES
    ]


def _products() -> dict[str, Product]:
    return {each.key: each for each in products()}

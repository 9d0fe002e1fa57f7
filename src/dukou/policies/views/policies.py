"""Policies and measures: what they say, to everyone who has signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import signed_in
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.enterprises.queries.own import own_firms
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.known import known_on_of
from dukou.kit.pages.parts import Crumb
from dukou.policies.core.benefits import money_words
from dukou.policies.core.measures import Measure
from dukou.policies.queries.policies import (
    Standing,
    groups,
    measure_of,
    measures_standing,
    papers,
    policies,
    policy_of,
    texts_of,
)
from dukou.policies.queries.reviews import ShownReview, is_later, review_of, review_of_policy
from dukou.policies.queries.switches import versions_of
from dukou.policies.tables.policies import groups_table, materials_table, measures_table, review_table, steps_table
from dukou.rules.queries import catalogue, library

POLICIES = Label("政策", "Policies")


@signed_in(rows="")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every policy with its measures; those of which only the name is known say so."""
    viewer = request_viewer(request)
    shown = [(each, measures_table(each) if each.measures else None) for each in policies()]
    own = own_firms(viewer)
    context = {"policies": shown, "own": own, "is_office": viewer.may(Permission.SEE_ENTITLEMENTS)}
    context["may_read_claims"] = viewer.may(Permission.SEE_ENTITLEMENTS) or viewer.may(Permission.APPROVE)
    return render(request, "policies/list.html", context)


@signed_in(rows="")
@require_safe
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """One policy: its source, its measures, and its fair-competition review clause by clause."""
    found = policy_of(slug)
    source = found.source
    pairs: list[tuple[Label, object]] = [(Label("层级", "Level"), found.level.label)]
    if source is not None:
        pairs += [(Label("文件", "Document"), source.title), (Label("依据", "Seen"), source.seen.label)]
        pairs += [(Label("文号", "Number"), source.number)] if source.number else []
        pairs += [(Label("发文单位", "Issued by"), source.issuer)] if source.issuer else []
        pairs += [(Label("说明", "Remark"), source.note)] if source.note else []
    if found.since or found.until:
        pairs.append((Label("有效期", "In force"), same(f"{found.since or '…'} — {found.until or '…'}")))
    context = {
        "policy": found,
        "pairs": pairs,
        "table": measures_table(found) if found.measures else None,
        **_reviewed(request, review_of_policy(request_viewer(request), found)),
        "crumbs": [Crumb(POLICIES, reverse("policies:list")), Crumb(found.label)],
    }
    return render(request, "policies/policy.html", context)


@signed_in(rows="")
@require_safe
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """One measure: what it gives to whom, its way, its papers, what it bears on, and its earlier texts."""
    found, viewer = measure_of(key).measure, request_viewer(request)
    offices = organisation_names()
    facts = {name: fact.label for name, fact in catalogue().items()} if found.materials else {}
    context = {
        "measure": found,
        "pairs": _pairs(found, offices),
        "book": library().in_force(found.conditions, known_on_of(request), found.place) if found.conditions else None,
        "versions": len(versions_of(found.conditions)),
        "steps": steps_table(found, offices) if found.steps else None,
        "materials": materials_table(found, papers(), offices, facts) if found.materials else None,
        "groups": groups_table(found, groups(), _by_group()) if not found.is_title_only else None,
        **_reviewed(request, review_of(viewer, found)),
        "texts": [(text, Measure.of_plain(text.content)) for text in texts_of(key)],
        "is_office": viewer.may(Permission.SEE_ENTITLEMENTS) and not found.is_title_only,
        "crumbs": [Crumb(POLICIES, reverse("policies:list")), Crumb(found.label)],
    }
    return render(request, "policies/measure.html", context)


def _reviewed(request: HttpRequest, shown: ShownReview | None) -> dict[str, object]:
    """A review for a page: its verdict, clause by clause where the visitor may see it, and whether it came after the page's day."""
    if shown is None:
        return {"shown": None, "review": None}
    return {
        "shown": shown,
        "review": review_table(shown.told) if shown.told else None,
        "review_day": shown.review.on.isoformat(),
        "is_later": is_later(shown, known_on_of(request)),
    }


def _pairs(found: Measure, offices: dict[str, Label]) -> list[tuple[Label, object]]:
    if found.is_title_only or found.benefit is None:
        return []
    pairs: list[tuple[Label, object]] = [
        (Label("奖补标准", "Benefit"), found.benefit.label),
        (Label("办理方式", "How it comes"), found.channel.label if found.channel else ""),
        (Label("受理时间", "Window"), found.window.label),
        (Label("年度预算", "Budget of a year"), money_words(found.budget) if found.budget is not None else Label("未定", "none stated")),
        (Label("办理单位", "Office in charge"), offices.get(found.department, "")),
    ]
    return pairs + ([(Label("付款单位", "Payer"), offices.get(found.payer, same(found.payer)))] if found.payer else [])


def _by_group() -> dict[str, list[Measure]]:
    found: dict[str, list[Measure]] = {}
    standing: list[Standing] = measures_standing()
    for each in standing:
        for key in each.measure.groups:
            found.setdefault(key, []).append(each.measure)
    return found

"""All chains; one chain as map and table; what to invite; how strong it is; the district's own set of charts and lists."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.chains.actions import assessments
from dukou.chains.queries.assessments import Shown, shown_chains
from dukou.chains.queries.working import invitations, problems, sheet_set
from dukou.chains.tables.advice import advice_table, open_table
from dukou.chains.tables.chains import chain_table, enterprise_table, strength_table, target_table, unplaced_table
from dukou.chains.tables.nodes import node_table
from dukou.chains.tables.working import invitation_table, problem_table
from dukou.chains.views.around import CHAINS, KEEPS, SEES, chain_of, crumbs_of, tabs_of
from dukou.kit.core.labels import Label, spoken
from dukou.kit.pages.known import known_on_of, known_on_suffix, usual_day
from dukou.kit.pages.parts import Crumb

FEW = 5


@SEES
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every chain with how many of its nodes are missing, weak, strong."""
    day = known_on_of(request) if request.GET.get("known_on") else None
    found, suffix = shown_chains(day), known_on_suffix(request)
    context = {"chains": found, "table": chain_table(found, suffix), "known_on": known_on_of(request)}
    return render(request, "chains/list.html", context)


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def chain(request: HttpRequest, slug: str) -> HttpResponse:
    """The map of a chain with the first suggestions; POST looks at it anew (研判)."""
    viewer, shown = request_viewer(request), chain_of(request, slug)
    if request.method == "POST":
        assessments.assess(by=viewer, chain=slug, as_of=usual_day())
        messages.success(request, str(Label("已研判", "The chain was assessed")))
        return redirect("chains:chain", slug)
    suffix = known_on_suffix(request)
    context = _about(request, shown, "chain") | {
        "body": _body(request, shown, suffix),
        "may_keep": viewer.may(Permission.KEEP_CHAINS) and not request.GET.get("known_on"),
        "crumbs": crumbs_of(request, shown),
    }
    return render(request, "chains/chain.html", context)


@SEES
@require_safe
def suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    """All nodes in the order of invitation, and what stands behind it."""
    shown = chain_of(request, slug)
    context = _about(request, shown, "suggestions") | {
        "table": advice_table(shown, known_on_suffix(request)) if shown.found else None,
        "open": open_table(shown, known_on_suffix(request)),
        "crumbs": crumbs_of(request, shown, Crumb(Label("招什么", "Whom to invite"))),
    }
    return render(request, "chains/suggestions.html", context)


@SEES
@require_safe
def strength(request: HttpRequest, slug: str) -> HttpResponse:
    """How strong the chain is here, against the regions of the reference panel."""
    from dukou.chains.charts.shown import drawn_strength  # drawing takes time to load, and most commands draw nothing

    shown = chain_of(request, slug)
    context = _about(request, shown, "strength") | {
        "radar": mark_safe(drawn_strength(shown)) if shown.found else "",  # made here, with every text escaped
        "table": strength_table(shown) if shown.found else None,
        "crumbs": crumbs_of(request, shown, Crumb(Label("强度", "Strength"))),
    }
    return render(request, "chains/strength.html", context)


@SEES
@require_safe
def sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """The district's own set of charts and lists of one chain, one after the other, for the screen and for paper."""
    from dukou.chains.charts.shown import drawn_strength

    shown, suffix = chain_of(request, slug), known_on_suffix(request)
    row, is_now = sheet_set(), not request.GET.get("known_on")  # the working lists are of today
    content: dict[str, Any] = {
        "map": _drawing(shown, suffix),
        "present_and_target": target_table(shown, suffix),
        "gaps": advice_table(shown, suffix) if shown.found else None,
        "strength": mark_safe(drawn_strength(shown, f"sheet-{slug}")) if shown.found else "",
        "enterprises": enterprise_table(shown) if shown.found else None,
        "problems": problem_table(problems(slug)) if is_now else None,
        "invitations": invitation_table(invitations(chain=slug)) if is_now else None,
    }
    items = [
        {"kind": kind, "label": Label(zh, en), "is_drawing": kind in ("map", "strength"), "content": content.get(kind)}
        for kind, zh, en in (row.items if row else [])
    ]
    context = _about(request, shown, "sheets") | {
        "set": row,
        "items": items,
        "crumbs": crumbs_of(request, shown, Crumb(row.label if row else Label("图和清单", "Charts and lists"))),
    }
    return render(request, "chains/sheets.html", context)


def _body(request: HttpRequest, shown: Shown, suffix: str) -> str:
    """What of the map's page hangs on the look alone, for everybody who may see it: drawn once for each language."""
    key = f"chains-{version('dukou')}-{shown.mark}-{spoken()}-{suffix}"  # another program may say it otherwise
    body: str | None = cache.get(key)
    if body is None:
        context = {
            "shown": shown,
            "drawing": _drawing(shown, suffix),
            "table": node_table(shown, suffix),
            "advice": advice_table(shown, suffix, FEW) if shown.found else None,
            "unplaced": unplaced_table(shown) if shown.found and shown.found.unplaced else None,
            "suffix": suffix,
        }
        body = render_to_string("chains/chain_body.html", context, request)
        cache.set(key, body)
    return mark_safe(body)  # a template made it


def _about(request: HttpRequest, shown: Shown, current: str) -> dict[str, Any]:
    about = shown.text.about
    return {
        "shown": shown,
        "about": Label(about["zh"], about["en"]) if about else None,
        "tabs": tabs_of(request, shown.text.slug, current),
        "chains_label": CHAINS,
        "known_on": known_on_of(request),
        "suffix": known_on_suffix(request),
    }


def _drawing(shown: Shown, suffix: str) -> str:
    from dukou.chains.charts.shown import drawn_map

    return mark_safe(drawn_map(shown, suffix))  # made here, with every text escaped

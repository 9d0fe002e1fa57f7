"""One firm before all measures, and the claim that its agent files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.core.entrance import VISIBLE
from dukou.enterprises.queries.own import acts_for
from dukou.enterprises.queries.profiles import Profile
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import into_form
from dukou.kit.pages.known import known_on_of, usual_day
from dukou.kit.pages.parts import Crumb
from dukou.policies.actions import claims
from dukou.policies.core.papers import options_of
from dukou.policies.forms import FileForm
from dukou.policies.queries.bundles import view_of
from dukou.policies.queries.claims import claims_of_firm
from dukou.policies.queries.firms import firm_of
from dukou.policies.queries.in_hand import in_hand_of
from dukou.policies.queries.matching import matcher
from dukou.policies.queries.policies import measure_of, papers
from dukou.policies.tables import firms as tables
from dukou.policies.tables.misses import not_yet_table
from dukou.policies.tables.office import claims_table
from dukou.policies.views.policies import POLICIES

_SEES = needs(Permission.SEE_ENTITLEMENTS, Permission.SEE_ENTERPRISE_DESK, rows=VISIBLE)


@_SEES
@require_safe
def firm(request: HttpRequest, key: str) -> HttpResponse:
    """What the firm is entitled to, why not to the rest, the best bundle and the papers; from the facts that the visitor may see."""
    viewer = request_viewer(request)
    found = seen_firm(viewer, key)
    if found.key != key:
        return redirect("policies:firm", found.key)
    day, is_own = known_on_of(request), acts_for(viewer, found.key)
    view = view_of(viewer, found, day)
    own = claims_of_firm(viewer, found.id)
    in_hand = in_hand_of(viewer, view)
    context = {
        "firm": found,
        "view": view,
        "entitled": tables.entitled_table(view, in_hand, may_file=is_own),
        "not_yet": not_yet_table(view, in_hand, may_file=is_own),
        "bundle": tables.bundle_table(view) if view.bundle.paid else None,
        "left_out": tables.left_out_table(view),
        "papers": tables.papers_table(view) if view.wanted.hand_in else None,
        "claims": claims_table(own, Label("已提出的申请", "Claims filed")) if own else None,
        "is_own": is_own,
        "known_on": day,
        "crumbs": [
            Crumb(POLICIES, reverse("policies:list")),
            Crumb(found.name, reverse("enterprises:detail", args=[found.key])),
            Crumb(Label("应享政策", "Entitlements")),
        ],
    }
    return render(request, "policies/firm.html", context)


@needs(Permission.SEE_ENTERPRISE_DESK, rows=VISIBLE)
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, key: str, measure: str) -> HttpResponse:
    """File a claim for one's own firm: what the rules say now, the papers, a remark."""
    viewer = request_viewer(request)
    found = firm_of(viewer, key)
    if not acts_for(viewer, found.key):
        raise Http404(key)
    each, known = measure_of(measure), papers()
    asked = sorted({paper for need in each.measure.materials for paper in options_of(need, known) if not known[paper].holder})
    form = FileForm(request.POST or None, papers={paper: known[paper] for paper in asked})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = claims.file(
                by=viewer, measure=measure, firm=found.key, as_of=usual_day(), papers=said.get("papers", []), remark=said["remark"]
            )
        except Refusal as refusal:
            into_form(form, refusal)
        else:
            messages.success(request, str(Label("已提出，可在这里看进度", "filed; follow it here")))
            return redirect("policies:claim", made.pk)
    match = matcher(usual_day(), [each]) if not each.measure.is_title_only else None
    told = match.over(viewer, [found.key])[found.key] if match else []
    context = {
        "firm": found,
        "measure": each.measure,
        "told": told[0][1] if told else None,
        "short": [tables.short_words(near) for near in told[0][1].short] if told else [],
        "form": form,
        "crumbs": [
            Crumb(POLICIES, reverse("policies:list")),
            Crumb(found.name, reverse("policies:firm", args=[found.key])),
            Crumb(each.measure.label),
        ],
    }
    return render(request, "policies/file.html", context, status=422 if form.errors else 200)


def seen_firm(viewer: Viewer, key: str) -> Profile:
    """The firm, for an office or for its agent; for nobody else it is there."""
    found = firm_of(viewer, key)
    if not viewer.may(Permission.SEE_ENTITLEMENTS) and not acts_for(viewer, found.key):
        raise Http404(key)
    return found

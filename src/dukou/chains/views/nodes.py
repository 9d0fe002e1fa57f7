"""One node: its state and what that rests on, its firms, what to invite and why; and the acts that begin here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.chains.actions import invitations as inviting
from dukou.chains.actions import supplies as supplying
from dukou.chains.core.assessed import NodeFound
from dukou.chains.core.maps import Node, node_ref
from dukou.chains.core.status.facts import ChainAct, NodeStatus
from dukou.chains.core.words import NONE, between, money, money_between, percent
from dukou.chains.forms import InviteForm, ReasonForm, SupplyForm
from dukou.chains.queries.assessments import Shown
from dukou.chains.queries.becoming import lost_at
from dukou.chains.queries.candidates import candidates_for
from dukou.chains.queries.working import invitations, supplies
from dukou.chains.tables.advice import part_table, pull_table, track_of
from dukou.chains.tables.candidates import candidate_table
from dukou.chains.tables.nodes import LIGHTS, firm_table, supply_table
from dukou.chains.tables.working import invitation_table
from dukou.chains.views.around import KEEPS, chain_of, crumbs_of, node_of
from dukou.enterprises.queries.the_one import key_of_firm_named
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_of, known_on_suffix, usual_day
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import done, one_form

_IMPORTANCE = Label("对链主产品的重要性", "Importance to the leader's product")


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def node(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Everything on one node; POST puts it, or a candidate for it, on the invitation list."""
    viewer, shown = request_viewer(request), chain_of(request, slug)
    each, may_keep = node_of(shown, key), viewer.may(Permission.KEEP_CHAINS)
    is_now = not request.GET.get("known_on")  # the working lists are of today; a page of an earlier day does not show them
    ref = node_ref(slug, key)
    candidates = candidates_for(ref, viewer, known_on_of(request))
    offered = [(one.key, one.name) for one in candidates if one.listed is None]
    form = InviteForm(request.POST or None, candidates=offered)
    if request.method == "POST" and done(form, lambda: inviting.list_one(by=viewer, node=ref, **form.cleaned_data)):
        messages.success(request, str(Label("已列入招商清单", "Put on the invitation list")))
        return redirect("chains:node", slug, key)
    found, advice = shown.nodes.get(key), shown.advice.get(key)
    context = _about(request, shown, each, found) | {
        "firms": firm_table(found) if found and found.firms else None,
        "advice": advice if advice and advice.has_gap else None,
        "parts": part_table(advice) if advice and advice.has_gap else None,
        "pulls": pull_table(advice) if advice else None,
        "track": track_of(shown) if advice and advice.rate_n else None,
        "links": supply_table(supplies([ref], known_on_of(request)), may_keep=may_keep),
        "candidates": candidate_table(candidates) if candidates else None,
        "invitations": invitation_table(invitations(node=ref)) if is_now else None,
        "lost": lost_at(viewer, ref) if is_now else [],
        "form": form if may_keep and is_now else None,
        "may_keep": may_keep,
        "may_tag": viewer.may(Permission.KEEP_REGISTER),
    }
    return render(request, "chains/node.html", context, status=422 if form.errors else 200)


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def supply(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Say that one firm supplies another from this node."""
    viewer, shown = request_viewer(request), chain_of(request, slug)
    each, form = node_of(shown, key), SupplyForm(request.POST or None, initial={"known_on": usual_day()})

    def act() -> None:
        given = form.cleaned_data
        supplying.add(
            by=viewer,
            supplier=key_of_firm_named(viewer, given["supplier"]),
            user=key_of_firm_named(viewer, given["user"]),
            node=node_ref(slug, key),
            evidence=given["evidence"],
            known_on=given["known_on"],
        )

    title = Label("登记供应关系", "Record a supply link")
    way = crumbs_of(request, shown, Crumb(each.label, reverse("chains:node", args=[slug, key])), Crumb(title))
    back = reverse("chains:node", args=[slug, key])
    return one_form(request, form, title, each.label, way, act, back, Label("已登记", "Recorded"))


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def supply_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a supply link back."""
    viewer, form = request_viewer(request), ReasonForm(request.POST or None)
    title = Label("撤回供应关系", "Take the supply link back")
    way = [Crumb(Label("产业链", "Chains"), reverse("chains:list")), Crumb(title)]
    return one_form(
        request,
        form,
        title,
        Label(f"第 {number} 号", f"Number {number}"),
        way,
        lambda: supplying.withdraw(by=viewer, number=number, **form.cleaned_data),
        reverse("chains:list"),
        Label("已撤回", "Taken back"),
    )


def _about(request: HttpRequest, shown: Shown, node: Node, found: NodeFound | None) -> dict[str, Any]:
    stage = next(each.label for each in shown.chain.stages if each.key == node.stage)
    status = NodeStatus.of(found.status) if found else None
    return {
        "shown": shown,
        "node": node,
        "ref": node_ref(shown.text.slug, node.key),
        "stage": stage,
        "found": found,
        "status": status.label if status else None,
        "light": LIGHTS[status].value if status else "unknown",
        "act": ChainAct.of(found.act).label if found and found.act else None,
        "pairs": _pairs(shown, node, found),
        "unverified": not node.cited.is_verified,
        "known_on": known_on_of(request),
        "suffix": known_on_suffix(request),
        "crumbs": crumbs_of(request, shown, Crumb(node.label)),
    }


def _pairs(shown: Shown, node: Node, found: NodeFound | None) -> list[tuple[Label, object]]:
    """The figures of a node, each with its bounds."""
    names = {each.key: each.label for each in shown.chain.nodes}
    suppliers = [names[each.supplier] for each in shown.chain.supplies if each.user == node.key]
    users = [names[each.user] for each in shown.chain.supplies if each.supplier == node.key]
    pairs: list[tuple[Label, object]] = [
        (Label("上游", "Supplied by"), _joined(suppliers)),
        (Label("下游", "Supplies"), _joined(users)),
        (Label("行业代码", "Industry codes"), ", ".join(f"{code} ({share * 100:.4g}%)" for code, share in node.codes.items()) or NONE),
        (Label("产品词", "Product words"), "、".join(node.words) or NONE),
    ]
    if found is None:
        return pairs
    return [
        (Label("在此营收", "Revenue here"), money(found.revenue) if found.firms else NONE),
        (Label("本地需求", "Demand here"), money(found.demand) if found.demand else NONE),
        (Label("本地供给", "Supply here"), money_between(found.supply)),
        (Label("缺口", "Gap"), money_between(found.gap) if found.demand else NONE),
        (Label("自给率", "Self-sufficiency"), between(found.sufficiency) if found.sufficiency else NONE),
        (Label("有效企业数", "Effective number of firms"), NONE if found.effective is None else f"{found.effective:.2f}"),
        (Label("最大一家占", "Largest firm's share"), percent(found.top_share) if found.top_share is not None else NONE),
        (Label("区位商", "Location quotient"), NONE if not found.firms else between(found.quotient_here)),
        (
            _IMPORTANCE,
            NONE if found.importance is None else f"{found.importance:.3f}",
        ),
        *pairs,
    ]


def _joined(labels: list[Label]) -> Label | str:
    if not labels:
        return NONE
    return Label("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))

"""The invitation list as a working list, and the problem list of a chain."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.chains.actions import invitations as inviting
from dukou.chains.actions import problems as mending
from dukou.chains.core.assessed import Advice
from dukou.chains.core.kinds import InvitationState
from dukou.chains.core.maps import node_ref
from dukou.chains.forms import MoveForm, ProblemForm, SolveForm
from dukou.chains.queries.becoming import became, handed_over_rate, handing
from dukou.chains.queries.maps import standing_texts
from dukou.chains.queries.working import InvitationTold, invitation, invitations, problem, problems
from dukou.chains.tables.advice import part_table
from dukou.chains.tables.working import INVITATIONS, invitation_rows, invitation_table, problem_table
from dukou.chains.views.around import CHAINS, KEEPS, SEES, chain_of, crumbs_of, tabs_of
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.known import known_on_of
from dukou.kit.pages.lists import Filter, downloads, members, page_after, taken_home
from dukou.kit.pages.parts import Crumb, Moment
from dukou.kit.views import done, one_form

LIST = Label("招商清单", "Invitations")


@SEES
@require_safe
def invitation_list(request: HttpRequest) -> HttpResponse:
    """What is being worked on, the nearest deadline first."""
    found = _asked(request)
    page, more = page_after(found, request.GET.get("after", ""), lambda each: str(each.number))
    context = {
        "table": invitation_table(page, became(request_viewer(request), [each.number for each in page])) if page else None,
        "rate": handed_over_rate().label,
        "filters": _filters(request),
        "more": more,
        "count": len(found),
        "downloads": downloads(request, lambda ending: reverse("chains:invitations_download", args=[ending])),
        "cleared": reverse("chains:invitations"),
        "crumbs": [Crumb(CHAINS, reverse("chains:list")), Crumb(LIST)],
    }
    return render(request, "chains/invitations.html", context)


@SEES
@require_safe
def invitations_download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same lines as a file."""
    return taken_home(LIST, ending, INVITATIONS, invitation_rows(_asked(request)))


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def one_invitation(request: HttpRequest, number: int) -> HttpResponse:
    """One line: what was advised when it was listed, what happened since, and the next step."""
    viewer, found = request_viewer(request), invitation(number)
    if found is None:
        raise Http404(number)
    form = MoveForm(request.POST or None, states=[found.state, *found.state.next])
    if request.method == "POST" and done(
        form,
        lambda: inviting.move(by=viewer, number=number, to=InvitationState.of(form.cleaned_data["to"]), words=form.cleaned_data["words"]),
    ):
        messages.success(request, str(Label("已记下", "Noted")))
        return redirect("chains:invitation", number)
    may_move = viewer.may(Permission.KEEP_CHAINS) and not found.state.is_over
    context = {
        "invitation": found,
        "moments": _moments(found),
        "parts": part_table(Advice.of_plain(dict(found.advice))) if found.advice else None,
        "rate": Advice.of_plain(dict(found.advice)).rate if found.advice else None,
        "form": form if may_move else None,
        "became": became(viewer, [number]).get(number),
        "handing": handing(viewer, number) if may_move else "",
        "pairs": [
            (Label("负责单位", "Office in charge"), found.office or "—"),
            (Label("跟进期限", "Follow up by"), str(found.due_on or "—")),
            (Label("列入", "Listed"), f"{found.listed_at:%Y-%m-%d} {found.listed_by}"),
        ],
        "crumbs": [Crumb(CHAINS, reverse("chains:list")), Crumb(LIST, reverse("chains:invitations")), Crumb(same(found.title))],
    }
    return render(request, "chains/invitation.html", context, status=422 if form.errors else 200)


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def problem_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The problems of a chain; POST notes one."""
    viewer, shown = request_viewer(request), chain_of(request, slug)
    nodes = [(node_ref(slug, node.key), str(node.label)) for node in shown.chain.nodes]
    form = ProblemForm(request.POST or None, nodes=nodes)
    if request.method == "POST" and done(form, lambda: mending.note(by=viewer, chain=slug, **form.cleaned_data)):
        messages.success(request, str(Label("已登记", "Noted")))
        return redirect("chains:problems", slug)
    found = problems(slug)
    context = {
        "shown": shown,
        "table": problem_table(found, may_keep=viewer.may(Permission.KEEP_CHAINS)) if found else None,
        "form": form if viewer.may(Permission.KEEP_CHAINS) else None,
        "tabs": tabs_of(request, slug, "problems"),
        "known_on": known_on_of(request),
        "crumbs": crumbs_of(request, shown, Crumb(Label("问题清单", "Problems"))),
    }
    return render(request, "chains/problems.html", context, status=422 if form.errors else 200)


@KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def problem_solve(request: HttpRequest, number: int) -> HttpResponse:
    """Say how a problem was mended."""
    viewer, form = request_viewer(request), SolveForm(request.POST or None)
    found = problem(number)
    if found is None:
        raise Http404(number)
    chain, text = found
    title, back = Label("解决问题", "Mend the problem"), reverse("chains:problems", args=[chain])
    way = [Crumb(CHAINS, reverse("chains:list")), Crumb(Label("问题清单", "Problems"), back), Crumb(title)]
    return one_form(
        request,
        form,
        title,
        same(text),
        way,
        lambda: mending.solve(by=viewer, number=number, **form.cleaned_data),
        back,
        Label("已记下", "Noted"),
    )


def _asked(request: HttpRequest) -> list[InvitationTold]:
    wanted = {name: request.GET.get(name, "").strip()[:80] for name in ("chain", "state", "office")}
    return invitations(**wanted)


def _filters(request: HttpRequest) -> list[Filter]:
    chains = [(text.slug, text.label) for text in standing_texts()]
    offices = list(organisation_names().items())
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("chain", "state", "office")}
    return [
        Filter("chain", Label("产业链", "Chain"), asked["chain"], chains),
        Filter("state", Label("状态（不选为在办）", "State (none: at work)"), asked["state"], members(InvitationState)),
        Filter("office", Label("负责单位", "Office"), asked["office"], offices),
    ]


def _moments(found: InvitationTold) -> list[Moment]:
    steps = list(found.steps)
    return [
        Moment(
            on=f"{step.happened_at:%Y-%m-%d}",
            title=step.state.label,
            text=Label("{said}（{by}）", "{said} ({by})").filled(said=step.said, by=step.recorded_by),
            is_now=step is steps[-1],
        )
        for step in steps
    ]

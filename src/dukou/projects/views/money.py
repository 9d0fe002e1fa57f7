"""A project's money: the ladder, its papers, what of the signed sum counts, and the forms to tell a total and to enter a paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import done, one_form
from dukou.projects.actions import proofs, sums
from dukou.projects.actions.proofs import Paper
from dukou.projects.core.amounts import money_words
from dukou.projects.core.entrance import INSIDE, INSIDE_KEEPS
from dukou.projects.core.ladders import Line, PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.forms.money import PaperForm, SumForm, WithdrawForm
from dukou.projects.models import Project
from dukou.projects.queries.admissions import book_answer, counted_sum
from dukou.projects.queries.money import intensity_of, ladder_of, papers_of, statements_of, totals
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.tables.gates import ANSWER_FACES, sentences_table
from dukou.projects.tables.money import intensity_words, ladder_table, papers_table, signed_words, statements_table, totals_table
from dukou.projects.views.around import crumbs_of, inner_asked, tabs_of

_WITHDRAWN = Label("已撤回，记录保留", "Withdrawn; it stays on record")


@INSIDE
@require_safe
def all_money(request: HttpRequest) -> HttpResponse:
    """The ladder over all projects in sight that are in work."""
    title = Label("资金台阶", "Ladder of money")
    context = {"table": totals_table(totals(request_viewer(request))), "crumbs": crumbs_of(None, Crumb(title))}
    return render(request, "projects/totals.html", context)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def money(request: HttpRequest, key: str) -> HttpResponse:
    """The ladder of money; POST tells a total or enters a paper."""
    viewer = request_viewer(request)
    project = inner_asked(request, key)
    is_paper = f"{PaperForm.prefix}-rung" in request.POST
    telling = SumForm(request.POST if request.POST and not is_paper else None)
    proving = PaperForm(request.POST if is_paper else None)
    if request.method == "POST" and (_entered(viewer, key, proving) if is_paper else _told(viewer, key, telling)):
        messages.success(
            request, str(Label("已记下；要第二人确认的，确认后生效", "Noted; what takes a second person stands once confirmed"))
        )
        return redirect("projects:money", key)
    may_keep = viewer.may(Permission.KEEP_PROJECTS)
    lines, on = ladder_of(project), timezone.localdate()
    papers, told = papers_of(project), statements_of(project)
    context = {
        "project": project,
        "signed": signed_words(lines),
        "ladder": ladder_table(lines),
        "intensity": intensity_words(intensity_of(viewer, project, lines, on)),
        "papers": papers_table(papers, key, may_keep=may_keep) if papers else None,
        "told": statements_table(told) if told else None,
        "telling": telling if may_keep else None,
        "proving": proving if may_keep else None,
        "tabs": tabs_of(request, project, "money"),
        "crumbs": crumbs_of(project, Crumb(Label("资金", "Money"))),
    }
    context |= _counting(viewer, project, lines, on)
    return render(request, "projects/money.html", context, status=422 if telling.errors or proving.errors else 200)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def paper_withdraw(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a paper back."""
    viewer = request_viewer(request)
    project, form = inner_asked(request, key), WithdrawForm(request.POST or None)
    title = Label("撤回凭据", "Withdraw the paper")
    back = reverse("projects:money", args=[key])
    way = crumbs_of(project, Crumb(Label("资金", "Money"), back), Crumb(title))
    return one_form(
        request,
        form,
        title,
        same(project.name),
        way,
        lambda: proofs.withdraw(by=viewer, project=key, number=number, reason=form.cleaned_data["reason"]),
        back,
        _WITHDRAWN,
    )


def _told(viewer: Viewer, key: str, form: SumForm) -> bool:
    def act() -> object:
        said = form.cleaned_data
        return sums.state(by=viewer, project=key, **said | {"rung": Rung.of(said["rung"])})

    return done(form, act)


def _entered(viewer: Viewer, key: str, form: PaperForm) -> bool:
    def act() -> object:
        said = dict(form.cleaned_data)
        rung, kind = Rung.of(said.pop("rung")), PaperKind.of(said.pop("kind"))
        return proofs.add(by=viewer, project=key, rung=rung, paper=Paper(kind=kind, **said))

    return done(form, act)


def _counting(viewer: Viewer, project: Project, lines: dict[Rung, Line], on: date) -> dict[str, Any]:
    """What the book of counting says, where the pipeline names one that is in force."""
    told = book_answer(viewer, project, pipeline().counting, on)
    if told is None:
        return {}
    fen = counted_sum(told, lines)
    counts = Label("计入多少还不清楚", "what counts is not known yet") if fen is None else money_words(fen)
    return {"counting": told, "counting_light": ANSWER_FACES[told.answer].value, "counts": counts, "clauses": sentences_table(told)}

"""A project's admission: the pack's book as it was judged before and after production, what is wanting, and the facts that it rests on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import done, one_form
from dukou.projects.actions import admissions, project_facts
from dukou.projects.actions.project_facts import Stated
from dukou.projects.core.entrance import INSIDE_KEEPS
from dukou.projects.forms.money import FactForm, WithdrawForm
from dukou.projects.queries.admissions import AFTER, BEFORE, book_answer, judged
from dukou.projects.queries.facts import is_producing
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.queries.stated import statable_choices, stated_of
from dukou.projects.tables.admission import clauses_table, facts_table, judged_pairs, score_words
from dukou.projects.tables.gates import ANSWER_FACES
from dukou.projects.views.around import crumbs_of, inner_asked, tabs_of

_WITHDRAWN = Label("已撤回，记录保留", "Withdrawn; it stays on record")


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def admission(request: HttpRequest, key: str) -> HttpResponse:
    """Both judgements side by side; POST judges, or states a fact."""
    viewer = request_viewer(request)
    project = inner_asked(request, key)
    is_judging = request.POST.get("do") == "judge"
    form = FactForm(request.POST if request.POST and not is_judging else None, facts=statable_choices())
    if is_judging:
        answer = admissions.judge(by=viewer, project=key)
        messages.success(request, str(Label("已评定：{word}", "Judged: {word}").filled(word=answer.label)))
        return redirect("projects:admission", key)
    if request.method == "POST" and _stated(viewer, key, form):
        messages.success(request, str(Label("已登记", "Stated")))
        return redirect("projects:admission", key)
    may_keep, found = viewer.may(Permission.KEEP_PROJECTS), stated_of(project)
    today = book_answer(viewer, project, pipeline().admission, timezone.localdate())
    before, after = judged(project, BEFORE), judged(project, AFTER)
    context = {
        "project": project,
        "today": today,
        "light": ANSWER_FACES[today.answer].value if today else "",
        "score": score_words(today) if today else None,
        "pairs": judged_pairs(before, after),
        "clauses": clauses_table(today, before, after) if today else None,
        "is_after": is_producing(project),
        "facts": facts_table(found, key, may_keep=may_keep) if found else None,
        "form": form if may_keep else None,
        "tabs": tabs_of(request, project, "admission"),
        "crumbs": crumbs_of(project, Crumb(Label("准入", "Admission"))),
    }
    return render(request, "projects/admission.html", context, status=422 if form.errors else 200)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def fact_withdraw(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a statement back."""
    viewer = request_viewer(request)
    project, form = inner_asked(request, key), WithdrawForm(request.POST or None)
    title = Label("撤回登记的情况", "Withdraw the statement")
    back = reverse("projects:admission", args=[key])
    way = crumbs_of(project, Crumb(Label("准入", "Admission"), back), Crumb(title))
    return one_form(
        request,
        form,
        title,
        same(project.name),
        way,
        lambda: project_facts.withdraw(by=viewer, project=key, number=number, reason=form.cleaned_data["reason"]),
        back,
        _WITHDRAWN,
    )


def _stated(viewer: Viewer, key: str, form: FactForm) -> bool:
    return done(form, lambda: project_facts.state(by=viewer, project=key, told=Stated(**form.cleaned_data)))

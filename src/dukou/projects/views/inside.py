"""What the pages of money and admission share: who enters, the way to them, their tabs, one form with an act behind it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import acted
from dukou.kit.pages.parts import Crumb, Tab
from dukou.projects.models import Project

KEEPS = needs(
    Permission.SEE_PROJECTS,
    Permission.KEEP_PROJECTS,
    to_change=(Permission.KEEP_PROJECTS,),
    rows="projects.queries.visibility:visible_projects",
)
PROJECTS = Label("招商项目", "Investment projects")
_PAGES = {"money": Label("资金", "Money"), "admission": Label("准入", "Admission")}


def tabs_of(project: Project, current: str) -> list[Tab]:
    """The pages of one project."""
    return [Tab(label, reverse(f"projects:{name}", args=[project.key]), name == current) for name, label in _PAGES.items()]


def crumbs_of(project: Project, current: str, *more: Crumb) -> list[Crumb]:
    """The way to a page of a project."""
    here = Crumb(_PAGES[current], reverse(f"projects:{current}", args=[project.key]) if more else "")
    return [Crumb(PROJECTS), Crumb(same(project.name)), here, *more]


def done(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form is right and the act was done; a refusal of the act stands in the form."""
    return form.is_valid() and acted(form, act)


def reasoned(request: HttpRequest, project: Project, current: str, form: Form, title: Label, act: Callable[[], object]) -> HttpResponse:
    """A small page that asks for a reason; done, it leads back to the page it came from."""
    back = reverse(f"projects:{current}", args=[project.key])
    if request.method == "POST" and done(form, act):
        messages.success(request, str(Label("已撤回，记录保留", "Withdrawn; it stays on record")))
        return redirect(back)
    context = {"form": form, "title": title, "over": project.name, "back": back}
    context["crumbs"] = crumbs_of(project, current, Crumb(title))
    return render(request, "projects/reason.html", context, status=422 if form.errors else 200)

"""One project: where it stands, what the next gate wants, and the forms that move it on."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.chains.queries.working import invitation
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.pages.lists import number_asked
from dukou.kit.pages.parts import Crumb, Moment
from dukou.kit.views import one_form
from dukou.projects.actions import dates, projects, stages, statuses
from dukou.projects.core.entrance import INSIDE_KEEPS, KEEPERS, SEES
from dukou.projects.core.kinds import MoveState, ProjectStatus
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.forms.projects import AmendForm, DateForm, LeadForm, MoveForm, StatusForm
from dukou.projects.models import Project
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.queries.shown import ProjectTold, StepTold, registered_as, told_of
from dukou.projects.tables.gates import sentences_table
from dukou.projects.tables.projects import FACES, STATUS_FACES, dates_table, days_words, slip_words
from dukou.projects.views.around import crumbs_of, inner_asked, project_asked, tabs_of

_LEAD = Label("登记项目", "Register a project")
_FIRST = Label(
    "最早登记的受保护；投资方已有在办项目的，会告诉您由哪个单位登记。",
    "The first registration is protected; of an investor in work you are told which office holds it.",
)
_GATE = Label(
    "关口的每一条都在项目页上；要第二人确认的，确认以后才算。",
    "The project's page shows every sentence of the gate; what takes two people counts once confirmed.",
)
_AMENDED = Label(
    "只改动过的内容才核对和记录；投资方改了，按新的投资方重新核对是否已有人登记。",
    "Only what is changed is judged and recorded; another investor is held against the registrations of others.",
)
_DATES = Label(
    "第一次公布即生效；改期要写理由，由第二人同意。",
    "The first day stands at once; a later one takes a reason and a second person.",
)


@SEES
@require_safe
def project(request: HttpRequest, key: str) -> HttpResponse:
    """The project in the visitor's eyes."""
    viewer, row, today = request_viewer(request), project_asked(request, key), timezone.localdate()
    plan = pipeline()
    told = told_of(viewer, row, plan, today)
    context = {
        "project": row,
        "told": told,
        "pairs": _pairs(told),
        "way": _way(told, plan),
        "gates": [(gate, sentences_table(gate.told)) for gate in told.gates],
        "dates": dates_table(told.dates, today) if told.dates else None,
        "moments": [_moment(step, told) for step in told.steps],
        "bypassed": [step for step in told.steps if step.is_bypass and step.state is MoveState.STANDS],
        "status_face": STATUS_FACES[told.line.status],
        "light_face": FACES[told.line.light],
        "slip": slip_words(told.line.slip),
        "may_keep": told.inside and viewer.may(Permission.KEEP_PROJECTS),
        "tabs": tabs_of(request, row, "project"),
        "crumbs": crumbs_of(row),
    }
    return render(request, "projects/project.html", context)


@KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest) -> HttpResponse:
    """Register a lead."""
    viewer = request_viewer(request)
    form = LeadForm(request.POST or None, initial=_of_invitation(request), by=viewer)

    def act() -> str:
        row = projects.register(by=viewer, told=projects.Told(**form.cleaned_data))
        return reverse("projects:project", args=[row.key])

    way, back = crumbs_of(None, Crumb(_LEAD)), reverse("projects:list")
    return one_form(request, form, _LEAD, Label("线索", "Lead"), way, act, back, Label("已登记", "Registered"), _FIRST)


def _of_invitation(request: HttpRequest) -> dict[str, object]:
    """What a line of the invitation list already says, for those who read the list."""
    number = number_asked(request, "invitation")
    line = invitation(number) if number is not None and request_viewer(request).may(Permission.SEE_CHAINS) else None
    return {} if line is None else {"invitation": line.number, "firm": line.title, "name": line.title}


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, key: str) -> HttpResponse:
    """Set right what was told of the project."""
    row, viewer = inner_asked(request, key), request_viewer(request)
    form = AmendForm(request.POST or None, by=viewer, initial=registered_as(row))

    def act() -> None:
        projects.amend(by=viewer, project=key, reason=form.cleaned_data["reason"], changes=form.changes)

    return _change(request, row, form, Label("更正登记", "Amend the registration"), act, _AMENDED)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Claim that the project is in another stage."""
    row, viewer = inner_asked(request, key), request_viewer(request)
    form = MoveForm(request.POST or None, pipeline=pipeline(), stage=row.stage)

    def act() -> None:
        stages.move(by=viewer, project=key, **form.cleaned_data)

    return _change(request, row, form, Label("进入阶段", "Move to a stage"), act, _GATE)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, key: str) -> HttpResponse:
    """Change how the project fares."""
    row, viewer = inner_asked(request, key), request_viewer(request)
    form = StatusForm(request.POST or None, pipeline=pipeline(), status=ProjectStatus.of(row.status))

    def act() -> None:
        told = form.cleaned_data | {"to": ProjectStatus.of(form.cleaned_data["to"])}
        statuses.change(by=viewer, project=key, **told)

    return _change(request, row, form, Label("变更状态", "Change the status"), act)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest, key: str) -> HttpResponse:
    """Announce a day, or move one."""
    row, viewer = inner_asked(request, key), request_viewer(request)
    form = DateForm(request.POST or None, pipeline=pipeline(), stage=row.stage)

    def act() -> None:
        dates.announce(by=viewer, project=key, **form.cleaned_data)

    return _change(request, row, form, Label("公布日期", "Announce a day"), act, _DATES)


def _change(
    request: HttpRequest, row: Project, form: forms.Form, title: Label, act: Callable[[], object], about: Label | None = None
) -> HttpResponse:
    back = reverse("projects:project", args=[row.key])
    return one_form(request, form, title, same(row.name), crumbs_of(row, Crumb(title)), act, back, Label("已记下", "Noted"), about)


def _way(told: ProjectTold, plan: Pipeline) -> list[tuple[Label, str]]:
    """Every stage with whether it is done, now or to come; a stage that the pack no longer has leaves all of them to come."""
    here = plan.place(told.row.stage) if plan.stage(told.row.stage) else -1
    words = ("done", "now", "open")
    return [(stage.name, words[(place >= here) + (place > here)]) for place, stage in enumerate(plan.stages)]


def _pairs(told: ProjectTold) -> list[tuple[Label, Label | str]]:
    row, line = told.row, told.line
    found: list[tuple[Label, Label | str]] = [
        (Label("阶段", "Stage"), line.stage),
        (Label("进入日期", "Since"), Label(f"{line.since}（{days_words(line.days).zh}）", f"{line.since} ({days_words(line.days).en})")),
        (Label("负责单位", "Office in charge"), line.office),
    ]
    if row.task_force is not None:
        found.append((Label("专班", "Task force"), row.task_force.name))
    if told.inside:
        held = {
            Label("投资方来自", "Where it comes from"): row.origin,
            Label("信用代码", "Credit code"): row.code,
            Label("谁提供的线索", "Who named the lead"): row.referrer,
            Label("由哪家企业带来", "Which firm brought it"): row.brought_by.name if row.brought_by else "",
            Label("最近一次进展", "Last progress report"): row.reported_on.isoformat(),
        }
        found += [(label, value) for label, value in held.items() if value]
    return found


def _moment(step: StepTold, told: ProjectTold) -> Moment:
    words: list[Label] = []
    if step.state is not MoveState.STANDS:
        words.append(step.state.label)
    if step.is_bypass:
        words.append(Label("绕过关口", "round the gate"))
    if step.skipped:
        names = joined(list(step.skipped), zh="、", en=", ")
        words.append(Label(f"跳过{names.zh}", f"jumped {names.en}"))
    if step.reason:
        words.append(same(step.reason))
    if step.by:
        words.append(Label(f"提出：{step.by.zh}", f"claimed by {step.by.en}"))
    if step.decided_by:
        words.append(Label(f"确认：{step.decided_by.zh}", f"confirmed by {step.decided_by.en}"))
    return Moment(on=f"{step.on}", title=step.stage, text=joined(words) if words else "", is_now=step is told.steps[-1])

"""A lead, a move into a stage, a status, a date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.accounts.queries.task_forces import task_force_names
from dukou.clusters.queries import cluster_names
from dukou.kit.core.labels import Label, joined
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.core.pipeline import Pipeline, Stage
from dukou.projects.queries.paths import path_texts

Choices = list[tuple[str, str]]


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def day_field(zh: str, en: str, *, is_required: bool = True) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"], required=is_required)


def words_field(zh: str, en: str, *, is_required: bool = True, most: int = 500) -> forms.CharField:
    """Some lines of words."""
    return forms.CharField(label=said(zh, en), max_length=most, required=is_required, widget=forms.Textarea(attrs={"rows": 3}))


def offices() -> Choices:
    """The offices, as a form offers them."""
    return [(key, str(label)) for key, label in organisation_names().items()]


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Let a field offer these."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


_WHOLE = said("写代码或全名；没有登记在名录里的不写", "its code or its whole name; leave it empty where the register has it not")

_PHASE = said("例如一期项目；投资方相同", "such as a first phase; of the same investor")
_ROUND = said("关口没有说符合也进入；由第二人确认，一直看得见", "though it does not say yes; a second person confirms, it stays visible")


_GATED, _CONFIRMED = Label("有关口", "has a gate"), Label("要第二人确认", "takes a second person")


class LeadForm(forms.Form):
    """A project, from the lead on. Offered are the visitor's own offices and task forces; with a task force the office may be another."""

    name = forms.CharField(label=said("项目名称", "name of the project"), max_length=200)
    firm = forms.CharField(label=said("投资方", "investor"), max_length=200)
    code = forms.CharField(label=said("统一社会信用代码", "unified social credit code"), max_length=20, required=False)
    enterprise = forms.CharField(label=said("名录里的企业", "firm of the register"), max_length=200, required=False, help_text=_WHOLE)
    origin = forms.CharField(label=said("投资方来自", "where the investor comes from"), max_length=100, required=False)
    about = words_field("项目内容", "what it is about", is_required=False, most=2000)
    office = forms.ChoiceField(label=said("负责单位", "office in charge"))
    task_force = forms.ChoiceField(label=said("专班", "task force"), required=False)
    referrer = forms.CharField(label=said("谁提供的线索", "who named the lead"), max_length=200, required=False)
    brought_by = forms.CharField(label=said("由哪家企业带来", "which firm brought it"), max_length=200, required=False, help_text=_WHOLE)
    on = day_field("得知日期", "known since", is_required=False)
    path = forms.ChoiceField(label=said("许可路径", "permit path"), required=False)
    follows = forms.CharField(
        label=said("接续的项目代号", "key of the project it goes on from"), max_length=40, required=False, help_text=_PHASE
    )
    invitation = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, by: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sees_all, own = by.may(Permission.SEE_PROJECTS), by.organisations_where(Permission.KEEP_PROJECTS)
        forces = [(key, name) for key, name in task_force_names().items() if sees_all or key in by.task_forces]
        offered = [(key, name) for key, name in offices() if sees_all or forces or key in own]
        offer(self, "office", [("", "—"), *offered])
        offer(self, "task_force", [("", "—"), *forces])
        offer(self, "path", [("", "—"), *((key, str(label)) for key, label in path_texts().items())])


class AmendForm(LeadForm):
    """What was told of a project, set right: only what is changed is sent on, and it says why."""

    cluster = forms.ChoiceField(label=said("产业集群", "cluster"), required=False)
    reason = words_field("更正的理由", "why it is amended")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("on", "follows", "invitation"):  # of the registration, which is past
            del self.fields[name]
        offer(self, "cluster", [("", "—"), *((ref, str(label)) for ref, label in cluster_names().items())])

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that were changed, with what they should be."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "reason"}


class MoveForm(forms.Form):
    """A move into a stage. The way round a gate is a box of its own, so that nobody takes it unawares."""

    to = forms.ChoiceField(label=said("进入阶段", "stage"))
    on = day_field("自哪天起", "since")
    reason = words_field("理由（跳过、退回、绕过关口时必写）", "reason (for a jump, a step back, or going round a gate)", is_required=False)
    is_bypass = forms.BooleanField(label=said("绕过关口", "go round the gate"), required=False, help_text=_ROUND)

    def __init__(self, *args: Any, pipeline: Pipeline, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = pipeline.stages[pipeline.place(stage) + 1 :] if pipeline.stage(stage) else ()
        others = [each for each in pipeline.stages if each not in following and each.key != stage]
        offer(self, "to", [(each.key, _offered(each)) for each in (*following, *others)])


def _offered(stage: Stage) -> str:
    """A stage as it is offered: with what it takes to enter it."""
    takes = [*([_GATED] if stage.gate else []), *([_CONFIRMED] if stage.is_confirmed else [])]
    if not takes:
        return str(stage.name)
    return str(Label("{name}（{takes}）", "{name} ({takes})").filled(name=stage.name, takes=joined(takes, zh="，", en=", ")))


class StatusForm(forms.Form):
    """How a project fares."""

    to = forms.ChoiceField(label=said("状态", "status"))
    reason = words_field("理由", "reason")
    lost = forms.ChoiceField(label=said("流失的原因", "why it was lost"), required=False)
    lost_to = forms.CharField(label=said("去了哪里", "where it went"), max_length=200, required=False)

    def __init__(self, *args: Any, pipeline: Pipeline, status: ProjectStatus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", [(each.value, str(each.label)) for each in ProjectStatus if each is not status])
        offer(self, "lost", [("", "—"), *((key, str(label)) for key, label in pipeline.lost.items())])


class DateForm(forms.Form):
    """A day announced for a stage."""

    stage = forms.ChoiceField(label=said("阶段", "stage"))
    day = day_field("日期", "day")
    said_by = forms.CharField(label=said("谁公布的", "who announced it"), max_length=200)
    reason = words_field("改期的理由", "why it moves", is_required=False)

    def __init__(self, *args: Any, pipeline: Pipeline, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = pipeline.stages[pipeline.place(stage) + 1 :] if pipeline.stage(stage) else ()
        offer(self, "stage", [(each.key, str(each.name)) for each in following])

"""What people type into this room's pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.accounts.queries.organisations import enterprises_by_name
from dukou.casework.core.states import MeetingKind
from dukou.kit.core.labels import Label

Choices = Iterable[tuple[str, Any]]
_DAY = "%Y-%m-%d"
_MINUTE = "%Y-%m-%dT%H:%M"


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def _text(zh: str, en: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=said(zh, en), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **more)


def _several(zh: str, en: str, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=said(zh, en), widget=forms.CheckboxSelectMultiple, **more)


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class FirmsField(forms.CharField):
    """Enterprises by the names of their organisations, one a line; cleaned it gives their keys."""

    def __init__(self, **more: Any) -> None:
        hint = said("全名，一行一家；还没有人开通的企业请电话通知", "whole names, one a line; call those that nobody acts for here yet")
        widget = forms.Textarea(attrs={"rows": 2})
        super().__init__(required=False, max_length=2000, widget=widget, help_text=hint, **more)

    def clean(self, value: Any) -> Any:
        """The keys of those that are named; whoever is not found is named back."""
        names = [name.strip() for name in str(super().clean(value)).splitlines() if name.strip()]
        found = enterprises_by_name(names)
        if missing := [name for name in names if name not in found]:
            told = Label("没有名叫“{names}”的企业单位", "no enterprise's organisation is called “{names}”").filled(names="”“".join(missing))
            raise forms.ValidationError(str(told))
        return [found[name] for name in names]


class MeetingForm(forms.Form):
    """A meeting to be called."""

    host = forms.ChoiceField(label=said("召集单位", "convened by"))
    kind = forms.ChoiceField(label=said("类别", "kind"), choices=[(each.value, said(each.label.zh, each.label.en)) for each in MeetingKind])
    title = forms.CharField(label=said("名称", "title"), max_length=200)
    begins_at = forms.DateTimeField(
        label=said("开始时间", "begins at"),
        input_formats=[_MINUTE],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MINUTE),
    )
    place = forms.CharField(label=said("地点", "place"), max_length=200)
    invited = _several("邀请单位", "invited", required=False)
    firms = FirmsField(label=said("邀请企业", "enterprises invited"))
    case = forms.IntegerField(label=said("所属办件编号", "number of the case"), required=False, min_value=1)

    def __init__(self, *args: Any, hosts: Choices, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "host", hosts)
        _offer(self, "invited", offices)


class InviteForm(forms.Form):
    """More to be invited: offices from the list, enterprises by name."""

    invited = _several("邀请单位", "invited", required=False)
    firms = FirmsField(label=said("邀请企业", "enterprises invited"))

    def __init__(self, *args: Any, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "invited", offices)


class ResponseForm(forms.Form):
    """The answer of an invited organisation."""

    organisation = forms.ChoiceField(label=said("单位", "organisation"))
    comes = forms.ChoiceField(
        label=said("是否参加", "do you come"),
        widget=forms.RadioSelect,
        choices=[("yes", said("参加", "we come")), ("no", said("不参加", "we do not come"))],
    )
    person = forms.CharField(label=said("参加人", "who comes"), max_length=100, required=False)
    note = forms.CharField(label=said("说明", "note"), max_length=500, required=False)

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", organisations)


class AttendanceForm(forms.Form):
    """Who came; the others that are named stayed away."""

    attended = _several("到会单位（未勾选的记为缺席）", "who came (the others are noted as absent)", required=False)

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "attended", organisations)


class OutcomeForm(forms.Form):
    """What came of a meeting."""

    outcome = _text("会议结果", "outcome")


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = forms.CharField(label=said("理由", "reason"), max_length=500)


class AgreedForm(forms.Form):
    """What a unit will do, by which day."""

    unit = forms.ChoiceField(label=said("承办单位", "unit"))
    task = _text("议定事项", "what is agreed")
    due_on = forms.DateField(
        label=said("完成日期", "due on"), input_formats=[_DAY], widget=forms.DateInput(attrs={"type": "date"}, format=_DAY)
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", units)


class DoneForm(forms.Form):
    """Which of the things agreed is done, and with which result."""

    follow_up = forms.ChoiceField(label=said("议定事项", "follow-up"))
    result = _text("办理结果", "result")

    def __init__(self, *args: Any, follow_ups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "follow_up", follow_ups)


class HandOverForm(forms.Form):
    """To whom a leg goes, and why."""

    taker = forms.CharField(label=said("接收人的用户名", "username of the colleague"), max_length=60)
    reason = forms.CharField(label=said("理由", "reason"), max_length=500)


class HandOverAllForm(HandOverForm):
    """The same for everything that somebody has in hand."""

    giver = forms.CharField(label=said("移交人的用户名", "username of who leaves"), max_length=60)
    field_order = ("giver", "taker", "reason")

"""What people type into this room's pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.accounts.queries.organisations import organisation_names
from dukou.chains.core.kinds import InvitationState
from dukou.kit.core.labels import Label

Choices = list[tuple[str, str]]


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def day_field(zh: str, en: str, *, is_required: bool = False) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"], required=is_required)


def _offices() -> Choices:
    return [("", "—"), *((key, str(label)) for key, label in organisation_names().items())]


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class InviteForm(forms.Form):
    """A line of the invitation list: one candidate for the node, or the node itself."""

    candidate = forms.ChoiceField(label=said("候选企业", "candidate"), required=False)
    title = forms.CharField(label=said("或写明要找的企业", "or say whom to look for"), max_length=200, required=False)
    office = forms.ChoiceField(label=said("负责单位", "office in charge"), required=False)
    due_on = day_field("跟进期限", "follow up by")

    def __init__(self, *args: Any, candidates: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "candidate", [("", "—"), *candidates])
        _offer(self, "office", _offices())
        if not candidates and not self.data.get("candidate"):  # one that was just listed by another is refused, never passed over
            del self.fields["candidate"]
            self.fields["title"].label = said("要找的企业", "whom to look for")


class MoveForm(forms.Form):
    """What happened to an invitation, and where it stands by it."""

    to = forms.ChoiceField(label=said("状态", "state"))
    words = forms.CharField(label=said("经过", "what happened"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, states: Iterable[InvitationState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "to", [(state.value, str(state.label)) for state in states])


class ProblemForm(forms.Form):
    """A problem of a chain."""

    text = forms.CharField(label=said("问题", "problem"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    node = forms.ChoiceField(label=said("节点", "node"), required=False)
    office = forms.ChoiceField(label=said("负责单位", "office in charge"), required=False)
    due_on = day_field("期限", "by")

    def __init__(self, *args: Any, nodes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "node", [("", "—"), *nodes])
        _offer(self, "office", _offices())


class SolveForm(forms.Form):
    """How a problem was mended."""

    solution = forms.CharField(label=said("怎么解决的", "how it was mended"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


_WHOLE_NAME = said("写代码或全名", "its code or its whole name")


class SupplyForm(forms.Form):
    """One firm supplies another from this node."""

    supplier = forms.CharField(
        label=said("供应方", "supplier"), max_length=200, help_text=said("写代码或全名", "its code or its whole name")
    )
    user = forms.CharField(label=said("使用方", "user"), max_length=200, help_text=_WHOLE_NAME)
    known_on = day_field("何日得知", "known on", is_required=True)
    evidence = forms.CharField(
        label=said("依据", "evidence"), max_length=300, help_text=said("例如合同、走访的日期", "such as a contract, the day of a visit")
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=said("理由", "reason"), max_length=300)

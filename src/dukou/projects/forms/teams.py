"""A line of the week list, its result, and a note of a visit."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.accounts.queries.organisations import offices_open
from dukou.projects.forms.projects import Choices, day_field, offer, said, words_field


class ItemForm(forms.Form):
    """Something to be done."""

    text = words_field("事项", "what is to be done")
    owner = forms.ChoiceField(label=said("责任单位", "who does it"))
    due_on = day_field("办结期限", "by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", [(key, str(label)) for key, label in offices_open()])


class ResultForm(forms.Form):
    """It is done."""

    on = day_field("办结日期", "done on")
    result = words_field("办理结果", "result")


class NoteForm(forms.Form):
    """What was heard at a visit."""

    meeting = forms.TypedChoiceField(
        label=said("哪一次走访", "which visit"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=said("没有召集的留空", "if any"),
    )
    office = forms.ChoiceField(label=said("走访单位", "office that visited"))
    on = day_field("走访日期", "visited on")
    people_met = forms.CharField(label=said("见到的人", "whom they met"), max_length=300, required=False)
    text = words_field("走访记录", "what was heard", most=4000)

    def __init__(self, *args: Any, visits: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meeting", [("", "—"), *visits])
        offer(self, "office", [(key, str(label)) for key, label in offices_open()])

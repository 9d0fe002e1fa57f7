"""A verdict on a lead, a word to its referrer, a report."""

from __future__ import annotations

from django import forms

from dukou.projects.core.leads import Verdict
from dukou.projects.forms.projects import day_field, said, words_field


class JudgeForm(forms.Form):
    """What a lead is judged to be."""

    verdict = forms.ChoiceField(label=said("研判", "verdict"))
    words = words_field("理由", "reason")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, str(each.label)) for each in Verdict]


class FeedBackForm(forms.Form):
    """What whoever named the lead was told."""

    words = words_field("反馈了什么", "what was told")


class ReportForm(forms.Form):
    """What became of the project since the last report."""

    words = words_field("进展", "what was done")
    on = day_field("报告日期（不写为今天）", "day of the report (today)", is_required=False)

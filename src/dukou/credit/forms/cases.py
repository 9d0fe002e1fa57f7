"""What a firm writes about a record, and what the unit rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import Severity
from dukou.credit.models import CreditRecord
from dukou.kit.core.labels import Label

_LONG = 2000


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def words_field(zh: str, en: str, *, is_required: bool = True, **more: Any) -> forms.CharField:
    """Some lines of words."""
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=said(zh, en), max_length=_LONG, required=is_required, widget=box, **more)


def line_field(zh: str, en: str, *, is_required: bool = True, most: int = 300, **more: Any) -> forms.CharField:
    """One line."""
    return forms.CharField(label=said(zh, en), max_length=most, required=is_required, **more)


def day_field(zh: str, en: str, *, is_required: bool = True, **more: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"], required=is_required, **more)


class RepairForm(forms.Form):
    """An application for repair. The day and the proof are asked for where no unit noted yet that the duty is done."""

    words = words_field("申请理由和整改情况", "why, and what was put right")
    done_on = day_field("义务履行完毕的日期", "day on which the duty was done", is_required=False)
    evidence = line_field(
        "履行凭证",
        "proof of it",
        is_required=False,
        help_text=said("例如缴款书编号；由单位核实", "such as a receipt; the unit checks it"),
    )
    promise = words_field(
        "公开信用承诺", "public promise", help_text=said("承诺今后守法诚信经营，违背承诺愿接受惩戒；会公开", "it is made public")
    )

    def __init__(self, *args: Any, is_done: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_done:
            del self.fields["done_on"], self.fields["evidence"]


class DisputeForm(forms.Form):
    """What is wrong with a record."""

    words = words_field("哪里有误", "what is wrong")
    evidence = line_field("依据", "evidence", is_required=False)


class NothingForm(forms.Form):
    """A step that takes no words."""


class GrantForm(forms.Form):
    """A repair is granted."""

    confirms_duty = forms.BooleanField(label=said("已核实义务履行完毕", "the duty was found to be done"), required=False)
    words = words_field("说明", "words", is_required=False)

    def __init__(self, *args: Any, is_done: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_done:
            del self.fields["confirms_duty"]


class ReasonForm(forms.Form):
    """Why."""

    reason = words_field("理由（企业会看到）", "reason, which the firm reads")


class WithdrawForm(ReasonForm):
    """Why a record ends, and by which paper."""

    evidence = line_field("依据", "evidence")


class CorrectForm(ReasonForm):
    """The right content, filled in from what stands; what is not asked here stays as it was."""

    number = line_field("文书号", "number of the paper", most=120)
    decided_on = day_field("决定日期", "decided on")
    text = words_field("内容", "what it says")
    severity = forms.ChoiceField(label=said("失信程度", "severity"), required=False)
    evidence = line_field("更正的依据", "evidence of the correction")
    folded = frozenset({"severity"})

    def __init__(self, *args: Any, row: CreditRecord, **kwargs: Any) -> None:
        initial = {"number": row.number, "decided_on": row.decided_on, "text": row.text, "severity": row.severity}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.row = row
        field = self.fields["severity"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, str(each.label)) for each in Severity]
        if not row.severity:
            del self.fields["severity"]

    def right(self) -> Entered:
        """The record as it should be. Its time of publication is reckoned anew where its day or severity changed."""
        told, row = self.cleaned_data, self.row
        severity = Severity.of(told["severity"]) if told.get("severity") else None
        is_same = told["decided_on"] == row.decided_on and (severity is None or severity.value == row.severity)
        return Entered(
            sort=row.sort,
            number=told["number"],
            decided_on=told["decided_on"],
            text=told["text"],
            evidence=told["evidence"],
            basis=row.basis,
            unit=row.unit.key,
            severity=severity,
            amount=row.amount,
            published_on=row.published_on if is_same else None,
            published_until=row.published_until if is_same else None,
        )

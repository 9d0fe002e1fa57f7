"""What people type into this room's pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.kit.core.labels import Label
from dukou.kit.core.money import parse_money
from dukou.kit.core.refusals import Malformed
from dukou.policies.core.papers import Paper


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def day_field(zh: str, en: str) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"])


class PapersForm(forms.Form):
    """Papers that are handed in."""

    papers = forms.MultipleChoiceField(
        label=said("已备齐的材料", "papers that are ready"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, papers: Mapping[str, Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["papers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, str(paper.label)) for key, paper in papers.items()]
        if not papers:
            del self.fields["papers"]


class FileForm(PapersForm):
    """A claim of one's own firm."""

    remark = forms.CharField(
        label=said("说明", "remark"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=said("系统里的资料与实际不符的，在这里说明", "say here where what is known of the firm is not as it is"),
    )


class DecisionForm(forms.Form):
    """What the office decides on a claim."""

    verdict = forms.ChoiceField(
        label=said("初审意见", "decision"),
        widget=forms.RadioSelect,
        choices=[("grant", said("同意兑付", "grant it")), ("refuse", said("不予兑付", "turn it down"))],
    )
    amount = forms.CharField(
        label=said("金额", "amount"),
        required=False,
        max_length=30,
        help_text=said(
            "写数字和单位，如 20万元；金额按规则能确定的，留空即为可给的全额，不能确定的必须写",
            "a number with its unit, such as 20万元; empty: all that can be given, where the rules tell the amount exactly",
        ),
    )
    reason = forms.CharField(label=said("理由", "reason"), max_length=500)

    def clean_amount(self) -> int | None:
        """In fen; None where it is left empty."""
        typed = self.cleaned_data["amount"].strip()
        if not typed:
            return None
        try:
            return parse_money(typed)
        except Malformed as fault:
            raise forms.ValidationError(f"{fault.what}；{fault.cure}") from fault


class PaymentForm(forms.Form):
    """A payment as its voucher tells it."""

    voucher = forms.CharField(label=said("付款凭证号", "number of the voucher"), max_length=120)
    paid_on = day_field("付款日期", "paid on")


class WithdrawalForm(forms.Form):
    """Why a claim is taken back."""

    reason = forms.CharField(label=said("理由", "reason"), max_length=500)

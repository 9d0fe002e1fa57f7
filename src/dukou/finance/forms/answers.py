"""What a bank answers, and what a firm makes of it."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.finance.core.amounts import read_asked
from dukou.finance.core.costs import LONGEST
from dukou.finance.core.frames import Reason
from dukou.finance.core.kinds import Repayment
from dukou.finance.core.rates import read_rate
from dukou.finance.core.typed_amounts import is_nothing
from dukou.finance.forms.amounts import AmountForm, fault
from dukou.finance.forms.parts import said
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

_LONG = 2000


class NothingForm(forms.Form):
    """A step that takes no words."""


class AcceptForm(forms.Form):
    """The offer that was read, so that no later one is accepted for it."""

    answer = forms.IntegerField(widget=forms.HiddenInput)


class OfferForm(AmountForm):
    """An offer."""

    rate = forms.CharField(label=said("年利率（%）", "rate a year, in percent"), max_length=8, help_text=said("如 3.65", "such as 3.65"))
    fee = forms.CharField(
        label=said("放款时收取的费用", "fee kept back when drawn"),
        max_length=40,
        required=False,
        help_text=said("写明单位，如 500元；没有就不填", "with its unit, such as 500元; empty where there is none"),
    )
    term_months = forms.IntegerField(label=said("期限（月）", "term in months"), min_value=1, max_value=LONGEST)
    repayment = forms.ChoiceField(label=said("还款方式", "repayment"), choices=[(each.value, each.label) for each in Repayment])
    valid_until = forms.DateField(
        label=said("报价有效期至", "holds until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def clean_rate(self) -> int:
        """The rate in hundredths of a percent."""
        try:
            return read_rate(self.cleaned_data["rate"])
        except Malformed as unclear:
            raise fault(unclear) from unclear

    def clean_fee(self) -> str:
        """The fee as it was typed, where it can be read."""
        typed = str(self.cleaned_data["fee"])
        try:
            if not is_nothing(typed):
                read_asked(typed)
        except Malformed as unclear:
            raise fault(unclear) from unclear
        return typed

    @property
    def told(self) -> dict[str, Any]:
        """What the act takes."""
        return super().told | {"repayment": Repayment.of(self.cleaned_data["repayment"])}


class RefuseForm(forms.Form):
    """A refusal: a reason of the list, and words."""

    reason = forms.ChoiceField(label=said("理由", "reason"))
    words = forms.CharField(
        label=said("说明（企业会看到）", "words, which the firm reads"), max_length=_LONG, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, reasons: tuple[Reason, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", Label("选理由", "choose")), *((each.code, each.name) for each in reasons)]  # none is chosen for the bank


class DeclineForm(forms.Form):
    """Why an offer is declined, where the firm says it."""

    reason = forms.CharField(
        label=said("原因（银行会看到）", "why, which the bank reads"),
        max_length=_LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

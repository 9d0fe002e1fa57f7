"""What a bank types: a line that it grants, an entry of a ledger, one that it takes back."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.core.rates import rate_words, read_rate
from dukou.finance.forms.amounts import AmountForm, fault
from dukou.finance.forms.parts import said
from dukou.finance.models import BankAnswer
from dukou.kit.core.labels import Label
from dukou.kit.core.money import money_text
from dukou.kit.core.refusals import Malformed


def day_field(zh: str, en: str, *, is_required: bool = True, **more: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"], required=is_required, **more)


class GrantForm(AmountForm):
    """A line, filled in from the offer that the firm accepted."""

    rate = forms.CharField(label=said("年利率（%）", "rate a year, in percent"), max_length=8)
    from_on = day_field("起始日", "from")
    until_on = day_field("截止日", "until")
    paper = forms.CharField(label=said("合同或批复编号", "contract or approval"), max_length=200)

    def __init__(self, *args: Any, offer: BankAnswer, **kwargs: Any) -> None:
        told = {"amount": money_text(offer.amount or 0, "万元"), "rate": rate_words(offer.rate or 0).removesuffix("%")}
        super().__init__(*args, **(kwargs | {"initial": told}))

    def clean_rate(self) -> int:
        """The rate in hundredths of a percent."""
        try:
            return read_rate(self.cleaned_data["rate"])
        except Malformed as unclear:
            raise fault(unclear) from unclear


class EntryForm(AmountForm):
    """One entry of a ledger."""

    kind = forms.ChoiceField(label=said("事项", "what"))
    on = day_field("日期", "day")
    due_on = day_field("到期日", "due on", is_required=False, help_text=said("放款和续贷才填", "of a drawing or a renewal alone"))
    note = forms.CharField(label=said("备注", "note"), max_length=200, required=False)
    field_order = ("kind", "amount", "unit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, str(each.label)) for each in LoanEntryKind if each is not LoanEntryKind.REVERSED]

    def clean_kind(self) -> LoanEntryKind:
        """As the act takes it."""
        return LoanEntryKind.of(self.cleaned_data["kind"])


class ReverseForm(forms.Form):
    """An entry taken back, by its number in the ledger."""

    entry = forms.TypedChoiceField(label=said("要冲正的一笔", "entry to take back"), coerce=int)
    reason = forms.CharField(label=said("原因", "reason"), max_length=200)

    def __init__(self, *args: Any, entries: list[tuple[int, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["entry"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(number), str(label)) for number, label in entries]

"""What a bank types: a line that it grants, an entry of a ledger, one that it takes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.finance.core.amounts import read_asked
from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.core.rates import rate_words, read_rate
from dukou.finance.models import BankAnswer
from dukou.kit.core.labels import Label
from dukou.kit.core.money import money_text
from dukou.kit.core.refusals import Malformed


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def day_field(zh: str, en: str, *, is_required: bool = True, **more: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"], required=is_required, **more)


class SumField(forms.CharField):
    """Money with its unit, handed on as it was written; what has no unit is asked back."""

    def __init__(self, **how: Any) -> None:
        help_text = said("写明单位，如 99万元 或 8662.5元", "with its unit, such as 99万元 or 8662.5元")
        super().__init__(max_length=40, help_text=help_text, **how)

    def clean(self, value: Any) -> str:
        """The text, if it can be read."""
        text = str(super().clean(value))
        try:
            read_asked(text)
        except Malformed as unclear:
            raise _fault(unclear) from unclear
        return text


class RateField(forms.CharField):
    """A rate in percent a year, in hundredths of a percent."""

    def clean(self, value: Any) -> int:
        """The hundredths."""
        try:
            return read_rate(str(super().clean(value)))
        except Malformed as unclear:
            raise _fault(unclear) from unclear


class GrantForm(forms.Form):
    """A line, filled in from the offer that the firm accepted."""

    amount = SumField(label=said("授信额度", "line"))
    rate = RateField(label=said("年利率（%）", "rate a year (%)"), max_length=10)
    from_on = day_field("起始日", "from")
    until_on = day_field("截止日", "until")
    paper = forms.CharField(label=said("合同或批复编号", "contract or approval"), max_length=200)

    def __init__(self, *args: Any, offer: BankAnswer | None, **kwargs: Any) -> None:
        initial = {}
        if offer is not None and offer.amount is not None and offer.rate is not None:
            initial = {"amount": money_text(offer.amount, "万元"), "rate": rate_words(offer.rate).removesuffix("%")}
        super().__init__(*args, **(kwargs | {"initial": initial}))


class EntryForm(forms.Form):
    """One entry of a ledger."""

    kind = forms.ChoiceField(label=said("事项", "what"))
    amount = SumField(label=said("金额", "amount"))
    on = day_field("日期", "day")
    due_on = day_field("到期日", "due on", is_required=False, help_text=said("放款和续贷才填", "of a drawing or a renewal alone"))
    note = forms.CharField(label=said("备注", "note"), max_length=200, required=False)

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


def _fault(unclear: Malformed) -> forms.ValidationError:
    return forms.ValidationError(str(Label("{what}。{cure}", "{what}: {cure}").filled(what=unclear.what, cure=unclear.cure)))

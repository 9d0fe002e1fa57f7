"""What a firm consents to, and why a bank looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from dukou.finance.actions.consents import Consented
from dukou.finance.core.consents import LONGEST, MOST_LOOKS
from dukou.finance.core.frames import Usual
from dukou.finance.core.items import Group, Item
from dukou.finance.core.kinds import Purpose, ToBank
from dukou.finance.core.looking import LookReason
from dukou.finance.core.products import Product
from dukou.finance.forms.parts import line_field, said
from dukou.kit.core.labels import Label

_PREFIX = "items-"


class ConsentForm(forms.Form):
    """A consent for one purpose: which bank, for which product, which items by group, for how many days and looks."""

    bank = forms.ChoiceField(label=said("银行", "bank"))
    product = forms.ChoiceField(label=said("产品", "product"), required=False)
    days = forms.IntegerField(label=said("有效天数（从今天起）", "days from today"), min_value=1, max_value=LONGEST)
    looks = forms.IntegerField(label=said("最多查询几次", "looks at most"), min_value=1, max_value=MOST_LOOKS)

    def __init__(
        self, *args: Any, banks: Mapping[str, Label], products: Sequence[Product], groups: Sequence[Group], usual: Usual, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"days": usual.days, "looks": usual.looks} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        anything = ("", str(Label("任何产品", "any product")))
        _choose(self.fields["bank"], [(key, str(name)) for key, name in banks.items()])
        _choose(self.fields["product"], [anything, *((each.key, str(each.name)) for each in products)])
        self.needed_when = {f"{_PREFIX}{group.key}": said("需要的才选", "only what is needed") for group in groups}
        for group in groups:
            offered = [item for item in group.items if item.to_bank is not ToBank.NEVER]
            if offered:
                self.fields[f"{_PREFIX}{group.key}"] = forms.MultipleChoiceField(
                    label=said(group.name.zh, group.name.en),
                    choices=[(item.key, _named(item)) for item in offered],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )

    def consented(self, purpose: Purpose, today: date) -> Consented:
        """What the firm consents to."""
        told = self.cleaned_data
        items = [key for name, keys in told.items() if name.startswith(_PREFIX) for key in keys]
        until = today + timedelta(days=told["days"] - 1)
        return Consented(told["bank"], purpose, items, today, until, told["looks"], told["product"])


class LookForm(forms.Form):
    """Why a bank looks. `number`: of the look that this will be, so that what is sent twice is counted once."""

    reason = forms.ChoiceField(label=said("为什么查", "why you look"))
    words = line_field("说明", "words", is_required=False, most=120, help_text=said("企业会看到", "the firm reads this"))
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, purpose: Purpose, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["reason"], [(each.value, str(each.label)) for each in LookReason if each.purpose is purpose])

    def why(self) -> str:
        """What the firm reads."""
        return self.chosen().told(self.cleaned_data["words"])

    def chosen(self) -> LookReason:
        """The reason that was chosen."""
        return LookReason.of(self.cleaned_data["reason"])


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _named(item: Item) -> str:
    return str(Label(f"{item.name.zh}（{item.to_bank.label.zh}）", f"{item.name.en} ({item.to_bank.label.en})"))

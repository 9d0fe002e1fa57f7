"""What a bank states of a product."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.finance.core.products import MOST_CASES
from dukou.finance.forms.parts import said
from dukou.kit.core.labels import Label

_DAY = "%Y-%m-%d"


def _day(zh: str, en: str) -> forms.DateField:
    return forms.DateField(label=said(zh, en), widget=forms.DateInput(attrs={"type": "date"}, format=_DAY), input_formats=[_DAY])


class StateForm(forms.Form):
    """Product, quota with its unit, cap of cases, period."""

    bank = forms.ChoiceField(label=said("银行", "bank"))
    product = forms.ChoiceField(label=said("产品", "product"))
    quota = forms.CharField(
        label=said("额度", "quota"),
        max_length=30,
        required=False,
        help_text=said("写数字和单位，如 5000万元；空着为不限", "a number with its unit, such as 5000万元; empty: no bound"),
    )
    cases = forms.IntegerField(
        label=said("户数上限", "cap of cases"),
        min_value=1,
        max_value=MOST_CASES,
        required=False,
        help_text=said("空着为不限", "empty: no bound"),
    )
    is_sure = forms.BooleanField(
        label=said("额度核对无误", "the quota is right"),
        required=False,
        help_text=said("额度不到 1,000元或超过 10亿元时才要打勾", "tick it where the quota is below 1,000 yuan or above 1 bn yuan"),
    )
    from_on = _day("起", "from")
    until_on = _day("至", "until")

    def __init__(self, *args: Any, banks: list[tuple[str, Label]], products: list[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("bank", banks), ("product", products)):
            self.fields[name].choices = [(key, str(label)) for key, label in offered]  # type: ignore[attr-defined]


class StopForm(forms.Form):
    """Which of what one's bank offers."""

    offer = forms.ChoiceField(label=said("产品", "product"))

    def __init__(self, *args: Any, offers: list[tuple[str, Label | str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].choices = [(key, str(label)) for key, label in offers]  # type: ignore[attr-defined]

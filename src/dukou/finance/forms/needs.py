"""What a firm writes when it needs money, sends its need to a bank, and closes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from dukou.casework.queries.about import Named
from dukou.finance.core.costs import LONGEST
from dukou.finance.forms.amounts import AmountForm
from dukou.finance.forms.parts import said
from dukou.kit.core.labels import Label

_LONG = 2000
_NONE = Label("没有", "none")


def _named(each: Named) -> tuple[str, Label]:
    return f"{each.kind}:{each.number}", Label("{name}（{on}）", "{name} ({on})").filled(name=each.label, on=each.on)


class NeedForm(AmountForm):
    """A need. `came`: the case or visit that it came of; `meeting`: with banks, where it was told; each only where there is one."""

    term_months = forms.IntegerField(label=said("期限（月）", "term in months"), min_value=1, max_value=LONGEST)
    purpose = forms.CharField(
        label=said("资金用途", "what for"),
        max_length=_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=said("银行会看到，如“采购 900 万元订单的原料”", "banks read it, such as: materials for an order of 9 million"),
    )
    wanted_on = forms.DateField(
        label=said("希望到账的日期", "wanted on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        required=False,
    )
    came = forms.ChoiceField(label=said("来自哪件事项或走访", "the case or visit it came of"), required=False)
    meeting = forms.ChoiceField(label=said("在哪次银企对接会上提出", "the meeting with banks where it was told"), required=False)

    def __init__(self, *args: Any, origins: Sequence[Named], meetings: Sequence[Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("came", [_named(each) for each in origins]), ("meeting", [_of(each) for each in meetings])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _NONE), *found]
            if not found:
                del self.fields[name]

    @property
    def told(self) -> dict[str, Any]:
        """What the act takes."""
        kind, _, key = self.cleaned_data.get("came", "").partition(":")
        meeting = self.cleaned_data.get("meeting", "")
        return super().told | {"came": (kind, key) if kind else None, "meeting": int(meeting) if meeting else None}


def _of(each: Named) -> tuple[str, Label]:
    return str(each.number), _named(each)[1]


class CloseForm(forms.Form):
    """Why a need is closed."""

    reason = forms.CharField(label=said("原因", "reason"), max_length=_LONG, widget=forms.Textarea(attrs={"rows": 2}))


class ApplyForm(AmountForm):
    """A need goes to a bank: under which consent, which says the bank, and for which product."""

    consent = forms.ChoiceField(label=said("银行和授权", "bank, and the consent to it"))
    product = forms.ChoiceField(label=said("产品", "product"))

    field_order = ("consent", "product", "amount", "unit")

    def __init__(self, *args: Any, consents: Sequence[tuple[str, Label]], products: Sequence[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("consent", consents), ("product", products)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(offered)
        self.fields["amount"].required = False
        self.fields["amount"].help_text = said("不填就按需求的金额", "empty: the amount of the need")

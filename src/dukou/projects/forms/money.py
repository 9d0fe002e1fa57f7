"""What people type on the pages of money and admission."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.kit.core.labels import Label
from dukou.kit.core.money import parse_money
from dukou.kit.core.refusals import Malformed
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.forms.projects import day_field, offer, said


class AmountField(forms.CharField):
    """Money with its unit, in fen."""

    def __init__(self, **how: Any) -> None:
        super().__init__(max_length=30, help_text=said("写数字和单位，如 5411.4万元", "a number with its unit, such as 5411.4万元"), **how)

    def clean(self, value: Any) -> int:
        """In fen."""
        try:
            return parse_money(super().clean(value))
        except Malformed as fault:
            raise forms.ValidationError(f"{fault.what}；{fault.cure}") from fault


def _members(kinds: type[Rung] | type[PaperKind]) -> Any:
    return lambda: [(each.value, str(each.label)) for each in kinds]


class SumForm(forms.Form):
    """The total of a rung to a day."""

    prefix = "sum"
    rung = forms.ChoiceField(label=said("台阶", "rung"), choices=_members(Rung))
    amount = AmountField(label=said("累计金额", "total to date"))
    as_of = day_field("截至", "to the day")
    said_by = forms.CharField(label=said("谁报的", "who told it"), max_length=200)
    reason = forms.CharField(label=said("理由（调低时必写）", "reason (needed where it falls)"), max_length=500, required=False)


class PaperForm(forms.Form):
    """A paper that proves money on a rung."""

    prefix = "paper"
    rung = forms.ChoiceField(label=said("证明哪个台阶", "rung that it proves"), choices=_members(Rung))
    kind = forms.ChoiceField(label=said("凭据种类", "kind of paper"), choices=_members(PaperKind))
    issuer = forms.CharField(label=said("出具单位", "issued by"), max_length=200)
    number = forms.CharField(label=said("编号", "number"), max_length=100)
    issued_on = day_field("出具日期", "issued on")
    amount = AmountField(label=said("其中证明的金额", "amount that it proves"))


class FactForm(forms.Form):
    """A fact of a project."""

    fact = forms.ChoiceField(label=said("情况", "fact"))
    value = forms.CharField(
        label=said("内容", "what it is"),
        max_length=200,
        help_text=said("数字带单位，如 100亩；是否写 是 或 否", "numbers with their unit, such as 100亩; yes or no where that is asked"),
    )
    is_plan = forms.BooleanField(label=said("是计划数，投产后不再算数", "a plan: it no longer counts in production"), required=False)
    known_on = day_field("何日得知", "known on")
    source = forms.CharField(label=said("来源", "source"), max_length=300)

    def __init__(self, *args: Any, facts: list[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "fact", [(key, str(label)) for key, label in facts])


class WithdrawForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=said("理由", "reason"), max_length=500)

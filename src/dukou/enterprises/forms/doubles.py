"""What people decide on two entries that may be one firm."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.enterprises.forms.fields import reason_field, said
from dukou.enterprises.queries.doubles import Pair
from dukou.kit.core.labels import Label

APART = "apart"


class DecisionForm(forms.Form):
    """One firm, and which entry stands for both; or two firms. The buttons say which."""

    keep = forms.ChoiceField(
        label=said("合并后保留哪一条", "which entry stands for both"),
        widget=forms.RadioSelect,
        error_messages={"required": said("选择保留哪一条", "choose the entry that stays")},
    )
    reason = reason_field(said("凭什么判断", "on what the judgement rests"))

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep = self.fields["keep"]
        assert isinstance(keep, forms.ChoiceField)
        sides = (Label("甲", "A"), Label("乙", "B"))
        keep.choices = [(firm.key, f"{side}　{firm.name}") for side, firm in zip(sides, (pair.first, pair.second), strict=True)]
        keep.required = self.data.get("decision") != APART


class UndoForm(forms.Form):
    """Why a decision is taken back."""

    reason = reason_field()

"""Premises on offer, what a project needs, and a letting. Rents are typed in yuan and kept in fen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from dukou.kit.core.money import to_fen
from dukou.projects.core.premises import PremiseKind
from dukou.projects.forms.projects import Choices, day_field, offer, offices, said


def _number(zh: str, en: str) -> forms.IntegerField:
    return forms.IntegerField(label=said(zh, en), required=False, min_value=0, max_value=10_000_000)


def _area(zh: str, en: str, *, is_required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(label=said(zh, en), required=is_required, min_value=Decimal("0.01"), max_digits=12, decimal_places=2)


def _rent(zh: str, en: str, *, is_required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(label=said(zh, en), required=is_required, min_value=0, max_digits=8, decimal_places=2)


class _RentForm(forms.Form):
    """A form with a rent in yuan per m² and month, which is handed on in fen."""

    def clean_rent(self) -> int | None:
        """The rent in fen; None where none is told."""
        given: Decimal | None = self.cleaned_data["rent"]
        return None if given is None else to_fen(given, "元")


class PremiseForm(_RentForm):
    """Premises."""

    key = forms.SlugField(label=said("代号", "key"), max_length=40)
    kind = forms.ChoiceField(label=said("类型", "kind"))
    name = forms.CharField(label=said("名称", "name"), max_length=200)
    address = forms.CharField(label=said("地址", "address"), max_length=300, required=False)
    area = _area("面积（平方米）", "area (m²)", is_required=True)
    rent = _rent("租金（元/平方米·月，不知道的不写）", "rent (yuan per m² and month; empty: not known)")
    power_kva = _number("电力容量（千伏安）", "power (kVA)")
    floor_load = _number("楼面荷载（千克/平方米）", "floor load (kg/m²)")
    free_from = day_field("何时可用", "free from", is_required=False)
    owner = forms.ChoiceField(label=said("权属单位", "owner"), required=False)
    owner_text = forms.CharField(label=said("或写明权属", "or say whose it is"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", _kinds())
        offer(self, "owner", [("", "—"), *offices()])


class NeedForm(_RentForm):
    """What a project needs; what is left empty does not matter."""

    kind = forms.ChoiceField(label=said("类型", "kind"), required=False)
    least = _area("面积不小于（平方米）", "area at least (m²)")
    most = _area("面积不大于（平方米）", "area at most (m²)")
    power_kva = _number("电力不小于（千伏安）", "power at least (kVA)")
    rent = _rent("租金不高于（元/平方米·月）", "rent at most (yuan per m² and month)")
    by_on = day_field("最晚何时要", "needed by", is_required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "—"), *_kinds()])


class LetForm(_RentForm):
    """A letting."""

    premise = forms.ChoiceField(label=said("场地", "premises"))
    from_on = day_field("起租", "from")
    until_on = day_field("到期（不写为不定期）", "until (empty: open)", is_required=False)
    rent = _rent("租金（元/平方米·月）", "rent (yuan per m² and month)", is_required=True)
    concession = forms.CharField(label=said("减免什么", "what is let off"), max_length=500, required=False)
    concession_months = _number("减免几个月", "for how many months")

    def __init__(self, *args: Any, premises: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "premise", premises)


class EndForm(forms.Form):
    """When a letting ends, and why."""

    on = day_field("租到哪天", "let until")
    reason = forms.CharField(label=said("理由", "reason"), max_length=300)


class WithdrawForm(forms.Form):
    """Why premises are no longer on offer."""

    reason = forms.CharField(label=said("理由", "reason"), max_length=300)


def _kinds() -> Choices:
    return [(each.value, str(each.label)) for each in PremiseKind]

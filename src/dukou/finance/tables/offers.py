"""Offers side by side by what they cost in a year, the cheapest marked in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.urls import reverse

from dukou.finance.core.rates import rate_words
from dukou.finance.queries.limits import LimitTold
from dukou.finance.queries.offers import OfferTold
from dukou.finance.tables.applications import state_cell
from dukou.finance.tables.money import NONE, months_words, wan, wan_cell, wan_to_yuan
from dukou.finance.tables.needs import WAN
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

_TITLE = Label("银行报价比较", "Offers side by side")
_CHEAPEST = Label("一年成本最低", "cheapest a year")
_GONE = Label("报价已过期", "the offer has run out")
_BY = Label("高 {rate}，主要因为{part}", "{rate} dearer, mostly by {part}")
_MOST = Label("规则上限 {most}", "limit by the rules: {most}")
_FEE, _NO_FEE = Label("放款费用 {fee}", "fee {fee}"), Label("无放款费用", "no fee")
_UNTIL = Label("有效期至 {day}", "until {day}")
_SPLIT = Label("还本 {principal}，利息 {interest}，费用 {fees}", "principal {principal}, interest {interest}, fees {fees}")


def offer_table(found: Sequence[OfferTold], limits: Mapping[str, LimitTold]) -> Table:
    """Offers, the cheapest first. `limits`: by product what its rules would lend."""
    heads = [
        Heading(Label("银行和产品", "Bank and product")),
        Heading(Label("报价金额", "Amount"), is_number=True),
        Heading(Label("年利率", "Rate"), is_number=True),
        Heading(Label("期限", "Term")),
        Heading(Label("一年成本", "Cost a year"), is_number=True),
        Heading(Label("第一年付出", "Paid in the first year"), is_number=True),
        Heading(Label("和最低的相比", "Beside the cheapest")),
        Heading(Label("情况", "How it stands")),
    ]
    return plain_table(_TITLE, heads, [_row(each, limits.get(each.row.product)) for each in found], unit=WAN)


def _row(each: OfferTold, limit: LimitTold | None) -> list[Cell | Text]:
    terms, first = each.terms, each.first_year
    parts = {"principal": first.principal, "interest": first.interest, "fees": first.fees}
    split = _SPLIT.filled(**{name: wan_to_yuan(fen) for name, fen in parts.items()})
    known = limit.amount if limit else None
    most = _MOST.filled(most=Label("未知", "not known") if known is None else wan(known))
    state = state_cell(each.state) if each.compared else Cell(_GONE, light=Light.RED.value)
    return [
        Cell(each.row.bank.label, reverse("finance:application", args=[each.row.pk]), qualifier=each.product),
        replace(wan_cell(terms.amount), qualifier=most),
        Cell(rate_words(terms.rate), is_number=True, qualifier=_FEE.filled(fee=wan(terms.fee)) if terms.fee else _NO_FEE),
        Cell(months_words(terms.months), qualifier=terms.repayment.label),
        Cell(rate_words(each.compared.cost.yearly) if each.compared else NONE, is_number=True),
        Cell(wan_to_yuan(first.paid), is_number=True, qualifier=split),
        _beside(each),
        replace(state, qualifier=_UNTIL.filled(day=terms.valid_until)),
    ]


def _beside(each: OfferTold) -> Cell:
    if each.compared is None:
        return Cell(NONE)
    if each.is_cheapest or not each.compared.dearer or each.compared.by is None:
        return Cell(_CHEAPEST, light=Light.GREEN.value)
    return Cell(_BY.filled(rate=rate_words(each.compared.dearer), part=each.compared.by.label))

"""Offers side by side by what they cost in a year, the cheapest marked in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from dukou.finance.core.rates import rate_words
from dukou.finance.queries.limits import LimitTold
from dukou.finance.queries.offers import OfferTold
from dukou.finance.tables.applications import state_cell
from dukou.finance.tables.money import NONE, months_words, wan, wan_cell
from dukou.finance.tables.needs import WAN
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

_TITLE = Label("银行报价比较", "Offers side by side")
_CHEAPEST = Label("一年成本最低", "cheapest a year")
_GONE = Label("报价已过期", "the offer has run out")
_BY = Label("高 {rate}，主要因为{part}", "{rate} dearer, mostly by {part}")
_SPLIT = Label("还本 {principal}，利息 {interest}，费用 {fees}", "principal {principal}, interest {interest}, fees {fees}")


def offer_table(found: Sequence[OfferTold], limits: Mapping[str, LimitTold]) -> Table:
    """Offers, the cheapest first. `limits`: by product what its rules would lend."""
    heads = [
        Heading(Label("银行", "Bank")),
        Heading(Label("产品", "Product")),
        Heading(Label("报价金额", "Amount"), is_number=True),
        Heading(Label("规则上限", "Limit by the rules"), is_number=True),
        Heading(Label("年利率", "Rate"), is_number=True),
        Heading(Label("放款费用", "Fee"), is_number=True),
        Heading(Label("期限", "Term"), is_number=True),
        Heading(Label("还款方式", "Repayment")),
        Heading(Label("一年成本", "Cost a year"), is_number=True),
        Heading(Label("第一年付出", "Paid in the first year"), is_number=True),
        Heading(Label("和最低的相比", "Beside the cheapest")),
        Heading(Label("有效期至", "Holds until")),
        Heading(Label("情况", "How it stands")),
    ]
    return plain_table(_TITLE, heads, [_row(each, limits.get(each.row.product)) for each in found], unit=WAN)


def _row(each: OfferTold, limit: LimitTold | None) -> list[Cell | Text]:
    terms, first = each.terms, each.first_year
    split = _SPLIT.filled(principal=wan(first.principal), interest=wan(first.interest), fees=wan(first.fees))
    return [
        Cell(each.row.bank.label, reverse("finance:application", args=[each.row.pk])),
        each.product,
        wan_cell(terms.amount),
        wan_cell(limit.amount if limit else None),
        Cell(rate_words(terms.rate), is_number=True),
        Cell(wan(terms.fee) if terms.fee else NONE, is_number=True),
        Cell(months_words(terms.months), is_number=True),
        terms.repayment.label,
        Cell(rate_words(each.compared.cost.yearly) if each.compared else NONE, is_number=True),
        Cell(wan(first.paid), is_number=True, qualifier=split),
        _beside(each),
        str(terms.valid_until),
        state_cell(each.state) if each.compared else Cell(_GONE, light=Light.RED.value),
    ]


def _beside(each: OfferTold) -> Cell:
    if each.compared is None:
        return Cell(NONE)
    if each.is_cheapest or not each.compared.dearer or each.compared.by is None:
        return Cell(_CHEAPEST, light=Light.GREEN.value)
    return Cell(_BY.filled(rate=rate_words(each.compared.dearer), part=each.compared.by.label))

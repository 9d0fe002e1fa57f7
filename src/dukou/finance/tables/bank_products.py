"""What banks offer, as tables: with quotas for the bank and the office, by name alone for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from dukou.finance.core.products import Product
from dukou.finance.models import BankProduct
from dukou.finance.queries.bank_products import Offered
from dukou.kit.core.labels import Label, same
from dukou.kit.core.money import money_text
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table

NO_BOUND = Label("不限", "no bound")
_COUNTED = (  # each says what it is by itself: a phone shows no head above
    Label("额度", "Quota"),
    Label("已授信额度", "Money granted"),
    Label("剩余额度", "Money left"),
    Label("户数上限", "Cap of cases"),
    Label("已授信户数", "Cases granted"),
    Label("剩余户数", "Cases left"),
)
_OVER, _COMING = Label("已过期", "over"), Label("还没有开始", "not begun")


def offers_table(rows: Sequence[Offered], products: Mapping[str, Product], today: date) -> Table:
    """Quota, granted, left; cases alike."""
    heads = (
        (
            Heading(Label("产品", "Product"), rows=2),
            Heading(Label("银行", "Bank"), rows=2),
            Heading(Label("期间", "Period"), rows=2),
            Heading(Label("额度（万元）", "Money (万元)"), columns=3),
            Heading(Label("户数", "Cases"), columns=3),
        ),
        tuple(Heading(label, is_number=True) for label in _COUNTED),
    )
    body = tuple(Row(_cells(each, products, today)) for each in rows)
    notes = (
        Label("“已授信”是期间内授信的合计，不是放款；授信和放款不相加。", "“Granted” are lines granted in the period, not loans drawn."),
    )
    return Table(Label("各银行提供的产品和额度", "What banks offer"), heads, body, notes=notes, is_broad=True)


def _cells(each: Offered, products: Mapping[str, Product], today: date) -> tuple[Cell, ...]:
    row = each.row
    place = _OVER if row.until_on < today else _COMING if row.from_on > today else ""
    texts: tuple[Text, ...] = (
        *map(_wan, (row.quota, each.granted, each.money_left)),
        *map(_count, (row.cases, each.lines, each.cases_left)),
    )
    return (
        product_cell(row.product, products),
        Cell(row.bank.label),
        Cell(Label(f"{row.from_on} 至 {row.until_on}", f"{row.from_on} to {row.until_on}"), qualifier=place),
        *(Cell(text, is_number=True) for text in texts),
    )


def product_cell(key: str, products: Mapping[str, Product]) -> Cell:
    """A product by its name; of one that left the pack its key."""
    return Cell(products[key].name, reverse("finance:product", args=[key])) if key in products else Cell(same(key))


def _wan(fen: int | None) -> Text:
    return NO_BOUND if fen is None else money_text(fen, "万元").removesuffix("万元")


def _count(number: int | None) -> Text:
    return NO_BOUND if number is None else f"{number:,}"


def banks_table(rows: Sequence[BankProduct]) -> Table:
    """Which banks offer a product now: names and period, no quotas."""
    heads = [Heading(Label("银行", "Bank")), Heading(Label("提供至", "Offered until"))]
    return plain_table(Label("现在提供的银行", "Banks that offer it now"), heads, [[row.bank.label, str(row.until_on)] for row in rows])

"""Consents and the looks that were taken under them, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from dukou.finance.core.bands import Answer
from dukou.finance.core.items import Item
from dukou.finance.core.kinds import Purpose
from dukou.finance.core.looking import why_label
from dukou.finance.models import Consent, LookUp
from dukou.finance.queries.consents import ConsentTold
from dukou.finance.queries.looks import LookCount
from dukou.finance.tables.portrait import DISPUTED, item_name
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

LIVE, ANY = Label("有效", "live"), Label("任何产品", "any product")
_EACH = 16  # characters of a hash in a row: it is read in four groups


def consents_table(found: Sequence[ConsentTold], products: Mapping[str, Label], *, with_firm: bool) -> Table:
    """A firm's consents, one a row."""
    heads = [Heading(Label("编号", "Number")), Heading(Label("银行", "Bank"))]
    heads += [Heading(Label("企业", "Firm"))] if with_firm else []
    heads += [Heading(Label("用途", "Purpose")), Heading(Label("产品", "Product")), Heading(Label("项目", "Items"), is_number=True)]
    heads += [Heading(Label("有效至", "Until")), Heading(Label("已查／可查", "Looks taken / allowed"), is_number=True)]
    heads.append(Heading(Label("情况", "How it stands")))
    rows: list[Sequence[Cell | Text]] = []
    for each in found:
        row = each.row
        cells: list[Cell | Text] = [Cell(str(row.pk), reverse("finance:consent", args=[row.pk])), row.bank.label]
        cells += [each.firm.name] if with_firm else []
        cells += [Purpose.of(row.purpose).label, product_name(row, products), str(len(row.items))]
        cells += [str(row.until_on), f"{each.taken}/{row.looks}", standing_cell(each)]
        rows.append(cells)
    return plain_table(Label("授权", "Consents"), heads, rows)


def standing_cell(each: ConsentTold) -> Cell:
    """Whether it can be used, or why not any more."""
    word = each.over.label if each.over else LIVE
    return Cell(word, light=(Light.UNKNOWN if each.over else Light.GREEN).value)


def product_name(row: Consent, products: Mapping[str, Label]) -> Label:
    """The product that a consent names."""
    return products.get(row.product, same(row.product)) if row.product else ANY


def looks_table(
    rows: Sequence[LookUp], items: Mapping[str, Item], people: Mapping[str, Label], *, with_consent: bool = True, with_firm: bool = False
) -> Table:
    """Looks, one a row: when, who, why, at what, and the hash of what was told."""
    heads = [Heading(Label("时间", "At")), Heading(Label("银行和经办人", "Bank and officer"))]
    heads += [Heading(Label("企业", "Firm"))] if with_firm else []
    heads += [Heading(Label("为什么", "Why")), Heading(Label("看了什么", "At what"))]
    heads += [Heading(Label("授权", "Consent"))] if with_consent else []
    heads.append(Heading(Label("所告内容的哈希", "Hash of what was told")))
    lines: list[Sequence[Cell | Text]] = []
    for row in rows:
        told, consent = row.consent, Cell(str(row.consent_id), reverse("finance:consent", args=[row.consent_id]))
        cells: list[Cell | Text] = [f"{timezone.localtime(row.looked_at):%Y-%m-%d %H:%M}"]
        cells.append(Cell(told.bank.label, qualifier=people.get(row.viewer, same(row.viewer))))
        cells += [told.enterprise.name] if with_firm else []
        cells += [why_label(row.why), joined([item_name(items, key) for key in row.items], zh="、", en=", ")]
        cells += [consent] if with_consent else []
        lines.append([*cells, " ".join(row.sha256[at : at + _EACH] for at in range(0, len(row.sha256), _EACH))])
    return plain_table(Label("谁看过", "Who looked"), heads, lines)


def counts_table(rows: Sequence[LookCount]) -> Table:
    """How many consents each bank was given and how many looks it took; no firm is named."""
    heads = (
        Heading(Label("银行", "Bank")),
        Heading(Label("得到的授权", "Consents given"), is_number=True),
        Heading(Label("其中已撤回", "Withdrawn of these"), is_number=True),
        Heading(Label("查询次数", "Looks taken"), is_number=True),
    )
    lines: list[list[Cell | Text]] = [[each.bank, str(each.consents), str(each.withdrawn), str(each.looks)] for each in rows]
    return plain_table(Label("银行查询次数", "Looks by bank"), heads, lines)


def live_table(found: Sequence[ConsentTold], products: Mapping[str, Label]) -> Table:
    """What a bank may look at this moment: firms by name, and nothing else of them."""
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("用途", "Purpose")),
        Heading(Label("产品", "Product")),
        Heading(Label("可查项目", "Items"), is_number=True),
        Heading(Label("有效至", "Until")),
        Heading(Label("剩余次数", "Looks left"), is_number=True),
    )
    rows: list[Sequence[Cell | Text]] = [
        [
            Cell(each.firm.name, reverse("finance:bank_look", args=[each.row.pk])),
            Purpose.of(each.row.purpose).label,
            product_name(each.row, products),
            str(len(each.row.items)),
            str(each.row.until_on),
            str(each.row.looks - each.taken),
        ]
        for each in found
    ]
    return plain_table(Label("已授权的企业", "Firms that consented"), heads, rows)


def answers_table(answers: Sequence[Answer], items: Mapping[str, Item]) -> Table:
    """What a bank is told: bands and results."""
    heads = (Heading(Label("项目", "Item")), Heading(Label("结果", "Answer")))
    rows: list[Sequence[Cell | Text]] = [
        [item_name(items, each.key), Cell(each.label, qualifier=DISPUTED if each.is_disputed else "")] for each in answers
    ]
    return plain_table(Label("查询结果", "What is told"), heads, rows)

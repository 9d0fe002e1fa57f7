"""Plans as tables, and prices in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dukou.finance.core.matching import MICRO
from dukou.finance.core.products import Product
from dukou.finance.core.why import WhyNot
from dukou.finance.models import MatchPair, MatchPlan
from dukou.finance.queries.match_plans import Price, WhyTold
from dukou.finance.tables.bank_products import NO_BOUND, product_cell
from dukou.finance.tables.listings import SYNTHETIC
from dukou.finance.tables.money import NONE, wan
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

Products = Mapping[str, Product]
Names = Mapping[str, Label]
_WAN = 1_000_000  # fen of 万元
_EXPECTED = Label("预期融资（万元）", "Expected (万元)")
STOPPED = Label("整数规划到时停止，再算一次可能得到别的匹配。", "The clock stopped the whole-number programme: another run may differ.")


def gap_words(value: int, bound: int) -> str:
    """By how much at most a better plan could be better, in percent of the bound."""
    return f"{100 * (bound - value) / bound:.2f}%" if bound else "0.00%"


def plans_table(plans: Sequence[MatchPlan]) -> Table:
    """The plans that were kept."""
    heads = [
        Heading(Label("方案", "Plan")),
        Heading(Label("生成时间", "Made at")),
        Heading(Label("需求", "Needs"), is_number=True),
        Heading(_EXPECTED, is_number=True),
        Heading(Label("上界（万元）", "Bound (万元)"), is_number=True),
        Heading(Label("差距", "Gap"), is_number=True),
        Heading(Label("人工做法（万元）", "By hand (万元)"), is_number=True),
    ]
    rows: list[list[Cell | Text]] = [
        [
            Cell(Label(f"第 {row.pk} 号", f"No. {row.pk}"), reverse("finance:match_plan", args=[row.pk])),
            f"{timezone.localtime(row.made_at):%Y-%m-%d %H:%M}",
            f"{row.needs:,}",
            wan(row.value),
            wan(row.bound),
            gap_words(row.value, row.bound),
            wan(row.by_hand),
        ]
        for row in plans
    ]
    return plain_table(Label("匹配方案", "Plans"), heads, rows)


def pairs_table(title: Label, rows: Sequence[MatchPair], products: Products) -> Table:
    """Need, firm, bank, product, amount, chance, what is expected; the need leads to why no other."""
    heads = [
        Heading(Label("需求", "Need")),
        Heading(Label("企业", "Firm")),
        Heading(Label("需要（万元）", "Needs (万元)"), is_number=True),
        Heading(Label("银行", "Bank")),
        Heading(Label("产品", "Product")),
        Heading(Label("金额（万元）", "Amount (万元)"), is_number=True),
        Heading(Label("批准概率", "Chance"), is_number=True),
        Heading(_EXPECTED, is_number=True),
    ]
    return plain_table(title, heads, [_pair(row, products) for row in rows])


def _pair(row: MatchPair, products: Products) -> list[Cell | Text]:
    firm, need = row.need.enterprise, Label(f"第 {row.need_id} 号", f"No. {row.need_id}")
    return [
        Cell(need, reverse("finance:match_why", args=[row.plan_id, row.need_id]), qualifier=_months(row.need.term_months)),
        Cell(firm.name, reverse("enterprises:detail", args=[firm.key]), qualifier=SYNTHETIC if firm.is_synthetic else ""),
        wan(row.need.amount),
        row.bank.label,
        product_cell(row.product, products),
        wan(row.amount),
        chance_words(row.chance),
        wan(row.value),
    ]


def _months(months: int) -> Label:
    return Label(f"{months} 个月", f"{months} months")


def chance_words(chance: int) -> str:
    """A chance in ten-thousandths as percent."""
    return f"{chance / 100:.1f}%"


def prices_table(prices: Sequence[Price], products: Products, banks: Names) -> Table:
    """What one more would be worth, in words."""
    heads = [
        Heading(Label("银行", "Bank")),
        Heading(Label("产品", "Product")),
        Heading(Label("剩余额度（万元）", "Money left (万元)"), is_number=True),
        Heading(Label("剩余户数", "Cases left"), is_number=True),
        Heading(Label("多一点值多少", "What one more is worth")),
    ]
    rows: list[list[Cell | Text]] = [
        [
            banks.get(each.bank, same(each.bank)),
            product_cell(each.product, products),
            NO_BOUND if each.left[0] is None else wan(each.left[0]),
            NO_BOUND if each.left[1] is None else f"{each.left[1]:,}",
            price_words(each),
        ]
        for each in sorted(prices, key=lambda each: (each.product, each.bank))
    ]
    return plain_table(Label("额度和户数的影子价格", "Shadow prices of quotas and cases"), heads, rows)


def price_words(price: Price) -> Label:
    """What one more fen of quota and one more case are worth (millionths), in words. Worth nothing is no room: nothing may be left."""
    told = []
    if price.quota:
        worth = f"{price.quota / MICRO:.4g}"
        told.append(
            Label(f"多 1 万元额度，预期多融资 {worth} 万元", f"one more 万元 of this quota is worth {worth} 万元 of expected funding")
        )
    if price.case:
        worth = f"{price.case / MICRO / _WAN:.4g}"
        told.append(Label(f"多 1 户，预期多融资 {worth} 万元", f"one more case is worth {worth} 万元 of expected funding"))
    if told:
        return joined(told)
    if 0 in price.left:
        return Label("已用完；再多一点，眼下也没有需求用得上", "used up; a little more would serve no need at present")
    return Label("还有余地，再多也不增加", "there is room: more of it adds nothing")


def why_table(told: Sequence[WhyTold], products: Products, banks: Names, amounts: Mapping[tuple[str, str], MatchPair]) -> Table:
    """Every bank and product beside one need, and why it was not chosen."""
    heads = [
        Heading(Label("银行", "Bank")),
        Heading(Label("产品", "Product")),
        Heading(Label("金额（万元）", "Amount (万元)"), is_number=True),
        Heading(Label("批准概率", "Chance"), is_number=True),
        Heading(_EXPECTED, is_number=True),
        Heading(Label("为什么", "Why")),
    ]
    rows: list[list[Cell | Text]] = []
    for each in sorted(told, key=lambda each: (not each.told.is_chosen, -each.told.value, each.price.product, each.price.bank)):
        pair = amounts.get((each.price.bank, each.price.product))
        rows.append(
            [
                banks.get(each.price.bank, same(each.price.bank)),
                product_cell(each.price.product, products),
                wan(pair.amount) if pair else NONE,
                chance_words(pair.chance) if pair else NONE,
                wan(pair.value) if pair else NONE,
                _why(each),
            ]
        )
    return plain_table(Label("为什么是这家，为什么不是那家", "Why this one, and why not the others"), heads, rows)


def _why(each: WhyTold) -> Cell:
    if each.told.is_chosen:
        return Cell(Label("方案里匹配到这里", "the plan proposes it"), light=Light.GREEN.value)
    why = each.told.why or WhyNot.NOT_ELIGIBLE
    return Cell(_NO_PAIR if why is WhyNot.NOT_ELIGIBLE else why.label)


_NO_PAIR = Label(
    "没有考虑：不符合产品条件、资料不够，或银行已答复过这条需求",
    "not considered: not eligible, too little known, or the bank answered this need before",
)


def aside_table(aside: Sequence[Mapping[str, Any]], products: Products) -> Table:
    """What was not considered because too little is known, with what is wanting."""
    heads = [Heading(Label("需求", "Need")), Heading(Label("产品", "Product")), Heading(Label("还不知道", "Not known"))]
    rows: list[list[Cell | Text]] = []
    for each in aside:
        lacks = [Label.read(one) for one in each["wanting"]]
        number = Cell(Label(f"第 {each['need']} 号", f"No. {each['need']}"), reverse("finance:need", args=[each["need"]]))
        rows.append([number, product_cell(each["product"], products), _few_of(lacks) if lacks else NONE])
    return plain_table(Label("资料不够、没有考虑的", "Not considered: too little is known"), heads, rows)


def _few_of(lacks: Sequence[Label]) -> Label:
    """The first few of what is wanting; the need's own page tells all of it."""
    some = joined(list(lacks[:_FEW]), zh="、", en=", ")
    more = len(lacks) - _FEW
    return some if more <= 0 else Label("{some} 等 {all} 项", "{some} and {more} more").filled(some=some, all=len(lacks), more=more)


_FEW = 4

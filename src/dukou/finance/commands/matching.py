"""`dukou finance match`: a plan of today; a proposal that is kept only where it is asked to be."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

import typer
from django.utils import timezone
from rich.console import Group
from rich.text import Text

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries.callers import caller_viewer
from dukou.finance.actions import match_plans
from dukou.finance.commands.group import app
from dukou.finance.queries.match_plans import Price, Proposal, prices_of, proposed
from dukou.finance.tables.matching import STOPPED, chance_words, gap_words, price_words
from dukou.finance.tables.money import wan
from dukou.kit.core.labels import Label
from dukou.kit.output import Column, Format, FormatOption, emit, note, table_of
from dukou.kit.pages.known import usual_day


@app.command(epilog="示例 · Examples:  dukou finance match  ·  dukou finance match --format json  ·  dukou finance match --keep")
def match(
    keep: Annotated[bool, typer.Option("--keep", help="留存方案，供页面查看 · Keep the plan, for its page")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """匹配方案：待对接需求配银行产品，附上界、差距和影子价格，只是建议 · A plan of matching with its bound and prices; a proposal"""
    viewer = caller_viewer()
    viewer.require(Permission.SEE_FINANCE)
    today, day = timezone.localdate(), usual_day()
    proposal = proposed(today, day)
    if keep:
        made = match_plans.make(by=viewer, proposal=proposal)
        note(Label(f"已留存为第 {made.pk} 号方案", f"kept as plan no. {made.pk}"))
    if proposal.plan.was_stopped:
        note(STOPPED)
    emit(_plain(proposal), format, lambda: _drawn(proposal))


def _plain(proposal: Proposal) -> dict[str, Any]:
    """Money in fen; `gap`: a share of the bound; prices: fen of expected funding for one more fen of quota, and for one more case."""
    plan = proposal.plan
    return {
        "value": plan.value,
        "bound": plan.bound,
        "gap": round(plan.gap, 6),
        "pairs": [
            {"need": each["need"], "firm": each["firm"], "bank": each["bank"], "product": each["product"]}
            | {"amount": each["fen"], "chance": each["of"], "value": each["expects"]}
            for each in _pairs(proposal)
        ],
        "shadow_prices": [
            {"bank": each.bank, "product": each.product, "quota": _exact(each.quota), "case": _exact(each.case)}
            for each in prices_of(proposal)
        ],
    }


def _pairs(proposal: Proposal) -> list[dict[str, Any]]:
    """What is proposed, the greatest value first."""
    built = proposal.built
    found = []
    for at in proposal.plan.chosen:
        pair = built.pairs[at]
        need, offer = built.needs[pair.need], built.offers[pair.offer].row
        row = {"need": need.number, "firm": need.key, "name": need.name, "bank": offer.bank.key, "product": offer.product}
        found.append(row | {"fen": pair.amount, "of": _exact(pair.chance.chance * 100), "expects": pair.value})
    return sorted(found, key=lambda row: (-row["expects"], row["need"]))


def _exact(millionths: int) -> Decimal:
    return Decimal(millionths).scaleb(-6)


def _drawn(proposal: Proposal) -> Group:
    plan = proposal.plan
    rows = [
        row | {"amount": wan(row["fen"]), "chance": chance_words(int(row["of"] * 10_000)), "value": wan(row["expects"])}
        for row in _pairs(proposal)
    ]
    prices = [_price(each) for each in prices_of(proposal)]
    aside = len(proposal.built.aside)
    said = Label(
        f"预期融资 {wan(plan.value)}万元，任何方案不超过 {wan(plan.bound)}万元，差距至多 {gap_words(plan.value, plan.bound)}；"
        f"人工做法 {wan(proposal.by_hand)}万元；{aside} 对资料不够、没有考虑。只是建议，不指定任何人。",
        f"expected {wan(plan.value)} 万元, no plan can pass {wan(plan.bound)} 万元, gap {gap_words(plan.value, plan.bound)} at most; "
        f"by hand {wan(proposal.by_hand)} 万元; {aside} pairs not considered for want of facts. A proposal: nobody is assigned.",
    )
    return Group(table_of(rows, PAIRS), table_of(prices, PRICES), Text(str(said)))


def _price(each: Price) -> dict[str, object]:
    left = "—" if each.left[0] is None else wan(each.left[0])
    cases = "—" if each.left[1] is None else each.left[1]
    return {"bank": each.bank, "product": each.product, "left": left, "cases": cases, "worth": price_words(each)}


_BANK, _PRODUCT = Column("bank", Label("银行", "Bank")), Column("product", Label("产品", "Product"))
PAIRS = (
    Column("need", Label("需求", "Need"), "right"),
    Column("name", Label("企业", "Firm")),
    _BANK,
    _PRODUCT,
    Column("amount", Label("金额（万元）", "Amount (万元)"), "right"),
    Column("chance", Label("批准概率", "Chance"), "right"),
    Column("value", Label("预期融资（万元）", "Expected (万元)"), "right"),
)
PRICES = (
    _BANK,
    _PRODUCT,
    Column("left", Label("剩余额度（万元）", "Money left (万元)"), "right"),
    Column("cases", Label("剩余户数", "Cases left"), "right"),
    Column("worth", Label("多一点值多少", "What one more is worth")),
)

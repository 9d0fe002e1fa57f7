"""Lines and their ledgers as tables: granted stands under a head of its own, beside what was drawn, and no row adds the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone

from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.core.loans import Standing
from dukou.finance.core.rates import rate_words
from dukou.finance.models import Application, BankAnswer, LoanEntry
from dukou.finance.queries.lines import LineTold
from dukou.finance.tables.money import wan
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.core.money import money_text
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table

WAN = Label("万元", "万元 (10,000 yuan)")
NONE = Label("—", "—")
NEVER_ADDED = Label(
    "授信是可用额度，放款才是用到的钱：两栏不相加；还本不恢复额度。",
    "A line may be drawn, and only what was drawn is money: the two are never added, and repaying frees no line.",
)
KINDS: Mapping[str, LoanEntryKind] = {each.value: each for each in LoanEntryKind}


def line_heads(first: Sequence[Heading]) -> tuple[tuple[Heading, ...], tuple[Heading, ...]]:
    """The heads of every table that shows lines beside loans: two lines, with the one word over what is money."""
    over = (*(Heading(each.text, rows=2) for each in first), Heading(Label("授信", "Granted"), rows=2, is_number=True))
    money = Heading(Label("贷款（用到的钱）", "Loans (money drawn)"), columns=4)
    heads = (Label("累计放款", "Drawn"), Label("已还本金", "Repaid"), Label("余额", "Balance"), Label("其中逾期", "Of it overdue"))
    return (*over, money), tuple(Heading(each, is_number=True) for each in heads)


def lines_table(found: Sequence[LineTold], names: Mapping[int, Text], products: Mapping[str, Label]) -> Table:
    """Lines in sight, each with its own ledger; no row adds them up. `names`: of firms, by the primary key of a line."""
    first = [Heading(Label("编号", "Number")), Heading(Label("企业", "Firm")), Heading(Label("银行和产品", "Bank and product"))]
    rows = tuple(
        Row(
            (
                Cell(str(each.row.pk), reverse("finance:line", args=[each.row.pk]), qualifier=_run_words(each)),
                Cell(names[each.row.pk]),
                Cell(each.row.application.bank.label, qualifier=products.get(each.row.application.product, each.row.application.product)),
                Cell(wan(each.row.amount), is_number=True, qualifier=rate_words(each.row.rate)),
                *money_cells(each.standing),
            )
        )
        for each in found
    )
    return Table(Label("授信和贷款", "Lines and loans"), line_heads(first), rows, unit=WAN, notes=(NEVER_ADDED,), is_broad=True)


def money_cells(standing: Standing) -> tuple[Cell, ...]:
    """What was drawn, repaid, is owed and overdue."""
    light = Light.RED.value if standing.overdue else ""
    told = (standing.drawn, standing.repaid, standing.balance)
    return (*(Cell(wan(each), is_number=True) for each in told), Cell(wan(standing.overdue), is_number=True, light=light))


def standing_table(found: LineTold) -> Table:
    """One line as it stands."""
    row = Row(
        (
            Cell(Label("今天", "Today")),
            Cell(wan(found.row.amount), is_number=True),
            *money_cells(found.standing),
            Cell(money_text(found.standing.interest, "元"), is_number=True),
        )
    )
    top, beneath = line_heads([Heading(Label("截至", "As of"))])
    heads = ((*top, Heading(Label("累计付息", "Interest paid"), rows=2, is_number=True)), beneath)
    return Table(Label("授信和贷款", "Line and loan"), heads, (row,), unit=WAN, notes=(NEVER_ADDED,))


def ledger_table(rows: Sequence[LoanEntry], told_by: Mapping[str, Label] | None) -> Table:
    """The ledger as it grew; what was taken back stays there and says so. `told_by`: names, for readers from within the bank and office."""
    heads = [
        Heading(Label("日期", "Day")),
        Heading(Label("事项", "What")),
        Heading(Label("金额（元）", "Amount (yuan)"), is_number=True),
        Heading(Label("到期日", "Due")),
        Heading(Label("登记", "Entered")),
    ]
    gone: dict[int | None, int] = {each.reverses_id: each.pk for each in rows if each.reverses_id}
    body: list[Sequence[Cell | Text]] = []
    for each in rows:
        light = Light.RED.value if each.kind == LoanEntryKind.OVERDUE.value and each.pk not in gone else ""
        by = told_by.get(each.told_by, "") if told_by else ""
        body.append(
            [
                Cell(str(each.on), qualifier=Label(f"第 {each.pk} 笔", f"entry {each.pk}")),
                Cell(KINDS[each.kind].label, qualifier=_entry_words(each, gone), light=light),
                money_text(each.amount, "元").removesuffix("元"),
                str(each.due_on) if each.due_on else NONE,
                Cell(f"{timezone.localtime(each.told_at):%Y-%m-%d %H:%M}", qualifier=by),
            ]
        )
    return plain_table(Label("台账", "Ledger"), heads, body)


def due_table(standing: Standing, today: date) -> Table:
    """What is owed and not overdue, by the day on which it is due."""
    heads = [Heading(Label("到期日", "Due on")), Heading(Label("本金（万元）", "Principal (万元)"), is_number=True)]
    past = Label("已过到期日，银行尚未登记还本或逾期", "past due; the bank has entered neither payment nor arrears")
    rows: list[Sequence[Cell | Text]] = [
        [Cell(str(day), qualifier=past if day < today else ""), wan(amount)] for day, amount in standing.due
    ]
    return plain_table(Label("待还本金", "Principal to come"), heads, rows)


def accepted_table(found: Sequence[tuple[Application, BankAnswer]], names: Mapping[int, Text], products: Mapping[str, Label]) -> Table:
    """Applications whose offer the firm accepted, for the bank to grant."""
    heads = [
        Heading(Label("申请", "Application")),
        Heading(Label("企业", "Firm")),
        Heading(Label("产品", "Product")),
        Heading(Label("接受的报价（万元）", "Offer accepted (万元)"), is_number=True),
        Heading(Label("办理", "Do")),
    ]
    rows: list[Sequence[Cell | Text]] = [
        [
            Cell(str(row.pk), reverse("finance:application", args=[row.pk])),
            names[row.pk],
            products.get(row.product, row.product),
            Cell(wan(offer.amount or 0), qualifier=rate_words(offer.rate or 0)),
            Cell(Label("授信", "grant"), reverse("finance:grant", args=[row.pk])),
        ]
        for row, offer in found
    ]
    return plain_table(Label("企业已接受报价，待授信", "Accepted by the firm, to be granted"), heads, rows)


def line_pairs(found: LineTold, firm: Text, product: Text, banker: Text | None) -> list[tuple[Label, Text]]:
    """The terms of a line."""
    row = found.row
    pairs: list[tuple[Label, Text]] = [
        (Label("企业", "Firm"), firm),
        (Label("银行", "Bank"), row.application.bank.label),
        (Label("产品", "Product"), product),
        (Label("授信额度", "Line"), money_text(row.amount, "万元")),
        (Label("年利率", "Rate a year"), rate_words(row.rate)),
        (Label("期限", "Runs"), Label(f"{row.from_on} 至 {row.until_on}", f"{row.from_on} to {row.until_on}")),
        (Label("合同或批复", "Contract or approval"), row.paper),
        (Label("还可放款", "Left to draw"), money_text(found.left, "万元")),
    ]
    return [*pairs, (Label("授信人", "Granted by"), banker)] if banker else pairs


def _run_words(each: LineTold) -> Label:
    until = each.row.until_on
    return Label(f"{until} 到期", f"until {until}") if each.is_running else Label(f"{until} 已到期", f"ended {until}")


def _entry_words(each: LoanEntry, gone: Mapping[int | None, int]) -> Text:
    if each.reverses_id:
        return Label(f"冲正第 {each.reverses_id} 笔：{each.note}", f"takes back entry {each.reverses_id}: {each.note}")
    if each.pk in gone:
        return Label(f"已由第 {gone[each.pk]} 笔冲正", f"taken back by entry {gone[each.pk]}")
    return each.note

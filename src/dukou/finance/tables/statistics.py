"""The office's and the public's figures as tables: each count with what it stands on; lines and loans side by side, never added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from dukou.figures.core.claims import Claim
from dukou.figures.queries import claim_address
from dukou.finance.core.statistics import SHOWN_FROM, BankFigures, BankTimeliness, FirmStep, LineFigures
from dukou.finance.models import Application
from dukou.finance.queries.statistics import UnmetNeed
from dukou.finance.tables.lines import NEVER_ADDED, WAN
from dukou.finance.tables.money import wan
from dukou.kit.core.disclosure import Shown
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.core.rates import Rate
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table

FEW = Label("数少，不公布", "too few to be shown")
NONE = Label("—", "—")
_ALL = Label("合计", "All")
Names = Mapping[str, Label]


def unmet_table(found: Sequence[UnmetNeed], names: Mapping[int, Text], many: int, opened: int) -> Table:
    """Open needs without an offer, the oldest first. `many`: how many there are, of how many that are open."""
    heads = [
        Heading(Label("企业", "Firm")),
        Heading(Label("金额（万元）", "Amount (万元)"), is_number=True),
        Heading(Label("期限", "Term")),
        Heading(Label("已等（天）", "Days open"), is_number=True),
        Heading(Label("申请", "Applications"), is_number=True),
        Heading(Label("被拒", "Refused"), is_number=True),
    ]
    rows: list[Sequence[Cell | Text]] = [
        [
            Cell(names[each.row.pk], reverse("finance:need", args=[each.row.pk])),
            wan(each.row.amount),
            Label(f"{each.row.term_months} 个月", f"{each.row.term_months} months"),
            str(each.days),
            str(each.sent),
            str(each.refused),
        ]
        for each in found
    ]
    title = Label(f"没有有效报价的需求（{many} 件，占未关闭的 {opened} 件）", f"Needs without a valid offer ({many} of {opened} open)")
    return plain_table(title, heads, rows)


def overdue_table(found: Sequence[tuple[Application, date, int]], names: Mapping[int, Text], products: Names, many: int) -> Table:
    """Applications that wait for a bank beyond its time. `many`: how many there are."""
    heads = [
        Heading(Label("申请", "Application")),
        Heading(Label("银行", "Bank")),
        Heading(Label("企业", "Firm")),
        Heading(Label("产品", "Product")),
        Heading(Label("应答复", "Due")),
        Heading(Label("逾期（工作日）", "Working days late"), is_number=True),
    ]
    rows: list[Sequence[Cell | Text]] = [
        [
            Cell(str(row.pk), reverse("finance:application", args=[row.pk])),
            row.bank.label,
            names[row.pk],
            products.get(row.product, row.product),
            str(due),
            Cell(str(days), light=Light.RED.value),
        ]
        for row, due, days in found
    ]
    return plain_table(Label(f"逾期未答复（{many} 件）", f"Not answered in time ({many})"), heads, rows)


def banks_table(found: Mapping[str, BankFigures], names: Names) -> Table:
    """How each bank answers."""
    heads = (
        Heading(Label("银行", "Bank")),
        Heading(Label("收到申请", "Applications"), is_number=True),
        Heading(Label("按期答复", "Answered in time"), is_number=True),
        Heading(Label("逾期答复", "Answered late"), is_number=True),
        Heading(Label("逾期未答复", "Overdue"), is_number=True),
        Heading(Label("在期限内", "Still in time"), is_number=True),
        Heading(Label("答复用时中位数（工作日）", "Median working days"), is_number=True),
        Heading(Label("拒绝", "Refused"), is_number=True),
    )
    rows = tuple(
        Row(
            (
                Cell(names.get(bank, bank)),
                Cell(str(each.sent), is_number=True),
                Cell(each.in_time.label, is_number=True),
                Cell(str(each.late), is_number=True),
                Cell(str(each.overdue), is_number=True, light=Light.RED.value if each.overdue else ""),
                Cell(str(each.waiting), is_number=True),
                Cell(NONE if each.median_days is None else f"{each.median_days:g}", is_number=True),
                Cell(each.refused.label, is_number=True),
            )
        )
        for bank, each in found.items()
    )
    notes = (
        Label(
            "按期答复：占已答复和逾期未答复的；拒绝：占已答复的。企业先撤回的不计。",
            "In time: of those answered or overdue. Refused: of those answered. What the firm took back before is not counted.",
        ),
    )
    return Table(Label("各行的答复", "How banks answer"), (heads,), rows, notes=notes, is_broad=True)


def reasons_table(counts: Mapping[str, int], names: Names) -> Table:
    """Refusals by their reason."""
    heads = [
        Heading(Label("理由", "Reason")),
        Heading(Label("拒绝（件）", "Refusals"), is_number=True),
        Heading(Label("占比", "Share"), is_number=True),
    ]
    total = sum(counts.values())
    rows: list[Sequence[Cell | Text]] = [[names.get(key, key), str(many), Rate(many, total).label] for key, many in counts.items()]
    return plain_table(Label("拒绝的理由", "Why banks refused"), heads, rows)


def figures_table(title: Label, head: Label, found: Mapping[str, LineFigures], total: LineFigures, names: Names) -> Table:
    """Lines by bank or by product: granted, and under another head what was drawn. The sum adds like to like alone."""
    over = (
        Heading(head, rows=2),
        Heading(Label("授信（可用额度）", "Granted (lines)"), columns=3),
        Heading(Label("贷款（用到的钱）", "Loans (money drawn)"), columns=5),
    )
    beneath = (
        Label("笔数", "Lines"),
        Label("企业", "Firms"),
        Label("金额", "Amount"),
        Label("放款企业", "Firms that drew"),
        Label("累计放款", "Drawn"),
        Label("余额", "Balance"),
        Label("逾期企业", "Firms overdue"),
        Label("逾期", "Overdue"),
    )
    rows = [Row((Cell(names.get(key, key)), *_figure_cells(each))) for key, each in found.items()]
    last = Row((Cell(_ALL), *_figure_cells(total)), is_sum=True)
    shares = Label(
        "放款企业占获授信企业，逾期企业占放款企业；一家企业有几笔的只算一次。",
        "Firms that drew are told of those with a line, firms overdue of those that drew; a firm counts once.",
    )
    heads = (over, tuple(Heading(each, is_number=True) for each in beneath))
    return Table(title, heads, (*rows, last), unit=WAN, notes=(NEVER_ADDED, shares), is_broad=True)


def _figure_cells(each: LineFigures) -> tuple[Cell, ...]:
    told: tuple[Text, ...] = (
        str(each.lines),
        str(each.firms),
        wan(each.granted),
        each.with_drawn.label,
        wan(each.drawn),
        wan(each.balance),
        each.with_overdue.label,
    )
    return (
        *(Cell(text, is_number=True) for text in told),
        Cell(wan(each.overdue), is_number=True, light=Light.RED.value if each.overdue else ""),
    )


def steps_table(shown: Shown[str, FirmStep]) -> Table:
    """How far the firms came that told a need; small counts kept back."""
    heads = [Heading(Label("走到哪一步", "How far")), Heading(Label("企业（家）", "Firms"), is_number=True)]
    rows: list[Sequence[Cell | Text]] = [[step.label, _count(shown.cells["", step])] for step in FirmStep]
    table = plain_table(Label("提出需求的企业", "Firms that told a need"), heads, rows)
    last = Row((Cell(Label("提出需求的企业合计", "All that told a need")), _count(shown.total)), is_sum=True)
    return Table(table.title, table.heads, (*table.rows, last), notes=(_kept_back(),))


def answers_table(shown: Shown[str, BankTimeliness], products: Names) -> Table:
    """By product how banks met their time; small counts kept back."""
    kinds = list(BankTimeliness)
    heads = [Heading(Label("产品", "Product")), Heading(Label("申请（件）", "Applications"), is_number=True)]
    heads += [*(Heading(each.label, is_number=True) for each in kinds), Heading(Label("按期答复率", "In time"), is_number=True)]
    due = (BankTimeliness.IN_TIME, BankTimeliness.LATE, BankTimeliness.OVERDUE)
    rows = [
        Row(
            (
                Cell(products.get(key, key)),
                _count(total),
                *(_count(shown.cells[key, each]) for each in kinds),
                _rate(shown.rate(key, BankTimeliness.IN_TIME, due)),
            )
        )
        for key, total in shown.rows.items()
    ]
    sums = [shown.columns[each] for each in due]
    whole = [each for each in sums if each is not None]
    rate = Rate(whole[0], sum(whole)) if len(whole) == len(sums) else None
    last = Row((Cell(_ALL), _count(shown.total), *(_count(shown.columns[each]) for each in kinds), _rate(rate)), is_sum=True)
    return Table(Label("银行的答复", "How banks answered"), (tuple(heads),), (*rows, last), notes=(_kept_back(),), is_broad=True)


def published_table(claims: Sequence[Claim], names: Mapping[str, Label]) -> Table:
    """What was published of the district's platform, each figure with its source. Lines and loans are two sayings."""
    heads = [Heading(Label("指标", "What")), Heading(Label("数值", "Figure"), is_number=True), Heading(Label("时期", "Period"))]
    rows: list[Sequence[Cell | Text]] = [
        [
            names.get(each.indicator, each.indicator),
            Cell(each.value_label, claim_address(each.ref), is_figure=True),
            each.period_label,
        ]
        for each in claims
    ]
    return plain_table(Label("公布过的数", "What was published"), heads, rows)


def _kept_back() -> Label:
    return Label(
        f"小于 {SHOWN_FROM} 的数，以及能推算出它们的数，不公布。",
        f"Counts beneath {SHOWN_FROM}, and those from which they could be reckoned, are not shown.",
    )


def _count(count: int | None) -> Cell:
    return Cell(FEW, is_number=True) if count is None else Cell(f"{count:,}", is_number=True)


def _rate(rate: Rate | None) -> Cell:
    return Cell(FEW if rate is None else rate.label, is_number=True)

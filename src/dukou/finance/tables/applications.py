"""Applications in a list with the bank's clock, and the answers of a bank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from dukou.finance.core.frames import Frame
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.rates import rate_words
from dukou.finance.models import BankAnswer
from dukou.finance.queries.applications import ApplicationTold, BankTime
from dukou.finance.queries.offers import terms_of
from dukou.finance.tables.money import NONE, both, months_words, wan_cell
from dukou.finance.tables.needs import WAN
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.lights import Light
from dukou.kit.core.money import from_fen
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table
from dukou.kit.sheets.writing import Written

APPLICATIONS = Label("融资申请", "Applications to banks")
FACES: Mapping[ApplicationState, Light] = {
    ApplicationState.SENT: Light.UNDECIDED,
    ApplicationState.OFFERED: Light.GREEN,
    ApplicationState.REFUSED: Light.RED,
    ApplicationState.ACCEPTED: Light.UNDECIDED,
    ApplicationState.GRANTED: Light.GREEN,
    ApplicationState.DECLINED: Light.UNKNOWN,
    ApplicationState.TAKEN_BACK: Light.UNKNOWN,
}
FILE = (
    Label("编号", "Number"),
    Label("企业编号", "Key of the firm"),
    Label("企业名称", "Firm"),
    Label("银行", "Bank"),
    Label("产品", "Product"),
    Label("申请金额（元）", "Amount asked (yuan)"),
    Label("提交日期", "Sent on"),
    Label("银行答复期限", "Answer due on"),
    Label("逾期工作日", "Working days late"),
    Label("情况", "State"),
)
_SOON = 3  # working days left: marked as the reminder does


def application_table(found: Sequence[ApplicationTold], *, with_firm: bool, with_bank: bool) -> Table:
    """Applications, one a row, with what the bank has left."""
    heads = [Heading(Label("编号", "Number"))]
    heads += [Heading(Label("企业", "Firm"))] if with_firm else []
    heads += [Heading(Label("银行", "Bank"))] if with_bank else []
    heads += [Heading(Label("产品", "Product")), Heading(Label("申请金额", "Amount asked"), is_number=True)]
    heads += [Heading(Label("提交", "Sent")), Heading(Label("银行答复", "Bank's answer")), Heading(Label("情况", "How it stands"))]
    rows: list[Sequence[Cell | Text]] = []
    for each in found:
        cells: list[Cell | Text] = [Cell(str(each.row.pk), reverse("finance:application", args=[each.row.pk]))]
        cells += [each.firm.name] if with_firm else []
        cells += [each.row.bank.label] if with_bank else []
        cells += [each.product, wan_cell(each.row.amount), f"{timezone.localtime(each.row.sent_at):%Y-%m-%d}"]
        rows.append([*cells, time_cell(each.time), state_cell(each.state)])
    return plain_table(APPLICATIONS, heads, rows, unit=WAN)


def application_rows(found: Iterable[ApplicationTold]) -> Iterator[Sequence[Written]]:
    """The same for a file, money in yuan."""
    for each in found:
        yield (
            each.row.pk,
            each.firm.key,
            each.firm.name,
            str(each.row.bank.label),
            str(each.product),
            from_fen(each.row.amount, "元"),
            timezone.localdate(each.row.sent_at),
            each.time.due_on if each.time else None,
            each.time.late if each.time else None,
            str(each.state.label),
        )


def state_cell(state: ApplicationState) -> Cell:
    """Where it stands."""
    return Cell(state.label, light=FACES[state].value)


def time_cell(time: BankTime | None) -> Cell:
    """What the bank has left, by word and colour; once it answered nothing runs."""
    if time is None:
        return Cell(NONE)
    if time.late is not None:
        return Cell(_late(time.late), light=Light.RED.value, qualifier=_until(time))
    light = Light.YELLOW if time.left <= _SOON else Light.GREEN
    return Cell(_left(time.left), light=light.value, qualifier=_until(time))


def _until(time: BankTime) -> Label:
    return Label(f"期限 {time.due_on}", f"due {time.due_on}")


def _late(days: int) -> Label:
    if days == 0:
        return Label("已逾期", "overdue")
    return Label(f"逾期 {days} 个工作日", f"{days} working day{'s' if days != 1 else ''} overdue")


def _left(days: int) -> Label:
    if days == 0:
        return Label("今天到期", "due today")
    return Label(f"还有 {days} 个工作日", f"{days} working day{'s' if days != 1 else ''} left")


def answer_pairs(answer: BankAnswer, frame: Frame | None) -> list[tuple[Label, Text]]:
    """An answer in words: the offer's terms, or the reason with its advice and the bank's own words."""
    day = (Label("答复日期", "Answered on"), f"{timezone.localtime(answer.answered_at):%Y-%m-%d}")
    if not answer.is_offer:
        return [*reason_pairs(answer.reason, frame), (Label("银行说明", "In the bank's words"), answer.words), day]
    terms = terms_of(answer)
    return [
        (Label("报价金额", "Amount offered"), both(terms.amount)),
        (Label("年利率", "Rate a year"), rate_words(terms.rate)),
        (Label("放款费用", "Fee when drawn"), both(terms.fee) if terms.fee else Label("无", "none")),
        (Label("期限", "Term"), months_words(terms.months)),
        (Label("还款方式", "Repayment"), terms.repayment.label),
        (Label("报价有效期至", "Holds until"), str(terms.valid_until)),
        day,
    ]


def reason_pairs(code: str, frame: Frame | None) -> list[tuple[Label, Text]]:
    """A reason of refusal as the frame calls it, with what the firm may do; a reason that left the frame keeps its code."""
    reason = frame.reason(code) if frame else None
    name = reason.name if reason else same(code)
    pairs: list[tuple[Label, Text]] = [(Label("拒绝理由", "Reason of the refusal"), name)]
    if reason is not None and reason.advice is not None:
        pairs.append((Label("可以怎么办", "What can be done"), reason.advice))
    return pairs


def history_table(answers: Sequence[BankAnswer], frame: Frame | None) -> Table:
    """Every answer, the first first; the last one stands."""
    heads = (Heading(Label("答复日期", "Answered on")), Heading(Label("答复", "Answer")), Heading(Label("内容", "What it says")))
    rows: list[Sequence[Cell | Text]] = []
    for each in answers:
        said = [
            Label("{name}：{value}", "{name}: {value}").filled(name=name, value=value) for name, value in answer_pairs(each, frame)[:-1]
        ]
        kind = Label("报价", "offer") if each.is_offer else Label("拒绝", "refusal")
        rows.append([f"{timezone.localtime(each.answered_at):%Y-%m-%d}", kind, joined(said)])
    return plain_table(Label("全部答复", "All answers"), heads, rows)

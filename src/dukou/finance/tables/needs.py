"""Needs in a list, and what each product would lend for one, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from dukou.finance.core.need_standings import NeedStanding
from dukou.finance.queries.limits import LimitTold
from dukou.finance.queries.needs import NeedTold
from dukou.finance.tables.money import NONE, months_words, wan, wan_cell
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light
from dukou.kit.core.money import from_fen
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table
from dukou.kit.sheets.writing import Written
from dukou.rules.core.answers import Answer
from dukou.rules.core.gaps import Missing
from dukou.rules.core.reasons import Reason

NEEDS = Label("融资需求", "Needs for money")
WAN = Label("万元", "万元 (10,000 yuan)")
FACES: Mapping[NeedStanding, Light] = {
    NeedStanding.UNSENT: Light.YELLOW,
    NeedStanding.WAITING: Light.UNDECIDED,
    NeedStanding.OFFERED: Light.UNDECIDED,
    NeedStanding.ACCEPTED: Light.UNDECIDED,
    NeedStanding.GRANTED: Light.GREEN,
    NeedStanding.FAILED: Light.RED,
    NeedStanding.CLOSED: Light.UNKNOWN,
}
LIGHTS = {Answer.YES: Light.GREEN, Answer.NO: Light.RED, Answer.UNKNOWN: Light.UNKNOWN}
FILE = (
    Label("编号", "Number"),
    Label("企业编号", "Key of the firm"),
    Label("企业名称", "Firm"),
    Label("金额（元）", "Amount (yuan)"),
    Label("期限（月）", "Term (months)"),
    Label("资金用途", "What for"),
    Label("希望到账", "Wanted on"),
    Label("提出日期", "Posted on"),
    Label("申请件数", "Applications"),
    Label("情况", "Standing"),
    Label("是否虚构", "Made up"),
)
_NOT_MET = Label("不符合：{texts}", "not met: {texts}")
_BARS = Label("有不得有的情形：{texts}", "there, and must not be: {texts}")
_NOT_KNOWN = Label("待核实：{texts}", "not known: {texts}")
_BEHIND = Label("“{product}”：逐条理由", "“{product}”: reason by reason")
_MADE_UP, _REAL = Label("虚构", "made up"), Label("否", "no")


def need_table(found: Sequence[NeedTold]) -> Table:
    """Needs, one a row."""
    heads = [
        Heading(Label("编号", "Number")),
        Heading(Label("企业", "Firm")),
        Heading(Label("金额", "Amount"), is_number=True),
        Heading(Label("期限", "Term"), is_number=True),
        Heading(Label("资金用途", "What for")),
        Heading(Label("希望到账", "Wanted on")),
        Heading(Label("提出", "Posted")),
        Heading(Label("申请", "Applications"), is_number=True),
        Heading(Label("情况", "How it stands")),
    ]
    rows: list[Sequence[Cell | Text]] = [
        [
            Cell(str(each.row.pk), reverse("finance:need", args=[each.row.pk])),
            each.firm.name,
            wan_cell(each.row.amount),
            Cell(months_words(each.row.term_months), is_number=True),
            _short(each.row.purpose),
            str(each.row.wanted_on or NONE),
            f"{timezone.localtime(each.row.posted_at):%Y-%m-%d}",
            str(each.sent),
            Cell(each.standing.label, light=FACES[each.standing].value),
        ]
        for each in found
    ]
    return plain_table(NEEDS, heads, rows, unit=WAN)


def need_rows(found: Iterable[NeedTold]) -> Iterator[Sequence[Written]]:
    """The same for a file, money in yuan."""
    for each in found:
        row = each.row
        yield (
            row.pk,
            each.firm.key,
            each.firm.name,
            from_fen(row.amount, "元"),
            row.term_months,
            row.purpose,
            row.wanted_on,
            timezone.localdate(row.posted_at),
            each.sent,
            str(each.standing.label),
            str(_MADE_UP if row.is_synthetic else _REAL),
        )


def limit_table(found: Sequence[LimitTold], amount: int, *, with_reasons: bool) -> Table:
    """What each product would lend by its rules, beside the amount of the need; what is wanting is for the firm alone."""
    heads = [
        Heading(Label("产品", "Product")),
        Heading(Label("符合条件", "Conditions met")),
        Heading(Label("可借上限", "Limit"), is_number=True),
        Heading(Label("和需求相比", "Beside the need")),
    ]
    heads += [Heading(Label("还差什么", "What is wanting"))] if with_reasons else []
    rows: list[Sequence[Cell | Text]] = []
    for each in found:
        name = Cell(each.product.name, qualifier=Label(f"{each.version.version} 版", f"version {each.version.version}"))
        answer = Cell(each.answer.label, light=LIGHTS[each.answer].value)
        limit = Cell(NONE, is_number=True) if each.answer is Answer.NO else wan_cell(each.amount)
        cells: list[Cell | Text] = [name, answer, limit, _beside(each, amount)]
        rows.append([*cells, wanting(each)] if with_reasons else cells)
    return plain_table(Label("各产品按规则可借多少", "What each product would lend by its rules"), heads, rows, unit=WAN)


def wanting(told: LimitTold) -> Text:
    """The conditions that are not met, what is there and must not be, and what is not known, each once."""
    groups: dict[str, tuple[Label, dict[str, Label]]] = {}
    for each in (reason for book in told.behind for reason in book.reasons):
        if each.answer is not Answer.YES and each.condition.text is not None:
            head = _NOT_KNOWN if each.answer is Answer.UNKNOWN else _BARS if each.is_veto else _NOT_MET
            groups.setdefault(head.zh, (head, {}))[1][each.condition.text.zh] = each.condition.text
    said = [head.filled(texts=joined(list(texts.values()), zh="、", en=", ")) for head, texts in groups.values()]
    said += [Label("规则书缺少当日版本", "a rule book has no version for the day")] * bool(told.silent)
    return joined(said) if said else NONE


def reason_table(told: LimitTold) -> Table:
    """Every condition of a product with what is there and what is missing, as the firm reads it."""
    heads = (
        Heading(Label("条款", "Clause")),
        Heading(Label("条件", "Condition")),
        Heading(Label("结果", "Answer")),
        Heading(Label("现有或缺少的信息", "What is there, or is missing")),
    )
    rows = [Row(tuple(_reason(each)), begins=True) for book in told.behind for each in book.reasons]
    return Table(_BEHIND.filled(product=told.product.name), (heads,), tuple(rows))


def _reason(each: Reason) -> list[Cell]:
    text = each.condition.text or Label("全部", "all of it")
    return [Cell(each.condition.clause or NONE), Cell(text), Cell(each.word, light=LIGHTS[each.answer].value), Cell(_there(each))]


def _there(each: Reason) -> Text:
    there = [Label("{name}：{value}", "{name}: {value}").filled(name=used.face.label, value=used.value) for used in each.used]
    missing = [Label("缺少{name}", "missing: {name}").filled(name=_gap(gap)) for gap in each.missing]
    return joined([*there, *missing]) if there or missing else NONE


def _gap(gap: Missing) -> Label:
    return Label(f"{gap.label.zh}（{gap.year} 年）", f"{gap.label.en} ({gap.year})") if gap.year else gap.label


def _beside(told: LimitTold, amount: int) -> Text:
    if told.answer is Answer.NO:
        return Label("不符合条件，不能借", "nothing: conditions are not met")
    if told.amount is None:
        return Label("上限未知", "the limit is not known")
    if told.amount >= amount:
        return Label("够", "enough")
    less = wan(amount - told.amount)
    return Label(f"少 {less} 万元", f"{less} 万元 short")


def _short(text: str) -> str:
    return text if len(text) <= _FEW else f"{text[:_FEW]}…"


_FEW = 40

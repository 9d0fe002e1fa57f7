"""Counts of needs, answers and lines, each with what it stands on. Granted and drawn are counted apart and never added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from dukou.kit.core.disclosure import Shown, suppressed
from dukou.kit.core.labels import LabelledEnum
from dukou.kit.core.rates import Rate

SHOWN_FROM = 5  # counts beneath it are kept from the public


class BankTimeliness(LabelledEnum):
    """How a bank met its time for an application."""

    IN_TIME = "in_time", "按期答复", "answered in time"
    LATE = "late", "逾期答复", "answered late"
    OVERDUE = "overdue", "逾期未答复", "not answered, and late"
    WAITING = "waiting", "在期限内未答复", "not answered, and in time"
    LET_BE = "let_be", "企业撤回", "taken back before"


class FirmStep(LabelledEnum):
    """How far a firm came with what it needs."""

    ASKED = "asked", "提出需求未申请", "told a need, sent to no bank"
    SENT = "sent", "已申请未答复", "sent, and not answered"
    ANSWERED = "answered", "已答复未授信", "answered, and no line"
    GRANTED = "granted", "已授信未放款", "a line, and nothing drawn"
    DRAWN = "drawn", "已放款", "drawn"


@dataclass(frozen=True, slots=True)
class AskedRow:
    """An application as it is counted. `days`: working days from its sending to the first answer; `reason`: of a refusal that stands."""

    number: int
    bank: str
    product: str
    timeliness: BankTimeliness
    days: int | None
    is_refused: bool
    reason: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as it is counted; money in fen."""

    bank: str
    product: str
    firm: int
    granted: int
    drawn: int
    balance: int
    overdue: int


@dataclass(frozen=True, slots=True)
class BankFigures:
    """How a bank answers. `in_time`: of those that were due; `median_days`: of those answered, None where none was."""

    sent: int
    answered: int
    in_time: Rate
    late: int
    overdue: int
    waiting: int
    refused: Rate
    median_days: float | None


@dataclass(frozen=True, slots=True)
class LineFigures:
    """Lines, and apart from them what was drawn. Firms are counted once; `with_overdue` of those that drew."""

    lines: int
    firms: int
    granted: int
    with_drawn: Rate
    drawn: int
    balance: int
    with_overdue: Rate
    overdue: int


def timeliness(due: datetime | None, answered: datetime | None, closed: datetime | None, at: datetime) -> BankTimeliness:
    """How the bank stood at a moment. `due`: when its time was over; `closed`: when the application ended."""
    if answered is not None and answered <= at:
        return BankTimeliness.LATE if due is not None and answered >= due else BankTimeliness.IN_TIME
    if closed is not None and closed <= at:
        return BankTimeliness.OVERDUE if due is not None and closed >= due else BankTimeliness.LET_BE
    return BankTimeliness.OVERDUE if due is not None and at >= due else BankTimeliness.WAITING


def bank_figures(rows: Sequence[AskedRow]) -> BankFigures:
    """What a bank did with what was sent to it."""
    counts = {each: sum(row.timeliness is each for row in rows) for each in BankTimeliness}
    answered = counts[BankTimeliness.IN_TIME] + counts[BankTimeliness.LATE]
    days = [row.days for row in rows if row.days is not None]
    return BankFigures(
        sent=len(rows),
        answered=answered,
        in_time=Rate(counts[BankTimeliness.IN_TIME], answered + counts[BankTimeliness.OVERDUE]),
        late=counts[BankTimeliness.LATE],
        overdue=counts[BankTimeliness.OVERDUE],
        waiting=counts[BankTimeliness.WAITING],
        refused=Rate(sum(row.is_refused for row in rows), answered),
        median_days=float(median(days)) if days else None,
    )


def reason_counts(rows: Iterable[AskedRow]) -> dict[str, int]:
    """How often each reason was given, the most frequent first."""
    counts: dict[str, int] = {}
    for row in rows:
        if row.is_refused:
            counts[row.reason] = counts.get(row.reason, 0) + 1
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def line_figures(rows: Sequence[LineRow]) -> LineFigures:
    """The lines together."""
    firms, drew = {row.firm for row in rows}, {row.firm for row in rows if row.drawn}
    return LineFigures(
        lines=len(rows),
        firms=len(firms),
        granted=sum(row.granted for row in rows),
        with_drawn=Rate(len(drew), len(firms)),
        drawn=sum(row.drawn for row in rows),
        balance=sum(row.balance for row in rows),
        with_overdue=Rate(len({row.firm for row in rows if row.overdue}), len(drew)),
        overdue=sum(row.overdue for row in rows),
    )


def grouped(rows: Iterable[LineRow], by: Callable[[LineRow], str]) -> dict[str, LineFigures]:
    """The same by bank or by product, the most granted first."""
    groups: dict[str, list[LineRow]] = {}
    for row in rows:
        groups.setdefault(by(row), []).append(row)
    found = {key: line_figures(own) for key, own in groups.items()}
    return dict(sorted(found.items(), key=lambda each: (-each[1].granted, each[0])))


def public_steps(firms: Iterable[FirmStep]) -> Shown[str, FirmStep]:
    """How many firms came how far; small counts and what betrays them are kept back."""
    told = list(firms)
    return suppressed({("", step): sum(each is step for each in told) for step in FirmStep}, SHOWN_FROM)


def public_answers(rows: Iterable[AskedRow]) -> Shown[str, BankTimeliness]:
    """By product how banks met their time; small counts and what betrays them are kept back."""
    counts: dict[tuple[str, BankTimeliness], int] = {}
    for row in rows:
        for each in BankTimeliness:
            counts.setdefault((row.product, each), 0)
        counts[row.product, row.timeliness] += 1
    return suppressed(counts, SHOWN_FROM)


def public_money(rows: Sequence[LineRow]) -> tuple[int | None, int | None]:
    """What was granted, and apart from it what was drawn, in fen; None where so few firms stand behind a sum that it would tell of one."""
    granted, drawn = (
        _open_sum([(row.firm, amount) for row, amount in some])
        for some in (
            [(row, row.granted) for row in rows],
            [(row, row.drawn) for row in rows if row.drawn],
        )
    )
    return granted, drawn


def _open_sum(told: Sequence[tuple[int, int]]) -> int | None:
    """The sum, where enough firms stand behind it and none has half of it or more."""
    by_firm: dict[int, int] = {}
    for firm, amount in told:
        by_firm[firm] = by_firm.get(firm, 0) + amount
    total = sum(by_firm.values())
    if len(by_firm) < SHOWN_FROM or max(by_firm.values()) * 2 >= total:
        return None
    return total

"""The rates of appeals as tables: each with what it stands on, its interval, those not to be judged yet and those who are silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dukou.appeals.core.kinds import Ending, Outcome
from dukou.appeals.core.objections import PingPong
from dukou.appeals.core.statistics import RATES, Summary
from dukou.appeals.queries.held import HeldTime
from dukou.casework.core.holding import Time
from dukou.casework.core.ledgers import Holder
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import NoBase, Rate
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text
from dukou.kit.sheets.writing import Written

Named = Sequence[tuple[Text, Summary]]
TOGETHER = Label("合计", "together")
_FILED, _OWED = Label("提交", "filed"), Label("应答复", "a reply owed")
_VALUE, _INTERVAL = Label("比率", "rate"), Label("95% 区间", "95 % interval")
_FIRST = (Label("首次满意率", "satisfied at first"), Label("一次解决率", "solved at once"))
INTERVAL_BENEATH = Label("比率下面是 95% 区间。", "Beneath each rate stands its 95 % interval.")
_NOT_DUE = Label("尚未到期", "not due yet")
_NOT_KNOWN = Label("尚不可知", "not known yet")
_EARLY = (Ending.ANSWERED_AT_ONCE, Ending.NOT_ACCEPTED, Ending.MERGED, Ending.WITHDRAWN, Ending.TRANSFERRED)


def rates_table(head: Label, groups: Named, whole: Summary) -> Table:
    """The four rates beside one another, each a count of a count with its interval."""
    heads = ((Heading(head), *_numbers(_FILED, _OWED, *RATES)),)
    notes = (
        Label(
            "未到期的不计入分母；逾期未办的按逾期计。",
            "What is not due yet is in no denominator; late and not done counts as late.",
        ),
        INTERVAL_BENEATH,
        Label("满意率只对回答了回访的计算，未回应的见下表。", "Satisfied is of those who answered; the table below tells the silent."),
        Label(
            "解决率、满意率按最后一次答复和回答，退回、重开后还没有再答复的按未解决计；首次的见下表。",
            "Solved and satisfied go by the last reply and answer; in hand again is not solved. For the first ones see below.",
        ),
    )
    return Table(Label("四项比率", "Four rates"), heads, _rate_rows(groups, whole), notes=notes, is_broad=True)


def first_table(head: Label, groups: Named, whole: Summary) -> Table:
    """What the first reply and the first answer were worth: whatever came back stays in both, and a better answer later mends neither."""
    heads = (
        (_tall(head), *(Heading(name, columns=2) for name in _FIRST)),
        tuple(Heading(text, is_number=True) for _ in _FIRST for text in (_VALUE, _INTERVAL)),
    )
    note = Label(
        "首次满意率：第一次回答即满意的，占所有回答过的。一次解决率：第一次答复即全部解决且没有退回、重开的，占所有有过答复结论的。",
        "Satisfied at first: by the first answer, of all who ever answered. Solved at once: wholly by the first reply, which never came "
        "back, of all that ever had a verdict.",
    )
    return Table(Label("首次和一次", "The first time"), heads, _rows(groups, whole, _first_cells), notes=(note,), is_broad=True)


def outcomes_table(head: Label, groups: Named, whole: Summary) -> Table:
    """What was answered, kind by kind, and what is not to be judged yet."""
    first = (_tall(head), Heading(Label("最近一次答复", "last reply"), columns=len(Outcome)), Heading(_NOT_DUE, columns=2))
    second = (*(kind.label for kind in Outcome), Label("联系", "contact"), Label("答复", "reply"))
    heads = (first, tuple(Heading(text, is_number=True) for text in second))
    return Table(Label("答复", "Replies"), heads, _rows(groups, whole, _outcome_cells))


def endings_table(head: Label, groups: Named, whole: Summary) -> Table:
    """What ended before any answer, by how it did."""
    heads = ((Heading(head), *_numbers(*(kind.label for kind in _EARLY))),)
    return Table(Label("未经答复结论办结", "Ended without a verdict"), heads, _rows(groups, whole, _ending_cells))


def satisfaction_table(head: Label, groups: Named, whole: Summary) -> Table:
    """Who was asked, who answered, who is silent, and what the silent could turn the rate into."""
    texts = (
        Label("回访", "asked"),
        Label("回答", "answered"),
        Label("未回应", "silent"),
        Label("满意", "satisfied"),
        Label("未回应者全不满意", "if no silent one were satisfied"),
        Label("未回应者全满意", "if every silent one were"),
        Label("退回、重开", "came back"),
    )
    heads = ((Heading(head), *(Heading(text, is_number=True) for text in texts)),)
    return Table(Label("回访和满意", "Asked and satisfied"), heads, _rows(groups, whole, _asked_cells), is_broad=True)


def taken_table(head: Label, groups: Named, whole: Summary) -> Table:
    """How long replies take, with the open ones counted for as long as they have been open."""
    texts = (
        Label("应答复", "a reply owed"),
        Label("其中未答复", "of these open"),
        Label("中位数", "median"),
        Label("九成不超过", "90 % within"),
    )
    heads = ((Heading(head), *(Heading(text, is_number=True) for text in texts)),)
    note = Label(
        "办公小时，扣除等企业的时间；未答复的按已等的时间计入。", "Office hours without the time with the enterprise; open ones count."
    )
    unit = Label("办公小时", "office hours")
    return Table(Label("多久答复", "How long a reply takes"), heads, _rows(groups, whole, _taken_cells), unit=unit, notes=(note,))


def holders_table(found: HeldTime) -> Table:
    """Whose time it was, of closed appeals."""
    heads = ((Heading(Label("谁手里", "with whom")), *_numbers(Label("办公小时", "office hours"), Label("占比", "share"))),)
    rows = [_time_row(holder.label, found.holders[holder], found.whole) for holder in Holder]
    disputed = Row((Cell(Label("其中归属有争议", "of this in dispute"), depth=1), *_time_cells(found.disputed, found.whole)))
    return Table(Label("时间在谁手里", "Who held the time"), heads, (*rows, disputed))


def unit_times_table(found: HeldTime, names: Mapping[str, Label]) -> Table:
    """By unit: its time, and in how many of its appeals its part ended last and so set the day."""
    texts = (Label("办公小时", "office hours"), Label("占单位时间", "share"), Label("最后完成的一环", "its part ended last"))
    whole = sum(time.seconds for time in found.units.values())
    rows = [
        Row(
            (
                Cell(names.get(unit, unit)),
                *_time_cells(found.units.get(unit, Time(0, 0, 1)), whole),
                Cell(_word(found.critical.get(unit, Rate(0, 0))), is_number=True),
            )
        )
        for unit in sorted({*found.units, *found.critical})
    ]
    return Table(Label("各单位的时间", "Time by unit"), ((Heading(Label("单位", "unit")), *_numbers(*texts)),), tuple(rows))


def ping_pong_table(found: Mapping[str, PingPong], names: Mapping[str, Label]) -> Table:
    """Dispatches given back, objections upheld, hand-overs, by unit."""
    texts = (
        Label("件数", "appeals"),
        Label("派单被退回", "dispatches given back"),
        Label("异议成立", "objections upheld"),
        Label("每件转手次数", "hand-overs an appeal"),
    )
    rows = [
        Row(
            (
                Cell(names.get(unit, unit)),
                *(Cell(text, is_number=True) for text in (f"{each.cases:,}", _word(each.returned), _word(each.upheld))),
                Cell(f"{each.handovers:.2f}", is_number=True),
            )
        )
        for unit, each in found.items()
    ]
    return Table(Label("来回转办", "To and fro"), ((Heading(Label("单位", "unit")), *_numbers(*texts)),), tuple(rows))


TAKEN_HOME = (
    Label("分组", "Group"),
    _FILED,
    _OWED,
    *(Label(f"{name.zh}{zh}", f"{name.en}, {en}") for name in RATES for zh, en in (("分子", "numerator"), ("分母", "denominator"))),
    *(Label(f"答复：{kind.label.zh}", f"reply: {kind.label.en}") for kind in Outcome),
    *(Label(f"办结：{kind.label.zh}", f"ended: {kind.label.en}") for kind in _EARLY),
    Label("联系未到期", "contact not due yet"),
    Label("答复未到期", "reply not due yet"),
    Label("回访", "asked"),
    Label("未回应", "silent"),
    Label("退回、重开次数", "came back, times"),
    Label("答复中位数（办公小时）", "median time to reply (office hours)"),
    Label("九成不超过（办公小时）", "90 % within (office hours)"),
    *(Label(f"{name.zh}{zh}", f"{name.en}, {en}") for name in _FIRST for zh, en in (("分子", "numerator"), ("分母", "denominator"))),
)


def taken_home_rows(groups: Named, whole: Summary) -> Iterator[list[Written]]:
    """Beneath `TAKEN_HOME`: counts alone, so that rates can be reckoned anew; a time that is not known is empty."""
    for name, found in [*groups, (TOGETHER, whole)]:
        line: list[Written] = [str(name), found.filed, found.owed]
        for rate in found.rates:
            line += [rate.numerator, rate.denominator]
        line += [*(found.outcomes[kind] for kind in Outcome), *(found.endings[kind] for kind in _EARLY)]
        line += [found.contact_open, found.reply_open, found.asked.asked, found.asked.silent, found.asked.reopened]
        line += [None if hours is None else round(hours, 2) for hours in (found.taken.quantile(0.5), found.taken.quantile(0.9))]
        yield [*line, *(count for rate in _first_of(found) for count in (rate.numerator, rate.denominator))]


def interval_word(rate: Rate) -> Text:
    """The interval in words; why there is none where nothing was counted."""
    found = rate.interval
    return found.why if isinstance(found, NoBase) else f"{found[0] * 100:.1f}—{found[1] * 100:.1f}%"


def _rows(groups: Named, whole: Summary, cells: Callable[[Summary], list[Text]]) -> tuple[Row, ...]:
    return (
        *(Row((Cell(name), *(Cell(text, is_number=True) for text in cells(found)))) for name, found in groups),
        Row((Cell(TOGETHER), *(Cell(text, is_number=True) for text in cells(whole))), is_sum=True),
    )


def rate_cell(rate: Rate) -> Cell:
    """A rate with its interval beneath; why there is none stands in the rate already."""
    return Cell(_word(rate), is_number=True, qualifier="" if isinstance(rate.interval, NoBase) else interval_word(rate))


def _rate_rows(groups: Named, whole: Summary) -> tuple[Row, ...]:
    named = [(name, found, False) for name, found in groups] + [(TOGETHER, whole, True)]
    return tuple(
        Row(
            (
                Cell(name),
                *(Cell(f"{count:,}", is_number=True) for count in (found.filed, found.owed)),
                *(rate_cell(rate) for rate in found.rates),
            ),
            is_sum=is_sum,
        )
        for name, found, is_sum in named
    )


def _first_of(found: Summary) -> tuple[Rate, Rate]:
    return found.first_satisfied, found.solved_once


def _first_cells(found: Summary) -> list[Text]:
    return [text for rate in _first_of(found) for text in (_word(rate), interval_word(rate))]


def _outcome_cells(found: Summary) -> list[Text]:
    counts = [*(found.outcomes[kind] for kind in Outcome), found.contact_open, found.reply_open]
    return [f"{count:,}" for count in counts]


def _ending_cells(found: Summary) -> list[Text]:
    return [f"{found.endings[kind]:,}" for kind in _EARLY]


def _asked_cells(found: Summary) -> list[Text]:
    asked = found.asked
    counts: list[Text] = [f"{count:,}" for count in (asked.asked, asked.answered, asked.silent)]
    return [*counts, _word(asked.satisfaction), _word(asked.worst), _word(asked.best), f"{asked.reopened:,}"]


def _taken_cells(found: Summary) -> list[Text]:
    taken = found.taken
    if not taken.n:
        return ["0", "0", _word(Rate(0, 0)), _word(Rate(0, 0))]
    times = (taken.quantile(0.5), taken.quantile(0.9))
    return [f"{taken.n:,}", f"{taken.n - taken.ended:,}", *(_NOT_KNOWN if hours is None else f"{hours:.1f}" for hours in times)]


def _word(rate: Rate) -> Label:
    return rate.label


def _time_row(name: Label, time: Time, whole: int) -> Row:
    return Row((Cell(name), *_time_cells(time, whole)))


def _time_cells(time: Time, whole: int) -> tuple[Cell, Cell]:
    share: Text = f"{time.seconds / whole * 100:.1f}%" if whole else _word(Rate(0, 0))
    return Cell(f"{time.hours:,.1f}", is_number=True), Cell(share, is_number=True)


def _numbers(*texts: Label) -> tuple[Heading, ...]:
    return tuple(Heading(text, is_number=True) for text in texts)


def _tall(text: Label, *, is_number: bool = False) -> Heading:
    return Heading(text, rows=2, is_number=is_number)

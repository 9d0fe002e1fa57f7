"""The figures of affairs as tables."""

from __future__ import annotations

from collections.abc import Mapping

from dukou.affairs.queries.figures import AffairFigures
from dukou.casework.core.holding import Time
from dukou.casework.core.ledgers import Holder
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import Rate
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table

_HOURS, _SHARE = Label("办公小时", "office hours"), Label("占比", "share")


def counts_table(found: AffairFigures) -> Table:
    """What was filed, and the rates that say how it went; each with its base."""
    rows: list[tuple[Label, Text]] = [
        (Label("提交", "filed"), f"{found.filed:,}"),
        (Label("受理", "accepted"), f"{found.taken_in:,}"),
        (Label("办成", "done"), f"{found.done:,}"),
        (Label("按承诺时限办成", "done within the promise"), found.on_time.label),
        (Label("逾期未告知、视为受理", "accepted by silence"), found.deemed.label),
        (Label("联合踏勘、验收未到场（视为同意）", "absent from joint days (deemed to agree)"), found.absences.label),
        (Label("容缺后逾期未补", "let come later, and did not come in time"), found.not_made_up.label),
    ]
    heads = [Heading(Label("项目", "what")), Heading(Label("数", "figure"), is_number=True)]
    return plain_table(Label("联办事项办理情况", "How affairs went"), heads, [[Cell(name), Cell(value)] for name, value in rows])


def trips_table(found: AffairFigures) -> Table:
    """How often applicants had to come to the counter (最多跑一次)."""
    names = (Label("一次没跑", "never"), Label("跑一次", "once"), Label("跑两次以上", "twice or more"))
    rows = [[Cell(name), Cell(Rate(count, found.filed).label)] for name, count in zip(names, found.trips, strict=True)]
    heads = [Heading(Label("跑窗口", "came to the counter")), Heading(Label("件数", "applications"), is_number=True)]
    return plain_table(Label("最多跑一次", "Trips to the counter"), heads, [list[Cell | Text](row) for row in rows])


def holders_table(found: AffairFigures) -> Table:
    """Whose time it was, of closed applications: working time of units apart from waiting time."""
    whole = sum(time.seconds for time in found.holders.values())
    rows = [Row((Cell(holder.label), *_time(found.holders[holder], whole))) for holder in Holder if holder in found.holders]
    heads = ((Heading(Label("谁手里", "with whom")), Heading(_HOURS, is_number=True), Heading(_SHARE, is_number=True)),)
    return Table(Label("时间在谁手里", "Who held the time"), heads, tuple(rows))


def units_table(found: AffairFigures, names: Mapping[str, Label]) -> Table:
    """By unit: how long it worked and how long it waited, for each of its parts, and how often its part ended last and so set the day."""
    heads = (
        (
            Heading(Label("单位", "unit"), rows=2),
            Heading(Label("办结的部分", "parts ended"), rows=2, is_number=True),
            Heading(Label("平均每件办公小时", "office hours a part"), columns=2),
            Heading(Label("最后完成的一环", "its part ended last"), rows=2, is_number=True),
        ),
        (Heading(Label("办理", "working"), is_number=True), Heading(Label("等待", "waiting"), is_number=True)),
    )
    rows = [
        Row(
            (
                Cell(names.get(unit, unit)),
                *(
                    Cell(text, is_number=True)
                    for text in (f"{each.legs:,}", _each(each.working, each.legs), _each(each.waiting, each.legs))
                ),
                Cell(found.critical.get(unit, Rate(0, 0)).label, is_number=True),
            )
        )
        for unit, each in sorted(found.units.items())
    ]
    return Table(Label("各单位的办理、等待和关键环节", "Working and waiting by unit, and whose part ended last"), heads, tuple(rows))


def _each(time: Time, parts: int) -> str:
    return f"{time.hours / parts:,.1f}"


def _time(time: Time, whole: int) -> tuple[Cell, Cell]:
    share = f"{100 * time.seconds / whole:.1f}%" if whole else "—"
    return Cell(f"{time.hours:,.1f}", is_number=True), Cell(share, is_number=True)

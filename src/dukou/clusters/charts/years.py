"""One cluster by year: what was told, reckoned back, expected or aimed at, and the running part of a year inside its column."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import altair as alt
from altair.typing import ChartType

from dukou.clusters.charts.drawing import DASHES, REVENUE_AXIS, Row, amount, arrow, bounds, said, sort_of, when
from dukou.clusters.core.derived import Figure, Unknown, bare, result_of
from dukou.clusters.core.levels import level_of
from dukou.clusters.core.standing import ClusterStanding
from dukou.clusters.core.yardsticks import yardstick_of
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim, ClaimKind
from dukou.kit.charts import INK, INK_SOFT, RIVER, RIVER_LIGHT, SERIES, SHEET, VERMILION, ChartFigure, figure, over
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.periods import Period, PeriodKind, year

Drawn = tuple[str, Figure]  # told, undated, back, expected, part, target or line, and the figure


@dataclass(frozen=True, slots=True)
class _Room:
    """How broad things are, in points: a column, the part of a year inside it, how far aside that stands, a year."""

    column: int
    part: int
    aside: int
    step: int
    is_narrow: bool = False

    def y(self, top: float) -> alt.Y:
        """The axis of amounts; on a phone its name stands over it, not beside it."""
        scale, name = alt.Scale(domain=[0, top], nice=False), str(REVENUE_AXIS)
        if not self.is_narrow:
            return alt.Y("value:Q", title=name, scale=scale)
        over_it = alt.Axis(titleAngle=0, titleAlign="left", titleAnchor="end", titleX=-34, titleY=-12, tickCount=5)
        return alt.Y("value:Q", title=name, scale=scale, axis=over_it)


_BROAD = _Room(60, 22, -14, 122)
_NARROW = _Room(30, 12, -8, 84, is_narrow=True)


def by_year(standing: ClusterStanding) -> ChartFigure | None:
    """Columns by year, an undated figure first; a target without a year is a line across. None where there is nothing to draw."""
    drawn = [*_columns(standing), *_parts(standing), *_goals(standing)]
    rows = [_row(sort, one) for sort, one in drawn]
    columns = [row for row in rows if row["sort"] != "line"]
    if not columns:
        return None
    order = [str(row["column"]) for row in sorted(columns, key=lambda row: str(row["order"]))]
    title = Label(f"{standing.label.zh}：各年营收与目标", f"{standing.label.en}: revenue and targets by year")
    words = joined([said(one) for _, one in drawn])
    lines = [row for row in rows if row["sort"] == "line"]
    broad, narrow = (_chart(columns, lines, list(dict.fromkeys(order)), _top(rows), room) for room in (_BROAD, _NARROW))
    return figure(broad, title, Label(f"{words.zh}。", f"{words.en}."), narrow)


def _chart(columns: list[Row], lines: list[Row], order: list[str], top: float, room: _Room) -> ChartType:
    base = over(columns).encode(x=alt.X("column:N", sort=order, title=None, axis=alt.Axis(labelAngle=0)))
    y = room.y(top)
    across = over(lines)
    goals = [
        across.mark_rule(color=VERMILION, strokeDash=DASHES, strokeWidth=1.5).encode(y=y),
        *_beside_line(across.encode(x=alt.value("width")), y, room),
    ]
    return alt.layer(*_bars(base, y, room), *goals, *_words(base, y, room)).properties(height=320, width=alt.Step(room.step))


def _bars(base: alt.Chart, y: alt.Y, room: _Room) -> list[alt.Chart]:
    def of(sort: str) -> alt.Chart:
        return base.transform_filter(f"datum.sort == '{sort}'")

    return [
        of("told").mark_bar(size=room.column).encode(y=y),
        of("undated").mark_bar(size=room.column, fill=RIVER_LIGHT, stroke=RIVER, strokeDash=DASHES).encode(y=y),
        of("back").mark_bar(size=room.column, fill=RIVER_LIGHT).encode(y=y),
        of("expected").mark_bar(size=room.column, fill=SHEET, stroke=RIVER, strokeDash=DASHES, strokeWidth=1.5).encode(y=y),
        of("part").mark_bar(size=room.part, fill=SERIES[1], xOffset=room.aside).encode(y=y),
        of("target").mark_tick(color=VERMILION, thickness=3, size=room.column + 20).encode(y=y),
        base.transform_filter("datum.sort != 'part'").mark_rule(color=INK, strokeWidth=1.5).encode(y="low:Q", y2="high:Q"),
        of("part").mark_rule(color=INK, strokeWidth=1.5, xOffset=room.aside).encode(y="low:Q", y2="high:Q"),
    ]


def _words(base: alt.Chart, y: alt.Y, room: _Room) -> list[alt.Chart]:
    whole, part = base.transform_filter("datum.sort != 'part'"), base.transform_filter("datum.sort == 'part'")
    return [*_above(whole, y), *_beside(part, y, room.column / 2 + 5, INK_SOFT)]


def _beside_line(base: alt.Chart, y: alt.Y, room: _Room) -> list[alt.Chart]:
    """What a line across is: at its end, or over it where there is no room."""
    if room.is_narrow:
        both = base.transform_calculate(both="datum.words + ' · ' + datum.beneath")
        return [both.mark_text(align="right", dy=-7, color=VERMILION, fontSize=12).encode(y=y, text="both:N")]
    return _beside(base, y, 8, VERMILION)


def _above(base: alt.Chart, y: alt.Y) -> list[alt.Chart]:
    """The words over a mark, and between the two what it is."""
    alone, both = base.transform_filter("!datum.beneath"), base.transform_filter("datum.beneath")
    return [
        alone.mark_text(dy=-10).encode(y=y, text="words:N"),
        both.mark_text(dy=-26).encode(y=y, text="words:N"),
        both.mark_text(dy=-10, color=INK_SOFT, fontSize=12).encode(y=y, text="beneath:N"),
    ]


def _beside(base: alt.Chart, y: alt.Y, away: float, color: str) -> list[alt.Chart]:
    """Two lines of words to the right of a mark."""
    return [
        base.mark_text(dx=away, dy=dy, align="left", color=color, fontSize=12).encode(y=y, text=text)
        for dy, text in ((-7, "words:N"), (7, "beneath:N"))
    ]


def _columns(standing: ClusterStanding) -> Iterator[Drawn]:
    cluster = standing.cluster
    if not cluster.years and not isinstance(standing.revenue, Unknown):
        yield "undated", standing.revenue
    for level in standing.indicators["revenue"]:
        if level.period and level.period.kind is PeriodKind.YEAR and level.is_known:
            yield "back", level
    for number in sorted(cluster.years):
        told = level_of(cluster, year(number))
        if not isinstance(told, Unknown):
            yield "told", told
    coming = cluster.yardstick(year(cluster.this_year))
    if coming and coming.kind is not ClaimKind.TARGET and cluster.this_year not in cluster.years:
        yield "expected", coming


def _parts(standing: ClusterStanding) -> Iterator[Drawn]:
    latest = standing.progress.latest
    if latest and latest.period:
        for level in (level_of(standing.cluster, latest.period.last_year()), latest):
            if isinstance(result_of(level), Value) and not isinstance(level, Unknown):
                yield "part", level


def _goals(standing: ClusterStanding) -> Iterator[Drawn]:
    for target in standing.targets:
        yield "target" if target.claim.period else "line", target.claim


def _row(sort: str, one: Figure) -> Row:
    value = result_of(yardstick_of(one) if isinstance(one, Claim) else one)
    number, (words, beneath) = year(one.period.year).label if one.period else when(one), _texts(sort, one)
    row: Row = {
        "sort": sort,
        "column": str(number),
        "order": str(one.period.year) if one.period else "",
        "words": str(words),
        "beneath": str(beneath) if beneath else "",
        **({} if sort in ("target", "line") else bounds(one)),
    }
    return row | ({"value": amount(value.point)} if isinstance(value, Value) else {})


def _texts(sort: str, one: Figure) -> tuple[Label, Label | None]:
    """The words at a mark: the figure, and what it is where it is not simply told."""
    text, open_to = bare(one), arrow(one, "▲ ", "▼ ")
    match sort:
        case "line":
            return Label(f"目标 {text.zh}", f"target {text.en}"), Label("未注明年份", "without a year")
        case "target":
            return text, Label("目标", "target")
        case "part":
            return _part_name(one.period) if one.period else when(one), text
    return Label(open_to + text.zh, open_to + text.en), sort_of(one)


def _part_name(period: Period) -> Label:
    """The part of a year without the year: 上半年, 1—4月."""
    if period.kind is PeriodKind.HALF:
        return Label("上半年", "first half")
    last = period.last.month
    return Label(f"1—{last}月", f"Jan–{calendar.month_abbr[last]}")


def _top(rows: Sequence[Row]) -> float:
    """The upper end of the axis, with room for two lines of words."""
    return max(float(str(row[name])) for row in rows for name in ("value", "high") if name in row) * 1.18

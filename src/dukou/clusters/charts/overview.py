"""All clusters: revenue as bars, the targets without a year as marks."""

from __future__ import annotations

import altair as alt
from altair.typing import ChartType

from dukou.clusters.charts.drawing import DASHES, REVENUE_AXIS, Row, amount, arrow, bounds, by_name, said, words_over
from dukou.clusters.core.derived import Unknown, bare, result_of
from dukou.clusters.core.district import District
from dukou.clusters.core.standing import ClusterStanding
from dukou.clusters.core.targets import TargetStanding
from dukou.clusters.core.yardsticks import yardstick_of
from dukou.figures.core.arithmetic import Value
from dukou.kit.charts import INK, NARROW, RIVER, RIVER_LIGHT, VERMILION, ChartFigure, figure
from dukou.kit.core.labels import Label, joined

_BAR, _STEP, _TALL, _WORDS_AT, _ROOM = 20, 44, 72, 1.06, 1.55


def overview(district: District) -> ChartFigure | None:
    """Bars in the district's order: an open figure ends in an arrow, an undated one is pale in a dashed frame; both are said in words.

    None where no cluster has a figure.
    """
    rows = [_row(standing) for standing in district.standings]
    longest = max((float(str(row[name])) for row in rows for name in ("value", "target") if name in row), default=0.0)
    if not longest:
        return None
    named: set[object] = set()
    for row in rows:
        row |= {"words_at": longest * _WORDS_AT, "target_words": "" if row.get("target") in named else row.pop("target_name", "")}
        named.add(row.get("target"))
    title = Label("各集群营收与目标", "Revenue of the clusters and their targets")
    return figure(_broad(rows, longest), title, _description(district), _narrow(rows, longest))


def _broad(rows: list[Row], longest: float) -> ChartType:
    """Names before the bars, words behind them."""
    base, x = by_name(rows), _x(longest * _ROOM)
    words = base.mark_text(align="left").encode(x="words_at:Q", text="words:N")
    return alt.layer(*_marks_of(base, x, _STEP), words).properties(height=alt.Step(_STEP))


def _narrow(rows: list[Row], longest: float) -> ChartType:
    """Name and words over each bar, for a phone."""
    base, x = by_name(rows, is_named=False), _x(longest * 1.1)
    return alt.layer(*_marks_of(base, x, _TALL + 24), *words_over(base, 18)).properties(height=alt.Step(_TALL), width=NARROW - 40)


def _x(end: float) -> alt.X:
    return alt.X("value:Q", title=str(REVENUE_AXIS), scale=alt.Scale(domain=[0, end], nice=False), axis=alt.Axis(tickCount=6))


def _marks_of(base: alt.Chart, x: alt.X, step: int) -> list[alt.Chart]:
    """Bars, ends of intervals, arrows and targets; the target's word stands over the first mark."""
    return [
        base.transform_filter("datum.dated").mark_bar(size=_BAR).encode(x=x),
        base.transform_filter("!datum.dated").mark_bar(size=_BAR, fill=RIVER_LIGHT, stroke=RIVER, strokeDash=DASHES).encode(x=x),
        base.mark_rule(color=INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q"),
        base.mark_text(align="left", dx=3, color=RIVER, fontSize=15).encode(x="value:Q", text="arrow:N"),
        base.mark_tick(color=VERMILION, thickness=2.5, size=_BAR + 14).encode(x="target:Q"),
        base.mark_text(color=VERMILION, dy=-step / 2 - 4, fontSize=12).encode(x="target:Q", text="target_words:N"),
    ]


def _row(standing: ClusterStanding) -> Row:
    revenue, goal = standing.revenue, _undated_target(standing)
    row: Row = {"name": str(standing.label), "words": str(said(revenue)), "arrow": arrow(revenue, "▶", "◀"), **bounds(revenue)}
    row["dated"] = not isinstance(revenue, Unknown) and revenue.period is not None
    for name, one in (("value", revenue), ("target", yardstick_of(goal.claim) if goal else None)):
        value = result_of(one) if one else None
        if isinstance(value, Value):
            row[name] = amount(value.point)
    if goal:
        row["target_name"] = str(Label(f"目标 {bare(goal.claim).zh}", f"target {bare(goal.claim).en}"))
    return row


def _undated_target(standing: ClusterStanding) -> TargetStanding | None:
    return next((target for target in standing.targets if target.claim.period is None), None)


def _description(district: District) -> Label:
    """Every bar and mark in words."""
    told = [Label(f"{each.label.zh} {said(each.revenue).zh}", f"{each.label.en} {said(each.revenue).en}") for each in district.standings]
    text, marks = joined(told), _marks(district)
    if marks is None:
        return Label(f"{text.zh}。", f"{text.en}.")
    said_marks = f"竖线是未注明年份的目标：{marks.zh}。", f"The upright marks are targets without a year: {marks.en}."
    return Label(f"{text.zh}。{said_marks[0]}", f"{text.en}. {said_marks[1]}")


def _marks(district: District) -> Label | None:
    """The targets without a year, in one figure where all have the same."""
    goals = [(each.label, goal.claim.value_label) for each in district.standings if (goal := _undated_target(each))]
    values = dict.fromkeys(value for _, value in goals)
    if len(goals) == len(district.standings) > 1 and len(values) == 1:
        value = next(iter(values))
        return Label(f"各 {value.zh}", f"{value.en} each")
    named = [Label(f"{name.zh} {value.zh}", f"{name.en} {value.en}") for name, value in goals]
    return joined(named, zh="，", en=", ") if named else None

"""What share of inspections found something, by level of risk and in the random control arm, each with its interval."""

from __future__ import annotations

import altair as alt
from altair.typing import ChartType

from dukou.credit.core.reports import HitRates
from dukou.credit.queries.inspection_reports import BY_GRADE, levels_of
from dukou.kit.charts import INK, INK_SOFT, NARROW, RIVER, VERMILION, ChartFigure, figure, over
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.rates import NoBase, Rate

_TITLE = Label("问题发现率和 95% 区间", "Share that found something, with 95 % intervals")
_CONTROL = Label("随机对照组", "random control arm")


def hits_chart(rates: HitRates) -> ChartFigure | None:
    """A point with its interval for each arm that has any result; None where none has."""
    arms = [(BY_GRADE, rates.graded, INK), (_CONTROL, rates.control, VERMILION)]
    told = [*((level.label, rate, RIVER) for level, rate in levels_of(rates)), *arms]
    rows = [row for label, rate, colour in told if (row := _row(label, rate, colour))]
    if not rows:
        return None
    words = joined([Label(f"{label.zh} {rate.label.zh}", f"{label.en} {rate.label.en}") for label, rate, _ in told if rate.denominator])
    return figure(_drawn(rows), _TITLE, Label(f"{words.zh}。", f"{words.en}."), _drawn(rows, NARROW - 150))


def _row(label: Label, rate: Rate, colour: str) -> dict[str, object] | None:
    interval, share = rate.interval, rate.share
    if isinstance(interval, NoBase) or isinstance(share, NoBase):
        return None
    low, high = interval
    return {"name": str(label), "share": float(share) * 100, "low": low * 100, "high": high * 100, "colour": colour}


def _drawn(rows: list[dict[str, object]], width: int | None = None) -> ChartType:
    names = [str(row["name"]) for row in rows]
    base = over(rows).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=240 if width is None else 130)),
        color=alt.Color("colour:N", scale=None),
    )
    scale = alt.Scale(domain=[0, 100], nice=False)
    title = str(Label("发现问题的检查，%", "inspections that found something, %"))
    line = base.mark_rule(strokeWidth=2, color=INK_SOFT).encode(x=alt.X("low:Q", scale=scale, title=title), x2="high:Q")
    point = base.mark_point(size=90).encode(x=alt.X("share:Q", scale=scale, title=title))
    drawn = alt.layer(line, point).properties(height=alt.Step(38))
    return drawn if width is None else drawn.properties(width=width)

"""The rates as a chart: a dot for what was counted, a line for where the rate may lie."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
from altair.typing import ChartType

from dukou.appeals.core.statistics import RATES, Summary
from dukou.kit.charts import INK_SOFT, NARROW, SERIES, ChartFigure, figure, over
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.rates import NoBase

_MOST = 16  # groups: a chart of more is no longer read
_PANEL, _STEP, _NAMES = 128, 26, 150


def rates_chart(groups: Sequence[tuple[Label, Summary]]) -> ChartFigure | None:
    """A panel for each rate, the groups beneath one another, those with most appeals; None where nothing was counted."""
    shown = sorted(groups, key=lambda each: -each[1].owed)[:_MOST]
    rows = [row for name, found in shown for row in _rows(name, found)]
    if not rows:
        return None
    broad = alt.hconcat(*(_panel(rows, str(rate), _PANEL, has_names=place == 0) for place, rate in enumerate(RATES)), spacing=14)
    narrow = alt.vconcat(*(_panel(rows, str(rate), NARROW - _NAMES, has_names=True) for rate in RATES), spacing=18)
    title = Label("四项比率和 95% 区间", "Four rates with their 95 % intervals")
    return figure(broad, title, _said(shown), narrow)


def _rows(name: Label, found: Summary) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for label, rate in zip(RATES, found.rates, strict=True):
        interval = rate.interval
        if not isinstance(interval, NoBase):
            share = rate.numerator / rate.denominator * 100
            low, high = (each * 100 for each in interval)
            rows.append({"group": str(name), "rate": str(label), "share": share, "low": low, "high": high, "words": str(rate.label)})
    return rows


def _panel(rows: Sequence[dict[str, object]], rate: str, width: int, *, has_names: bool) -> ChartType:
    groups = list(dict.fromkeys(str(row["group"]) for row in rows))
    axis = alt.Axis(labelLimit=_NAMES - 10) if has_names else None
    base = over([row for row in rows if row["rate"] == rate] or [{"group": groups[0], "rate": rate}]).encode(
        y=alt.Y("group:N", title=None, sort=None, axis=axis, scale=alt.Scale(domain=groups))
    )
    scale = alt.Scale(domain=[0, 100])
    x = alt.X("share:Q", title="%", scale=scale, axis=alt.Axis(values=[0, 50, 100], grid=True))
    lines = base.mark_rule(color=INK_SOFT, strokeWidth=2).encode(x=alt.X("low:Q", scale=scale, title="%"), x2="high:Q")
    dots = base.mark_point(color=SERIES[0], filled=True, size=70).encode(x=x, tooltip=alt.Tooltip("words:N"))
    return alt.layer(lines, dots).properties(title=rate, width=width, height=alt.Step(_STEP))


def _said(groups: Sequence[tuple[Label, Summary]]) -> Label:
    parts = []
    for name, found in groups:
        told = [
            Label(f"{label.zh} {rate.label.zh}", f"{label.en} {rate.label.en}")
            for label, rate in zip(RATES, found.rates, strict=True)
            if rate.denominator
        ]
        if told:
            inner = joined(told, zh="，", en=", ")
            parts.append(Label(f"{name.zh}：{inner.zh}", f"{name.en}: {inner.en}"))
    text = joined(parts)
    return Label(f"{text.zh}。", f"{text.en}.")

"""Progress against its baselines: one row for each, the progress as a bar, the share that the baseline expects as a mark."""

from __future__ import annotations

from decimal import Decimal

import altair as alt
from altair.typing import ChartType

from dukou.clusters.charts.drawing import Row, by_name, words_over
from dukou.clusters.core.derived import result_of
from dukou.clusters.core.progress import Baseline, Progress
from dukou.figures.core.arithmetic import Value
from dukou.kit.charts import INK, NARROW, RIVER_LIGHT, VERMILION, ChartFigure, figure
from dukou.kit.core.labels import Label, joined

_BAR, _STEP, _TALL, _ROOM = 20, 46, 80, 1.7


def against_baselines(progress: Progress) -> ChartFigure | None:
    """The chart of a running year; None where there is no progress."""
    done = progress.done.result
    if not isinstance(done, Value):
        return None
    rows = [_row(done, base) | {"share": str(progress.done.value_label)} for base in progress.baselines]
    longest = max(float(str(row[name])) for row in rows for name in ("done", "expected", "high", "to") if name in row)
    rows = [row | {"words_at": longest * 1.05} for row in rows]
    title = Label("进度与基准", "Progress and baselines")
    return figure(_broad(rows, longest), title, _description(progress), _narrow(rows, longest))


def _broad(rows: list[Row], longest: float) -> ChartType:
    """Names before the bars, words behind them."""
    base = by_name(rows)
    words = base.mark_text(align="left").encode(x="words_at:Q", text="words:N")
    return alt.layer(*_marks(base, longest * _ROOM), words).properties(height=alt.Step(_STEP))


def _narrow(rows: list[Row], longest: float) -> ChartType:
    """Name and words over each bar, for a phone."""
    base = by_name(rows, is_named=False)
    return alt.layer(*_marks(base, longest * 1.1), *words_over(base, 24)).properties(height=alt.Step(_TALL), width=NARROW - 40)


def _marks(base: alt.Chart, end: float) -> list[alt.Chart]:
    x = alt.X("done:Q", title="%", scale=alt.Scale(domain=[0, end], nice=False), axis=alt.Axis(tickCount=6))
    return [
        base.mark_bar(size=_BAR, fill=RIVER_LIGHT).encode(x=x),
        base.mark_bar(size=8, fill=VERMILION, opacity=0.4).encode(x="from:Q", x2="to:Q"),
        base.mark_tick(color=VERMILION, thickness=3, size=_BAR + 14).encode(x="expected:Q"),
        base.mark_rule(color=INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q"),
        base.mark_text(align="left", dx=6).encode(x=alt.datum(0), text="share:N"),
    ]


def _row(done: Value, base: Baseline) -> Row:
    row: Row = {"name": str(base.kind.label), "done": float(done.point), "words": str(_words(base)), **_ends(done, "low", "high")}
    expected = result_of(base.expected)
    return row | ({"expected": float(expected.point), **_ends(expected, "from", "to")} if isinstance(expected, Value) else {})


def _ends(value: Value, low: str, high: str) -> Row:
    ends = value.interval
    return {} if ends.is_exact or not ends.is_bounded else {low: float(ends.low), high: float(ends.high)}


def _words(base: Baseline) -> Label:
    """The gap and its light, or why there is none."""
    gap = result_of(base.gap)
    if not isinstance(gap, Value):
        return base.verdict.words
    due, text, light = base.expected.value_label, gap_words(base, gap), base.verdict.words
    return Label(f"应 {due.zh}，{text.zh}：{light.zh}", f"due {due.en}, {text.en}: {light.en}")


def gap_words(base: Baseline, gap: Value) -> Label:
    """The gap in words: behind or ahead by so many points."""
    size = Label(base.gap.value_label.zh.replace("−", ""), base.gap.value_label.en.replace("−", ""))
    return Label(f"落后 {size.zh}", f"{size.en} behind") if gap.point < Decimal(0) else Label(f"领先 {size.zh}", f"{size.en} ahead")


def _description(progress: Progress) -> Label:
    told = []
    for base in progress.baselines:
        words, name, why = _words(base), base.kind.label, base.gap.why
        reason = (f"（{why.zh}）", f" ({why.en})") if why else ("", "")
        told.append(Label(f"{name.zh}：{words.zh}{reason[0]}", f"{name.en}: {words.en}{reason[1]}"))
    text, done = joined(told), progress.done
    return Label(f"{done.label.zh} {done.value_label.zh}。{text.zh}。", f"{done.label.en}: {done.value_label.en}. {text.en}.")

"""The money of measures as a chart: paid and surely due, against the budget."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dukou.kit.charts import INK, SERIES, ChartFigure, figure, over
from dukou.kit.core.labels import Label, joined
from dukou.policies.core.benefits import money_words
from dukou.policies.queries.unpaid import MeasureForecast

_WAN = 1_000_000  # fen
_PARTS = (
    ("paid", Label("已付和已批", "paid and granted")),
    ("sure", Label("应付未付", "surely due")),
)
_TONES = SERIES[0], SERIES[3]


def budget_chart(found: Sequence[MeasureForecast]) -> ChartFigure | None:
    """Bars by measure with a mark at the budget; None where no measure has a budget."""
    with_budget = [each for each in found if each.forecast.budget]
    if not with_budget:
        return None
    rows = [
        {
            "measure": str(each.standing.measure.label),
            "part": str(label),
            "order": place,
            "value": (getattr(each.forecast, name) or 0) / _WAN,
        }
        for each in with_budget
        for place, (name, label) in enumerate(_PARTS)
    ]
    marks = [{"measure": str(each.standing.measure.label), "budget": (each.forecast.budget or 0) / _WAN} for each in with_budget]
    title = Label("万元；竖线为预算", "ten thousand yuan; the line is the budget")
    y = alt.Y("measure:N", title=None, sort=None)
    color = alt.Color("part:N", sort=None, scale=alt.Scale(domain=[str(label) for _, label in _PARTS], range=list(_TONES)))
    bars = over(rows).mark_bar().encode(y=y, x=alt.X("value:Q", title=str(title)), color=color, order=alt.Order("order:Q"))
    lines = over(marks).mark_tick(color=INK, thickness=3, size=26).encode(y=y, x=alt.X("budget:Q"))
    chart = alt.layer(bars, lines).properties(height=alt.Step(34), width=520)
    return figure(chart, Label("资金测算", "The money"), _said(with_budget))


def _said(found: Sequence[MeasureForecast]) -> Label:
    parts = []
    for each in found:
        told, name = each.forecast, each.standing.measure.label
        budget, due = money_words(told.budget or 0), money_words(told.paid + told.sure)
        parts.append(
            Label(
                f"{name.zh}：预算 {budget.zh}，已付、已批和应付共 {due.zh}",
                f"{name.en}: budget {budget.en}, paid, granted and due {due.en}",
            )
        )
    text = joined(parts)
    return Label(f"{text.zh}。", f"{text.en}.")

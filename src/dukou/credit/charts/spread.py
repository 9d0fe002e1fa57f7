"""How the firms of a field spread over its grades, as bars."""

from __future__ import annotations

import altair as alt
from altair.typing import ChartType

from dukou.credit.core.kinds import Level
from dukou.credit.queries.standings import FEW, Spread
from dukou.kit.charts import INK_SOFT, NARROW, RIVER, RIVER_LIGHT, SERIES, VERMILION, ChartFigure, figure, over
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.rates import Rate

COLOURS = {Level.LOW: RIVER_LIGHT, Level.ORDINARY: RIVER, Level.HIGHER: SERIES[2], Level.HIGH: VERMILION}
_STEP, _TALL = 40, 60


def spread_chart(spread: Spread) -> ChartFigure | None:
    """Bars from the best grade to the worst; beside each its grade, level, firms and share in words. None where nobody was graded."""
    if not any(spread.known.values()):
        return None
    rows = _rows(spread)
    title = Label("各等级企业", "Firms by grade")
    return figure(_broad(rows), title, _description(spread), _narrow(rows))


def _rows(spread: Spread) -> list[dict[str, object]]:
    longest = max(spread.known.values())
    found: list[dict[str, object]] = []
    for grade in spread.scheme.grades:
        count = spread.counts.get(grade.key, 0)
        name = Label("{grade} · {level}", "{grade} · {level}").filled(grade=grade.name, level=grade.level.label)
        found.append(
            {
                "name": str(name),
                "count": count or 0,
                "words": str(_words(count, spread.covered)),
                "colour": COLOURS[grade.level],
                "end": longest * 1.55,
            }
        )
    return found


def _words(count: int | None, covered: int | None) -> Label:
    if count is None:
        return FEW
    return Rate(count, covered).label if covered else Label(f"{count:,} 家", f"{count:,} firms")


def _description(spread: Spread) -> Label:
    told = [
        Label("{grade} {words}", "{grade} {words}").filled(grade=grade.name, words=_words(spread.counts.get(grade.key, 0), spread.covered))
        for grade in spread.scheme.grades
    ]
    text = joined(told)
    return Label(f"截至 {spread.as_of}：{text.zh}。", f"As of {spread.as_of}: {text.en}.")


def _bars(base: alt.Chart, rows: list[dict[str, object]], room: float) -> tuple[alt.Chart, alt.X]:
    longest = max(float(str(row["count"])) for row in rows)
    x = alt.X(
        "count:Q",
        title=str(Label("企业，家", "firms")),
        scale=alt.Scale(domain=[0, longest * room], nice=False),
        axis=alt.Axis(tickCount=5),
    )
    return base.mark_bar(size=18).encode(x=x, color=alt.Color("colour:N", scale=None)), x


def _broad(rows: list[dict[str, object]]) -> ChartType:
    base = over(rows).encode(y=alt.Y("name:N", sort=[str(row["name"]) for row in rows], title=None))
    bars, x = _bars(base, rows, 1.5)
    words = base.mark_text(align="left", dx=6, color=INK_SOFT).encode(x=x, text="words:N")
    return alt.layer(bars, words).properties(height=alt.Step(_STEP))


def _narrow(rows: list[dict[str, object]]) -> ChartType:
    base = over(rows).encode(y=alt.Y("name:N", sort=[str(row["name"]) for row in rows], title=None, axis=None))
    bars, _ = _bars(base, rows, 1.05)
    at = alt.datum(0)
    named = (
        base.mark_text(align="left", dy=-20, fontSize=12)
        .encode(x=at, text=alt.Text("both:N"))
        .transform_calculate(both="datum.name + '  ' + datum.words")
    )
    return alt.layer(bars, named).properties(height=alt.Step(_TALL), width=NARROW - 40)

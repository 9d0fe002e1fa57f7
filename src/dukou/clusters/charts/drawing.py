"""What the charts of this room share: amounts in the unit of the language, ends of intervals, sentences for those who do not see."""

from __future__ import annotations

from decimal import Decimal

import altair as alt

from dukou.clusters.core.derived import Derived, Figure, Unknown, result_of, shown
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import UNDATED, Claim
from dukou.figures.core.units import YI
from dukou.kit.charts import over
from dukou.kit.core.labels import Label, spoken

Row = dict[str, object]
REVENUE_AXIS = Label("营收，亿元", "revenue, bn yuan")
DASHES = [4, 3]


def amount(number: Decimal) -> float:
    """An amount in 亿元 as the axis of the spoken language counts it: 亿元 or bn yuan."""
    return float(number if spoken() == "zh" else number.scaleb(-YI.english_power))


def bounds(figure: Figure | Unknown) -> Row:
    """The ends of a figure's interval for a whisker; nothing where it is one value or open to one side."""
    value = result_of(figure)
    if not isinstance(value, Value) or not value.interval.is_bounded or value.interval.is_exact:
        return {}
    return {"low": amount(value.interval.low), "high": amount(value.interval.high)}


def by_name(rows: list[Row], *, is_named: bool = True) -> alt.Chart:
    """A chart of one mark a row, in order; `is_named`: its name stands before it."""
    order = [str(row["name"]) for row in rows]
    before = alt.Y("name:N", sort=order, title=None)
    return over(rows).encode(y=before if is_named else alt.Y("name:N", sort=order, title=None, axis=None))


def words_over(base: alt.Chart, away: int) -> list[alt.Chart]:
    """Name and words over each mark, so many points from its middle: for a phone, which has no room at the sides."""
    at = alt.datum(0)
    return [
        base.mark_text(align="left", dy=-away - 15, fontSize=12, fontWeight="bold").encode(x=at, text="name:N"),
        base.mark_text(align="left", dy=-away, fontSize=12).encode(x=at, text="words:N"),
    ]


def arrow(figure: Figure | Unknown, up: str, down: str) -> str:
    """The sign of a figure that is open to one side; empty where it is not."""
    value = result_of(figure)
    if not isinstance(value, Value) or value.operator is None:
        return ""
    return up if value.leaning.up else down if value.leaning.down else ""


def when(figure: Figure) -> Label:
    """The period of a figure in words."""
    return UNDATED if figure.period is None else figure.period.label


def said(figure: Figure | Unknown) -> Label:
    """A figure with its period, and what it is where it is not told as a fact."""
    if isinstance(figure, Unknown):
        return Label(f"不知（{figure.why.zh}）", f"unknown ({figure.why.en})")
    sort = sort_of(figure)
    text = shown(figure)
    more = (f"，{sort.zh}", f", {sort.en}") if sort else ("", "")
    return Label(f"{text.zh}（{when(figure).zh}{more[0]}）", f"{text.en} ({when(figure).en}{more[1]})")


def sort_of(figure: Figure) -> Label | None:
    """What a figure is that was not told as a fact: its kind, or that it is reckoned back."""
    if isinstance(figure, Derived):
        return Label("反推", "reckoned back")
    return None if isinstance(figure, Claim) and figure.kind.is_told_as_fact else figure.kind.label

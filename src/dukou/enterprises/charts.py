"""The firm's revenue by year as a small chart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import altair as alt

from dukou.figures.core.claims import Claim, Role
from dukou.figures.core.units import UNITS, YI, Unit
from dukou.kit.charts import ChartFigure, figure, over
from dukou.kit.core.labels import Label, joined, spoken
from dukou.kit.core.periods import PeriodKind

ENOUGH = 3  # fewer columns say no more than the table
_SMALL = UNITS["万元"]
_STEP, _COLUMN = 94, 44  # a year is as broad as its words


def revenue_by_year(claims: Sequence[Claim], subject: str) -> ChartFigure | None:
    """Columns of the firm's own revenue, told as fact; None where fewer than three years are told."""
    told = {claim.period.year: claim for claim in claims if claim.subject == subject and _is_drawn(claim) and claim.period is not None}
    if len(told) < ENOUGH:
        return None
    unit = YI if max(_in(claim, YI) for claim in told.values()) >= 1 else _SMALL
    rows = [{"year": str(year), "value": _amount(told[year], unit), "words": str(told[year].value_label)} for year in sorted(told)]
    base = over(rows).encode(x=alt.X("year:N", title=None, axis=alt.Axis(labelAngle=0)))
    title = Label(f"营收，{unit.label.zh}", f"revenue, {unit.label.en}")
    y = alt.Y("value:Q", title=str(title), scale=alt.Scale(domain=[0, max(float(str(row["value"])) for row in rows) * 1.15], nice=False))
    layers = [base.mark_bar(size=_COLUMN).encode(y=y), base.mark_text(dy=-9, fontSize=12).encode(y=y, text="words:N")]
    chart = alt.layer(*layers).properties(height=200, width=alt.Step(_STEP))
    return figure(chart, Label("各年营收", "Revenue by year"), _description([told[year] for year in sorted(told)]))


def _is_drawn(claim: Claim) -> bool:
    of_year = claim.period is not None and claim.period.kind is PeriodKind.YEAR
    return of_year and claim.role is Role.REVENUE and claim.kind.is_told_as_fact and claim.quantity.unit.dimension == YI.dimension


def _in(claim: Claim, unit: Unit) -> Decimal:
    return claim.quantity.unit.converted(claim.quantity.number, unit)


def _amount(claim: Claim, unit: Unit) -> float:
    """The amount as the axis of the spoken language counts it."""
    number = _in(claim, unit)
    return float(number if spoken() == "zh" else number.scaleb(-unit.english_power))


def _description(claims: Sequence[Claim]) -> Label:
    said = [Label(f"{each.period_label.zh} {each.value_label.zh}", f"{each.period_label.en} {each.value_label.en}") for each in claims]
    text = joined(said)
    return Label(f"{text.zh}。", f"{text.en}.")

"""Lines beside what was drawn of them, and how banks met their time: as pictures for the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
from altair.typing import ChartType

from dukou.finance.core.statistics import BankFigures, LineFigures
from dukou.kit.charts import INK_SOFT, NARROW, RIVER, RIVER_LIGHT, VERMILION, ChartFigure, figure, over
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.money import from_fen, money_text
from dukou.kit.core.rates import NoBase

GRANTED, DRAWN, OVERDUE = Label("授信", "granted"), Label("放款", "drawn"), Label("逾期", "overdue")
_COLOURS = {"granted": RIVER_LIGHT, "drawn": RIVER, "overdue": VERMILION}
_STEP = 20


def lines_chart(found: Mapping[str, LineFigures], names: Mapping[str, Label]) -> ChartFigure | None:
    """For each bank three bars beside one another, never upon one another: a line is no money."""
    if not found:
        return None
    rows = [
        {"name": str(names.get(key, key)), "of": str(label), "value": float(from_fen(value, "万元")), "words": money_text(value, "万元")}
        for key, each in found.items()
        for label, value in ((GRANTED, each.granted), (DRAWN, each.drawn), (OVERDUE, each.overdue))
    ]
    told = [
        Label("{bank} 授信 {granted}，放款 {drawn}，逾期 {overdue}", "{bank}: granted {granted}, drawn {drawn}, overdue {overdue}").filled(
            bank=names.get(key, key),
            granted=money_text(each.granted, "万元"),
            drawn=money_text(each.drawn, "万元"),
            overdue=money_text(each.overdue, "万元"),
        )
        for key, each in found.items()
    ]
    words, title = joined(told), Label("各行的授信和放款（不相加）", "Lines and what was drawn, by bank (never added)")
    return figure(_lines(rows), title, Label(f"{words.zh}。", f"{words.en}."), _lines(rows, NARROW - 150))


def timeliness_chart(found: Mapping[str, BankFigures], names: Mapping[str, Label]) -> ChartFigure | None:
    """What share of what was due each bank answered in time, each with its interval; None where nothing was due."""
    rows, told = list[dict[str, object]](), list[Label]()
    for key, each in found.items():
        interval, share = each.in_time.interval, each.in_time.share
        if isinstance(interval, NoBase) or isinstance(share, NoBase):
            continue
        low, high = interval
        rows.append({"name": str(names.get(key, key)), "share": float(share) * 100, "low": low * 100, "high": high * 100})
        told.append(Label("{bank} {rate}", "{bank} {rate}").filled(bank=names.get(key, key), rate=each.in_time.label))
    if not rows:
        return None
    words, title = joined(told), Label("按期答复率和 95% 区间", "Share answered in time, with 95 % intervals")
    return figure(_shares(rows), title, Label(f"{words.zh}。", f"{words.en}."), _shares(rows, NARROW - 150))


def _lines(rows: Sequence[Mapping[str, object]], width: int | None = None) -> ChartType:
    order = [str(each) for each in (GRANTED, DRAWN, OVERDUE)]
    longest = max(float(str(row["value"])) for row in rows) or 1.0
    names = list(dict.fromkeys(str(row["name"]) for row in rows))
    base = over(rows).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=240 if width is None else 140)),
        yOffset=alt.YOffset("of:N", sort=order),
    )
    x = alt.X("value:Q", title=str(Label("万元", "万元 (10,000 yuan)")), scale=alt.Scale(domain=[0, longest * 1.35], nice=False))
    bars = base.mark_bar(size=14).encode(
        x=x, color=alt.Color("of:N", sort=order, scale=alt.Scale(domain=order, range=list(_COLOURS.values())))
    )
    words = base.mark_text(align="left", dx=5, fontSize=11, color=INK_SOFT).encode(x=x, text="words:N")
    drawn = alt.layer(bars, words).properties(height=_STEP * 3 * len(names))
    return drawn if width is None else drawn.properties(width=width)


def _shares(rows: list[dict[str, object]], width: int | None = None) -> ChartType:
    names = [str(row["name"]) for row in rows]
    base = over(rows).encode(y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=240 if width is None else 140)))
    scale, title = alt.Scale(domain=[0, 100], nice=False), str(Label("按期答复，%", "answered in time, %"))
    line = base.mark_rule(strokeWidth=2, color=INK_SOFT).encode(x=alt.X("low:Q", scale=scale, title=title), x2="high:Q")
    point = base.mark_point(size=90, color=RIVER).encode(x=alt.X("share:Q", scale=scale, title=title))
    drawn = alt.layer(line, point).properties(height=alt.Step(34))
    return drawn if width is None else drawn.properties(width=width)

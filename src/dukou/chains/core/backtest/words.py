"""What a table of hit rates shows, in words: what was told from what, whether it held, and what that means for suggestions made now."""

from __future__ import annotations

from dukou.chains.core.backtest.results import BackTest, Band
from dukou.kit.core.labels import Label

TOO_HIGH, TOO_LOW, HELD = Label("偏高", "too high"), Label("偏低", "too low"), Label("相符", "held")
_COMPARED = Label(
    "概率只用 {learnt_base}→{base} 的应验情况折算，预告 {base}→{label}，再与实际比较；{horizon} 年内。",
    "Chances are reckoned from {learnt_base}→{base} alone, told for {base}→{label}, and held against what came; {horizon} years.",
)
_ALL_HELD = Label(
    "{bands} 档的平均预告都在应验率的 90% 区间内：合计预告 {told}，应验 {rate}。",
    "In all {bands} rows the mean chance told lies within the 90 % interval: told {told} in all, {rate} came true.",
)
_MISSED = Label(
    "{bands} 档里 {high} 档偏高、{low} 档偏低（平均预告在应验率的 90% 区间以外）：合计预告 {told}，应验 {rate}。",
    "Of {bands} rows {high} are too high and {low} too low (the mean told lies outside the 90 % interval): "
    "told {told} in all, {rate} came true.",
)
_CHANGED = Label(
    "面板自己变了：学的那次有 {learnt_rate} 应验，试的这次 {rate}；这在 {base} 年无从知道，所以没有再校正。",
    "The panel itself changed: {learnt_rate} came true in what was learnt from, {rate} in the trial. In {base} nobody could know, "
    "so nothing was corrected.",
)
_NOW = Label(
    "现在的建议按最近一次（{base}→{label}）折算，分数和预期年产出用的就是它；以后会不会再变没有数据能说，看概率要同时看这张表。",
    "Suggestions made now reckon from the newest transition ({base}→{label}), and so do score and expected output; whether it changes "
    "again no data can tell: read the chance together with this table.",
)


def held(band: Band) -> Label:
    """Whether the chance told in a row lies within what came true."""
    return TOO_HIGH if band.is_too_high else TOO_LOW if band.is_too_low else HELD


def verdict(test: BackTest) -> Label:
    """Whether the chances held, over all rows."""
    high, low = sum(band.is_too_high for band in test.hit_rates), sum(band.is_too_low for band in test.hit_rates)
    words = _MISSED if high or low else _ALL_HELD
    return words.filled(bands=len(test.hit_rates), high=high, low=low, told=_share(test.told), rate=_share(test.rate))


def notes(test: BackTest) -> tuple[Label, ...]:
    """What stands beneath a table of hit rates."""
    days = {"learnt_base": test.learnt_base, "base": test.base, "label": test.label}
    told = [_COMPARED.filled(horizon=test.horizon, **days), verdict(test)]
    if test.learnt_rate is not None and any(held(band) is not HELD for band in test.hit_rates):
        told.append(_CHANGED.filled(learnt_rate=_share(test.learnt_rate), rate=_share(test.rate), base=test.base))
    return (*told, _NOW.filled(base=test.base, label=test.label))


def _share(share: float) -> Label:
    return Label(f"{share:.1%}", f"{share * 100:.1f} %")

"""How often advice like this came true, in words that name their n; or that no back-test can tell."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.kit.core.labels import Label

NO_BACKTEST = Label("没有可用的回测", "no back-test available")
_SAID = Label(
    "过去 {n} 条同类建议（预告概率 {band}）中，{share} 在 {years} 年内应验；参照面板：{panel}",
    "of {n} suggestions like this (chance told {band}), {share} came true within {years} years; reference panel {panel}",
)


@dataclass(frozen=True, slots=True)
class HitRate:
    """Of `n` suggestions in one band of chances (from, to) in other regions, `hits` came true within the horizon.

    The panel's regions are not this district: the share ranks methods and promises nothing here.
    """

    n: int
    hits: int
    horizon_years: int
    panel: Label
    band: tuple[float, float]

    @property
    def share(self) -> float | None:
        """hits / n; None where there was none: no base, not nought."""
        return self.hits / self.n if self.n else None

    @property
    def label(self) -> Label:
        """The sentence beside a suggestion."""
        if self.share is None:
            return NO_BACKTEST
        band = f"{self.band[0] * 100:g}%–{self.band[1] * 100:g}%"
        return _SAID.filled(
            n=f"{self.n:,}", band=band, share=f"{self.share:.1%}".replace("%", " %"), years=self.horizon_years, panel=self.panel
        )


def said_of(rate: HitRate | None) -> Label:
    """The sentence of a hit rate that may not be there."""
    return NO_BACKTEST if rate is None else rate.label

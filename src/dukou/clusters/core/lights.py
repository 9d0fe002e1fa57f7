"""Lights by thresholds that the district's pack sets. A light always carries a word; where rounding leaves it open, it says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dukou.clusters.core.derived import Result
from dukou.figures.core.arithmetic import Value
from dukou.kit.core.labels import Label, LabelledEnum, joined
from dukou.kit.core.lights import Light

__all__ = ["BaselineKind", "Light", "LightPolicy", "Verdict"]


class BaselineKind(LabelledEnum):
    """What part of a year's total is expected by a month."""

    CALENDAR = "calendar", "日历进度", "calendar"
    LAST_YEAR = "last_year", "上年同期占全年", "last year's share by then"
    SEVERAL_YEARS = "several_years", "多年同期占全年（中位数）", "share by then in several years (median)"


_STEP = Decimal("1e-9")  # quotients end in rounding noise; a gap of less is none
_ORDER = [Light.RED, Light.YELLOW, Light.GREEN]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A light, the lights between which it is undecided, and why it is unknown."""

    light: Light
    between: tuple[Light, ...] = ()
    why: Label | None = None

    @property
    def words(self) -> Label:
        """The words beside the colour."""
        if self.between:
            ends = [light.label for light in self.between]
            return Label(
                f"未定（区间跨线：{joined(ends, zh='或').zh}）", f"undecided (the interval crosses a line: {joined(ends, en=' or ').en})"
            )
        return self.light.label

    def as_dict(self) -> dict[str, object]:
        """The light as JSON doors speak it."""
        return {
            "light": self.light.value,
            "words": self.words.as_dict(),
            "between": [light.value for light in self.between],
            "why": self.why.as_dict() if self.why else None,
        }


@dataclass(frozen=True, slots=True)
class LightPolicy:
    """Thresholds in percentage points of progress minus baseline, and the order in which baselines are preferred.

    Green from `ahead` upward, yellow from `behind` up to it, red below. The headline light uses the first baseline of `baselines`
    for which there is a figure.
    """

    key: str
    baselines: tuple[BaselineKind, ...]
    ahead: Decimal
    behind: Decimal

    def __post_init__(self) -> None:
        if self.behind > self.ahead or not self.baselines:
            raise ValueError(f"light policy {self.key}: behind ≤ ahead and at least one baseline, please")

    def judge(self, gap: Result) -> Verdict:
        """The light of a gap in points; undecided where its interval reaches over a threshold."""
        if not isinstance(gap, Value):
            return Verdict(Light.UNKNOWN, why=gap.why)
        low, high = self._at(gap.interval.low), self._at(gap.interval.high, is_open=gap.interval.high_open)
        if _ORDER.index(high) <= _ORDER.index(low):
            return Verdict(high)
        return Verdict(Light.UNDECIDED, between=(low, high))

    def _at(self, gap: Decimal, *, is_open: bool = False) -> Light:
        """The light at a gap; at an open upper end that lies on a threshold, the light just beneath it."""
        exact = gap.quantize(_STEP) if gap.is_finite() else gap
        if exact >= self.ahead and not (is_open and exact == self.ahead):
            return Light.GREEN
        if exact >= self.behind and not (is_open and exact == self.behind):
            return Light.YELLOW
        return Light.RED

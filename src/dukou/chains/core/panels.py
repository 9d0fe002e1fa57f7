"""A panel: how much of each industry stands in each region in each period. The ground on which relatedness is reckoned and tried."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

Cube = NDArray[np.float64]  # [period, region, industry]
Matrix = NDArray[np.float64]  # [region, industry]
Vector = NDArray[np.float64]
Flags = NDArray[np.bool_]
NAMED = 5  # how many regions or keys a refusal names


class PanelTooShort(Refusal):
    """What comes after can be learnt and tried only where there is an after."""

    code = "chains.panel_too_short"
    what = Label("面板“{panel}”不能回测", "the panel “{panel}” cannot be back-tested")
    why = Label(
        "需要有相隔 {horizon} 的三期（一期学、一期试、一期核对），现有：{periods}",
        "it takes three periods {horizon} apart (to learn from, to try on, to check by); there are: {periods}",
    )
    cure = Label("补上更早或更晚的时期，或用 --base、--horizon 选别的间隔", "add periods, or choose others by --base and --horizon")


class PanelNegative(Refusal):
    """Jobs, firms and revenue are not below nought."""

    code = "chains.panel_negative"
    what = Label("没有读入面板“{panel}”", "the panel “{panel}” was not taken in")
    why = Label("有 {count} 个负数或不是有限数的值，如 {examples}", "{count} values are negative or not finite, such as {examples}")
    cure = Label("改正这些值；未公布的留空，不要写成负数", "correct them; leave empty what is withheld instead of writing a negative")


class PanelEmptyRegion(Refusal):
    """A region without any activity has no structure: nothing in it can be set against anything."""

    code = "chains.panel_empty_region"
    what = Label("没有读入面板“{panel}”", "the panel “{panel}” was not taken in")
    why = Label("{count} 个地区在所有时期全为零：{examples}", "{count} regions are nought in all industries and periods: {examples}")
    cure = Label("去掉这些地区，或补上它们的数；未公布的留空", "leave these out, or give their numbers; what is withheld stays empty")


class PanelKeysTwice(Refusal):
    """One cell has one value: which of two holds is not for us to guess."""

    code = "chains.panel_keys_twice"
    what = Label("没有读入面板“{panel}”", "the panel “{panel}” was not taken in")
    why = Label(
        "{count} 个“地区、行业、时期”出现不止一次，如 {examples}",
        "{count} keys of region, industry and period stand more than once, such as {examples}",
    )
    cure = Label("每个地区、行业、时期只留一行（先汇总）", "keep one row for each region, industry and period (sum them first)")


class PanelUnfillable(Refusal):
    """A withheld value is estimated from the number of firms; without it nothing is known."""

    code = "chains.panel_unfillable"
    what = Label("没有读入面板“{panel}”", "the panel “{panel}” was not taken in")
    why = Label(
        "{count} 个值未公布，又没有企业数，如 {examples}",
        "{count} values are withheld and have no number of firms beside them, such as {examples}",
    )
    cure = Label("给出企业数一列，或去掉这些行", "give a column with the number of firms, or leave these rows out")


class NoSuchPeriod(Refusal):
    """A period that the panel does not have."""

    code = "chains.no_such_period"
    status = 404
    what = Label("面板“{panel}”没有 {period} 这一期", "the panel “{panel}” has no period {period}")
    why = Label("有：{periods}", "there are: {periods}")
    cure = Label("选其中一期", "choose one of these")


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """A long table as cubes [period, region, industry]; periods ascend.

    `value`: jobs, revenue or another amount, NaN where withheld; `count`: firms or establishments (float32, whole numbers), nought where
    none was published; `is_withheld`: there are firms, and their amount is not told: unknown, which is never zero. `imputed`: how many
    withheld amounts were estimated. `is_synthetic`: made by a generator and evidence of nothing.
    """

    name: str
    sha256: str
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    periods: tuple[int, ...]
    value: Cube
    count: NDArray[np.float32]
    is_withheld: NDArray[np.bool_]
    imputed: int = 0
    is_synthetic: bool = False

    def place_of(self, period: int) -> int:
        """The place of a period in the first axis."""
        if period not in self.periods:
            raise NoSuchPeriod(panel=self.name, period=period, periods="、".join(map(str, self.periods)))
        return self.periods.index(period)

    def key_at(self, period: int, region: int, industry: int) -> str:
        """A cell as people read it."""
        return f"{self.regions[region]}/{self.industries[industry]}/{self.periods[period]}"

    @property
    def is_present(self) -> NDArray[np.bool_]:
        """Where an industry is known to stand: firms were published, or an amount above nought was."""
        return (self.count > 0) | (self.value > 0)


def checked(panel: Panel) -> Panel:
    """The same panel, or a refusal that names what is wrong with it."""
    known = np.where(panel.is_withheld, 0.0, panel.value)
    wrong = ~(np.isfinite(known) & (known >= 0)) | ~(np.isfinite(panel.count) & (panel.count >= 0))
    if wrong.any():
        raise PanelNegative(panel=panel.name, count=int(wrong.sum()), examples=_keys(panel, wrong))
    lost = panel.is_withheld & (panel.count == 0)
    if lost.any():
        raise PanelUnfillable(panel=panel.name, count=int(lost.sum()), examples=_keys(panel, lost))
    empty = np.flatnonzero(~((known > 0) | (panel.count > 0)).any(axis=(0, 2)))
    if len(empty):
        raise PanelEmptyRegion(panel=panel.name, count=len(empty), examples="、".join(panel.regions[each] for each in empty[:NAMED]))
    return panel


def imputed(panel: Panel) -> Panel:
    """Withheld amounts estimated as firms × mean size of the industry over all regions of the same period, which the panel then tells of.

    Where no region publishes the industry in that period, the mean size of all industries in it. Nothing of another period is used: what a
    forecast knows of its base must not come from later.
    """
    known = np.where(panel.is_withheld, 0.0, panel.value).sum(axis=1)  # [period, industry]
    counted = np.where(panel.is_withheld, 0.0, panel.count).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        size, overall = known / counted, known.sum(axis=1) / counted.sum(axis=1)
    size = np.where(np.isfinite(size), size, overall[:, None])
    filled = np.where(panel.is_withheld, panel.count * size[:, None, :], panel.value)
    if not np.isfinite(filled).all():
        lost = ~np.isfinite(filled)
        raise PanelUnfillable(panel=panel.name, count=int(lost.sum()), examples=_keys(panel, lost))
    return replace(panel, value=filled, imputed=int(panel.is_withheld.sum()))


def _keys(panel: Panel, where: NDArray[np.bool_]) -> str:
    return "、".join(panel.key_at(*map(int, place)) for place in np.argwhere(where)[:NAMED])

"""A chain here beside the same industries in other regions of the reference panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dukou.chains.queries.assessments import Shown
from dukou.chains.queries.references import panel_ground
from dukou.kit.core.labels import Label

NEAREST = 8


@dataclass(frozen=True, slots=True)
class RegionTold:
    """A region by the numbers of firms in the chain's industries. `focus`: their share of all its firms; `quotient`: against the panel.

    `rank` among all regions by size; `is_here`: this district, by its register.
    """

    region: str
    count: float
    focus: float
    quotient: float | None
    rank: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """This district and others. `unknown`: regions that were asked for and are not in the panel."""

    label: Label
    is_synthetic: bool
    period: int
    many: int
    regions: tuple[RegionTold, ...]
    unknown: tuple[str, ...]


def compared(shown: Shown, asked: Sequence[str]) -> Comparison | None:
    """This district beside the regions asked for; beside the nearest in size where none is. None without a panel, or before any look."""
    if shown.found is None:
        return None
    given = panel_ground(shown.chain.edition)
    if given is None:
        return None
    import numpy as np

    from dukou.chains.core.codes import weights_of
    from dukou.chains.core.quotients import means, reference
    from dukou.chains.core.status.strength import StrengthAxis

    panel = given.panel
    whole = weights_of(shown.chain, panel.industries).sum(axis=1)
    counts = panel.count[-1].astype(np.float64)
    sizes = np.maximum(counts.sum(axis=1), 1.0)
    chain = counts @ whole
    quotient = means(chain[:, None], sizes, reference(chain[:, None], sizes))[:, 0]
    axes = {each.axis: each.value for each in shown.found.axes}
    here = axes.get(StrengthAxis.SIZE.value)
    place = {region: at for at, region in enumerate(panel.regions)}
    chosen = [place[each] for each in asked if each in place]
    if not asked and here is not None:
        chosen = [int(at) for at in np.argsort(np.abs(chain - here), kind="stable")[:NEAREST]]
    told = [
        RegionTold(
            panel.regions[at],
            float(chain[at]),
            float(chain[at] / sizes[at]),
            None if np.isnan(quotient[at]) else float(quotient[at]),
            int((chain > chain[at]).sum()) + 1,
            False,
        )
        for at in chosen
    ]
    if here is not None:
        focus = axes.get(StrengthAxis.FOCUS.value)
        own = RegionTold("", here, focus or 0.0, axes.get(StrengthAxis.SPECIALISATION.value), int((chain > here).sum()) + 1, True)
        told.append(own)
    return Comparison(
        given.label,
        panel.is_synthetic,
        panel.periods[-1],
        len(panel.regions),
        tuple(sorted(told, key=lambda each: (-each.count, each.region))),
        tuple(each for each in asked if each not in place),
    )

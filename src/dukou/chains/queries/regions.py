"""A chain of the district beside the regions of the reference panel that is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dukou.chains.queries.assessments import Shown
from dukou.chains.queries.references import panel_ground
from dukou.kit.core.labels import Label

if TYPE_CHECKING:  # arrays take a while to load
    from dukou.chains.core.regions import Region


@dataclass(frozen=True, slots=True)
class Comparison:
    """This district and others in the newest period of a panel of `many` regions. `unknown`: what was asked for and is not in it."""

    label: Label
    period: int
    many: int
    regions: tuple[Region, ...]
    unknown: tuple[str, ...]


def compared(shown: Shown, asked: Sequence[str], known_on: date) -> Comparison | None:
    """This district beside the regions asked for in the panel that is used on a day; beside the nearest in size where none is asked for.

    None without a panel, or before any look.
    """
    given = panel_ground(shown.chain.edition, known_on) if shown.found else None
    if given is None:
        return None
    from dukou.chains.core.codes import weights_of
    from dukou.chains.core.regions import beside

    panel = given.panel
    belongs = weights_of(shown.chain, panel.industries).sum(axis=1)
    unknown = tuple(each for each in asked if each not in panel.regions)
    return Comparison(given.label, panel.periods[-1], len(panel.regions), beside(panel, belongs, _here(shown), asked), unknown)


def _here(shown: Shown) -> Region | None:
    """This district as the newest look told it; None where its firms have no codes."""
    from dukou.chains.core.regions import Region
    from dukou.chains.core.status.strength import StrengthAxis

    told = {each.axis: each.value for each in shown.found.axes} if shown.found else {}
    count, focus = told.get(StrengthAxis.SIZE.value), told.get(StrengthAxis.FOCUS.value)
    if count is None or focus is None:
        return None
    return Region("", count, focus, told.get(StrengthAxis.SPECIALISATION.value), 0)

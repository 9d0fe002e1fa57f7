"""What establishes itself here next: the chance of each industry of a panel in one region, with exact reasons and with replicates.

EASE is fitted on the newest period; λ and the calibration come from the last transition, whose outcome is known. A foreign panel ranks:
whether its chances hold in this district nobody has tested.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dukou.chains.core.backtest.choices import Task
from dukou.chains.core.backtest.scores import features
from dukou.chains.core.backtest.tasks import Terms, horizon_of, transition
from dukou.chains.core.backtest.trial import Learnt, learnt
from dukou.chains.core.panels import Flags, Matrix, Panel, PanelTooShort, Vector, imputed
from dukou.chains.core.relatedness.ease import Ease, Pull, ease_of, gram


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A panel made ready to be asked about many regions: fitted once, asked often.

    `features` [region, industry] of the newest period; `least`: the smallest number of firms the panel publishes, below which an industry
    is absent there and so here too.
    """

    industries: tuple[str, ...]
    horizon: int
    base: int
    features: Matrix
    least: float
    known: Learnt
    model: Ease

    @property
    def place(self) -> dict[str, int]:
        """The place of each industry, by code."""
        return {code: at for at, code in enumerate(self.industries)}

    def row_of(self, firms: Mapping[str, float]) -> Vector:
        """Numbers of firms by industry code as features, in the order of the industries; codes the panel does not have are left out."""
        counts = np.array([firms.get(code, 0.0) for code in self.industries])
        counts = np.where(counts >= self.least, counts, 0.0)
        return features(Task.ARRIVAL, counts, counts, counts > 0)


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """By industry of the reference: `scores`, and `chances` p that it arrives within `horizon`.

    Of what stands here already (`is_here`) the chance is told as if it did not: B_jj = 0, so its own presence pulls nothing.
    `unknown_codes`: industries of the row that the panel does not have, from which nothing could be concluded.
    """

    reference: Reference
    row: Vector
    scores: Vector
    chances: Vector
    unknown_codes: tuple[str, ...]

    @property
    def is_here(self) -> Flags:
        """Which industries stand here already, as far as the panel's threshold lets that be told."""
        found: Flags = self.row > 0
        return found

    def reasons(self, code: str, most: int = 5) -> tuple[tuple[Pull, ...], float]:
        """The present industries that pull hardest, and the sum of the others: together exactly the score."""
        return self.reference.model.reasons(self.row, self.reference.place[code], most)


def reference(panel: Panel, terms: Terms) -> Reference:
    """Fit on a panel of at least two periods a horizon apart. λ and calibration are learnt on the last transition."""
    filled = imputed(panel)
    horizon, newest = horizon_of(filled, terms), filled.periods[-1]
    if newest - horizon not in filled.periods:
        raise PanelTooShort(panel=panel.name, horizon=horizon, periods="、".join(map(str, panel.periods)))
    known = learnt(transition(filled, newest - horizon, newest, Task.ARRIVAL, terms))
    at = filled.place_of(newest)
    told = _rows(filled, at, terms)
    published = filled.count[at][filled.count[at] > 0]
    least = float(published.min()) if published.size else 1.0
    return Reference(filled.industries, horizon, newest, told, least, known, ease_of(gram(told), known.ridge))


def outlook(known: Reference, firms: Mapping[str, float]) -> Outlook:
    """The outlook of one region from its numbers of firms by industry code."""
    row = known.row_of(firms)
    scores = known.model.scores(row)
    return Outlook(known, row, scores, known.known.calibration.of(scores), tuple(sorted(set(firms) - set(known.industries))))


def replicates(known: Reference, row: Vector, n: int, rng: np.random.Generator) -> Matrix:
    """Chances [n, industry] under n redraws of the panel's regions: how much hangs on which regions happened to be in it.

    A Bayesian bootstrap (Rubin 1981): each region weighs Exp(1) in F'WF instead of 1, and EASE is fitted again in closed form; for 300
    industries and 3,000 regions about 10 ms each. λ and the calibration stay: that one rests on some half a million cells, and its own
    uncertainty is small beside that of the weights.
    """
    found = np.empty((n, len(known.industries)))
    for each in range(n):
        weights = rng.exponential(size=len(known.features))
        model = ease_of(gram(known.features, weights), known.known.ridge)
        found[each] = known.known.calibration.of(model.scores(row))
    return found


def _rows(panel: Panel, at: int, terms: Terms) -> Matrix:
    """The features of all regions that are large enough. Industries that stand nowhere now keep their place: nothing pulls them."""
    large = panel.value[at].sum(axis=1) >= terms.least_amount
    counts = panel.count[at][large].astype(np.float64)
    return features(Task.ARRIVAL, counts, counts, panel.is_present[at][large])

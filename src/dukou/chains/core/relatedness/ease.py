"""EASE: what pulls what along, as an item–item ridge in closed form (Steck 2019). One inverse, no labels, and reasons that are exact.

Boosting as a second stage belongs here beside it: it would take EASE's score as one feature among others and has to give reasons that sum
to its score too. It pays only where two transitions can be learnt from (decision 0021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dukou.chains.core.panels import Matrix, Vector


class Pull(NamedTuple):
    """One reason: a present industry (its place) and what it adds to the score; negative where it pushes away."""

    industry: int
    amount: float


@dataclass(frozen=True, slots=True, eq=False)
class Ease:
    """`weights` B [industry, industry]: how much a unit of the first pulls the second; the diagonal is nought."""

    weights: Matrix
    ridge: float

    def scores(self, features: Matrix) -> Matrix:
        """score = F B, for rows [region, industry] of features as it was fitted on."""
        found: Matrix = features @ self.weights
        return found

    def pulls(self, features: Vector, of: int) -> Vector:
        """What each industry of one region adds to the score of industry `of`; the sum is the score."""
        found: Vector = features * self.weights[:, of]
        return found

    def reasons(self, features: Vector, of: int, most: int = 5) -> tuple[tuple[Pull, ...], float]:
        """The strongest pulls and the sum of all others: together exactly the score."""
        pulls = self.pulls(features, of)
        order = np.argsort(-np.abs(pulls), kind="stable")
        shown = [int(each) for each in order[:most] if pulls[each] != 0]
        rest = np.delete(pulls, shown).sum() if shown else pulls.sum()
        return tuple(Pull(each, float(pulls[each])) for each in shown), float(rest)


def gram(features: Matrix, weights: Vector | None = None) -> Matrix:
    """F'F, or F'WF with a weight for each region. In double precision: the ridge is small beside the counts."""
    found: Matrix = features.T @ (features if weights is None else features * weights[:, None])
    return found


def ease(features: Matrix, ridge: float, weights: Vector | None = None) -> Ease:
    """Fit B on the features of a panel's regions. `ridge` λ > 0 in the unit of a squared feature."""
    return ease_of(gram(features, weights), ridge)


def ease_of(product: Matrix, ridge: float) -> Ease:
    """The same from F'F: Q = (F'F + λI)⁻¹, B_ij = −Q_ij / Q_jj, B_jj = 0.

    By numpy alone: scipy brings a second pool of threads, and on a busy machine the two wait for each other a hundred times as long as
    Cholesky saves.
    """
    if not ridge > 0:
        raise ValueError(f"a ridge of {ridge} does not make F'F + λI positive definite")
    inverse = np.linalg.inv(product + ridge * np.eye(len(product)))
    pull = -inverse / inverse.diagonal()
    np.fill_diagonal(pull, 0.0)
    return Ease(pull, ridge)

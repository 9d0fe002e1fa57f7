"""The arrays of a market out of pairs and of what is left, and the same market again out of a plan that was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dukou.finance.core.matching import Market

Left = tuple[int | None, int | None]  # money (fen) and cases of an offer; None: there is no bound


@dataclass(frozen=True, slots=True)
class Pair:
    """A need and an offer, each by its place, with the amount and what is expected to be funded of it (fen)."""

    need: int
    offer: int
    amount: int
    value: int


def market_of(needs: int, pairs: Sequence[Pair], left: Sequence[Left]) -> Market:
    """The market. Where an offer has no bound, it is all that could be asked of it: that never binds and is worth nothing."""
    told = np.array([(each.need, each.offer, each.amount, each.value) for each in pairs], dtype=np.int64).reshape(-1, 4)
    need, offer, amount, value = (told[:, column].copy() for column in range(4))
    asked = np.zeros(len(left), dtype=np.int64)
    np.add.at(asked, offer, amount)
    quota = np.array([asked[at] if money is None else money for at, (money, _) in enumerate(left)], dtype=np.int64)
    cap = np.array([needs if cases is None else cases for _, cases in left], dtype=np.int64)
    return Market(needs, need, offer, amount, value, quota, cap)

"""The chance that a product's application is granted, from what became of earlier ones, drawn towards what the pack believes beforehand.

Few applications say little: the pack's prior counts as much as `weight` applications would. The same is done once more for a firm's
standing on the white list, towards the chance of the product. Every chance comes with its count and Wilson's interval of the bare share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dukou.finance.core.kinds import ApplicationState, ListStanding
from dukou.kit.core.rates import NoBase, Rate

WHOLE = 10_000  # chances are whole ten-thousandths

_SAID_YES = (ApplicationState.GRANTED, ApplicationState.DECLINED)  # there was an offer; that the firm declined it is not the bank's no


@dataclass(frozen=True, slots=True)
class Prior:
    """What the pack believes beforehand: `chance` in ten-thousandths, counting as much as `weight` ≥ 1 applications."""

    chance: int
    weight: int

    def __post_init__(self) -> None:
        if not 0 < self.chance < WHOLE or self.weight < 1:
            raise ValueError("a prior lies between nought and one and counts as at least one application")


@dataclass(frozen=True, slots=True)
class Closed:
    """An application that is closed. `standing`: of the firm on the white list when it was sent; None where it stood on none.

    `was_offered`: the bank made an offer at some time.
    """

    product: str
    standing: ListStanding | None
    state: ApplicationState
    was_offered: bool = False


@dataclass(frozen=True, slots=True)
class Chance:
    """`chance`: shrunk, in ten-thousandths. `rate`: granted of answered, bare. `prior`, `weight`: towards what, counting as how many."""

    chance: int
    rate: Rate
    prior: int
    weight: int

    @property
    def interval(self) -> tuple[float, float] | NoBase:
        """Wilson's 95 % interval of the bare share; no base where nothing was answered yet."""
        return self.rate.interval


def outcome(state: ApplicationState, was_offered: bool = False) -> bool | None:
    """Whether the bank would have lent: it made an offer and did not refuse afterwards, whatever the firm did with it.

    None where it is open, or the firm took it back before an answer: neither yes nor no.
    """
    if state.is_open:
        return None
    if state is ApplicationState.REFUSED:
        return False
    return True if was_offered or state in _SAID_YES else None


def chance_of(closed: Iterable[Closed], product: str, prior: Prior, *, standing: ListStanding | None = None) -> Chance:
    """The chance at a product; with a standing, that of firms with this standing, drawn towards the product's own."""
    mine = [each for each in closed if each.product == product]
    found = _shrunk(_rate(mine), prior)
    if standing is None:
        return found
    towards = Prior(min(max(found.chance, 1), WHOLE - 1), prior.weight)
    return _shrunk(_rate([each for each in mine if each.standing is standing]), towards)


def _rate(closed: list[Closed]) -> Rate:
    said = [answer for answer in (outcome(each.state, each.was_offered) for each in closed) if answer is not None]
    return Rate(sum(said), len(said))


def _shrunk(rate: Rate, prior: Prior) -> Chance:
    """(granted + weight × prior) ÷ (answered + weight), rounded half up."""
    top, base = WHOLE * rate.numerator + prior.weight * prior.chance, rate.denominator + prior.weight
    return Chance((2 * top + base) // (2 * base), rate, prior.chance, prior.weight)

"""Past forecasts beside what became of them: a forecast is worth what earlier ones were worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dukou.kit.core.labels import Label
from dukou.kit.core.rates import Rate


@dataclass(frozen=True, slots=True)
class Past:
    """A forecast that was kept; `became`: the day on which the project was there, None while it is not."""

    made_on: date
    p50: date
    p80: date
    became: date | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the forecasts that came due held: done by its P50, by its P80. `open`: neither done nor late yet.

    A project that is not done after its P80 has missed it: were it left out until it is done, the late ones would be missing from the
    rate. It counts for the P50 likewise.
    """

    p50: Rate
    p80: Rate
    open: int

    @property
    def label(self) -> Label:
        """The share of past P80s that held, with its count, or that there is none yet."""
        if not self.p80.denominator:
            return Label("以往预测尚无一例见分晓", "past forecasts: none closed yet")
        rate = self.p80.label
        return Label(f"以往 P80 说中 {rate.zh}", f"past P80s that held: {rate.en}")


def score(past: Sequence[Past], on: date) -> Score:
    """The score as known at the close of the day `on`; what became later is not known yet. Each project's forecasts count each."""
    closed = {name: [_held(each, getattr(each, name), on) for each in past] for name in ("p50", "p80")}
    rates = {name: Rate(held.count(True), len(held) - held.count(None)) for name, held in closed.items()}
    return Score(rates["p50"], rates["p80"], closed["p80"].count(None))


def _held(past: Past, told: date, on: date) -> bool | None:
    """Whether it was done by the day told; None while that is open. While its day has not come it is open."""
    if past.became is not None and past.became <= on:
        return past.became <= told
    return False if on > told else None

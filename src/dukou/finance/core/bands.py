"""What a bank is told of a value: a band, a word, or nothing. Two values of one band give one and the same answer.

The lowest and the highest band are open, so that the one extreme value of a district stands in a band like every other. What is unknown
stays unknown. What was told is one canonical text whose SHA-256 is kept; bands are few and could be guessed from a bare hash, so a number
drawn for this one look stands in the text, is given to the bank with it, and is kept nowhere.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from dukou.audit.core.seals import canonical
from dukou.audit.core.values import Json
from dukou.finance.core.kinds import ToBank
from dukou.kit.core.labels import Label
from dukou.kit.core.units import Unit

Value = Decimal | int | bool | str | None
UNKNOWN, YES, NO = Label("未知", "unknown"), Label("是", "yes"), Label("否", "no")
_BELOW, _ABOVE = Label("不到 {edge}", "below {edge}"), Label("{edge}及以上", "{edge} or more")
_BETWEEN = Label("{low}–{high}", "{low} to below {high}")
_SHORTEST = 32  # characters of a number for one look


@dataclass(frozen=True, slots=True)
class Bands:
    """Edges in rising order, in `unit`. Band `n` runs from edge n − 1 to beneath edge n; `words`: one for each band where it has any."""

    edges: tuple[Decimal, ...]
    unit: Unit
    words: tuple[Label, ...] = ()

    def __post_init__(self) -> None:
        if not self.edges or not all(edge.is_finite() for edge in self.edges):
            raise ValueError("bands have at least one edge, and edges are numbers")
        if any(low >= high for low, high in pairwise(self.edges)):
            raise ValueError("edges rise")
        if self.words and len(self.words) != len(self.edges) + 1:
            raise ValueError("each band has its word, or none has")

    def band_of(self, value: Decimal | int) -> int:
        """The number of the band from 0. An edge belongs to the band above it."""
        return bisect_right(self.edges, Decimal(value))

    def label(self, band: int) -> Label:
        """The words of a band: its own, or its edges as each language writes them, `100–500 万元` and `1.00 to below 5.00 m yuan`."""
        if self.words:
            return self.words[band]
        low, high = (None, *self.edges)[band], (*self.edges, None)[band]
        if low is None or high is None:
            edge = self.unit.beside(self.unit.written(self.edges[0 if low is None else -1]))
            return (_BELOW if low is None else _ABOVE).filled(edge=edge)
        both = _BETWEEN.filled(low=self.unit.written(low), high=self.unit.written(high))
        return self.unit.beside(both)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the portrait as far as a bank is concerned. `bands`: of a number; `words`: of a value from a list."""

    key: str
    to_bank: ToBank
    bands: Bands | None = None
    words: Mapping[str, Label] | None = None

    def __post_init__(self) -> None:
        if (self.to_bank is ToBank.BAND) != (self.bands is not None):
            raise ValueError(f"{self.key}: an item told as a band has bands, and no other has")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bank gets of one item: a code and its words. `code`: `band:2`, `yes`, `no`, `unknown`, or one of the item's list."""

    key: str
    code: str
    label: Label


def answered(item: Item, value: Value) -> Answer | None:
    """What a bank gets of a value; None where it gets nothing. A value of the wrong shape is a TypeError, never a guess and never shown."""
    if item.to_bank is ToBank.NEVER:
        return None
    if value is None:
        return Answer(item.key, "unknown", UNKNOWN)
    if item.bands is not None:
        if isinstance(value, bool) or not isinstance(value, Decimal | int) or not Decimal(value).is_finite():
            raise TypeError(f"{item.key}: a band is of a whole or decimal number")
        band = item.bands.band_of(value)
        return Answer(item.key, f"band:{band}", item.bands.label(band))
    if isinstance(value, bool):
        return Answer(item.key, "yes" if value else "no", YES if value else NO)
    if not isinstance(value, str) or value not in (item.words or {}):
        raise TypeError(f"{item.key}: a result is yes, no, or a word of its list")
    return Answer(item.key, value, (item.words or {})[value])


def statement(answers: Sequence[Answer], *, consent: int, look: int, nonce: str) -> str:
    """The canonical text of what was told, whatever order the answers come in. `nonce`: drawn for this look, given away with the text."""
    if len(nonce) < _SHORTEST:
        raise ValueError("the number of a look is too short to keep its hash from being guessed")
    told: dict[str, Json] = {each.key: {"code": each.code, "zh": each.label.zh, "en": each.label.en} for each in answers}
    if len(told) < len(answers):
        raise ValueError("an item is told once")
    return canonical({"consent": consent, "look": look, "nonce": nonce, "told": told})


def seal(text: str) -> str:
    """The SHA-256 of a statement, in hexadecimal: who holds the text can show that it is what was told."""
    return hashlib.sha256(text.encode()).hexdigest()

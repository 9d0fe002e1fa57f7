"""The items of a portrait: each tells a fact by its name, on what ground, and what a bank is told of it. No value is kept here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dukou.finance.core.kinds import Ground, ToBank
from dukou.kit.core.labels import Label, same
from dukou.rules.core.facts import Range
from dukou.rules.core.quantities import measure, natural


@dataclass(frozen=True, slots=True)
class Band:
    """From `least` (included; None: no lower end) to below `most` (None: no upper end), both whole numbers of the item's unit."""

    words: Label
    least: int | None
    most: int | None

    def holds(self, number: Fraction) -> bool:
        """Whether a number of the item's unit lies in it."""
        return (self.least is None or number >= self.least) and (self.most is None or number < self.most)


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `years`: so many years before the last closed year the fact is asked for.

    `is_change`: what is told is the change of the fact against the year before that, in percent. `unit`: of the bands' edges. `words`: how
    the codes of a text are read; what is not among them is told as it stands.
    """

    key: str
    name: Label
    group: str
    fact: str
    years: int
    is_change: bool
    ground: Ground
    to_bank: ToBank
    unit: str
    bands: tuple[Band, ...]
    words: Mapping[str, Label]

    def read(self, code: str) -> Label:
        """A text as it is told."""
        return self.words.get(code, same(code))

    def band(self, value: Decimal | Range | None, unit: str) -> Band | None:
        """The band of a value of `unit`; None where it is unknown, or so roughly known that two bands are possible."""
        if value is None:
            return None
        ends = (value.least, value.most) if isinstance(value, Range) else (value, value)
        found = {self._band_at(end, unit, number) for number, end in enumerate(ends)}
        return found.pop() if len(found) == 1 else None

    def _band_at(self, end: Decimal | None, unit: str, number: int) -> Band | None:
        if end is None:  # without an end: the outermost band on that side
            return self.bands[-1 if number else 0]
        there = natural(end, measure(unit)) / natural(1, measure(self.unit))
        return next((band for band in self.bands if band.holds(there)), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the portrait with its items, in their order."""

    key: str
    name: Label
    items: tuple[Item, ...]


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """The change in percent; None where either is unknown or there was nothing before to grow from."""
    if now is None or before is None or before <= 0:
        return None
    return (now - before) * 100 / before


def groups_of(plain: Mapping[str, Any]) -> tuple[Group, ...]:
    """The portrait that stored plain values tell."""
    items = [_item(each) for each in plain["items"]]
    return tuple(
        Group(each["key"], Label.read(each["name"]), tuple(item for item in items if item.group == each["key"])) for each in plain["groups"]
    )


def items_by_key(groups: Sequence[Group]) -> dict[str, Item]:
    """Every item by its key, in the order of the portrait."""
    return {item.key: item for group in groups for item in group.items}


def _item(plain: Mapping[str, Any]) -> Item:
    bands = tuple(Band(Label.read(each["words"]), each.get("from"), each.get("below")) for each in plain.get("bands", ()))
    return Item(
        key=plain["key"],
        name=Label.read(plain["name"]),
        group=plain["group"],
        fact=plain["fact"],
        years=plain.get("years", 0),
        is_change=bool(plain.get("change")),
        ground=Ground.of(plain["ground"]),
        to_bank=ToBank.of(plain["to_bank"]),
        unit=plain.get("unit", ""),
        bands=bands,
        words={code: Label.read(each) for code, each in (plain.get("words") or {}).items()},
    )

"""A firm's portrait: every item with its value, source and day as the firm reads it, and in bands as a bank is told.

Nothing is kept: each fact is asked once for the firm. It is asked in the eyes of the office, whoever looks: the firm and the bank that has
its consent are told the same facts. What each of them gets of a value is another matter (`core.bands`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.finance.core.bands import Answer, Value, answered
from dukou.finance.core.items import Group, Item, change
from dukou.finance.queries.disputes import open_disputes
from dukou.finance.queries.products import portrait_groups
from dukou.kit.core.labels import Label, joined, same
from dukou.rules.core.facts import Fact, Range, Stated
from dukou.rules.queries.together import facts_named, stated_together

EYES = Viewer("finance", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_FIGURES_INTERNAL, Permission.SEE_REGISTER}))


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One item of a firm. `value`: as it is told; None: unknown. `unit`: of a number. `stated`: where it comes from and since when.

    `dispute`: the number of the firm's dispute of it that is still open, None where there is none.
    """

    item: Item
    fact: Fact | None
    value: Value
    unit: str
    stated: Stated | None
    dispute: int | None = None

    @property
    def answer(self) -> Answer | None:
        """What a bank with consent is told; None: nothing."""
        told = answered(self.item, self.value, self.unit)
        return replace(told, is_disputed=True) if told and self.dispute is not None else told


@dataclass(frozen=True, slots=True)
class GroupTold:
    """A heading with its items."""

    group: Group
    items: tuple[ItemTold, ...]


def portrait(key: str, on: date) -> list[GroupTold]:
    """The whole portrait of the firm with this key (as it stands in the register) on a day."""
    groups = portrait_groups()
    told = items_told(key, on, [item for group in groups for item in group.items])
    return [GroupTold(group, tuple(told[item.key] for item in group.items)) for group in groups]


def items_told(key: str, on: date, items: Iterable[Item]) -> dict[str, ItemTold]:
    """Some items, by key; their facts are asked together, one that several of them tell once for each year."""
    wanted = list(items)
    facts, disputed = facts_named({item.fact for item in wanted}), open_disputes(key)
    asks = {(item.fact, item.years + back) for item in wanted for back in range(2 if item.is_change else 1)}
    known = stated_together(EYES, facts, [key], on, asks)

    def stated(name: str, years: int) -> Stated | None:
        return known.get((name, years), {}).get(key)

    found = dict[str, ItemTold]()
    for item in wanted:
        before = stated(item.fact, item.years + 1) if item.is_change else None
        told = _told(item, facts.get(item.fact), stated(item.fact, item.years), before)
        found[item.key] = replace(told, dispute=disputed.get(item.key))
    return found


def _told(item: Item, fact: Fact | None, now: Stated | None, before: Stated | None) -> ItemTold:
    if now is None:
        return ItemTold(item, fact, None, "", None)
    if item.is_change:
        grown = change(_number(now), _number(before) if before else None)
        return ItemTold(item, fact, grown, "%", now)
    return ItemTold(item, fact, _value(now, item), now.unit, now)


def _number(stated: Stated) -> Decimal | None:
    return stated.value if isinstance(stated.value, Decimal) else None


def _value(stated: Stated, item: Item) -> Value:
    value = stated.value
    if isinstance(value, bool | Decimal | Range):
        return value
    if isinstance(value, tuple):
        return joined([item.read(each) for each in value]) if value else None
    said = str(value).strip()
    return item.read(said) if said else None


def value_label(told: ItemTold) -> Label:
    """A value as the firm reads it."""
    value = told.value
    if value is None:
        return Label("未知", "unknown")
    if isinstance(value, bool):
        return Label("是", "yes") if value else Label("否", "no")
    if isinstance(value, Label):
        return value
    if isinstance(value, Range):
        return same(f"{value.least if value.least is not None else ''}–{value.most if value.most is not None else ''}{told.unit}")
    number = Decimal(value)
    return same(f"{number.quantize(Decimal('0.1')) if told.item.is_change else number.normalize():f}{told.unit}")

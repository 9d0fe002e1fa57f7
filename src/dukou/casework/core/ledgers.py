"""The ledger of one clock: when it stood still and who had the case meanwhile, and by how much it was extended. It only grows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dukou.casework.core.budgets import BudgetUnit
from dukou.kit.core.labels import LabelledEnum


class EntryKind(LabelledEnum):
    """What is entered in a clock's ledger."""

    PAUSE = "pause", "暂停计时", "paused"
    RESUME = "resume", "恢复计时", "resumed"
    EXTEND = "extend", "延期", "extended"


class Holder(LabelledEnum):
    """Who has the case, and so whose time it is."""

    DEPARTMENT = "department", "承办单位", "the department"
    ENTERPRISE = "enterprise", "企业", "the enterprise"
    PERMIT_OFFICE = "permit_office", "许可机关", "the permit office"
    NOBODY = "nobody", "无人", "nobody"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `value` of `unit`: what an extension adds; `holder`: who has the case while the clock stands."""

    kind: EntryKind
    at: datetime
    value: int = 0
    holder: Holder = Holder.DEPARTMENT
    unit: BudgetUnit = BudgetUnit.WORKDAYS


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still from `begins`, up to `ends`; None: it stands still."""

    begins: datetime
    ends: datetime | None
    holder: Holder


class LedgerOutOfOrder(ValueError):
    """A fault of ours: entries that cannot follow one another."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the entries say together: the pauses in order, and what was added, by unit."""

    pauses: tuple[Pause, ...] = ()
    extra: Mapping[BudgetUnit, int] = field(default_factory=dict)

    @property
    def is_standing(self) -> bool:
        """Whether the clock stands still after the last entry."""
        return bool(self.pauses) and self.pauses[-1].ends is None

    def extra_of(self, unit: BudgetUnit) -> int:
        """How much was added in this unit."""
        return self.extra.get(unit, 0)


def read(entries: Iterable[Entry]) -> Ledger:
    """The ledger of these entries, in the order in which they were made."""
    pauses: list[Pause] = []
    extra, last = dict[BudgetUnit, int](), None
    for entry in entries:
        if last is not None and entry.at < last:
            raise LedgerOutOfOrder(f"{entry.kind} at {entry.at} after {last}")
        last = entry.at
        standing = bool(pauses) and pauses[-1].ends is None
        if entry.kind is EntryKind.EXTEND:
            extra[entry.unit] = extra.get(entry.unit, 0) + entry.value
        elif (entry.kind is EntryKind.RESUME) is not standing:
            raise LedgerOutOfOrder(f"{entry.kind} at {entry.at}: the clock {'stands' if standing else 'runs'}")
        elif standing:
            pauses[-1] = Pause(pauses[-1].begins, entry.at, pauses[-1].holder)
        else:
            pauses.append(Pause(entry.at, None, entry.holder))
    return Ledger(tuple(pauses), extra)

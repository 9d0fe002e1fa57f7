"""Who uses records, and so has to forget one that ended.

A room above that keeps anything made of records (a portrait, a score, a list of its own) registers itself in its `listeners.py`:

    CONSUMERS.add("portraits", Consumer(Label("企业画像", "portraits"), forget))

`forget` runs inside the transaction in which the record ends. It has to take the record out of everything that its room keeps and shows,
and gives a sentence about that without number, text or kind of the record: it becomes a receipt that the firm reads. What raises there
lets nothing be repaired. Whoever only reads `queries.records` or the facts at the moment of asking keeps nothing and need not register.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Ended:
    """A record that ended. `firm`: primary key of the entry that stands for the firm; `record`: its number; `by`, `now`: who ended it."""

    firm: int
    record: int
    by: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class Consumer:
    """One user of records: what it is called, and how it forgets one."""

    label: Label
    forget: Callable[[Ended], Label]


CONSUMERS: Registry[Consumer] = Registry("consumer of credit records")

"""A durable act with its audit event against a bare sqlite3 insert at the same durability, interleaved in one run.

The act is a whole one: `accounts.actions.task_forces.set_up` looks whether the key is free, writes one row and one sealed event.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

BAR = 1 / 4
ROUNDS, EACH = 30, 20


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where the bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        act, insert = _acts(), _inserts(Path(folder) / "bare.sqlite3")
        for one in (act, insert):  # the first of each prepares caches and files
            _rate(one)
        pairs = [(_rate(act), _rate(insert)) for _ in range(ROUNDS)]
    acts, inserts = (median(rates) for rates in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    met = "met" if ratio >= BAR else "missed"
    print(f"act with audit event ≥ 1/4 of a bare insert | {acts:,.0f}/s against {inserts:,.0f}/s | {ratio:.2f} | {met}")
    return 0 if ratio >= BAR else 1


def _acts() -> Callable[[int], None]:
    import django

    django.setup()
    from django.core.management import call_command

    from dukou.accounts.actions.task_forces import set_up
    from dukou.kit.core.actors import SYSTEM

    call_command("migrate", verbosity=0)
    day = date(2024, 7, 8)
    return lambda number: void(set_up(by=SYSTEM, key=f"bench-{number}", name="招商专班", purpose="测速", from_on=day))


def _inserts(path: Path) -> Callable[[int], None]:
    from django.conf import settings

    base = sqlite3.connect(path, isolation_level=None)
    base.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    base.execute("CREATE TABLE task_force (id INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT, purpose TEXT, from_on TEXT)")

    def insert(number: int) -> None:
        base.execute(
            "INSERT INTO task_force (key, name, purpose, from_on) VALUES (?, '招商专班', '测速', '2024-07-08')", (f"bench-{number}",)
        )

    return insert


def void(_made: object) -> None:
    """Nothing: the rate is what counts."""


def _rate(one: Callable[[int], None]) -> float:
    """How many a second, over a short stretch."""
    start = time.perf_counter()
    for _ in range(EACH):
        one(_next_number())
    return EACH / (time.perf_counter() - start)


_numbers = iter(range(10**9))


def _next_number() -> int:
    return next(_numbers)


if __name__ == "__main__":
    sys.exit(main())

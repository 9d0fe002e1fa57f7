"""A durable act with its audit event against a bare sqlite3 insert at the same durability, interleaved in one run.

The bar is for the act at its barest: one row through the ORM and one sealed event in one transaction. The second line shows a whole act of
the house, `task_forces.set_up`, which first looks whether its key is free; it has no bar of its own.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from statistics import median

BAR = 1 / 4
ROUNDS, EACH = 30, 20
DAY = date(2024, 7, 8)
Act = Callable[[str], object]
_keys = (f"bench-{number}" for number in count())


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where the bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        acts = [*_acts(), _insert(Path(folder) / "bare.sqlite3")]
        for each in acts:  # the first of each prepares caches and files
            _rate(each)
        rounds = [[_rate(each) for each in acts] for _ in range(ROUNDS)]
    bare, whole, insert = (median(rates) for rates in zip(*rounds, strict=True))
    ratio, whole_ratio = (median(rates[which] / rates[2] for rates in rounds) for which in (0, 1))
    verdict = "met" if ratio >= BAR else "missed"
    print(f"row and sealed event ≥ 1/4 of a bare insert | {bare:,.0f}/s against {insert:,.0f}/s | {ratio:.2f} | {verdict}")
    print(f"(no bar) a whole act, with its look-up | {whole:,.0f}/s against {insert:,.0f}/s | {whole_ratio:.2f} | —")
    return 0 if ratio >= BAR else 1


def _acts() -> tuple[Act, Act]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from dukou.accounts.actions.task_forces import set_up
    from dukou.accounts.models import TaskForce
    from dukou.audit.actions import record
    from dukou.kit.core.actors import SYSTEM

    call_command("migrate", verbosity=0)

    def bare(key: str) -> object:
        with transaction.atomic():
            TaskForce.objects.create(key=key, name="招商专班", purpose="测速", from_on=DAY)
            return record(by=SYSTEM, act="bench.note", subject=("task_force", key), after={"name": "招商专班", "purpose": "测速"})

    return bare, lambda key: set_up(by=SYSTEM, key=key, name="招商专班", purpose="测速", from_on=DAY)


def _insert(path: Path) -> Act:
    from django.conf import settings

    base = sqlite3.connect(path, isolation_level=None)
    base.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    base.execute("CREATE TABLE task_force (id INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT, purpose TEXT, from_on TEXT)")

    def insert(number: int) -> None:
        base.execute(
            "INSERT INTO task_force (key, name, purpose, from_on) VALUES (?, '招商专班', '测速', '2024-07-08')", (f"bench-{number}",)
        )

    return insert


def _rate(act: Act) -> float:
    """How many a second, over a short stretch."""
    start = time.perf_counter()
    for _ in range(EACH):
        act(next(_keys))
    return EACH / (time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())

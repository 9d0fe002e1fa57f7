"""Advancing a leg, and taking in a list of visits: whole acts with their rights, events, audit chain and messages. CPU time, one process.

A leg is advanced where a unit that assists ends its part: the case is locked, the leg and its clocks are closed, an event is written and
sealed in the trail, and the lead is told. Beside it what writing and reading the same rows costs in plain SQL, in the same run.
"""

from __future__ import annotations

import csv
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

LEG_BAR, IMPORT_BAR = 1.5, 2_000
CASES, ROUNDS, VISITS = 60, 5, 5_000


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        from peers.appeals_home import home

        made = home(Path(folder), firms=50)
        step, act, queries = _legs(made)
        rate, floor = _visits(made, Path(folder))
    met = [step * 1000 <= LEG_BAR, rate >= IMPORT_BAR]
    words = ["met" if each else "missed" for each in met]
    print(f"advance a leg ≤ {LEG_BAR} ms | {step * 1000:.2f} ms of CPU a step of the case | {LEG_BAR / step / 1000:.2f} | {words[0]}")
    print(f"(no bar) the whole act of a unit, with rights and messages | {act * 1000:.2f} ms, {queries} queries | — | —")
    print(f"import ≥ {IMPORT_BAR:,} cases/s with events | {rate:,.0f}/s of {VISITS:,} | {rate / IMPORT_BAR:.2f} | {words[1]}")
    print(f"(no bar) a bare executemany of the same rows | {floor:,.0f}/s | {rate / floor:.2f} | —")
    return 0 if all(met) else 1


def _legs(made: Any) -> tuple[float, float, int]:
    """CPU seconds of closing a leg as a step of a case, and of the unit's whole act; the queries of the latter."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from dukou.accounts.core.roles import Role
    from dukou.accounts.queries import viewer_of
    from dukou.accounts.tests import cast
    from dukou.appeals.actions import replies
    from dukou.appeals.tests.made_up import filed, in_hand
    from dukou.casework.actions.steps import step
    from dukou.casework.core.states import LegOutcome
    from dukou.casework.models import Leg
    from dukou.casework.tests.made_up import CLERK

    now, today = timezone.now(), timezone.localdate()
    agent, window = viewer_of(made.agent, today), viewer_of(made.window, today)
    helper = viewer_of(cast.person("social-1", Role.DEPARTMENT_OFFICER, at="social"), today)
    cases = [in_hand(window, filed(agent, made.firms[0], now), "social", now=now).pk for _ in range(2 * CASES * ROUNDS)]
    legs = {leg.case_id: leg for leg in Leg.objects.filter(unit__key="social").select_related("unit")}

    def as_step(case: int) -> None:
        with step(by=CLERK, act="replies.answer", case=case, now=now) as taken:
            taken.close_leg(legs[case], LegOutcome.ANSWERED, "核对完毕")

    def as_act(case: int) -> None:
        replies.answer(by=helper, number=case, leg=legs[case].pk, text="核对完毕", now=now)

    steps, acts = list[float](), list[float]()
    for number in range(ROUNDS):  # in turn
        some = cases[2 * CASES * number : 2 * CASES * (number + 1)]
        steps.append(_cpu(as_step, some[:CASES]))
        acts.append(_cpu(as_act, some[CASES:]))
    last = in_hand(window, filed(agent, made.firms[0], now), "social", now=now).pk
    legs[last] = Leg.objects.select_related("unit").get(case=last, unit__key="social")
    with CaptureQueriesContext(connection) as asked:
        as_act(last)
    return median(steps), median(acts), len(asked)


def _cpu(act: Any, cases: list[int]) -> float:
    start = time.process_time()
    for case in cases:
        act(case)
    return (time.process_time() - start) / len(cases)


def _visits(made: Any, folder: Path) -> tuple[float, float]:
    """Cases a second, taken in from a list; and by storing the same rows and nothing else."""
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from dukou.accounts.queries import viewer_of
    from dukou.appeals.actions.visits import take_in

    path, today = folder / "visits.csv", timezone.localdate()
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = [[f"虚构第{n % 50}厂", f"第 {n} 件迁改", f"线路穿过在建厂房 {n}", "power", "虚构专员", f"{today}"] for n in range(VISITS)]
        csv.writer(file).writerows([["enterprise", "subject", "text", "topic", "visitor", "visited_on"], *lines])
    times = []
    for _ in range(3):
        start = time.process_time()
        numbers = take_in(by=viewer_of(made.window, today), path=path)
        times.append(time.process_time() - start)
        assert len(numbers) == VISITS
    connection.close()
    return VISITS / median(times), VISITS / _bare(settings.DATABASES["default"]["NAME"], folder / "bare.sqlite3", numbers[0])


def _bare(home: Path, path: Path, first: int) -> float:
    """CPU seconds of storing the rows of the last list again, in the same tables with the same indexes."""
    source, target = sqlite3.connect(home), sqlite3.connect(path, isolation_level=None)
    keys = {"casework_case": "id", "casework_clock": "case_id", "casework_event": "case_id", "appeals_appeal": "case_id"}
    names = ", ".join(f"'{table}'" for table in keys)
    for (sql,) in source.execute(f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({names}) AND sql IS NOT NULL ORDER BY type DESC"):
        if not sql.startswith("CREATE TRIGGER"):
            target.execute(sql)
    rows = {table: source.execute(f"SELECT * FROM {table} WHERE {key} >= ?", (first,)).fetchall() for table, key in keys.items()}
    start = time.process_time()
    target.execute("BEGIN IMMEDIATE")
    for table, those in rows.items():
        target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(those[0]))})", those)
    target.execute("COMMIT")
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())

"""100,000 deadlines reckoned anew when the notice of a year comes out: every row written, every event with its hash, one act in the trail.

50,000 made-up cases with two running clocks each, begun in the last days of a year, end beyond the horizon of the old version: the
notice makes every one of them certain, so every one has its line in an event. CPU time of one process.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

BAR, CASES = 2.0, int(os.environ.get("DUKOU_BENCH_CASES", "50000"))


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where the bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        taken, events, floor = _reprojected(Path(folder))
    bar = BAR * CASES / 50_000
    met = taken <= bar
    print(f"re-project {2 * CASES:,} deadlines ≤ {bar:.1f} s | {taken:.2f} s of CPU | {bar / taken:.2f} | {'met' if met else 'missed'}")
    print(f"(no bar) with {events:,} events; the floor is to write the rows of clocks alone | {floor:.2f} s | {taken / floor:.1f} | —")
    return 0 if met else 1


def _reprojected(folder: Path) -> tuple[float, int, float]:
    from peers.appeals_home import home

    home(folder)
    from django.db import connection, transaction

    from dukou.casework.actions import deadlines
    from dukou.casework.models import CaseEvent, RunningClock
    from dukou.casework.tests.made_up import CLERK, at, calendar, year
    from dukou.kit.ledger import update_values

    calendar(year("2026-12-28"))
    _cases(at("2026-12-22 09:30"))
    before = CaseEvent.objects.count()
    calendar(year("2027-12-28", ("2027-01-01", "2027-01-03", []), ("2026-10-01", "2026-10-07", ["2026-10-10"])))
    start = time.process_time()
    moved = deadlines.reproject(by=CLERK, calendar="cn", now=at("2026-12-28 12:00"))
    taken = time.process_time() - start
    assert moved == 2 * CASES, moved
    rows = list(RunningClock.objects.values_list("due_at", "due_on", "is_firm", "next_at", "calendar_id", "pk"))
    start = time.process_time()
    with transaction.atomic():
        update_values(RunningClock, ["due_at", "due_on", "is_firm", "next_at", "calendar_id"], rows)
    floor = time.process_time() - start
    connection.close()
    return taken, CaseEvent.objects.count() - before, floor


def _cases(first: object) -> None:
    """Cases as lists begin them, a list for each half hour of some days."""
    from datetime import datetime

    from dukou.casework.actions.bulk import open_many
    from dukou.casework.tests.made_up import CLERK

    assert isinstance(first, datetime)
    lists = 250
    for number in range(lists):
        told: dict[str, Any] = {
            "subjects": [("enterprise", "made-up")] * (CASES // lists),
            "clocks": ["outer", "lead"],
            "told": {"list": number},
        }
        now = first + timedelta(minutes=30 * number)
        open_many(by=CLERK, act="bench.open", kind="bench", profile="made-up", now=now, **told)


if __name__ == "__main__":
    sys.exit(main())

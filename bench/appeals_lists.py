"""Pages of lists of appeals at 1,000 and at 1,000,000, and the board of what is late over 100,000 open legs. CPU time, one process.

The rows are made by SQL in copies of one home (SQLite). A list is asked as the page asks it, in turn over both homes, from the front and
from the middle; a bar holds for the slowest of them. Equal: the large home takes at most half as long again as the small one.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

PAGE_BAR, BOARD_BAR, EQUAL = 30.0, 20.0, 1.5
FEW, MANY, LEGS = 1_000, int(os.environ.get("DUKOU_BENCH_APPEALS", "1000000")), 100_000
ROUNDS = 11


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        from peers.appeals_home import home

        made = home(Path(folder), firms=10)
        homes = [_filled(Path(folder), count) for count in (FEW, MANY)]
        pages = {name: _both(homes, ask) for name, ask in _lists(made).items()}
        board = _both([homes[1]], _board)[0]
    results = [_told(name, *times) for name, times in pages.items()]
    met = board * 1000 <= BOARD_BAR
    said = f"{board * 1000:.1f} ms | {BOARD_BAR / board / 1000:.1f} | {_word(met)}"
    print(f"board of what is late, {LEGS:,} open legs ≤ {BOARD_BAR:.0f} ms | {said}")
    return 0 if all([*results, met]) else 1


def _told(name: str, few: float, many: float) -> bool:
    met = many * 1000 <= PAGE_BAR and many <= EQUAL * few
    print(
        f"list, {name} ≤ {PAGE_BAR:.0f} ms and equal | {many * 1000:.1f} ms at {MANY:,} against {few * 1000:.1f} ms at {FEW:,} "
        f"| {many / few:.2f} | {_word(met)}"
    )
    return met


def _word(met: bool) -> str:
    return "met" if met else "missed"


def _lists(made: Any) -> dict[str, Any]:
    """The lists, each as a page asks for it; a viewer is read once, as in a request."""
    from django.utils import timezone

    from dukou.accounts.queries import viewer_of
    from dukou.appeals.core.kinds import AppealState
    from dukou.appeals.models import Appeal
    from dukou.appeals.queries.lists import Narrowed, page_of

    now = timezone.now()
    window, power, agent = (viewer_of(each, now.date()) for each in (made.window, made.officer, made.agent))

    def page(who: Any, narrowed: Any, half: bool = False) -> Any:
        def ask() -> None:
            before = (Appeal.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) // 2 if half else None
            assert page_of(who, narrowed, now, before=before).rows

        return ask

    return {
        "the newest": page(window, Narrowed()),
        "from the middle": page(window, Narrowed(), half=True),
        "of one state": page(window, Narrowed(states=(AppealState.DISPATCHED,))),
        "of one topic": page(window, Narrowed(topic="social")),
        "of one unit": page(window, Narrowed(unit="power")),
        "late": page(window, Narrowed(is_late=True)),
        "of a firm by its name": page(window, Narrowed(text="虚构第7厂")),
        "of the department's own": page(power, Narrowed()),
        "of the firm's own": page(agent, Narrowed()),
    }


def _board() -> None:
    """What is late, the longest first, as the board shows it: the lines of fifty."""
    from django.utils import timezone

    from dukou.casework.models import RunningClock

    late = (
        RunningClock.objects.filter(state="running", due_at__lte=timezone.now())
        .select_related("case", "leg__unit")
        .order_by("due_at", "pk")
    )
    assert len(list(late[:50])) == 50


def _both(homes: list[Path], ask: Any) -> list[float]:
    rounds = [[_cpu(home, ask) for home in homes] for _ in range(ROUNDS + 1)][1:]  # the first warms up
    return [median(times) for times in zip(*rounds, strict=True)]


def _cpu(home: Path, ask: Any) -> float:
    """CPU seconds, on a connection that is open already."""
    with _opened(home):
        ask()
        start = time.process_time()
        ask()
        return time.process_time() - start


@contextmanager
def _opened(base: Path) -> Iterator[None]:
    """Let Django speak to this database inside the block."""
    from django.db import connection

    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], base
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _filled(folder: Path, count: int) -> Path:
    """A copy of the home's database with so many appeals, of which the newest tenth (100,000 at most) is in hand of two units."""
    from django.conf import settings
    from django.db import connection, transaction

    connection.close()  # the write-ahead log goes into the file
    base = folder / f"{count}.sqlite3"
    shutil.copy(settings.HOME.database, base)
    with _opened(base), transaction.atomic(), connection.cursor() as cursor:
        for sql in _SQL:
            cursor.execute(sql, {"count": count, "open": count - min(LEGS, count // 10)})
    with _opened(base), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return base


_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %(count)s) "
_STATE = "CASE WHEN i > %(open)s THEN 'dispatched' ELSE 'closed' END"
_DUE = "strftime('%%Y-%%m-%%d %%H:%%M:%%S', 'now', (((i * 7919) %% 400) - 300) || ' hours')"
_SQL = [
    _NUMBERS + "INSERT INTO casework_case (id, kind, subject_kind, subject_key, profile_id, grade, opened_at, closed_at, outcome, "
    "waits_for, waits_why, steps) "
    "SELECT i, 'appeal', 'enterprise', 'made-up', (SELECT min(id) FROM casework_profile), 'ordinary', datetime('now'), "
    "CASE WHEN i > %(open)s THEN NULL ELSE datetime('now') END, CASE WHEN i > %(open)s THEN '' ELSE 'solved' END, '', '', 1 FROM n",
    _NUMBERS + "INSERT INTO appeals_appeal (case_id, enterprise_id, channel, topic, title, text, place, contact_name, contact_phone, "
    "filed_at, filed_by, link_salt, state, triaged_by, ground, verdict, ending, plans, sent_back, reopenings, closed_at, is_synthetic, "
    "is_pressing) "
    "SELECT i, (SELECT min(id) FROM enterprises_enterprise) + i %% 10, 'web', CASE i %% 3 WHEN 0 THEN 'social' ELSE 'power' END, "
    f"'迁改 ' || i, '线路穿过在建厂房', '', '', '', datetime('now'), 'person:agent', hex(randomblob(16)), {_STATE}, '', '', '', "
    "CASE WHEN i > %(open)s THEN '' ELSE 'solved' END, 0, 0, 0, CASE WHEN i > %(open)s THEN NULL ELSE datetime('now') END, 1, 0 FROM n",
    _NUMBERS + "INSERT INTO casework_leg (case_id, unit_id, role, officer, task, opened_at, closed_at, outcome, answer) "
    "SELECT i, (SELECT id FROM accounts_organisation WHERE key = CASE i %% 2 WHEN 0 THEN 'power' ELSE 'social' END), 'lead', '', '', "
    "datetime('now'), CASE WHEN i > %(open)s THEN NULL ELSE datetime('now') END, CASE WHEN i > %(open)s THEN '' ELSE 'answered' END, '' "
    "FROM n",
    _NUMBERS + "INSERT INTO casework_clock (case_id, leg_id, key, anchor_at, value, unit, expiry, state, stopped_at, due_at, due_on, "
    "is_firm, next_at, first_late_at, calendar_id) SELECT i, NULL, 'outer', datetime('now'), 7, 'workdays', 'nothing', "
    "CASE WHEN i > %(open)s THEN 'running' "
    f"ELSE 'stopped' END, CASE WHEN i > %(open)s THEN NULL ELSE datetime('now') END, {_DUE}, date({_DUE}), 1, "
    f"CASE WHEN i > %(open)s THEN {_DUE} END, "
    f"CASE WHEN i <= %(open)s AND {_DUE} <= datetime('now') THEN {_DUE} END, (SELECT max(id) FROM casework_calendar) FROM n",
    "INSERT INTO casework_clock (case_id, leg_id, key, anchor_at, value, unit, expiry, state, due_at, due_on, is_firm, next_at, "
    f"calendar_id) SELECT case_id, id, 'lead', opened_at, 5, 'workdays', 'nothing', 'running', {_DUE.replace('i *', 'id *')}, "
    f"date({_DUE.replace('i *', 'id *')}), 1, {_DUE.replace('i *', 'id *')}, (SELECT max(id) FROM casework_calendar) "
    "FROM casework_leg WHERE closed_at IS NULL",
]


if __name__ == "__main__":
    sys.exit(main())

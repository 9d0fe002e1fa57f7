"""A page of the register at 1,000,000 firms against 1,000: the first and a later one, with each filter, two homes in one process.

Measured is CPU time of this process for whole calls of `listed`, once caches are warm. A filter by part, task force or tag reads the firms
that have it, as many in both homes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median

FEW, MANY = 1_000, 1_000_000
BAR, ROUNDS, PAGES = 1.5, 8, 5
KEY_FIRMS = 100
DAY = date(2024, 7, 8)
ASKED: dict[str, dict[str, str]] = {
    "no filter": {},
    "class 小类": {"industry": "3752"},
    "group 中类": {"industry": "143"},
    "division 大类": {"industry": "37"},
    "section 门类": {"industry": "C", "edition": "made-up"},
    "county": {"division": "500104"},
    "street": {"division": "500104001"},
    "status": {"status": "active"},
    "a rarer status": {"status": "deregistered"},
    "kind of unit": {"unit_kind": "self_employed"},
    "status and section": {"status": "active", "industry": "C", "edition": "made-up"},
    "part": {"part": "key_firm"},
}


def main() -> int:
    """Print `what | 1,000 | 1,000,000 | ratio | met` for each list; 1 where the bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        homes = [_filled(Path(folder), count) for count in (FEW, MANY)]
        print(f"{'CPU ms of a page':32} | {FEW:6,} | {MANY:9,} | ratio ≤ {BAR}")
        lines = [_compared(homes, what, asked, at) for what, asked in ASKED.items() for at in ("first", "later")]
        return 0 if all(lines) else 1


def _filled(folder: Path, count: int) -> Path:
    """A database with so many made-up firms, a hundred of them key firms."""
    os.environ |= {"DUKOU_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "dukou.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    from dukou.enterprises.tests.crowd import build, describe
    from dukou.kit.core.homes import Home

    Home(folder).prepare()
    base = folder / f"{count}.sqlite3"
    with _opened(base):
        call_command("migrate", verbosity=0)
        build(count)
        describe(KEY_FIRMS)
    return base


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


def _compared(homes: list[Path], what: str, asked: dict[str, str], at: str) -> bool:
    """The two homes in turn, so that a busy neighbour troubles both."""
    rounds = [[_cpu(home, asked, at) for home in homes] for _ in range(ROUNDS)]
    few, many = (median(times) for times in zip(*rounds, strict=True))
    met = many <= BAR * few
    print(f"{what + ', ' + at + ' page':32} | {few:6.2f} | {many:9.2f} | {many / few:5.2f} {'met' if met else 'missed'}")
    return met


def _cpu(base: Path, asked: dict[str, str], at: str) -> float:
    """ms of CPU of a page, on a connection that is open already."""
    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.enterprises.queries.lists import PAGE, Asked, listed

    viewer = command_line_viewer("bench")
    with _opened(base):
        after, times = _later() if at == "later" else "", list[float]()
        for _ in range(PAGES):
            start = time.process_time()
            rows, _ = listed(viewer, Asked(**asked), after=after, known_on=DAY)
            times.append(time.process_time() - start)
    if len(rows) < PAGE:
        raise SystemExit(f"a page of {len(rows)} is none to compare")
    return median(times) * 1000


def _later() -> str:
    """The mark of the firm that stands after a quarter of all."""
    from dukou.enterprises.models import Enterprise

    rows = Enterprise.objects.order_by("sort_key", "pk").values_list("sort_key", "pk")
    sort_key, number = rows[rows.count() // 4]
    return f"{sort_key}~{number}"


if __name__ == "__main__":
    sys.exit(main())

"""Taking in a list of 68,000 made-up firms with all its oddities, against a bare executemany of the same rows, in one run.

The import reads the CSV, judges every cell, matches with the register, writes entries, names, the index of names, subjects, claims, remarks
and the audit event, and looks for doubles: all in one durable transaction. The bare insert stores the same rows of entries, names,
subjects and claims, all columns, into the same tables with the same indexes, and commits as durably. CPU time of one process.
"""

from __future__ import annotations

import csv
import io
import os
import sqlite3
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

ROWS = int(os.environ.get("DUKOU_BENCH_ROWS", "68000"))
RATE_BAR, RATIO_BAR = 2_000, 1 / 20
TABLES = ("figures_subject", "enterprises_enterprise", "enterprises_name", "figures_claim")
DAY = date(2024, 7, 8)


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        received, taken, again = _import(_list())
        bare = median(_bare(Path(folder) / f"bare-{number}.sqlite3") for number in range(3))
    rate, ratio = ROWS / taken, bare / taken
    verdicts = ["met" if rate >= RATE_BAR else "missed", "met" if ratio >= RATIO_BAR else "missed"]
    print(f"import ≥ {RATE_BAR:,} rows/s | {rate:,.0f} rows/s of {ROWS:,} | {rate / RATE_BAR:.2f} | {verdicts[0]}")
    print(f"import ≥ 1/20 of a bare executemany | {rate:,.0f}/s against {ROWS / bare:,.0f}/s | 1/{1 / ratio:.1f} | {verdicts[1]}")
    print(f"(no bar) preview alone | {ROWS / received:,.0f} rows/s | — | —")
    print(f"(no bar) the same list again, nothing changes | {ROWS / again:,.0f} rows/s | — | —")
    return 0 if verdicts == ["met", "met"] else 1


def _list() -> bytes:
    """The list as an office saves it."""
    from dukou.enterprises.core.synthetic import COLUMNS, firms, messy

    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *(row for row, _ in messy(firms(ROWS, 1), 1))])
    return out.getvalue().encode("gb18030")


def _import(content: bytes) -> tuple[float, float, float]:
    """CPU seconds of the preview, of taking in, and of taking in once more."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.enterprises.actions import deliveries
    from dukou.kit.actions import load_pack
    from dukou.kit.core.actors import SYSTEM

    settings.HOME.prepare()
    call_command("migrate", verbosity=0)
    load_pack(by=SYSTEM, path=Path(settings.SHIPPED_PACKS) / "national")
    by = command_line_viewer("bench")

    def received() -> int:
        return deliveries.receive(by=by, source=io.BytesIO(content), name="名单.csv", known_on=DAY, year=2023, at_once=True)

    start = time.process_time()
    number = received()
    preview = time.process_time() - start
    start = time.process_time()
    counts = deliveries.take_in(by=by, number=number, at_once=True)
    taken = time.process_time() - start
    assert counts is not None and counts.refused == 0, counts
    number = received()
    start = time.process_time()
    counts = deliveries.take_in(by=by, number=number, at_once=True)
    assert counts is not None and not counts.is_changing, counts
    return preview, taken, time.process_time() - start


def _bare(path: Path) -> float:
    """CPU seconds of storing the rows that the import stored, and nothing else."""
    from django.conf import settings

    source = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    target = sqlite3.connect(path, isolation_level=None)
    target.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    names = ", ".join(f"'{table}'" for table in TABLES)
    for (statement,) in source.execute(f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({names}) AND sql IS NOT NULL ORDER BY type DESC"):
        if not statement.startswith("CREATE TRIGGER"):
            target.execute(statement)
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    start = time.process_time()
    target.execute("BEGIN IMMEDIATE")
    for table, those in rows.items():
        target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(those[0]))})", those)
    target.execute("COMMIT")
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())

"""Heavy questions at 1,000,000 made-up firms: DuckDB over Parquet against the same text on the live SQLite, both in one process.

Measured is CPU time of this process, all threads, warm, the median of some rounds; also what taking the snapshot costs. Both engines must
give the same answer. Every tenth firm told its revenue of two years.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

FIRMS, EVERY = 1_000_000, 10
ROUNDS = 3
BAR = 3.0  # below that a snapshot would not pay
DAY = date(2024, 7, 8)
YEARS: dict[str, str | int] = {"indicator": "revenue", "period": "2023", "earlier": "2022"}


def main() -> int:
    """Print `question | DuckDB | SQLite | ratio` in seconds of CPU; 1 where the ratio is below the bar or the answers differ."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        _build(Path(folder))
        snapshot = _taken()
        from dukou.warehouse.core.questions import QUESTIONS
        from dukou.warehouse.queries.engines import OnDatabase, OnSnapshot, ask

        print(f"{'CPU s at ' + format(FIRMS, ',') + ' firms':24} | DuckDB | SQLite | SQLite / DuckDB ≥ {BAR:g} | rows")
        met = []
        for question in QUESTIONS:
            values = YEARS if question.asks else {}
            there, duck = _cpu(lambda: ask(question, OnSnapshot(snapshot), values))  # noqa: B023  called at once
            here, live = _cpu(lambda: ask(question, OnDatabase(DAY), values))  # noqa: B023
            met.append(there == here and live >= BAR * duck)
            told = "met" if met[-1] else "differs" if there != here else "missed"
            print(f"{question.name:24} | {duck:6.2f} | {live:6.2f} | {live / duck:19.1f} | {len(there):,} {told}")
        return 0 if all(met) else 1


def _build(folder: Path) -> None:
    os.environ |= {"DUKOU_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "dukou.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    from dukou.enterprises.tests.crowd import build
    from dukou.kit.core.homes import Home

    Home(folder).prepare()
    call_command("migrate", verbosity=0)
    build(FIRMS)
    _tell()


def _tell() -> None:
    """Let every tenth firm tell its revenue of two years."""
    from dukou.enterprises.tests.made_up import CLERK, NOW
    from dukou.figures.models import Claim, Definition, Indicator, Source, Subject, Tag

    source = Source.objects.create(key="sheet", name_zh="虚构报表", name_en="made-up sheet")
    indicator = Indicator.objects.create(key="revenue", name_zh="营收", name_en="revenue", unit="亿元", role="revenue")
    definition = Definition.objects.create(indicator=indicator, version="1", text_zh="虚构口径", text_en="made-up scope")
    segments = [Subject.objects.create(kind="segment", key=f"s{at}", name_zh="虚构", name_en="made-up") for at in range(20)]
    keys = [f"e{number}" for number in range(EVERY, FIRMS + 1, EVERY)]
    subjects = Subject.objects.bulk_create(
        [Subject(kind="enterprise", key=key, name_zh="虚构", name_en="made-up") for key in keys], batch_size=5_000
    )
    like: dict[str, Any] = {"definition": definition, "unit": "亿元", "kind": "reported", "source": source, "known_on": DAY}
    like |= {"recorded_at": NOW, "recorded_by": str(CLERK)}
    Claim.objects.bulk_create(
        (
            Claim(ref=f"{subject.pk}.{year}", subject=subject, value="1", base_value=subject.pk * 7919 % 10**9, period=year, **like)
            for subject in subjects
            for year in ("2022", "2023")
        ),
        batch_size=5_000,
    )
    Tag.objects.bulk_create(
        (Tag(subject=subject, segment=segments[subject.pk % 20], source=source, known_on=DAY) for subject in subjects), batch_size=5_000
    )


def _taken() -> Path:
    from dukou.enterprises.tests.made_up import CLERK
    from dukou.warehouse.actions import take
    from dukou.warehouse.queries.snapshots import folder_of

    start, began = time.process_time(), time.perf_counter()
    take(by=CLERK, known_on=DAY)
    folder = folder_of()
    size = sum(each.stat().st_size for each in folder.iterdir())
    print(f"snapshot taken and verified: {time.process_time() - start:.1f} s CPU, {time.perf_counter() - began:.1f} s, {size / 1e6:.1f} MB")
    return folder


def _cpu(work: Callable[[], Any]) -> tuple[Any, float]:
    times, answer = [], work()  # the first round warms up
    for _ in range(ROUNDS):
        start = time.process_time()
        answer = work()
        times.append(time.process_time() - start)
    return answer, median(times)


if __name__ == "__main__":
    sys.exit(main())

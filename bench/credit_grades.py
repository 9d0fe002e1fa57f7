"""Grading 100,000 made-up firms anew in 28 fields and the composite evaluation: CPU time, on SQLite and on DuckDB, beside bare scans.

Every firm stands in the register with its industry; three firms in ten have records, some 90,000 in all, spread over the fields. SQLite:
the act as it runs in a home (`grades.run_all`), after a hundredth of the firms got another record: what is in use is read, every firm with
anything on record graded, each reason of whoever moved stored, audit events written. DuckDB: the same schemes as SQL over the same records
(`core.grading_sql`), every field. The floor of each is one grouped count over the records by firm and field. The bar of the issue is 10 s
for both together.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django

BAR, MANY, HUNDREDTH = 10.0, 100_000, 1_000
ON = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where the bar is missed or both engines differ."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        django.setup()
        from dukou.accounts.queries import command_line_viewer
        from dukou.credit.actions import grades

        records = _filled()
        viewer = command_line_viewer("bench")
        first = _cpu(lambda: grades.run_all(by=viewer, now=NOW - timedelta(days=1)))
        _recorded(random.Random(2), HUNDREDTH, records)
        again = _cpu(lambda: grades.run_all(by=viewer, now=NOW))
        floor, moved = _cpu(_count), _moved()
        duck, bare, is_same = _on_duckdb()
    both, met = again + duck, again + duck <= BAR and is_same
    verdict = "met" if met else "missed"
    print(f"{MANY:,} firms graded anew in 29 fields on both ≤ {BAR:.0f} s | {both:.1f} s | {BAR / both:.1f} | {verdict}")
    print(f"(no bar) the act on SQLite, {moved:,} firms moved, against a grouped count | {again:.1f} s | {again / floor:.0f} × | —")
    print(f"(no bar) the SQL on DuckDB, against a grouped count | {duck:.2f} s | {duck / bare:.0f} × | —")
    print(f"(no bar) the first grading of all fields, every row new | {first:.1f} s | {first / again:.1f} of the second | —")
    print(f"(no bar) both engines give the same counts by grade | {'yes' if is_same else 'NO'} | — | —")
    return 0 if met else 1


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _filled() -> int:
    """The shipped pack, the crowd, and its records; gives how many."""
    from django.core.management import call_command

    from dukou.enterprises.tests import crowd
    from dukou.kit.actions import load_pack
    from dukou.kit.core.actors import Actor

    call_command("migrate", verbosity=0)
    crowd.build(MANY)
    load_pack(by=Actor("cli", "bench"), path=Path(__file__).parents[1] / "packs" / "dadukou")
    return _recorded(random.Random(1), MANY * 3 // 10, 0)


def _recorded(chance: random.Random, firms: int, begins: int) -> int:
    """Three records each for so many firms, in fields that cover them; gives how many there are then."""
    from dukou.accounts.models import Organisation
    from dukou.credit.models import CreditRecord
    from dukou.credit.queries.fields import fields

    unit = Organisation.objects.earliest("pk").pk
    pairs = [(field.key, sort) for field in fields() for sort in field.sorts]
    rows = []
    for firm in chance.sample(range(1, MANY + 1), firms):
        for field, sort in chance.sample(pairs, 3):
            begins += 1
            rows.append(
                CreditRecord(
                    enterprise_id=firm,
                    field=field,
                    sort=sort.key,
                    kind=sort.kind.value,
                    severity=sort.severity.value if sort.severity else "",
                    number=f"{begins}",
                    unit_id=unit,
                    decided_on=ON - timedelta(days=chance.randrange(900)),
                    text="虚构",
                    evidence="虚构",
                    recorded_at=NOW - timedelta(days=900),
                    recorded_by="cli:bench",
                )
            )
    CreditRecord.objects.bulk_create(rows, batch_size=5_000)
    return begins


def _count() -> None:
    from django.db.models import Count

    from dukou.credit.models import CreditRecord

    list(CreditRecord.objects.values("enterprise", "field").annotate(many=Count("pk")))


def _moved() -> int:
    from dukou.credit.models import GradeChange, GradeRun

    last = GradeRun.objects.filter(as_of=ON).values("pk")
    return GradeChange.objects.filter(run__in=last).count()


def _on_duckdb() -> tuple[float, float, bool]:
    """CPU seconds of the SQL of every field, those of a bare count, and whether both engines give the same counts by grade."""
    from dukou.credit.core.grading_sql import COLUMNS, grading_sql
    from dukou.credit.models import GradeRun
    from dukou.credit.queries.fields import fields
    from dukou.credit.queries.grounds import Ground
    from dukou.credit.queries.trials import row_of
    from dukou.rules.core.answers import Answer
    from dukou.warehouse.queries.own_tables import engine, lay_out, pack

    ground, is_same, taken = Ground(ON), True, 0.0
    rows: list[tuple[object, ...]] = [row_of(firm, each) for firm, some in ground._all.items() for each in some]
    schemes = [(field, field.on(ON)) for field in fields()]
    for book in {book for _, scheme in schemes for book in scheme.books}:
        asks = next(scheme for _, scheme in schemes if book in scheme.books)
        says = ground.says(asks)
        rows += [(firm, "", "", "", "", "", book) for firm, each in says.items() if each[book] is Answer.YES]
    with tempfile.TemporaryDirectory() as folder, engine() as duck:
        path = Path(folder) / "held.parquet"
        pack(duck, rows, {name: "BIGINT" if name == "firm" else "VARCHAR" for name in COLUMNS}, path)
        lay_out(duck, path, "held")
        for field, scheme in schemes:
            began = time.process_time()
            text = f"select firm, grade from ({grading_sql(scheme, ON)}) as told"
            found = dict(duck.execute(text).fetchall())
            taken += time.process_time() - began
            covered = ground.covered(scheme)
            counts = {grade.key: 0 for grade in scheme.grades}
            for firm in covered:
                counts[found.get(firm, scheme.clean)] += 1
            is_same &= counts == GradeRun.objects.filter(field=field.key).latest("pk").counts
        bare = _cpu(lambda: duck.execute("select firm, field, count(*) from held group by firm, field").fetchall())
    return taken, bare, is_same


if __name__ == "__main__":
    sys.exit(main())

"""The gate to production asked of 10,000 projects in one batch: CPU time, beside the gate asked of them one by one.

Every project has money with a paper, and what offices state of it: acceptance, power, staff, sales. The bar of the issue is 0.5 s.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from dukou.projects.models import Project

BAR, ROUNDS = 0.5, 3
MANY, BY_HAND = 10_000, 200
ON = date(2026, 11, 25)
FACTS = ("has-completion-acceptance", "uses-power", "has-insured-staff", "has-sales")


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where the bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        keys = _filled()
        asked, answers = _asked(keys)
        batch, single = _timed(lambda: _sifted(keys)), _timed(lambda: [_sifted([key]) for key in keys[:BY_HAND]])
    met = batch <= BAR
    each = single / BY_HAND * MANY
    print(f"the gate of {MANY:,} projects in one batch ≤ {BAR} s | {batch:.2f} s | {BAR / batch:.2f} | {'met' if met else 'missed'}")
    print(f"against one by one (reckoned from {BY_HAND}) | {each:.1f} s | {each / batch:.1f} × | told")
    print(f"questions to the database, and answers yes, no, unknown | {asked}, {answers} | – | told")
    return 0 if met else 1


def _filled() -> list[str]:
    """The shipped pack, and made-up projects with a paper and four facts each."""
    from pathlib import Path

    from django.utils import timezone

    from dukou.accounts.models import Organisation
    from dukou.kit.actions import load_pack
    from dukou.kit.core.actors import Actor
    from dukou.projects.models import Project

    load_pack(by=Actor("cli", "bench"), path=Path(__file__).parents[1] / "packs" / "dadukou")
    office, now = Organisation.objects.order_by("pk")[0], timezone.now()
    said = {"stage": "commissioning", "stage_since": ON, "registered_at": now, "registered_by": "cli:bench", "reported_on": ON}
    said |= {"office": office, "registered_for": office}
    rows = [
        Project(key=f"b{number:06d}", name=f"虚构{number}", firm=f"虚构投资方{number}", is_synthetic=True, **said) for number in range(MANY)
    ]
    Project.objects.bulk_create(rows, batch_size=2000)
    _proved(rows)
    return [row.key for row in rows]


def _proved(rows: list[Project]) -> None:
    """A paper for every second project, and most of the four facts."""
    from django.utils import timezone

    from dukou.projects.models import MoneyPaper, ProjectStatement

    by = {"recorded_at": timezone.now(), "recorded_by": "cli:bench", "known_on": ON}
    papers = [
        MoneyPaper(
            project=row,
            rung="funds_in_place",
            kind="bank_slip",
            issuer="虚构银行",
            number=row.key,
            identity=row.key,
            issued_on=ON,
            amount=10**8,
            state="stands",
            **by,
        )
        for row in rows[::2]
    ]
    MoneyPaper.objects.bulk_create(papers, batch_size=2000)
    stated = [
        ProjectStatement(project=row, fact=f"project.{fact}", value=bool((number + place) % 5), source="虚构", **by)
        for number, row in enumerate(rows)
        for place, fact in enumerate(FACTS)
        if (number + place) % 7
    ]
    ProjectStatement.objects.bulk_create(stated, batch_size=2000)


def _sifted(keys: list[str]) -> tuple[int, int, int]:
    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.projects.queries.gates_batch import gates_of_many

    found = list(gates_of_many(command_line_viewer("bench"), "production", keys, ON).values())
    return found.count(True), found.count(False), found.count(None)


def _asked(keys: list[str]) -> tuple[int, tuple[int, int, int]]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        answers = _sifted(keys)
    return len(asked), answers


def _timed(act: Callable[[], object]) -> float:
    """The median CPU time, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        act()
        taken.append(time.process_time() - begun)
    return median(taken)


if __name__ == "__main__":
    sys.exit(main())

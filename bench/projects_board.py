"""The board over 20,000 projects: CPU time and the number of questions, beside 200 projects and beside a floor.

The floor is the least that any board does on the same rows: count them by stage in one SQL text. The bar of the issue is 50 ms.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

import django

BAR, ROUNDS = 50.0, 15
FEW, MANY = 200, 20_000
ON = date(2026, 11, 25)


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _district()
        told = []
        for many in (FEW, MANY):
            _fill(many)
            told.append((_asked(), _timed(_board), _timed(_floor)))
    (few_asked, few, _), (asked, many_ms, floor) = told
    met = many_ms <= BAR
    print(f"the board of {MANY:,} projects ≤ {BAR:.0f} ms | {many_ms:.1f} ms ({few:.1f} ms of {FEW}) | {BAR / many_ms:.2f} | {_word(met)}")
    print(f"against counting by stage alone | {floor:.1f} ms | {many_ms / floor:.1f} × | told")
    print(f"questions asked of {FEW} and of {MANY:,} | {few_asked}, {asked} | – | {_word(few_asked == asked)}")
    return 0 if met and few_asked == asked else 1


def _word(met: bool) -> str:
    return "met" if met else "missed"


def _district() -> None:
    """The pipeline that is shipped, and one office."""
    from pathlib import Path

    from dukou.accounts.actions import organisations
    from dukou.accounts.core.kinds import OrganisationKind
    from dukou.kit.core.actors import Actor
    from dukou.kit.core.labels import Label
    from dukou.kit.packfiles.reading import read_pack
    from dukou.projects.models import PipelineText
    from dukou.projects.packs.stages import plain_of

    entry = read_pack(Path(__file__).parents[1] / "packs" / "dadukou").of("stages")["stages"]
    PipelineText.objects.create(content=plain_of(entry.data), pack="bench")
    organisations.add(by=Actor("cli", "bench"), key="office", kind=OrganisationKind.DEPARTMENT, label=Label("虚构办", "made-up office"))


def _fill(many: int) -> None:
    """Made-up projects up to so many, spread over stages, days, statuses and lights, each with its steps."""
    from django.utils import timezone

    from dukou.accounts.models import Organisation
    from dukou.projects.core.kinds import MoveState, ProjectStatus
    from dukou.projects.models import Project, StageStep
    from dukou.projects.queries.pipeline import pipeline

    stages, office, now = pipeline().stages, Organisation.objects.get(), timezone.now()
    begin, statuses = (
        Project.objects.count(),
        [*ProjectStatus, *[ProjectStatus.ON_TRACK] * 7],
    )
    rows = [
        Project(
            key=f"b{number:06d}",
            name=f"虚构项目{number}",
            firm=f"虚构投资方{number}",
            office=office,
            registered_for=office,
            stage=stages[number % len(stages)].key,
            stage_since=ON - timedelta(days=number % 400),
            status=statuses[number % len(statuses)].value,
            next_first=ON + timedelta(days=number % 120 - 60) if number % 3 else None,
            next_slip=number % 50 if number % 3 else None,
            registered_at=now,
            registered_by="cli:bench",
            reported_on=ON,
            is_synthetic=True,
        )
        for number in range(begin, many)
    ]
    made = Project.objects.bulk_create(rows, batch_size=1000)
    steps = (
        StageStep(project=row, stage=each.key, on=row.stage_since, state=MoveState.STANDS.value, recorded_at=now, recorded_by="cli:bench")
        for row in made
        for each in stages[: stages.index(next(stage for stage in stages if stage.key == row.stage)) + 1]
    )
    StageStep.objects.bulk_create(steps, batch_size=1000)


def _board() -> object:
    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.projects.queries.board import board
    from dukou.projects.queries.pipeline import pipeline

    return board(command_line_viewer("bench"), pipeline(), ON)


def _floor() -> object:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT stage, COUNT(*) FROM projects_project GROUP BY stage")
        return cursor.fetchall()


def _asked() -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        _board()
    return len(asked)


def _timed(act: Callable[[], object]) -> float:
    """Milliseconds of CPU, the median."""
    act()
    taken = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        act()
        taken.append(time.process_time() - begin)
    return median(taken) * 1000


if __name__ == "__main__":
    sys.exit(main())

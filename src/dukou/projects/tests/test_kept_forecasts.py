"""Forecasts that are kept: what they stand on, what closed projects teach, and how they are scored by what came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dukou.audit.models import AuditEvent
from dukou.casework.core.notices import version_of
from dukou.kit.core.rates import Rate
from dukou.projects.actions import forecasts, paths
from dukou.projects.core.kinds import MoveState, ProjectStatus
from dukou.projects.models import KeptForecast, PathStep, PermitPathText, Project, StageStep
from dukou.projects.queries.forecasts import score_of_all
from dukou.projects.queries.paths import NoPath, way_of
from dukou.projects.tests.leads_made import DAY, NOW, district, lead, officer
from dukou.projects.tests.paths_made import WORDS, path_of, plain_task

TASKS = [
    plain_task("papers"),
    plain_task("review", "papers", unit="office"),
    plain_task("extra", "papers"),
    plain_task("end", "review", "extra"),
]


def path_kept(*tasks: Any, slug: str = "made") -> PermitPathText:
    """A path as the pack would have it stored."""
    told = list(tasks) or TASKS
    content = {"name": WORDS, "about": WORDS, "source": WORDS, "draft": True, "ends": told[-1]["key"], "tasks": told}
    return PermitPathText.objects.create(slug=slug, content=content, sha256=version_of(content), stated_at=NOW)


def produces(row: Project, on: date) -> None:
    """Say that a project came to production on a day."""
    StageStep.objects.create(project=row, stage="production", on=on, state=MoveState.STANDS.value, recorded_at=NOW, recorded_by="x")


def test_a_task_that_is_not_needed_hands_on_its_waits() -> None:
    path = path_of(*TASKS).without(["review", "end"])
    assert {task.key: task.after for task in path.tasks} == {"papers": (), "extra": ("papers",), "end": ("papers", "extra")}
    assert path_of(*TASKS).without([]) == path_of(*TASKS)


@pytest.mark.django_db
def test_a_forecast_is_kept_with_what_it_stands_on() -> None:
    district()
    text, keeper = path_kept(), officer("keeper", "north")
    made = lead(keeper, path="made")
    paths.note(by=keeper, project=made.key, task="papers", begun_on=DAY - timedelta(days=9), done_on=DAY, now=NOW)
    paths.note(by=keeper, project=made.key, task="extra", is_needed=False, words="没有这一项", now=NOW)
    kept = forecasts.make(by=keeper, project=made.key, runs=500, seed=7, now=NOW)
    assert (kept.path, kept.as_of, kept.seed, kept.runs) == (text, DAY, 7, 500)
    assert DAY < kept.p50 <= kept.p80
    told = kept.content
    assert [(each["key"], each["end"]) for each in told["tasks"]] == [("papers", "2026-09-24"), ("review", None), ("end", None)]
    assert (told["left_out"], told["past"], [unit for unit, _ in told["costs"]]) == (
        ["extra"], {"held": 0, "of": 0, "open": 0}, [unit for unit, _ in told["costs"]],
    )  # fmt: skip
    assert {unit for unit, _ in told["costs"]} == {"", "office"}
    again = forecasts.make(by=keeper, project=made.key, runs=500, seed=7, now=NOW)
    assert (again.p50, again.p80, again.content["tasks"]) == (kept.p50, kept.p80, told["tasks"])
    acts = AuditEvent.objects.filter(subject_key=made.key).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["projects.register", "paths.note", "paths.note", "forecasts.make", "forecasts.make"]


@pytest.mark.django_db
def test_the_text_of_a_path_stays_with_its_forecasts() -> None:
    district()
    text, keeper = path_kept(), officer("keeper", "north")
    made = lead(keeper, path="made")
    kept = forecasts.make(by=keeper, project=made.key, runs=100, now=NOW)
    PermitPathText.objects.filter(pk=text.pk).update(replaced_at=NOW)
    path_kept(plain_task("only"))
    assert KeptForecast.objects.get(pk=kept.pk).path.content["ends"] == "end"
    assert way_of(made).whole.ends == "only"


@pytest.mark.django_db
def test_closed_projects_teach_and_open_or_real_ones_do_not() -> None:
    district()
    path_kept()
    keeper = officer("keeper", "north")
    rows = [lead(keeper, f"虚构{name}厂", path="made") for name in "甲乙丙丁"]
    for row in rows[:3]:
        paths.note(by=keeper, project=row.key, task="papers", begun_on=date(2026, 9, 1), done_on=date(2026, 9, 4), now=NOW)
    produces(rows[0], DAY)
    produces(rows[1], DAY)
    Project.objects.filter(pk=rows[1].pk).update(is_synthetic=False)
    kept = forecasts.make(by=keeper, project=rows[3].key, runs=100, now=NOW)
    assert [(each["key"], each["n"]) for each in kept.content["tasks"]] == [("papers", 1), ("review", 0), ("extra", 0), ("end", 0)]


@pytest.mark.django_db
def test_past_forecasts_are_scored_by_what_came() -> None:
    district()
    text, keeper = path_kept(), officer("keeper", "north")
    rows = [lead(keeper, f"虚构{name}厂", path="made") for name in "甲乙丙丁戊"]
    for row, days in zip(rows, (10, 20, 30, 40, 5), strict=True):
        KeptForecast.objects.create(
            project=row, path=text, as_of=DAY - timedelta(days=30), seed=1, runs=100, p50=DAY - timedelta(days=25),
            p80=DAY - timedelta(days=20 - days), content={}, made_at=NOW, made_by="x",
        )  # fmt: skip
    produces(rows[0], DAY - timedelta(days=12))  # its P80 was ten days ago: held
    produces(rows[1], DAY - timedelta(days=1))  # its P80 is today: held
    Project.objects.filter(pk=rows[4].pk).update(status=ProjectStatus.LOST.value)  # nobody tried any more
    found = score_of_all(DAY, is_synthetic=True)
    assert (found.p80, found.open) == (Rate(2, 2), 2)
    assert score_of_all(DAY + timedelta(days=11), is_synthetic=True).p80 == Rate(2, 3)  # the third is late and not done
    assert str(score_of_all(DAY, is_synthetic=False).label.en) == "past forecasts: none closed yet"


@pytest.mark.django_db
def test_what_is_refused() -> None:
    district()
    keeper = officer("keeper", "north")
    made = lead(keeper, path="made")
    with pytest.raises(NoPath):
        forecasts.make(by=keeper, project=made.key, now=NOW)
    path_kept()
    with pytest.raises(paths.NoSuchTask):
        paths.note(by=keeper, project=made.key, task="none", now=NOW)
    with pytest.raises(paths.EndIsNeeded):
        paths.note(by=keeper, project=made.key, task="end", is_needed=False, words="不要", now=NOW)
    for days in ({"begun_on": DAY, "done_on": DAY - timedelta(days=1)}, {"done_on": DAY, "is_needed": False, "words": "不要"}):
        with pytest.raises(paths.DaysAgainstEachOther):
            paths.note(by=keeper, project=made.key, task="papers", now=NOW, **days)
    with pytest.raises(forecasts.RunsOutOfRange):
        forecasts.make(by=keeper, project=made.key, runs=5, now=NOW)
    produces(made, DAY)
    with pytest.raises(forecasts.ProducesAlready):
        forecasts.make(by=keeper, project=made.key, now=NOW)
    assert (PathStep.objects.count(), KeptForecast.objects.count()) == (0, 0)

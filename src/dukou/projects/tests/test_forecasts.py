"""Forecasts: equal to a slow one, never against what is known, and alike alone and among many."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.casework.core.calendars import OutsideCalendar
from dukou.kit.core.rates import Rate
from dukou.projects.core.days import DayTable
from dukou.projects.core.durations import Sample, Spread, days_beyond
from dukou.projects.core.forecasts import Asked, Forecast, forecasts, learnt_of
from dukou.projects.core.permits import PermitPath
from dukou.projects.core.simulation import Draws, ran
from dukou.projects.core.standing import Project, Stand
from dukou.projects.tests.paths_made import ON, calendar, path_of, paths, plain_task, projects, slow_critical, slow_ends

FEW = settings(max_examples=40, deadline=None)
RUNS = 60


def _one(path: PermitPath, project: Project, runs: int = RUNS, samples: tuple[Sample, ...] = ()) -> Forecast:
    return forecasts(path, learnt_of(path, samples), [project], calendar(), Asked(runs))[0]


@FEW
@given(st.data())
def test_it_equals_a_slow_one(data: st.DataObject) -> None:
    path = data.draw(paths())
    project = data.draw(projects(path).filter(lambda each: all(stand.end for stand in each.stands.values())))
    learnt = learnt_of(path, ())
    draws = Draws.of(learnt, RUNS, 1)
    slow = [slow_ends(path, learnt, draws, project, run) for run in range(RUNS)]
    fast = ran(path, learnt, draws, [project], DayTable(calendar()))
    told = [{key: date.fromordinal(int(fast.ends[at][0][run])) for key, at in path.places.items()} for run in range(RUNS)]
    assert told == [dict(each) for each in slow]
    critical = [slow_critical(path, each, project) for each in slow]
    found = _one(path, project)
    assert found.critical == {task.key: sum(task.key in each for each in critical) / RUNS for task in path.tasks}
    ordered = sorted(each[path.ends] for each in slow)
    assert (found.p50, found.p80) == (ordered[RUNS // 2 - 1], ordered[RUNS * 4 // 5 - 1])


@FEW
@given(st.data())
def test_what_is_known_stands_and_the_days_add_up(data: st.DataObject) -> None:
    path = data.draw(paths())
    project = data.draw(projects(path))
    found = _one(path, project)
    done = {key: stand.end for key, stand in project.stands.items() if stand.end}
    assert {key: found.medians[key] for key in done} == done
    assert [found.critical[key] for key in done] == [0.0] * len(done)
    assert min(day for key, day in found.medians.items() if key not in done) > ON
    assert found.p50 <= found.p80
    assert sum(found.costs.values()) == pytest.approx(found.mean_days, rel=1e-4)


@FEW
@given(st.data())
def test_a_project_is_foretold_alike_alone_and_among_many(data: st.DataObject) -> None:
    path = data.draw(paths())
    many = [data.draw(projects(path)) for _ in range(3)]
    together = forecasts(path, learnt_of(path, ()), many, calendar(), Asked(RUNS))
    assert together == [_one(path, each) for each in many]


@FEW
@given(st.integers(0, 300), st.integers(1, 60))
def test_more_time_passed_never_brings_a_task_earlier(passed: int, more: int) -> None:
    path, begun = path_of(plain_task("only", takes=(5, 10, 30))), date(2026, 1, 5)
    early, late = (_one(path, Project(begun + timedelta(days=days), {"only": Stand(begun, None)})) for days in (passed, passed + more))
    assert early.p50 <= late.p50
    assert early.p50 > early.on


@FEW
@given(st.data())
def test_another_wait_never_brings_the_end_earlier(data: st.DataObject) -> None:
    path = data.draw(paths())
    first, last = sorted(data.draw(st.lists(st.sampled_from(path.order), min_size=2, max_size=2, unique=True)), key=path.order.index)
    tasks = list(path.tasks)
    tasks[last] = type(tasks[last])(
        tasks[last].key, tasks[last].name, tasks[last].unit, (*tasks[last].after, tasks[first].key), tasks[last].takes
    )
    longer = PermitPath(path.slug, path.name, path.ends, tuple(tasks))
    table, learnt = DayTable(calendar()), learnt_of(path, ())
    draws = Draws.of(learnt, RUNS, 1)
    before, after = (ran(each, learnt, draws, [Project(ON, {})], table).ends[each.end] for each in (path, longer))
    assert bool((after >= before).all())


def test_a_sole_chain_is_critical_throughout() -> None:
    path = path_of(plain_task("a", unit="office"), plain_task("b", "a"), plain_task("c", "b", days="days"))
    found = _one(path, Project(ON, {}))
    assert found.critical == {"a": 1.0, "b": 1.0, "c": 1.0}


@pytest.mark.parametrize("elapsed", [3.0, 12.0, 25.0])
def test_what_is_drawn_beyond_equals_what_a_rejection_leaves(elapsed: float) -> None:
    spread, generator = Spread(2.3, 0.6), np.random.default_rng(4)
    plain = np.exp(spread.mu + spread.sigma * generator.standard_normal(400_000))
    kept, drawn = plain[plain > elapsed], days_beyond(generator.random(100_000), spread, elapsed)
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        assert np.quantile(drawn, share) == pytest.approx(np.quantile(kept, share), rel=0.03)


def test_far_beyond_its_distribution_it_still_ends_soon() -> None:
    drawn = days_beyond(np.array([1e-9, 0.5, 1 - 1e-9]), Spread(1.0, 0.05), 3_000.0)
    assert np.isfinite(drawn).all()
    assert bool((drawn >= 3_000).all())
    assert drawn[0] < 3_300


def test_a_fixed_duration_ends_on_its_day_and_once_passed_on_the_next() -> None:
    path = path_of(plain_task("only", takes=(5, 5, 5), days="days"))
    assert _one(path, Project(ON, {})).p80 == ON + timedelta(days=5)
    assert _one(path, Project(ON, {"only": Stand(ON - timedelta(days=9), None)})).p50 == ON + timedelta(days=1)


def test_the_planned_day_is_told_as_a_count_and_what_is_done_is_certain() -> None:
    path = path_of(plain_task("only", takes=(5, 5, 5), days="days"))
    for plan, hits in ((ON + timedelta(days=4), 0), (ON + timedelta(days=5), RUNS)):
        (found,) = forecasts(path, learnt_of(path, ()), [Project(ON, {})], calendar(), Asked(RUNS, plan=plan))
        assert found.by_plan == Rate(hits, RUNS)
    done = _one(path, Project(ON, {"only": Stand(None, ON)}))
    assert (done.p50, done.p80, done.mean_days) == (ON, ON, 0.0)


def test_a_month_with_samples_goes_by_them() -> None:
    path = path_of(plain_task("only", unit="office", takes=(5, 5, 5), days="days"))
    slow = tuple(Sample("only", "office", date(2025, 4, day), 50.0) for day in range(1, 21))
    (april,), other = learnt_of(path, slow), date(2026, 6, 1)
    assert (april.n, dict(april.by_month)) == (20, {4: 20})
    assert _one(path, Project(ON, {}), samples=slow).p50 > ON + timedelta(days=30)
    in_june = _one(path, Project(other, {}), samples=slow)
    assert (in_june.p50 - other) < (_one(path, Project(ON, {}), samples=slow).p50 - ON)


def test_a_day_outside_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        _one(path_of(plain_task("only")), Project(ON, {"only": Stand(date(1990, 1, 1), None)}))

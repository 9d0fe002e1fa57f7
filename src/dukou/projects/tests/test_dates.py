"""The ledger of dates: nothing is overwritten, slip is reckoned from the first, and the columns of lists say what the ledger says."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import same
from dukou.projects.actions import dates, stages
from dukou.projects.actions._dates import project_next
from dukou.projects.actions.dates import DayOutOfOrder, DayUnchanged, StageReached
from dukou.projects.actions.refusals import WordsMissing
from dukou.projects.core.dates import Announced, DateLine, lines_of, next_line, out_of_order
from dukou.projects.core.kinds import Meaning, ProjectLight
from dukou.projects.core.pipeline import Pipeline, Stage
from dukou.projects.models import AnnouncedDate, Project
from dukou.projects.queries.dates import ledger
from dukou.projects.queries.lists import listed
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.tests.district_made import DAY, NOW, decided, load, registered, viewer

AUTUMN, WINTER = date(2024, 9, 1), date(2024, 12, 1)
PLAN = Pipeline(
    stages=tuple(Stage(each.value, same(each.value), each) for each in Meaning),
    lost={},
    overdue=(),
    rates=(),
    yellow=1,
    red=30,
    protected=90,
    source=same("-"),
)


@pytest.fixture
def officer(tmp_path: Path, db: None) -> Viewer:
    """Who keeps projects."""
    load(tmp_path)
    return viewer("officer", Role.INDUSTRY_OFFICER)


def test_a_first_day_stands_at_once_and_a_later_one_waits_for_a_second_person(officer: Viewer) -> None:
    leader, row = viewer("leader", Role.LEADER), registered(officer)
    dates.announce(by=officer, project=row.key, stage="production", day=AUTUMN, said_by="投资方", now=NOW)
    with pytest.raises(WordsMissing):
        dates.announce(by=officer, project=row.key, stage="production", day=WINTER, said_by="投资方", now=NOW)
    dates.announce(by=officer, project=row.key, stage="production", day=WINTER, said_by="投资方", reason="设备晚到", now=NOW)
    assert _line(row).standing == AUTUMN
    with pytest.raises(DayUnchanged):
        dates.announce(by=officer, project=row.key, stage="production", day=DAY, said_by="投资方", reason="又变", now=NOW)
    decided(leader)
    assert [(each.day, each.reason) for each in _line(row).announced] == [(AUTUMN, ""), (WINTER, "设备晚到")]
    assert _line(row).slip(DAY) == (WINTER - AUTUMN).days
    assert _shown(row) == (ProjectLight.RED, 91, AUTUMN)


def test_a_day_that_is_turned_down_does_not_stand_and_stays_on_record(officer: Viewer) -> None:
    leader, row = viewer("leader", Role.LEADER), registered(officer)
    dates.announce(by=officer, project=row.key, stage="production", day=AUTUMN, said_by="投资方", now=NOW)
    dates.announce(by=officer, project=row.key, stage="production", day=WINTER, said_by="投资方", reason="晚", now=NOW)
    decided(leader, is_granted=False)
    assert (_line(row).standing, AnnouncedDate.objects.count()) == (AUTUMN, 2)


def test_production_is_not_announced_before_the_contract_nor_for_a_stage_that_was_reached(officer: Viewer) -> None:
    row = registered(officer)
    dates.announce(by=officer, project=row.key, stage="signed", day=WINTER, said_by="投资方", now=NOW)
    with pytest.raises(DayOutOfOrder) as refused:
        dates.announce(by=officer, project=row.key, stage="production", day=AUTUMN, said_by="投资方", now=NOW)
    assert refused.value.said_why.zh == "“投产”2024-09-01 与“签约”2024-12-01 先后颠倒"
    stages.move(by=officer, project=row.key, to="talks", on=DAY, now=NOW)
    with pytest.raises(StageReached):
        dates.announce(by=officer, project=row.key, stage="talks", day=WINTER, said_by="投资方", now=NOW)


def test_a_day_that_passes_shows_its_light_without_anybody_touching_the_project(officer: Viewer) -> None:
    row = registered(officer)
    dates.announce(by=officer, project=row.key, stage="signed", day=AUTUMN, said_by="投资方", now=NOW)
    row.refresh_from_db()
    lights = [listed(row, pipeline(), AUTUMN + timedelta(days=days)).light for days in (0, 1, 29, 30)]
    assert lights == [ProjectLight.GREEN, ProjectLight.YELLOW, ProjectLight.YELLOW, ProjectLight.RED]


def test_the_columns_of_lists_say_what_the_ledger_says_after_every_act(officer: Viewer) -> None:
    leader, row = viewer("leader", Role.LEADER), registered(officer)
    for stage, day in (("signed", AUTUMN), ("production", WINTER)):
        dates.announce(by=officer, project=row.key, stage=stage, day=day, said_by="甲", now=NOW)
        _agrees(row)
    dates.announce(by=officer, project=row.key, stage="signed", day=WINTER, said_by="甲", reason="晚", now=NOW)
    _agrees(row)
    decided(leader)
    _agrees(row)
    stages.move(by=officer, project=row.key, to="talks", on=DAY, now=NOW)
    _agrees(row)
    stages.move(by=officer, project=row.key, to="signed", on=DAY, reason="急", is_bypass=True, now=NOW)
    decided(leader)
    assert _agrees(row) == ("production", WINTER, 0)


def _agrees(row: Project) -> tuple[str, date | None, int | None]:
    """The columns, which are what the ledger gives when it is read anew."""
    row.refresh_from_db()
    kept = (row.next_stage, row.next_first, row.next_slip)
    project_next(row, pipeline())
    assert (row.next_stage, row.next_first, row.next_slip) == kept
    return kept


def _line(row: Project) -> DateLine:
    (found,) = [line for line in ledger(row, pipeline()) if line.stage.key == "production"]
    return found


def _shown(row: Project) -> tuple[ProjectLight, int | None, date | None]:
    found = listed(Project.objects.select_related("office").get(pk=row.pk), pipeline(), DAY)
    return found.light, found.slip, found.next_first


_DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))
_SAID = st.lists(_DAYS, max_size=3).map(lambda days: [Announced(day, "甲", date(2023, 1, 1)) for day in days])
_LEDGERS = st.builds(
    lambda announced, reached: lines_of(PLAN, announced, reached),
    st.dictionaries(st.sampled_from([each.value for each in Meaning]), _SAID, max_size=5),
    st.dictionaries(st.sampled_from([each.value for each in Meaning]), _DAYS, max_size=5),
)


@given(_LEDGERS, _DAYS)
def test_slip_is_what_came_or_is_to_come_against_what_was_said_first(lines: list[DateLine], today: date) -> None:
    for line in lines:
        slip = line.slip(today)
        if not line.announced:
            assert slip is None
            continue
        first = line.announced[0].day
        assert slip == ((line.reached - first).days if line.reached else max((line.announced[-1].day - first).days, (today - first).days))
    waiting = [line for line in lines if line.announced and not line.reached]
    assert next_line(lines) == (waiting[0] if waiting else None)


@given(_LEDGERS, st.sampled_from([each.value for each in Meaning]), _DAYS)
def test_a_day_fits_where_every_earlier_stage_is_earlier_and_every_later_one_later(lines: list[DateLine], stage: str, day: date) -> None:
    place = PLAN.place(stage)
    told = {PLAN.place(line.stage.key): line.reached or line.standing for line in lines if line.stage.key != stage}
    fits = all(other <= day if at < place else other >= day for at, other in told.items() if other is not None)
    assert (out_of_order(PLAN, lines, stage, day) is None) == fits

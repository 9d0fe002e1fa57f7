"""The board counts what the list lists, in a number of questions that does not grow."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.projects.actions import dates, stages, statuses
from dukou.projects.core.kinds import ProjectLight, ProjectStatus
from dukou.projects.queries.board import Board, board
from dukou.projects.queries.lists import Narrowed, every
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.tests.district_made import DAY, NOW, decided, load, registered, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(tmp_path: Path) -> Viewer:
    """Who keeps projects: five of them, in three stages, one lost."""
    load(tmp_path)
    found, leader = viewer("officer", Role.INDUSTRY_OFFICER), viewer("leader", Role.LEADER)
    rows = [registered(found, f"虚构项目{number}") for number in range(5)]
    for row in rows[1:4]:
        stages.move(by=found, project=row.key, to="talks", on=date(2024, 1, 10), now=NOW)
    stages.move(by=found, project=rows[2].key, to="signed", on=date(2024, 2, 1), reason="急", is_bypass=True, now=NOW)
    decided(leader)
    dates.announce(by=found, project=rows[1].key, stage="signed", day=DAY - timedelta(days=40), said_by="甲", now=NOW)
    dates.announce(by=found, project=rows[3].key, stage="signed", day=DAY - timedelta(days=2), said_by="甲", now=NOW)
    statuses.change(by=found, project=rows[4].key, to=ProjectStatus.LOST, reason="走了", lost="land", now=NOW)
    return found


def test_every_count_of_the_board_is_the_length_of_its_list(officer: Viewer) -> None:
    plan, found = pipeline(), board(officer, pipeline(), DAY)

    def listed(narrowed: Narrowed) -> int:
        return len(list(every(officer, plan, narrowed, DAY)))

    told = [(each.stage.key, each.count, each.long, each.red, each.yellow) for each in found.stages]
    assert told == [
        (
            stage.key,
            listed(Narrowed(stage=stage.key)),
            listed(Narrowed(stage=stage.key, is_long=True)),
            listed(Narrowed(stage=stage.key, light=ProjectLight.RED)),
            listed(Narrowed(stage=stage.key, light=ProjectLight.YELLOW)),
        )
        for stage in plan.stages
    ]
    assert told[:3] == [("lead", 1, 1, 0, 0), ("talks", 2, 2, 1, 1), ("signed", 1, 0, 0, 0)]
    assert [(rule.key, count, listed(Narrowed(overdue=rule.key))) for rule, count in found.overdue] == [("not-started", 1, 1)]
    assert found.statuses == {
        ProjectStatus.ON_TRACK: 4,
        ProjectStatus.LOST: 1,
        ProjectStatus.DELAYED: 0,
        ProjectStatus.PAUSED: 0,
        ProjectStatus.ABANDONED: 0,
    }
    assert (found.in_work, found.most) == (4, 2)


def test_the_board_asks_no_more_of_many_than_of_few(officer: Viewer) -> None:
    _, few = _asked(officer)
    for number in range(30):
        registered(officer, f"另一虚构项目{number}")
    many, asked = _asked(officer)
    assert (asked, many.in_work) == (few, 34)


def test_a_task_force_member_counts_only_what_he_sees(officer: Viewer) -> None:
    stranger = viewer("member", Role.TASK_FORCE_MEMBER, at="other")
    assert board(officer, pipeline(), DAY).in_work == 4
    assert board(stranger, pipeline(), DAY).in_work == 0


def _asked(by: Viewer) -> tuple[Board, int]:
    with CaptureQueriesContext(connection) as asked:
        found = board(by, pipeline(), DAY)
    return found, len(asked)

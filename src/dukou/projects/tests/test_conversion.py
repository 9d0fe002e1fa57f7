"""Conversion rates with their base, and lost projects by reason, node and place."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.chains.queries.working import NodeName
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import Rate
from dukou.projects.actions import statuses
from dukou.projects.core.conversion import Converted, converted, course_of
from dukou.projects.core.kinds import Meaning, MoveState, ProjectStatus
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.core.pipeline import Rate as PackRate
from dukou.projects.models import Project, StageStep
from dukou.projects.queries.conversion import lost_of, made_up, rates_of
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.tables.rates import lost_tables
from dukou.projects.tests.leads_made import NOW, district, lead, member, officer, plain_stages

RATE = PackRate("settled", Label("落户", "settled"), Meaning.INTENT, Meaning.REGISTERED)


def test_a_stage_that_was_jumped_was_passed() -> None:
    stages = Pipeline.of_plain(plain_stages())
    course = course_of([("lead", date(2025, 1, 1)), ("production", date(2026, 3, 1)), ("gone", date(2020, 1, 1))], stages, is_over=False)
    assert [course.on(each) for each in (Meaning.LEAD, Meaning.INTENT, Meaning.PRODUCTION, Meaning.FULL_CAPACITY)] == [
        date(2025, 1, 1), date(2026, 3, 1), date(2026, 3, 1), None,
    ]  # fmt: skip


def test_who_is_under_way_is_no_failure_and_no_success() -> None:
    stages = Pipeline.of_plain(plain_stages())
    intent, later = [("intent", date(2025, 5, 1))], [("intent", date(2026, 5, 1))]
    courses = [
        course_of([*intent, ("registered", date(2026, 1, 1))], stages, is_over=True),  # lost later, but it had settled
        course_of(intent, stages, is_over=False),
        course_of(intent, stages, is_over=True),
        course_of(later, stages, is_over=False),
        course_of([("contact", date(2026, 1, 1))], stages, is_over=False),
    ]
    assert converted(RATE, courses) == [
        Converted(2026, Rate(0, 1), 1, 0),
        Converted(2025, Rate(1, 3), 1, 1),
        Converted(None, Rate(1, 4), 2, 1),
    ]
    assert converted(RATE, []) == [Converted(None, Rate(0, 0), 0, 0)]


@pytest.mark.django_db
def test_rates_are_of_what_one_sees_and_of_moves_that_stand() -> None:
    district()
    keeper = officer("keeper", "north")
    first, second = lead(keeper), lead(keeper, "虚构乙厂", office="south")
    moves = ((first, "intent", "stands"), (first, "registered", "waiting"), (second, "intent", "stands"), (second, "registered", "stands"))
    for row, stage, state in moves:
        told = {"state": MoveState.of(state).value, "recorded_at": NOW, "recorded_by": "x"}
        StageStep.objects.create(project=row, stage=stage, on=date(2026, 5, 1), **told)
    seen = [[(each.year, each.share) for each in rates_of(viewer, pipeline())[0][1]] for viewer in (keeper, member("in", "north"))]
    assert seen == [[(2026, Rate(1, 2)), (None, Rate(1, 2))], [(2026, Rate(0, 1)), (None, Rate(0, 1))]]
    assert (made_up(keeper), made_up(member("in", "north"))) == (2, 1)


@pytest.mark.django_db
def test_lost_by_reason_node_and_place() -> None:
    district()
    keeper = officer("keeper", "north")
    rows = [lead(keeper, f"虚构{name}厂", node="node/salt-brine" if name != "丙" else "") for name in "甲乙丙"]
    for row, why in zip(rows, ("chain", "chain", "land"), strict=True):
        statuses.change(by=keeper, project=row.key, to=ProjectStatus.LOST, reason="演示", lost=why, lost_to="示例市", now=NOW)
    statuses.change(by=keeper, project=rows[1].key, to=ProjectStatus.ON_TRACK, reason="又回来", now=NOW)
    found = lost_of(keeper)
    assert (found.count, found.by_reason, found.by_node, found.by_place) == (
        2, {"chain": 1, "land": 1}, {("node/salt-brine", "chain"): 1}, {"示例市": 2},
    )  # fmt: skip
    name = NodeName("node/salt-brine", Label("卤水", "brine"), Label("盐", "salt"), "salt", "brine")
    _, nodes, _ = lost_tables(found, pipeline().lost, {"node/salt-brine": name})
    assert [(row.cells[0].address, str(row.cells[2].text)) for row in nodes.rows] == [("/chains/maps/salt/nodes/brine/", "1")]
    assert lost_of(member("out", "south")).count == 0
    assert Project.objects.count() == 3

"""What is read of lost projects and rates does not grow with what the viewer does not work on, nor one query by one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dukou.projects.actions import statuses
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.models import StageStep
from dukou.projects.queries.becoming import lost_at
from dukou.projects.queries.conversion import rates_of
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.tests.leads_made import NOW, district, lead, member, officer

pytestmark = pytest.mark.django_db
NODE = "node/salt-brine"


def test_lost_projects_of_a_node_take_as_many_queries_whatever_their_number() -> None:
    district()
    keeper, counted = officer("keeper", "north"), []
    for name in "甲乙丙":
        row = lead(keeper, f"虚构{name}厂", node=NODE)
        statuses.change(by=keeper, project=row.key, to=ProjectStatus.LOST, reason="演示", lost="chain", lost_to=f"{name}市", now=NOW)
        with CaptureQueriesContext(connection) as told:
            found = lost_at(keeper, NODE)
        counted.append((len(found), len(told.captured_queries)))
    assert [str(each.about.zh) for each in found] == ["没有上下游，去了丙市", "没有上下游，去了乙市", "没有上下游，去了甲市"]
    assert {queries for _, queries in counted} == {counted[0][1]}


def test_rates_read_the_steps_of_ones_own_projects_alone() -> None:
    district()
    keeper = officer("keeper", "north")
    lead(keeper)
    other = lead(keeper, "虚构乙厂", office="south")
    StageStep.objects.create(project=other, stage="intent", on=date(2026, 5, 1), state="stands", recorded_at=NOW, recorded_by="cli:x")
    with CaptureQueriesContext(connection) as told:
        rates_of(member("in", "north"), pipeline())
    (sql,) = [each["sql"] for each in told.captured_queries if 'FROM "projects_step"' in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(sql[sql.index("SELECT") :])  # PostgreSQL reads it through a cursor that it declares
        assert len(cursor.fetchall()) == 1

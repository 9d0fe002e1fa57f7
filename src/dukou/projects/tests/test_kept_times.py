"""What a lead's end stops was neither kept nor missed; times are counted, not leads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dukou.accounts.models import Person
from dukou.casework.models import RunningClock
from dukou.kit.core.rates import Rate
from dukou.projects.actions import leads, projects, stages, statuses
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.core.leads import Verdict
from dukou.projects.models import Project
from dukou.projects.queries.leads import clocks_of_lead, kept_of_leads
from dukou.projects.tables.leads import clocks_table, kept_table
from dukou.projects.tests.leads_made import NOW, district, lead, officer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_lead_that_nobody_judged_or_answered_was_not_handled_in_time() -> None:
    district()
    keeper = officer("keeper", "north")
    moved, over, judged = lead(keeper, referrer="虚构商会"), lead(keeper, "虚构乙厂"), lead(keeper, "虚构丙厂")
    leads.judge(by=keeper, project=judged.key, verdict=Verdict.PURSUE, words="值得", now=NOW + DAY)
    projects.report(by=keeper, project=judged.key, words="去了工厂", now=NOW + DAY)
    stages.move(by=keeper, project=moved.key, to="intent", on=(NOW + DAY).date(), reason="补登", now=NOW + DAY)
    for row in (over, judged):
        statuses.change(by=keeper, project=row.key, to=ProjectStatus.ABANDONED, reason="不做了", now=NOW + DAY)
    told = kept_of_leads(keeper, NOW + 2 * DAY)
    assert {key: (each.rate, each.open, each.moot) for key, each in told.items()} == {
        "registered": (Rate(3, 3), 0, 0), "judged": (Rate(1, 1), 0, 2), "fed_back": (Rate(0, 0), 0, 1), "reported": (Rate(1, 1), 0, 3),
    }  # fmt: skip
    rows = [[str(getattr(cell.text, "zh", cell.text)) for cell in row.cells] for row in kept_table(told).rows]
    assert rows[1][-2:] == ["0", "2"]
    assert rows[0][-2:] == ["0", "0"]


def test_the_page_of_the_lead_says_so_clock_by_clock() -> None:
    district()
    keeper = officer("keeper", "north")
    made = lead(keeper)
    statuses.change(by=keeper, project=made.key, to=ProjectStatus.ABANDONED, reason="不做了", now=NOW + DAY)
    table = clocks_table(clocks_of_lead(Project.objects.get(pk=made.pk), NOW + 30 * DAY))
    words = [getattr(row.cells[2].text, "zh", "") for row in table.rows]
    assert sorted(words) == ["按时", "未办，线索已转段或结束", "未办，线索已转段或结束"]


def test_the_page_of_the_clock_says_so_too(client: Client) -> None:
    district()
    keeper = officer("keeper", "north")
    made = lead(keeper)
    statuses.change(by=keeper, project=made.key, to=ProjectStatus.ABANDONED, reason="不做了", now=NOW + DAY)
    client.force_login(Person.objects.get(username="keeper"))
    pages = {row.key: client.get(reverse("casework:clock", args=[row.pk])).content.decode() for row in RunningClock.objects.all()}
    said = {key: ("按期停止" in page, "未办，事项先已结束" in page) for key, page in pages.items()}
    assert said == {"registered": (True, False), "judged": (False, True), "reported": (False, True)}


def test_what_had_run_out_before_the_end_stays_late() -> None:
    district()
    keeper = officer("keeper", "north")
    made = lead(keeper)
    statuses.change(by=keeper, project=made.key, to=ProjectStatus.ABANDONED, reason="不做了", now=NOW + 30 * DAY)
    assert dict(RunningClock.objects.values_list("key", "is_moot")) == {"registered": False, "judged": False, "reported": False}
    told = kept_of_leads(keeper, NOW + 31 * DAY)
    assert {key: (each.rate, each.moot) for key, each in told.items() if key in ("judged", "reported")} == {
        "judged": (Rate(0, 1), 0),
        "reported": (Rate(0, 1), 0),
    }

"""One investor is held by one office at a time: neither a reopened project nor a late report takes back what another has registered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from dukou.accounts.models import Person
from dukou.casework.models import Case
from dukou.projects.actions import projects, statuses
from dukou.projects.actions._first import LeadTaken
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.models import LeadStep, Project, StageStep
from dukou.projects.tests.leads_made import NOW, district, lead, member, officer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(("over", "lost"), [(ProjectStatus.LOST, "land"), (ProjectStatus.ABANDONED, "")])
def test_what_was_over_is_not_taken_up_again_while_another_is_protected(over: ProjectStatus, lost: str) -> None:
    district()
    first, second = officer("first", "north"), member("second", "south")
    kept = lead(first)
    statuses.change(by=first, project=kept.key, to=over, reason="走了", lost=lost, now=NOW)
    mine = lead(second, office="south", now=NOW + DAY)
    with pytest.raises(LeadTaken):
        statuses.change(by=first, project=kept.key, to=ProjectStatus.ON_TRACK, reason="又来了", now=NOW + 2 * DAY)
    assert Project.objects.get(pk=kept.pk).status == over.value
    statuses.change(by=second, project=mine.key, to=ProjectStatus.ABANDONED, reason="不做了", now=NOW + 3 * DAY)
    statuses.change(by=first, project=kept.key, to=ProjectStatus.ON_TRACK, reason="又来了", now=NOW + 4 * DAY)
    with pytest.raises(LeadTaken):
        statuses.change(by=second, project=mine.key, to=ProjectStatus.ON_TRACK, reason="又做", now=NOW + 5 * DAY)


def test_from_one_way_of_being_over_to_the_other_takes_nothing_up() -> None:
    district()
    first = officer("first", "north")
    kept = lead(first)
    statuses.change(by=first, project=kept.key, to=ProjectStatus.ABANDONED, reason="不做了", now=NOW)
    lead(member("second", "south"), office="south", now=NOW + DAY)
    statuses.change(by=first, project=kept.key, to=ProjectStatus.LOST, reason="是走了", lost="land", now=NOW + 2 * DAY)
    assert Project.objects.get(pk=kept.pk).status == "lost"


def test_a_late_report_does_not_take_back_what_another_registered() -> None:
    district()
    first, second = officer("first", "north"), member("second", "south")
    kept = lead(first)
    lead(second, office="south", now=NOW + 31 * DAY)
    with pytest.raises(LeadTaken):
        projects.report(by=first, project=kept.key, words="又联系上了", now=NOW + 32 * DAY)
    assert (Project.objects.get(pk=kept.pk).reported_on, LeadStep.objects.count()) == (kept.reported_on, 0)


def test_whoever_let_go_last_is_barred_by_whoever_took_it_back() -> None:
    district()
    first, second = officer("first", "north"), member("second", "south")
    kept = lead(first)
    mine = lead(second, office="south", now=NOW + 31 * DAY)
    projects.report(by=first, project=kept.key, words="又联系上了", now=NOW + 62 * DAY)
    with pytest.raises(LeadTaken):
        projects.report(by=second, project=mine.key, words="也联系上了", now=NOW + 63 * DAY)


def test_what_produces_is_neither_barred_nor_a_rival() -> None:
    district()
    first, second = officer("first", "north"), member("second", "south")
    kept = lead(first)
    StageStep.objects.create(project=kept, stage="production", on=NOW.date(), state="stands", recorded_at=NOW, recorded_by="cli:x")
    Project.objects.filter(pk=kept.pk).update(stage="production")
    mine = lead(second, office="south", now=NOW + 40 * DAY)
    projects.report(by=first, project=kept.key, words="投产后回访", now=NOW + 41 * DAY)
    Project.objects.filter(pk=kept.pk).update(stage="intent")  # gone back
    statuses.change(by=second, project=mine.key, to=ProjectStatus.ABANDONED, reason="停了", now=NOW + 42 * DAY)
    statuses.change(by=second, project=mine.key, to=ProjectStatus.ON_TRACK, reason="又做", now=NOW + 43 * DAY)
    assert Project.objects.get(pk=mine.pk).status == "on_track"


def test_a_late_report_renews_what_nobody_else_registered() -> None:
    district()
    first = officer("first", "north")
    kept = lead(first)
    projects.report(by=first, project=kept.key, words="又联系上了", now=NOW + 40 * DAY)
    with pytest.raises(LeadTaken):
        lead(member("second", "south"), office="south", now=NOW + 60 * DAY)


def test_an_open_second_phase_bars_neither_report_nor_reopening_of_the_first() -> None:
    district()
    first = officer("first", "north")
    kept = lead(first)
    later = lead(first, office="south", follows=kept.key, now=NOW + 5 * DAY)
    projects.report(by=first, project=later.key, words="二期在谈", now=NOW + 30 * DAY)
    projects.report(by=first, project=kept.key, words="一期在建", now=NOW + 40 * DAY)
    projects.report(by=first, project=later.key, words="二期仍在谈", now=NOW + 41 * DAY)
    statuses.change(by=first, project=kept.key, to=ProjectStatus.ABANDONED, reason="停了", now=NOW + 42 * DAY)
    statuses.change(by=first, project=kept.key, to=ProjectStatus.ON_TRACK, reason="又做", now=NOW + 43 * DAY)
    assert Project.objects.get(pk=kept.pk).status == "on_track"


def test_the_page_of_a_lead_taken_up_again_says_that_no_clock_runs(client: Client) -> None:
    district()
    first = officer("first", "north")
    kept = lead(first)
    client.force_login(Person.objects.get(username="first"))
    address, words = f"/projects/of/{kept.key}/lead/", "恢复推进不再重新计时"
    assert words not in client.get(address).content.decode()
    statuses.change(by=first, project=kept.key, to=ProjectStatus.ABANDONED, reason="不做了", now=NOW)
    assert words not in client.get(address).content.decode()
    statuses.change(by=first, project=kept.key, to=ProjectStatus.ON_TRACK, reason="又做", now=NOW)
    assert (words in client.get(address).content.decode(), Case.objects.get().closed_at) == (True, NOW)

"""The made-up projects of a demo home: ten stories that go through the real acts, nothing of a real firm, and all of it says what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as house
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from dukou.accounts.actions import seat_demo_people
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.models import Approval
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.casework.models import Case
from dukou.chains.actions.seeds import plant as plant_chains
from dukou.chains.queries.working import invitation
from dukou.enterprises.actions.seeds import plant as plant_register
from dukou.kit.actions import load_pack
from dukou.kit.core.homes import Home, HomeFile
from dukou.kit.seeds import SEEDS
from dukou.projects.actions.seeds import plant
from dukou.projects.core.kinds import Meaning, ProjectLight, ProjectStatus
from dukou.projects.core.promise_kinds import PromiseState, Side
from dukou.projects.models import (
    KeptForecast,
    Letting,
    PipelineText,
    Premise,
    Project,
    Promise,
    StageStep,
    StatusStep,
    VisitNote,
    WeekItem,
)
from dukou.projects.queries.admissions import AFTER, BEFORE, judged
from dukou.projects.queries.becoming import lost_at, of_invitations
from dukou.projects.queries.dates import ledger
from dukou.projects.queries.forecasts import score_of_all
from dukou.projects.queries.lists import listed
from dukou.projects.queries.money import ladder_of
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.queries.premises import promised_of
from dukou.projects.queries.promises import promises_seen
from dukou.rules.core.answers import Answer

SEED = 1
NOW = datetime(2025, 7, 8, 6, tzinfo=UTC)  # the gates' books are in force through all that is told
TODAY = timezone.localdate(NOW)
ALL = command_line_viewer("tester")
ROOMS = ("projects", "chains", "casework", "rules", "audit", "accounts")
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def planted_once(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A demo home of the shipped district with its made-up firms and chains, and then its projects."""
    home = Home(tmp_path_factory.mktemp("demo"))
    home.prepare()
    home.write(HomeFile(pack="dadukou", is_demo=True))
    with override_settings(HOME=home, HOME_FILE=home.read()):
        load_pack(by=cast.CLI, path=house.SHIPPED_PACKS / "dadukou", now=cast.NOW)
        seat_demo_people(by=cast.CLI, home=home, now=cast.NOW)
        plant(by=cast.CLI, seed=SEED, now=NOW)  # no made-up firm stands yet: nothing is planted
        assert not Project.objects.exists() and not Premise.objects.exists()
        plant_register(by=cast.CLI, seed=SEED, now=cast.NOW)
        plant_chains(by=cast.CLI, seed=SEED, now=cast.NOW)
        with transaction.atomic():  # the firms are there, the stages are not: nothing is planted either
            PipelineText.objects.all().delete()
            plant(by=cast.CLI, seed=SEED, now=NOW)
            assert not Project.objects.exists() and not Premise.objects.exists()
            transaction.set_rollback(True)
        plant(by=cast.CLI, seed=SEED, now=NOW)
        yield


@pytest.fixture
def planted(planted_once: None, db: None) -> None:
    """The same for one test, which takes its own changes back."""


def stored() -> Rows:
    """Every row of the rooms that planting writes to."""
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def one(means: Meaning, status: ProjectStatus = ProjectStatus.ON_TRACK) -> Project:
    """The only project of this kind."""
    stage = pipeline().of(means)
    assert stage is not None
    return Project.objects.get(stage=stage.key, status=status.value)


def test_each_kind_of_project_occurs(planted: None) -> None:
    means = {stage.key: stage.means.value for stage in pipeline().stages}
    assert Counter((means[row.stage], row.status) for row in Project.objects.all()) == {
        ("lead", "on_track"): 2,
        ("contact", "on_track"): 1,
        ("intent", "lost"): 1,
        ("intent", "paused"): 1,
        ("signed", "on_track"): 2,
        ("building", "delayed"): 1,
        ("production", "on_track"): 1,
        ("full_capacity", "on_track"): 1,
    }


def test_nothing_of_it_is_about_a_real_firm_and_everything_says_what_it_is(planted: None) -> None:
    for model in (Project, Premise, Promise, WeekItem, VisitNote):
        assert set(model._default_manager.values_list("is_synthetic", flat=True)) == {True}, model
    firms = Project.objects.filter(enterprise__isnull=False)
    assert set(firms.values_list("enterprise__is_synthetic", flat=True)) == {True} and firms.count() == 9
    assert [row.firm for row in Project.objects.all() if "示例市" not in row.firm and "虚构市" not in row.firm] == []
    assert all(row.name.endswith("（合成）") for row in Project.objects.all())
    assert all("（合成）" in row.text for model in (Promise, WeekItem, VisitNote) for row in model._default_manager.all())


def test_the_lead_of_yesterday_is_judged_and_its_referrer_waits(planted: None) -> None:
    row = Project.objects.get(referrer__gt="")
    assert row.case is not None and row.stage_since == TODAY - timedelta(days=1)
    clocks = {clock.key: clock.stopped_at is not None for clock in row.case.clocks.all()}
    assert clocks == {"registered": True, "judged": True, "fed_back": False, "reported": False}


def test_one_is_long_in_contact(planted: None) -> None:
    line = listed(one(Meaning.CONTACT), pipeline(), TODAY)
    assert (line.days, line.is_long) == (130, True)


def test_one_came_of_the_invitation_list(planted: None) -> None:
    row = Project.objects.get(invitation__isnull=False)
    told = invitation(row.invitation or 0)
    assert told is not None and told.state.value == "handed_over" and told.is_synthetic
    assert (row.node, row.firm, row.enterprise) == (told.node.ref, told.title, None)
    became = of_invitations(ALL, [told.number])[told.number]
    assert str(became.label) == row.name


def test_one_was_signed_round_the_gate_and_one_through_it(planted: None) -> None:
    signed = pipeline().of(Meaning.SIGNED)
    assert signed is not None
    steps = StageStep.objects.filter(stage=signed.key).select_related("project")
    ways = sorted((step.is_bypass, step.answer[0]["answer"], step.state, step.decided_by) for step in steps)
    through, round_it = (False, "yes", "stands", "person:demo-leader"), (True, "unknown", "stands", "person:demo-leader")
    assert ways == [through] * 4 + [round_it]
    assert all(step.reason for step in steps if step.is_bypass)


def test_what_is_built_is_late_by_a_red_light(planted: None) -> None:
    row = one(Meaning.BUILDING, ProjectStatus.DELAYED)
    line = listed(row, pipeline(), TODAY)
    (production,) = (each for each in ledger(row, pipeline()) if each.stage.means is Meaning.PRODUCTION)
    assert (line.light, line.slip, len(production.announced)) == (ProjectLight.RED, 70, 3)


def test_promises_of_both_sides_were_kept_are_late_and_were_broken(planted: None) -> None:
    told = sorted((each.side.value, each.now.state.value) for each in promises_seen(ALL, TODAY))
    district, firm = Side.DISTRICT.value, Side.FIRM.value
    assert told == [
        (district, PromiseState.KEPT.value),
        (district, PromiseState.KEPT.value),
        (district, PromiseState.LATE.value),
        (firm, PromiseState.BROKEN.value),
        (firm, PromiseState.CONDITIONAL.value),
    ]


def test_the_agent_of_the_demo_sees_the_own_project(planted: None) -> None:
    agent = viewer_of(person_of("demo-enterprise"), TODAY)
    assert {each.project for each in promises_seen(agent, TODAY)} == {one(Meaning.BUILDING, ProjectStatus.DELAYED).key}


def test_premises_a_week_and_a_visit_stand_around_it(planted: None) -> None:
    row = one(Meaning.BUILDING, ProjectStatus.DELAYED)
    letting = Letting.objects.get()
    assert promised_of(row).keys() == {letting.pk}
    assert (letting.project, letting.concession_months, Premise.objects.count()) == (row, 3, 3)
    assert [item.done_on is not None for item in WeekItem.objects.order_by("pk")] == [True, False, False]
    assert VisitNote.objects.get().project == row


def test_production_was_foretold_and_the_forecast_is_scored(planted: None) -> None:
    assert sorted(row.project.stage for row in KeptForecast.objects.all()) == ["building", "production"]
    score = score_of_all(TODAY, is_synthetic=True)
    assert (score.p80.denominator, score.open) == (1, 1)


def test_money_has_papers_and_admission_was_asked_again(planted: None) -> None:
    row = one(Meaning.PRODUCTION)
    lines = {rung.value: line.papers for rung, line in ladder_of(row).items() if line.told}
    assert lines == {"contract": 1, "funds_in_place": 2, "fixed_assets": 2}
    answers = [kept.told.answer if (kept := judged(row, purpose)) else None for purpose in (BEFORE, AFTER)]
    assert answers == [Answer.YES, Answer.YES]


def test_one_was_lost_for_a_reason_of_the_chain(planted: None) -> None:
    step = StatusStep.objects.get(status=ProjectStatus.LOST.value)
    assert (step.lost, step.lost_to) == ("chain", "（合成）虚构市某园区")
    assert [str(each.label) for each in lost_at(ALL, step.project.node)] == [step.project.name]


def test_nothing_lies_in_the_future_and_nothing_waits(planted: None) -> None:
    events = AuditEvent.objects.filter(subject_kind__in=("project", "premise"))
    assert events.exists() and max(event.at for event in events) <= NOW
    assert not Approval.objects.filter(decision="waiting").exists()
    assert max(row.stage_since for row in Project.objects.all()) <= TODAY


def test_the_cases_of_leads_are_open_only_while_they_are_leads(planted: None) -> None:
    leads = {row.case_id for row in Project.objects.filter(stage__in=("lead", "contact"))}
    assert {row.pk for row in Case.objects.filter(kind="project", closed_at__isnull=True)} == leads


def test_planting_again_changes_nothing(planted: None) -> None:
    before = stored()
    plant(by=cast.CLI, seed=SEED, now=NOW)
    plant(by=cast.CLI, seed=SEED + 1, now=NOW)
    assert stored() == before


def test_the_whole_is_told_in_one_event(planted: None) -> None:
    events = AuditEvent.objects.filter(act="seeds.plant", subject_key="demo projects")
    assert [row.after for row in events] == [{"projects": 10}]


def test_the_room_brings_its_seed() -> None:
    assert [seed.room for seed in SEEDS if seed.plant is plant] == ["projects"]

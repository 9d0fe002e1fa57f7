"""Moves between stages: through gates, by two people, never back in time, never over a stage in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.actions.approvals import OwnRequest
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.models import Person
from dukou.audit.models import AuditEvent
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions import project_facts, projects, stages, statuses
from dukou.projects.actions.refusals import DayAhead, ProjectOver
from dukou.projects.actions.stage_refusals import (
    DayBeforeStage,
    GateShut,
    LostReasonMissing,
    NoSuchStage,
    ReasonMissing,
    SameStage,
    SameStatus,
    StepWaits,
)
from dukou.projects.core.kinds import MoveState, ProjectStatus
from dukou.projects.models import Project, StageStep
from dukou.projects.queries.visibility import NoSuchProject
from dukou.projects.tests.district_made import DAY, NOW, decided, faults, load, registered, viewer
from dukou.rules.models import Decision

pytestmark = pytest.mark.django_db
FEBRUARY = date(2024, 2, 1)


@pytest.fixture
def officer(tmp_path: Path) -> Viewer:
    """Who keeps projects."""
    load(tmp_path)
    return viewer("officer", Role.INDUSTRY_OFFICER)


@pytest.fixture
def leader(officer: Viewer) -> Viewer:
    """Who confirms."""
    return viewer("leader", Role.LEADER)


def standing(project: Project) -> tuple[str, date]:
    """Where it stands, and since when."""
    row = Project.objects.get(pk=project.pk)
    return row.stage, row.stage_since


def test_a_stage_without_a_gate_is_entered_at_once(officer: Viewer) -> None:
    row = registered(officer)
    step = stages.move(by=officer, project=row.key, to="talks", on=FEBRUARY, now=NOW)
    assert (step.state, standing(row)) == (MoveState.STANDS.value, ("talks", FEBRUARY))
    assert list(AuditEvent.objects.filter(subject_key=row.key).values_list("act", flat=True)) == ["projects.register", "stages.move"]


def test_a_shut_gate_refuses_and_names_what_is_missing(officer: Viewer) -> None:
    row = registered(officer)
    stages.move(by=officer, project=row.key, to="talks", on=FEBRUARY, now=NOW)
    with pytest.raises(GateShut) as refused:
        stages.move(by=officer, project=row.key, to="signed", on=FEBRUARY, now=NOW)
    assert refused.value.said_why.zh == "“签约”的关口还差：有法律意见"
    assert (standing(row)[0], Decision.objects.count(), StageStep.objects.count()) == ("talks", 0, 2)


def test_an_open_gate_still_takes_a_second_person_where_the_stage_says_so(officer: Viewer, leader: Viewer) -> None:
    row = registered(officer)
    stages.move(by=officer, project=row.key, to="talks", on=FEBRUARY, now=NOW)
    told = project_facts.Stated("project.has-opinion", "yes", FEBRUARY, "虚构意见书")
    project_facts.state(by=officer, project=row.key, told=told, now=NOW)
    step = stages.move(by=officer, project=row.key, to="signed", on=FEBRUARY, now=NOW)
    assert (step.state, step.is_bypass, step.answer[0]["answer"]) == (MoveState.WAITING.value, False, "yes")
    decided(leader)
    assert standing(row) == ("signed", FEBRUARY)


def test_a_way_round_the_gate_takes_a_reason_and_a_second_person_and_stays_visible(officer: Viewer, leader: Viewer) -> None:
    row = registered(officer)
    stages.move(by=officer, project=row.key, to="talks", on=FEBRUARY, now=NOW)
    with pytest.raises(ReasonMissing):
        stages.move(by=officer, project=row.key, to="signed", on=FEBRUARY, is_bypass=True, now=NOW)
    step = stages.move(by=officer, project=row.key, to="signed", on=FEBRUARY, reason="意见书下周补", is_bypass=True, now=NOW)
    assert (step.state, standing(row)[0]) == (MoveState.WAITING.value, "talks")
    with pytest.raises(StepWaits):
        stages.move(by=officer, project=row.key, to="lead", on=FEBRUARY, reason="退回", now=NOW)
    decided(leader)
    step.refresh_from_db()
    assert (step.state, step.is_bypass, standing(row)) == (MoveState.STANDS.value, True, ("signed", FEBRUARY))
    assert [each["answer"] for each in step.answer] == ["unknown"]
    assert Decision.objects.get().purpose == f"gate/{step.pk}"


def test_what_the_second_person_turns_down_does_not_stand(officer: Viewer, leader: Viewer) -> None:
    row = registered(officer)
    stages.move(by=officer, project=row.key, to="signed", on=FEBRUARY, reason="急", is_bypass=True, now=NOW)
    decided(leader, is_granted=False)
    assert standing(row) == ("lead", date(2024, 1, 2))
    assert StageStep.objects.latest("pk").state == MoveState.REFUSED.value


def test_nobody_confirms_his_own_claim(officer: Viewer) -> None:
    row = registered(officer)
    stages.move(by=officer, project=row.key, to="signed", on=FEBRUARY, reason="急", is_bypass=True, now=NOW)
    with pytest.raises(OwnRequest):
        decided(officer)


def test_a_jump_takes_a_reason_and_does_not_get_round_the_gate_between(officer: Viewer) -> None:
    row = registered(officer)
    with pytest.raises(ReasonMissing) as refused:
        stages.move(by=officer, project=row.key, to="building", on=FEBRUARY, now=NOW)
    assert refused.value.said_why.zh == "跳过“洽谈、签约”要写理由"
    with pytest.raises(GateShut):
        stages.move(by=officer, project=row.key, to="building", on=FEBRUARY, reason="补登", now=NOW)


def test_leaving_a_confirmed_stage_backwards_takes_two_as_well(officer: Viewer, leader: Viewer) -> None:
    row = registered(officer)
    stages.move(by=officer, project=row.key, to="signed", on=FEBRUARY, reason="急", is_bypass=True, now=NOW)
    decided(leader)
    back = stages.move(by=officer, project=row.key, to="talks", on=FEBRUARY, reason="合同解除", now=NOW)
    assert (back.state, back.is_bypass) == (MoveState.WAITING.value, False)
    decided(leader)
    assert standing(row)[0] == "talks"


@pytest.mark.parametrize(
    ("to", "on", "reason", "refusal"),
    [
        ("talks", date(2024, 1, 1), "", DayBeforeStage),
        ("talks", date(2024, 7, 9), "", DayAhead),
        ("lead", FEBRUARY, "", SameStage),
        ("nowhere", FEBRUARY, "", NoSuchStage),
    ],
)
def test_what_cannot_be_is_refused_by_name(officer: Viewer, to: str, on: date, reason: str, refusal: type[Refusal]) -> None:
    row = registered(officer)
    with pytest.raises(refusal):
        stages.move(by=officer, project=row.key, to=to, on=on, reason=reason, now=NOW)
    assert standing(row) == ("lead", date(2024, 1, 2))


def test_a_lost_project_is_lost_for_a_reason_and_rests_until_it_is_taken_up_again(officer: Viewer) -> None:
    row = registered(officer)
    with pytest.raises(LostReasonMissing):
        statuses.change(by=officer, project=row.key, to=ProjectStatus.LOST, reason="走了", lost="weather", now=NOW)
    statuses.change(by=officer, project=row.key, to=ProjectStatus.LOST, reason="走了", lost="land", lost_to="邻区", now=NOW)
    with pytest.raises(SameStatus):
        statuses.change(by=officer, project=row.key, to=ProjectStatus.LOST, reason="走了", lost="land", now=NOW)
    with pytest.raises(ProjectOver):
        stages.move(by=officer, project=row.key, to="talks", on=FEBRUARY, now=NOW)
    statuses.change(by=officer, project=row.key, to=ProjectStatus.ON_TRACK, reason="又回来了", now=NOW)
    assert stages.move(by=officer, project=row.key, to="talks", on=FEBRUARY, now=NOW).state == MoveState.STANDS.value


def test_who_does_not_keep_a_project_does_not_move_it(officer: Viewer, leader: Viewer) -> None:
    row = registered(officer)
    with pytest.raises(NotPermitted):
        stages.move(by=leader, project=row.key, to="talks", on=FEBRUARY, now=NOW)
    with pytest.raises(NoSuchProject):
        stages.move(by=viewer("member", Role.TASK_FORCE_MEMBER, at="other"), project=row.key, to="talks", on=FEBRUARY, now=NOW)


def test_only_what_changes_is_judged_so_an_old_record_can_be_mended(officer: Viewer) -> None:
    row = registered(officer)
    Project.objects.filter(pk=row.pk).update(firm="")  # as an old record may be
    projects.amend(by=officer, project=row.key, reason="核对", changes={"origin": "外省"}, now=NOW)
    with pytest.raises(Refusal):
        projects.amend(by=officer, project=row.key, reason="核对", changes={"name": " "}, now=NOW)
    assert Project.objects.values_list("firm", "origin", "name").get(pk=row.pk) == ("", "外省", "虚构项目")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("means: production,", "means: contact,", "没有含义为“production”的阶段"),
        ("means: contact,", "means: signed,", "排在"),
        ("gate: sign,", "gate: nowhere,", "nowhere"),
        ("red: 30", "red: 1", "红灯的日数不大于黄灯的日数"),
        ("after: signed, before: building", "after: building, before: signed", "先后颠倒"),
        ("key: talks", "key: lead", "重复"),
    ],
)
def test_a_pipeline_that_cannot_be_is_refused_by_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    from dukou.projects.tests.district_made import STAGES

    assert old in STAGES
    found = faults(tmp_path, stages=STAGES.replace(old, new, 1))
    assert [said in each and "stages.yaml:" in each for each in found if said in each] == [True], found


def test_today_is_no_day_ahead(officer: Viewer) -> None:
    row = registered(officer)
    assert stages.move(by=officer, project=row.key, to="talks", on=DAY, now=NOW).on == DAY


def test_a_registration_is_amended_on_its_page_and_only_what_changed_is_recorded(officer: Viewer, client: Client) -> None:
    row = registered(officer)
    client.force_login(Person.objects.get(username="officer"))
    address = f"/projects/of/{row.key}/amend/"
    sent = {"name": row.name, "firm": row.firm, "office": "office", "referrer": "虚构商会", "reason": "补登推荐人"}
    assert client.get(address).context["form"].initial["firm"] == row.firm
    assert client.post(address, sent).status_code == 302
    told = AuditEvent.objects.get(act="projects.amend", subject_key=row.key)
    assert (told.before, told.after) == ({"referrer": ""}, {"referrer": "虚构商会"})

"""Who confirms what is claimed of a project: nobody who may not see it; and what he reads before he does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, Viewer, command_line_viewer
from dukou.accounts.models import Approval, Person
from dukou.accounts.queries import actor_of, approvals_waiting_for, may_decide_approval, may_see_approval
from dukou.kit.core.actors import Actor
from dukou.projects.actions import dates, promise_changes, proofs, stages, sums
from dukou.projects.models import Project
from dukou.projects.tests.district_made import NOW, decided, load, registered, viewer

pytestmark = pytest.mark.django_db
FEBRUARY, AUTUMN, WINTER = date(2024, 2, 1), date(2024, 9, 1), date(2024, 12, 1)


@pytest.fixture
def officer(tmp_path: Path) -> Viewer:
    """Who keeps projects."""
    load(tmp_path)
    return viewer("officer", Role.INDUSTRY_OFFICER)


def bypassed(by: Viewer) -> Project:
    """A project that is to go round its gate."""
    row = registered(by, firm="虚构投资方")
    stages.move(by=by, project=row.key, to="signed", on=FEBRUARY, reason="机密理由", is_bypass=True, now=NOW)
    return row


def told() -> dict[str, str]:
    """What the second person reads of the request, in Chinese."""
    asked = Approval.objects.get(decision="waiting")
    tell = APPROVABLE[asked.act].told
    assert tell is not None
    return {name.zh: getattr(value, "zh", str(value)) for name, value in tell(asked.payload)}


def test_whoever_may_not_see_projects_neither_decides_nor_reads_the_reasons(officer: Viewer, client: Client) -> None:
    steward, leader, auditor = (viewer(role.value, role) for role in (Role.STEWARD, Role.LEADER, Role.AUDITOR))
    bypassed(officer)
    (asked,) = Approval.objects.all()
    rules = (may_decide_approval, may_see_approval)
    seen = [tuple(rule.check(each, asked) for rule in rules) for each in (steward, leader, officer, auditor)]
    assert seen == [(False, False), (True, True), (False, True), (False, True)]
    assert [list(approvals_waiting_for(each)) for each in (steward, leader)] == [[], [asked]]
    client.force_login(Person.objects.get(username="steward"))
    assert (client.get(f"/approvals/{asked.pk}/").status_code, "机密" in client.get("/approvals/").content.decode()) == (404, False)
    for by, lent in ((actor_of(steward), None), (actor_of(steward), leader), (Actor("machine", "other"), None)):
        with pytest.raises(NotPermitted):
            approvals.decide(by=by, approval=asked, is_granted=True, reason="核对过", viewer=lent, now=NOW)
    assert Approval.objects.get().decision == "waiting"
    approvals.decide(by=actor_of(command_line_viewer("clerk")), approval=asked, is_granted=True, reason="核对过", now=NOW)
    assert Project.objects.get().stage == "signed"


def test_every_act_on_projects_that_takes_two_asks_for_the_sight_of_projects() -> None:
    acts = (stages.ACT, dates.ACT, sums.ACT, proofs.ACT, promise_changes.WAIVE, promise_changes.MOVE)
    assert [APPROVABLE[act].needs for act in acts] == [Permission.SEE_PROJECTS] * 6
    assert {each.act for each in APPROVABLE if each.needs is not None} == set(acts)


def test_the_second_person_reads_what_the_gate_wants(officer: Viewer) -> None:
    row = bypassed(officer)
    assert told() == {
        "项目": f"虚构项目（{row.key}）",
        "投资方": "虚构投资方",
        "由哪个阶段": "线索",
        "进入阶段": "签约",
        "自哪天起": "2024-02-01",
        "关口：虚构关口": "待补信息",
        "还差": "有法律意见",
    }
    asked = Approval.objects.get()
    assert APPROVABLE[asked.act].described(asked.payload).zh == "项目“虚构项目”自 2024-02-01 进入“签约”（绕过关口）"


def test_the_second_person_reads_what_day_it_was_and_is_to_be(officer: Viewer) -> None:
    row = registered(officer, firm="虚构投资方")
    for day, reason in ((AUTUMN, ""), (WINTER, "设备晚到")):
        dates.announce(by=officer, project=row.key, stage="production", day=day, said_by="投资方", reason=reason, now=NOW)
    assert told() == {
        "项目": f"虚构项目（{row.key}）",
        "投资方": "虚构投资方",
        "阶段": "投产",
        "原定日期": "2024-09-01",
        "新的日期": "2024-12-01",
        "谁公布的": "投资方",
    }
    asked = Approval.objects.get()
    assert APPROVABLE[asked.act].described(asked.payload).zh == "项目“虚构项目”的“投产”由 2024-09-01 改到 2024-12-01"
    decided(viewer("leader", Role.LEADER))

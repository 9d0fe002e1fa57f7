"""What a second person agrees to is judged on that day: gates again, nothing of a project that is over, the project locked first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Approval
from dukou.audit.models import AuditEvent
from dukou.projects.actions import dates, project_facts, promise_changes, promises, proofs, stages, statuses, sums
from dukou.projects.actions.project_facts import Stated
from dukou.projects.actions.proofs import Paper
from dukou.projects.actions.refusals import ProjectOver
from dukou.projects.actions.stage_refusals import GateShutMeanwhile
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.models import Project, ProjectStatement, StageStep
from dukou.projects.tests.district_made import NOW, decided, load, registered, viewer
from dukou.projects.tests.told import OF_FIRM
from dukou.rules.models import Decision

pytestmark = pytest.mark.django_db
FEBRUARY, AUTUMN, WINTER = date(2024, 2, 1), date(2024, 9, 1), date(2024, 12, 1)
Asking = Callable[[Viewer, str], object]


@pytest.fixture
def officer(tmp_path: Path) -> Viewer:
    """Who keeps projects."""
    load(tmp_path)
    return viewer("officer", Role.INDUSTRY_OFFICER)


def _move(by: Viewer, key: str) -> object:
    project_facts.state(by=by, project=key, told=Stated("project.has-opinion", "yes", FEBRUARY, "虚构意见书"), now=NOW)
    return stages.move(by=by, project=key, to="signed", on=FEBRUARY, reason="补登", now=NOW)


def _total(by: Viewer, key: str) -> object:
    return sums.state(by=by, project=key, rung=Rung.IN_PLACE, amount=10_000, as_of=FEBRUARY, said_by="虚构办", now=NOW)


def _paper(by: Viewer, key: str) -> object:
    _total(by, key)
    decided(viewer("first", Role.LEADER))
    paper = Paper(PaperKind.BANK_SLIP, "虚构行", "单-1", FEBRUARY, 5_000)
    return proofs.add(by=by, project=key, rung=Rung.IN_PLACE, paper=paper, now=NOW)


def _day(by: Viewer, key: str) -> object:
    dates.announce(by=by, project=key, stage="production", day=AUTUMN, said_by="投资方", now=NOW)
    return dates.announce(by=by, project=key, stage="production", day=WINTER, said_by="投资方", reason="设备晚到", now=NOW)


def _waiver(by: Viewer, key: str) -> object:
    made = promises.make(by=by, project=key, promised=OF_FIRM, now=NOW)
    return promise_changes.ask_waiver(by=by, number=made.pk, document="虚构纪要", reason="政策变化", now=NOW)


ASKED = [_move, _total, _paper, _day, _waiver]
OVER = [(ProjectStatus.LOST, "land"), (ProjectStatus.ABANDONED, "")]


def test_a_gate_that_has_shut_since_the_claim_is_not_gone_through(officer: Viewer) -> None:
    leader, row = viewer("leader", Role.LEADER), registered(officer)
    _move(officer, row.key)
    statement = ProjectStatement.objects.get()
    project_facts.withdraw(by=officer, project=row.key, number=statement.pk, reason="不是这个项目的", now=NOW)
    with pytest.raises(GateShutMeanwhile) as refused:
        decided(leader)
    assert refused.value.said_why.zh == "提出以后“签约”的关口又差：有法律意见"
    kept = [Project.objects.get().stage, StageStep.objects.latest("pk").state, Approval.objects.get().decision, Decision.objects.count()]
    assert kept == ["lead", "waiting", "waiting", 1]
    decided(leader, is_granted=False)
    assert (Project.objects.get().stage, StageStep.objects.latest("pk").state) == ("lead", "refused")


def test_what_an_open_gate_says_is_kept_of_both_days(officer: Viewer) -> None:
    row = registered(officer)
    _move(officer, row.key)
    decided(viewer("leader", Role.LEADER))
    step = StageStep.objects.latest("pk")
    kept = list(Decision.objects.order_by("pk").values_list("purpose", "answer", "decided_by"))
    assert kept == [(f"gate/{step.pk}", "yes", "person:officer"), (f"gate/{step.pk}", "yes", "person:leader")]


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize(("over", "lost"), OVER)
def test_nothing_comes_to_stand_in_a_project_that_is_over(officer: Viewer, ask: Asking, over: ProjectStatus, lost: str) -> None:
    leader, row = viewer("leader", Role.LEADER), registered(officer)
    ask(officer, row.key)
    statuses.change(by=officer, project=row.key, to=over, reason="走了", lost=lost, now=NOW)
    events = AuditEvent.objects.count()
    with pytest.raises(ProjectOver):
        decided(leader)
    assert (Approval.objects.latest("pk").decision, AuditEvent.objects.count()) == ("waiting", events)
    decided(leader, is_granted=False)
    assert Approval.objects.latest("pk").decision == "refused"


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize("is_granted", [True, False])
def test_the_project_is_read_for_the_lock_before_what_waits(officer: Viewer, ask: Asking, is_granted: bool) -> None:
    """The test's engine has no locks of rows; their order is that in which whole rows are read."""
    leader, row = viewer("leader", Role.LEADER), registered(officer)
    ask(officer, row.key)
    with CaptureQueriesContext(connection) as told:
        decided(leader, is_granted=is_granted)
    whole = re.compile(r'^SELECT .*"(?:registered_at|recorded_at)".* FROM "(projects_\w+)"')
    tables = [found[1] for each in told.captured_queries if (found := whole.match(each["sql"]))]
    assert (tables[0], tables[1] == "projects_project") == ("projects_project", False)

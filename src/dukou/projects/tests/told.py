"""Made-up offices, people, firms and projects for the tests of promises and task forces. Nothing in it is about anybody real."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dukou.accounts.actions import approvals, task_forces
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.models import Approval, TaskForce
from dukou.accounts.queries import actor_of, viewer_of
from dukou.accounts.tests import cast
from dukou.projects.actions import promises
from dukou.projects.actions.projects import Told, register
from dukou.projects.actions.promises import Promised
from dukou.projects.core.promise_kinds import FairVerdict, Side
from dukou.projects.models import PipelineText, Project, Promise, StageStep

NOW, TODAY = datetime(2024, 7, 8, 2, tzinfo=UTC), date(2024, 7, 8)
OFFICE: Viewer = command_line_viewer("clerk")
STAGES = ("lead", "signed", "production")
PROMISED = Promised(
    Side.DISTRICT,
    "九月底前接通厂区用电",
    written_in="示例投资协议 2024-01 第五条",
    measure="供电验收单",
    made_on=date(2024, 3, 1),
    legal_basis="示例市招商办法第三条",
    authority="invest-office",
    verdict=FairVerdict.NOT_NEEDED,
    verdict_reason="公用基础设施，对所有企业一样",
    owner="power-bureau",
    post="分管副局长",
    due_on=date(2024, 9, 30),
)
OF_FIRM = Promised(
    Side.FIRM,
    "一年内投产",
    written_in="示例投资协议 2024-01 第八条",
    measure="第一批产品出厂",
    made_on=date(2024, 3, 1),
    due_on=date(2024, 6, 30),
)


def pipeline() -> None:
    """Three stages."""
    same: dict[str, Any] = {"gate": "", "within": None, "confirmed": False}
    stages = [same | {"key": key, "name": {"zh": f"虚构{key}", "en": key}, "means": key} for key in STAGES]
    content = {
        "stages": stages,
        "lost": [],
        "overdue": [],
        "rates": [],
        "lights": {"yellow": 1, "red": 30},
        "protected": 90,
        "division": "",
        "profile": "",
        "admission": "",
        "counting": "",
        "source": {"zh": "虚构", "en": "made up"},
    }
    PipelineText.objects.create(content=content, pack="made-up")


def project(key: str = "salt-pans", **more: Any) -> Project:
    """A project that the investment office keeps, with the offices that have to do with it."""
    if not PipelineText.objects.exists():
        pipeline()
    for office in ("invest-office", "power-bureau", "water-bureau"):
        cast.organisation(office)
    told = Told(name=f"虚构项目{key}", firm="示例市虚构盐锅厂", office="invest-office", key=key, on=date(2024, 1, 8))
    return register(by=OFFICE, told=replace(told, **more), is_synthetic=True, now=NOW)


def force(key: str = "salt-force") -> TaskForce:
    """A task force since long ago."""
    found = TaskForce.objects.filter(key=key).first()
    return found or task_forces.set_up(by=cast.CLI, key=key, name="虚构盐业专班", purpose="虚构", from_on=cast.LONG_AGO, now=NOW)


def promise(project: str = "salt-pans", promised: Promised = PROMISED, **more: Any) -> Promise:
    """A promise of the district about power, or another."""
    return promises.make(by=OFFICE, project=project, promised=replace(promised, **more), now=NOW)


def came_to(row: Project, stage: str, on: date) -> None:
    """A step of the project into a stage."""
    StageStep.objects.create(project=row, stage=stage, on=on, state="stands", recorded_at=NOW, recorded_by="cli:clerk")


def viewer(username: str, *roles: Role, at: str = "invest-office") -> Viewer:
    """A person with these roles, as a viewer."""
    return viewer_of(cast.person(username, *roles, at=at), TODAY)


def decided(by: Viewer, *, is_granted: bool, now: datetime = NOW) -> None:
    """The request that waits, decided by a second person."""
    (asked,) = Approval.objects.filter(decision="waiting")
    approvals.decide(by=actor_of(by), approval=asked, is_granted=is_granted, reason="核对过", now=now)

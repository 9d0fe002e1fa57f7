"""A made-up district with a pipeline of six stages, one of them behind a gate, and the people who work on its projects."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from dukou.accounts.actions import approvals
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Approval
from dukou.accounts.queries import actor_of, viewer_of
from dukou.accounts.tests import cast
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.packfiles.reading import read_pack
from dukou.projects.actions import projects
from dukou.projects.models import Project
from dukou.projects.packs.stages import StagesEntry, plain_of

DAY = date(2024, 7, 8)
NOW = datetime(2024, 7, 8, 2, tzinfo=UTC)
CLERK = Actor("cli", "clerk")
STAGES = """
source: {zh: 虚构, en: made up}
stages:
  - {key: lead, name: {zh: 线索, en: lead}, means: lead, within: 3}
  - {key: talks, name: {zh: 洽谈, en: talks}, means: contact, within: 30}
  - {key: signed, name: {zh: 签约, en: signed}, means: signed, gate: sign, confirmed: true}
  - {key: building, name: {zh: 建设, en: construction}, means: building, within: 100}
  - {key: production, name: {zh: 投产, en: production}, means: production, confirmed: true}
  - {key: review, name: {zh: 评估, en: review}, means: review}
lost:
  - {key: land, name: {zh: 没有土地, en: no land}}
overdue:
  - {key: not-started, name: {zh: 签约未开工, en: signed but not begun}, after: signed, before: building, days: 90}
rates:
  - {key: producing, name: {zh: 签约投产率, en: signed to production}, of: signed, to: production}
lights: {yellow: 1, red: 30}
protected: 90
"""
FILES = {
    "pack.yaml": "name: {zh: 虚构区, en: made-up district}\n",
    "departments.yaml": """
departments:
  - {key: office, name: {zh: 虚构办, en: made-up office}}
  - {key: other, name: {zh: 虚构局, en: made-up bureau}}
""",
    "facts.yaml": """
facts:
  - key: project.has-opinion
    name: {zh: 有法律意见, en: has a legal opinion}
    holds: truth
    holder: {zh: 虚构局, en: made-up bureau}
    ground: {zh: 虚构, en: made up}
    visibility: internal
""",
    "rules/sign.yaml": """
book: sign
version: "1"
name: {zh: 虚构关口, en: made-up gate}
subject: project
from: 2020-01-01
source: {title: {zh: 虚构规则, en: made-up rules}, seen: example}
facts: {has_opinion: project.has-opinion}
requires:
  - {clause: 一, text: {zh: 有法律意见, en: has a legal opinion}, test: has_opinion}
""",
    "stages.yaml": STAGES,
}


def write(folder: Path, **changes: str) -> Path:
    """The pack in a folder; `stages=…` replaces a file."""
    root = folder / "made-up"
    for name, text in (FILES | {f"{name}.yaml": text for name, text in changes.items()}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def faults(folder: Path, **changes: str) -> list[str]:
    """What is wrong with the pack."""
    return [str(fault) for fault in read_pack(write(folder, **changes)).faults]


def load(folder: Path, **changes: str) -> None:
    """Write the pack and load it."""
    assert faults(folder, **changes) == []
    load_pack(by=CLERK, path=write(folder, **changes), now=NOW, reason="虚构")


def viewer(name: str, role: Role, at: str = "office") -> Viewer:
    """Somebody with a role."""
    return viewer_of(cast.person(name, role, at=at), DAY)


def registered(by: Viewer, name: str = "虚构项目", *, on: date = date(2024, 1, 2), firm: str = "", **more: Any) -> Project:
    """A made-up project of a made-up investor of its own."""
    told = projects.Told(name=name, firm=firm or f"{name}投资方", office="office", on=on, **more)
    return projects.register(by=by, told=told, is_synthetic=True, now=NOW)


def decided(by: Viewer, *, is_granted: bool = True, now: datetime = NOW) -> Approval:
    """The newest request, decided by somebody."""
    return approvals.decide(by=actor_of(by), approval=Approval.objects.latest("pk"), is_granted=is_granted, reason="看过", now=now)


def plain_pipeline(without_gates: bool = True) -> dict[str, Any]:
    """The pipeline as it is stored, for a district made without this pack; gates are left out, for its books are not there."""
    told = plain_of(StagesEntry.model_validate(yaml.safe_load(STAGES)))
    return told | {"stages": [stage | {"gate": ""} for stage in told["stages"]]} if without_gates else told

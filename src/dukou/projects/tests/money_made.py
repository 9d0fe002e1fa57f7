"""A made-up district with a pipeline, the example books, and made-up projects. Nothing in it is about anybody real."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from dukou.accounts.actions import approvals
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Approval
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.packfiles.reading import read_pack
from dukou.projects.actions import proofs, sums
from dukou.projects.actions.projects import Told, register
from dukou.projects.actions.proofs import Paper
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyPaper, MoneyStatement, Project

NOW = datetime(2024, 7, 8, 2, tzinfo=UTC)
DAY = date(2024, 7, 8)
EARLY = date(2024, 6, 30)
WAN = 1_000_000  # fen
KEEPER = Viewer("person:keeper", permissions=frozenset({Permission.KEEP_PROJECTS, Permission.SEE_PROJECTS}), person_id=1)
SECOND = Actor("cli", "second")
SHIPPED = Path(__file__).parents[4] / "packs" / "dadukou"
BOOKS = ("example-site-standard", "example-investment-counting", "example-gate-signed", "example-gate-production")


def load(folder: Path) -> None:
    """A district that has the stages, facts and example books of the shipped one, and two made-up offices."""
    (folder / "rules").mkdir()
    (folder / "pack.yaml").write_text("name: {zh: 虚构区, en: made-up district}\n", encoding="utf-8")
    offices = ["{key: office, name: {zh: 虚构办, en: made-up office}}", "{key: other, name: {zh: 虚构局, en: made-up bureau}}"]
    (folder / "departments.yaml").write_text("departments:\n" + "".join(f"  - {each}\n" for each in offices), encoding="utf-8")
    for name in ("facts.yaml", "stages.yaml", *(f"rules/{book}.yaml" for book in BOOKS)):
        shutil.copy(SHIPPED / name, folder / name)
    stages = (folder / "stages.yaml").read_text(encoding="utf-8")  # without the clocks of leads: nothing here is about them
    (folder / "stages.yaml").write_text(stages.replace("profile: lead-draft\n", ""), encoding="utf-8")
    assert [str(fault) for fault in read_pack(folder).faults] == []
    load_pack(by=Actor("cli", "tests"), path=folder, now=NOW)


def project(name: str = "虚构一号项目", key: str = "made-1", *, by: Viewer = KEEPER, office: str = "office") -> Project:
    """A project of a made-up investor."""
    return register(by=by, told=Told(name=name, firm=f"示例市虚构{key}厂", office=office, key=key, on=EARLY), now=NOW, is_synthetic=True)


def tell(rung: Rung, wan: int, *, key: str = "made-1", as_of: date = EARLY, reason: str = "", by: Viewer = KEEPER) -> MoneyStatement:
    """A total in 万元."""
    return sums.state(by=by, project=key, rung=rung, amount=wan * WAN, as_of=as_of, said_by="虚构办", reason=reason, now=NOW)


def prove(
    rung: Rung, kind: PaperKind, number: str, wan: int, *, key: str = "made-1", issuer: str = "虚构局", by: Viewer = KEEPER
) -> MoneyPaper:
    """A paper for so many 万元."""
    return proofs.add(by=by, project=key, rung=rung, paper=Paper(kind, issuer, number, EARLY, wan * WAN), now=NOW)


def decide_all(*, is_granted: bool = True) -> None:
    """A second person decides on everything that waits, in the order in which it was asked."""
    for each in Approval.objects.filter(decision="waiting").order_by("pk"):
        approvals.decide(by=SECOND, approval=each, is_granted=is_granted, reason="核对过", now=NOW)

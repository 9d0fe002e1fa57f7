"""What the stories of the demo do again and again: register, judge, move, state, agree. Each is told so many days ago."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from dukou.accounts.actions import approvals
from dukou.accounts.core.demo import OFFICE
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.approvals import approvals_waiting_for
from dukou.projects.actions import dates, leads, project_facts, projects, proofs, stages, sums
from dukou.projects.actions.project_facts import Stated
from dukou.projects.actions.proofs import Paper
from dukou.projects.core.kinds import Meaning
from dukou.projects.core.ladders import PaperKind, takes_two
from dukou.projects.core.leads import Verdict
from dukou.projects.core.replays import Rung
from dukou.projects.queries.stated import statable

if TYPE_CHECKING:
    from dukou.enterprises.queries.own import FirmNamed
    from dukou.projects.actions.seeds import Stage

MADE_UP = "（合成）"
WAN = 1_000_000  # fen
_INVESTOR = "合成投资方"
SOURCE, AGREED = f"{MADE_UP}材料，仅供演示", f"{MADE_UP}材料已核对"
_ACTS = (stages.ACT, dates.ACT, sums.ACT, proofs.ACT)
_LATER = 16  # the hour at which a second person answers


def registered(stage: Stage, firm: FirmNamed, ago: int, name: str, about: str, **more: Any) -> str:
    """Register a project of a made-up firm as a lead, and judge it worth pursuing on the next day; its key."""
    told: dict[str, Any] = {"office": OFFICE.key, "on": stage.on(ago), "name": f"{name}{MADE_UP}", "about": f"{MADE_UP}{about}"}
    told |= {"firm": firm.name, "enterprise": firm.key} | more
    row = projects.register(by=stage.officer, told=projects.Told(**told), is_synthetic=True, now=stage.day(ago, 9))
    judged(stage, row.key, max(ago - 1, 0))
    return row.key


def judged(stage: Stage, key: str, ago: int) -> None:
    """Worth pursuing."""
    leads.judge(by=stage.officer, project=key, verdict=Verdict.PURSUE, words=f"{MADE_UP}与本区产业链相关，值得跟进", now=stage.day(ago, 15))


def talked(stage: Stage, key: str, since: int) -> None:
    """In contact a week after it was registered, a report in time, and an intent on the twentieth day."""
    moved(stage, key, {Meaning.CONTACT: since - 7})
    ago = since - 10
    projects.report(by=stage.officer, project=key, words=f"{MADE_UP}双方互访一次", on=stage.on(ago), now=stage.day(ago))
    moved(stage, key, {Meaning.INTENT: since - 20})


def moved(stage: Stage, key: str, ways: Mapping[Meaning, int], reason: str = "", *, is_bypass: bool = False) -> None:
    """Through these stages, each so many days ago; the leader confirms on the same day what takes two."""
    for means, ago in ways.items():
        stages.move(
            by=stage.officer,
            project=key,
            to=stage.stage(means),
            on=stage.on(ago),
            reason=reason,
            is_bypass=is_bypass,
            now=stage.day(ago, 11),
        )
        agreed(stage, ago)


def agreed(stage: Stage, ago: int) -> None:
    """The leader agrees to everything that the officer asked for in these stories."""
    waiting = approvals_waiting_for(stage.leader).filter(act__in=_ACTS, asked_by=stage.officer.key)
    for each in waiting:
        by, moment = actor_of(stage.leader), stage.day(ago, _LATER)
        approvals.decide(by=by, approval=each, is_granted=True, reason=AGREED, viewer=stage.leader, now=moment)


def announced(stage: Stage, key: str, means: Meaning, day: date, ago: int, reason: str = "") -> None:
    """A day for a stage; a later one is agreed to on the same day."""
    dates.announce(
        by=stage.officer,
        project=key,
        stage=stage.stage(means),
        day=day,
        said_by=_INVESTOR,
        reason=reason and f"{MADE_UP}{reason}",
        now=stage.day(ago, 12),
    )
    agreed(stage, ago)


def stated(stage: Stage, key: str, ago: int, facts: Mapping[str, object], *, is_plan: bool = False) -> None:
    """Facts of a project, as far as the pack declares them; truths are never plans."""
    for name, value in facts.items():
        if statable(name) is None:
            continue
        told = Stated(name, value, stage.on(ago), SOURCE, is_plan and not isinstance(value, bool))
        project_facts.state(by=stage.officer, project=key, told=told, now=stage.day(ago, 9))


def told(stage: Stage, key: str, ago: int, rung: Rung, wan: int, *papers: tuple[PaperKind, int]) -> None:
    """A total in 万元 and the papers that prove some of it, each agreed to where it takes two."""
    sums.state(by=stage.officer, project=key, rung=rung, amount=wan * WAN, as_of=stage.on(ago), said_by=_INVESTOR, now=stage.day(ago, 9))
    for number, (kind, proved) in enumerate(papers, 1):
        paper = Paper(kind, f"{MADE_UP}出具单位", f"合成-{key}-{rung.value}-{number}", stage.on(ago), proved * WAN)
        proofs.add(by=stage.officer, project=key, rung=rung, paper=paper, now=stage.day(ago, 10))
    if takes_two(rung):
        agreed(stage, ago)

"""The demo's projects that went through the gates: one signed, one building and late, one in production, one at full capacity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dukou.projects.actions import admissions, forecasts, paths, statuses
from dukou.projects.actions._around_stories import housed, promised, worked_on
from dukou.projects.actions._playing import MADE_UP, announced, moved, registered, stated, talked, told
from dukou.projects.core.kinds import Meaning, ProjectStatus
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.queries.paths import way_of
from dukou.projects.queries.visibility import project_of

if TYPE_CHECKING:
    from dukou.projects.actions.seeds import Stage

_NOTHING_OPEN: dict[str, object] = {
    "project.has-missed-energy-limit": False,
    "project.has-open-environment-issue": False,
    "project.has-open-safety-issue": False,
}
_SIGNING: dict[str, object] = {"project.has-legal-opinion": True, "project.may-start-this-year": True}
_PRODUCING: dict[str, object] = {
    "project.has-completion-acceptance": True,
    "project.uses-power": True,
    "project.has-insured-staff": True,
    "project.has-sales": True,
}
_PLAN: dict[str, object] = {
    "project.industry-group": "新材料",
    "project.land": "50亩",
    "project.fixed-investment": "9000万元",
    "project.yearly-output": "20000万元",
    "project.yearly-tax": "500万元",
    "project.research-spending": "600万元",
}
_CAME_ABOUT: dict[str, object] = {
    "project.industry-group": "新材料",
    "project.land": "50亩",
    "project.yearly-output": "18000万元",
    "project.yearly-tax": "450万元",
    "project.research-spending": "500万元",
}
_BEGUN, _DONE = f"{MADE_UP}已开始", f"{MADE_UP}已办结"
_WORKS: dict[str, tuple[int, int | None]] = {
    "energy": (186, 178),
    "power-relocation": (186, 126),
    "refit": (139, None),
    "equipment-order": (130, None),
    "hiring": (40, None),
}
_PERMITS = ("contract", "company", "filing", "design", "planning", "fire-review", "eia-report", "eia", "building-permit")


def _signed(stage: Stage) -> None:
    """Signed with everything that the gate asks for."""
    key = registered(stage, stage.firms[5], 130, "新建生产线项目", "租地五十亩，建两条生产线。")
    talked(stage, key, 130)
    _through_the_gate(stage, key, 30, 12_000)
    announced(stage, key, Meaning.BUILDING, stage.on(-45), 28)


def _building(stage: Stage) -> None:
    """In works, its day of production moved twice; promises of both sides, premises, a path, a task force: everything around a project."""
    more = {"task_force": stage.force, "path": stage.path}
    key = registered(stage, stage.own, 300, "旧厂房改造扩产项目", "改造旧厂房，新上一条装配线。", **more)
    talked(stage, key, 300)
    _through_the_gate(stage, key, 230, 8_000)
    announced(stage, key, Meaning.PRODUCTION, stage.on(10), 228)
    housed(stage, key)
    moved(stage, key, {Meaning.REGISTERED: 220, Meaning.APPROVALS: 210, Meaning.BUILDING: 140})
    announced(stage, key, Meaning.PRODUCTION, stage.on(-25), 90, "线路迁改晚了一个月")
    announced(stage, key, Meaning.PRODUCTION, stage.on(-60), 24, "设备到货推迟")
    statuses.change(by=stage.officer, project=key, to=ProjectStatus.DELAYED, reason=f"{MADE_UP}投产日期两次推迟", now=stage.day(24, 17))
    promised(stage, key)
    _on_the_path(stage, key, 225, 10, _WORKS)
    worked_on(stage, key)


def _in_production(stage: Stage) -> None:
    """Produces since two months, with papers for its money; the same table was asked again by what came about."""
    key = registered(stage, stage.firms[6], 380, "自动化生产线项目", "建成一条自动化生产线。", path=stage.path)
    talked(stage, key, 380)
    _through_the_gate(stage, key, 340, 15_000)
    announced(stage, key, Meaning.PRODUCTION, stage.on(62), 339)
    moved(stage, key, {Meaning.REGISTERED: 330, Meaning.APPROVALS: 320, Meaning.BUILDING: 270})
    _on_the_path(stage, key, 335, 200, {})
    moved(stage, key, {Meaning.COMMISSIONING: 120})
    _came_to_its_end(stage, key, 198, 60)
    _produces(stage, key, 60, 9_000)
    admissions.judge(by=stage.officer, project=key, now=stage.day(20))


def _at_full_capacity(stage: Stage) -> None:
    """At full capacity since a month, with its output told."""
    key = registered(stage, stage.firms[7], 500, "扩建项目", "扩建两条包装线。")
    talked(stage, key, 500)
    _through_the_gate(stage, key, 450, 10_000)
    moved(stage, key, {Meaning.REGISTERED: 440, Meaning.APPROVALS: 430, Meaning.BUILDING: 390, Meaning.COMMISSIONING: 250})
    _produces(stage, key, 200, 8_000)
    told(stage, key, 32, Rung.OUTPUT, 16_000, (PaperKind.RETURN, 16_000))
    moved(stage, key, {Meaning.FULL_CAPACITY: 30})


def _through_the_gate(stage: Stage, key: str, ago: int, wan: int) -> None:
    """Facts, the contract and its legal opinion, admission, and then the gate to the signing."""
    stated(stage, key, ago + 8, _PLAN | _NOTHING_OPEN, is_plan=True)
    admissions.judge(by=stage.officer, project=key, now=stage.day(ago + 7))
    told(stage, key, ago + 2, Rung.CONTRACT, wan, (PaperKind.CONTRACT, wan))
    stated(stage, key, ago + 1, _SIGNING)
    moved(stage, key, {Meaning.SIGNED: ago})


def _produces(stage: Stage, key: str, ago: int, wan: int) -> None:
    """Money with its papers, the traces that the gate asks for, production, and what came about since."""
    told(stage, key, ago + 40, Rung.IN_PLACE, wan - 1_000, (PaperKind.CAPITAL_PROOF, 3_000), (PaperKind.BANK_SLIP, 2_000))
    told(stage, key, ago + 20, Rung.FIXED_ASSETS, wan, (PaperKind.SETTLEMENT, 4_000), (PaperKind.EQUIPMENT_INVOICE, 2_500))
    stated(stage, key, ago + 2, _PRODUCING)
    moved(stage, key, {Meaning.PRODUCTION: ago})
    stated(stage, key, ago - 30, _CAME_ABOUT)


def _on_the_path(stage: Stage, key: str, first: int, foretold: int, more: Mapping[str, tuple[int, int | None]]) -> None:
    """The permits of the path, one after another, what is under way besides (`more`: days since it began and was done), and a forecast."""
    if not stage.path:
        return
    told: dict[str, tuple[int, int | None]] = {task: (first - 9 * place, first - 9 * place - 8) for place, task in enumerate(_PERMITS)}
    told.update(more)
    for task in way_of(project_of(stage.officer, key)).whole.places:
        if task in told:
            _noted(stage, key, task, *told[task])
    forecasts.make(by=stage.officer, project=key, plan=stage.on(-60), now=stage.day(foretold))


def _came_to_its_end(stage: Stage, key: str, since: int, until: int) -> None:
    """What was left of the path, one task after another, the last on the day of production."""
    if not stage.path:
        return
    way = way_of(project_of(stage.officer, key))
    left = [way.whole.tasks[at].key for at in way.whole.order if way.whole.tasks[at].key not in way.stands]
    step = (since - until) // len(left)
    for place, task in enumerate(reversed(left)):
        _noted(stage, key, task, until + step * (place + 1), until + step * place)


def _noted(stage: Stage, key: str, task: str, begun: int, done: int | None) -> None:
    at = begun if done is None else done
    ended, words = (None, _BEGUN) if done is None else (stage.on(done), _DONE)
    paths.note(by=stage.officer, project=key, task=task, begun_on=stage.on(begun), done_on=ended, words=words, now=stage.day(at, 18))


STORIES: tuple[Callable[[Stage], None], ...] = (_signed, _building, _in_production, _at_full_capacity)

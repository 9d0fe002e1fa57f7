"""The stories of the demo: each files one made-up application and brings it to a stage."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from dukou.affairs.actions import answers, applications, intake, joint_days, materials, parts
from dukou.affairs.actions._judging import Asking
from dukou.affairs.actions._papers import Brought
from dukou.affairs.actions.joint_days import Seen
from dukou.affairs.core.joint_days import Slot
from dukou.affairs.core.kinds import FilingChannel, Half, Join
from dukou.affairs.models import Application
from dukou.kit.files import Coming

if TYPE_CHECKING:
    from dukou.affairs.actions.seeds import Stage

AFFAIRS = ("joint-connection", "start-up")
_PDF = b"%PDF-1.4\n% made up for a demonstration\n"
_PLACE = "示例园区虚构路 1 号"
_SITE: dict[str, object] = {
    "firm_name": "（合成数据）示例企业",
    "credit_code": "91500104MA00000000",
    "legal_representative": "演示甲",
    "agent_name": "演示乙",
    "agent_id": "500104000000000000",
    "agent_phone": "023-00000000",
    "site_address": _PLACE,
    "site_division": "500104",
    "site_use": "factory",
    "changes_plan": "no",
    "digs_road": "no",
    "uses_green": "no",
}
_POWER: dict[str, object] = {"power_kva": 315, "voltage": "low", "load_grade": "third", "power_term": "permanent"}
_WATER: dict[str, object] = {"water_m3_day": 12.5, "pipe_dn": "dn100", "needs_fire_water": "no"}
_GAS: dict[str, object] = {"gas_m3_hour": 20, "gas_pressure": "low", "gas_use": "production"}


def _paper() -> Brought:
    return Brought(Coming("演示材料.pdf", len(_PDF), BytesIO(_PDF)))


def _filed(stage: Stage, place: int, ago: int, matters: tuple[str, ...], *without: str, **more: object) -> Application:
    """A joint connection, filed at the counter; `without`: materials that are not brought."""
    wanted = [key for key in ("identity", "property", "site-plan", "equipment") if key not in without]
    if "power" not in matters and "equipment" in wanted:
        wanted.remove("equipment")
    told = {"power": _POWER, "water": _WATER, "gas": _GAS}
    answered: dict[str, object] = dict(_SITE)
    for matter in matters:
        answered |= told.get(matter, {})
    asking = Asking(
        slug="joint-connection",
        chosen={matter: [] for matter in matters},
        answers=answered | more,
        firm=stage.firms[place],
        brought={key: _paper() for key in wanted},
    )
    return applications.file(by=stage.window, asking=asking, channel=FilingChannel.COUNTER, now=stage.day(ago))


def _part(made: Application, matter: str) -> int:
    return int(made.parts.get(matter=matter).pk)


def _surveyed(stage: Stage, made: Application, ago: int, *absent: str) -> None:
    """The joint survey was held; everybody but `absent` came."""
    slot = Slot(stage.on(ago), Half.MORNING)
    joint_days.arrange(by=stage.window, number=made.pk, join=Join.SURVEY, place=_PLACE, slot=slot, now=stage.day(ago + 1, 2))
    joint = made.joint_days.get(join=Join.SURVEY.value)
    seen = {seat.part_id: Seen(True, "现场具备条件") for seat in joint.seats.select_related("part") if seat.part.matter not in absent}
    joint_days.hold(by=stage.window, number=made.pk, join=Join.SURVEY, seen=seen, now=stage.day(ago, 1))


def _said(stage: Stage, made: Application, ago: int, **fees: int) -> None:
    """The units said what it costs."""
    for matter, fee in fees.items():
        words: dict[str, Any] = {
            "is_feasible": True,
            "text": "就近接入，内线由企业施工",
            "fee_fen": fee,
            "fee_basis": "按工程量清单（演示）",
        }
        parts.answer(by=stage.units, part=_part(made, matter), now=stage.day(ago, 2), **words)


def _to_be_taken_in(stage: Stage) -> None:
    _filed(stage, 0, 1, ("power", "water"))


def _noticed(stage: Stage) -> None:
    made = _filed(stage, 1, 3, ("power", "gas"), "property")
    intake.notify(by=stage.window, number=made.pk, materials=["property"], words="请补产权或用地证明", now=stage.day(2))


def _waits_for_drawings(stage: Stage) -> None:
    made = _filed(stage, 2, 6, ("power", "water"))
    intake.accept(by=stage.window, number=made.pk, now=stage.day(6, 1))
    _surveyed(stage, made, 4, "water")
    for matter in ("power", "water"):
        parts.enter_stage(by=stage.units, part=_part(made, matter), stage="design-review", now=stage.day(3, 2))


def _answered(stage: Stage) -> None:
    made = _filed(stage, 3, 7, ("power", "water", "gas"))
    intake.accept(by=stage.window, number=made.pk, now=stage.day(7, 1))
    _surveyed(stage, made, 5)
    _said(stage, made, 4, power=2_400_000, water=850_000, gas=1_260_000)
    answers.give(by=stage.window, number=made.pk, words="三家意见一次答复", now=stage.day(3))


def _done(stage: Stage) -> None:
    made = _filed(stage, 4, 16, ("power", "water"))
    intake.accept(by=stage.window, number=made.pk, now=stage.day(16, 1))
    _surveyed(stage, made, 14)
    _said(stage, made, 13, power=1_800_000, water=620_000)
    answers.give(by=stage.window, number=made.pk, now=stage.day(12))
    answers.agree(by=stage.window, number=made.pk, now=stage.day(11))
    for matter in ("power", "water"):
        parts.enter_stage(by=stage.units, part=_part(made, matter), stage="works", now=stage.day(10))
    slot = Slot(stage.on(3), Half.AFTERNOON)
    joint_days.arrange(by=stage.window, number=made.pk, join=Join.ACCEPTANCE, place=_PLACE, slot=slot, now=stage.day(5))
    seen = {part.pk: Seen(True, "合格") for part in made.parts.all()}
    joint_days.hold(by=stage.window, number=made.pk, join=Join.ACCEPTANCE, seen=seen, now=stage.day(3, 3))


def _comes_later(stage: Stage) -> None:
    made = _filed(stage, 5, 4, ("power",), "equipment")
    materials.tolerate(by=stage.window, number=made.pk, material="equipment", reason="设备清单下周定稿（演示）", now=stage.day(4, 1))
    intake.accept(by=stage.window, number=made.pk, now=stage.day(4, 2))


STORIES: tuple[Callable[[Stage], None], ...] = (_to_be_taken_in, _noticed, _waits_for_drawings, _answered, _done, _comes_later)

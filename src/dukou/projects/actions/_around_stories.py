"""What stands around the demo's project that is being built: premises, promises of both sides, the list of a week, a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from dukou.accounts.core.demo import OFFICE
from dukou.projects.actions import premises, promises, visit_notes, week_items
from dukou.projects.actions._playing import MADE_UP
from dukou.projects.actions.premises import Needed, Offered
from dukou.projects.actions.promises import Promised
from dukou.projects.core.kinds import Meaning
from dukou.projects.core.premises import LETTING, PremiseKind
from dukou.projects.core.promise_kinds import FairVerdict, Side

if TYPE_CHECKING:
    from dukou.projects.actions.seeds import Stage

_HALLS = (  # key, name, m², fen per m² and month, kVA
    ("synthetic-hall-1", "一号标准厂房", 6_000, 1_400, 1_250),
    ("synthetic-hall-2", "二号标准厂房", 4_200, 1_300, 800),
    ("synthetic-hall-3", "三号旧厂房", 9_500, 900, None),
)
_WRITTEN = f"{MADE_UP}投资合同第八条"


def housed(stage: Stage, key: str) -> None:
    """Halls on offer; one is let to the project, three months of its rent let off, which is a promise that was kept."""
    at = stage.day(226)
    for hall, name, area, rent, power in _HALLS:
        offered = Offered(
            hall,
            PremiseKind.PLANT,
            f"{name}{MADE_UP}",
            Decimal(area),
            f"{MADE_UP}示例路",
            rent,
            power,
            owner_text=f"{MADE_UP}园区公司",
        )
        premises.offer(by=stage.officer, told=offered, is_synthetic=True, now=at)
    need = Needed(PremiseKind.PLANT, Decimal(5_000), Decimal(8_000), 1_000, 1_500, stage.on(200))
    premises.state_need(by=stage.officer, project=key, told=need, now=at)
    letting = premises.let(
        by=stage.officer,
        project=key,
        premise=_HALLS[0][0],
        from_on=stage.on(215),
        rent_fen=_HALLS[0][3],
        concession=f"{MADE_UP}前三个月免收租金",
        concession_months=3,
        now=stage.day(224),
    )
    told = replace(_by_district(stage, "前三个月免收厂房租金", "三个月的免租通知", due=125), origin=f"{LETTING}{letting.pk}")
    free = promises.make(by=stage.officer, project=key, promised=told, now=stage.day(224, 14))
    promises.keep(by=stage.officer, number=free.pk, on=stage.on(126), evidence=f"{MADE_UP}免租通知 3 份", now=stage.day(126))


def promised(stage: Stage, key: str) -> None:
    """Of the district one kept and one late; of the firm one broken and one that waits for production."""
    line = _by_district(stage, "协调迁改厂区上方的高压线路", "线路改走管廊并送电", due=120)
    gas = _by_district(stage, "接通厂区燃气", "通气点火", due=12)
    machines = Promised(Side.FIRM, f"{MADE_UP}主要设备到场", _WRITTEN, f"{MADE_UP}设备到场清单", stage.on(229), due_on=stage.on(70))
    staff = Promised(
        Side.FIRM,
        f"{MADE_UP}招用本地职工 80 人",
        _WRITTEN,
        f"{MADE_UP}参保名单",
        stage.on(229),
        trigger=stage.stage(Meaning.PRODUCTION),
        within=180,
    )
    kept, _, broken, _ = (
        promises.make(by=stage.officer, project=key, promised=each, now=stage.day(229, 14)).pk for each in (line, gas, machines, staff)
    )
    promises.keep(by=stage.officer, number=kept, on=stage.on(125), evidence=f"{MADE_UP}送电单 1 号", now=stage.day(124))
    promises.tell_broken(by=stage.officer, number=broken, on=stage.on(60), reason=f"{MADE_UP}设备只到了三成", now=stage.day(59))


def worked_on(stage: Stage, key: str) -> None:
    """A visit two weeks ago, and what came of it on the week lists: one thing done, one carried over, one new."""
    visit_notes.note(
        by=stage.officer,
        project=key,
        office=OFFICE.key,
        on=stage.on(15),
        text=f"{MADE_UP}燃气还没有接通；设备改为分两批到货。",
        people_met=f"{MADE_UP}厂方代表",
        now=stage.day(15, 17),
    )
    done, _, _ = (
        week_items.add(
            by=stage.officer,
            project=key,
            text=f"{MADE_UP}{text}",
            owner=OFFICE.key,
            due_on=stage.on(ago) + timedelta(days=5),
            now=stage.day(ago),
        ).pk
        for text, ago in (("约燃气单位到现场", 14), ("催办燃气接入", 8), ("核对设备到货单", 0))
    )
    week_items.finish(by=stage.officer, number=done, on=stage.on(10), result=f"{MADE_UP}已到现场，定了路由", now=stage.day(10))


def _by_district(stage: Stage, text: str, measure: str, *, due: int) -> Promised:
    return Promised(
        Side.DISTRICT,
        f"{MADE_UP}{text}",
        _WRITTEN,
        f"{MADE_UP}{measure}",
        stage.on(229),
        legal_basis=f"{MADE_UP}投资合同，依法签订",
        authority=OFFICE.key,
        verdict=FairVerdict.PASSED,
        owner=OFFICE.key,
        post=f"项目服务岗{MADE_UP}",
        due_on=stage.on(due),
    )

"""Objections to a dispatch: inside the window, with reason, basis and a proposed unit; ruled once, then final.

Meanwhile the first receiver stays responsible (首接负责). What unclear duty costs is counted by unit: the ping-pong index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dukou.casework.core.clocks import local, shown
from dukou.casework.core.states import Ruling
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.rates import Rate
from dukou.kit.core.refusals import Refusal

_NOT_TAKEN = Label("异议没有提出", "the objection was not made")
_NOT_RULED = Label("没有裁定", "nothing was ruled")


class ObjectionLacks(Refusal):
    """An objection says why, on which ground, and whose matter it is instead."""

    code = "appeals.objection_lacks"
    what = _NOT_TAKEN
    why = Label("没有写：{missing}", "it lacks {missing}")
    cure = Label("补全后再提", "fill them in")


class ObjectionNotYours(Refusal):
    """Only the unit that a matter was dispatched to objects."""

    code = "appeals.objection_not_yours"
    status = 403
    what = _NOT_TAKEN
    why = Label("这一件派给了 {unit}", "it was dispatched to {unit}")
    cure = Label("由 {unit} 提出", "{unit} may object")


class ObjectionProposesItself(Refusal):
    """Who objects proposes another unit."""

    code = "appeals.objection_proposes_itself"
    what = _NOT_TAKEN
    why = Label("建议的承办单位就是提出异议的单位", "the proposed unit is the one that objects")
    cure = Label("写另一个单位；不知道该归谁的，请提会商", "name another unit; ask for a meeting where it is not known whose matter it is")


class ObjectionTooLate(Refusal):
    """The window has closed."""

    code = "appeals.objection_too_late"
    status = 409
    what = _NOT_TAKEN
    why = Label("异议期已在 {until} 结束", "the window for objections closed at {until}")
    cure = Label("照常办理；需要别的单位参加的，请提会商", "handle it; ask for a meeting where other units are needed")


class ObjectionWaits(Refusal):
    """One objection at a time."""

    code = "appeals.objection_waits"
    status = 409
    what = _NOT_TAKEN
    why = Label("这一件的异议正在等待裁定", "an objection to this dispatch waits for its ruling")
    cure = Label("等裁定", "wait for it")


class ObjectionRuledAlready(Refusal):
    """What was ruled is final."""

    code = "appeals.objection_ruled_already"
    status = 409
    what = _NOT_TAKEN
    why = Label("{on} 已经裁定由 {unit} 办理", "on {on} it was ruled that {unit} handles it")
    cure = Label("裁定是最终的：照裁定办理", "the ruling is final: follow it")


class RulingNamesNoOther(Refusal):
    """An upheld objection moves the matter to another unit."""

    code = "appeals.ruling_names_no_other"
    what = _NOT_RULED
    why = Label("同意异议，就要写由哪个别的单位办理", "who upholds an objection names the other unit that handles the matter")
    cure = Label("选承办单位；没有别的单位可办的，请不同意异议", "name the unit, or refuse the objection where there is no other")


class RulingByParty(Refusal):
    """Nobody rules in his own unit's cause."""

    code = "appeals.ruling_by_party"
    status = 403
    what = _NOT_RULED
    why = Label("{unit} 是这件异议的当事单位", "{unit} is a party to this objection")
    cure = Label("由不是当事单位的窗口或主管单位裁定", "let a window or an office rule that is no party")


@dataclass(frozen=True, slots=True)
class Dispatched:
    """A dispatch to a unit, and the first moment at which it is too late to object."""

    unit: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Objection:
    """What a unit says against a dispatch."""

    unit: str
    reason: str
    basis: str
    proposed_unit: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """An earlier objection in the case. `unit`: whose matter it is since; `is_final`: for all units, not only for the one that objected."""

    objector: str
    ruling: Ruling
    unit: str
    at: datetime | None = None
    is_final: bool = True


def check_objection(objection: Objection, dispatched: Dispatched, earlier: Sequence[Ruled], now: datetime) -> None:
    """Refuse an objection that is not complete, not the unit's, too late, or ruled already."""
    if objection.unit != dispatched.unit:
        raise ObjectionNotYours(unit=dispatched.unit)
    for each in earlier:
        if each.ruling is Ruling.WAITING:
            raise ObjectionWaits()
        if each.ruling is Ruling.MOOT:  # nothing was ruled
            continue
        if each.is_final or each.objector == objection.unit:
            raise ObjectionRuledAlready(on=local(each.at).date() if each.at else "—", unit=each.unit)
    if now >= dispatched.until:
        raise ObjectionTooLate(until=shown(dispatched.until))
    missing = [label for text, label in zip(_said(objection), _PARTS, strict=True) if not text.strip()]
    if missing:
        raise ObjectionLacks(missing=joined(missing, zh="、", en=", "))
    if objection.proposed_unit == objection.unit:
        raise ObjectionProposesItself()


def check_ruling(objection: Objection, ruling: Ruling, unit: str, ruler_unit: str) -> None:
    """Refuse a ruling by a party, or one that upholds without naming another unit. `unit`: whose matter it is to be."""
    if ruler_unit in (objection.unit, objection.proposed_unit):
        raise RulingByParty(unit=ruler_unit)
    if ruling is Ruling.GRANTED and unit.strip() in ("", objection.unit):
        raise RulingNamesNoOther()


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """One dispatch of a case to a unit to lead or answer, and what became of it. `ruling`: on its objection, None: there was none."""

    case: str
    unit: str
    was_returned: bool = False
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True)
class PingPong:
    """How matters go to and fro with one unit. `handovers`: further dispatches a case, over the `cases` in which it had a part."""

    returned: Rate
    upheld: Rate
    handovers: float
    cases: int


def ping_pong(rows: Iterable[DispatchRow]) -> dict[str, PingPong]:
    """By unit: dispatches returned of all, objections upheld of those ruled, and the mean number of hand-overs of its cases."""
    dispatches, of_unit = Counter[str](), dict[str, list[DispatchRow]]()
    for row in rows:
        dispatches[row.case] += 1
        of_unit.setdefault(row.unit, []).append(row)
    return {unit: _ping_pong(own, dispatches) for unit, own in sorted(of_unit.items())}


def _ping_pong(own: Sequence[DispatchRow], dispatches: Mapping[str, int]) -> PingPong:
    ruled = [row.ruling for row in own if row.ruling in (Ruling.GRANTED, Ruling.REFUSED)]
    cases = {row.case for row in own}
    return PingPong(
        Rate(sum(row.was_returned for row in own), len(own)),
        Rate(ruled.count(Ruling.GRANTED), len(ruled)),
        sum(dispatches[case] for case in cases) / len(cases) - 1,
        len(cases),
    )


def _said(objection: Objection) -> tuple[str, str, str]:
    return objection.reason, objection.basis, objection.proposed_unit


_PARTS = (Label("理由", "the reason"), Label("依据", "the ground"), Label("建议的承办单位", "the proposed unit"))

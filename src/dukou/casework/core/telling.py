"""What was changed in a case, in words: the plain values of its events read back. `legs`, `units`, `clocks`, `grades` name the keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dukou.casework.core.ledgers import Holder
from dukou.casework.core.profiles import LegRole, Rung
from dukou.casework.core.states import LegOutcome
from dukou.kit.core.labels import Label, same

Change = Mapping[str, Any]
_FIRM, _PROVISIONAL = Label("{due}（确定）", "{due} (firm)"), Label("{due}（暂定，待放假通知）", "{due} (provisional until the notice)")


@dataclass(frozen=True, slots=True)
class Names:
    """What keys are called: units, clocks and grades by key, people by actor key. What is not named stands as its key."""

    units: Mapping[str, Label] = field(default_factory=dict)
    clocks: Mapping[str, Label] = field(default_factory=dict)
    grades: Mapping[str, Label] = field(default_factory=dict)
    people: Mapping[str, Label] = field(default_factory=dict)


def change_words(change: Change, names: Names, *, with_people: bool) -> Label | None:
    """One change in words; None for what concerns only the machine, or only the officers where `with_people` is not set."""
    if change["did"] in _AMONG_OFFICERS and not with_people:
        return None
    words = _WORDS.get(change["did"])
    return words(change, names) if words else None


def _unit(change: Change, names: Names) -> Label:
    return names.units.get(change["unit"], same(change["unit"]))


def _clock(change: Change, names: Names) -> Label:
    return names.clocks.get(change["key"], same(change["key"]))


def _due(change: Change) -> Label:
    if not change.get("due"):
        return Label("待定", "open")
    return (_FIRM if change.get("firm", True) else _PROVISIONAL).filled(due=change["due"])


def _opened(change: Change, names: Names) -> Label:
    return Label("交{unit}{role}", "{unit}: {role}").filled(unit=_unit(change, names), role=LegRole.of(change["role"]).label)


def _closed(change: Change, names: Names) -> Label:
    return Label("{unit}：{outcome}", "{unit}: {outcome}").filled(unit=_unit(change, names), outcome=LegOutcome.of(change["outcome"]).label)


def _handed(change: Change, names: Names) -> Label:
    who = names.people.get(change["after"], same(change["after"] or "—"))
    return Label("由{who}承办", "in the hands of {who}").filled(who=who)


def _of_clock(words: Label) -> Callable[[Change, Names], Label]:
    def told(change: Change, names: Names) -> Label:
        holder = Holder.of(change["holder"]).label if "holder" in change else ""
        rung = Rung.of(change["rung"]).label if "rung" in change else ""
        return words.filled(clock=_clock(change, names), due=_due(change), value=change.get("value", ""), holder=holder, rung=rung)

    return told


def _regraded(change: Change, names: Names) -> Label:
    return Label("等级改为“{grade}”", "graded “{grade}”").filled(grade=names.grades.get(change["after"], same(change["after"])))


_AMONG_OFFICERS = {"leg_handed_over", "rung_taken"}
_WORDS: dict[str, Callable[[Change, Names], Label]] = {
    "leg_opened": _opened,
    "leg_closed": _closed,
    "leg_handed_over": _handed,
    "clock_started": _of_clock(Label("{clock}开始计时，期限 {due}", "{clock}: begins, due {due}")),
    "clock_stopped": _of_clock(Label("{clock}停止计时", "{clock}: stopped")),
    "clock_paused": _of_clock(Label("{clock}暂停计时，等{holder}", "{clock}: stands still, waiting for {holder}")),
    "clock_resumed": _of_clock(Label("{clock}恢复计时，期限 {due}", "{clock}: runs again, due {due}")),
    "clock_moved": _of_clock(Label("{clock}期限改为 {due}", "{clock}: due {due}")),
    "deadline_moved": _of_clock(Label("{clock}按新日历，期限改为 {due}", "{clock}: by the new calendar due {due}")),
    "extension_asked": _of_clock(Label("{clock}申请延长 {value}", "{clock}: {value} more asked for")),
    "extension_granted": _of_clock(Label("{clock}同意延长 {value}，期限 {due}", "{clock}: {value} more granted, due {due}")),
    "clock_kept": _of_clock(Label("{clock}已到期，期限仍为 {due}", "{clock}: has run out, still due {due}")),
    "promise_day_off": _of_clock(
        Label("{clock}：{due}成了休息日，承诺的日子不变", "{clock}: {due} became a day off; the promised day stays")
    ),
    "extension_moot": _of_clock(Label("{clock}已停止，延期申请无须再裁定", "{clock}: stopped; the request for more time needs no ruling")),
    "extension_refused": _of_clock(Label("{clock}不同意延长", "{clock}: more time refused")),
    "rung_taken": _of_clock(Label("{clock}：{rung}", "{clock}: {rung}")),
    "regraded": _regraded,
}

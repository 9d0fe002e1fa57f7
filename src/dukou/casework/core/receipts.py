"""The deadline receipt: rule, calendar, every day counted or skipped with its reason; whoever has it can reckon it again off line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dukou.casework.core.budgets import Budget, BudgetUnit, Convention
from dukou.casework.core.calendars import DayKind, WorkingCalendar
from dukou.casework.core.clocks import Clock, day_zero, due, is_paused_on, last_day, local
from dukou.casework.core.ledgers import Entry, EntryKind, Holder, read
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Refusal

FORM = "dukou.deadline-receipt/1"
_DAY = timedelta(days=1)
_REPEATED = ("form", "rule", "budget", "convention", "start", "until", "ledger", "due", "due_at")  # told again under any version


class DayReason(LabelledEnum):
    """Why a day counts or does not."""

    RECEIVED = "received", "受理当日，不计入", "the day of receipt, not counted"
    WORKDAY = "workday", "工作日", "working day"
    MAKE_UP = "make_up", "调休上班", "make-up workday"
    CALENDAR_DAY = "calendar_day", "自然日", "calendar day"
    WEEKEND = "weekend", "周末", "weekend"
    HOLIDAY = "holiday", "节假日", "holiday"
    PAUSED = "paused", "暂停计时", "the clock stood still"
    ROLLED = "rolled", "末日逢休息日顺延", "the last day moves on to a working day"


class NoReceiptYet(Refusal):
    """A clock that stands still has no deadline to give a receipt of."""

    code = "casework.no_receipt_yet"
    status = 409
    what = Label("没有出具期限凭据", "no receipt of the deadline was given")
    why = Label("现在暂停计时，期限待定", "the clock stands still, so that its deadline is open")
    cure = Label("恢复计时后再看", "look again when it runs")


class BadReceipt(Refusal):
    """What was handed in is no receipt, or does not say what a receipt says."""

    code = "casework.bad_receipt"
    what = Label("没有核对", "nothing was checked")
    why = Label("这不是渡口的期限凭据，或缺了内容：{missing}", "this is no deadline receipt, or it lacks: {missing}")
    cure = Label("给出完整的凭据文件（JSON）", "give the whole receipt file (JSON)")


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rule gave the time: profile, its version (hash), and the clock's name in it; empty: reckoned by hand."""

    profile: str = ""
    version: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A place in which a receipt says something else than what is reckoned again."""

    place: str
    said: object
    reckoned: object

    def as_dict(self) -> dict[str, object]:
        """As JSON tells it."""
        return {"place": self.place, "said": self.said, "reckoned": self.reckoned}


def receipt(clock: Clock, calendar: WorkingCalendar, entries: tuple[Entry, ...] = (), rule: Rule = Rule()) -> dict[str, Any]:
    """The receipt as JSON values. `entries`: those that `clock.ledger` was read from."""
    until = due(clock, calendar)
    if until is None:
        raise NoReceiptYet()
    body: dict[str, Any] = {
        "form": FORM,
        "rule": {"profile": rule.profile, "version": rule.version, "clock": rule.clock},
        "budget": {"value": clock.budget.value, "unit": clock.budget.unit.value, "extended_by": clock.extended_by},
        "convention": clock.convention.plain,
        "calendar": {"key": calendar.key, "version": calendar.version, "firm_until": calendar.firm_until.isoformat()},
        "start": local(clock.anchor).isoformat(),
        "until": clock.until and clock.until.isoformat(),
        "ledger": [_line(each) for each in entries],
        "days": list(_days(clock, calendar, until.on)),
        "due": until.on.isoformat(),
        "due_at": until.at.isoformat(),
        "firm": until.is_firm,
    }
    return body | {"seal": seal(body)}


def verify(said: Mapping[str, Any], calendar: WorkingCalendar) -> list[Discrepancy]:
    """Reckon the receipt again with `calendar`; gives every place that differs. Empty: it holds.

    A newer version of the same calendar is no difference as long as it counts the same days.
    """
    clock, entries, rule = _read(said)
    again = receipt(clock, calendar, entries, rule)
    found = [Discrepancy("seal", said.get("seal"), seal(said))] if said.get("seal") != seal(said) else []
    if said["calendar"]["key"] != calendar.key:
        found.append(Discrepancy("calendar.key", said["calendar"]["key"], calendar.key))
    same_version = said["calendar"].get("version") == calendar.version
    for place in (*_REPEATED, *(("firm", "calendar") if same_version else ())):
        if said.get(place) != again[place]:
            found.append(Discrepancy(place, said.get(place), again[place]))
    return found + _differing_days(said["days"], again["days"])


def seal(body: Mapping[str, Any]) -> str:
    """The hash over everything but the seal itself. It guards against accidents; a forger is found by reckoning."""
    rest = {key: value for key, value in body.items() if key != "seal"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _days(clock: Clock, calendar: WorkingCalendar, until: date) -> Iterator[dict[str, Any]]:
    """Every day from receipt to the last, in order; a clock by the hour tells its working days only for office hours."""
    if clock.budget.unit is BudgetUnit.HOURS:
        return
    by_day = clock.budget.unit.is_by_day
    zero = day_zero(clock, calendar) if by_day else local(clock.anchor).date() - _DAY
    unrolled = _unrolled(clock, calendar, until)
    received = local(clock.anchor).date()
    day = min(received, zero + _DAY)
    while day <= until:
        counts, reason = (False, DayReason.RECEIVED) if by_day and day <= zero else _judged(day, clock, calendar, unrolled)
        line: dict[str, Any] = {"on": day.isoformat(), "counts": counts, "why": reason.value}
        if (named := calendar.named.get(day)) is not None:
            line["name"] = named.name.zh
        if not calendar.is_firm(day):
            line["provisional"] = True
        yield line
        day += _DAY


def _line(entry: Entry) -> dict[str, Any]:
    """A line of the ledger as JSON tells it."""
    added = {"value": entry.value, "unit": entry.unit.value}
    return {"kind": entry.kind.value, "at": local(entry.at).isoformat(), **added, "holder": entry.holder.value}


def _entry(line: Mapping[str, Any]) -> Entry:
    """And back."""
    kind, holder, unit = EntryKind.of(line["kind"]), Holder.of(line["holder"]), BudgetUnit.of(line["unit"])
    return Entry(kind, _moment(line["at"]), int(line["value"]), holder, unit)


def _unrolled(clock: Clock, calendar: WorkingCalendar, until: date) -> date:
    """The last day before it was moved on to a working day."""
    if clock.budget.unit is not BudgetUnit.DAYS:
        return until
    return last_day(Clock(clock.anchor, clock.budget, _without_roll(clock.convention), clock.ledger), calendar)


def _without_roll(convention: Convention) -> Convention:
    return Convention.read(convention.plain | {"rolls": False})


def _judged(day: date, clock: Clock, calendar: WorkingCalendar, unrolled: date) -> tuple[bool, DayReason]:
    kind = calendar.kind_of(day)
    if clock.budget.unit.is_by_day and is_paused_on(day, clock):
        return False, DayReason.PAUSED
    if clock.budget.unit is BudgetUnit.DAYS:
        return (False, DayReason.ROLLED) if day > unrolled else (True, DayReason.CALENDAR_DAY)
    return kind.counts, {
        DayKind.WORKDAY: DayReason.WORKDAY,
        DayKind.MAKE_UP: DayReason.MAKE_UP,
        DayKind.WEEKEND: DayReason.WEEKEND,
        DayKind.HOLIDAY: DayReason.HOLIDAY,
    }[kind]


def _read(said: Mapping[str, Any]) -> tuple[Clock, tuple[Entry, ...], Rule]:
    """Clock, ledger and rule of a receipt; refused where it is none."""
    try:
        if said["form"] != FORM:
            raise KeyError("form")
        budget = Budget(int(said["budget"]["value"]), BudgetUnit.of(said["budget"]["unit"]))
        entries = tuple(_entry(line) for line in said["ledger"])
        rule = Rule(*(str(said["rule"][name]) for name in ("profile", "version", "clock")))
        until = date.fromisoformat(said["until"]) if said["until"] else None
        clock = Clock(_moment(said["start"]), budget, Convention.read(said["convention"]), read(entries), until=until)
        for needed in ("days", "due", "due_at", "firm"):
            said[needed]
        _ = clock.allowed, said["calendar"]["key"], [(date.fromisoformat(line["on"]), line["counts"]) for line in said["days"]]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        raise BadReceipt(missing=str(fault)) from fault
    return clock, entries, rule


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text}: no time zone")
    return moment


def _differing_days(said: list[dict[str, Any]], again: list[dict[str, Any]]) -> list[Discrepancy]:
    told, reckoned = ({line["on"]: (line["counts"], line.get("why")) for line in lines} for lines in (said, again))
    return [
        Discrepancy(f"days.{day}", told.get(day), reckoned.get(day))
        for day in sorted({*told, *reckoned})
        if told.get(day) != reckoned.get(day)
    ]

"""Receipts: what they tell, that they verify, and that nothing in them can be altered unseen."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.clocks import Clock, due
from dukou.casework.core.ledgers import Entry, EntryKind, Holder, read
from dukou.casework.core.receipts import BadReceipt, NoReceiptYet, Rule, receipt, seal, verify
from dukou.casework.tests.calendars_made import at, clocks, cn, holiday, made_up_for, renamed

ENTRIES = (
    Entry(EntryKind.PAUSE, at("2026-09-28 09:00"), holder=Holder.ENTERPRISE),
    Entry(EntryKind.RESUME, at("2026-09-30 09:00")),
    Entry(EntryKind.EXTEND, at("2026-10-08 09:00"), 2),
)


def made() -> dict[str, Any]:
    """A receipt of a clock that stood still for two days and was extended by two: due 2026-10-14."""
    clock = Clock(at("2026-09-24 10:00"), Budget(4, BudgetUnit.WORKDAYS), ledger=read(ENTRIES))
    return receipt(clock, cn(), ENTRIES, Rule("made-up", "0" * 64, "outer"))


def altered(change: Callable[[dict[str, Any]], object], *, sealed: bool) -> dict[str, Any]:
    """The receipt with something changed in it, sealed again or not."""
    body = copy.deepcopy(made())
    change(body)
    return body | {"seal": seal(body)} if sealed else body


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every leaf of the receipt."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))
    else:
        yield path


def put(body: Any, path: tuple[str | int, ...], value: object) -> None:
    """Write `value` at `path`."""
    for step in path[:-1]:
        body = body[step]
    body[path[-1]] = value


def other(value: object) -> object:
    """Something else of the same kind."""
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else f"{value}x"


def at_path(body: Any, path: tuple[str | int, ...]) -> object:
    for step in path:
        body = body[step]
    return body


def test_it_tells_every_day_with_its_reason() -> None:
    found = made()
    assert (found["due"], found["due_at"], found["firm"]) == ("2026-10-13", "2026-10-14T00:00:00+08:00", True)
    told = [(day["on"][5:], day["counts"], day["why"], day.get("name")) for day in found["days"]]
    assert told == [
        ("09-24", False, "received", None),
        *((f"09-{day}", False, "holiday", "中秋节") for day in (25, 26, 27)),
        ("09-28", False, "paused", None),
        ("09-29", False, "paused", None),
        ("09-30", True, "workday", None),
        *((f"10-0{day}", False, "holiday", "国庆节") for day in range(1, 8)),
        ("10-08", True, "workday", None),
        ("10-09", True, "workday", None),
        ("10-10", True, "make_up", "国庆节"),
        ("10-11", False, "weekend", None),
        ("10-12", True, "workday", None),
        ("10-13", True, "workday", None),
    ]


@given(clocks())
def test_every_receipt_holds_and_survives_being_written_down(told: tuple[Clock, tuple[Entry, ...]]) -> None:
    clock, entries = told
    found = json.loads(json.dumps(receipt(clock, cn(), entries)))
    until = due(clock, cn())
    assert until is not None
    assert verify(found, cn()) == []
    assert (found["due"], found["due_at"], found["firm"]) == (until.on.isoformat(), until.at.isoformat(), until.is_firm)
    if clock.budget.unit is BudgetUnit.WORKDAYS:
        assert sum(day["counts"] for day in found["days"]) == clock.allowed.value
    if clock.budget.unit.is_by_day:
        assert found["days"][-1]["on"] == found["due"]


def test_no_single_place_is_altered_unseen() -> None:
    body = made()
    ways = list(places(body))
    assert len(ways) > 80
    for way in ways:
        doctored = copy.deepcopy(body)
        put(doctored, way, other(at_path(body, way)))
        assert _is_refused(doctored), way


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("due",), "2026-10-14"),
        (("due_at",), "2026-10-15T00:00:00+08:00"),
        (("firm",), False),
        (("days", 4, "counts"), True),
        (("days", 6, "counts"), False),
        (("days", 6, "why"), "holiday"),
        (("days", 6, "on"), "2026-11-30"),
        (("budget", "value"), 5),
        (("budget", "unit"), "days"),
        (("budget", "extended_by"), 3),
        (("start",), "2026-09-28T10:00:00+08:00"),
        (("calendar", "key"), "hk"),
        (("calendar", "firm_until"), "2027-12-28"),
        (("convention", "first_day_counts"), True),
        (("ledger", 1, "at"), "2026-10-08T09:00:00+08:00"),
        (("ledger", 2, "value"), 9),
        (("ledger", 2, "value"), -5),
        (("ledger", 0, "kind"), "resume"),
    ],
)
def test_a_forger_who_seals_again_is_found_by_reckoning(way: tuple[str | int, ...], value: object) -> None:
    assert _is_refused(altered(lambda body: put(body, way, value), sealed=True))


def test_a_day_or_a_line_of_the_ledger_that_is_gone_is_missed() -> None:
    assert [each.place for each in verify(altered(lambda body: body["days"].pop(3), sealed=True), cn())] == ["days.2026-09-27"]
    without = verify(altered(lambda body: body.update(ledger=body["ledger"][:2]), sealed=True), cn())
    assert {"budget", "due", "due_at"} <= {each.place for each in without}


def test_a_discrepancy_tells_what_is_said_and_what_is_reckoned() -> None:
    [found] = verify(altered(lambda body: body.update(due="2026-10-14"), sealed=True), cn())
    assert found.as_dict() == {"place": "due", "said": "2026-10-14", "reckoned": "2026-10-13"}


def test_a_newer_version_that_counts_the_same_days_is_no_difference() -> None:
    later = renamed(cn(), "later", holiday(date(2026, 11, 16)), made_up_for(date(2026, 11, 21)))
    assert verify(made(), later) == []


def test_a_newer_version_that_counts_other_days_is_one() -> None:
    later = renamed(cn(), "later", holiday(date(2026, 10, 9)))
    assert [each.place for each in verify(made(), later)] == ["due", "due_at", "days.2026-10-09", "days.2026-10-14"]
    swapped = renamed(cn(), "swapped", holiday(date(2026, 10, 9)), made_up_for(date(2026, 10, 11)))
    assert [each.place for each in verify(made(), swapped)] == ["days.2026-10-09", "days.2026-10-11"]


def test_a_clock_that_stands_gives_no_receipt() -> None:
    clock = Clock(at("2026-09-24 10:00"), Budget(4, BudgetUnit.WORKDAYS), ledger=read(ENTRIES[:1]))
    with pytest.raises(NoReceiptYet):
        receipt(clock, cn(), ENTRIES[:1])


@pytest.mark.parametrize("said", [{}, [], "receipt", None, 7, {"form": "dukou.deadline-receipt/2"}])
def test_what_is_no_receipt_is_refused(said: Any) -> None:
    with pytest.raises(BadReceipt):
        verify(said, cn())


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("budget", "value"), 10**30),
        (("budget", "value"), 0),
        (("budget", "unit"), "weeks"),
        (("ledger", 2, "value"), 10**9),
        (("ledger", 2, "value"), -50),
        (("ledger",), 3),
        (("start",), "2026-09-24T10:00:00"),
        (("days",), [1, 2]),
        (("days", 0, "on"), ["2026-09-24"]),
        (("calendar",), "cn"),
        (("convention", "office"), []),
        (("convention", "office"), ["18:00-09:00"]),
    ],
)
def test_a_receipt_with_impossible_values_is_refused(way: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(BadReceipt):
        verify(altered(lambda body: put(body, way, value), sealed=True), cn())


def _is_refused(doctored: dict[str, Any]) -> bool:
    try:
        return verify(doctored, cn()) != []
    except BadReceipt:
        return True


def test_a_promise_has_a_receipt_and_none_but_its_own_day() -> None:
    clock = Clock(at("2026-09-28 10:00"), Budget(9, BudgetUnit.WORKDAYS), until=date(2026, 10, 15))
    told = receipt(clock, cn())
    assert (told["until"], told["due"], told["firm"], verify(told, cn())) == ("2026-10-15", "2026-10-15", True, [])
    other_day = told | {"until": "2026-10-16"}
    assert {each.place for each in verify(other_day | {"seal": seal(other_day)}, cn())} >= {"due", "due_at"}

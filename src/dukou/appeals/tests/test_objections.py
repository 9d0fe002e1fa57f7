"""Objections: once, in time, by whom it was dispatched to; what is ruled stays ruled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.appeals.core.objections import (
    Dispatched,
    DispatchRow,
    Objection,
    ObjectionLacks,
    ObjectionNotYours,
    ObjectionProposesItself,
    ObjectionRuledAlready,
    ObjectionTooLate,
    ObjectionWaits,
    PingPong,
    Ruled,
    RulingByParty,
    RulingNamesNoOther,
    check_objection,
    check_ruling,
    ping_pong,
)
from dukou.casework.core.states import Ruling
from dukou.kit.core.rates import Rate
from dukou.kit.core.refusals import Refusal

UNTIL = datetime(2026, 9, 3, 10, tzinfo=UTC)
BEFORE = UNTIL - timedelta(microseconds=1)
DISPATCHED = Dispatched("住建委", UNTIL)
GOOD = Objection("住建委", "属供电", "某规定第三条", "经信委")
GRANTED = Ruled("住建委", Ruling.GRANTED, "经信委", UNTIL)
REFUSED = Ruled("住建委", Ruling.REFUSED, "住建委", UNTIL)


def test_a_good_objection_is_taken_to_the_last_moment() -> None:
    check_objection(GOOD, DISPATCHED, [], BEFORE)


@pytest.mark.parametrize(
    ("objection", "earlier", "now", "refusal", "why"),
    [
        (GOOD, [], UNTIL, ObjectionTooLate, "异议期已在 2026-09-03 18:00 结束"),
        (Objection("经信委", "x", "y", "z"), [], BEFORE, ObjectionNotYours, "这一件派给了 住建委"),
        (Objection("住建委", " ", "", "经信委"), [], BEFORE, ObjectionLacks, "没有写：理由、依据"),
        (Objection("住建委", "x", "y", ""), [], BEFORE, ObjectionLacks, "没有写：建议的承办单位"),
        (Objection("住建委", "x", "y", "住建委"), [], BEFORE, ObjectionProposesItself, "建议的承办单位就是提出异议的单位"),
        (GOOD, [Ruled("住建委", Ruling.WAITING, "住建委")], BEFORE, ObjectionWaits, "这一件的异议正在等待裁定"),
        (GOOD, [REFUSED], BEFORE, ObjectionRuledAlready, "2026-09-03 已经裁定由 住建委 办理"),
        (
            GOOD,
            [Ruled("住建委", Ruling.REFUSED, "住建委", UNTIL, is_final=False)],
            BEFORE,
            ObjectionRuledAlready,
            "2026-09-03 已经裁定由 住建委 办理",
        ),
    ],
)
def test_one_that_is_not(objection: Objection, earlier: list[Ruled], now: datetime, refusal: type[Refusal], why: str) -> None:
    with pytest.raises(refusal) as refused:
        check_objection(objection, DISPATCHED, earlier, now)
    assert refused.value.said_why.zh == why


def test_the_newly_ruled_unit_may_not_object_to_what_is_final() -> None:
    moved, its_own = Dispatched("经信委", UNTIL), Objection("经信委", "不归我", "某规定", "住建委")
    with pytest.raises(ObjectionRuledAlready):
        check_objection(its_own, moved, [GRANTED], BEFORE)
    check_objection(its_own, moved, [Ruled("住建委", Ruling.GRANTED, "经信委", UNTIL, is_final=False)], BEFORE)


def test_a_ruling_moves_it_to_another_and_is_no_party_s() -> None:
    check_ruling(GOOD, Ruling.GRANTED, "生态环境局", "服务窗口")
    check_ruling(GOOD, Ruling.REFUSED, "", "服务窗口")
    for unit in ("", " ", "住建委"):
        with pytest.raises(RulingNamesNoOther):
            check_ruling(GOOD, Ruling.GRANTED, unit, "服务窗口")
    for party in ("住建委", "经信委"):
        with pytest.raises(RulingByParty):
            check_ruling(GOOD, Ruling.REFUSED, "", party)


def test_ping_pong_by_hand() -> None:
    rows = [
        DispatchRow("1", "住建委", was_returned=True, ruling=Ruling.GRANTED),
        DispatchRow("1", "经信委"),
        DispatchRow("2", "住建委", was_returned=False, ruling=Ruling.REFUSED),
        DispatchRow("3", "住建委", ruling=Ruling.WAITING),
        DispatchRow("3", "水利局"),
        DispatchRow("3", "经信委"),
    ]
    assert ping_pong(rows) == {
        "住建委": PingPong(Rate(1, 3), Rate(1, 2), 1.0, 3),
        "水利局": PingPong(Rate(0, 1), Rate(0, 0), 2.0, 1),
        "经信委": PingPong(Rate(0, 2), Rate(0, 0), 1.5, 2),
    }


dispatches = st.builds(DispatchRow, st.sampled_from("123"), st.sampled_from("甲乙"), st.booleans(), st.none() | st.sampled_from(Ruling))


@given(st.lists(dispatches))
def test_every_dispatch_is_counted_once(rows: list[DispatchRow]) -> None:
    found = ping_pong(rows)
    assert sum(each.returned.denominator for each in found.values()) == len(rows)
    assert sum(each.returned.numerator for each in found.values()) == sum(row.was_returned for row in rows)
    assert all(each.handovers >= 0 and each.cases >= 1 for each in found.values())

"""Who held the time: stretches that tile a life, one holder at every instant, and the leg that determined the end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.casework.core.budgets import Convention
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import ZONE
from dukou.casework.core.holding import (
    CaseLife,
    Dispute,
    LegSpan,
    by_holder,
    by_unit,
    critical_leg,
    critical_shares,
    held,
    in_dispute,
)
from dukou.casework.core.ledgers import Holder, Pause
from dukou.casework.core.office_time import position_of
from dukou.casework.core.profiles import LegRole
from dukou.kit.core.rates import Rate

CALENDAR = WorkingCalendar("weeks", "0", date(2025, 1, 1), date(2026, 12, 31), {})  # weekends only
OFFICE = Convention()
MONDAY = datetime(2026, 3, 2, 9, tzinfo=ZONE)


def at(day: int, hour: int = 9) -> datetime:
    """An hour of a day of March 2026; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, tzinfo=ZONE)


def test_a_case_by_hand() -> None:
    """Open from Monday 9:00 to Friday 9:00: half a day nobody, power from 14:00, Tuesday with the firm, water joins on Thursday."""
    power = LegSpan("power", LegRole.LEAD, at(2, 14), at(6))
    water = LegSpan("water", LegRole.ASSIST, at(5), at(5, 18))
    life = CaseLife(at(2), at(6), at(31), [water, power], [Pause(at(3), at(4), Holder.ENTERPRISE)], [Dispute(at(4), at(4, 12))])
    stretches = held(life, CALENDAR, OFFICE)
    assert [(each.begins, each.holder, each.unit, each.units, each.is_disputed, each.seconds / 3600) for each in stretches] == [
        (at(2), Holder.NOBODY, "", (), False, 3),
        (at(2, 14), Holder.DEPARTMENT, "power", ("power",), False, 4),
        (at(3), Holder.ENTERPRISE, "", ("power",), False, 7),
        (at(4), Holder.DEPARTMENT, "power", ("power",), True, 3),
        (at(4, 12), Holder.DEPARTMENT, "power", ("power",), False, 4),
        (at(5), Holder.DEPARTMENT, "power", ("power", "water"), False, 7),
        (at(5, 18), Holder.DEPARTMENT, "power", ("power",), False, 0),
    ]
    times = by_holder(stretches, OFFICE)
    assert {holder: (time.hours, time.workdays) for holder, time in times.items()} == {
        Holder.DEPARTMENT: (18, 18 / 7),
        Holder.ENTERPRISE: (7, 1),
        Holder.PERMIT_OFFICE: (0, 0),
        Holder.NOBODY: (3, 3 / 7),
    }
    assert {unit: time.hours for unit, time in by_unit(stretches, OFFICE).items()} == {"power": 18}
    assert (in_dispute(stretches, OFFICE).hours, in_dispute(stretches, OFFICE).elapsed) == (3, 3 * 3600)
    assert critical_leg(life) == power


def test_the_last_leg_to_end_is_the_critical_one() -> None:
    lead = LegSpan("planning", LegRole.LEAD, at(2), at(5))
    late = LegSpan("traffic", LegRole.ASSIST, at(2), at(5, 10))
    equal, after, still = LegSpan("water", LegRole.ASSIST, at(2), at(5)), LegSpan("gas", LegRole.ASSIST, at(2), at(9)), None
    assert critical_leg(CaseLife(at(2), at(6), at(6), [lead, late, after])) == late  # gas ended after the case did
    assert critical_leg(CaseLife(at(2), at(6), at(6), [equal, lead])) == lead
    assert critical_leg(CaseLife(at(2), still, at(6), [lead])) is None
    assert critical_leg(CaseLife(at(2), at(6), at(6))) is None
    lives = [CaseLife(at(2), at(6), at(6), legs) for legs in ([lead, late], [lead, equal], [late], [])]
    assert critical_shares(lives) == {"planning": Rate(1, 2), "traffic": Rate(2, 2), "water": Rate(0, 1)}


hours = st.integers(-48, 24 * 30)
units = st.sampled_from(["power", "water", "gas"])


@st.composite
def lives(draw: st.DrawFn) -> CaseLife:
    """Any life: legs and objections overlap as they like, pauses follow one another."""

    def moment(after: datetime = MONDAY) -> datetime:
        return after + timedelta(minutes=draw(hours) * 60 + draw(st.integers(0, 59)))

    def span() -> tuple[datetime, datetime | None]:
        begins = moment()
        return begins, draw(st.one_of(st.none(), st.integers(0, 20000).map(lambda minutes: begins + timedelta(minutes=minutes))))

    bounds = sorted({moment() for _ in range(draw(st.integers(0, 6)))})
    pauses = [Pause(*pair, draw(st.sampled_from(Holder))) for pair in zip(bounds[::2], [*bounds[1::2], None], strict=False)]
    legs = [LegSpan(draw(units), draw(st.sampled_from(LegRole)), *span()) for _ in range(draw(st.integers(0, 4)))]
    disputes = [Dispute(*span()) for _ in range(draw(st.integers(0, 2)))]
    opened = moment()
    closed = draw(st.one_of(st.none(), st.integers(0, 40000).map(lambda minutes: opened + timedelta(minutes=minutes))))
    return CaseLife(opened, closed, opened + timedelta(days=60), legs, pauses, disputes)


@settings(max_examples=300, deadline=None)
@given(lives())
def test_the_stretches_tile_the_life(life: CaseLife) -> None:
    stretches = held(life, CALENDAR, OFFICE)
    bounds = [life.opened_at, *(each.ends for each in stretches)]
    assert [each.begins for each in stretches] == bounds[:-1] and bounds[-1] == life.ends_at
    assert all(each.begins < each.ends for each in stretches)
    office = OFFICE.office
    whole = position_of(life.ends_at, office, CALENDAR) - position_of(life.opened_at, office, CALENDAR)
    times, of_units = by_holder(stretches, OFFICE), by_unit(stretches, OFFICE)
    assert sum(time.seconds for time in times.values()) == sum(each.seconds for each in stretches) == whole
    assert sum(time.elapsed for time in times.values()) == (life.ends_at - life.opened_at).total_seconds()
    assert sum(time.seconds for time in of_units.values()) == times[Holder.DEPARTMENT].seconds


@settings(max_examples=200, deadline=None)
@given(lives(), st.integers(0, 40000))
def test_at_every_instant_the_holder_is_the_one_that_the_rule_names(life: CaseLife, minutes: int) -> None:
    moment = life.opened_at + timedelta(minutes=minutes)
    found = [each for each in held(life, CALENDAR, OFFICE) if each.begins <= moment < each.ends]
    assert len(found) == (life.opened_at <= moment < life.ends_at)
    for each in found:
        pauses = [pause for pause in life.pauses if pause.begins <= moment and (pause.ends is None or moment < pause.ends)]
        open_legs = [leg for leg in life.legs if leg.begins <= moment and (leg.ends is None or moment < leg.ends)]
        expected = pauses[0].holder if pauses else Holder.DEPARTMENT if open_legs else Holder.NOBODY
        assert (each.holder, set(each.units)) == (expected, {leg.unit for leg in open_legs})
        leads = {leg.unit for leg in open_legs if leg.role is LegRole.LEAD}
        assert each.holder is not Holder.DEPARTMENT or not leads or each.unit in leads

"""Steps of a case: what they change, what they leave in the trail, and what they refuse."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dukou.audit.models import AuditEvent
from dukou.casework.actions import refusals
from dukou.casework.actions.steps import step
from dukou.casework.core.events import Happening
from dukou.casework.core.ledgers import Holder
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import ClockState, LegOutcome
from dukou.casework.models import Case, CaseEvent, Leg, RunningClock
from dukou.casework.queries.timing import receipt_of
from dukou.casework.tests.made_up import CHIEF, CLERK, NOW, at, calendar, content, opened, profile, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """A case with its outer clock, led by one unit and assisted by another."""
    calendar()
    profile()
    with opened() as taken:
        taken.start("outer")
        taken.open_leg(unit=unit("power"), role=LegRole.LEAD)
        taken.open_leg(unit=unit("social"), role=LegRole.ASSIST)
    return taken.case


def _clock(case: Case, key: str) -> RunningClock:
    return RunningClock.objects.get(case=case, key=key)


def test_each_clock_has_its_own_end_under_one_outer_clock(case: Case) -> None:
    ends = {clock.key: clock.due_on for clock in RunningClock.objects.filter(case=case)}
    assert ends == {"outer": date(2026, 10, 12), "lead": date(2026, 10, 9), "assist": date(2026, 9, 30)}


def test_a_step_leaves_one_event_whose_hash_stands_in_the_trail(case: Case) -> None:
    (event,) = CaseEvent.objects.filter(case=case)
    (told,) = AuditEvent.objects.filter(act="tests.open")
    assert (told.subject_kind, told.subject_key) == ("test", str(case.pk))
    assert told.after == {"case": case.pk, "event": 1, "hash": event.hash}
    again = Happening(case.pk, event.number, event.act, event.at, event.actor, event.on_behalf_of, event.data)
    assert again.hash == event.hash
    leg = ["leg_opened", "clock_started"]
    assert [change["did"] for change in event.data["changes"]] == ["clock_started", *leg, *leg]


def test_a_step_that_fails_leaves_nothing(case: Case) -> None:
    before = AuditEvent.objects.count(), CaseEvent.objects.count(), Leg.objects.filter(closed_at=None).count()
    with pytest.raises(refusals.LegThereAlready), step(by=CLERK, act="tests.again", case=case.pk, now=NOW) as taken:
        taken.close_leg(Leg.objects.get(case=case, role="assist"), LegOutcome.ANSWERED)
        taken.open_leg(unit=unit("power"), role=LegRole.SEPARATE)
    assert (AuditEvent.objects.count(), CaseEvent.objects.count(), Leg.objects.filter(closed_at=None).count()) == before


def test_one_unit_leads(case: Case) -> None:
    with pytest.raises(refusals.LegThereAlready), step(by=CLERK, act="tests.again", case=case.pk, now=NOW) as taken:
        taken.open_leg(unit=unit("water"), role=LegRole.LEAD)


def test_a_pause_keeps_what_was_left_and_says_who_had_the_case(case: Case) -> None:
    with step(by=CLERK, act="tests.pause", case=case.pk, now=at("2026-09-28 10:00")) as taken:
        taken.pause(_clock(case, "outer"), holder=Holder.ENTERPRISE, reason="等企业补图纸")
    standing = _clock(case, "outer")
    assert (standing.state, standing.due_at, standing.next_at) == (ClockState.STANDING.value, None, None)
    with step(by=CLERK, act="tests.resume", case=case.pk, now=at("2026-09-30 10:00")) as taken:
        taken.resume(_clock(case, "outer"))
    assert _clock(case, "outer").due_on == date(2026, 10, 14)  # two working days later than without


def test_pause_time_survives_a_change_of_the_rule(case: Case) -> None:
    for act, moment in (("pause", "2026-09-28 10:00"), ("resume", "2026-09-30 10:00")):
        with step(by=CLERK, act=f"tests.{act}", case=case.pk, now=at(moment)) as taken:
            clock = _clock(case, "outer")
            taken.pause(clock, holder=Holder.ENTERPRISE, reason="等") if act == "pause" else taken.resume(clock)
    with step(by=CLERK, act="tests.regrade", case=case.pk, now=at("2026-09-30 11:00"), reason="复杂") as taken:
        taken.regrade("hard")
    bare = date(2026, 11, 12)  # 30 working days after 2026-09-24
    assert _clock(case, "outer").due_on == bare + timedelta(days=4)  # and two that it stood, over a weekend


def test_a_clock_that_may_not_stand_still_does_not(case: Case) -> None:
    with step(by=CLERK, act="tests.start", case=case.pk, now=NOW) as taken:
        taken.start("contact")
    with pytest.raises(refusals.MayNotPause), step(by=CLERK, act="tests.pause", case=case.pk, now=NOW) as taken:
        taken.pause(_clock(case, "contact"), holder=Holder.ENTERPRISE, reason="等")


def test_more_time_is_asked_for_before_the_end_and_ruled_on_by_another(case: Case) -> None:
    with step(by=CLERK, act="tests.ask", case=case.pk, now=at("2026-09-28 10:00")) as taken:
        asked = taken.ask_extension(_clock(case, "lead"), value=3, reason="要改线路")
    with pytest.raises(refusals.OwnAsking), step(by=CLERK, act="tests.rule", case=case.pk, now=at("2026-09-28 11:00")) as taken:
        taken.rule_on_extension(asked, is_granted=True, reason="同意")
    with step(by=CHIEF, act="tests.rule", case=case.pk, now=at("2026-09-28 11:00")) as taken:
        taken.rule_on_extension(asked, is_granted=True, reason="同意")
    assert _clock(case, "lead").due_on == date(2026, 10, 13)
    with pytest.raises(refusals.NothingAsked), step(by=CHIEF, act="tests.rule", case=case.pk, now=at("2026-09-28 12:00")) as taken:
        taken.rule_on_extension(asked, is_granted=False, reason="不同意")


@pytest.mark.parametrize(
    ("moment", "value", "refused"),
    [
        ("2026-10-09 00:30", 1, refusals.AfterExpiry),  # the rule wants it a working day before the last
        ("2026-10-10 09:00", 1, refusals.AfterExpiry),
        ("2026-09-28 10:00", 6, refusals.NoExtension),
        ("2026-09-28 10:00", 0, refusals.NoExtension),
    ],
)
def test_more_time_too_late_or_too_much_is_refused(case: Case, moment: str, value: int, refused: type[Exception]) -> None:
    with pytest.raises(refused), step(by=CLERK, act="tests.ask", case=case.pk, now=at(moment)) as taken:
        taken.ask_extension(_clock(case, "lead"), value=value, reason="要改线路")
    assert _clock(case, "lead").due_on == date(2026, 10, 9)


def test_a_case_keeps_the_profile_under_which_it_began(case: Case) -> None:
    row = case.profile
    row.replaced_at = NOW
    row.save()
    profile(content(outer={"name": {"zh": "新", "en": "new"}, "within": "1 workdays"}))
    with step(by=CLERK, act="tests.regrade", case=case.pk, now=NOW, reason="复核") as taken:
        taken.regrade("ordinary")
    assert _clock(case, "outer").due_on == date(2026, 10, 12)


def test_closing_recalls_what_is_open_and_nothing_follows(case: Case) -> None:
    with step(by=CLERK, act="tests.close", case=case.pk, now=at("2026-09-28 10:00")) as taken:
        taken.close("solved")
    assert list(Leg.objects.filter(case=case).values_list("outcome", flat=True)) == ["recalled", "recalled"]
    assert set(RunningClock.objects.filter(case=case).values_list("state", flat=True)) == {"stopped"}
    with pytest.raises(refusals.CaseClosed), step(by=CLERK, act="tests.more", case=case.pk, now=at("2026-09-29 10:00")):
        pass
    with step(by=CLERK, act="tests.reopen", case=case.pk, now=at("2026-09-29 10:00"), after_closing=True) as taken:
        taken.reopen()
    assert [event.number for event in CaseEvent.objects.filter(case=case).order_by("number")] == [1, 2, 3]


def test_what_stands_in_a_row_is_what_the_ledger_yields(case: Case) -> None:
    for clock in RunningClock.objects.filter(case=case):
        told = receipt_of(clock)
        assert (told["due"], told["firm"]) == (str(clock.due_on), clock.is_firm)


def test_an_unknown_grade_is_refused() -> None:
    calendar()
    profile()
    with pytest.raises(refusals.NoSuchGrade), opened(grade="nothing"):
        pass
    assert not Case.objects.exists()

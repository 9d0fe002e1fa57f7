"""Who is told without asking: of rungs of the ladder, and of deadlines that a new notice moved."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.accounts.core.roles import Role
from dukou.appeals.models import Appeal
from dukou.appeals.tests.made_up import at, filed, in_hand, officer, players
from dukou.casework.actions import deadlines, ladder
from dukou.casework.models import Leg, Message, RunningClock
from dukou.casework.tests.made_up import calendar, year
from dukou.kit.core.actors import SYSTEM

pytestmark = pytest.mark.django_db


def _inbox(person: int | None) -> list[str]:
    return list(Message.objects.filter(person=person).order_by("pk").values_list("zh", flat=True))


def test_a_notice_that_moves_a_deadline_is_told_to_the_firm_and_to_the_lead() -> None:
    cast = players()
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    calendar(year("2026-12-28", ("2026-09-25", "2026-09-27", []), ("2026-10-01", "2026-10-08", ["2026-09-20", "2026-10-10"])))
    assert deadlines.reproject(by=SYSTEM, calendar="cn", now=at("2026-09-28 10:00")) >= 1
    windows = RunningClock.objects.filter(key="objection").values_list("due_on", "next_at")
    assert list(windows) == [(date(2026, 9, 28), None)]  # a window is told anew too, and climbs no ladder
    said = f"放假安排公布后，第 {appeal.pk} 号诉求的期限由 2026-10-12 改为 2026-10-13"
    assert (_inbox(cast.agent.person_id)[-1], _inbox(cast.power.person_id)[-1]) == (said, said)


def test_at_the_top_of_the_ladder_the_leaders_hear_of_it() -> None:
    cast = players()
    leader = officer("leader", Role.LEADER, "leaders")
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    ladder.sweep(by=SYSTEM, now=at("2026-10-20 10:00"))
    assert {text.split("：")[1] for text in _inbox(leader.person_id)} == {f"第 {appeal.pk} 号诉求 {appeal.title}（虚构甲厂）"}
    assert _inbox(cast.social.person_id) == []


def test_an_assisting_part_that_runs_out_counts_as_agreed_and_the_lead_is_told() -> None:
    cast = players()
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm), "social")
    ladder.sweep(by=SYSTEM, now=at("2026-10-01 10:00"))
    assert Leg.objects.get(unit__key="social").outcome == "deemed_agreed"
    assert Appeal.objects.get(pk=appeal.pk).state == "dispatched"
    said = f"“虚构social”逾期未答复，视为同意：第 {appeal.pk} 号诉求 {appeal.title}"
    assert said in _inbox(cast.power.person_id)

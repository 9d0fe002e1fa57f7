"""Legs from hand to hand within their unit; all of them when somebody leaves, with an event in each case and one in the trail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dukou.accounts.actions import stand_ins
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.casework.actions import hand_refusals as refusals
from dukou.casework.actions import legs
from dukou.casework.actions.meeting_refusals import Unworded
from dukou.casework.actions.refusals import LegClosed
from dukou.casework.actions.steps import step
from dukou.casework.core.events import hash_of_many
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import LegOutcome
from dukou.casework.models import CaseEvent, Leg, Message
from dukou.casework.queries.hands import NoSuchLeg, open_legs
from dukou.casework.tests.made_up import CLERK, NOW, calendar, opened, profile

pytestmark = pytest.mark.django_db


def _officer(username: str, at: str = "power") -> Viewer:
    return viewer_of(cast.person(username, Role.DEPARTMENT_OFFICER, at=at), NOW.date())


@pytest.fixture
def first() -> Viewer:
    """An officer of a unit that has a leg in each of two cases."""
    calendar()
    profile()
    viewer = _officer("first")
    for _ in range(2):
        with opened() as taken:
            taken.open_leg(unit=Organisation.objects.get(key="power").pk, role=LegRole.LEAD)
    return viewer


def _leg() -> Leg:
    return Leg.objects.order_by("pk")[0]


def test_an_officer_takes_a_leg_of_his_unit(first: Viewer) -> None:
    legs.take(by=first, leg=_leg().pk, now=NOW)
    assert _leg().officer == "person:first"
    (event,) = CaseEvent.objects.filter(act="legs.take")
    assert event.data["changes"] == [{"did": "leg_handed_over", "leg": _leg().pk, "before": "", "after": "person:first"}]
    assert AuditEvent.objects.filter(act="legs.take").count() == 1
    with pytest.raises(refusals.InHandsAlready):
        legs.take(by=_officer("second"), leg=_leg().pk, now=NOW)


def test_another_units_leg_is_not_there(first: Viewer) -> None:
    stranger = _officer("stranger", at="water")
    assert (len(open_legs(first)[0]), open_legs(stranger)[0]) == (2, [])
    with pytest.raises(NoSuchLeg):
        legs.take(by=stranger, leg=_leg().pk, now=NOW)


def test_a_colleague_is_handed_a_leg_and_told(first: Viewer) -> None:
    _officer("second")
    with pytest.raises(Unworded):
        legs.hand_over(by=first, leg=_leg().pk, taker="second", reason=" ", now=NOW)
    legs.hand_over(by=first, leg=_leg().pk, taker="second", reason="休假", now=NOW)
    assert (_leg().officer, Message.objects.get().person.username) == ("person:second", "second")
    with pytest.raises(refusals.InHandsAlready):
        legs.hand_over(by=first, leg=_leg().pk, taker="second", reason="休假", now=NOW)


def test_hands_outside_the_unit_are_refused(first: Viewer) -> None:
    _officer("stranger", at="water")
    with pytest.raises(refusals.HandsUnsuited):
        legs.hand_over(by=first, leg=_leg().pk, taker="stranger", reason="忙", now=NOW)
    assert _leg().officer == ""


def test_who_stands_in_may_take_it(first: Viewer) -> None:
    substitute = cast.person("substitute", Role.DEPARTMENT_OFFICER, at="water")
    absent, until = Person.objects.get(username="first"), NOW.date() + timedelta(days=1)
    stand_ins.appoint(by=cast.CLI, absent=absent, substitute=substitute, from_on=NOW.date(), until_on=until, reason="出差", now=NOW)
    legs.take(by=viewer_of(substitute, NOW.date()), leg=_leg().pk, now=NOW)
    (event,) = AuditEvent.objects.filter(act="legs.take")
    assert (event.actor, _leg().officer) == ("person:substitute", "person:substitute")


def test_a_closed_leg_is_in_nobodys_hands(first: Viewer) -> None:
    with step(by=CLERK, act="tests.answer", case=_leg().case_id, now=NOW) as taken:
        taken.close_leg(_leg(), LegOutcome.ANSWERED)
    with pytest.raises(LegClosed):
        legs.take(by=first, leg=_leg().pk, now=NOW)


def test_everything_goes_over_when_somebody_leaves(first: Viewer) -> None:
    _officer("second")
    for leg in Leg.objects.all():
        legs.take(by=first, leg=leg.pk, now=NOW)
    assert legs.hand_over_all(by=first, giver="first", taker="second", reason="调离", now=NOW) == 2
    assert set(Leg.objects.values_list("officer", flat=True)) == {"person:second"}
    events = list(CaseEvent.objects.filter(act="legs.hand_over_all").order_by("case"))
    assert [event.number for event in events] == [3, 3]
    (told,) = AuditEvent.objects.filter(act="legs.hand_over_all")
    assert told.after == {
        "taker": "second", "legs": 2, "cases": 2, "hash": hash_of_many(event.hash for event in events), "told": ["person:second"],
    }  # fmt: skip
    assert Message.objects.get().zh == "2 件在办事项转由您办理：调离"
    with pytest.raises(refusals.NothingInHand):
        legs.hand_over_all(by=first, giver="first", taker="second", reason="调离", now=NOW)


def test_nothing_goes_over_where_the_taker_is_unsuited(first: Viewer) -> None:
    _officer("stranger", at="water")
    legs.take(by=first, leg=_leg().pk, now=NOW)
    with pytest.raises(refusals.HandsUnsuited):
        legs.hand_over_all(by=first, giver="first", taker="stranger", reason="调离", now=NOW)
    assert (_leg().officer, CaseEvent.objects.filter(act="legs.hand_over_all").count()) == ("person:first", 0)

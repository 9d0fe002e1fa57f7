"""Whoever had any part in an appeal does not ask how it went, and no other way round the call-back is left."""

from __future__ import annotations

from typing import Any

import pytest

from dukou.accounts.actions import approvals, stand_ins
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Approval, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast as people
from dukou.appeals.actions import call_backs, dispatch, exchanges, extensions, gradings, replies, triage
from dukou.appeals.core.kinds import RefusalGround, Satisfaction, VerdictKind
from dukou.appeals.core.stages import ActNotNow
from dukou.appeals.core.verdicts import HandlerMayNotCall
from dukou.appeals.models import Appeal, CallBack
from dukou.appeals.queries.handlers import handlers_of
from dukou.appeals.tests.made_up import DAY, NOW, Cast, at, filed, officer, players
from dukou.kit.core.actors import Actor

pytestmark = pytest.mark.django_db
PARTS = ("accepts", "contacts", "dispatches", "questions", "grants", "asks-grade", "agrees-grade")
SOLVED: dict[str, Any] = {"verdict": VerdictKind.SOLVED, "text": "好了", "done": "已迁改"}


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, an officer in each of two units."""
    return players()


def _handled(cast: Cast) -> tuple[Appeal, dict[str, Viewer]]:
    """An appeal in which each of seven clerks did one thing."""
    by = {name: officer(name, Role.WINDOW_CLERK, "window") for name in PARTS}
    number = filed(cast.agent, cast.firm).pk
    triage.accept(by=by["accepts"], number=number, now=NOW)
    triage.contact(by=by["contacts"], number=number, words="已联系", now=NOW)
    dispatch.send(by=by["dispatches"], number=number, lead="power", now=NOW)
    exchanges.ask(by=by["questions"], number=number, question="哪一段", now=NOW)
    exchanges.answer(by=cast.agent, number=number, text="东段", now=NOW)
    extensions.ask(by=cast.power, number=number, value=2, reason="等设备", now=NOW)
    extensions.decide(by=by["grants"], number=number, is_granted=True, reason="同意", now=NOW)
    asked = gradings.ask(by=by["asks-grade"], number=number, grade="hard", reason="要跨年", now=NOW)
    approval = Approval.objects.get(pk=asked)
    approvals.decide(by=Actor("person", "agrees-grade"), approval=approval, is_granted=True, reason="同意", now=NOW)
    return replies.reply(by=cast.power, number=number, now=at("2026-09-28 10:00"), **SOLVED), by


def test_each_part_keeps_from_calling_and_calling_is_none(cast: Cast) -> None:
    appeal, by = _handled(cast)
    refused = dict.fromkeys(PARTS, False)
    for name, viewer in by.items():
        try:
            call_backs.record(by=viewer, number=appeal.pk, satisfaction=None, now=at("2026-09-28 11:00"))
        except HandlerMayNotCall:
            refused[name] = True
    assert refused == dict.fromkeys(PARTS, True)
    assert handlers_of(appeal) == {f"person:{name}" for name in (*PARTS, "agent", "power-1")}
    for satisfaction in (None, Satisfaction.SATISFIED):
        closed = call_backs.record(by=cast.caller, number=appeal.pk, satisfaction=satisfaction, now=at("2026-09-28 12:00"))
    assert (closed.state, CallBack.objects.count()) == ("closed", 2)


def test_a_stand_in_calls_no_more_than_whoever_lent_him_the_right(cast: Cast) -> None:
    appeal, _ = _handled(cast)
    absent = Person.objects.get(username="dispatches")
    lent = people.person("lent", Role.DEPARTMENT_OFFICER, at="green")
    stand_ins.appoint(by=Actor("person", "dispatches"), absent=absent, substitute=lent, from_on=DAY, until_on=DAY, reason="休假", now=NOW)
    viewer = viewer_of(Person.objects.get(pk=lent.pk), DAY)
    with pytest.raises(HandlerMayNotCall):
        call_backs.record(by=viewer, number=appeal.pk, satisfaction=Satisfaction.SATISFIED, now=at("2026-09-28 11:00"))


def test_what_was_replied_to_is_not_handed_on_instead_of_asked_about(cast: Cast) -> None:
    appeal, by = _handled(cast)
    told: dict[str, Any] = {"ground": RefusalGround.DISCIPLINE, "words": "移送"}
    with pytest.raises(ActNotNow):
        triage.refuse(by=by["accepts"], number=appeal.pk, now=at("2026-09-28 11:00"), **told)
    assert Appeal.objects.get(pk=appeal.pk).state == "replied"
    early = filed(cast.agent, cast.firm).pk
    assert triage.refuse(by=cast.window, number=early, now=NOW, **told).ending == "transferred"

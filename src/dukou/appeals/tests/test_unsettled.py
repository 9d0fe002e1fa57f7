"""What is not settled is not published, what the firm said is never lost, and who answers for a unit is one rule."""

from __future__ import annotations

from typing import Any

import pytest

from dukou.accounts.actions import memberships
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import may_within, viewer_of
from dukou.appeals.actions import appeals, call_backs, exchanges, publication, replies, triage
from dukou.appeals.actions.refusals import NotClosedYet, NothingPublished, NotYourLeg, OwnFirmsMatter
from dukou.appeals.core.kinds import Channel, Satisfaction, VerdictKind
from dukou.appeals.models import Appeal, CallBack, PublicCopy
from dukou.appeals.queries.published import published_page
from dukou.appeals.tests.made_up import CLERK, DAY, NOW, Cast, agent, at, filed, in_hand, players
from dukou.casework.models import CaseEvent, Leg, Message, RunningClock
from dukou.casework.queries.hands import legs_in_hand

pytestmark = pytest.mark.django_db
SOLVED: dict[str, Any] = {"verdict": VerdictKind.SOLVED, "text": "好了", "done": "已迁改"}
COPY = {"title": "线路迁改", "question": "一家企业问线路迁改", "answer": "已迁改"}


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, an officer in each of two units."""
    return players()


def _closed(cast: Cast) -> int:
    number: int = in_hand(cast.window, filed(cast.agent, cast.firm)).pk
    replies.reply(by=cast.power, number=number, now=NOW, **SOLVED)
    call_backs.rate(by=cast.agent, number=number, satisfaction=Satisfaction.SATISFIED, now=NOW)
    return number


def _published() -> list[str]:
    return [each.title for each in published_page("", 10)[0]]


def test_a_draft_of_what_was_opened_again_is_not_approved(cast: Cast) -> None:
    number = _closed(cast)
    copy = publication.draft(by=cast.window, number=number, now=NOW, **COPY)
    appeals.reopen(by=cast.agent, number=number, reason="又停电了", now=at("2026-10-12 10:00"))
    with pytest.raises(NothingPublished):
        publication.approve(by=cast.caller, number=number, copy=copy.number, now=at("2026-10-12 11:00"))
    PublicCopy.objects.filter(pk=copy.pk).update(withdrawn_at=None)  # were it still there, the state alone would refuse it
    with pytest.raises(NotClosedYet):
        publication.approve(by=cast.caller, number=number, copy=copy.number, now=at("2026-10-12 11:00"))
    assert _published() == []


def test_opening_again_takes_the_public_copy_down_in_its_step(cast: Cast) -> None:
    number = _closed(cast)
    copy = publication.draft(by=cast.window, number=number, now=NOW, **COPY)
    publication.approve(by=cast.caller, number=number, copy=copy.number, now=NOW)
    assert _published() == ["线路迁改"]
    appeals.reopen(by=cast.agent, number=number, reason="又停电了", now=at("2026-10-12 10:00"))
    copy.refresh_from_db()
    assert (_published(), copy.withdrawn_reason) == ([], "又停电了")
    assert CaseEvent.objects.get(case=number, act="appeals.reopen").data["copies_withdrawn"] == [copy.number]


def test_dissatisfaction_is_kept_where_the_unit_that_led_was_closed(cast: Cast) -> None:
    number = in_hand(cast.window, filed(cast.agent, cast.firm)).pk
    replies.reply(by=cast.power, number=number, now=NOW, **SOLVED)
    Organisation.objects.filter(key="power").update(closed_on=DAY)
    back = call_backs.rate(by=cast.agent, number=number, satisfaction=Satisfaction.DISSATISFIED, words="没通电", now=at("2026-09-28 10:00"))
    assert (back.state, back.sent_back) == ("accepted", 1)
    assert list(CallBack.objects.values_list("satisfaction", "words")) == [("dissatisfied", "没通电")]
    assert list(RunningClock.objects.filter(case=number, stopped_at=None).values_list("key", flat=True)) == ["outer"]
    told = Message.objects.filter(person=cast.window.person_id).order_by("-pk").values_list("zh", flat=True)[0]
    assert told == f"企业不满意，原主办单位已停用，请重新派单：第 {number} 号诉求 厂区高压线路要迁改"


def test_whoever_holds_the_machine_answers_for_each_unit_whose_legs_he_sees(cast: Cast) -> None:
    number = in_hand(cast.window, filed(cast.agent, cast.firm)).pk
    machine = command_line_viewer("root")
    assert legs_in_hand.filter(machine).count() == 1
    assert replies.reply(by=machine, number=number, now=NOW, **SOLVED).state == "replied"


@pytest.mark.parametrize(
    ("viewer", "may"),
    [
        (command_line_viewer("root"), True),
        (Viewer("cli:root", permissions=frozenset({Permission.SEE_APPEALS})), False),
        (Viewer("person:a", 1, frozenset({Permission.ANSWER_LEGS}), frozenset({"power"})), True),
        (Viewer("person:a", 1, frozenset({Permission.ANSWER_LEGS}), frozenset({"social"})), False),
        (Viewer("anonymous"), False),
    ],
)
def test_the_one_rule_of_who_answers_for_a_unit(cast: Cast, viewer: Viewer, may: bool) -> None:
    in_hand(cast.window, filed(cast.agent, cast.firm))
    leg = Leg.objects.get()
    assert may_within(viewer, Permission.ANSWER_LEGS, "power") is may
    assert legs_in_hand.filter(viewer, Leg.objects.filter(pk=leg.pk)).exists() is may
    if viewer.may(Permission.ANSWER_LEGS) and not may:
        with pytest.raises(NotYourLeg):
            replies.reply(by=cast.social, number=in_hand(cast.window, filed(cast.agent, cast.firm), "social").pk, now=NOW, **SOLVED)


def test_a_clerk_who_is_the_firms_agent_answers_as_its_agent(cast: Cast) -> None:
    """He files for others by office; for his own firm he speaks as what he is there, and handles nothing of it."""
    agent(cast.firm, "both")
    both = Person.objects.get(username="both")
    told: dict[str, Any] = {"organisation": Organisation.objects.get(key="window"), "role": Role.WINDOW_CLERK, "from_on": DAY}
    memberships.grant(by=CLERK, person=both, now=NOW, **told)
    viewer = viewer_of(both, DAY)
    assert viewer.may(Permission.FILE_APPEALS)
    number = in_hand(cast.window, filed(cast.window, cast.firm, channel=Channel.PHONE_DESK)).pk
    exchanges.ask(by=cast.power, number=number, question="哪一段", now=NOW)
    assert exchanges.answer(by=viewer, number=number, text="东段", now=NOW).answered_by == "person:both"
    with pytest.raises(OwnFirmsMatter):
        triage.contact(by=viewer, number=number, words="已联系", now=NOW)
    exchanges.ask(by=cast.power, number=number, question="几米", now=NOW)
    assert exchanges.answer(by=cast.caller, number=number, text="十米", now=NOW).answer == "十米"  # on behalf of the firm
    assert Appeal.objects.get(pk=number).state == "dispatched"

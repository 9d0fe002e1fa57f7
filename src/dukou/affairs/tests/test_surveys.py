"""The joint survey asks for itself: once, when every part that needs it is ready, and nobody arranges it but the window."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from dukou.accounts.models import Person
from dukou.affairs.actions import joint_days, parts
from dukou.affairs.core.joint_days import Turn, is_survey_due
from dukou.affairs.core.kinds import Join
from dukou.affairs.models import Application, JointDay
from dukou.affairs.queries.surveys import awaits_survey, surveys_to_arrange
from dukou.affairs.tests.made_up import Cast, accepted, at, part, players
from dukou.casework.models import Message

pytestmark = pytest.mark.django_db
LATER = "2026-09-22 10:00"


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, officers of three units."""
    return players()


def told(cast: Cast) -> list[str]:
    """What the window was told of surveys."""
    rows = Message.objects.filter(person=cast.window.person_id, zh__contains="请约联合踏勘")
    return list(rows.values_list("zh", flat=True))


def due(made: Application) -> bool:
    return awaits_survey(Application.objects.get(pk=made.pk))


def ready(cast: Cast, made: Application, now: datetime) -> None:
    parts.acknowledge(by=cast.power, part=part(made, "power"), now=now)
    parts.enter_stage(by=cast.water, part=part(made, "water"), stage="survey", now=now)


def test_the_window_is_told_once_when_the_last_part_is_ready(cast: Cast) -> None:
    made = accepted(cast)
    parts.acknowledge(by=cast.power, part=part(made, "power"), now=at(LATER))
    assert (due(made), told(cast), surveys_to_arrange(cast.window)) == (False, [], [])  # water has not taken it up
    parts.acknowledge(by=cast.water, part=part(made, "water"), now=at(LATER))
    said = [f"各单位已备好，请约联合踏勘：第 {made.pk} 号申请（虚构甲厂）"]
    assert (due(made), told(cast), surveys_to_arrange(cast.window)) == (True, said, [made])
    parts.acknowledge(by=cast.water, part=part(made, "water"), reference="W-1", now=at("2026-09-22 11:00"))
    assert (told(cast), JointDay.objects.count()) == (said, 0)  # nobody arranged it for them
    assert surveys_to_arrange(cast.road) == []


def test_the_line_goes_when_a_day_is_fixed_and_comes_back_when_it_is_called_off(cast: Cast) -> None:
    made = accepted(cast)
    ready(cast, made, at(LATER))
    joint_days.arrange(by=cast.window, number=made.pk, join=Join.SURVEY, place="厂区", now=at("2026-09-22 11:00"))
    assert (due(made), surveys_to_arrange(cast.window)) == (False, [])
    joint_days.cancel(by=cast.window, number=made.pk, join=Join.SURVEY, reason="下雨", now=at("2026-09-22 12:00"))
    assert (due(made), surveys_to_arrange(cast.window)) == (True, [made])
    parts.acknowledge(by=cast.power, part=part(made, "power"), now=at("2026-09-22 13:00"))
    assert len(told(cast)) == 1


def test_who_has_answered_needs_no_survey(cast: Cast) -> None:
    made = accepted(cast)
    parts.answer(by=cast.power, part=part(made, "power"), is_feasible=True, text="可以", now=at(LATER))
    assert not due(made)
    parts.acknowledge(by=cast.water, part=part(made, "water"), now=at(LATER))
    assert due(made)
    parts.answer(by=cast.water, part=part(made, "water"), is_feasible=True, text="可以", now=at("2026-09-22 11:00"))
    assert (due(made), surveys_to_arrange(cast.window), len(told(cast))) == (False, [], 1)


@pytest.mark.parametrize(
    ("turns", "is_due"),
    [
        ([], False),
        ([Turn(True, True)], True),
        ([Turn(True, True), Turn(True, False)], False),
        ([Turn(True, True), Turn(False, False)], False),
    ],
)
def test_it_is_due_when_every_part_that_needs_it_is_ready(turns: list[Turn], is_due: bool) -> None:
    assert is_survey_due(turns) is is_due


def test_the_desk_of_the_window_says_so(cast: Cast, collected_static: None) -> None:
    made = accepted(cast)
    client = Client()
    client.force_login(Person.objects.get(username="window"))
    title = "待约联合踏勘"
    assert title not in client.get("/desks/window/").content.decode()
    ready(cast, made, at(LATER))
    assert title in client.get("/desks/window/").content.decode()
    assert "要踏勘的单位都已备好" in client.get(f"/affairs/{made.pk}/").content.decode()

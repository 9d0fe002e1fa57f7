"""Objections, more time and questions over the API: with the rights, refusals and effects of the pages."""

from __future__ import annotations

from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.accounts.models import Organisation
from dukou.accounts.tests import cast
from dukou.api.tests.calling import Program, problem, program, token_of
from dukou.appeals.models import Appeal, Exchange, Objection
from dukou.appeals.tests.made_up import district, firm
from dukou.casework.models import CaseEvent, ExtensionRequest, Leg
from dukou.enterprises.models import Enterprise

pytestmark = pytest.mark.django_db
_OBJECTS = {"reason": "不属供电", "basis": "职责清单", "proposed": "social"}
_ACTS: dict[str, dict[str, Any]] = {
    "objection": _OBJECTS,
    "objection-ruling": {"is_upheld": True, "reason": "确属社保"},
    "extension": {"value": 2, "reason": "等设备"},
    "extension-ruling": {"is_granted": True, "reason": "同意"},
    "question": {"text": "哪一段"},
    "supplement": {"text": "东段"},
    "contact": {"text": "已电话联系"},
}


@pytest.fixture(autouse=True)
def _district(collected_static: None) -> None:
    """Calendar, profile, rules, units."""
    district()


@pytest.fixture
def made() -> Enterprise:
    """A made-up firm."""
    return firm()


@pytest.fixture
def who(made: Enterprise) -> dict[str, Program]:
    """Programs of those who have a part, and of some who have none."""
    return {
        "own": _of_firm(made, "agent"),
        "stranger": _of_firm(firm("虚构乙厂"), "stranger"),
        "window": program("window", Role.WINDOW_CLERK, at="window"),
        "other-window": program("window-2", Role.WINDOW_CLERK, at="window"),
        "power": program("power-1", Role.DEPARTMENT_OFFICER, at="power"),
        "social": program("social-1", Role.DEPARTMENT_OFFICER, at="social"),
        "leader": program("leader", Role.LEADER),
    }


def _of_firm(of: Enterprise, username: str) -> Program:
    person, _ = cast.agent(username, f"of-{of.key}")
    Enterprise.objects.filter(pk=of.pk).update(organisation=Organisation.objects.get(key=f"of-{of.key}"))
    return Program(token_of(person, Scope.APPEALS))


def _in_hand(who: dict[str, Program], of: Enterprise) -> int:
    """An appeal in the hands of the power office."""
    sent = {"firm": of.key, "title": "厂区高压线路要迁改", "text": "线路穿过在建厂房，影响封顶。"}
    number = int(who["own"].post("/appeals", sent).json()["number"])
    for act, told in (("acceptance", {}), ("dispatch", {"lead": "power"})):
        assert who["window"].post(f"/appeals/{number}/{act}", told).status_code == 200
    return number


def _done(by: Program, number: int, act: str, **more: Any) -> Any:
    return by.post(f"/appeals/{number}/{act}", _ACTS[act] | more)


def _leg(number: int) -> int:
    return int(Leg.objects.get(case=number, closed_at__isnull=True).pk)


def test_a_unit_objects_and_the_window_rules(who: dict[str, Program], made: Enterprise) -> None:
    number = _in_hand(who, made)
    leg = _leg(number)
    assert _done(who["power"], number, "objection", leg=leg).json()["state"] == "dispatched"
    assert problem(_done(who["power"], number, "objection", leg=leg)) == (409, "appeals.objection_waits")
    waiting = who["window"].get(f"/appeals/{number}").json()["objections"]
    assert [(each["ruling"], each["reason"], each["ruled"]) for each in waiting] == [("waiting", "不属供电", None)]
    assert _done(who["window"], number, "objection-ruling").status_code == 200
    assert problem(_done(who["window"], number, "objection-ruling")) == (409, "casework.nothing_asked")
    ruled = Objection.objects.get()
    assert (ruled.ruling, ruled.ruled_reason, Leg.objects.get(pk=_leg(number)).unit.key) == ("granted", "确属社保", "social")
    told = {name: who[name].get(f"/appeals/{number}").json()["objections"] for name in ("own", "leader", "social")}
    assert [len(told[name]) for name in told] == [0, 1, 1]  # what offices settle among themselves is not the firm's
    assert "不属供电" not in who["own"].get(f"/appeals/{number}").content.decode()


def test_what_an_objection_lacks_is_refused(who: dict[str, Program], made: Enterprise) -> None:
    number = _in_hand(who, made)
    leg = _leg(number)
    assert problem(_done(who["power"], number, "objection", leg=leg, basis=" ")) == (422, "kit.not_as_asked")
    assert problem(_done(who["power"], number, "objection", leg=leg, proposed="nobody")) == (422, "appeals.no_such_unit")
    assert problem(_done(who["power"], number, "objection", leg=leg, proposed="power")) == (422, "appeals.objection_proposes_itself")
    assert problem(_done(who["power"], number, "objection", leg=leg + 99)) == (422, "appeals.no_such_unit")
    assert not Objection.objects.exists()


def test_the_lead_asks_for_more_time_and_the_window_rules(who: dict[str, Program], made: Enterprise) -> None:
    number = _in_hand(who, made)
    before = who["own"].get(f"/appeals/{number}").json()["line"]["due_on"]
    assert problem(_done(who["power"], number, "extension", value=0)) == (422, "kit.not_as_asked")
    assert _done(who["power"], number, "extension").status_code == 200
    assert who["window"].get(f"/appeals/{number}").json()["extension"] is not None
    assert who["own"].get(f"/appeals/{number}").json()["extension"] is None
    assert _done(who["window"], number, "extension-ruling").status_code == 200
    assert (ExtensionRequest.objects.get().ruling, who["own"].get(f"/appeals/{number}").json()["line"]["due_on"] > before) == (
        "granted",
        True,
    )
    assert who["window"].get(f"/appeals/{number}").json()["extension"] is None


def test_the_enterprise_is_asked_and_answers(who: dict[str, Program], made: Enterprise) -> None:
    number = _in_hand(who, made)
    assert problem(_done(who["own"], number, "supplement")) == (409, "appeals.nothing_to_answer")
    assert _done(who["power"], number, "question").status_code == 200
    asked = who["own"].get(f"/appeals/{number}").json()
    assert ([each["question"] for each in asked["exchanges"]], asked["line"]["is_standing"]) == (["哪一段"], True)
    assert problem(_done(who["window"], number, "question")) == (409, "appeals.question_waits")
    assert _done(who["own"], number, "supplement").status_code == 200
    told = who["power"].get(f"/appeals/{number}").json()
    assert ([each["answer"] for each in told["exchanges"]], told["line"]["is_standing"]) == (["东段"], False)


def test_a_contact_is_noted(who: dict[str, Program], made: Enterprise) -> None:
    number = _in_hand(who, made)
    assert _done(who["power"], number, "contact").status_code == 200
    assert Appeal.objects.get(pk=number).contacted_at is not None


def test_nobody_else_asks_answers_or_rules(who: dict[str, Program], made: Enterprise) -> None:
    """Each act by everybody, where it could be done: an objection, a request and a question wait, and none of it is touched."""
    number = _in_hand(who, made)
    leg = _leg(number)
    for act, more in (("objection", {"leg": leg}), ("extension", {}), ("question", {})):
        assert _done(who["power"], number, act, **more).status_code == 200
    events = CaseEvent.objects.count()
    may = {
        "objection": {"power"},
        "objection-ruling": {"window", "other-window"},
        "extension": {"power"},
        "extension-ruling": {"window", "other-window"},
        "question": {"power", "window", "other-window"},
        "supplement": {"own", "window", "other-window"},
        "contact": {"power", "window", "other-window"},
    }
    refused = {
        act: {name: problem(_done(by, number, act, **({"leg": leg} if act == "objection" else {})))[0]
              for name, by in who.items() if name not in may[act]}
        for act in _ACTS
    }  # fmt: skip
    strangers = {"stranger": 404, "social": 404}  # it is not theirs to see
    assert {act: set(found.values()) <= {403, 404} for act, found in refused.items()} == dict.fromkeys(_ACTS, True)
    assert refused["supplement"]["stranger"] == strangers["stranger"]
    assert {refused[act]["social"] for act in ("objection", "extension", "question", "contact")} == {strangers["social"]}
    assert (CaseEvent.objects.count(), Objection.objects.get().ruling, ExtensionRequest.objects.get().ruling) == (
        events,
        "waiting",
        "waiting",
    )
    assert Exchange.objects.get().answered_at is None

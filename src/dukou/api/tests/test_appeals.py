"""Appeals over the API: as the pages, by each role; files once, tells contacts to few, and acts only by a token for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.accounts.models import Organisation, Person
from dukou.accounts.tests import cast
from dukou.api.operations import admissions
from dukou.api.tests.calling import Program, problem, program, token_of
from dukou.appeals.core.kinds import Channel
from dukou.appeals.models import Appeal
from dukou.appeals.tests.made_up import district, filed, firm, officer
from dukou.casework.models import Leg
from dukou.enterprises.models import Enterprise

pytestmark = pytest.mark.django_db
_SENT = {"title": "厂区高压线路要迁改", "text": "线路穿过在建厂房，影响封顶，请协调迁改。"}
_CONTACT = {"name": "虚构某", "phone": "023-00000000"}


@pytest.fixture(autouse=True)
def _district(collected_static: None) -> None:
    """Calendar, profile, rules, units."""
    district()


@pytest.fixture
def made() -> Enterprise:
    """A made-up firm."""
    return firm()


@pytest.fixture
def own(made: Enterprise) -> Program:
    """A program of the firm's agent."""
    return _of_firm(made, "agent")


@pytest.fixture
def window() -> Program:
    """A program of the window."""
    return program("window", Role.WINDOW_CLERK, at="window")


@pytest.fixture
def power() -> Program:
    """A program of the power office."""
    return program("power-1", Role.DEPARTMENT_OFFICER, at="power")


def _of_firm(of: Enterprise, username: str, *scopes: Scope) -> Program:
    who, _ = cast.agent(username, f"of-{of.key}")
    Enterprise.objects.filter(pk=of.pk).update(organisation=Organisation.objects.get(key=f"of-{of.key}"))
    return Program(token_of(who, *scopes))


def _whistle(who: Program, of: Enterprise, **more: Any) -> int:
    answer = who.post("/appeals", _SENT | {"firm": of.key} | more)
    assert answer.status_code == 201, answer.content
    return int(answer.json()["number"])


def _at(number: int, part: str) -> str:
    return f"/appeals/{number}/{part}"


def test_from_filing_to_the_rating(own: Program, window: Program, power: Program, made: Enterprise) -> None:
    number = _whistle(own, made)
    told = [
        window.post(_at(number, "acceptance"), {"topic": "power", "grade": "hard"}),
        window.post(_at(number, "dispatch"), {"lead": "power", "assisting": ["social"]}),
        program("social-1", Role.DEPARTMENT_OFFICER, at="social").post(
            _at(number, "part"), {"leg": Leg.objects.get(unit__key="social").pk, "text": "参保名单已核"}
        ),
        power.post(_at(number, "reply"), {"verdict": "solved", "text": "线路已迁改", "done": "完成迁改"}),
        own.post(_at(number, "rating"), {"satisfaction": "satisfied", "words": "很快"}),
        own.post(_at(number, "reopening"), {"reason": "又停电了"}),
        own.post(_at(number, "withdrawal"), {"reason": "不需要了"}),
    ]
    assert [(each.status_code, each.json()["state"]) for each in told] == [
        (200, "accepted"),
        (200, "dispatched"),
        (200, "dispatched"),
        (200, "replied"),
        (200, "closed"),
        (200, "accepted"),
        (200, "closed"),
    ]
    assert told[4].json()["ending"] == "solved" and told[4].json()["state_label"] == {"zh": "解决", "en": "solved"}
    seen = window.get(f"/appeals/{number}").json()
    assert [leg["outcome"] for leg in seen["legs"]] == ["answered", "answered"]
    assert (seen["line"]["grade"], seen["line"]["reopenings"], seen["replies"][0]["verdict"]) == ("hard", 1, "solved")


def test_what_the_window_does_besides(own: Program, window: Program, made: Enterprise) -> None:
    first, second, third, fourth = (_whistle(own, made) for _ in range(4))
    told = [
        window.post(_at(second, "merge"), {"into": first}),
        window.post(_at(first, "answer"), {"text": "请看指南第三条"}),
        window.post(_at(third, "refusal"), {"ground": "court", "words": "法院已受理"}),
        window.post(_at(fourth, "acceptance"), {}),
        window.post(_at(fourth, "dispatch"), {"lead": "power"}),
        window.post(_at(fourth, "recall"), {"leg": Leg.objects.get(case=fourth).pk, "reason": "派错了"}),
    ]
    endings = [each.json()["ending"] or each.json()["state"] for each in told]
    assert endings == ["merged", "answered_at_once", "not_accepted", "accepted", "dispatched", "accepted"]
    assert problem(window.post(_at(third, "acceptance"), {})) == (409, "casework.case_closed")
    assert problem(window.post(_at(fourth, "call"), {"satisfaction": None})) == (409, "appeals.act_not_now")


def test_a_firm_is_named_by_key_or_code_and_must_be_ones_own(own: Program, window: Program, made: Enterprise) -> None:
    other = firm("虚构乙厂")
    Enterprise.objects.filter(pk=other.pk).update(code="91500104XXC4N0JJ8R")
    assert problem(own.post("/appeals", _SENT | {"firm": other.key})) == (403, "appeals.not_your_firm")
    by_code = window.post("/appeals", _SENT | {"firm": "91500104XXC4N0JJ8R", "channel": "phone_desk"}).json()
    assert Appeal.objects.get(pk=by_code["number"]).enterprise_id == other.pk
    assert problem(window.post("/appeals", _SENT | {"firm": made.key, "topic": "weather"})) == (422, "appeals.no_such_topic")
    assert problem(window.post("/appeals", {"firm": made.key, "title": "", "text": "x"})) == (422, "kit.not_as_asked")


def test_the_same_key_of_request_or_form_files_once(own: Program, made: Enterprise) -> None:
    sent = _SENT | {"firm": made.key}
    by_header = [own.post("/appeals", sent, Idempotency_Key="k-1").json()["number"] for _ in range(2)]
    by_form = [own.post("/appeals", sent | {"form_key": "f-1"}).json()["number"] for _ in range(2)]
    assert len(set(by_header)) == len(set(by_form)) == 1
    assert Appeal.objects.count() == 2


def test_lists_go_page_by_page_and_hold_what_one_may_see(own: Program, window: Program, power: Program, made: Enterprise) -> None:
    numbers = [_whistle(own, made, topic=topic) for topic in ("power", "social", "power")]
    stranger = _of_firm(firm("虚构乙厂"), "stranger")
    first = window.get("/appeals", {"limit": 2}).json()
    second = window.get("/appeals", {"limit": 2, "after": first["next"]}).json()
    assert [each["number"] for each in first["items"] + second["items"]] == numbers[::-1]
    assert second["next"] is None
    assert [each["number"] for each in own.get("/appeals", {"topic": "social"}).json()["items"]] == [numbers[1]]
    assert stranger.get("/appeals").json()["items"] == power.get("/appeals").json()["items"] == []
    for who in (stranger, power):
        assert problem(who.get(f"/appeals/{numbers[0]}")) == (404, "appeals.no_such_appeal")
    window.post(_at(numbers[0], "acceptance"), {})
    window.post(_at(numbers[0], "dispatch"), {"lead": "power"})
    assert [each["number"] for each in power.get("/appeals").json()["items"]] == [numbers[0]]
    assert [each["number"] for each in window.get("/appeals", {"unit": "power"}).json()["items"]] == [numbers[0]]


def test_contacts_are_told_to_those_who_handle_it_and_to_the_firm(own: Program, window: Program, power: Program, made: Enterprise) -> None:
    number = _whistle(own, made, contact=_CONTACT)
    window.post(_at(number, "acceptance"), {})
    window.post(_at(number, "dispatch"), {"lead": "power"})
    leader = program("leader", Role.LEADER)
    told = [who.get(f"/appeals/{number}").json()["contact"] for who in (own, window, power, leader)]
    assert told == [_CONTACT, _CONTACT, _CONTACT, None]
    assert leader.get(f"/appeals/{number}").json()["line"]["number"] == number


def test_whoever_has_the_secret_follows_and_learns_nothing_private(own: Program, made: Enterprise) -> None:
    number = _whistle(own, made, contact=_CONTACT)
    secret = own.get(f"/appeals/{number}").json()["secret"]
    answer = Program().get(_at(number, f"follow/{secret}"))
    assert (answer.status_code, answer.json()["state"], [each["key"] for each in answer.json()["clocks"]]) == (200, "filed", ["outer"])
    text = answer.content.decode()
    assert [word in text for word in (_CONTACT["name"], _CONTACT["phone"], made.name, _SENT["text"], _SENT["title"])] == [False] * 5
    assert problem(Program().get(_at(number, "follow/wrong"))) == (404, "appeals.no_such_appeal")
    assert problem(Program().get(_at(number + 1, f"follow/{secret}"))) == (404, "appeals.no_such_appeal")


def test_topics_and_profile(own: Program) -> None:
    told = own.get("/appeals/rules").json()
    assert ([each["key"] for each in told["topics"]], told["profile"], told["is_official"]) == (["power", "social"], "made-up", False)


def _changes() -> Iterator[str]:
    for address, operations in admissions().items():
        if address.startswith("appeals") and "POST" in operations:
            yield address


_BODIES: dict[str, dict[str, Any]] = {
    "appeals": _SENT | {"firm": "x"},
    "acceptance": {},
    "refusal": {"ground": "court", "words": "x"},
    "answer": {"text": "x"},
    "merge": {"into": 1},
    "dispatch": {"lead": "power"},
    "recall": {"leg": 1, "reason": "x"},
    "part": {"leg": 1, "text": "x"},
    "reply": {"verdict": "solved", "text": "x", "done": "x"},
    "call": {"satisfaction": None},
    "objection": {"leg": 1, "reason": "x", "basis": "x", "proposed": "social"},
    "objection-ruling": {"is_upheld": False, "reason": "x"},
    "extension": {"value": 1, "reason": "x"},
    "extension-ruling": {"is_granted": False, "reason": "x"},
    "question": {"text": "x"},
    "supplement": {"text": "x"},
    "contact": {"text": "x"},
    "rating": {"satisfaction": "satisfied"},
    "reopening": {"reason": "x"},
    "withdrawal": {"reason": "x"},
}


@pytest.mark.parametrize("scope", list(Scope), ids=str)
def test_only_a_token_for_appeals_changes_anything(made: Enterprise, scope: Scope) -> None:
    """Reading enters by the same permissions as acting, so each operation asks for the scope by itself."""
    window = officer("both", Role.INDUSTRY_OFFICER, "power")
    own = _of_firm(made, "agent", scope)
    number = filed(window, made, now=timezone.now(), channel=Channel.PHONE_DESK).pk
    office = Program(token_of(Person.objects.get(username="both"), scope))
    refused = set()
    for address in _changes():
        word = address.rpartition("/")[2]
        who = own if word in ("appeals", "rating", "reopening", "supplement", "withdrawal") else office
        sent = _BODIES[word] | ({"firm": made.key} if word == "appeals" else {})
        answer = who.post("/" + address.replace("<number>", str(number)), sent)
        refused |= {word} if answer.status_code == 403 and problem(answer)[1] == "accounts.outside_scope" else set()
    by_permission = {"acceptance", "refusal", "answer", "merge", "dispatch", "recall", "call"}
    by_permission |= {"objection-ruling", "extension-ruling"}  # no other scope holds that of the window
    assert refused == (set() if scope is Scope.APPEALS else _BODIES.keys() - by_permission)
    assert office.get("/appeals").json()["items"][0]["number"] >= number
    assert Appeal.objects.count() == (2 if scope is Scope.APPEALS else 1)

"""The web-hook: signed, each delivery once, the same acts as by hand; what is forged, old, foreign or over leaves nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dukou.affairs.core.kinds import ReceiverKind
from dukou.affairs.core.signing import KEY, SIGNATURE, WINDOW, Secret, signed
from dukou.affairs.models import Application, Incoming, Part
from dukou.affairs.tests.units_made import SECRET, SECRET_NAME, part, taking, world
from dukou.audit.models import AuditEvent
from dukou.casework.models import CaseEvent

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/affairs/hooks/{unit}"
Send = Callable[..., Any]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Application:
    """An accepted application; two units have systems that sign."""
    monkeypatch.setenv(SECRET_NAME, SECRET)
    played = world()
    for key in ("grid", "works"):
        taking(key, ReceiverKind.HTTP, "http://127.0.0.1:9/", SECRET_NAME)
    return played.accepted(now=timezone.now())


@pytest.fixture
def send(client: Client) -> Send:
    """Sends a delivery: signed by the unit, now, unless something else is said."""

    def sent(body: dict[str, Any] | bytes, unit: str = "grid", secret: str = SECRET, ago: timedelta = timedelta(0), **headers: str) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        key = body.get("delivery", "d-1") if isinstance(body, dict) else "d-1"
        told = signed(Secret(secret.encode()), str(key), raw, timezone.now() - ago) | headers
        return client.generic("POST", ADDRESS.format(unit=unit), raw, "application/json", headers=told)

    return sent


def told(made: Application, event: str, delivery: str = "d-1", unit: str = "grid", **more: Any) -> dict[str, Any]:
    return {"delivery": delivery, "event": event, "part": part(made, unit).pk} | more


def kept() -> tuple[Any, ...]:
    """Everything that a delivery could have changed."""
    return tuple(
        list(model._default_manager.order_by("pk").values_list()) for model in (Incoming, Part, Application, CaseEvent, AuditEvent)
    )


def test_a_unit_acknowledges_moves_answers_and_ends_by_its_system(made: Application, send: Send) -> None:
    number = part(made, "grid").pk
    answers = [
        send(told(made, "acknowledged", "d-1", reference="G-7")),
        send(told(made, "stage", "d-2", stage="survey")),
        send(told(made, "answer", "d-3", is_feasible=True, text="可以接入", fee_fen=120_000, fee_basis="按图预算")),
        send({"delivery": "d-4", "event": "ended", "application": made.pk, "matter": "power", "text": "已送电"}),
    ]
    assert [each.status_code for each in answers] == [200] * 4
    same = {"part": number, "application": made.pk, "matter": "power"}
    assert answers[1].json() == {"delivery": "d-2", "event": "stage", "stage": "survey", "is_ended": False} | same
    assert answers[3].json() == {"delivery": "d-4", "event": "ended", "stage": "survey", "is_ended": True} | same
    row = part(made, "grid")
    assert (row.reference, row.stage, row.is_feasible, row.answer, row.fee_fen) == ("G-7", "survey", True, "可以接入", 120_000)
    acts = ["parts.acknowledge", "parts.enter_stage", "parts.answer", "parts.end"]
    assert list(CaseEvent.objects.filter(actor="machine:grid").order_by("pk").values_list("act", flat=True)) == acts
    assert list(AuditEvent.objects.filter(actor="machine:grid").order_by("pk").values_list("act", flat=True)) == acts


def test_a_doubled_delivery_gets_the_first_answer_and_changes_nothing(made: Application, send: Send) -> None:
    first = send(told(made, "acknowledged", reference="G-7"))
    before = kept()
    again = send(told(made, "acknowledged", reference="G-7"))
    assert (again.status_code, again.json()) == (200, first.json())
    other = send(told(made, "acknowledged", reference="G-8"))
    assert (other.status_code, other.json()["code"]) == (409, "affairs.delivery_used_otherwise")
    assert kept() == before


def test_numbers_are_each_units_own(made: Application, send: Send) -> None:
    assert send(told(made, "acknowledged")).status_code == 200
    assert send(told(made, "acknowledged", unit="works"), unit="works").status_code == 200
    assert Incoming.objects.count() == 2


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        ({"secret": "another secret of tests"}, 401, "affairs.signature_wrong"),
        ({"ago": WINDOW + timedelta(minutes=1)}, 401, "affairs.signature_old"),
        ({SIGNATURE: ""}, 401, "affairs.not_signed"),
        ({KEY: "d-2"}, 401, "affairs.signature_wrong"),
        ({"unit": "nobody"}, 404, "affairs.no_such_system"),
        ({"unit": "red"}, 404, "affairs.no_such_system"),
        ({"unit": "works"}, 404, "affairs.no_such_part"),
    ],
)
def test_who_is_not_the_unit_is_refused(made: Application, send: Send, how: dict[str, Any], status: int, code: str) -> None:
    before = kept()
    answer = send(told(made, "acknowledged"), **how)
    assert (answer.status_code, answer.json()["code"], answer["Content-Type"]) == (status, code, "application/problem+json")
    assert kept() == before


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"event": "acknowledged", "part": 10**9}, 404, "affairs.no_such_part"),
        ({"event": "acknowledged", "application": 10**9, "matter": "power"}, 404, "affairs.no_such_part"),
        ({"event": "stage", "stage": "flying"}, 422, "affairs.no_such_stage"),
        ({"event": "stage"}, 422, "kit.not_as_asked"),
        ({"event": "answer", "text": "可以"}, 422, "kit.not_as_asked"),
        ({"event": "acknowledged", "stage": "survey"}, 422, "kit.not_as_asked"),
        ({"event": "acknowledged", "field13": "x"}, 422, "kit.not_as_asked"),
        ({"event": "vanished"}, 422, "kit.not_as_asked"),
        ({"event": "answer", "is_feasible": True, "text": "可以", "fee_fen": -1}, 422, "kit.not_as_asked"),
        ({"event": "acknowledged", "matter": "power"}, 422, "kit.not_as_asked"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_nothing(
    made: Application, send: Send, body: dict[str, Any], status: int, code: str
) -> None:
    before = kept()
    names_another = "part" in body or "application" in body
    answer = send({"delivery": "d-1"} | ({} if names_another else {"part": part(made, "grid").pk}) | body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert kept() == before


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b'{"delivery": "d-1"}'])
def test_a_body_of_another_shape_is_refused(made: Application, send: Send, body: bytes) -> None:
    before = kept()
    answer = send(body)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"
    assert kept() == before


def test_the_number_in_the_header_is_that_of_the_body(made: Application, send: Send) -> None:
    raw = json.dumps(told(made, "acknowledged", "d-2")).encode()
    answer = send(raw)
    assert [fault["field"] for fault in answer.json()["faults"]] == ["body.delivery"]


def test_what_is_over_takes_no_more_and_the_refused_number_may_be_used_again(made: Application, send: Send) -> None:
    assert send(told(made, "ended", "d-1")).status_code == 200
    late = send(told(made, "acknowledged", "d-2"))
    assert (late.status_code, late.json()["code"]) == (409, "affairs.part_over")
    assert list(Incoming.objects.values_list("delivery", flat=True)) == ["d-1"]


def test_a_unit_whose_secret_is_not_set_is_unknown(made: Application, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECRET_NAME)
    assert send(told(made, "acknowledged")).json()["code"] == "affairs.no_such_system"
    monkeypatch.setenv(SECRET_NAME, "short")
    assert send(told(made, "acknowledged"), secret="short" * 4).json()["code"] == "affairs.no_such_system"

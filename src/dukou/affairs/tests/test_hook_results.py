"""A unit's system gives result papers by the web-hook: judged like any upload, once for each number, taken by the applicant."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dukou.affairs.core.kinds import ReceiverKind
from dukou.affairs.core.signing import Secret, signed
from dukou.affairs.models import Application, Handed, Incoming
from dukou.affairs.tests.made_up import PDF, Cast, accepted, part, players
from dukou.affairs.tests.units_made import SECRET, SECRET_NAME, taking
from dukou.casework.models import CaseEvent
from dukou.kit.files import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, officers of three units."""
    return players()


@pytest.fixture
def made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Application:
    """An accepted application; the units of power and water have systems that sign."""
    monkeypatch.setenv(SECRET_NAME, SECRET)
    for key in ("power", "water"):
        taking(key, ReceiverKind.HTTP, "http://127.0.0.1:9/", SECRET_NAME)
    return accepted(cast)


def send(client: Client, body: dict[str, Any], unit: str = "power") -> Any:
    raw = json.dumps(body).encode()
    headers = signed(Secret(SECRET.encode()), str(body["delivery"]), raw, timezone.now())
    return client.generic("POST", f"/api/v1/affairs/hooks/{unit}", raw, "application/json", headers=headers)


def result(made: Application, content: bytes = PDF, name: str = "供电合同.pdf", **more: Any) -> dict[str, Any]:
    file = {"name": name, "content": b64encode(content).decode()}
    return {"delivery": "r-1", "event": "result", "part": part(made, "power"), "paper": "contract", "file": file} | more


def results() -> list[tuple[str, str, str]]:
    return list(Handed.objects.filter(material__startswith="result.").values_list("material", "name", "unit__key"))


def test_a_result_paper_comes_once_and_is_the_applicants(made: Application, client: Client, cast: Cast) -> None:
    told = [send(client, result(made)) for _ in range(2)]
    assert [each.status_code for each in told] == [200, 200] and told[0].json() == told[1].json()
    assert (told[0].json()["event"], told[0].json()["is_ended"], results()) == (
        "result",
        False,
        [("result.contract", "供电合同.pdf", "power")],
    )
    path = kept(Handed.objects.get(material="result.contract").sha256)
    assert path is not None and path.read_bytes() == PDF
    assert CaseEvent.objects.filter(case=made.pk, act="materials.give_result").count() == 1
    other = send(client, result(made, content=PDF + b" another"))
    assert (other.status_code, other.json()["code"]) == (409, "affairs.delivery_used_otherwise")


def test_a_paper_larger_than_a_plain_request_comes_whole(made: Application, client: Client) -> None:
    large = PDF + b" " * (4 << 20)
    assert send(client, result(made, content=large)).status_code == 200
    assert Handed.objects.get(material="result.contract").size == len(large)


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"file": {"name": "合同.exe", "content": "TVo="}}, 415, "kit.attachment_kind_not_taken"),
        ({"file": {"name": "合同.pdf", "content": "TVo="}}, 415, "kit.attachment_mislabelled"),
        ({"file": {"name": "合同.pdf", "content": ""}}, 422, "kit.attachment_empty"),
        ({"file": {"name": "../合同.pdf", "content": "TVo="}}, 422, "kit.attachment_name_odd"),
        ({"file": {"name": "合同.pdf", "content": "不是"}}, 422, "kit.not_as_asked"),
        ({"file": {"name": "合同.pdf", "content": b64encode(b"%PDF-" + b" " * (20 << 20)).decode()}}, 413, "kit.attachment_too_large"),
        ({"file": {"name": "合同.pdf", "content": "A" * (32 << 20)}}, 413, "kit.body_too_large"),
        ({"paper": "licence"}, 422, "affairs.no_paper"),
        ({"paper": None}, 422, "kit.not_as_asked"),
        ({"file": None}, 422, "kit.not_as_asked"),
        ({"event": "acknowledged"}, 422, "kit.not_as_asked"),
    ],
)
def test_what_is_no_result_leaves_nothing(made: Application, client: Client, more: dict[str, Any], status: int, code: str) -> None:
    answer = send(client, result(made) | more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (results(), Incoming.objects.count()) == ([], 0)


def test_a_unit_gives_results_for_its_own_part_alone(made: Application, client: Client) -> None:
    answer = send(client, result(made), unit="water")
    assert (answer.status_code, answer.json()["code"], results()) == (404, "affairs.no_such_part", [])

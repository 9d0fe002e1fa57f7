"""Affairs over the API: the form as a schema, an application filed by it, and nothing of another firm."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.affairs.actions import intake
from dukou.affairs.models import Application, Handed, Outgoing
from dukou.affairs.tests.made_up import ANSWERS_OF_POWER, PDF, Cast, accepted, agent, firm, players
from dukou.api.tests.calling import ROOT, Program, problem, program

pytestmark = pytest.mark.django_db
FILING = "/affairs/offers/joint/applications"


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, officers of three units."""
    return players()


def test_the_api_tells_nothing_of_another_firm(cast: Cast) -> None:
    made = cast.filed()
    other = firm("虚构丙厂")
    agent(other, "third")
    stranger = program("stranger-program", Role.ENTERPRISE_AGENT, at=f"of-{other.key}", scopes=[Scope.AFFAIRS])
    one = f"/affairs/applications/{made.pk}"
    asked = [stranger.get(one), *(stranger.post(f"{one}/{act}", {}) for act in ("agreement",))]
    asked.append(stranger.post(f"{one}/withdrawal", {"reason": "不要了"}))
    assert [each.status_code for each in asked] == [404] * 3
    assert [stranger.post(f"{one}/{act}", body).status_code for act, body in (("acceptance", {}), ("refusal", {"reason": "不收"}))] == [
        403
    ] * 2
    assert stranger.get("/affairs/applications").json()["items"] == []
    window = program("window-program", Role.WINDOW_CLERK, at="window", scopes=[Scope.AFFAIRS])
    assert [row["number"] for row in window.get("/affairs/applications").json()["items"]] == [made.pk]


def test_a_form_is_asked_for_filled_in_and_filed_once(cast: Cast) -> None:
    own = program("own-program", Role.ENTERPRISE_AGENT, at=f"of-{cast.firm.key}", scopes=[Scope.AFFAIRS])
    form = own.get("/affairs/offers/joint/form", {"matters": "power"}).json()
    assert (form["edition"], form["before"], form["after"]) == ("1", 3, 1)
    assert {"kva", "until"} <= form["form_schema"]["properties"].keys()
    body = {"firm": cast.firm.key, "edition": "1", "matters": {"power": []}, "answers": ANSWERS_OF_POWER, "form_key": "k"}
    told = [own.post("/affairs/offers/joint/applications", body) for _ in range(2)]
    assert [each.status_code for each in told] == [201, 201] and told[0].json() == told[1].json()
    assert Application.objects.get().channel == "api"
    assert problem(own.post("/affairs/offers/joint/applications", body | {"form_key": "k2", "edition": "0"})) == (
        409,
        "affairs.other_edition",
    )
    wrong = own.post("/affairs/offers/joint/applications", body | {"form_key": "k3", "answers": ANSWERS_OF_POWER | {"colour": "red"}})
    assert problem(wrong) == (422, "affairs.form_faulty")
    assert [fault["field"] for fault in wrong.json()["faults"]] == ["colour"]


def test_a_unit_fetches_the_files_of_its_part_by_the_address_it_was_told_and_nobody_elses(cast: Cast) -> None:
    made, content = accepted(cast), PDF
    paper = Handed.objects.get()
    told = [row.payload["materials"] for row in Outgoing.objects.order_by("pk")]
    addresses = [each["address"] for materials in told for each in materials if each["key"] == "property"]
    assert addresses == [f"/api/v1/affairs/applications/{made.pk}/papers/{paper.pk}"] * 2
    assert [each.get("address") for materials in told for each in materials if each["key"] == "licence"] == [None, None]  # an office has it
    path = addresses[0].removeprefix(ROOT)
    power = program("power-program", Role.DEPARTMENT_OFFICER, at="power", scopes=[Scope.AFFAIRS])
    got = power.get(path)
    assert (got.status_code, got.content, got.headers["ETag"]) == (200, content, f'"{paper.sha256}"')
    assert got.headers["Content-Disposition"].startswith("attachment")
    road = program("road-program", Role.DEPARTMENT_OFFICER, at="road", scopes=[Scope.AFFAIRS])
    reads = program("power-reads", Role.DEPARTMENT_OFFICER, at="power", scopes=[Scope.READ])
    other = firm("虚构丁厂")
    agent(other, "fourth")
    stranger = program("stranger-program", Role.ENTERPRISE_AGENT, at=f"of-{other.key}", scopes=[Scope.AFFAIRS])
    refused = [road.get(path), stranger.get(path), reads.get(path)]
    assert [problem(each) for each in refused] == [(404, "affairs.no_such_application")] * 2 + [(403, "accounts.outside_scope")]
    assert not any(content in each.content for each in refused)
    second = accepted(cast, form_key="second")
    assert problem(power.get(f"/affairs/applications/{second.pk}/papers/{paper.pk}")) == (404, "affairs.no_such_paper")


def _file(content: bytes = PDF, name: str = "产权.pdf") -> dict[str, str]:
    return {"name": name, "content": b64encode(content).decode()}


def _body(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"firm": cast.firm.key, "matters": {"power": []}, "answers": ANSWERS_OF_POWER, "form_key": "k"} | more


def test_an_affair_that_wants_uploads_is_filed_whole(cast: Cast) -> None:
    own = program("own-program", Role.ENTERPRISE_AGENT, at=f"of-{cast.firm.key}", scopes=[Scope.AFFAIRS])
    large = PDF + b" " * (4 << 20)  # more than a plain request may hold
    told = [own.post(FILING, _body(cast, brought={"property": _file(large)}), Idempotency_Key="once") for _ in range(2)]
    assert [each.status_code for each in told] == [201, 201] and told[0].json() == told[1].json()
    made, row = Application.objects.get(), Handed.objects.get()
    assert (row.material, row.name, row.size) == ("property", "产权.pdf", len(large))
    intake.accept(by=cast.window, number=made.pk)  # nothing is missing


def test_what_did_not_come_with_the_form_is_brought_or_supplemented(cast: Cast) -> None:
    own = program("own-program", Role.ENTERPRISE_AGENT, at=f"of-{cast.firm.key}", scopes=[Scope.AFFAIRS])
    number = own.post(FILING, _body(cast)).json()["number"]
    one = f"/affairs/applications/{number}"
    assert own.post(f"{one}/materials", {"brought": {"property": _file()}}).json() == {"number": number, "state": "filed"}
    assert problem(own.post(f"{one}/materials", {})) == (422, "affairs.nothing_brought")
    intake.notify(by=cast.window, number=number, words="请换清楚的一份")
    sent = {"brought": {"property": _file(name="新产权.pdf")}, "answers": {"kva": 400}}
    assert own.post(f"{one}/supplement", sent).json() == {"number": number, "state": "filed"}
    assert list(Handed.objects.order_by("pk").values_list("name", flat=True)) == ["产权.pdf", "新产权.pdf"]
    assert Application.objects.get().answers["kva"]["value"] == 400


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"brought": {"property": _file(b"MZ", "产权.exe")}}, 415, "kit.attachment_kind_not_taken"),
        ({"brought": {"property": _file(b"MZ")}}, 415, "kit.attachment_mislabelled"),
        ({"brought": {"licence": _file()}}, 422, "affairs.material_not_taken"),
        ({"brought": {"property": _file() | {"content": "?"}}}, 422, "kit.not_as_asked"),
        ({"brought": {"property": _file()}, "promised": ["property"]}, 422, "kit.not_as_asked"),
        ({"brought": {"property": _file() | {"content": "A" * (32 << 20)}}}, 413, "kit.body_too_large"),
    ],
)
def test_a_file_that_is_not_taken_files_nothing(cast: Cast, more: dict[str, Any], status: int, code: str) -> None:
    own = program("own-program", Role.ENTERPRISE_AGENT, at=f"of-{cast.firm.key}", scopes=[Scope.AFFAIRS])
    assert problem(own.post(FILING, _body(cast, **more))) == (status, code)
    assert (Application.objects.count(), Handed.objects.count()) == (0, 0)


def test_who_is_unknown_sends_no_more_than_a_plain_request(cast: Cast) -> None:
    body = _body(cast, brought={"property": _file(PDF + b" " * (4 << 20))})
    assert problem(Program().post(FILING, body)) == (401, "api.token_needed")


def test_materials_for_the_application_of_another_firm_are_not_taken(cast: Cast) -> None:
    made, other = cast.filed(), firm("虚构戊厂")
    agent(other, "fifth")
    stranger = program("stranger-program", Role.ENTERPRISE_AGENT, at=f"of-{other.key}", scopes=[Scope.AFFAIRS])
    sent = {"brought": {"property": _file()}}
    asked = [stranger.post(f"/affairs/applications/{made.pk}/{act}", sent) for act in ("materials", "supplement")]
    assert [problem(each) for each in asked] == [(404, "affairs.no_such_application")] * 2
    assert Handed.objects.count() == 0

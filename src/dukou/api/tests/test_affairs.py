"""Affairs over the API: the form as a schema, an application filed by it, and nothing of another firm."""

from __future__ import annotations

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.affairs.models import Application, Handed, Outgoing
from dukou.affairs.tests.made_up import ANSWERS_OF_POWER, PDF, Cast, accepted, agent, firm, players
from dukou.api.tests.calling import ROOT, problem, program

pytestmark = pytest.mark.django_db


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

"""The office's lists over the API: the same rows as the pages, page by page; firms and claims of others are not in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.api.tests.calling import Program, problem, program, token_of
from dukou.enterprises.models import Enterprise
from dukou.policies.actions import claims, matching, notices
from dukou.policies.queries.runs import newest_run
from dukou.policies.tests.made_up import DAY, NOW, agent, firms, handed_in, load, state, viewer

pytestmark = pytest.mark.django_db
NAMES = ("虚构甲厂", "虚构乙厂", "虚构丙厂")


@pytest.fixture
def made(tmp_path: Path, settings: LazySettings) -> list[Enterprise]:
    """Three firms with the title, the last of which spent too little; the first has filed; a run; all were told of the award."""
    settings.HOME_FILE = replace(settings.HOME_FILE, known_on=str(DAY))
    load(tmp_path)
    made = firms(*NAMES)
    for firm, spending in zip(made, ("150万元", "200万元", "90万元"), strict=True):
        state(firm, has_title=True, spending=spending)
    handed_in(claims.file(by=agent("owner", made[0]), measure="subsidy", firm=made[0].key, as_of=DAY, papers=["ledger", "letter"], now=NOW))
    keeper = viewer("handler", Role.INDUSTRY_OFFICER)
    matching.run(by=keeper, as_of=DAY, now=NOW)
    for username, firm in (("second", made[1]), ("third", made[2])):
        agent(username, firm)
    notices.tell(by=keeper, measure="award", as_of=DAY, now=NOW)
    return made


@pytest.fixture
def officer(made: list[Enterprise]) -> Program:
    """A program of an office."""
    return program("officer", Role.INDUSTRY_OFFICER)


def paged(who: Program, path: str, **query: Any) -> list[Any]:
    """All items, one on a page."""
    found: list[Any] = []
    after: dict[str, str] | None = {}
    while after is not None:
        page = who.get(path, query | {"limit": 1} | after).json()
        found, after = found + page["items"], {"after": page["next"]} if page["next"] else None
    return found


def test_who_is_ready_and_who_is_close(officer: Program, made: list[Enterprise]) -> None:
    ready, near = (officer.get(f"/policies/measures/subsidy/{part}").json() for part in ("ready", "near"))
    run = newest_run()
    assert run and {(each["run"], each["as_of"]) for each in (ready, near)} == {(run.pk, DAY.isoformat())}
    assert [(each["firm_name"], each["amount"]["least_fen"], each["stage"], each["was_told"]) for each in ready["items"]] == [
        (NAMES[0], 15_000_000, "filed", False),
        (NAMES[1], 20_000_000, None, False),
    ]
    assert [(each["firm"], each["near"]["clause"], each["near"]["short"]["zh"]) for each in near["items"]] == [
        (made[2].key, "二", "10 万元")
    ]
    award = officer.get("/policies/measures/award/ready").json()["items"]
    assert [(each["firm_name"], each["was_told"]) for each in award] == [(name, True) for name in NAMES]
    assert paged(officer, "/policies/measures/award/ready") == award
    assert problem(officer.get("/policies/measures/nothing/near")) == (404, "policies.no_such_measure")


def test_who_is_not_paid_and_why(officer: Program) -> None:
    told = officer.get("/policies/unpaid").json()
    found = [(each["measure"], each["firm_name"], each["reason"]) for each in told["items"]]
    assert len(found) == told["count"] == sum(each["count"] for each in told["reasons"]) == 8
    assert ("subsidy", NAMES[0], "in_hand") in found and ("subsidy", NAMES[1], "not_told") in found
    due = {(each["measure"], each["firm_name"]): each["due"] and each["due"]["least_fen"] for each in told["items"]}
    assert [due["award", NAMES[2]], due["prize", NAMES[2]]] == [None, 30_000_000]  # the group pays the higher of both
    assert [each["amount"]["least_fen"] for each in told["items"] if each["measure"] == "award"] == [20_000_000] * 3
    assert found == sorted(found, key=lambda each: (each[0], NAMES.index(each[1])))
    assert paged(officer, "/policies/unpaid") == told["items"]
    assert [each["measure"] for each in officer.get("/policies/unpaid", {"measure": "subsidy"}).json()["items"]] == ["subsidy"] * 2
    assert officer.get("/policies/unpaid", {"after": "no mark"}).json() == told
    assert problem(officer.get("/policies/unpaid", {"measure": "nothing"})) == (404, "policies.no_such_measure")


def test_how_far_the_money_goes(officer: Program) -> None:
    told = {each["measure"]: each for each in officer.get("/policies/forecast").json()["measures"]}
    assert {key: (each["budget"], each["sure"], each["sure_firms"], each["after_sure"]) for key, each in told.items()} == {
        "award": (100_000_000, 0, 0, 100_000_000),  # who has the higher prize to get has no award to get besides
        "prize": (30_000_000, 90_000_000, 3, -60_000_000),
        "subsidy": (None, 24_000_000, 2, None),
    }


def test_claims_are_those_that_one_may_see(officer: Program, made: list[Enterprise]) -> None:
    handler = viewer_of(Person.objects.get(username="handler"), DAY)
    claims.propose(by=handler, measure="award", firm=made[1].key, as_of=DAY, now=NOW)
    told = officer.get("/policies/claims").json()["items"]
    assert [(each["measure"], each["firm"], each["stage"], each["asked_fen"]) for each in told] == [
        ("award", made[1].key, "filed", 20_000_000),
        ("subsidy", made[0].key, "filed", 15_000_000),
    ]
    assert paged(officer, "/policies/claims", stage="filed") == told
    assert officer.get("/policies/claims", {"stage": "paid"}).json() == {"items": [], "next": None}
    own = Program(token_of(Person.objects.get(username="owner")))
    assert own.get("/policies/claims").json()["items"] == told[1:]
    shut = [own.get(f"/policies/{path}").status_code for path in ("unpaid", "forecast", "measures/award/ready", "measures/award/near")]
    assert shut == [403] * 4


def test_before_any_run_the_lists_are_empty_and_say_so(tmp_path: Path) -> None:
    load(tmp_path)
    who = program("officer", Role.INDUSTRY_OFFICER)
    assert who.get("/policies/measures/award/ready").json() == {"items": [], "next": None, "run": None, "as_of": None}
    assert who.get("/policies/forecast").json() == {"run": None, "as_of": None, "measures": []}

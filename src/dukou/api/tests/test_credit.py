"""Credit over HTTP: each is told what the pages tell him and no more, his look is noted, and records are entered as on the page.

One firm was fined by the tax office and told late by the health office: each role would learn of it if a filter were forgotten.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.api.tests.calling import ROOT, Program, problem, program, token_of
from dukou.credit.actions import credit_records
from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import Severity
from dukou.credit.core.months import months_after
from dukou.credit.models import CreditRecord, Look
from dukou.credit.tests import credit_made as made
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.kit.core.homes import HomeFile
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
FINED, LATE = "隐去的罚款事由", "隐去的迟报事由"
ALL, NEITHER = (True, True), (False, False)
TOLD, SHUT, NOT_THERE = (200,) * 3, (403,) * 3, (404,) * 3
# what each is answered about the firm, a field of it and its records; whether the record of the tax, and of the health office is in it
SEES: dict[tuple[Role, str], tuple[tuple[int, ...], tuple[bool, bool]]] = {
    (Role.LEADER, "lead"): ((200, 200, 403), NEITHER),
    (Role.INDUSTRY_OFFICER, "lead"): ((200, 200, 403), NEITHER),
    (Role.DEPARTMENT_OFFICER, "lead"): (TOLD, ALL),
    (Role.DEPARTMENT_OFFICER, "tax"): (TOLD, (True, False)),
    (Role.DEPARTMENT_OFFICER, "health"): (TOLD, (False, True)),
    (Role.DEPARTMENT_OFFICER, "fire"): (TOLD, NEITHER),
    (Role.ENTERPRISE_AGENT, "firm-own"): (TOLD, ALL),
    (Role.ENTERPRISE_AGENT, "firm-strange"): (NOT_THERE, NEITHER),
    **{(role, "lead"): (SHUT, NEITHER) for role in (Role.WINDOW_CLERK, Role.TASK_FORCE_MEMBER, Role.BANK_OFFICER)},
    **{(role, "lead"): (SHUT, NEITHER) for role in (Role.AUDITOR, Role.STEWARD)},
}


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    """A made-up firm of which two units recorded something, among others."""
    made.load(tmp_path)
    rows, today, now = made.firms(), timezone.localdate(), timezone.now()
    Enterprise.objects.filter(pk=rows[0].pk).update(organisation=cast.organisation("firm-own", OrganisationKind.ENTERPRISE))
    made.entered(made.officer("tax"), rows[0], "fine", "税罚1号", on=today, now=now, text=FINED)
    made.entered(made.officer("health"), rows[0], "late", "卫违1号", on=today, now=now, text=LATE)
    return rows[0]


def keeper(unit: str) -> Viewer:
    return viewer_of(Person.objects.get(username=f"{unit}-officer"), timezone.localdate())


def of_unit(unit: str, *scopes: Scope) -> Program:
    """A program of the officer of a unit."""
    return Program(token_of(Person.objects.get(username=f"{unit}-officer"), *scopes))


def pages(firm: str) -> tuple[str, ...]:
    return f"/credit/firms/{firm}", f"/credit/firms/{firm}/fields/overall", f"/credit/firms/{firm}/records"


def test_each_role_is_asked() -> None:
    assert {role for role, _ in SEES} == set(Role)


@pytest.mark.parametrize(("role", "at"), SEES, ids=str)
def test_each_role_is_told_what_its_pages_tell(firm: Enterprise, role: Role, at: str) -> None:
    cast.organisation(at, OrganisationKind.ENTERPRISE if at.startswith("firm") else OrganisationKind.DEPARTMENT)
    who = program("caller", role, at=at)
    answers = [who.get(page) for page in pages(firm.key)]
    text = "".join(each.content.decode() for each in answers)
    assert (tuple(each.status_code for each in answers), (FINED in text, LATE in text)) == SEES[role, at]
    assert ("税罚1号" in text, "卫违1号" in text) == SEES[role, at][1]


def test_another_firm_learns_not_even_that_it_is_there(firm: Enterprise) -> None:
    cast.organisation("firm-strange", OrganisationKind.ENTERPRISE)
    who = program("stranger", Role.ENTERPRISE_AGENT, at="firm-strange")
    for asked, missing in zip(pages(firm.key), pages("nothing"), strict=True):
        hidden, nothing = who.get(asked), who.get(missing)
        assert problem(hidden) == problem(nothing) == (404, "credit.no_such_firm")
        assert hidden.content.decode().replace(firm.key, "nothing") == nothing.content.decode()
    assert not Look.objects.exists()


def test_a_token_that_only_reads_is_told_grades_and_no_record(firm: Enterprise) -> None:
    answers = [of_unit("tax", Scope.READ).get(page) for page in pages(firm.key)]
    assert [each.status_code for each in answers] == [200, 200, 403]
    assert not any(FINED in each.content.decode() for each in answers)
    assert FINED in of_unit("tax", Scope.CREDIT).get(pages(firm.key)[2]).content.decode()


def test_everybody_reads_the_fields_and_only_the_administration_small_counts(firm: Enterprise) -> None:
    made_up.register(*(f"虚构第{number}号工坊" for number in range(20)))
    made.graded(keeper("tax"), "tax", on=timezone.localdate(), now=timezone.now())
    nobody, unit = Program(), of_unit("tax", Scope.READ)
    public, whole = ({each["slug"]: each for each in who.get("/credit/fields").json()["items"]} for who in (nobody, unit))
    assert list(public) == ["fire", "health", "tax", "overall"]
    assert public["tax"] | {"graded": None} == whole["tax"] | {"graded": None}
    assert whole["tax"]["graded"]["counts"] == {"A": 22, "B": 0, "C": 1, "D": 0}
    assert (whole["tax"]["graded"]["covered"], whole["tax"]["graded"]["is_whole"]) == (23, True)
    assert public["tax"]["graded"]["counts"]["C"] is public["tax"]["graded"]["counts"]["A"] is None
    assert not public["tax"]["graded"]["is_whole"] and public["health"]["graded"] is None
    told = public["tax"]
    assert [told[name] for name in ("unit", "version", "standing", "cycle")] == ["tax", "2", "example", "monthly"]
    assert [slug for slug, each in public.items() if each["is_composite"]] == ["overall"]
    assert [(each["grade"], each["start"], each["level"], each["channel"]) for each in told["grades"]][::3] == [
        ("A", 90, "low", "green"),
        ("D", 0, "high", "strict"),
    ]
    checks = [each["checks"] for each in told["grades"]]
    assert (checks[0], checks[3]["visits"]) == ({"least": 100, "most": 500, "visits": 1}, None)


def test_what_is_open_to_all_tells_the_bearer_of_a_token_what_is_his(firm: Enterprise) -> None:
    made.graded(keeper("tax"), "tax", on=timezone.localdate(), now=timezone.now())
    clerk, wrong = program("clerk", Role.WINDOW_CLERK), Program("dukou_nothing")
    shown = {each["slug"]: each["graded"] for each in clerk.get("/credit/fields").json()["items"]}
    assert not shown["tax"]["is_whole"]  # he is known, and sees no grades
    assert problem(wrong.get("/credit/fields")) == (401, "api.token_needed")
    browser = Client()
    browser.force_login(Person.objects.get(username="tax-officer"), backend="dukou.accounts.auth.PasswordSignIn")
    seen = {each["slug"]: each["graded"] for each in browser.get(f"{ROOT}/credit/fields").json()["items"]}
    assert seen["tax"]["counts"] == {"A": 2, "B": 0, "C": 1, "D": 0}


def test_a_firm_is_told_as_given_and_as_of_today(firm: Enterprise) -> None:
    today = timezone.localdate()
    made.graded(keeper("tax"), "tax", on=today, now=timezone.now())
    told = of_unit("tax").get(pages(firm.key)[0]).json()
    by_field = {each["field"]: each for each in told["fields"]}
    assert (told["key"], told["name"], told["is_synthetic"]) == (firm.key, firm.name, False)
    assert list(by_field) == ["fire", "health", "tax"] and told["composite"]["field"] == "overall"
    tax, overall = by_field["tax"], told["composite"]
    assert tax["today"] == {
        "grade": "C",
        "name": {"zh": "C级", "en": "C"},
        "level": "higher",
        "points": 65,
        "version": "2",
        "is_direct": False,
        "unknown": [],
    }
    ends = str(months_after(today, 12))
    assert [tax["given"][name] for name in ("grade", "points", "on", "valid_until", "is_valid")] == ["C", 65, str(today), ends, True]
    assert (overall["given"], overall["today"]["points"]) == (None, 83)


def test_every_point_is_told_and_the_way_up_with_its_days(firm: Enterprise) -> None:
    today, row = timezone.localdate(), CreditRecord.objects.get(number="税罚1号")
    told = of_unit("tax").get(f"/credit/firms/{firm.key}/fields/tax").json()
    (reason,) = told["reasons"]
    assert (told["base"], told["today"]["points"], reason["points"], reason["grade"]) == (95, 65, -30, None)
    assert (reason["clause"], reason["words"]) == ("fine", {"zh": "罚款，每次", "en": "fined, each"})
    known = {"sight": "whole", "record": row.pk, "number": "税罚1号", "decided_on": str(today), "text": FINED, "ended_on": None}
    assert reason["records"] == [known]
    waits, repaired = (str(months_after(today, months)) for months in (12, 3))
    assert [(each["grade"], each["on"], each["repairs"]) for each in told["ways_up"]] == [
        ("B", waits, 0),
        ("B", repaired, 1),
        ("A", waits, 0),
        ("A", repaired, 1),
    ]
    assert told["ways_up"][1]["records"] == [known | {"repairable_on": repaired}]


def test_of_another_unit_s_record_the_points_are_told_and_of_an_ended_one_nothing(firm: Enterprise) -> None:
    made.graded(keeper("health"), "health", on=timezone.localdate(), now=timezone.now())
    address, nothing = f"/credit/firms/{firm.key}/fields/health", dict.fromkeys(("record", "number", "decided_on", "text"))
    (reason,) = of_unit("tax").get(address).json()["reasons"]
    assert (reason["points"], reason["records"]) == (-5, [nothing | {"sight": "others", "ended_on": None}])
    number = CreditRecord.objects.get(number="卫违1号").pk
    credit_records.withdraw(by=keeper("health"), record=number, reason="虚构", evidence="虚构")
    after = of_unit("health").get(address).json()
    assert (after["today"]["points"], after["reasons"], after["given_reasons"]) == (95, [], [])
    assert of_unit("health").get(pages(firm.key)[2]).json() == {"items": [], "next": None}


def test_records_are_told_whole_page_by_page(firm: Enterprise) -> None:
    agent = program("agent", Role.ENTERPRISE_AGENT, at="firm-own")
    first = agent.get(pages(firm.key)[2], {"limit": 1}).json()
    second = agent.get(pages(firm.key)[2], {"limit": 1, "after": first["next"]}).json()
    told, today = first["items"] + second["items"], timezone.localdate()
    names = ("number", "field", "sort", "kind", "severity", "unit", "text", "repairable_on")
    assert [tuple(each[name] for name in names) for each in told] == [
        ("卫违1号", "health", "late", "breach", "minor", "health", LATE, str(today)),
        ("税罚1号", "tax", "fine", "penalty", "general", "tax", FINED, str(months_after(today, 3))),
    ]
    assert (second["next"], told[0]["published_on"], told[1]["published_on"]) == (None, None, str(today))
    assert [each["record"] for each in told] == list(CreditRecord.objects.order_by("-pk").values_list("pk", flat=True))


def test_who_looks_from_within_leaves_a_line_and_the_firm_leaves_none(firm: Enterprise) -> None:
    unit, agent = of_unit("tax"), program("agent", Role.ENTERPRISE_AGENT, at="firm-own")
    for page in pages(firm.key) * 2:
        assert [who.get(page, {"purpose": "年度核查"}).status_code for who in (unit, agent)] == [200, 200]
    looks = [(row.enterprise_id, row.what, row.unit, row.purpose) for row in Look.objects.order_by("what")]
    assert looks == [(firm.pk, what, "tax", "年度核查") for what in ("field:overall", "firm")]


def test_in_a_demo_home_no_real_firm_is_told_beside_a_grade(firm: Enterprise) -> None:
    with override_settings(HOME_FILE=HomeFile(pack="made-up", is_demo=True)):
        refused = [of_unit("tax").get(page) for page in pages(firm.key)]
        assert [problem(each) for each in refused] == [(403, "credit.real_in_demo")] * 3
        assert not any(word in each.content.decode() for each in refused for word in (FINED, firm.name))
        Enterprise.objects.filter(pk=firm.pk).update(is_synthetic=True)
        assert [of_unit("tax").get(page).status_code for page in pages(firm.key)] == [200] * 3


def sent(about: Enterprise, **more: Any) -> dict[str, Any]:
    """A record as it should be."""
    told = {"field": "tax", "sort": "fine", "number": "税罚9号", "decided_on": "2026-07-08", "text": "虚构", "evidence": "虚构文书"}
    return {"firm": about.name, **told, **more}


def test_a_record_is_entered_once_for_one_key(firm: Enterprise) -> None:
    tax, told = of_unit("tax"), sent(firm, amount_fen=5_000_000, severity="severe")
    answers = [tax.post("/credit/records", told, Idempotency_Key="once") for _ in range(2)]
    row = CreditRecord.objects.get(number="税罚9号")
    done = {"record": row.pk, "key": firm.key, "field": "tax", "number": "税罚9号"}
    assert [(each.status_code, each.json()) for each in answers] == [(201, done)] * 2
    assert (row.amount, row.severity, row.unit.key, row.recorded_by) == (5_000_000, "severe", "tax", "person:tax-officer")
    assert problem(tax.post("/credit/records", told, Idempotency_Key="another")) == (409, "credit.recorded_before")
    assert CreditRecord.objects.filter(number="税罚9号").count() == 1


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"decided_on": "2999-01-01"}, 422, "credit.day_not_come"),
        ({"field": "health", "sort": "late"}, 403, "credit.not_your_field"),
        ({"field": "nothing"}, 404, "credit.no_such_field"),
        ({"sort": "nothing"}, 404, "credit.no_such_sort"),
        ({"sort": "award", "severity": "minor"}, 422, "credit.severity_misplaced"),
        ({"published_on": "2020-01-01"}, 422, "credit.published_backwards"),
        ({"published_on": "2026-07-08", "published_until": "9999-12-31"}, 422, "credit.published_too_long"),
        ({"number": "税罚1号"}, 409, "credit.recorded_before"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_wrong_record_is_refused_as_on_the_page(firm: Enterprise, wrong: dict[str, str], status: int, code: str) -> None:
    """The page calls the same act: what it refuses, the API refuses by the same code."""
    told = sent(firm, **wrong)
    assert problem(of_unit("tax").post("/credit/records", told)) == (status, code)
    days: dict[str, Any] = {name: date.fromisoformat(told[name]) for name in told if name.endswith(("_on", "_until"))}
    severity = Severity.of(told["severity"]) if "severity" in told else None
    entered = Entered(**{name: told[name] for name in ("sort", "number", "text", "evidence")}, **days, severity=severity)
    with pytest.raises(Refusal) as refused:
        credit_records.enter(by=keeper("tax"), enterprise=firm.key, field=told["field"], entered=entered)
    assert (refused.value.status, refused.value.code) == (status, code)
    assert not CreditRecord.objects.filter(number="税罚9号").exists()


def test_who_keeps_no_records_enters_none(firm: Enterprise) -> None:
    assert problem(of_unit("tax").post("/credit/records", sent(firm, firm="没有这家"))) == (404, "enterprises.not_one_firm")
    assert problem(of_unit("tax").post("/credit/records", sent(firm, amount_fen=-1))) == (422, "kit.not_as_asked")
    others = (of_unit("tax", Scope.READ), of_unit("tax", Scope.PROJECTS), program("officer", Role.INDUSTRY_OFFICER, at="lead"))
    answers = [who.post("/credit/records", sent(firm)) for who in (*others, program("agent", Role.ENTERPRISE_AGENT, at="firm-own"))]
    assert [problem(each)[0] for each in answers] == [403] * 4
    assert problem(Program().post("/credit/records", sent(firm))) == (401, "api.token_needed")
    assert CreditRecord.objects.count() == 2

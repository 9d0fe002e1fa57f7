"""Who comes in, how refusals are spoken, and what every answer has."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dukou.accounts.actions import people, tokens
from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.accounts.models import ApiToken
from dukou.accounts.tests import cast
from dukou.api.tests.calling import ROOT, Program, problem, program, token_of
from dukou.audit.models import AuditEvent
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.figures.tests.made_up import figures, load
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
NEEDED = (401, "api.token_needed")
FIRM = {"name": "示例市云帆虚构制造有限公司"}


@pytest.mark.parametrize("path", ["/figures", "/enterprises", "/clusters", "/enterprises/codes/1", "/briefing"])
def test_nobody_comes_in_unknown(path: str) -> None:
    answer = Program().get(path)
    assert (problem(answer), answer.headers["WWW-Authenticate"]) == (NEEDED, "Bearer")


@pytest.mark.parametrize(
    "authorization", ["Bearer", "Bearer x", "Basic eDp5", "Bearer dukou_aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", "Bearer \u00fc"]
)
def test_what_is_no_token_opens_nothing(authorization: str) -> None:
    assert problem(Program().get("/figures", Authorization=authorization)) == NEEDED


def test_a_token_that_has_ended_opens_nothing() -> None:
    clerk, leaver = cast.person("clerk"), cast.person("leaver")
    revoked, expired, left = token_of(clerk), token_of(clerk), token_of(leaver)
    assert [Program(each).get("/figures").status_code for each in (revoked, expired, left)] == [200, 200, 200]
    tokens.revoke(by=cast.CLI, token=ApiToken.objects.get(prefix=revoked[:14]), reason="遗失")
    ApiToken.objects.filter(prefix=expired[:14]).update(expires_on=timezone.localdate() - timedelta(days=1))
    people.deactivate(by=cast.CLI, person=leaver, reason="离职")
    assert [problem(Program(each).get("/figures")) for each in (revoked, expired, left)] == [NEEDED] * 3


def test_a_token_opens_no_page() -> None:
    token = token_of(cast.person("clerk", Role.INDUSTRY_OFFICER))
    page = Client().get("/figures/", headers={"Authorization": f"Bearer {token}"})
    assert (page.status_code, page.headers["Location"]) == (302, "/accounts/sign-in/?next=/figures/")


def test_a_session_reads_and_never_writes() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.person("clerk", Role.INDUSTRY_OFFICER), backend="dukou.accounts.auth.PasswordSignIn")
    assert browser.get(f"{ROOT}/enterprises").json() == {"items": [], "next": None}
    assert problem(browser.post(f"{ROOT}/enterprises", FIRM, content_type="application/json")) == NEEDED
    assert problem(browser.get(f"{ROOT}/enterprises", headers={"Authorization": "Bearer gone"})) == NEEDED
    assert not Enterprise.objects.exists()


def test_a_scope_narrows_and_says_so() -> None:
    reader = program("reader", Role.INDUSTRY_OFFICER, scopes=[Scope.READ])
    keeper = program("keeper", Role.INDUSTRY_OFFICER, scopes=[Scope.REGISTER])
    assert problem(reader.post("/enterprises", FIRM)) == (403, "accounts.not_permitted")
    assert keeper.post("/enterprises", FIRM).status_code == 201
    assert len(reader.get("/enterprises").json()["items"]) == 1


def test_a_scope_gives_nothing_that_the_person_lacks() -> None:
    assert problem(program("auditor", Role.AUDITOR).post("/enterprises", FIRM)) == (403, "accounts.not_permitted")


def test_reading_is_noted_once_a_day_and_every_change_names_its_token() -> None:
    officer = program("officer", Role.INDUSTRY_OFFICER)
    prefix = ApiToken.objects.get().prefix
    officer.get("/enterprises")
    officer.get("/enterprises")
    key = officer.post("/enterprises", FIRM).json()["key"]
    officer.post("/enterprises", FIRM)  # refused: it leaves nothing
    told = AuditEvent.objects.order_by("pk").filter(actor="person:officer").values_list("act", "subject_key", "after")
    assert [(act, subject) for act, subject, _ in told][1:] == [
        ("tokens.use", prefix),
        ("tokens.use", prefix),
        ("enterprises.register", key),
    ]
    assert told[2][2] == {"asked": "POST /api/v1/enterprises"}


REFUSED: list[tuple[str, str, dict[str, Any], tuple[int, str]]] = [
    ("get", "/nowhere", {}, (404, "api.nowhere")),
    ("get", "/", {}, (404, "api.nowhere")),
    ("get", "/enterprises/none", {}, (404, "enterprises.no_such_enterprise")),
    ("get", "/enterprises/none/facts", {}, (404, "enterprises.no_such_enterprise")),
    ("get", "/figures/none", {}, (404, "figures.no_such_claim")),
    ("get", "/clusters/none", {}, (404, "clusters.no_such_cluster")),
    ("get", "/figures", {"known_on": "yesterday"}, (400, "kit.not_a_day")),
    ("get", "/briefing", {"period": "now"}, (400, "briefing.not_a_period")),
    ("get", "/figures", {"limit": "201"}, (422, "kit.not_as_asked")),
    ("get", "/enterprises", {"status": "gone"}, (422, "kit.not_as_asked")),
    ("get", "/enterprises", {"tag": "a\0b"}, (400, "api.unreadable")),
    ("post", "/enterprises", FIRM | {"code": "91"}, (422, "enterprises.code_refused")),
    ("post", "/enterprises", FIRM | {"industry": "空谈"}, (422, "kit.not_as_asked")),
    ("post", "/enterprises/none/amendments", {"reason": "x"}, (404, "enterprises.no_such_enterprise")),
    ("post", "/figures/none/corrections", {"revision": 1, "reason": "x", "known_on": "2024-07-08"}, (404, "figures.no_such_claim")),
    ("post", "/clusters", {}, (405, "api.no_such_method")),
]


@pytest.mark.parametrize(("method", "path", "sent", "expected"), REFUSED, ids=lambda each: str(each)[:40])
def test_every_refusal_is_a_problem_with_the_code_of_the_pages(method: str, path: str, sent: Any, expected: tuple[int, str]) -> None:
    answer = getattr(program("officer", Role.INDUSTRY_OFFICER), method)(path, sent)
    assert problem(answer) == expected
    assert expected[1] in Refusal.known()
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_method_that_is_not_there_is_told_which_are() -> None:
    assert program("officer").post("/clusters", {}).headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/clusters", "/enterprises/none", "/nowhere", "/enterprises/search"])
def test_head_is_answered_as_get_is_without_its_body(path: str) -> None:
    officer = program("officer", Role.INDUSTRY_OFFICER)
    whole, head = officer.get(path), officer.client.head(ROOT + path, headers=officer.headers)
    assert whole.content and head.content == b""
    assert (head.status_code, head.headers["Content-Length"]) == (whole.status_code, str(len(whole.content)))
    told = [{name: value for name, value in each.headers.items() if name != "Content-Length"} for each in (whole, head)]
    assert told[0] == told[1]


def test_head_is_refused_where_there_is_no_get_and_without_a_token() -> None:
    officer = program("officer", Role.INDUSTRY_OFFICER)
    refused = officer.client.head(f"{ROOT}/enterprises/none/amendments", headers=officer.headers)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")
    assert officer.client.head(f"{ROOT}/clusters").status_code == 401


def test_a_head_of_the_session_reads_as_its_person() -> None:
    client = Client()
    client.force_login(cast.person("clerk", Role.INDUSTRY_OFFICER), backend="dukou.accounts.auth.PasswordSignIn")
    assert client.head(f"{ROOT}/clusters").status_code == client.get(f"{ROOT}/clusters").status_code == 200


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"name": "\xff"}'])
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    officer = program("officer", Role.INDUSTRY_OFFICER)
    answer = officer.client.post(f"{ROOT}/enterprises", body, content_type="application/json", headers=officer.headers)
    assert problem(answer) == (400, "api.unreadable")


def test_more_than_anything_takes_is_too_large(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert problem(program("officer", Role.INDUSTRY_OFFICER).post("/enterprises", FIRM)) == (413, "api.too_large")


def test_faults_name_each_field_in_both_languages() -> None:
    sent = {"founded_on": "yesterday", "capital": 5, "unknown": 1, "short_names": ["a" * 201]}
    told = program("officer", Role.INDUSTRY_OFFICER).post("/enterprises", sent).json()
    assert sorted(fault["field"] for fault in told["faults"]) == [
        "body.capital",
        "body.founded_on",
        "body.name",
        "body.short_names.0",
        "body.unknown",
    ]
    name = next(fault for fault in told["faults"] if fault["field"] == "body.name")
    assert (name["what"], name["cure"]) == (
        {"zh": "缺少“name”", "en": "“name” is missing"},
        {"zh": "补上“name”", "en": "add “name”"},
    )


def test_a_fault_that_the_rooms_form_finds_names_its_field_too() -> None:
    told = program("officer", Role.INDUSTRY_OFFICER).post("/enterprises", FIRM | {"division": "无此地"}).json()
    assert [fault["field"] for fault in told["faults"]] == ["body.division"]


def test_it_speaks_the_language_asked_for() -> None:
    officer = program("officer")
    said = {language: officer.get("/nowhere", Accept_Language=language) for language in ("zh-CN", "en-GB,en;q=0.9")}
    assert [each.json()["detail"] for each in said.values()] == ["接口没有这个地址", "the API has no such address"]
    assert [each.headers["Content-Language"] for each in said.values()] == ["zh-CN", "en"]


def test_chinese_stands_as_it_is_and_numbers_keep_their_digits(tmp_path: Path) -> None:
    entry = "key: a, of: enterprise/firm-a, is: output, value: 12.50亿元, period: 2023, at: '3'"
    load(tmp_path, figures=figures(entry))
    text = program("officer", Role.INDUSTRY_OFFICER).get("/figures/a").content.decode()
    assert '"value": 12.50' in text and "虚构报表" in text and "\\u" not in text


def test_a_page_of_a_list_leads_to_the_next() -> None:
    made_up.register(*(Entry(name=f"示例市{letter}虚构厂") for letter in "甲乙丙丁戊"))
    officer = program("officer", Role.INDUSTRY_OFFICER)
    whole = [firm["key"] for firm in officer.get("/enterprises", {"limit": 200}).json()["items"]]
    pages, after = [], ""
    while after is not None:
        told = officer.get("/enterprises", {"limit": 2, "after": after}).json()
        pages.append([firm["key"] for firm in told["items"]])
        after = told["next"]
    assert ([len(page) for page in pages], [key for page in pages for key in page]) == ([2, 2, 1], whole)


def test_figures_go_on_by_a_mark_too(tmp_path: Path) -> None:
    load(tmp_path)
    officer = program("officer", Role.INDUSTRY_OFFICER)
    first = officer.get("/figures", {"limit": 2}).json()
    second = officer.get("/figures", {"limit": 2, "after": first["next"]}).json()
    assert [each["ref"] for each in first["items"] + second["items"]] == ["a.output.2023", "a.staff", "b.settled"]
    assert second["next"] is None


# whoever holds the secret needs no other; rules, counts and published draws are everybody's
NO_DOOR = (
    "/api/v1/appeals/{number}/follow/{secret}",
    *(f"/api/v1/credit/{path}" for path in ("draws", "draws/{key}", "fields")),
    "/api/v1/finance/products",
)


def test_the_description_is_open_whole_and_without_anything_from_elsewhere(client: Client) -> None:
    schema = client.get(f"{ROOT}/openapi.json")
    assert "\\u" not in schema.content.decode()
    told = json.loads(schema.content)
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            assert {"400", "401", "403", "404", "405", "422"} <= operation["responses"].keys(), path
            assert " · " in operation["summary"], path
            named = [each["name"] for each in operation["parameters"]]
            is_once = method == "post" and "/hooks/" not in path  # a delivery bears its own number
            doors = 1 if method == "post" else 2
            doors = 0 if path in NO_DOOR else doors
            assert ("Idempotency-Key" in named, len(operation.get("security", ()))) == (is_once, doors), path
    page = client.get("/api/docs/")
    assert page.status_code == 200
    assert all(path in page.content.decode() for path in told["paths"])
    assert "http://" not in page.content.decode() and "https://" not in page.content.decode()

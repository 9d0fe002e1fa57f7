"""Rule books over the API: what they say, what they answer with reasons; what is handed in is exact, and nothing of it is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.api.tests.calling import Program, problem, program, token_of
from dukou.enterprises.models import Enterprise
from dukou.kit.output import as_json
from dukou.policies.tests.made_up import DAY, agent, firms, load, state, viewer
from dukou.rules.models import Decision, RuleBook
from dukou.rules.queries import Asked, explained, linked_for

pytestmark = pytest.mark.django_db
BOOKS = "/rules/books"
SPENDING = f"{BOOKS}/spending/1"
PART = """
book: part
version: "1"
name: {zh: 部分, en: part}
from: 2024-01-01
source: {title: {zh: 示例, en: example}, seen: example}
facts: {t: enterprise.has-title}
requires: [{clause: 一, text: {zh: 有称号, en: has the title}, test: t}]
"""
WHOLE = """
book: whole
version: "1"
name: {zh: 整体, en: whole}
from: 2024-01-01
source: {title: {zh: 示例, en: example}, seen: example}
books: {part: part}
requires: [{clause: 一, text: {zh: 按部分, en: as the part has it}, test: part.answer}]
"""


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    """A firm with the title that has spent 900 thousand yuan, of which 1 m is wanted."""
    load(tmp_path)
    made, _ = firms("虚构甲厂", "虚构乙厂")
    state(made, has_title=True, spending="90万元")
    return made


@pytest.fixture
def officer(firm: Enterprise) -> Program:
    """A program of an office."""
    return program("officer", Role.INDUSTRY_OFFICER)


def test_books_are_listed_page_by_page(officer: Program) -> None:
    whole = officer.get(BOOKS).json()
    assert [(each["book"], each["version"]) for each in whole["items"]] == [
        ("fair", "1"),
        ("spending", "1"),
        ("spending", "2"),
        ("title", "1"),
    ]
    assert whole["next"] is None
    pages: list[Any] = []
    after: str | None = ""
    while after is not None:
        page = officer.get(BOOKS, {"limit": 1, "after": after}).json()
        pages, after = pages + page["items"], page["next"]
    assert pages == whole["items"]
    assert officer.get(BOOKS, {"after": "no such mark"}).json() == whole


def test_texts_that_never_counted_or_no_longer_do_are_not_listed(officer: Program) -> None:
    row = RuleBook.objects.get(slug="title")
    for standing, count in (("replaced", 3), ("refused", 3), ("proposed", 4)):
        RuleBook.objects.filter(pk=row.pk).update(standing=standing)
        assert len(officer.get(BOOKS).json()["items"]) == count


def test_a_book_is_told_clause_by_clause(officer: Program) -> None:
    told, row = officer.get(SPENDING).json(), RuleBook.objects.get(slug="spending", version="1")
    assert (told["book"], told["sha256"], told["since"], told["until"], told["place"]) == ("spending", row.sha256, "2024-01-01", None, "")
    assert (told["source"]["title"]["zh"], told["source"]["seen"], told["unverified"]) == ("虚构规则", "example", True)
    assert [(each["clause"], each["test"], each["asks"]["zh"]) for each in told["requires"]] == [
        ("一", "has_title", "有称号"),
        ("二", "spending >= 100万元", "支出 ≥ 100 万元"),
    ]
    assert [(each["name"], each["fact"], each["unit"]) for each in told["facts"]] == [
        ("has_title", "enterprise.has-title", ""),
        ("spending", "enterprise.spending", "万元"),
    ]
    assert (told["value"], [(each["name"], each["kind"]) for each in told["definitions"]]) == ("base", [("base", "computed")])
    assert officer.get(SPENDING, {"text": row.sha256[:8]}).json() == told
    assert problem(officer.get(f"{BOOKS}/spending/9")) == (404, "rules.no_such_version")


def test_an_answer_about_a_firm_is_the_one_of_page_and_command_line(officer: Program, firm: Enterprise) -> None:
    told = officer.get(f"{SPENDING}/about/{firm.key}", {"known_on": DAY}).json()
    same = explained(linked_for("spending/1", DAY), Asked(firm.key, DAY), viewer=viewer("another", Role.INDUSTRY_OFFICER)).as_dict()
    assert {name: told[name] for name in same} == json.loads(as_json(same))
    assert (told["key"], told["name"]["zh"], told["answer"]) == (firm.key, "虚构甲厂", "no")
    (check,) = told["reasons"][1]["checks"]
    assert (check["have"]["zh"], check["need"]["zh"], check["short"]["zh"]) == ("90 万元", "≥ 100 万元", "10 万元")


def test_whom_one_may_not_know_of_is_not_there(officer: Program, firm: Enterprise) -> None:
    other = Enterprise.objects.get(name="虚构乙厂")
    agent("owner", firm)
    own = Program(token_of(Person.objects.get(username="owner")))
    bank = program("bank", Role.BANK_OFFICER)
    asked = [(own, firm, 200), (own, other, 404), (bank, firm, 404), (officer, other, 200)]
    assert [who.get(f"{SPENDING}/about/{whom.key}").status_code for who, whom, _ in asked] == [status for _, _, status in asked]
    assert (
        problem(bank.get(f"{SPENDING}/about/{firm.key}"))
        == problem(bank.get(f"{SPENDING}/about/nothing"))
        == (404, "rules.no_such_subject")
    )


def test_facts_of_ones_own_are_answered_exactly_and_not_kept(officer: Program) -> None:
    short = explain(officer, {"has_title": True, "spending": "99.999999万元"})
    assert (short["answer"], short["reasons"][1]["checks"][0]["short"]["zh"]) == ("no", "0.000001 万元")
    assert explain(officer, {"has_title": "是", "enterprise.spending": {"value": "100", "unit": "万元"}})["value"] == "100,000,000"
    assert explain(officer, {"has_title": True})["missing"][0]["fact"] == "enterprise.spending"
    assert explain(officer, {})["answer"] == "unknown"
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"spending": 99.5}, "kit.not_as_asked", "body.facts.spending"),
        ({"spending": {"value": 0.1, "unit": "万元"}}, "kit.not_as_asked", "body.facts.spending"),
        ({"spending": "100"}, "rules.facts_not_taken", "spending"),
        ({"spending": "NaN万元"}, "rules.facts_not_taken", "spending"),
        ({"spending": {"value": "NaN", "unit": "万元"}}, "rules.facts_not_taken", "spending"),
        ({"spending": {"value": "-Infinity", "unit": "万元"}}, "rules.facts_not_taken", "spending"),
        ({"spending": {"value": "1e999999", "unit": "万元"}}, "rules.facts_not_taken", "spending"),
        ({"spending": "99.99999999999999999999999999999999万元"}, "rules.facts_not_taken", "spending"),
        ({"spendin": "100万元"}, "rules.facts_not_taken", "spendin"),
        ({"spending": ["100万元"]}, "rules.facts_not_taken", "spending"),
        ({"spending": {"value": {"value": 1}, "unit": "万元"}}, "rules.facts_not_taken", "spending"),
    ],
    ids=[
        "float",
        "float-within",
        "no-unit",
        "nan",
        "nan-within",
        "infinity",
        "too-large",
        "too-fine",
        "unknown-name",
        "list",
        "nested",
    ],
)
def test_what_cannot_be_taken_is_refused_by_name(officer: Program, facts: Any, code: str, field: str) -> None:
    answer = officer.post(f"{SPENDING}/explain", {"facts": facts})
    assert problem(answer) == (422, code)
    assert [each["field"] for each in answer.json()["faults"]] == [field]


@pytest.mark.parametrize("told", ["sNaN", "1e999999999"])
def test_a_computed_value_that_is_no_number_is_a_word(officer: Program, told: str) -> None:
    assert explain(officer, {"has_title": True, "spending": "100万元", "base": told})["value"] == told


def test_days_far_away_break_nothing(officer: Program, firm: Enterprise) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        assert officer.get(f"{SPENDING}/about/{firm.key}", {"known_on": day}).status_code == 200
        assert officer.get(SPENDING, {"known_on": day}).status_code == 200
        sent = {"facts": {"spending": {"value": "1万元", "period": "2023"}}, "as_of": day}
        assert officer.post(f"{SPENDING}/explain", sent).status_code in (200, 422)


def test_a_place_chooses_the_books_beneath(tmp_path: Path) -> None:
    local = PART.replace('"1"', '"2"').replace("test: t}", "none: [{test: t}]}").replace("from:", 'place: "500104"\nfrom:')
    load(tmp_path, rules__part=PART, rules__part_local=local, rules__whole=WHOLE)
    officer = program("officer", Role.INDUSTRY_OFFICER)
    asked = {"facts": {"enterprise.has-title": True}, "as_of": "2024-07-08"}
    answers = [officer.post(f"{BOOKS}/whole/1/explain", asked | {"place": place}).json()["answer"] for place in ("", "500104")]
    assert answers == ["yes", "no"]
    assert officer.get(f"{BOOKS}/whole/1").json()["beneath"] == [{"name": "part", "book": "part", "version": "1"}]


def explain(who: Program, facts: dict[str, Any]) -> Any:
    """The answer with these facts."""
    answer = who.post(f"{SPENDING}/explain", {"facts": facts, "as_of": DAY.isoformat()})
    assert answer.status_code == 200, answer.content
    return answer.json()

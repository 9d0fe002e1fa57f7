"""Rule books in a home: loaded with a pack, released by two people, decided under and replayed; pages and verbs."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from typer.testing import CliRunner

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import OwnRequest
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Approval
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.kit.actions import PackHasFaults, load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.core.refusals import Refusal
from dukou.kit.tests.packs import write_pack
from dukou.rules.actions import decisions
from dukou.rules.commands import app
from dukou.rules.core.standings import Standing
from dukou.rules.models import Decision, DeclaredFact, RuleBook
from dukou.rules.queries import Asked, explained, library, linked_for
from dukou.rules.queries.decisions import decision_row, replayed
from dukou.rules.queries.differences import changes_between
from dukou.rules.queries.trials import checked_file

pytestmark = pytest.mark.django_db

CLERK, OTHER = Actor("person", "li-clerk"), Actor("person", "wang-other")
VIEWER = Viewer("cli:tests", permissions=frozenset(Permission))
ON = date(2024, 7, 8)
BOOK = """
book: tea-subsidy
version: "2024"
name: {zh: 茶叶补贴（示例）, en: tea subsidy (example)}
from: 2024-01-01
source: {title: {zh: 示例, en: example}, seen: example}
facts: {chests: enterprise.chests, organic: enterprise.organic}
requires:
  - {clause: 一, text: {zh: 不少于 LEAST 箱, en: LEAST chests or more}, test: chests >= LEAST, hint: {zh: 多种茶, en: grow more tea}}
  - {clause: 二, text: {zh: 有机茶, en: organic tea}, test: organic}
"""
FACTS = """
facts:
  - key: enterprise.chests
    name: {zh: 箱数, en: chests}
    holds: quantity
    unit: 个
    holder: {zh: 茶办, en: tea office}
    paper: {zh: 装箱单, en: packing list}
    ground: {zh: 依职责取得, en: gathered in its duty}
    visibility: internal
  - key: enterprise.organic
    name: {zh: 有机认证, en: organic certificate}
    holds: truth
    holder: {zh: 茶办, en: tea office}
    ground: {zh: 依职责取得, en: gathered in its duty}
    visibility: internal
"""
CASES = """
cases:
  - {book: tea-subsidy, says: {zh: 够了, en: enough}, as_of: 2024-07-08, facts: {chests: 10, organic: "yes"}, answer: "yes"}
  - {book: tea-subsidy, says: {zh: 差一箱, en: short}, as_of: 2024-07-08, facts: {chests: 9, organic: "yes"}, answer: "no", failed: [一]}
"""


def pack(root: Path, least: int = 10, cases: str = CASES) -> Path:
    """A pack with one rule book."""
    return write_pack(root, facts__yaml=FACTS, rules___tea__yaml=BOOK.replace("LEAST", str(least)), **{"rules___tea.cases__yaml": cases})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the pack loaded."""
    root = pack(tmp_path / "tiny")
    load_pack(by=CLERK, path=root)
    return root


def standings() -> list[tuple[str, str]]:
    rows = RuleBook.objects.order_by("pk")
    return [(re.findall(r"chests >= (\d+)", json.dumps(row.content))[0], row.standing) for row in rows]


def test_whoever_builds_a_home_vouches_for_its_first_texts(home: Path) -> None:
    assert standings() == [("10", Standing.IN_FORCE)]
    assert load_pack(by=CLERK, path=home) is None
    assert [book.key for book in library().books["tea-subsidy"]] == ["tea-subsidy/2024"]


def test_a_new_text_counts_only_when_another_person_has_released_it(home: Path) -> None:
    pack(home, least=12, cases=CASES.replace("chests: 10", "chests: 12"))
    load_pack(by=CLERK, path=home, reason="新办法")
    assert standings() == [("10", Standing.IN_FORCE), ("12", Standing.PROPOSED)]
    asked = Approval.objects.get()
    with pytest.raises(OwnRequest):
        approvals.decide(by=CLERK, approval=asked, is_granted=True, reason="同意")
    assert linked_for("tea-subsidy", ON).book.requires[0].text.zh == "不少于 10 箱"  # type: ignore[union-attr]
    approvals.decide(by=OTHER, approval=asked, is_granted=True, reason="已核对")
    assert standings() == [("10", Standing.REPLACED), ("12", Standing.IN_FORCE)]
    assert linked_for("tea-subsidy", ON).book.requires[0].text.zh == "不少于 12 箱"  # type: ignore[union-attr]
    assert list(AuditEvent.objects.order_by("pk").values_list("act", flat=True))[-2:] == ["approvals.decide", "books.release"]


def test_a_book_is_linked_anew_only_when_what_it_names_has_changed(home: Path) -> None:
    before = linked_for("tea-subsidy", ON)
    assert linked_for("tea-subsidy", ON) is before
    DeclaredFact.objects.filter(key="enterprise.chests").update(name_en="tea chests")
    after = linked_for("tea-subsidy", ON)
    assert (before.facts["chests"].label.en, after.facts["chests"].label.en) == ("chests", "tea chests")
    assert after.book is before.book


def test_a_text_that_answers_a_golden_case_otherwise_is_not_loaded(home: Path) -> None:
    pack(home, least=12)
    with pytest.raises(PackHasFaults) as refused:
        load_pack(by=CLERK, path=home, reason="新办法")
    assert [str(fault.place) for fault in refused.value.faults] == ["tiny/rules/tea.cases.yaml:3:117"]
    report = checked_file(home / "rules" / "tea.yaml")
    assert (report.books, report.cases, len(report.faults)) == (1, 2, 1)


def test_two_texts_beside_each_other_differ_in_words_in_the_rule_and_in_a_case(home: Path) -> None:
    pack(home, least=12, cases=CASES.replace("chests: 10", "chests: 12"))
    load_pack(by=CLERK, path=home, reason="新办法")
    new = RuleBook.objects.latest("pk")
    found = changes_between("tea-subsidy/2024", f"tea-subsidy/2024@{new.sha256[:10]}").as_dict()["changes"]
    assert [(line["what"], line["clause"], line["before"]["en"], line["after"]["en"]) for line in found] == [
        ("rule", "一", "10 chests or more (chests >= 10)", "12 chests or more (chests >= 12)"),
    ]
    pack(home, least=13, cases=CASES.replace("chests: 10", "chests: 13").replace("chests: 9", "chests: 12"))
    load_pack(by=CLERK, path=home, reason="再改")
    newest = RuleBook.objects.latest("pk")
    lines = changes_between("tea-subsidy/2024", f"tea-subsidy/2024@{newest.sha256[:10]}").lines
    assert [(line.kind.value, line.clause) for line in lines] == [("rule", "一"), ("case", "差一箱")]
    assert standings() == [("10", Standing.IN_FORCE), ("12", Standing.REFUSED), ("13", Standing.PROPOSED)]


def test_only_cases_that_answer_otherwise_are_listed_and_the_others_counted(tmp_path: Path, client: Client) -> None:
    later = BOOK.replace('version: "2024"', 'version: "2025"').replace("from: 2024", "from: 2025").replace("LEAST", "12")
    later = later.replace("organic: enterprise.organic}", "organic: enterprise.organic, fair: enterprise.fair}")
    later += "  - {clause: 三, text: {zh: 公平贸易, en: fair trade}, test: fair}\n"
    fair = "".join(FACTS.partition("  - key: enterprise.organic")[1:]).replace("organic", "fair").replace("有机认证", "公平贸易")
    cases = CASES.replace("book: tea-subsidy,", "book: tea-subsidy/2024,")
    cases += CASES.splitlines(keepends=True)[2].replace("tea-subsidy,", "tea-subsidy/2024,").replace("够了", "很多").replace("10,", "30,")
    root = pack(tmp_path / "tiny", cases=cases)
    write_pack(root, facts__yaml=FACTS + fair, rules___tea2__yaml=later)
    load_pack(by=CLERK, path=root)
    found = changes_between("tea-subsidy/2025", "tea-subsidy/2024")  # put right: the earlier one first
    assert (found.old.version, found.new.version) == ("2024", "2025")
    assert [(line.kind.value, line.clause) for line in found.lines] == [("rule", "一"), ("added", "三"), ("case", "够了")]
    assert (found.changed, found.same, found.silent) == (1, 1, 1)  # 30 chests: the later text asks what the case does not tell
    client.force_login(cast.person("window", Role.WINDOW_CLERK), backend="dukou.accounts.auth.PasswordSignIn")
    html = page(client, "/rules/tea-subsidy/2025/changes/?to=2024")
    assert ["2024 → 2025" in html, "结论改变 1 个" in html, "不变 1 个" in html, "另有 1 个没有写" in html] == [True] * 4
    for version in ("2024", "2025"):  # where none is named, the other one
        assert "2024 → 2025" in page(client, f"/rules/tea-subsidy/{version}/changes/")
    led = {day: client.get(f"/rules/tea-subsidy/?known_on={day}")["Location"] for day in ("2023-12-31", "2024-12-31", "2025-01-01")}
    assert {day: address.partition("?")[0].split("/")[-2] for day, address in led.items()} == {
        "2023-12-31": "2025",  # none is in force: the one written last
        "2024-12-31": "2024",
        "2025-01-01": "2025",
    }
    assert client.get("/rules/no-such-book/").status_code == 404


def decided() -> Decision:
    """A decision on made-up facts."""
    told = explained(linked_for("tea-subsidy", ON), Asked("", ON, {"chests": 9, "organic": True}), viewer=VIEWER)
    return decisions.decide(by=CLERK, explanation=told, key="made-up", purpose="test/1")


def test_a_decision_is_made_again_as_it_was_after_the_rule_has_changed(home: Path) -> None:
    row = decided()
    pack(home, least=5, cases=CASES.replace("chests: 9", "chests: 4"))
    load_pack(by=CLERK, path=home, reason="放宽")
    approvals.decide(by=OTHER, approval=Approval.objects.get(), is_granted=True, reason="已核对")
    assert explained(linked_for("tea-subsidy", ON), Asked("", ON, {"chests": 9, "organic": True}), viewer=VIEWER).answer.value == "yes"
    again = replayed(decision_row(row.pk))
    assert (again.is_same, again.answer.value, again.explanation.failed[0].checks[0].need.zh) == (True, "no", "≥ 10 个")


def test_a_decision_can_be_neither_changed_nor_removed(home: Path) -> None:
    row = decided()
    for statement in ("UPDATE rules_decision SET answer = 'yes'", "DELETE FROM rules_decision"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Decision.objects.get(pk=row.pk).answer == "no"


def said(*words: str) -> Any:
    """What a verb says in JSON."""
    done = CliRunner().invoke(app, [*words, "--format", "json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_verbs_explain_with_facts_and_name_what_is_missing(home: Path, tmp_path: Path) -> None:
    told = said("explain", "tea-subsidy", "--facts", '{"chests": 9}', "--as-of", "2024-07-08")
    assert (told["answer"], [reason["answer"] for reason in told["reasons"]]) == ("no", ["no", "unknown"])
    assert told["reasons"][0]["checks"][0]["short"] == {"zh": "1 个", "en": "1 units"}
    assert told["reasons"][0]["hint"] == {"zh": "多种茶", "en": "grow more tea"}
    file = tmp_path / "facts.yaml"
    file.write_text("chests: 30\n", encoding="utf-8")
    told = said("explain", "tea-subsidy/2024", "--facts", str(file))
    assert (told["answer"], [gap["name"] for gap in told["missing"]], told["missing"][0]["holder"]["zh"]) == (
        "unknown",
        ["organic"],
        "茶办",
    )
    assert [(row["book"], row["version"]) for row in said("books")] == [("tea-subsidy", "2024")]
    assert {"enterprise.chests", "enterprise.organic", "enterprise.staff"} <= {row["fact"] for row in said("facts")}
    assert said("check", str(home)) == {"books": 1, "cases": 2, "faults": []}


def test_a_table_goes_out_and_comes_back(home: Path, tmp_path: Path) -> None:
    none = CliRunner().invoke(app, ["table", "export", "tea-subsidy", "size", str(tmp_path / "size.csv")])
    assert getattr(none.exception, "code", "") == "rules.no_such_table"


@pytest.mark.parametrize("facts", ["[1]", "{", "nowhere.json", '{"chest": 1}', '{"chests": "many"}', '{"chests": -1}'])
def test_facts_that_cannot_be_taken_are_refused_with_their_cure(home: Path, facts: str) -> None:
    done = CliRunner().invoke(app, ["explain", "tea-subsidy", "--facts", facts])
    assert getattr(done.exception, "code", "") in ("rules.facts_unreadable", "rules.facts_not_taken")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ('{"chests": 1, "chests": 2}', "“chests” stands twice"),
        ('{"chests": {"value": 1, "value": 2}}', "“value” stands twice"),
        ('{"chests": 1, "enterprise.chests": 2}', "“enterprise.chests” is given twice"),
    ],
)
def test_a_fact_given_twice_is_refused_by_name(home: Path, facts: str, said: str) -> None:
    refusal = CliRunner().invoke(app, ["explain", "tea-subsidy", "--facts", facts]).exception
    assert isinstance(refusal, Refusal)
    told = [refusal.said_why.en, *(fault.what.en for fault in refusal.faults)]
    assert said in told


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_pages_show_the_book_clause_by_clause_and_an_answer_with_its_reasons(home: Path, client: Client) -> None:
    client.force_login(cast.person("window", Role.WINDOW_CLERK), backend="dukou.accounts.auth.PasswordSignIn")
    book = page(client, "/rules/tea-subsidy/2024/")
    assert [word in book for word in ("箱数 ≥ 10", "有机认证", "装箱单", "多种茶", "未与原件核对")] == [True] * 5
    tried = page(client, "/rules/tea-subsidy/2024/try/?enterprise.chests=9&known_on=2024-07-08")
    assert [word in tried for word in ("不符合", "9 个", "≥ 10 个", "1 个", "缺 有机认证：茶办")] == [True] * 5
    wrong = page(client, "/rules/tea-subsidy/2024/try/?enterprise.chests=many")
    assert "“many”不是数" in wrong
    assert client.get("/rules/tea-subsidy/1900/").status_code == 404

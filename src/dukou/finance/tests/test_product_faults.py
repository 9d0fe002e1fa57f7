"""What is wrong with a product, the portrait or the frame: each fault with its line, its column, what it is and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dukou.finance.tests.products_made import BOOK, FILES, PRODUCT, faults

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text(encoding="utf-8"))


def book(slug: str, fact: str, given: str, test: str, subject: str = "enterprise", since: str = "2024-01-01") -> dict[str, str]:
    """A rule book of one sentence in place of that of the made-up pack."""
    text = BOOK.format(slug=slug, fact=fact, given=given, test=test, subject=subject, since=since)
    return {f"rules/{slug}.yaml": text}


def test_the_made_up_pack_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["says"]))
def test_a_fault_is_told_with_its_place_and_its_cure(tmp_path: Path, case: dict[str, Any]) -> None:
    text = FILES[case["file"]]
    for change in case["changes"]:
        assert change["from"] in text
        text = text.replace(change["from"], change["to"], 1)
    assert faults(tmp_path, {case["file"]: text}) == case["faults"]


def test_conditions_and_limit_that_can_never_be_met_together(tmp_path: Path) -> None:
    """Each can be met by itself; together they ask one firm for more and for fewer than so many people."""
    told = "check the conditions against the document"
    few = book("tea-limit", "enterprise.staff", "it * 1万元", "it < 10人")
    words = "nobody could ever have it: “tea-limit/1” and “tea/1” can never be met together"
    assert faults(tmp_path, few) == [f"products/tea.yaml:10:12: {words} → {told}", f"products/tea.yaml:22:12: {words} → {told}"]
    at_the_bound = book("tea-limit", "enterprise.staff", "it * 1万元", "it <= 10人")
    assert faults(tmp_path, at_the_bound) == []


def test_conditions_that_contradict_themselves_are_told_at_the_book_and_at_the_product(tmp_path: Path) -> None:
    never = book("tea", "enterprise.staff", "it * 2", "it < 5人 and it > 5人")
    found = faults(tmp_path, never)
    words = "nobody could ever have it: the conditions of “tea/1” contradict each other"
    cure = "check the conditions against the document"
    assert f"products/tea.yaml:9:17: {words} → {cure}" in found
    assert [each for each in found if each.startswith("rules/tea.yaml")] == [
        "rules/tea.yaml:9:61: “it > 5” and “it < 5” can never hold together → check numbers, units and signs against the document"
    ]


def test_a_book_of_a_later_day_of_another_subject_or_without_money(tmp_path: Path) -> None:
    late = book("tea", "enterprise.staff", "it * 2", "it >= 10人", since="2024-06-01")
    assert faults(tmp_path, late) == [
        "products/tea.yaml:9:17: no version of “tea” is in force on 2024-01-01 → check the first day of this version"
    ]
    people = book("tea-limit", "enterprise.staff", "it * 2", "it >= 10人")
    worded = "what “tea-limit/1” gives is not an amount of money → let the book's value be such, or name another"
    assert faults(tmp_path, people) == [f"products/tea.yaml:10:12: {worded}", f"products/tea.yaml:22:12: {worded}"]
    money = PRODUCT.replace("score: tea-score", "score: tea-limit")
    assert faults(tmp_path, {"products/tea.yaml": money}) == [
        "products/tea.yaml:11:12: what “tea-limit/1” gives is not points → let the book's value be such, or name another"
    ]
    cluster = book("tea", "cluster.progress", "it * 2", "it > 1%", subject="cluster")
    whose = "“tea/1” is about: cluster → name a rule book about enterprises"
    assert faults(tmp_path, cluster) == [f"products/tea.yaml:9:17: {whose}", f"products/tea.yaml:21:17: {whose}"]


def test_a_book_that_cannot_be_read_tells_its_own_faults_alone(tmp_path: Path) -> None:
    found = faults(tmp_path, {"rules/tea.yaml": FILES["rules/tea.yaml"].replace("test: ", "tset: ")})
    assert found and {each.partition(":")[0] for each in found} == {"rules/tea.yaml"}

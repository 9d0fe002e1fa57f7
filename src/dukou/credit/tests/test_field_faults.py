"""What is wrong with a field's file or with `credit.yaml`: each fault with its line, its column, what it is and what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from dukou.credit.packs.leaning import way_to_own
from dukou.credit.tests.fields_made import SALT
from dukou.kit.packfiles.nodes import read_yaml
from dukou.kit.packfiles.reading import read_pack
from dukou.rules.core.books import Book
from dukou.rules.core.facts import FACTS, FactFace, FactType
from dukou.rules.core.reading import read_book
from dukou.rules.queries.floors import judged_by

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text(encoding="utf-8"))

FRAME = """
policy:
  source: {title: {zh: 虚构, en: made up}, seen: example}
  levels:
    low: {least: 1, most: 5, visits: 1}
    ordinary: {least: 5, most: 20, visits: 1}
    higher: {least: 21, most: 60, visits: 2}
    high: {least: 61, most: 100}
repair:
  - version: "1"
    from: 2024-01-01
    source: {title: {zh: 虚构, en: made up}, seen: example}
    classes: {minor: {least: 0, most: 3, published: false}, general: {least: 3, most: 12}, severe: {least: 12, most: 36}}
    conditions: [{zh: 已纠正, en: corrected}]
lead: salt-office
"""
FILES = {
    "pack.yaml": "name: {zh: 虚构区, en: made-up district}\n",
    "departments.yaml": "departments: [{key: salt-office, name: {zh: 虚构盐办, en: made-up salt office}, kind: department}]\n",
    "credit.yaml": FRAME,
    "fields/salt.yaml": SALT,
}
BOOK = """
book: {slug}
version: "1"
name: {{zh: 虚构, en: made up}}
subject: {subject}
from: 2024-01-01
source: {{title: {{zh: 虚构, en: made up}}, seen: example}}
facts: {{it: {fact}}}
requires: [{{clause: 一, text: {{zh: 虚构, en: made up}}, test: "{test}"}}]
"""


def made(folder: Path, **files: str) -> Path:
    """The made-up pack with these files in place of its own."""
    root = folder / "made-up"
    for name, text in (FILES | {name.replace("__", "/") + ".yaml": text for name, text in files.items()}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def faults(folder: Path, **files: str) -> list[str]:
    """Every fault of the made-up pack, without the pack's name."""
    found = read_pack(made(folder, **files), beside_stored=False).faults
    assert all(word.zh and word.en for fault in found for word in (fault.what, fault.cure))
    return [f"{fault.place}: {fault.what.en} → {fault.cure.en}".removeprefix("made-up/") for fault in found]


def book(slug: str, fact: str, test: str, subject: str = "enterprise") -> str:
    """A rule book of one sentence over one fact."""
    return BOOK.format(slug=slug, fact=fact, test=test, subject=subject)


def test_the_made_up_pack_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["says"]))
def test_a_fault_is_told_with_its_place_and_its_cure(tmp_path: Path, case: dict[str, Any]) -> None:
    text = FILES[case["file"]]
    for change in case["changes"]:
        assert change["from"] in text
        text = text.replace(change["from"], change["to"], 1)
    assert faults(tmp_path, **{case["file"].removesuffix(".yaml").replace("/", "__"): text}) == case["faults"]


def test_versions_are_told_apart_and_follow_one_another(tmp_path: Path) -> None:
    again = SALT[SALT.index("  - version:") :]
    overlap = "and give the earlier one its until"
    assert faults(tmp_path, fields__salt=SALT + again) == [
        "fields/salt.yaml:32:14: “1” stands twice → use another key",
        f"fields/salt.yaml:33:11: “1” and “1” overlap → {overlap.removeprefix('and ')}",
    ]
    ended = SALT.replace("from: 2024-01-01", "from: 2024-01-01\n    until: 2024-06-30")
    later = again.replace('"1"', '"2"').replace("2024-01-01", "2024-07-01")
    assert faults(tmp_path, fields__salt=ended + later) == []


ALL = SALT.replace("department: salt-office", "department: salt-office\ncomposite: true")
TEA = SALT.replace("key: wet, name: {zh: 盐潮, en: wet salt}", "key: mouldy, name: {zh: 茶霉, en: mould}").replace("[wet]", "[mouldy]")


def test_the_composite_names_sorts_of_any_field_and_no_other(tmp_path: Path) -> None:
    mouldy = ALL.replace("on: {sorts: [wet]}, points", "on: {sorts: [wet, mouldy]}, points")
    assert faults(tmp_path, fields__all=mouldy) == [
        "fields/all.yaml:19:68: there is no sort of record “mouldy” → introduce it in the pack first, or name one that is there"
    ]
    assert faults(tmp_path, fields__all=mouldy, fields__tea=TEA) == []


def test_a_rule_book_that_a_field_names_is_about_firms(tmp_path: Path) -> None:
    text = SALT.replace("on: {sorts: [wet]}, points", "book: of-cluster, points")
    assert faults(tmp_path, fields__salt=text, rules__of=book("of-cluster", "cluster.progress", "it > 1%", "cluster")) == [
        "fields/salt.yaml:18:56: “of-cluster/1” is about: cluster → name a rule book about enterprises"
    ]
    young = SALT.replace("on: {sorts: [wet]}, points", "book: young, points")
    root = made(tmp_path, fields__salt=young, rules__of=book("young", "enterprise.founded_on", "years_since(it) < 1年"))
    contents = read_pack(root, beside_stored=False)
    assert contents.faults == []
    assert judged_by(contents) == {"young": "credit"}


def test_no_field_leans_on_a_fact_that_credit_states(tmp_path: Path) -> None:
    """Nor on the grade of another field of the pack, which a rule book may otherwise name."""
    text = SALT.replace("on: {sorts: [wet]}, points", "book: leaning, points")
    asked = {fact.name: "it" for fact in FACTS if fact.face.room == "credit" and fact.holds is FactType.TRUTH}
    assert sorted(asked) == ["enterprise.has-severe-credit-record", "enterprise.has-unrepaired-breach"]
    for name, test in (asked | {"enterprise.credit-grade-tea": "it in [A]"}).items():
        assert faults(tmp_path, fields__salt=text, fields__tea=TEA, rules__of=book("leaning", name, test)) == [
            f"fields/salt.yaml:18:56: a grade becomes its own reason: leaning → {name} → name a rule book that uses no result of credit"
        ]


def _books(**facts: str) -> dict[str, list[Book]]:
    found: dict[str, list[Book]] = {}
    for slug, fact in facts.items():
        located, _ = read_yaml(book(slug, fact, "it"), "made-up.yaml")
        assert located is not None
        read, faults = read_book(located)
        assert read is not None and faults == []
        found[slug] = [read]
    return found


def test_a_grade_is_never_its_own_reason_by_whatever_way() -> None:
    """What credit states is told by its room; what a lower room states by a rule book is followed into that book."""
    plain: FactFace = replace(FACTS["enterprise.founded_on"].face, name="enterprise.plain", room="enterprises", asks=())
    faces = {
        "enterprise.plain": plain,
        "enterprise.grade": replace(plain, name="enterprise.grade", room="credit"),
        "enterprise.told": replace(plain, name="enterprise.told", asks=("inner",)),
    }
    books = _books(plain="enterprise.plain", own="enterprise.grade", inner="enterprise.grade", outer="enterprise.told")
    assert {slug: way_to_own(slug, books, faces) for slug in books} == {
        "plain": (),
        "own": ("enterprise.grade",),
        "inner": ("enterprise.grade",),
        "outer": ("enterprise.told", "inner", "enterprise.grade"),
    }

"""Policy files: what is stored, what a changed text leaves behind, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.policies.models import MeasureText, Paper, Policy, StackGroup
from dukou.policies.queries.policies import measures_standing, policies
from dukou.policies.tests.made_up import FILES, WAN, changed, faults, load

pytestmark = pytest.mark.django_db


def test_what_is_stored(tmp_path: Path) -> None:
    load(tmp_path)
    assert [(each.measure.key, each.measure.is_title_only, each.measure.budget) for each in measures_standing()] == [
        ("award", False, 100 * WAN),
        ("prize", False, 30 * WAN),
        ("subsidy", False, None),
        ("named-only", True, None),
    ]
    assert (Paper.objects.count(), StackGroup.objects.get(key="fund").cap) == (3, 12 * WAN)


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path) is not None
    assert load(tmp_path) is None


def test_a_changed_measure_keeps_its_old_text(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, reason="提高", **changed(("amount: 20万元", "amount: 25万元")))
    texts = MeasureText.objects.filter(key="award").order_by("pk")
    assert [(text.content["benefit"]["amount"], text.replaced_at is None) for text in texts] == [(20 * WAN, False), (25 * WAN, True)]
    assert MeasureText.objects.exclude(key="award").count() == 3


def test_a_policy_that_left_the_pack_is_withdrawn_and_kept(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, reason="废止", policies__support="")
    assert (policies(), Policy.objects.count(), MeasureText.objects.count()) == ([], 1, 4)


CASES = [
    ("conditions: title", "conditions: titel", "14:17", "there is no rule book “titel”"),
    ("department: office", "department: offices", "22:17", "there is no organisation “offices”"),
    ("office: treasury", "office: treasurer", "19:51", "there is no organisation “treasurer”"),
    ("amount: 20万元", "amount: 20", "15:36", "“20” is not an amount of money"),
    ("amount: 20万元", "amount: 20万元, cap: 5万元", "15:47", "“fixed” has no cap"),
    ("rate: 10%", "rate: 110%", "36:36", "a cap of nought, or a rate above 100 %"),
    ("kind: percent, rate: 10%, cap: 50万元", "kind: percent, cap: 50万元", "36:14", "“percent” has a rate"),
    ("close: 2024-12-31", "close: 2024-01-31", "17:39", "the last day comes before the first"),
    ("until: 2026-12-31", "until: 2023-12-31", "6:8", "the last day comes before the first"),
    ("paper: certificate", "paper: certificat", "20:17", "there is no paper “certificat”"),
    ("fact: enterprise.spending", "fact: enterprise.revenue", "38:24", "no paper proves “enterprise.revenue”"),
    ("groups: [fund]", "groups: [found]", "39:14", "there is no group of stacking “found”"),
    ("key: prize", "key: award", "24:10", "the measure “award” stands twice (first at made-up/policies/support.yaml:10:10)"),
    ("book: fair", "book: title", "8:16", "“title/1” is about: enterprise"),
    ("favours: no", "favors: no", "8:91", "this rule book uses no “favors”"),
    ("    clause: 第一条\n", "    clauses: 第一条\n", "12:5", "unknown key “clauses”"),
]


@pytest.mark.parametrize(("old", "new", "place", "what"), CASES, ids=[f"{new.strip()} instead" for _, new, _, _ in CASES])
def test_a_fault_names_its_place(tmp_path: Path, old: str, new: str, place: str, what: str) -> None:
    found = faults(tmp_path, **changed((old, new)))
    assert [(str(fault.place), fault.what.en) for fault in found] == [(f"made-up/policies/support.yaml:{place}", what)]


def test_a_benefit_of_a_value_needs_money(tmp_path: Path) -> None:
    text = FILES["policies/support.yaml"].replace("conditions: spending", "conditions: title")
    (fault,) = faults(tmp_path, policies__support=text)
    assert fault.what.en == "“title/1” gives no amount of money to reckon with"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{key: fund, name: {zh: 甲, en: a}, rule: sum_cap}", "a capped sum (sum_cap) has a cap, and no other rule has one"),
        (
            "{key: other, name: {zh: 甲, en: a}, rule: highest, for_all: true}",
            "one cap alone is over everything (for_all), and it is a sum_cap",
        ),
        ("{key: fund, name: {zh: 甲, en: a}, rule: sum_cap, cap: -1元}", "“-1元” is below nought"),
    ],
    ids=["no cap", "over all and no cap", "below nought"],
)
def test_faults_of_groups(tmp_path: Path, text: str, what: str) -> None:
    fund = "" if "key: fund" in text else "  - {key: fund, name: {zh: 丙, en: c}, rule: once}\n"
    groups = f"stacking:\n  - {{key: awards, name: {{zh: 乙, en: b}}, rule: highest}}\n{fund}  - {text}\n"
    assert [fault.what.en for fault in faults(tmp_path, stacking=groups)] == [what]


def test_a_scale_goes_upwards(tmp_path: Path) -> None:
    scale = "benefit: {kind: scale, scale: [{to: 10万元, rate: 1%}, {to: 10万元, rate: 2%}], cap: 50万元}"
    found = faults(tmp_path, **changed(("benefit: {kind: percent, rate: 10%, cap: 50万元}", scale)))
    assert [fault.what.en for fault in found] == ["the steps go upwards, and only the last has no upper end"]


def test_a_rule_book_whose_numbers_could_grow_too_large_is_refused(tmp_path: Path) -> None:
    test = "spending * spending * spending >= 100万元 * spending * spending"
    text = FILES["rules/spending.yaml"].replace("spending >= 100万元", test)
    (fault,) = faults(tmp_path, rules__spending=text)
    line = next(number for number, each in enumerate(text.splitlines(), 1) if test in each)
    column = text.splitlines()[line - 1].index(test) + 1
    assert (fault.place.line, fault.place.column, fault.what.en) == (
        line,
        column,
        "products here could pass 128 bits; they cannot be compared exactly",
    )

"""How near a sentence that is met is to not being met: which comparison turns it first, and by how much."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import Label
from dukou.rules.core.margins import Margin, margin_of
from dukou.rules.tests.test_answers import one, told


def margin(test: str, **facts: object) -> Margin | None:
    """The margin of the one sentence."""
    return margin_of(told(one(test), **facts).reasons[0])


def joint(kind: str, *tests: str) -> str:
    """One sentence joined of others."""
    parts = "".join(f"      - {{clause: 甲, text: {{zh: 分句, en: part}}, test: '{test}'}}\n" for test in tests)
    head = "requires:\n  - clause: 一\n    text: {zh: 一条, en: one}\n"
    return head + (f"    at_least: 2\n    of:\n{parts}" if kind == "at_least" else f"    {kind}:\n{parts}")


@pytest.mark.parametrize(
    ("test", "facts", "words", "share"),
    [
        ("staff >= 10", {"staff": 11}, Label("只余 1 人", "1 people to spare"), Fraction(1, 10)),
        ("10 <= staff", {"staff": 11}, Label("只余 1 人", "1 people to spare"), Fraction(1, 10)),
        ("staff <= 10", {"staff": 8}, Label("只余 2 人", "2 people to spare"), Fraction(1, 5)),
        ("staff >= 10", {"staff": 10}, Label("正好在线上", "exactly on the line"), Fraction(0)),
        (
            "rd / revenue >= 6%",
            {"rd": "6.25万元", "revenue": "100万元"},
            Label("只余 0.25 个百分点", "0.25 points to spare"),
            Fraction(1, 24),
        ),
        (
            "rd / revenue >= 6%",
            {"rd": "6.259万元", "revenue": "100万元"},
            Label("只余 0.25 个百分点", "0.25 points to spare"),
            Fraction(259, 6000),
        ),
        (
            "rd / revenue >= 6%",
            {"rd": "6.001万元", "revenue": "100万元"},
            Label("只余不到 0.01 个百分点", "less than 0.01 points to spare"),
            Fraction(1, 6000),
        ),
        (
            "staff >= 10 and revenue >= 100万元",
            {"staff": 20, "revenue": "101万元"},
            Label("只余 1 万元", "0.01 m yuan to spare"),
            Fraction(1, 100),
        ),
        ("staff >= 10 or revenue >= 100万元", {"staff": 20, "revenue": "101万元"}, Label("只余 10 人", "10 people to spare"), Fraction(1)),
    ],
)
def test_what_is_left(test: str, facts: dict[str, object], words: Label, share: Fraction) -> None:
    found = margin(test, **facts)
    assert found is not None
    assert (found.words.zh, found.share) == (words.zh, share)


@pytest.mark.parametrize(
    ("test", "facts"),
    [
        ("staff >= 10", {"staff": 9}),
        ("staff >= 10", {}),
        ("listed", {"listed": True}),
        ("staff >= 0人", {"staff": 3}),
        ("listed or staff >= 10", {"listed": True, "staff": 11}),
    ],
    ids=["not met", "unknown", "no size", "nought is wanted", "held by what has no size"],
)
def test_where_there_is_no_margin(test: str, facts: dict[str, object]) -> None:
    assert margin(test, **facts) is None


@pytest.mark.parametrize(
    ("kind", "facts", "share"),
    [
        ("all", {"staff": 12, "revenue": "110万元"}, Fraction(1, 10)),
        ("any", {"staff": 12, "revenue": "110万元"}, Fraction(1, 5)),
        ("any", {"staff": 12, "revenue": "90万元"}, Fraction(1, 5)),
        ("none", {"staff": 9, "revenue": "50万元"}, Fraction(1, 10)),
    ],
)
def test_a_joined_sentence_turns_by_what_keeps_it(kind: str, facts: dict[str, object], share: Fraction) -> None:
    found = margin_of(told(joint(kind, "staff >= 10", "revenue >= 100万元"), **facts).reasons[0])
    assert found is not None
    assert found.share == share


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 20), st.integers(1, 20), st.sampled_from(["and", "or"]))
def test_a_smaller_move_turns_nothing(staff: int, rd: int, least: int, most: int, word: str) -> None:
    """Whoever has a margin keeps the sentence under every move of both numbers that is smaller, as a share of what is wanted."""
    test = f"staff >= {least} {word} rd >= {most}万元"
    found = margin(test, staff=staff, rd=f"{rd}万元")
    if found is None:
        return
    moved = [(max(0, staff - step), max(0, rd - other)) for step in range(least) for other in range(most)]
    kept = [pair for pair in moved if (staff - pair[0]) < found.share * least and (rd - pair[1]) < found.share * most]
    answers = {told(one(test), staff=a, rd=f"{b}万元").answer.value for a, b in kept[:6]}
    assert answers <= {"yes"}

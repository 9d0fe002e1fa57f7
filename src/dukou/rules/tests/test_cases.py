"""Golden cases: read with their places, and told where a book answers otherwise."""

from __future__ import annotations

import pytest

from dukou.kit.core.places import Fault
from dukou.rules.core.answers import Answer
from dukou.rules.core.cases import faults_of_cases, read_case
from dukou.rules.core.reading.fields import Faults
from dukou.rules.tests.written import FACES, HEAD, located, told, with_facts, written_book

BOOK = written_book(
    with_facts(
        "tables:\n  size:\n    name: {zh: 规模, en: size}\n    hit: first\n    inputs: [industry, staff, revenue]\n"
        "    outputs: {big: {zh: 大, en: big}, middle: {zh: 中, en: middle}, small: {zh: 小, en: small}}\n    rows:\n"
        "      - [工业, '>= 300', '>= 2000万元', big]\n"
        "      - [工业, '>= 20', '>= 300万元', middle]\n"
        "      - ['-', '-', '-', small]\n"
        "value: size\n"
        "requires:\n"
        "  - {clause: 一, text: {zh: 甲, en: a}, test: has_award}\n"
        "  - {clause: 二, text: {zh: 甲, en: a}, test: staff >= 5}\n"
        "vetoes:\n"
        "  - {clause: 三, text: {zh: 甲, en: a}, test: had_accident}\n"
    ),
    HEAD,
)
SCORED = written_book(
    with_facts(
        "scores:\n  points:\n    name: {zh: 分, en: points}\n    items:\n"
        "      - {clause: 一, text: {zh: 甲, en: a}, of: rd / revenue, bands: [{from: 5%, points: 12.5}, {above: 0%, points: 5}]}\n"
        "      - {clause: 二, text: {zh: 甲, en: a}, bands: [{when: has_award, points: 10}]}\n"
        "value: points\n"
    ),
    HEAD.replace("book: made-up", "book: scored"),
)
BOOKS = {each.key: each for each in (BOOK, SCORED)}
OPEN = "has_award: yes, staff: 500, industry: 工业, had_accident: no"
KNOWN = "has_award: yes, staff: 25, revenue: 500万元, industry: 工业, had_accident: no"


def case(facts: str, more: str, book: str = "made-up/1") -> str:
    """A case; its facts stand in line 4, what it wants in the lines below."""
    return f"book: {book}\nsays: {{zh: 虚构的一例, en: a made-up case}}\nas_of: 2024-07-01\nfacts: {{{facts}}}\n{more}"


def faults(text: str) -> list[Fault]:
    """What stands against one case."""
    return faults_of_cases(BOOKS, [located(text, "rules/made-up.cases.yaml")], FACES)


@pytest.mark.parametrize(
    "text",
    [
        case(KNOWN, "answer: yes\nvalue: middle\nmissing: []\nfailed: []\npossible: [middle]"),
        case(KNOWN, "answer: yes\nvalue: 中"),
        case("has_award: no, staff: 3, had_accident: yes, industry: 农业", "answer: no\nfailed: [一, 二, 三]\nvalue: small"),
        case(OPEN, "answer: yes\nvalue: unknown\npossible: [big, middle, small]\nmissing: [revenue]"),
        case("staff: 19, revenue: null, industry: 工业", "answer: unknown\nvalue: small\nmissing: [had_accident, has_award]"),
        case("staff: 19, staff@1: 5", "answer: unknown", "made-up"),
        case("rd: 5万元, revenue: 100万元, has_award: yes", "answer: yes\nvalue: 22.5\npossible: [22.5]", "scored/1"),
        case("rd: 5万元, revenue: 100万元", "answer: unknown\nvalue: unknown\npossible: [12.5, 22.5]\nmissing: [has_award]", "scored/1"),
        case("rd: 5万元, has_award: no, points: 7", "answer: yes\nvalue: 7分", "scored/1"),
    ],
    ids=["all", "label", "failed", "possible", "missing", "by-day", "score", "score-in-part", "given"],
)  # fmt: skip
def test_a_case_that_comes_out_as_it_says_has_no_fault(text: str) -> None:
    assert told(faults(text)) == []


WRONG = {
    "answer": (
        case(KNOWN, "answer: no"),
        "5:9 案例“虚构的一例”：答案应为 no，得到 yes → 对照文件，改规则或改案例"
        " ‖ case “a made-up case”: the answer should be no, got yes → look at the document, then mend the rule book or the case",
    ),
    "value": (
        case(KNOWN, "answer: yes\nvalue: big"),
        "6:8 案例“虚构的一例”：取值应为 大，得到 中 → 对照文件，改规则或改案例"
        " ‖ case “a made-up case”: the value should be big, got middle → look at the document, then mend the rule book or the case",
    ),
    "number": (
        case("rd: 5万元, revenue: 100万元, has_award: yes", "answer: yes\nvalue: 20", "scored/1"),
        "6:8 案例“虚构的一例”：取值应为 20 分，得到 22.5 分 → 对照文件，改规则或改案例"
        " ‖ case “a made-up case”: the value should be 20 points, got 22.5 points"
        " → look at the document, then mend the rule book or the case",
    ),
    "possible": (
        case("has_award: yes, staff: 500, had_accident: no, industry: 工业", "answer: yes\npossible: [big]"),
        "6:11 案例“虚构的一例”：可能的取值应为 big，得到 big、middle、small → 对照文件，改规则或改案例"
        " ‖ case “a made-up case”: the possible values should be big, got big, middle, small"
        " → look at the document, then mend the rule book or the case",
    ),
    "missing": (
        case("staff: 19, revenue: 5万元, industry: 工业", "answer: unknown\nmissing: [has_award]"),
        "6:10 案例“虚构的一例”：缺的事实应为 has_award，得到 had_accident、has_award → 对照文件，改规则或改案例"
        " ‖ case “a made-up case”: the missing facts should be has_award, got had_accident, has_award"
        " → look at the document, then mend the rule book or the case",
    ),
    "failed": (
        case(KNOWN.replace("staff: 25", "staff: 2"), "answer: no\nfailed: []"),
        "6:9 案例“虚构的一例”：不满足的条款应为 （无），得到 二 → 对照文件，改规则或改案例"
        " ‖ case “a made-up case”: the clauses not met should be (none), got 二"
        " → look at the document, then mend the rule book or the case",
    ),
    "unknown-value": (
        case(KNOWN, "answer: yes\nvalue: bigg"),
        "6:8 没有“bigg”这一类 → 可用：big、middle、small ‖ there is no “bigg” → use one of: big, middle, small",
    ),
    "unknown-name": (
        case("stuff: 25", "answer: unknown"),
        "4:9 案例“虚构的一例”：这部规则不用“stuff” → 是不是“staff”？"
        " ‖ case “a made-up case”: this rule book uses no “stuff” → did you mean “staff”?",
    ),
    "mixed-unit": (
        case("staff: 25, revenue: 5人", "answer: unknown"),
        "4:20 案例“虚构的一例”：单位“人”和“万元”量的不是一回事 → 用“万元”"
        " ‖ case “a made-up case”: “人” and “万元” do not measure the same → use “万元”",
    ),
    "period": (
        case("'revenue': {value: 500万元, period: 2021}", "answer: unknown"),
        "4:9 案例“虚构的一例”：要的是 2023 年的数，给的是 2021 的 → 给 2023 年的数；往年的写 revenue@1"
        " ‖ case “a made-up case”: the figure of 2023 is wanted; this is of 2021"
        " → give that of 2023; write @1 after the name for a year earlier",
    ),
    "unknown-book": (
        case(KNOWN, "answer: yes", "made-op/1"),
        "1:7 没有规则“made-op/1” → 是不是“made-up/1”？ ‖ there is no rule book “made-op/1” → did you mean “made-up/1”?",
    ),
    "no-answer": (
        case(KNOWN, "value: big"),
        "1:1 缺少“answer” → 补上“answer” ‖ “answer” is missing → add “answer”",
    ),
    "unknown-key": (
        case(KNOWN, "answer: yes\nvaleu: big"),
        "6:1 不认识的键“valeu” → 是不是“value”？ ‖ unknown key “valeu” → did you mean “value”?",
    ),
    "maybe": (
        case(KNOWN, "answer: maybe"),
        "5:9 “answer”没有“maybe”这种 → 可用：yes、no、unknown ‖ “answer” cannot be “maybe” → use one of: yes, no, unknown",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), WRONG.values(), ids=list(WRONG))
def test_a_case_that_comes_out_otherwise_says_what_was_wanted_and_what_came(text: str, wanted: str) -> None:
    assert told(faults(text)) == [wanted]


def test_a_book_without_a_value_is_asked_for_none() -> None:
    plain = written_book(with_facts("requires:\n  - {clause: 一, text: {zh: 甲, en: a}, test: has_award}\n"))
    found = faults_of_cases({plain.key: plain}, [located(case("has_award: yes", "answer: yes\nvalue: big"))], FACES)
    assert told(found) == [
        "6:8 案例“虚构的一例”：这部规则不给取值 → 去掉 value ‖ case “a made-up case”: this rule book gives no value → leave out value"
    ]


def test_a_case_is_read_as_it_is_written() -> None:
    noted = Faults()
    read = read_case(located(case("staff: 25, tags: [甲, 乙], revenue: null", "answer: no\nfailed: [二]")), noted)
    assert read is not None and noted == []
    assert (read.book, read.answer, read.value, read.failed, read.missing) == ("made-up/1", Answer.NO, None, ("二",), None)
    assert read.facts == {"staff": "25", "tags": ["甲", "乙"], "revenue": None}

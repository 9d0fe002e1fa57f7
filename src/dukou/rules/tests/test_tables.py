"""Gaps, overlaps and rows never reached: what the check tells of a table is what trying every case finds."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.rules.core.answers import every
from dukou.rules.core.books import HitPolicy, Table
from dukou.rules.core.checking import check, resolve
from dukou.rules.core.evaluating import Evaluation, read
from dukou.rules.core.grammar import parse_test
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.values import Value
from dukou.rules.tests.written import FACES, faults_of, no_books, with_facts, written_book

AS_OF = date(2024, 7, 1)
NUMBERS = st.sampled_from(["-", ">= 2", "< 2", "2..5", "5", "> 5", "<= 7", ">= 1 and < 6", "!= 3"])
RATES = st.sampled_from(["-", ">= 1%", "< 1%", "-1%..2%", "2%", "> 0%", "<= 1%"])
INDUSTRIES = st.sampled_from(["-", "甲", "乙", "in [甲, 06]", "not in [甲]", "begins [0]", "begins [06, 1]", "begins [061]"])
AWARDS = st.sampled_from(["-", "yes", "no"])
DAYS = st.sampled_from(["-", "< 2020-01-02", ">= 2020-01-02", "2020-01-01", "> 2020-01-03"])
CELLS = {"staff": NUMBERS, "growth": RATES, "industry": INDUSTRIES, "has_award": AWARDS, "founded_on": DAYS}
TRIED: dict[str, list[Value]] = {
    "staff": list(range(10)),
    "growth": [Fraction(number, 400) for number in range(-10, 14)],
    "industry": ["甲", "乙", "06", "061", "0610", "0", "03", "1", "12", "丙"],
    "has_award": [True, False],
    "founded_on": [date(2019, 12, 31), *(date(2020, 1, day) for day in range(1, 6))],
}
KEYS: dict[str, FactKey] = {name: (f"enterprise.{name.replace('_', '-')}", 0) for name in TRIED}
GAP, OVERLAP, NEVER_REACHED, NEVER_FITS = "漏了一种情形：", "重叠，例如：", "永远轮不到", "永远不会命中"


def table_body(inputs: list[str], rows: list[tuple[str, ...]], hit: str) -> str:
    """A book of one table, whose rows begin in line 13."""
    lines = [f"      - [{', '.join(repr(cell) for cell in row)}, a]\n" for row in rows]
    head = f"tables:\n  size:\n    name: {{zh: 表, en: table}}\n    hit: {hit}\n    inputs: [{', '.join(inputs)}]\n"
    return with_facts(head + "    outputs: {a: {zh: 甲, en: a}}\n    rows:\n" + "".join(lines) + "value: size\n")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, ...]], str]:
    """Inputs, rows of cells and a hit policy."""
    inputs = draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=3, unique=True))
    rows = draw(st.lists(st.tuples(*(CELLS[name] for name in inputs)), min_size=1, max_size=5))
    return inputs, rows, draw(st.sampled_from(["first", "unique"]))


def linked_table(made: tuple[list[str], list[tuple[str, ...]], str]) -> tuple[Linked, Table]:
    """The table in its book, unchecked."""
    linked, _ = resolve(written_book(table_body(*made)), FACES, no_books)
    assert linked is not None
    table = linked.book.definitions["size"]
    assert isinstance(table, Table)
    return linked, table


def fitting(linked: Linked, table: Table) -> Iterator[list[int]]:
    """The rows that fit, for every case that is tried."""
    inputs = list(linked.facts)
    for values in product(*(TRIED[name] for name in inputs)):
        evaluation = Evaluation(linked, {KEYS[name]: value for name, value in zip(inputs, values, strict=True)}, AS_OF)
        fits = [every(read(evaluation, cell.test) for cell in row.cells if cell.test is not None) for row in table.rows]
        yield [number for number, truth in enumerate(fits) if truth]


@settings(max_examples=100, deadline=None)
@given(tables())
def test_the_check_finds_what_trying_every_case_finds(made: tuple[list[str], list[tuple[str, ...]], str]) -> None:
    linked, table = linked_table(made)
    told = [(fault.place.line - 13, fault.what.zh) for fault in check(linked)]
    cases = list(fitting(linked, table))
    alone = {number for number in range(len(table.rows)) if not any(number in rows for rows in cases)}
    assert {line for line, what in told if NEVER_FITS in what} == alone
    if alone:
        return
    assert any(GAP in what for _, what in told) == any(not rows for rows in cases)
    if table.policy is HitPolicy.UNIQUE:
        assert {line for line, what in told if OVERLAP in what} == {number for rows in cases for number in rows[1:]}
    else:
        assert {line for line, what in told if NEVER_REACHED in what} == set(range(len(table.rows))) - {rows[0] for rows in cases if rows}


@settings(max_examples=100, deadline=None)
@given(tables())
def test_examples_are_what_they_are_said_to_be(made: tuple[list[str], list[tuple[str, ...]], str]) -> None:
    linked, table = linked_table(made)
    for fault in check(linked):
        if GAP in fault.what.zh or OVERLAP in fault.what.zh:
            rows = _rows_of(re.split("：", fault.what.zh)[-1], linked, table)
            earlier = re.findall(r"第 (\d+) 行的", fault.what.zh)
            assert rows == [] if GAP in fault.what.zh else {int(earlier[0]) - 13, fault.place.line - 13} <= set(rows)


def _rows_of(example: str, linked: Linked, table: Table) -> list[int]:
    """The rows that fit an example as a fault writes it; an input that it leaves out may be anything."""
    facts: dict[FactKey, Value] = {KEYS[name]: TRIED[name][0] for name in linked.facts}
    for part in example.split("，") if " = " in example else ():
        name, _, value = part.partition(" = ")
        facts[KEYS[name]] = _value(value, name)
    evaluation = Evaluation(linked, facts, AS_OF)
    fits = [every(read(evaluation, cell.test) for cell in row.cells if cell.test is not None) for row in table.rows]
    return [number for number, truth in enumerate(fits) if truth]


def _value(text: str, name: str) -> Value:
    if name in ("industry", "has_award"):
        return {"yes": True, "no": False}.get(text, text)
    test: Any = parse_test(f"x = {text}")
    return Evaluation(linked_table((["staff"], [("-",)], "first"))[0], {}, AS_OF).value(test.right)


def steps(unit: str) -> list[str]:
    """Four cells that leave nothing out and do not overlap."""
    return [f"< 10{unit}", f"10{unit}..20{unit}", f"20{unit}..30{unit}", f">= 30{unit}"]


SIXTY_FOUR = [(*cells, "-") for cells in product(steps(""), steps("万元"), steps("%"))]
CROSSED = [
    cells
    for number in range(16)
    for cells in (
        (f"< {number * 3 + 1}", "-", f">= {number * 5}%", "-"),
        ("-", f"< {number * 3 + 1}万元", "-", f">= {number * 5}万元"),
        (f">= {number * 2 + 1}", "-", "-", f"< {number * 7 + 1}万元"),
        ("-", f">= {number * 3 + 1}万元", f"< {number + 1}%", "-"),
    )
]


@pytest.mark.parametrize("rows", [SIXTY_FOUR, CROSSED], ids=["a-grid", "crossed"])
@pytest.mark.parametrize("hit", ["first", "unique"])
def test_sixty_four_rows_of_four_inputs_take_no_time(rows: list[tuple[str, ...]], hit: str) -> None:
    linked, _ = linked_table((["staff", "revenue", "growth", "rd"], rows, hit))
    assert len(linked.book.definitions["size"].rows) == 64  # type: ignore[union-attr]  # a table
    taken = []
    for _ in range(5):  # the machine may be busy with something else
        begun = time.process_time()
        check(linked)
        taken.append(time.process_time() - begun)
    assert min(taken) < 0.2


def test_a_closed_list_of_words_leaves_nothing_else() -> None:
    body = table_body(["industry"], [("工业",), ("农业",)], "unique")
    assert [fault.split(" → ")[0] for fault in faults_of(body)] == ["8:5 “size”漏了一种情形：industry = 其他"]
    assert faults_of(body.replace("    rows:", "    domains: {industry: [工业, 农业]}\n    rows:")) == []


def test_a_table_over_another_table_knows_its_words() -> None:
    body = with_facts(
        "tables:\n  size:\n    name: {zh: 表, en: table}\n    inputs: [staff]\n"
        "    outputs: {big: {zh: 大, en: big}, small: {zh: 小, en: small}}\n"
        "    rows:\n      - ['>= 20', big]\n      - ['< 20', small]\n"
        "  grade:\n    name: {zh: 等, en: grade}\n    inputs: [size]\n    outputs: {a: {zh: 甲, en: a}}\n    rows:\n      - [big, a]\n"
        "value: grade\n"
    )
    assert [fault.split(" → ")[0] for fault in faults_of(body)] == ["15:5 “grade”漏了一种情形：size = small"]

"""Bad rule books are refused with line, column and cure; what is sound is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dukou.rules.core.checking import check, link, resolve
from dukou.rules.core.facts import FactFace
from dukou.rules.tests.written import (
    FACES,
    HEAD,
    condition,
    faults_of,
    located,
    no_books,
    other_books,
    sound_book,
    told,
    with_facts,
    written_book,
)

REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text(encoding="utf-8"))
_NUMBERED = [pytest.param(each, id=f"{each['group']}-{number}") for number, each in enumerate(REFUSED, 1)]


@pytest.mark.parametrize("refused", _NUMBERED)
def test_a_bad_book_is_refused_with_every_fault_in_full(refused: dict[str, Any]) -> None:
    body, head = refused["book"] or "", "" if refused["group"] == "reading" else HEAD
    others = other_books(body) if refused["group"] == "books" else None
    wanted = [f"{each['place']} {each['zh']} ‖ {each['en']}" for each in refused["faults"]]
    assert faults_of(body, others, head) == wanted


@pytest.mark.parametrize("refused", _NUMBERED)
def test_a_fault_points_at_the_text_that_it_tells_of(refused: dict[str, Any]) -> None:
    head = "" if refused["group"] == "reading" else HEAD
    lines = (head + (refused["book"] or "")).splitlines()
    for fault in refused["faults"]:
        line, column = map(int, fault["place"].split(":"))
        assert lines[line - 1][column - 1 :].startswith(fault["at"])


def test_every_sort_of_bad_input_has_its_book() -> None:
    assert {each["group"] for each in REFUSED} == {"reading", "names", "books", "types", "reach", "tables"}
    assert all(each["faults"] for each in REFUSED)


@pytest.mark.parametrize(
    "test",
    [
        "staff >= 300",
        "staff@1 >= 300人 and staff < 100",
        "revenue >= 2000万 or revenue@2 >= 1亿",
        "rd / revenue >= 3% and rd / revenue < 0.5",
        "rd / staff >= 5万元",
        "revenue >= staff * 3万元",
        "revenue / staff / 12 >= 1万元",
        "(revenue - revenue@1) / revenue@1 >= growth",
        "-growth <= 5%",
        "max(rd, 0元) >= min(revenue, 5万元) * 2",
        "years_since(founded_on) >= 3 and days_since(founded_on) < 3650天",
        "founded_on >= 2020-01-01 and founded_on < 2020-01-03",
        "industry in [工业, 06] and not industry = \"06\"",
        "industry begins [06..46] and not industry begins [061]",
        "tags has [ivd] and not tags has [cxo]",
        "not has_award or had_accident",
        "growth > 5% and growth < 6%",
        "staff >= 5 and staff <= 5",
        "patents >= 2件 and patents / staff > 0.1",
    ],
)  # fmt: skip
def test_what_is_sound_stands(test: str) -> None:
    assert faults_of(condition(test)) == []


def test_definitions_can_be_asked_for_earlier_years_where_all_in_them_is_yearly() -> None:
    body = with_facts(
        "values:\n  share: rd / revenue\n  is_high: {name: {zh: 虚构, en: made up}, test: share >= 3%}\n"
        "requires:\n  - {clause: 一, text: {zh: 虚构, en: made up}, test: is_high, each_of_years: 3}\n"
    )
    assert faults_of(body) == []


def test_a_fact_of_a_floor_above_is_refused() -> None:
    book = written_book(condition("staff >= 5"))

    def may_name(face: FactFace) -> bool:
        return face.name != "enterprise.staff"

    linked, faults = link(book, FACES, no_books, may_name=may_name)
    assert linked is None
    assert told(faults) == [
        "9:10 “enterprise.staff”由上面的楼层说明，这里不能用 → 用本层或下层的事实项"
        " ‖ “enterprise.staff” is stated on a floor above and cannot be named here → name a fact of this floor or beneath"
    ]
    assert link(book, FACES, no_books)[1] == []


def test_resolving_finds_what_is_named_without_weighing_it() -> None:
    book = written_book(condition("staff >= 300 and staff < 100"))
    linked, faults = resolve(book, FACES, no_books)
    assert linked is not None and faults == []
    assert len(check(linked)) == 1


def test_books_beneath_are_linked_and_named() -> None:
    body = with_facts(
        "books: {size: sized, other: other}\n"
        "requires:\n"
        "  - {clause: 一, text: {zh: 虚构, en: made up}, test: 'size.value in [a] and other.answer'}\n"
        "  - {clause: 二, text: {zh: 虚构, en: made up}, test: size.answer}\n"
    )
    linked = sound_book(body, other_books(body))
    assert [each.book.slug for each in linked.walk()] == ["made-up", "sized", "other"]
    assert linked.facts == {} and list(linked.books["size"].facts) == ["staff"]


def test_faults_are_told_from_the_first_line_to_the_last() -> None:
    body = with_facts(
        "requires:\n"
        "  - {clause: 一, text: {zh: 虚构, en: made up}, test: staff}\n"
        "  - {clause: 二, text: {zh: 虚构, en: made up}, test: revenue >= 5}\n"
        "values: {unused: rd * 2}\n"
    )
    assert [fault.split(" ")[0] for fault in faults_of(body)] == ["7:52", "8:63", "9:18"]


def test_the_head_of_written_books_is_sound() -> None:
    assert located(HEAD).children["version"].plain == "1"

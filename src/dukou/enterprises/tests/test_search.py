"""Finding firms as people look for them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.tests import cast
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import Status
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.search import CANDIDATES, TYPED, Hit, search
from dukou.enterprises.register import Changing, change
from dukou.enterprises.tests.made_up import HOW, register, viewer

pytestmark = pytest.mark.django_db
KEEPER = command_line_viewer("tester")
CODE = "91500104MA5XX0012U"


def names(text: str, by: Viewer = KEEPER) -> list[str]:
    return [found.name for found in search(by, text)]


def hits(text: str, by: Viewer = KEEPER) -> list[tuple[str, Hit]]:
    return [(found.name, found.hit) for found in search(by, text)]


def merge(goes: Enterprise, stays: Enterprise) -> None:
    Enterprise.objects.filter(pk=goes.pk).update(merged_into=stays)


def owner_of(*rows: Enterprise) -> Viewer:
    """Somebody who sees these firms and no other."""
    organisation = cast.organisation("firm", OrganisationKind.ENTERPRISE)
    Enterprise.objects.filter(pk__in=[row.pk for row in rows]).update(organisation=organisation)
    return Viewer("person:owner", organisations=frozenset({"firm"}))


@pytest.mark.parametrize(
    "typed",
    [
        "凯尔",  # two characters
        "尔",  # one
        "市",  # one that many names hold
        "智能装备",
        "示例市凯尔夫智能装备有限公司",
        "凯尔夫 装备",  # several words, in any order
        "装备　凯尔夫",
        "示例市凯尔夫（智能）装备有限公司",  # brackets
        "[凯尔夫]",
        "凯尔夫3d",
        "３Ｄ打印",  # full width
        "3",
        "d",
        "kef",  # initials
        "KEFZN",
        "slskefznzbyxgs",
        "kef 装备",
        "凯尔夫智装备",  # a character lost
        "凯尔天智能装备",  # another in its place
        "凯夫尔智能装备",  # two exchanged
        "卷舌旧名",  # a former name
        "小凯",  # a short one
    ],
)
def test_a_firm_is_found_and_no_other(typed: str) -> None:
    short, former = ("小凯", "凯尔夫3D打印"), ("示例市卷舌旧名机械厂",)
    firm, _ = register(Entry(name="示例市凯尔夫智能装备有限公司", short_names=short, former_names=former), "示例县长风")
    for by in (KEEPER, owner_of(*Enterprise.objects.all())):
        assert [found.id for found in search(by, typed)] == [firm.pk]


@pytest.mark.parametrize("typed", ["", " ", "（）", '"', "*", "尔夫 长风云帆", "1234", "zz", "凯夫"])
def test_nothing_is_found_where_nothing_is_meant(typed: str) -> None:
    register("示例市凯尔夫智能装备有限公司", "示例市长风有限公司")
    assert (names(typed), names(typed, owner_of(*Enterprise.objects.all()))) == ([], [])


@pytest.mark.parametrize(
    "typed",
    ['"凯尔夫"', "凯尔*", "^凯尔夫", "grams:凯尔夫", "凯尔夫 AND 长风", "NEAR(凯尔 夫)", "凯尔夫' OR 1=1 --", "{凯尔夫}", "-凯尔夫"],
)
def test_the_index_reads_no_commands(typed: str) -> None:
    firm, *_ = register("示例市凯尔夫有限公司", "示例市长风有限公司", "示例市云帆有限公司")
    assert {found.id for found in search(KEEPER, typed)} <= {firm.pk}


def test_the_words_of_the_index_are_words_as_others() -> None:
    register("示例市AND有限公司", "示例市NEAR有限公司", "示例市OR有限公司")
    assert [names(word) for word in ("AND", "near", "Or")] == [["示例市AND有限公司"], ["示例市NEAR有限公司"], ["示例市OR有限公司"]]


def test_how_it_was_found_and_what_stands_first() -> None:
    whole, known, begins, holds = "云帆", "示例市云帆机械有限公司", "云帆来示例市商贸有限公司", "示例市大云帆有限公司"
    register(holds, begins, known, whole)
    assert hits("云帆") == [(whole, Hit.WHOLE), (known, Hit.PART), (begins, Hit.PART), (holds, Hit.PART)]
    assert hits("yf")[0] == (whole, Hit.INITIALS)
    assert hits("云帆机戒有限公司")[0] == (known, Hit.NEAR)


def test_whole_initials_stand_before_initials_in_the_middle() -> None:
    register("示例市大海康威视有限公司", Entry(name="示例市甲乙有限公司", short_names=("海康威视",)), "示例市海康威视软件有限公司")
    assert names("hkws") == ["海康威视", "示例市海康威视软件有限公司", "示例市大海康威视有限公司"]


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE[:4], CODE[:9], f" {CODE[:8]} {CODE[8:]} "])
def test_a_code_is_found_by_its_beginning(typed: str) -> None:
    register(Entry(name="示例市云帆有限公司", code=CODE), "示例市长风有限公司")
    for by in (KEEPER, owner_of(*Enterprise.objects.all())):
        assert hits(typed, by) == [("示例市云帆有限公司", Hit.CODE)]


def test_a_code_hides_no_name_with_the_same_digits() -> None:
    register(Entry(name="示例市云帆有限公司", code=CODE), "示例市9150厂", "9150")
    assert hits("9150") == [("9150", Hit.WHOLE), ("示例市云帆有限公司", Hit.CODE), ("示例市9150厂", Hit.PART)]


def test_firms_that_are_over_come_last() -> None:
    register(
        Entry(name="云帆有限公司", status=Status.DEREGISTERED), "示例市云帆商贸有限公司", Entry(name="示例市大云帆社", status=Status.ACTIVE)
    )
    assert names("云帆")[-1] == "云帆有限公司"


def test_a_merged_entry_leads_to_the_one_that_stands_along_the_chain() -> None:
    first, second, last = register(
        Entry(name="示例市旧云帆有限公司", code=CODE, status=Status.DEREGISTERED), "示例市中云帆有限公司", "示例市长风有限公司"
    )
    merge(first, second)
    merge(second, last)
    other = register("示例市旧云帆商贸有限公司")[0]
    for by in (KEEPER, owner_of(last, other)):
        assert [(found.id, found.name) for found in search(by, "旧云帆")] == [(last.pk, "示例市旧云帆有限公司"), (other.pk, other.name)]
        assert [found.id for found in search(by, CODE)] == [last.pk]


def test_a_firm_is_found_once_whatever_its_names() -> None:
    register(Entry(name="示例市云帆有限公司", short_names=("云帆", "云帆科技"), former_names=("示例市云帆商贸有限公司",)))
    assert hits("云帆") == [("云帆", Hit.WHOLE)]


@pytest.mark.parametrize("typed", ["有限公司", "示例", "公", "yxgs", "9150", "示例市云帆999机戒有限公司"])
def test_what_one_may_not_see_is_neither_found_nor_in_the_way(typed: str) -> None:
    crowd = [Entry(name=f"示例市云帆{number}机械有限公司", code=f"9150{number:014}") for number in range(1000)]
    mine = register(*crowd)[-1]
    assert len(crowd) > CANDIDATES
    assert [found.id for found in search(owner_of(mine), typed)] == [mine.pk]


def test_who_sees_a_merged_entry_finds_the_one_that_stands() -> None:
    mine, other = register("示例市云帆有限公司", "示例市长风有限公司")
    merge(mine, other)
    assert [found.id for found in search(owner_of(mine), "云帆")] == [other.pk]


def test_who_sees_nothing_finds_nothing() -> None:
    register("示例市云帆有限公司")
    assert search(viewer("nobody", Role.BANK_OFFICER), "云帆") == []


@pytest.mark.parametrize(
    ("typed", "kept"), [("有限公司", "示例市有限公司科技有限公司"), ("示例", "某县示例机械厂"), ("yxgs", "示例市一线高手有限公司")]
)
def test_a_firm_known_by_a_frequent_fragment_stands_first(typed: str, kept: str) -> None:
    register(*(f"示例市云帆{number}有限公司" for number in range(CANDIDATES + 50)), kept)
    assert names(typed)[0] == kept


@pytest.mark.parametrize("typed", ["云帆机" * 100_000, "云 " * 100_000, "帆机云械" + "甲乙丙丁" * 100_000])
def test_of_a_long_text_only_the_beginning_is_read(typed: str, django_assert_max_num_queries: Any) -> None:
    register("示例市云帆机械有限公司")
    with django_assert_max_num_queries(250):
        assert names(typed) == names(typed[:TYPED])


def test_size_is_kept() -> None:
    register(*(f"示例市云帆{number}有限公司" for number in range(30)))
    assert [len(search(KEEPER, text, size=7)) for text in ("云帆", "云凡有限公司")] == [7, 7]


class AnyText(TestCase):
    """Whatever is typed is text."""

    @given(st.text(max_size=30), st.lists(st.text("云帆长风示例市有限公司ab1", min_size=1, max_size=8), max_size=5))
    def test_index_and_reading_agree_where_one_sees_everything(self, typed: str, named: list[str]) -> None:
        rows = register(*named)
        for text in (typed, *named, *(name[:2] for name in named)):
            indexed, read = search(KEEPER, text), search(owner_of(*rows), text)
            assert indexed == read or {found.hit for found in (*indexed, *read)} == {Hit.NEAR}

    @given(st.text("云帆长风示例市有限公司ab1", min_size=1, max_size=8), st.text("云帆长风", min_size=1, max_size=5))
    def test_a_renamed_firm_is_found_by_both_names(self, before: str, after: str) -> None:
        (row,) = register(before)
        change([Changing(row, Entry(name=after))], HOW)
        assert {found.id for text in (before, after) for found in search(KEEPER, text)} == {row.pk}

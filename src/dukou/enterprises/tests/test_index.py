"""The index of names against plain reading: it finds what stands in the names, all of it, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.names import normal
from dukou.enterprises.core.pinyin import initials
from dukou.enterprises.models import Enterprise, EnterpriseName
from dukou.enterprises.queries.name_index import FEW, SAMPLE, Fts5, Rarity, Tsvector, name_index, wholes
from dukou.enterprises.register import Changing, change
from dukou.enterprises.register.name_index import KeptInFts5, KeptInTsvector, kept_index
from dukou.enterprises.tests.made_up import HOW, register

ALL = 10_000
# few characters, so that fragments recur: Chinese, Latin, digits, full width, a character beyond the first plane, what normal forms drop
LETTERS = st.sampled_from([*"重庆凯尔夫示例市有限公司", *"aAbz09", "Ｋ", "３", "（", " ", "-", '"', "*", "ß", "𠮷", "\U00030eda"])
NAMES = st.text(LETTERS, min_size=1, max_size=12).filter(normal)
# any character that there is, but NUL: no list brings it, for names are cleaned, and PostgreSQL keeps no text with it
ANY = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=6).filter(normal)


def found_by(*terms: str) -> set[int]:
    return set(name_index().find([normal(term) for term in terms], ALL))


def read_by(*terms: str) -> set[int]:
    """What a reader would find: every term in the characters of the name, or a Latin one in its initials."""
    names = EnterpriseName.objects.values_list("pk", "normal")
    return {
        key
        for key, name in names
        if all(normal(term) in name or (normal(term).isascii() and normal(term) in initials(name)) for term in terms)
    }


class AgainstReading(TestCase):
    """After firms are added, renamed and taken out."""

    @given(st.lists(NAMES | ANY, min_size=1, max_size=8), st.lists(NAMES | ANY, max_size=3), st.lists(NAMES | ANY, max_size=4), st.data())
    def test_the_index_finds_what_stands_in_the_names(
        self, names: list[str], renamed: list[str], typed: list[str], data: st.DataObject
    ) -> None:
        rows = register(*(Entry(name=name, short_names=tuple(names[:1])) for name in names))
        change([Changing(row, Entry(name=name)) for row, name in zip(rows, renamed, strict=False)], HOW)
        name = data.draw(st.sampled_from([normal(text) for text in [*names, *renamed]]))
        start, length = data.draw(st.integers(0, len(name) - 1)), data.draw(st.integers(1, 4))
        fragment = name[start : start + length]
        for terms in ([fragment], [fragment, name[:1]], [initials(name)[:2] or fragment], *([each] for each in typed)):
            assert found_by(*terms) == read_by(*terms), terms

    @given(st.lists(NAMES, min_size=2, max_size=6))
    def test_what_is_dropped_is_found_no_more(self, names: list[str]) -> None:
        register(*names)
        gone = EnterpriseName.objects.latest("pk")
        kept_index().drop([gone.pk])
        gone.delete()
        for name in names:
            assert found_by(name) == read_by(name)


pytestmark = pytest.mark.django_db


def test_a_name_that_goes_with_its_act_leaves_nothing_in_the_index() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        register("示例市云帆有限公司")
        assert 1 / 0
    assert found_by("云帆") == set()


def test_a_limit_gives_some_of_the_hits() -> None:
    register(*(f"示例市云帆{number}有限公司" for number in range(5)))
    assert len(name_index().find(["云帆"], 3)) == 3


def test_a_settled_index_finds_the_same() -> None:
    for number in range(3):
        register(f"示例市云帆{number}有限公司")
    before = found_by("云帆")
    kept_index().settle()
    assert found_by("云帆") == before == read_by("云帆") and len(before) == 3


@pytest.mark.sqlite
def test_a_settled_index_is_in_one_place() -> None:
    def places() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(DISTINCT segid) FROM enterprises_name_index_idx")
            return int(cursor.fetchone()[0])

    for number in range(3):
        register(f"示例市云帆{number}有限公司")
        with transaction.atomic():  # makes the index write down what waits
            assert len(found_by("云帆")) == number + 1
    before = places()
    kept_index().settle()
    assert (before > 1, places()) == (True, 1)


def test_the_wholes_of_a_name_are_brand_core_and_initials() -> None:
    assert wholes("凯尔夫（示例市）智能装备有限公司") == wholes("示例市凯尔夫智能装备有限公司")
    assert wholes("示例市凯尔夫智能装备有限公司") == {"凯尔夫", "凯尔夫智能装备", "kef", "kefznzb"}


def test_a_whole_is_found_among_fragments() -> None:
    register("示例市云帆凯尔夫智能装备有限公司", "示例市凯尔夫智能装备有限公司", "示例市大凯尔夫有限公司")
    (only,) = name_index().known_as("凯尔夫", ALL)
    assert EnterpriseName.objects.get(pk=only).text == "示例市凯尔夫智能装备有限公司"
    assert name_index().known_as("kef", ALL) == [only]


def test_any_of_some_bigrams_is_enough() -> None:
    one, other, _ = register("云帆", "长风", "凯尔夫")
    keys = set(name_index().any_of(["云帆", "长风"], ALL))
    assert set(Enterprise.objects.filter(names__in=keys)) == {one, other}


def test_rarity_counts_the_bigrams_of_a_sample_and_learns_again_when_the_register_has_grown() -> None:
    rarity = Rarity()
    register(*(f"示例市云帆{number}有限公司" for number in range(3)))
    few = rarity.frequency()
    assert (few["云帆"], few["示例"], few.get("长风", 0)) == (3, 3, 0)
    grown = max(EnterpriseName.objects.latest("pk").pk, FEW)  # PostgreSQL numbers on from what earlier tests took back
    register(*(f"示例市长风{number}有限公司" for number in range(grown)))
    assert 2 * grown < SAMPLE and rarity.frequency()["长风"] == grown


def test_each_database_has_its_index() -> None:
    postgresql = connection.vendor == "postgresql"
    assert isinstance(name_index(), Tsvector if postgresql else Fts5)
    assert isinstance(kept_index(), KeptInTsvector if postgresql else KeptInFts5)

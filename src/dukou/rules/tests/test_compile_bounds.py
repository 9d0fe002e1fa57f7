"""Where numbers could grow too large a book is refused with its place; and what random books seldom have: many outputs, wide numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

import pytest

from dukou.rules.compile import Column, TooLargeBook, columns_of, compiled, too_large
from dukou.rules.compile.dialects import teach
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.linking import FactKey
from dukou.rules.core.quantities import LARGEST
from dukou.rules.core.values import Value
from dukou.rules.core.verdicts import verdict_of
from dukou.rules.tests.engines import rows_of
from dukou.rules.tests.facts_made import AS_OF
from dukou.rules.tests.written import FACES, FIRST, condition, sound_book, told, with_facts

TOO_LARGE = "rd * revenue * revenue >= revenue * revenue * revenue"
REFUSED = (
    "这里的乘积可能超过 128 位，不能精确比较 → 拆成几步比较，或少乘几次"
    " ‖ products here could pass 128 bits; they cannot be compared exactly → compare in several steps, or multiply fewer values"
)


@pytest.mark.parametrize(
    ("test", "columns"),
    [
        pytest.param(TOO_LARGE, [67, 67 + 26], id="both-products"),
        pytest.param("rd / staff >= revenue / patents", [], id="quotients"),
        pytest.param("rd * revenue >= revenue * revenue", [], id="128-bits"),
        pytest.param("rd * revenue / staff >= revenue * revenue / patents", [67], id="multiplied-out"),
    ],
)
def test_what_could_pass_128_bits_is_refused_with_its_place(test: str, columns: list[int]) -> None:
    linked = sound_book(condition(test))
    assert told(too_large(linked)) == [f"{FIRST + 1}:{column} {REFUSED}" for column in columns]
    if columns:
        with pytest.raises(TooLargeBook):
            compiled([linked], AS_OF)


@pytest.mark.parametrize("vendor", ["duckdb", "sqlite"])
def test_wide_numbers_are_compared_to_the_last_digit(vendor: str) -> None:
    linked = sound_book(condition("rd * revenue >= revenue * revenue and rd * revenue - 1元 * 1元 < rd * revenue"))
    firms: list[Mapping[FactKey, Value]] = [
        {("enterprise.rd", 0): rd, ("enterprise.revenue", 0): revenue}
        for rd in (LARGEST, LARGEST - 1, -LARGEST)
        for revenue in (LARGEST, LARGEST - 1, -LARGEST)
    ]
    select = compiled([linked], AS_OF, with_counts=True)
    rows = rows_of(select, FACES, firms, AS_OF, vendor)  # type: ignore[arg-type]  # one of the engines
    assert [select.read(row) for row in rows] == [[verdict_of(Evaluation(linked, firm, AS_OF))] for firm in firms]


def test_a_table_of_more_outputs_than_one_mask_holds() -> None:
    names = [f"o{number}" for number in range(90)]
    rows = "".join(f"      - ['= \"{number:04}\"', {name}]\n" for number, name in enumerate(names))
    linked = sound_book(
        with_facts(
            "value: sort\ntables:\n  sort:\n    name: {zh: 虚构的表, en: a made-up table}\n    hit: first\n    inputs: [industry]\n"
            f"    outputs: {{{', '.join(f'{name}: {{zh: {name}, en: {name}}}' for name in [*names, 'rest'])}}}\n"
            f'    rows:\n{rows}      - ["-", rest]\n'
        )
    )
    firms: list[Mapping[FactKey, Value]] = [{("enterprise.industry", 0): word} for word in ("0000", "0037", "0038", "0089", "x")]
    firms.append({})
    select = compiled([linked], AS_OF)
    rows_ = [row for vendor in ("duckdb", "sqlite") for row in rows_of(select, FACES, firms, AS_OF, vendor)]
    assert [Evaluation(linked, firm, AS_OF).result() for firm in firms] == ["o0", "o37", "o38", "o89", "rest", frozenset([*names, "rest"])]
    assert [select.read(row)[0].value for row in rows_] == ["o0", "o37", "o38", "o89", "rest", frozenset([*names, "rest"])] * 2


def test_names_of_columns_are_plain_short_and_never_the_same() -> None:
    long = "enterprise." + "very-long-" * 9 + "name"
    columns = [
        Column("enterprise.staff", 0, "base"), Column("enterprise.staff", 1, "base"), Column("enterprise.staff", 0, "base", may_be_older=1),
        Column("enterprise.founded-on", 0, "days"), Column("enterprise.founded-on", 0, "years"), Column("enterprise.founded_on", 0, "days"),
        Column(long, 0, "base"), Column(f"{long}s", 0, "base"),
        Column("enterprise.tags", 0, "has", "智能"), Column("enterprise.tags", 0, "has", "ivd"),
    ]  # fmt: skip
    names = [column.name for column in columns]
    assert names[:4] == ["enterprise_staff", "enterprise_staff__1", "enterprise_staff__old1", "enterprise_founded_on__days"]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.replace("_", "").isalnum() and len(name) <= 63 for name in names)


def test_the_columns_of_a_book_are_those_it_asks_for() -> None:
    linked = sound_book(condition("staff@1 >= 5 and tags has [ivd] and years_since(founded_on) >= 1"))
    assert columns_of(linked) == (
        Column("enterprise.founded-on", 0, "days"),
        Column("enterprise.founded-on", 0, "years"),
        Column("enterprise.staff", 1, "base"),
        Column("enterprise.tags", 0, "has", "ivd"),
    )


def test_sqlite_reckons_beyond_63_bits_without_floats() -> None:
    lite = sqlite3.connect(":memory:")
    teach(lite)
    big = 2**63 - 1
    asked = "SELECT exact_times(?1, ?1), exact_plus(?1, 1), exact_minus(-?1, ?1), exact_abs(-?1), exact_times(NULL, 1)"
    (told_,) = lite.execute(asked, (big,))
    assert told_ == (str(big * big), str(big + 1), str(-2 * big), big, None)
    assert lite.execute("SELECT exact_compared(?, ?), exact_compared(?, ?)", (str(big * big), big, 1, None)).fetchone() == (1, None)
    lite.close()

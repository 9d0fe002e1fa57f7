"""The portable subset: every declared question is in it, and what engines read differently is refused by name."""

from __future__ import annotations

import pytest
import sqlglot

from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.core.questions import QUESTIONS, Question
from dukou.warehouse.portable import tables_of, unportable, written_for
from dukou.warehouse.queries.declared import TABLES

SCHEMA = {"t": {"word": ColumnType.TEXT, "n": ColumnType.WHOLE, "day": ColumnType.DAY, "is_so": ColumnType.TRUTH}}
SUM = "cast(sum(t.n) as bigint)"


def test_rooms_have_declared_questions() -> None:
    assert {"claims-by-source", "industries-by-county"} <= set(QUESTIONS.keys())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_declared_question_is_portable_and_answers_its_columns(question: Question) -> None:
    schema = {table.name: {column.name: column.holds for column in table.columns} for table in TABLES}
    assert unportable(question.text, schema) == []
    tree = sqlglot.parse_one(question.text, read="duckdb", into=sqlglot.exp.Select)
    assert [each.alias_or_name for each in tree.selects] == [column.name for column in question.columns]
    _, names = written_for("sqlite", question.text)
    assert set(names) == {asked.name for asked in question.asks}


@pytest.mark.parametrize(
    "text",
    [
        f"select t.word as word, {SUM} as n, count(*) as c from t group by t.word",
        "select cast(t.n as double precision) / nullif(cast(t.n as double precision), 0) as share from t",
        "select count(*) as c from t where t.day < $day and t.word in ('a', 'b') and t.word is not distinct from $word",
        "with a as (select t.n as n, t.word as w from t) select cast(sum(a.n) over (partition by a.w) as bigint) as m from a",
        "select count(*) as n from t where t.day <= '2024-07-08' and not t.is_so = 1",
        f"select max(t.day) as last, min(t.n) as least, {SUM} as x from t",
        "select a.n as n from t a left join t b on b.word = a.word",
    ],
)
def test_what_every_engine_reads_alike_passes(text: str) -> None:
    assert unportable(text, SCHEMA) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("select t.n / 2 as n from t", "a division is of double precision"),
        ("select cast(t.n as double precision) / cast(t.n as double precision) as n from t", "a division is of double precision"),
        ("select t.n * t.n as n from t", "whole numbers overflow differently"),
        ("select sum(t.n) as n from t", "the type of a sum differs"),
        ("select cast(t.word as bigint) as n from t", "cast only sums"),
        ("select greatest(t.n, 1) as n from t", "Greatest"),
        ("select t.n as n from t a join t using (n)", "join, or left join, with on"),
        ("select a.n as n from t a join t b on true", "Boolean"),
        ("select a.n as n from t a cross join t b", "join, or left join, with on"),
        ("select a.n as n from t a full join t b on a.n = b.n", "join, or left join, with on"),
        ("select t.n as n from t order by t.n", "Ordered"),
        ("select t.n as n from t limit 1", "Limit"),
        ("select cast(sum(t.n) over (order by t.n) as bigint) as n from t", "Ordered"),
        ("select row_number() over (partition by t.n) as n from t", "RowNumber"),
        ("select * from t", "select *"),
        ("select n as n from t", "a column without its table"),
        ("select t.day + 1 as n from t", "Add"),
        ("select t.day - t.day as n from t", "only numbers are summed and subtracted"),
        ("select count(*) as n from t where t.word = 1", "number and text are compared"),
        ("select count(*) as n from t where t.day = t.word", "day and text are compared"),
        ("select count(*) as n from t where t.word < 'b'", "engines order words differently"),
        ("select max(t.word) as n from t", "engines order words differently"),
        ("select count(*) as n from t where t.word like 'a%'", "Like"),
        ("select count(*) as n from t where t.n = 0.5", "a decimal is exact here and a float there"),
        ("select t.word || 'a' as n from t", "DPipe"),
        ("select date_trunc('month', t.day) as n from t", "TimestampTrunc"),
        ("select t.lost as n from t", "unknown name"),
        ("select t.n as n from nowhere t", "unknown name"),
        ("select from where", "not SQL"),
        ("delete from t", "Delete"),
    ],
)
def test_what_engines_read_differently_is_refused(text: str, said: str) -> None:
    assert any(fault.startswith(said) for fault in unportable(text, SCHEMA)), unportable(text, SCHEMA)


def test_values_are_marked_in_the_order_in_which_they_stand() -> None:
    text = "select count(*) as n from t where t.word = $b and t.n = $a and t.word <> '%s' and t.word = $b"
    for vendor in ("sqlite", "postgresql"):
        sql, names = written_for(vendor, text)
        assert names == ("b", "a", "b")
        assert sql.count("%s") - sql.count("%%s") == 3
        assert "'%%s'" in sql


def test_tables_are_those_the_text_does_not_make_itself() -> None:
    assert tables_of("with a as (select t.n as n from t) select a.n as n from a join b on b.n = a.n join t on t.n = a.n") == ("b", "t")

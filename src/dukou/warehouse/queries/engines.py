"""Engines that answer questions: DuckDB over the files of a snapshot, and the live database. The same text gives the same answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from django.db import connection

from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal
from dukou.warehouse.core.questions import Question, Row, in_order
from dukou.warehouse.parquet import engine, lay_out
from dukou.warehouse.queries.declared import TABLES

Values = Mapping[str, str | int]


class SnapshotCannotAnswer(Refusal):
    """A snapshot holds what rooms lent when it was taken; an older one, or a damaged one, cannot answer every question."""

    code = "warehouse.snapshot_cannot_answer"
    status = 409
    what = Label("快照“{name}”回答不了“{question}”", "the snapshot “{name}” cannot answer “{question}”")
    why = Label("缺少所需的表或列，或文件损坏：{said}", "a table or a column that it needs is missing, or a file is damaged: {said}")
    cure = Label(
        "用 dukou snapshots verify 核对；完好而较旧的，换一个较新的，或加 --live",
        "see dukou snapshots verify; where it is sound and old, ask a newer one, or add --live",
    )


class Engine(Protocol):
    """Something that can answer a question."""

    def rows(self, question: Question, values: Values) -> list[Row]:
        """The answer in any order."""


class OnSnapshot:
    """DuckDB in memory over the Parquet files of one snapshot's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, question: Question, values: Values) -> list[Row]:
        """The answer of the snapshot, in any order."""
        import duckdb  # loaded by who asks for it: most commands do not

        from dukou.warehouse.portable import tables_of

        try:
            with engine() as duck:
                for name in tables_of(question.text):
                    lay_out(duck, self.folder / f"{name}.parquet", name)
                return duck.execute(question.text, dict(values)).fetchall()
        except duckdb.Error as error:
            said = same(str(error).splitlines()[0])
            raise SnapshotCannotAnswer(name=self.folder.name, question=question.label, said=said) from error


class OnDatabase:
    """The live database, with claims as they stood on a day."""

    def __init__(self, known_on: date) -> None:
        self.known_on = known_on

    def rows(self, question: Question, values: Values) -> list[Row]:
        """The answer of the live database, in any order."""
        from dukou.warehouse.portable import tables_of, written_for  # loaded by who asks for it: most commands do not

        lent = [_lent(name, self.known_on) for name in tables_of(question.text)]
        text, names = written_for(connection.vendor, question.text)
        given: list[Any] = [value for _, some in lent for value in some] + [values[name] for name in names]
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {', '.join(sql for sql, _ in lent)} SELECT * FROM ({text}) AS answer", given)
            rows: list[Row] = cursor.fetchall()
            return rows


def ask(question: Question, engine: Engine, values: Values | None = None) -> list[Row]:
    """The answer, one row each in the order of its cells; shares are plain ratios. Which rows a viewer may see is not asked here."""
    return in_order(engine.rows(question, question.values(values or {})))


def _lent(name: str, known_on: date) -> tuple[str, tuple[Any, ...]]:
    """A lent table as a clause of WITH, and its values."""
    table = TABLES[name]
    sql, values = table.lent(known_on).order_by().query.sql_with_params()
    columns = ", ".join(f'"{column}"' for column in table.physical)
    return f'"{name}"({columns}) AS ({sql})', values

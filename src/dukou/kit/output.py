"""What commands say: a table for people, JSON for programs. Results go to stdout, notes and progress bars to stderr.

A command takes `format: FormatOption = Format.TABLE` and ends in `emit(...)` or `emit_rows(...)`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from dukou.kit.core.labels import Label

_PLAINLY = json.JSONEncoder(ensure_ascii=False, allow_nan=False)  # made once: a value is written in a tenth of the time
_quoted = json.encoder.encode_basestring
Step = Callable[[str, int, int], None]  # what is being done, how much is done, how much there is


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="输出形式 · Form of the output")]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: the key of its value in each row, its heading, and to which side it leans (numbers: right)."""

    key: str
    heading: Label
    leans: Literal["left", "right"] = "left"


def emit(data: object, format: Format, table: Callable[[], RenderableType]) -> None:
    """Write one result: `data` as JSON, or what `table` draws of it."""
    if format is Format.JSON:
        sys.stdout.write(as_json(data) + "\n")
    else:
        Console().print(table())


def emit_rows(rows: Sequence[Mapping[str, object]], columns: Sequence[Column], format: Format, title: Label | None = None) -> None:
    """Write rows: a list of objects as JSON, or a table with one column for each of `columns`."""
    emit(rows, format, lambda: table_of(rows, columns, title))


def table_of(rows: Sequence[Mapping[str, object]], columns: Sequence[Column], title: Label | None = None) -> Table:
    """The rows as a table in the language spoken; what is not there stays an empty cell, what is too long goes on in the next line."""
    table = Table(title=str(title) if title else None, title_justify="left")
    for column in columns:
        table.add_column(str(column.heading), justify=column.leans, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(column.key)) for column in columns))
    return table


def note(text: Label | str) -> None:
    """A remark beside the result, on stderr, so that the result can be piped."""
    Console(stderr=True).print(str(text), markup=False, highlight=False)


@contextmanager
def progress(doing: Label, format: Format = Format.TABLE) -> Iterator[Step]:
    """A progress bar on stderr while the block works; silent in JSON and where stderr is no terminal."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        disable=format is Format.JSON or not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task(str(doing), total=None)

        def step(name: str, done: int, total: int) -> None:
            bar.update(task, description=f"{doing} {name}".rstrip(), completed=done, total=total)

        yield step


def as_json(data: object) -> str:
    """JSON as this house writes it: Chinese unescaped, decimals as exact numbers, dates ISO, labels as `{"zh": …, "en": …}`."""
    return _written(data, "\n")


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("[", r"\[")


def _written(value: object, margin: str) -> str:
    if isinstance(value, str) and not isinstance(value, Enum):  # most of what is written
        return _quoted(value)
    plain = _plain(value)
    inner = margin + "  "
    if isinstance(plain, Decimal):
        return _number(plain)
    if isinstance(plain, Mapping):
        pairs = [f"{_quoted(str(key))}: {_written(item, inner)}" for key, item in plain.items()]
        return "{" + inner + ("," + inner).join(pairs) + margin + "}" if pairs else "{}"
    if isinstance(plain, (list, tuple)):
        items = [_written(item, inner) for item in plain]
        return "[" + inner + ("," + inner).join(items) + margin + "]" if items else "[]"
    return _quoted(plain) if isinstance(plain, str) else _PLAINLY.encode(plain)


def _plain(value: object) -> Any:
    """One step from a value of the house towards JSON."""
    match value:
        case Label():
            return value.as_dict()
        case Enum():
            return value.value
        case None | bool() | int() | float() | str() | Decimal() | Mapping() | list() | tuple():
            return value
        case date() | datetime():
            return value.isoformat()
        case set() | frozenset():
            return sorted(value)
    if hasattr(value, "as_dict"):
        return value.as_dict()
    if is_dataclass(value) and type(value).__str__ is object.__str__:  # one with a text form, such as a period, is that text
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that JSON can write")
    return f"{value:f}"

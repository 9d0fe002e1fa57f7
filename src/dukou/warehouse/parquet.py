"""Rows into Parquet files and back, by DuckDB, which reads and writes them itself. No other engine touches these files."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Engine: TypeAlias = "DuckDBPyConnection"
Codec = Literal["zstd", "lz4_raw"]
_AT_ONCE = 10_000
_AS_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Packed:
    """How many rows a file holds, the SHA-256 of these rows, and that of the file."""

    rows: int
    content: str
    sha256: str


def engine() -> Engine:
    """An engine in memory that fetches nothing from a network, and lays no rows down in the working folder where memory is short."""
    import duckdb  # loaded by who asks for it: most commands do not

    return duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False, "temp_directory": ""}
    )


def pack(duck: Engine, rows: Iterable[Sequence[object]], columns: Mapping[str, str], path: Path, *, codec: Codec = "zstd") -> Packed:
    """Write rows in their order into a new file; `columns` gives the physical type of each. Streams, whatever their number.

    `codec`: zstd is small, for what is kept; lz4_raw is read in half the time, for what is asked and thrown away.
    """
    lines = path.with_suffix(".lines")
    count, digest = 0, hashlib.sha256()
    try:
        with lines.open("wb") as file:
            for line in _lines(columns, rows):
                count += 1
                digest.update(line)
                file.write(line)
        types = "{" + ", ".join(f"{_quoted(name)}: '{physical}'" for name, physical in columns.items()) + "}"
        source = f"read_json({_quoted(_exactly(lines))}, format = 'newline_delimited', columns = {types})"
        duck.execute(f"COPY (SELECT * FROM {source}) TO {_quoted(str(path))} (FORMAT parquet, COMPRESSION {codec})")
    finally:
        lines.unlink(missing_ok=True)
    _onto_disk(path)
    return Packed(count, digest.hexdigest(), file_sha256(path))


def lay_out(duck: Engine, path: Path, name: str) -> None:
    """Let an engine see the file as a table of this name."""
    duck.read_parquet(_exactly(path)).create_view(name)


def lay_out_text(duck: Engine, path: Path, name: str) -> None:
    """Read a file of comma-separated values into a table of this name, every cell as text: codes keep their leading noughts.

    A table and no view: over a view DuckDB 2.0 reads `TRY_CAST(…)` of a text file as `CAST`, and one wrong cell ends the question.
    """
    duck.read_csv(_exactly(path), header=True, all_varchar=True).to_table(name)


def schema_of(duck: Engine, path: Path) -> tuple[tuple[str, str], ...]:
    """The columns of a file with their physical types, in order."""
    file = duck.read_parquet(_exactly(path))
    return tuple((name, str(kind)) for name, kind in zip(file.columns, file.types, strict=True))


def content_of(duck: Engine, path: Path) -> tuple[int, str]:
    """How many rows a file gives back, and the SHA-256 of them, reckoned as when they were packed."""
    count, digest = 0, hashlib.sha256()
    columns = dict(schema_of(duck, path))
    duck.execute(f"SELECT * FROM read_parquet({_quoted(_exactly(path))})")
    for line in _lines(columns, _fetched(duck)):
        count += 1
        digest.update(line)
    return count, digest.hexdigest()


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lines(columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    names = list(columns)
    for row in rows:
        yield _AS_LINE(dict(zip(names, row, strict=True))).encode() + b"\n"


def _fetched(duck: Engine) -> Iterator[Sequence[object]]:
    while some := duck.fetchmany(_AT_ONCE):
        yield from some


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _exactly(path: Path) -> str:
    """A path that means this file alone: DuckDB reads `*`, `?` and `[` in paths as patterns."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def _onto_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

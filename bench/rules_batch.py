"""Rule books over a made-up register: the fifteen rules against OpenFisca-Core, a hundred books against a bare scan, near lists.

Measured is CPU time, all threads, warm, the median of some rounds; our side reads the facts from Parquet, the peer has them in memory (and
takes an unknown for nought, and money for 32-bit floats). OpenFisca-Core (AGPL-3) runs in an environment of its own (`peers`).
`DUKOU_BENCH_FIRMS` asks for fewer than a million firms.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from peers.books import DAY, fifteen, hundred, prepare
from peers.environment import NoPeer, openfisca
from peers.program import Program

FIRMS = int(os.environ.get("DUKOU_BENCH_FIRMS", "1000000"))
FEWER = FIRMS // 10
ROUNDS = 3
PEER, SCAN, NEAR = 1.0, 10.0, 2.0
NEAR_BOOKS = (1, 3, 5, 7)  # of the fifteen: recognitions with many sentences


def main() -> int:
    """Print each measure beside its bar; 1 where one is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        prepare(Path(folder))
        return 0 if all([against_peer(Path(folder)), *near_lists(Path(folder)), against_scan(Path(folder))]) else 1


def against_peer(folder: Path) -> bool:
    """The fifteen rules over all firms: answers and values here, answers there."""
    from dukou.rules.compile import columns_of, compiled
    from dukou.rules.tests.crowd import build

    books, table = fifteen(), folder / "firms.parquet"
    build(table, FIRMS, columns_of(*books), books)
    select, made = _timed(lambda: compiled(books, DAY))
    print(f"15 books as SQL: {len(select.text):,} characters, made in {made:.2f} s CPU")
    ours = _asked(table, select.text)
    program = folder / "program.json"
    program.write_text(json.dumps(asdict(Program.of(books, DAY)), default=str))
    try:
        theirs = openfisca("batch", program, table)
    except NoPeer as reason:
        return _said(f"15 books × {FIRMS:,} firms {ours:.2f} s; OpenFisca-Core could not be installed: {reason}", is_met=False)
    return _said(f"15 books × {FIRMS:,} firms {ours:.2f} s, OpenFisca-Core {theirs['cpu']:.2f} s", theirs["cpu"] / ours, PEER)


def near_lists(folder: Path) -> list[bool]:
    """Who misses one sentence, against the plain answer of the same book."""
    from dukou.rules.compile import compiled, near

    table, met = folder / "firms.parquet", []
    for linked in (fifteen()[at] for at in NEAR_BOOKS):
        plain, list_ = _asked(table, compiled([linked], DAY).text), _asked(table, near(linked, DAY).text)
        told = f"{linked.book.key} × {FIRMS:,} firms {plain:.2f} s, one sentence short {list_:.2f} s"
        met.append(_said(told, list_ / plain, NEAR, is_most=True))
    return met


def against_scan(folder: Path) -> bool:
    """A hundred books against reading the same columns."""
    from dukou.rules.compile import columns_of, compiled
    from dukou.rules.tests.crowd import build

    books, table = hundred(), folder / "fewer.parquet"
    columns = columns_of(*books)
    build(table, FEWER, columns, books)
    scan = _asked(table, f"SELECT {', '.join(f'max({each.name}) AS {each.name}' for each in columns)} FROM facts")
    select, made = _timed(lambda: compiled(books, DAY))
    print(f"100 books as SQL: {len(select.text):,} characters, {len(columns)} columns, made in {made:.2f} s CPU")
    ours = _asked(table, select.text)
    return _said(f"100 books × {FEWER:,} firms {ours:.2f} s, bare scan {scan:.3f} s", ours / scan, SCAN, is_most=True)


def _asked(table: Path, text: str) -> float:
    """CPU seconds of a SELECT over the table; the answers are laid down in memory."""
    from dukou.warehouse.parquet import engine, lay_out

    with engine() as duck:
        lay_out(duck, table, "facts")
        asked = f"CREATE OR REPLACE TEMP TABLE told AS {text}"
        duck.execute(asked)  # the first round warms up
        return median(_timed(lambda: duck.execute(asked))[1] for _ in range(ROUNDS))


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    found = work()
    return found, time.process_time() - start


def _said(told: str, ratio: float = 0.0, bar: float = 0.0, *, is_most: bool = False, is_met: bool | None = None) -> bool:
    met = is_met if is_met is not None else ratio <= bar if is_most else ratio >= bar
    print(f"{told} | {ratio:.2f} {'≤' if is_most else '≥'} {bar:g} {'met' if met else 'missed'}" if bar else f"{told} | missed")
    return met


if __name__ == "__main__":
    sys.exit(main())

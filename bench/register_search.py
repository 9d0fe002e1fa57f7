"""Search over a register of 1,000,000 made-up names, beside `LIKE '%…%'` over the same names in the same run.

Measured is CPU time of this process, of whole calls of `search` with Django's share in it. LIKE gets as many candidates as the index
does and is spared everything behind that: ranking, other columns, who may see what.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

NAMES, QUERIES, SCANS, DAMAGED = 1_000_000, 200, 15, 200
BAR, FASTER, FIRST = 5.0, 20.0, 5  # ms of CPU; times LIKE from three characters on; places in which a mistyped firm is to stand


@dataclass(frozen=True, slots=True)
class Kind:
    """A way of asking, and what it has to keep: the bar in ms of CPU, and how many times faster than LIKE."""

    name: str
    asked: Sequence[str]
    has_bar: bool = True
    is_faster: bool = False


def main() -> int:
    """Print a table of all ways of asking and the recall of mistyped names; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        fill(Path(folder), NAMES)
        random = Random(7)
        rows = _rows(random)
        print(f"{'CPU ms, ' + format(NAMES, ',') + ' names':28} | median |    p95 |  LIKE | times faster | bar")
        met = all([_measured(kind) for kind in _kinds(rows, random)])  # a list: every line is printed
        return 0 if all([_recalled(rows, random), met]) else 1


def fill(folder: Path, count: int) -> None:
    """A home with so many made-up firms."""
    import django

    django.setup()
    from django.core.management import call_command

    from dukou.enterprises.tests.crowd import build
    from dukou.kit.core.homes import Home

    Home(folder).prepare()
    call_command("migrate", verbosity=0)
    build(count)


def _rows(random: Random) -> list[tuple[int, str, str, str]]:
    """Primary key, name, core and code of some firms."""
    from dukou.enterprises.models import Enterprise

    chosen = random.sample(range(1, NAMES + 1), QUERIES)
    return list(Enterprise.objects.filter(pk__in=chosen).order_by("key").values_list("pk", "name", "core", "code"))


def _kinds(rows: list[tuple[int, str, str, str]], random: Random) -> list[Kind]:
    from dukou.enterprises.core.names import normal
    from dukou.enterprises.core.pinyin import initials

    names, cores = [normal(name) for _, name, _, _ in rows], [core for _, _, core, _ in rows]
    return [
        Kind("one character", [core[0] for core in cores], has_bar=False),
        Kind("two characters", [_cut(core, 2, random) for core in cores]),
        Kind("three characters", [_cut(core, 3, random) for core in cores], is_faster=True),
        Kind("four characters", [_cut(core, 4, random) for core in cores], is_faster=True),
        Kind("six characters", [_cut(name, 6, random) for name in names], is_faster=True),
        Kind("whole name", names, is_faster=True),
        Kind("frequent fragment", ["有限公司", "示例市"] * 10),
        Kind("whole name mistyped", [_damaged(name, random) for name in names]),
        Kind("brand and trade mistyped", [_damaged(core, random) for core in cores]),
        Kind("initials of brand, trade", [initials(core) for core in cores], has_bar=False),
        Kind("three initials", [_cut(initials(core), 3, random) for core in cores], has_bar=False),
        Kind("code, 12 of 18", [code[:12] for _, _, _, code in rows], has_bar=False),
        Kind("two words", [f"{core[:2]} {core[-2:]}" for core in cores], has_bar=False),
        Kind("what no name holds", ["魑魅魍魉" + core[0] for core in cores], has_bar=False),
    ]


def _cut(text: str, length: int, random: Random) -> str:
    start = random.randrange(max(len(text) - length, 0) + 1)
    return text[start : start + length]


def _damaged(name: str, random: Random) -> str:
    """One character deleted, replaced, or exchanged with the next."""
    at, how = random.randrange(len(name) - 1), random.randrange(3)
    middle = ("", random.choice("甲乙丙丁戊己庚辛"), name[at + 1] + name[at])[how]
    return name[:at] + middle + name[at + (2 if how == 2 else 1) :]


def _measured(kind: Kind) -> bool:
    """One line of the table; whether the bars hold."""
    from dukou.enterprises.queries.search import search

    viewer = _keeper()
    search(viewer, kind.asked[0])
    ours = [_cpu(lambda asked=asked: search(viewer, asked)) for asked in kind.asked]
    like = median(_cpu(lambda asked=asked: _like(asked)) for asked in kind.asked[:SCANS])
    middle, ratio = median(ours), like / median(ours)
    met = (not kind.has_bar or middle <= BAR) and (not kind.is_faster or ratio >= FASTER)
    bar = " and ".join([f"≤ {BAR:.0f} ms"] * kind.has_bar + [f"≥ {FASTER:.0f} ×"] * kind.is_faster)
    said = f"{bar}: {'met' if met else 'missed'}" if bar else "—"
    print(f"{kind.name:28} | {middle:6.2f} | {quantiles(ours, n=20)[-1]:6.2f} | {like:5.0f} | {ratio:12.1f} | {said}")
    return met


def _like(asked: str) -> list[Any]:
    from django.db import connection

    from dukou.enterprises.queries.search import CANDIDATES

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM enterprises_name WHERE normal LIKE %s LIMIT %s", [f"%{asked}%", CANDIDATES])
        return cursor.fetchall()


def _recalled(rows: list[tuple[int, str, str, str]], random: Random) -> bool:
    """How many damaged names still lead to their firm among the first five. No bar of its own."""
    from dukou.enterprises.queries.search import search

    for what, column in (("whole names", 1), ("brand and trade", 2)):
        asked = [(row[0], _damaged(str(row[column]), random)) for row in rows[:DAMAGED]]
        found = sum(key in [hit.id for hit in search(_keeper(), text, FIRST)] for key, text in asked)
        print(f"(no bar) recall@{FIRST} of {what}, one slip each | {found} of {len(asked)}")
    return True


def _keeper() -> Any:
    from dukou.accounts.core.viewers import command_line_viewer

    return command_line_viewer("bench")


def _cpu(act: Callable[[], object]) -> float:
    """Milliseconds of CPU."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())

"""The long kill drill, and backup and restore under load; writes its figures into docs/reference/reliability.md.

`bench/reliability_drill.py [KILLS]`, ten by default. It fails where anything acknowledged is lost, half done, undone or done twice.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from dukou.cli.tests.processes import run, server, until  # noqa: E402  the path above comes first
from tests.machinery.drill import CLERKS, Tally, acknowledged_by, built, examined, killed_under_load, load, settled  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "reliability.md"
KILLS, ACTS = 10, 40
ROWS, FILES, FILE_SIZE = 200_000, 100, 200_000
FILL = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
    INSERT INTO kit_job (task, payload, state, attempts, enqueued_at, run_after_at, finished_at, last_error)
    SELECT 'bench.fill', '{{"text": "' || hex(randomblob(100)) || '"}}', 'done', 1, '2024-07-08', '2024-07-08', '{now}', '' FROM n
"""


def main(kills: int) -> int:
    """Run the drill, print and write its figures; 1 where one of them is not what it must be."""
    with tempfile.TemporaryDirectory(prefix="dukou-drill-") as folder:
        home, tally = built(Path(folder)), Tally()
        for _ in range(kills):
            killed_under_load(home, tally, ACTS)
        settled(home, tally)
        assert run(home, "audit", "verify")[0] == 0
        figures = drill_figures(tally) + backup_figures(home, Path(folder), tally)
    for words, _, measured, _ in figures:
        print(f"{words} | {measured}")
    PAGE.write_text(page(figures), encoding="utf-8")
    return 0 if all(must in ("", measured) for _, _, measured, must in figures) else 1


Figure = tuple[str, str, str, str]  # Chinese, English, what was measured, what it must be (empty: no bar)


def drill_figures(tally: Tally) -> list[Figure]:
    """What the kills came to."""
    return [
        ("杀死次数", "kills", str(tally.kills), ""),
        ("已确认的更正", "corrections acknowledged", str(len(tally.acknowledged)), ""),
        ("其中丢失", "of these lost", str(tally.lost), "0"),
        ("做完而来不及回答的更正", "corrections done whose answer was cut off", str(tally.kept - len(tally.acknowledged)), ""),
        ("机器太忙而未能完成的答复（5xx）", "answers that failed, the machine being too busy (5xx)", str(tally.failures), ""),
        ("有更正而无留痕，或有留痕而无更正", "half done: without its event, or an event without it", str(tally.half_done), "0"),
        ("任务", "jobs enqueued", str(len(tally.enqueued)), ""),
        ("因执行者被杀而再次交付", "delivered again after their worker was killed", str(tally.redelivered), ""),
        ("没有做", "not done", str(tally.undone), "0"),
        ("效果出现两次", "done twice", str(tally.doubled), "0"),
    ]


def backup_figures(home: Path, folder: Path, tally: Tally) -> list[Figure]:
    """A larger home backed up while the clerks go on, and restored; what had been acknowledged before must be in it."""
    fill(home)
    file, restored = folder / "backup", folder / "restored"
    with server(home) as (_, url), load(home, url, tally) as clerks:
        assert until(lambda: acknowledged_by(clerks) >= ACTS)
        before = {each for clerk in clerks for each in clerk.acknowledged}
        backing = timed(home, "backup", str(file), "--format", "json")
        meanwhile = acknowledged_by(clerks) - len(before)
    restoring = timed(restored, "restore", str(file), "--format", "json")
    found = examined(restored, Tally(acknowledged=tally.acknowledged | before))
    return [
        (
            "数据库，收到的文件（MB）",
            "database, kept files (MB)",
            f"{megabytes(home / 'dukou.sqlite3')}, {FILES * FILE_SIZE / 1e6:.1f}",
            "",
        ),
        ("备份文件（MB）", "size of the backup (MB)", megabytes(file), ""),
        ("备份用时（秒，含读回核对）", "backing up (s, with its proof)", f"{backing:.1f}", ""),
        ("其间照常确认的更正", "corrections acknowledged meanwhile", str(meanwhile), ""),
        ("恢复用时（秒，含核对）", "restoring (s, with its proof)", f"{restoring:.1f}", ""),
        ("备份前已确认而恢复后没有的更正", "acknowledged before the backup and not in it", str(found.lost), "0"),
        ("恢复后只有一半的更正", "half done after the restore", str(found.half_done), "0"),
    ]


def fill(home: Path) -> None:
    """Make the home as large as that of a district after some years."""
    with closing(sqlite3.connect(home / "dukou.sqlite3", timeout=30)) as database, database:
        database.execute(FILL.format(rows=ROWS, now=datetime.now(UTC).replace(tzinfo=None)))  # jobs done long ago are cleared away
    for _ in range(FILES):
        content = secrets.token_bytes(FILE_SIZE)
        name = sha256(content).hexdigest()
        path = home / "uploads" / name[:2] / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(content)


def timed(home: Path, *words: str) -> float:
    """Run a command that must succeed; how many seconds it took."""
    start = time.monotonic()
    code, out, err = run(home, *words)
    assert code == 0 and json.loads(out), err
    return time.monotonic() - start


def megabytes(path: Path) -> str:
    """The size of a file."""
    return f"{path.stat().st_size / 1e6:.1f}"


def page(figures: list[Figure]) -> str:
    """The page as it stands in docs/reference."""
    rows = "\n".join(f"| {zh} | {en} | {measured} | {must or '—'} |" for zh, en, measured, must in figures)
    return PAGE_TEXT.format(
        rows=rows,
        day=date.today(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        cores=os.cpu_count(),
        clerks=CLERKS,
    )


PAGE_TEXT = """# Reliability 可靠性

由 `bench/reliability_drill.py` 于 {day} 写成：Python {python}，SQLite {sqlite}，{cores} 核的机器，同时有别的程序在用。
{clerks} 人经网页表单一再更正数据，后台任务不断；其间以 SIGKILL 杀死服务、网页进程和任务进程，再启动，逐条核对。

Written by `bench/reliability_drill.py` on {day}: Python {python}, SQLite {sqlite}, a machine with {cores} cores that others used meanwhile.
{clerks} people correct figures through the form again and again while jobs are done; server, web workers and worker are killed by SIGKILL
amid it and started again, and everything is compared.

| 项目 | figure | measured | must be |
|---|---|---:|---:|
{rows}

SIGKILL 试的是程序之死，不是断电。断电时靠 SQLite 的 `synchronous=FULL`：已确认的提交已在磁盘上；本演练没有拔电源。
任务的租期是五分钟，演练不等它，而是改写到期的时刻。

SIGKILL tries the death of the program, not of the power. For that there is SQLite's `synchronous=FULL`: an acknowledged commit is on the
disk; this drill pulls no plug. The five minutes of a job's lease are not waited for: its end is moved instead.
"""


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS))

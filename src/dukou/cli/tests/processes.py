"""Running the shell as others do: in processes of its own, told where its home is by the environment."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dukou
from dukou.kit.charts import make_bundle
from dukou.kit.core.homes import Home
from dukou.kit.tests.forked import run_in
from dukou.kit.tests.servers import variables

_PROC = Path("/proc")
DEADLINE = 150.0  # for what takes up to ten seconds on a quiet machine: only what hangs comes to it
_TURN = threading.Event()  # never set: waiting on it is a pause between two looks


def environment(home: Path) -> dict[str, str]:
    """The environment of a command: nothing of the caller's dukou but a database, every warning an error."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DUKOU_")}
    return kept | {
        "DUKOU_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "dukou.cli.tests.settings",
        "PYTHONPATH": str(Path(dukou.__file__).parents[1]),
        "PYTHONWARNINGS": "error",
        "COLUMNS": "200",
        **variables(home),
        **_made_before(),
    }


def _made_before() -> dict[str, str]:
    """What all homes that a worker's tests build have alike: the charts' bundle of the worker's own home, and a database just migrated."""
    if "PYTEST_CURRENT_TEST" not in os.environ:
        return {}
    own = Home.of_environment()
    return {"TESTS_CHART_BUNDLE": str(make_bundle(own.made_static)), "TESTS_MIGRATED": str(own.path / "migrated.sqlite3")}


def start(home: Path, *words: str) -> subprocess.Popen[str]:
    """Start a command; its streams are pipes."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-m", "dukou", *words], env=environment(home), stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
    )


def run(home: Path, *words: str) -> tuple[int, str, str]:
    """Run a command to its end: exit code, stdout, stderr."""
    return run_in(environment(home), *words)


def until(condition: Callable[[], bool]) -> bool:
    """Look until the condition holds; False where it does not within the deadline."""
    end = time.monotonic() + DEADLINE
    while not (held := condition()) and time.monotonic() < end:
        _TURN.wait(0.05)
    return held


@contextmanager
def server(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`dukou serve` on a free port, answering; with everything it started it is gone when the block ends."""
    port = free_port()
    process = start(home, *words, "serve", "--port", str(port))
    url = f"http://127.0.0.1:{port}/"
    started: set[int] = set()
    try:
        assert until(lambda: process.poll() is not None or status_of(url) is not None), "the server did not answer"
        started = descendants(process.pid)
        yield process, url
    finally:
        for each in {process.pid, *started}:
            if is_alive(each):
                os.kill(each, signal.SIGKILL)
        process.communicate()


def status_of(url: str) -> int | None:
    """The HTTP status of a page; None where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=DEADLINE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def free_port() -> int:
    """A port of loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def descendants(process: int) -> set[int]:
    """All living processes that this one started, and those started by these."""
    parents = _parents()
    found: set[int] = set()
    grown = {process}
    while grown:
        grown = {child for child, parent in parents.items() if parent in grown} - found
        found |= grown
    return found


def command_of(process: int) -> str:
    """The command line of a process; empty where it is gone."""
    try:
        return (_PROC / str(process) / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def is_stopped(process: int) -> bool:
    """Whether every thread of a process stands still (SIGSTOP), or it is gone; one that waits for the disk stands still only after that."""
    try:
        told = [each.read_text() for each in (_PROC / str(process) / "task").glob("[0-9]*/stat")]
    except OSError:  # ended while we looked
        return not is_alive(process)
    return all(each.rpartition(")")[2].split()[0] in "TZ" for each in told)


def is_alive(process: int) -> bool:
    """Whether the process still runs; one that has ended and is not yet collected does not."""
    return process in _parents()


def _parents() -> dict[int, int]:
    """The parent of every living process, by number; an ended one that nobody collected yet is a zombie (Z)."""
    found: dict[int, int] = {}
    for told in _PROC.glob("[0-9]*/stat"):
        try:
            state, parent, *_ = told.read_text().rpartition(")")[2].split()
        except OSError:  # ended while we looked
            continue
        if state != "Z":
            found[int(told.parent.name)] = int(parent)
    return found

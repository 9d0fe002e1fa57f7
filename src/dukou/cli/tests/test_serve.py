"""`dukou serve`: refusals before anything starts, pages and jobs while it runs, and nothing left when it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import urllib.request
from pathlib import Path

import pytest

from dukou.cli.tests.processes import command_of, descendants, environment, is_alive, run, server, status_of, until
from dukou.kit.tests.servers import asked, change, tables

pytestmark = pytest.mark.processes
has_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in /proc, which this system lacks")
INSERT = (
    "INSERT INTO kit_job (task, payload, state, attempts, enqueued_at, run_after_at, last_error) "
    "VALUES (?, ?, 'waiting', 0, '2024-07-08 00:00:00', '2024-07-08 00:00:00', '')"
)


def children_called(process: int, word: str) -> set[int]:
    return {child for child in descendants(process) if word in command_of(child)}


def enqueue(home: Path, task: str, payload: str) -> None:
    change(home, INSERT, task, payload)


@pytest.mark.once
def test_a_taken_port_is_refused_before_anything_starts(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, out, err = run(home, "--lang", "en", "serve", "--port", str(port))
        assert (code, out) == (1, "")
        assert err == (
            f"✗ nothing was started\n  port {port} of 127.0.0.1 is taken\n"
            f"  → take another: dukou serve --port {port + 1}, or make demo PORT={port + 1}; or stop the program that holds it\n"
        )


@pytest.mark.once
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_a_demo_home_is_served_on_loopback_only(home: Path, host: str) -> None:
    code, _, err = run(home, "--lang", "en", "serve", "--host", host)
    assert (code, f"{host} is not loopback" in err) == (1, True)


@pytest.mark.once
def test_an_address_of_another_machine_is_refused(home: Path) -> None:
    (home / "home.json").write_text('{"pack": "tiny", "is_demo": false}')
    code, _, err = run(home, "--lang", "en", "serve", "--host", "192.0.2.1")  # reserved for documentation: nobody's
    assert (code, "cannot listen at 192.0.2.1:8000" in err) == (1, True)


@has_proc
@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.once)], ids=["SIGTERM", "SIGINT"])
def test_it_serves_pages_does_jobs_and_leaves_no_process(home: Path, number: signal.Signals) -> None:
    with server(home, "--lang", "en") as (process, url):
        started = descendants(process.pid)
        assert status_of(url) in (200, 302)
        bundle = next(path for path in (home / "static" / "dukou").glob("charts-bundle.*.js"))
        with urllib.request.urlopen(f"{url}static/dukou/{bundle.name}") as answer:
            assert b"vega" in answer.read()
        enqueue(home, "tests.note", '{"name": "done by the server"}')
        assert until(lambda: asked(home, "SELECT state FROM kit_job WHERE task = 'tests.note'") == [("done",)])
        process.send_signal(number)
        _, err = process.communicate()
        assert process.returncode == 0
        assert re.findall(r"the desks: (\S+)", err) == [url]
        assert "demo-leader" in err
        assert until(lambda: not any(is_alive(each) for each in started))


@has_proc
@pytest.mark.once
def test_a_server_that_is_killed_takes_its_workers_with_it(home: Path) -> None:
    with server(home) as (process, url):
        started = descendants(process.pid)
        assert len(started) >= 3
        process.kill()
        process.communicate()
        assert until(lambda: not any(is_alive(each) for each in started))
        assert status_of(url) is None


@has_proc
@pytest.mark.once
def test_a_worker_that_dies_is_started_again(home: Path) -> None:
    with server(home) as (process, _):
        assert until(lambda: len(children_called(process.pid, "dukou worker")) == 1)
        [first] = children_called(process.pid, "dukou worker")
        os.kill(first, signal.SIGKILL)
        assert until(lambda: len(children_called(process.pid, "dukou worker") - {first}) == 1)
        enqueue(home, "tests.note", '{"name": "done by the second"}')
        assert until(lambda: asked(home, "SELECT state FROM kit_job WHERE task = 'tests.note'") == [("done",)])


def test_an_older_home_is_brought_up_to_date(home: Path) -> None:
    import subprocess

    command = [sys.executable, "-m", "django", "migrate", "kit", "zero", "--verbosity", "0"]
    subprocess.run(command, env=environment(home), check=True)
    assert "kit_job" not in tables(home)
    (home / "statics_made_of").write_text("an older version")
    for path in (home / "static").rglob("charts-bundle.*"):
        path.unlink()
    with server(home):
        assert "kit_job" in tables(home)
        assert list((home / "static").rglob("charts-bundle.*.js"))
    written = (home / "static" / "staticfiles.json").stat().st_mtime_ns
    with server(home):
        assert (home / "static" / "staticfiles.json").stat().st_mtime_ns == written


def test_worker_once_does_what_is_due_and_ends(home: Path) -> None:
    enqueue(home, "tests.note", '{"name": "once"}')
    assert run(home, "worker", "--once")[0] == 0
    assert asked(home, "SELECT state, attempts FROM kit_job WHERE task = 'tests.note'") == [("done", 1)]


def test_worker_gives_failed_jobs_their_attempts_again_where_it_is_told_to(home: Path) -> None:
    enqueue(home, "tests.note", '{"name": "again"}')
    change(home, "UPDATE kit_job SET state = 'failed', attempts = 5, finished_at = '2024-07-08' WHERE task = 'tests.note'")
    assert run(home, "worker", "--once")[0] == 0
    assert asked(home, "SELECT state FROM kit_job WHERE task = 'tests.note'") == [("failed",)]
    assert run(home, "worker", "--once", "--retry-failed")[0] == 0
    assert asked(home, "SELECT state, attempts FROM kit_job WHERE task = 'tests.note'") == [("done", 1)]

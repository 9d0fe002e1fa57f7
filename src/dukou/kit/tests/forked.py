"""Commands run to their end in processes that `warm` forks; one such process serves all tests of a worker."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO

import dukou

DEADLINE = 150.0  # for what takes up to ten seconds on a quiet machine: only what hangs comes to it


def run_in(environment: Mapping[str, str], *words: str) -> tuple[int, str, str]:
    """Run one command in this environment: exit code (below 0 the signal that ended it), stdout, stderr."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        code = _ended(list(words), environment, (out, err))
        return code, _written(out), _written(err)


def _ended(words: list[str], environment: Mapping[str, str], streams: tuple[BinaryIO, BinaryIO]) -> int:
    told = json.dumps([words, dict(environment), os.getcwd()]).encode()
    with socket.socket(socket.AF_UNIX) as asked, open(os.devnull, "rb") as nothing:
        asked.settimeout(DEADLINE)
        asked.connect(_door())
        socket.send_fds(asked, [len(told).to_bytes(4, "big")], [each.fileno() for each in (nothing, *streams)])
        asked.sendall(told)
        with asked.makefile("r") as answers:
            process = int(answers.readline())
            try:
                return int(answers.readline())
            except TimeoutError:
                os.kill(process, signal.SIGKILL)
                raise


def _written(stream: BinaryIO) -> str:
    stream.seek(0)
    return stream.read().decode().replace("\r\n", "\n")


@cache
def _door() -> str:
    """Where the process that forks listens; it is started at the first command, and ends with this one, however that ends."""
    address = str(Path(tempfile.mkdtemp(prefix="dukou-warm-")) / "door")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DUKOU_HOME")}
    own = {
        "DUKOU_HOME": f"{address}.home",
        "DJANGO_SETTINGS_MODULE": "dukou.settings",
        "PYTHONPATH": str(Path(dukou.__file__).parents[1]),
        "PYTHONWARNINGS": "error",
    }
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        command = [sys.executable, "-m", "dukou.kit.tests.warm", str(door.fileno())]
        process = subprocess.Popen(command, env=kept | own, stdin=subprocess.PIPE, pass_fds=[door.fileno()])
    atexit.register(shutil.rmtree, Path(address).parent)
    atexit.register(process.communicate)
    return address

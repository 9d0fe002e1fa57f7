"""A process that runs beside the server: started again when it dies, stopped with the server."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence

STOP_SECONDS = 10.0  # time for the job in hand
_SHORT_LIFE = 5.0  # one that lives shorter is started again only after growing pauses


class Companion:
    """Keeps one child process alive from `start` to `stop`."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = list(command)
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Start the process and watch over it."""
        self._keeper.start()

    def stop(self) -> None:
        """Stop the process: asked first, killed where it does not listen. Safe to call twice, and without `start`."""
        with self._starting:
            self._stopping.set()
            process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._keeper.is_alive():
            self._keeper.join()

    def _keep(self) -> None:
        pause = 1.0
        while process := self._started():
            began = time.monotonic()
            process.wait()
            pause = 1.0 if time.monotonic() - began > _SHORT_LIFE else min(pause * 2, 60.0)
            self._stopping.wait(pause)

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._starting:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(self.command)
            return self._process

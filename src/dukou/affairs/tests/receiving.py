"""A unit's system on loopback: it takes signed messages, counts them by key, and fails as it is told."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.utils import timezone

from dukou.affairs.core.signing import Secret, check
from dukou.kit.core.refusals import Refusal


class _Talk(BaseHTTPRequestHandler):
    server: System
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.hold.wait()
        if self.server.statuses:
            self._answer(self.server.statuses.pop(0), {})
            return
        try:
            key = check(self.server.secret, self.headers, body, self.server.clock())  # type: ignore[arg-type]
        except Refusal as refusal:
            self._answer(refusal.status, {"code": refusal.code})
            return
        with self.server.lock:
            self.server.came[key] += 1
            is_new = self.server.came[key] == 1
            if is_new:
                self.server.order.append(json.loads(body))
        told = {"key": key, "reference": f"system-{key[:12]}"}
        self._answer(201 if is_new else self.server.again, told)

    def _answer(self, status: int, told: dict[str, Any]) -> None:
        text = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        if 300 <= status < 400:
            self.send_header("Location", self.server.address)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


class System(ThreadingHTTPServer):
    """What it took: `came` how often by key, `order` each once. `statuses`: answers that it gives first; `again`: to a key it has."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, secret: str, clock: Callable[[], datetime]) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.secret, self.clock, self.again, self.connections = Secret(secret.encode()), clock, 409, 0
        self.came: Counter[str] = Counter()
        self.order: list[dict[str, Any]] = []
        self.statuses: list[int] = []
        self.lock, self.hold = threading.Lock(), threading.Event()
        self.hold.set()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}/in"


@contextmanager
def system(secret: str, clock: Callable[[], datetime] = timezone.now) -> Iterator[System]:
    """A system that listens as long as the block lasts; `clock`: by which it judges signatures."""
    with System(secret, clock) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.hold.set()
            server.shutdown()
            thread.join()

"""What one web worker does when it starts, in a process of its own. Imports nothing of Django before the environment is there."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import wait
from typing import Any


def load_application(_target: str) -> Callable[..., Any]:
    """The application to serve. A worker never outlives its server, not even one that was killed."""
    threading.Thread(target=_end_with_server, daemon=True).start()
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def _end_with_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        wait([server.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)

"""Who runs the present command. The shell sets it once; every command passes `by=caller()` to the acts it calls."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dukou.kit.core.actors import Actor

_caller: ContextVar[Actor | None] = ContextVar("caller", default=None)


def caller() -> Actor:
    """The person named by `--as`; the user of the operating system where nobody is named."""
    return _caller.get() or Actor("cli", _user())


@contextmanager
def called_by(actor: Actor) -> Iterator[None]:
    """Let `actor` be the caller inside the block."""
    token = _caller.set(actor)
    try:
        yield
    finally:
        _caller.reset(token)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return "unknown"

"""A unit's own system, by HTTP: a signed POST of JSON to the address that the pack names, and to no other.

One connection for a batch. Redirects are not followed, proxies of the environment are not asked.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urlsplit

from dukou.affairs.core.signing import Secret, signed
from dukou.affairs.receivers.base import NotTaken, Taken, ToHandOver
from dukou.kit.core.labels import Label

TIMEOUT = 10.0  # seconds for a connection, and for each piece of an answer
_LONGEST_ANSWER = 64 * 1024
_LONGEST_REFERENCE = 80
_LATER = frozenset({408, 425, 429})  # of the 4xx these say that it is a matter of time


class HttpReceiver:
    """One address, one secret. `clock`: the moment that is signed."""

    def __init__(self, address: str, secret: Secret | None, clock: Callable[[], datetime], timeout: float = TIMEOUT) -> None:
        self.at, self.secret, self.clock, self.timeout = urlsplit(address), secret, clock, timeout
        self._connection: HTTPConnection | None = None

    def __repr__(self) -> str:
        return f"HttpReceiver({self.at.hostname})"

    def hand_over(self, message: ToHandOver) -> Taken:
        """POST it; 2xx is taken, and so is a 409 that names the same key."""
        if not is_callable(self.at):
            raise NotTaken(_BAD_ADDRESS, retry=False)
        if self.secret is None:
            raise NotTaken(_NO_SECRET, retry=True)
        headers = signed(self.secret, message.key, message.body, self.clock()) | {"Content-Type": "application/json; charset=utf-8"}
        status, body = self._answer(message.body, headers)
        return _judged(status, _read(body), message)

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _answer(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Status and body. A kept connection that the other side has ended meanwhile is opened anew, once."""
        was_kept = self._connection is not None
        try:
            return self._exchanged(body, headers)
        except (HTTPException, OSError) as fault:
            self.close()
            if was_kept and not isinstance(fault, TimeoutError):
                return self._once_more(body, headers)
            raise _gone(fault) from None

    def _once_more(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        try:
            return self._exchanged(body, headers)
        except (HTTPException, OSError) as fault:
            self.close()
            raise _gone(fault) from None

    def _exchanged(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = self._connection = self._connection or _connection(self.at, self.timeout)
        target = self.at.path or "/"
        connection.request("POST", f"{target}?{self.at.query}" if self.at.query else target, body=body, headers=headers)
        answer: HTTPResponse = connection.getresponse()
        told = answer.read(_LONGEST_ANSWER)
        if not answer.isclosed():  # more than anybody needs to say: what is left would stand before the next answer
            self.close()
        return answer.status, told


def is_callable(at: SplitResult) -> bool:
    """Whether an address can be called: http or https, a host, a port that is one, no password in it."""
    try:
        return at.scheme in ("http", "https") and bool(at.hostname) and at.port != 0 and "@" not in at.netloc
    except ValueError:
        return False


def _connection(at: SplitResult, timeout: float) -> HTTPConnection:
    host = at.hostname or ""
    if at.scheme == "https":
        return HTTPSConnection(host, at.port, timeout=timeout, context=ssl.create_default_context())
    return HTTPConnection(host, at.port, timeout=timeout)


def _judged(status: int, told: dict[str, Any], message: ToHandOver) -> Taken:
    if 200 <= status < 300 or (status == 409 and told.get("key") == message.key):
        return Taken(str(told.get("reference", ""))[:_LONGEST_REFERENCE])
    if 300 <= status < 400:
        raise NotTaken(_REDIRECTED.filled(status=status), retry=False)
    why = _REFUSED if 400 <= status < 500 else _BROKEN
    raise NotTaken(why.filled(status=status), retry=status >= 500 or status in _LATER)


def _gone(fault: Exception) -> NotTaken:
    if isinstance(fault, TimeoutError):
        return NotTaken(_TIMEOUT, retry=True, is_gone=True)
    return NotTaken(_UNREACHED.filled(fault=type(fault).__name__), retry=True, is_gone=True)


def _read(body: bytes) -> dict[str, Any]:
    """What an answer says in JSON; nothing where it says nothing, since the status decides."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


_BAD_ADDRESS = Label("接收地址不是 http(s) 地址", "its address is no http(s) address")
_NO_SECRET = Label("没有设定与该单位约定的密钥（环境变量）", "the secret shared with this unit is not set (environment variable)")
_REDIRECTED = Label("对方要求转到别处（{status}），不跟随", "it leads elsewhere ({status}), which is not followed")
_REFUSED = Label("对方拒收（{status}）", "it was refused ({status})")
_BROKEN = Label("对方系统出错（{status}）", "the other system failed ({status})")
_TIMEOUT = Label("对方没有及时应答", "the other system did not answer in time")
_UNREACHED = Label("连不上对方系统（{fault}）", "the other system was not reached ({fault})")

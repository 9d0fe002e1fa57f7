"""Signatures between the house and the systems of units: HMAC-SHA256 over the moment, the key and the body of a message.

The same in both directions. A receiver checks what it is handed as `check` does here: first the signature, then the moment.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

TIMESTAMP, KEY, SIGNATURE = "Dukou-Timestamp", "Dukou-Key", "Dukou-Signature"
WINDOW = timedelta(minutes=5)  # by so much the clocks of both may differ; a doubled delivery within it is known by its number
SHORTEST = 16  # bytes of a secret
LONGEST_KEY = 80
_VERSION = "v1="


class NotSigned(Refusal):
    """What a unit's system sends is signed."""

    code = "affairs.not_signed"
    status = 401
    what = Label("没有接收", "this was not taken")
    why = Label("缺少签名，或签名头写得不对", "it bears no signature, or its headers are not written rightly")
    cure = Label(
        "带上 Dukou-Timestamp（秒）、Dukou-Key 和 Dukou-Signature: v1=…",
        "send Dukou-Timestamp (seconds), Dukou-Key and Dukou-Signature: v1=…",
    )


class SignatureWrong(Refusal):
    """The signature is not that of the unit over this moment, key and body."""

    code = "affairs.signature_wrong"
    status = 401
    what = Label("没有接收", "this was not taken")
    why = Label("签名与内容不符", "the signature does not fit what was sent")
    cure = Label("核对双方约定的密钥；签名覆盖时刻、键和正文原文", "check the shared secret; it covers moment, key and the body as sent")


class SignatureOld(Refusal):
    """The signature is right and was made too long ago, or by a clock that goes wrong."""

    code = "affairs.signature_old"
    status = 401
    what = Label("没有接收", "this was not taken")
    why = Label("签名时刻与现在相差超过 {minutes} 分钟", "it was signed more than {minutes} minutes from now")
    cure = Label("校准时钟，重新签名后再发", "set the clock right, sign it anew and send it again")


@dataclass(frozen=True, slots=True)
class Secret:
    """What both sides know. It is never shown: not by `repr`, so not by a log or a traceback either."""

    value: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.value) < SHORTEST:
            raise ValueError(f"a secret has at least {SHORTEST} bytes")


def signed(secret: Secret, key: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers that go with a message."""
    moment = str(int(now.timestamp()))
    return {TIMESTAMP: moment, KEY: key, SIGNATURE: _VERSION + _signature(secret, moment, key, body)}


def check(secret: Secret, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """The key of a message that is signed rightly and lately; refused otherwise. Comparing takes the same time whatever is wrong."""
    moment, key = bare(headers)
    given = headers[SIGNATURE].removeprefix(_VERSION)
    if not hmac.compare_digest(given.encode(), _signature(secret, moment, key, body).encode()):
        raise SignatureWrong()
    if abs(now.timestamp() - int(moment)) > WINDOW.total_seconds():
        raise SignatureOld(minutes=int(WINDOW.total_seconds() // 60))
    return key


def bare(headers: Mapping[str, str]) -> tuple[str, str]:
    """Moment and key as the headers tell them, not yet believed; refused where one is missing or no such thing."""
    moment, key, given = (headers.get(name, "") for name in (TIMESTAMP, KEY, SIGNATURE))
    is_moment = moment.isascii() and moment.isdigit() and len(moment) <= 12
    is_key = 1 <= len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()
    if not (is_moment and is_key and given.startswith(_VERSION)):
        raise NotSigned()
    return moment, key


def _signature(secret: Secret, moment: str, key: str, body: bytes) -> str:
    return hmac.new(secret.value, f"{moment}\n{key}\n".encode() + body, hashlib.sha256).hexdigest()

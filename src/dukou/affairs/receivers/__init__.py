"""How messages reach units: by our own desk, by their systems, by mail. A new kind is one file here and one line below.

One contract test holds all of them to the same behaviour (`tests/test_receivers.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dukou.affairs.core.kinds import ReceiverKind
from dukou.affairs.core.signing import Secret
from dukou.affairs.receivers.base import NotTaken, Receiver, Taken, ToHandOver
from dukou.affairs.receivers.demo import DemoReceiver
from dukou.affairs.receivers.desk import DeskReceiver
from dukou.affairs.receivers.failing import FailingReceiver
from dukou.affairs.receivers.http import HttpReceiver
from dukou.affairs.receivers.mail import MailReceiver


def receiver(kind: ReceiverKind, address: str, secret: Secret | None, clock: Callable[[], datetime]) -> Receiver:
    """The receiver of a unit, for one batch."""
    match kind:
        case ReceiverKind.HTTP:
            return HttpReceiver(address, secret, clock)
        case ReceiverKind.MAIL:
            return MailReceiver(address)
        case ReceiverKind.FAILING:
            return FailingReceiver(address)
        case ReceiverKind.DEMO:
            return DemoReceiver()
    return DeskReceiver()


__all__ = ["NotTaken", "Receiver", "Taken", "ToHandOver", "receiver"]

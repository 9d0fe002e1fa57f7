"""A receiver that is down for a while, to show what happens then: it fails so many times with each message, then takes it."""

from __future__ import annotations

from dukou.affairs.receivers.base import NotTaken, Taken, ToHandOver
from dukou.kit.core.labels import Label

USUAL = 2  # failures where its address names no number


class FailingReceiver:
    """Keeps nothing: which attempt it is stands in the message, so it fails the same way whichever worker asks."""

    def __init__(self, address: str) -> None:
        digits = "".join(each for each in address if each.isdigit())
        self.times = int(digits[:3]) if digits else USUAL

    def hand_over(self, message: ToHandOver) -> Taken:
        """Not before it has failed often enough."""
        if message.attempt <= self.times:
            raise NotTaken(_DOWN.filled(attempt=message.attempt, times=self.times), retry=True)
        return Taken(f"failing-{message.key[:12]}")

    def close(self) -> None:
        """Nothing was held open."""


_DOWN = Label("故障演示：第 {attempt} 次（共 {times} 次）", "a demonstration of failing: attempt {attempt} of {times}")

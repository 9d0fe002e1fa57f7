"""A receiver for demonstrations and trials: it takes what it is handed and does nothing with it."""

from __future__ import annotations

from dukou.affairs.receivers.base import Taken, ToHandOver


class DemoReceiver:
    """Takes everything, under a number made of the key."""

    def hand_over(self, message: ToHandOver) -> Taken:
        """Taken; nothing follows."""
        return Taken(f"demo-{message.key[:12]}")

    def close(self) -> None:
        """Nothing was held open."""

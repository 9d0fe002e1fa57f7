"""A unit that works on our pages: what it is handed is there as soon as it is written."""

from __future__ import annotations

from dukou.affairs.receivers.base import Taken, ToHandOver


class DeskReceiver:
    """Takes everything at once."""

    def hand_over(self, message: ToHandOver) -> Taken:
        """It is there already."""
        return Taken(f"desk-{message.key[:12]}")

    def close(self) -> None:
        """Nothing was held open."""

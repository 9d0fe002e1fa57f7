"""Rounds: what a worker does again and again while it lives, such as looking whose time has come. Doing one twice must do no harm."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dukou.kit.core.registry import Registry

log = logging.getLogger(__name__)
Going = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Round:
    """One round: how often it is made, and what is done at the moment that it is handed."""

    name: str
    every: timedelta
    go: Going


ROUNDS: Registry[Round] = Registry("round")


def round_every(name: str, every: timedelta) -> Callable[[Going], Round]:
    """Declare a function as a round: `@round_every("casework.ladder", timedelta(minutes=1))`."""

    def declare(go: Going) -> Round:
        return ROUNDS.add(name, Round(name, every, go))

    return declare


class Rounds:
    """The rounds of one worker. One that fails is logged and made again in its time; the others and the jobs go on."""

    def __init__(self) -> None:
        self._made_at: dict[str, datetime] = {}

    def make(self, now: datetime) -> None:
        """Make the rounds whose time has come; at the start all of them."""
        for each in ROUNDS:
            made = self._made_at.get(each.name)
            if made is not None and now - made < each.every:
                continue
            self._made_at[each.name] = now
            try:
                each.go(now)
            except Exception:
                log.exception("round %s", each.name)

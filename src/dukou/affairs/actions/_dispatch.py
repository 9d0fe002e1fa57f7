"""Handing over what is due: each unit's batch in a thread of its own, so that one that hangs or is down keeps nobody waiting.

Threads only speak with receivers; the rows are written here. A thread that does not come back is not waited for: its unit is left out
until it does, and its messages are free again when their lease ends.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from dukou.affairs.actions._outgoing import BATCH, Held, Outcome, held_now, settle, takers_of
from dukou.affairs.queries.messages import Taker
from dukou.affairs.receivers import NotTaken, Receiver, receiver
from dukou.kit.core.labels import Label

log = logging.getLogger(__name__)
PATIENCE = 30.0  # seconds after which a thread begins no further message of its batch
ROUND = 5.0  # seconds after which a round ends though more is due: the worker has other things to do as well
_MISTAKE = Label("送达程序出错：{fault}", "a fault in handing it over: {fault}")


@dataclass(frozen=True, slots=True)
class _Done:
    unit: int
    outcomes: list[Outcome]
    is_gone: bool


@dataclass
class Dispatcher:
    """One worker's way of handing over; `away`: the units whose thread has not come back."""

    clock: Callable[[], datetime] = timezone.now
    away: set[int] = field(default_factory=set)
    _back: queue.SimpleQueue[_Done] = field(default_factory=queue.SimpleQueue)

    def go(self) -> int:
        """Hand over what is due, batch by batch, until nothing is or the time of a round is over; gives how many were taken."""
        end, taken = time.monotonic() + ROUND, self._settle_who_came_back()
        while time.monotonic() < end:
            held = held_now(self.clock(), skipping=self.away)
            if not held:
                break
            self._send(held)
            taken += self._wait(end)
            if len(held) < BATCH:
                break
        return taken

    def _send(self, held: Sequence[Held]) -> None:
        taking = takers_of(held)
        batches: dict[int, list[Held]] = defaultdict(list)
        for each in held:
            batches[each.unit].append(each)
        for unit, batch in batches.items():
            self.away.add(unit)
            threading.Thread(target=self._speak, args=(unit, taking[unit], batch), daemon=True, name=f"hand-over-{unit}").start()

    def _speak(self, unit: int, taker: Taker, batch: list[Held]) -> None:
        """In the thread of one unit: everything in its order, until the receiver is gone or patience ends."""
        outcomes, is_gone = [Outcome(each) for each in batch], False
        try:
            speaking = receiver(taker.kind, taker.address, taker.secret, self.clock)
            try:
                is_gone = _handed(speaking, outcomes)
            finally:
                speaking.close()
        except Exception:
            log.exception("handing over to %s", taker.unit)
        self._back.put(_Done(unit, outcomes, is_gone))

    def _wait(self, end: float) -> int:
        """Note what came of each batch as it comes; who is not back by the end of the round is not waited for."""
        taken = 0
        while self.away:
            try:
                done = self._back.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                return taken
            taken += self._settled(done)
        return taken

    def _settle_who_came_back(self) -> int:
        taken = 0
        while not self._back.empty():
            taken += self._settled(self._back.get())
        return taken

    def _settled(self, done: _Done) -> int:
        self.away.discard(done.unit)
        settle(done.outcomes, self.clock(), is_gone=done.is_gone)
        return sum(each.is_taken for each in done.outcomes)


def _handed(to: Receiver, outcomes: list[Outcome]) -> bool:
    """Hand over one after the other, noting in the list what came of it; whether the receiver turned out to be gone."""
    end = time.monotonic() + PATIENCE
    for place, each in enumerate(outcomes):
        if time.monotonic() > end:
            return False
        try:
            outcomes[place] = Outcome(each.held, reference=to.hand_over(each.held.to_hand_over).reference)
        except NotTaken as missed:
            outcomes[place] = Outcome(each.held, why=missed.why, retry=missed.retry)
            if missed.is_gone:
                return True
        except Exception as fault:  # of ours: it waits its turn like any other failure, and its neighbours go on
            log.exception("message %s", each.held.number)
            outcomes[place] = Outcome(each.held, why=_MISTAKE.filled(fault=type(fault).__name__))
    return False

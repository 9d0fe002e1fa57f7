"""Rounds: what a worker does again and again while it lives, such as looking whose time has come. Doing one twice must do no harm."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import QuerySet

from dukou.kit.core.registry import Registry
from dukou.kit.models import RoundFault

_ERROR_LENGTH = 4000
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
    """The rounds of one worker. One that fails is logged and made again in its time; the others and the jobs go on.

    That it fails is kept until it is made without a fault, by whichever worker: `dukou doctor` tells it.
    """

    def __init__(self, rounds: Iterable[Round] = ROUNDS) -> None:
        self._rounds = rounds
        self._made_at: dict[str, datetime] = {}

    def make(self, now: datetime) -> None:
        """Make the rounds whose time has come; at the start all of them."""
        for each in self._rounds:
            made = self._made_at.get(each.name)
            if made is not None and now - made < each.every:
                continue
            self._made_at[each.name] = now
            try:
                each.go(now)
                _sound(each.name)
            except Exception as fault:
                log.exception("round %s", each.name)
                _failed(each.name, fault, now)


def faults() -> QuerySet[RoundFault]:
    """The rounds that fail now, the latest fault first."""
    return RoundFault.objects.order_by("-last_failed_at", "name")


def _sound(name: str) -> None:
    if RoundFault.objects.filter(name=name).exists():  # asked first: a worker at rest writes nothing
        RoundFault.objects.filter(name=name).delete()


def _failed(name: str, fault: Exception, now: datetime) -> None:
    said = "".join(traceback.format_exception_only(fault)).strip()[:_ERROR_LENGTH]
    told = {"last_failed_at": now, "last_error": said}
    try:
        RoundFault.objects.update_or_create(name=name, defaults=told, create_defaults=told | {"since_at": now})
    except DatabaseError:  # which may be what the round failed of
        log.exception("that round %s failed was not kept", name)

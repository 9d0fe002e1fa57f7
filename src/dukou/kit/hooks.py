"""Announcements from a lower floor that upper floors listen to: a handful, typed, each saying when it runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, Literal, TypeVar, cast

from django.db import transaction

from dukou.kit.core.registry import Registry

P = TypeVar("P")
When = Literal["inside", "after"]


class Hook(Generic[P]):
    """One announcement with a typed payload.

    `inside`: listeners run in the announcing transaction, in order of registration, and may refuse (their refusal rolls the act
    back). `after`: listeners run after commit and cannot undo anything.
    """

    def __init__(self, name: str, payload: type[P], when: When) -> None:
        self.name, self.payload, self.when = name, payload, when
        self.listeners: list[Callable[[P], None]] = []
        HOOKS.add(name, cast("Hook[object]", self))

    def listen(self, listener: Callable[[P], None]) -> Callable[[P], None]:
        """Register a listener; also usable as a decorator. Registering the same function twice has no effect."""
        if listener not in self.listeners:
            self.listeners.append(listener)
        return listener

    def announce(self, payload: P) -> None:
        """Tell every listener, at the moment the hook declares."""
        for listener in self.listeners:
            if self.when == "inside":
                listener(payload)
            else:
                transaction.on_commit(partial(listener, payload))


HOOKS: Registry[Hook[object]] = Registry("hook")

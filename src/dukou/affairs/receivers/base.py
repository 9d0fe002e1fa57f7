"""What every receiver does alike: it takes a message, or says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from dukou.affairs.core.messages import body_of
from dukou.kit.core.labels import Label


@dataclass(frozen=True)
class ToHandOver:
    """A message for a receiver. `attempt`: the how many-th time it is handed over, from 1."""

    key: str
    payload: Mapping[str, Any]
    attempt: int = 1

    @cached_property
    def body(self) -> bytes:
        """The bytes that travel."""
        return body_of(self.payload)


@dataclass(frozen=True, slots=True)
class Taken:
    """A message was taken. `reference`: what the receiver calls it; the same key again gets the same."""

    reference: str


class NotTaken(Exception):
    """A message was not taken, and why. `retry`: later it may be; otherwise a person has to look.

    `is_gone`: the receiver itself does not answer, so that its other messages need not be tried now.
    """

    def __init__(self, why: Label, *, retry: bool, is_gone: bool = False) -> None:
        self.why, self.retry, self.is_gone = why, retry, is_gone
        super().__init__(why.en)


class Receiver(Protocol):
    """How a unit takes what it is handed. One is made for each batch and closed after it."""

    def hand_over(self, message: ToHandOver) -> Taken:
        """Hand a message over; raises NotTaken."""

    def close(self) -> None:
        """Let go of what was held open for the batch."""

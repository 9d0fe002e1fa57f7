"""Long lists are asked of the database and written to it in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
BATCH = 500  # SQLite takes 999 values in one statement where it was built long ago


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in their order, so many at a time; the last piece may be shorter, none is empty."""
    waiting = iter(items)
    while piece := list(islice(waiting, size)):
        yield piece

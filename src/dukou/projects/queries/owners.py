"""Whose matter a blocker is. The duty list lies in a room above, which registers here how it is asked; unasked, nobody knows."""

from __future__ import annotations

from collections.abc import Callable

from dukou.kit.core.registry import Registry
from dukou.kit.packfiles.reading import Contents
from dukou.projects.core.replays import Owner

OWNERS: Registry[Callable[[Contents, str], Owner | None]] = Registry("duty list")


def proposed_owner(contents: Contents, topic: str) -> Owner | None:
    """The unit that the first duty list which knows the topic proposes; None where none does."""
    return next((owner for ask in OWNERS if (owner := ask(contents, topic)) is not None), None)

"""Which pages need no sign-in: only those marked so, where they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])


def open_to_all(view: F) -> F:
    """Mark a view as open to visitors who have not signed in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def is_open_to_all(view: object) -> bool:
    """Whether a view was marked."""
    return getattr(view, "open_to_all", False) is True

"""The suite runs on SQLite and again on PostgreSQL. What the second pass leaves out, and why, is decided here by machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

DATABASES = ("sqlite", "postgresql")
_FIXTURES = {"db", "rows_of_module", "transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
_MARKERS = ("django_db", "processes")


def touches_database(item: pytest.Item) -> bool:
    """Whether the test opens the database: by a fixture, by its marker, by Django's own test case, or in processes that it starts."""
    from django.test import TransactionTestCase

    by_class = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    by_marker = any(item.get_closest_marker(name) for name in _MARKERS)
    return by_class or by_marker or bool(_FIXTURES & set(getattr(item, "fixturenames", ())))


def is_said_once(item: pytest.Item) -> bool:
    """Whether it is about something that no database changes: how pages are drawn, how processes end, how a file is read."""
    return item.get_closest_marker("once") is not None


def is_of_sqlite(item: pytest.Item) -> bool:
    """Whether it is about the database file."""
    return item.get_closest_marker("sqlite") is not None


def is_of_postgresql(item: pytest.Item) -> bool:
    """Whether it is about the server."""
    return item.get_closest_marker("postgresql") is not None


_LEFT_OUT: dict[str, dict[str, Callable[[pytest.Item], bool]]] = {
    "sqlite": {"are about PostgreSQL": is_of_postgresql},
    "postgresql": {
        "touch no database": lambda item: not touches_database(item),
        "are about what no database changes": is_said_once,
        "are about SQLite's file": is_of_sqlite,
    },
}


def leave_out(config: pytest.Config, items: list[pytest.Item], database: str) -> Counter[str]:
    """Take from `items` what the pass on `database` leaves out; gives how many, by reason."""
    reasons = {item: why for item in items for why, holds in reversed(_LEFT_OUT[database].items()) if holds(item)}
    config.hook.pytest_deselected(items=list(reasons))
    items[:] = [item for item in items if item not in reasons]
    return Counter(reasons.values())

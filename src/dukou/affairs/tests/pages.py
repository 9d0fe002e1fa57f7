"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.tests.visits import Has, Visit
from dukou.affairs.tests.pages_messages import GATES_MESSAGES, KEYS_MESSAGES, visits_messages

GATES = [*GATES_MESSAGES]
PUBLIC_KEYS = KEYS_MESSAGES


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    return [*visits_messages()]

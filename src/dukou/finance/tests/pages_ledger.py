"""Pages of finance for tests of the whole house: ledger."""

from __future__ import annotations

from dukou.accounts.tests.visits import Foreign, Gate, Has, Visit

GATES: list[Gate] = []
PUBLIC_KEYS: dict[str, str] = {}


def prepare() -> dict[str, str]:
    """Nothing yet."""
    return {}


def visits(has: Has) -> list[Visit]:
    """None yet."""
    return []


def of_others(has: Has) -> list[Foreign]:
    """None yet."""
    return []

"""The pages of this room for tests of the whole house: who enters, by hand, and an address of each page."""

from __future__ import annotations

from dukou.accounts.tests.visits import Foreign, Gate, Has, Visit
from dukou.finance.tests import pages_ledger, pages_lists, pages_needs, pages_portrait

_PARTS = (pages_portrait, pages_needs, pages_lists, pages_ledger)  # in the order in which they are made: each may build on those before

GATES: list[Gate] = [gate for part in _PARTS for gate in part.GATES]
PUBLIC_KEYS: dict[str, str] = {route: why for part in _PARTS for route, why in part.PUBLIC_KEYS.items()}


def prepared() -> dict[str, str]:
    """What every part's pages show."""
    return {name: key for part in _PARTS for name, key in part.prepare().items()}


def visits(has: Has) -> list[Visit]:
    """Every page of the room."""
    return [visit for part in _PARTS for visit in part.visits(has)]


def of_others(has: Has) -> list[Foreign]:
    """What belongs to others, of every part."""
    return [each for part in _PARTS for each in part.of_others(has)]

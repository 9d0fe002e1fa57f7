"""Every page of the house: what the rooms' `tests/pages.py` bring, collected. A route without a line there fails by name."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

from dukou.accounts.tests.visits import Foreign, Gate, Has, Visit
from dukou.kit.rooms import rooms


def brought() -> list[ModuleType]:
    """The `tests/pages.py` of every room that has one, lowest floor first."""
    names = [f"dukou.{room}.tests" for room in rooms() if importlib.util.find_spec(f"dukou.{room}.tests")]
    return [importlib.import_module(f"{name}.pages") for name in names if importlib.util.find_spec(f"{name}.pages")]


def gates() -> list[Gate]:
    """Who may enter what, as the rooms say by hand."""
    return [gate for room in brought() for gate in room.GATES]


def prepared() -> Has:
    """What the rooms make so that their pages have something to show, in the demo home; by name."""
    has = Has()
    for room in brought():
        has |= room.prepared() if hasattr(room, "prepared") else {}
    return has


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads, grouped by role."""
    return sorted((visit for room in brought() for visit in room.visits(has)), key=lambda visit: visit.role)


def pages(has: Has) -> list[Visit]:
    """Every page that a browser shows."""
    return [visit for visit in visits(has) if not visit.route.startswith("GET ")]


def foreign(has: Has) -> list[Foreign]:
    """What belongs to others, and who tries it."""
    return [each for room in brought() if hasattr(room, "of_others") for each in room.of_others(has)]


def public_keys() -> dict[str, str]:
    """Routes whose key is nobody's own, each with its reason."""
    return {route: why for room in brought() for route, why in getattr(room, "PUBLIC_KEYS", {}).items()}


def without_line(routes: set[str]) -> set[str]:
    """Routes that no room's `tests/pages.py` has a gate for, and pages of which it has no address."""
    shown = {visit.route for visit in visits(Has())} | {gate.route for gate in gates() if gate.address}
    return (routes - {gate.route for gate in gates()}) | {gate.route for gate in gates() if gate.route in routes} - shown

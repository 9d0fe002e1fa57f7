"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.tests.visits import EVERYONE, Gate, Has, Visit

GATES = [Gate("briefing:brief", EVERYONE), Gate("GET /api/v1/briefing", EVERYONE)]


def visits(has: Has) -> list[Visit]:
    """The brief, on its page and over the API."""
    return [Visit("briefing:brief", "leader", "/briefing/"), Visit("GET /api/v1/briefing", "leader", "/api/v1/briefing")]

"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.tests.visits import OPEN, Gate, Has, Visit

GATES = [
    Gate("api:docs", OPEN),
    Gate("api:schema", OPEN, is_page=False, told=200, address="/api/v1/openapi.json"),
    Gate("api:v1:", OPEN, changes=OPEN, refused=404, is_page=False, told=404, address="/api/v1/nowhere"),  # answers 404 to everyone
]


def visits(has: Has) -> list[Visit]:
    """What the API says of itself."""
    return [Visit("api:docs", "", "/api/docs/")]

"""The pages of this room for tests of the whole house: who enters, by hand, and an address of each page."""

from __future__ import annotations

from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import Gate, Has, Visit, those

_READERS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK, Role.DEPARTMENT_OFFICER, Role.AUDITOR)
GATES = [Gate("credit:list", _READERS)]


def visits(has: Has) -> list[Visit]:
    """Every page of the room."""
    return [Visit("credit:list", "officer", "/credit/")]

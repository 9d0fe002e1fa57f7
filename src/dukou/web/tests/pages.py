"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import EVERYONE, Foreign, Gate, Has, Visit, those

_AT = {
    "leader": those(Role.LEADER, Role.INDUSTRY_OFFICER),
    "officer": those(Role.LEADER, Role.INDUSTRY_OFFICER),
    "window": those(Role.WINDOW_CLERK, Role.TASK_FORCE_MEMBER),
    "department": those(Role.DEPARTMENT_OFFICER),
    "bank": those(Role.BANK_OFFICER),
    "enterprise": those(Role.ENTERPRISE_AGENT),
    "steward": those(Role.STEWARD),
    "auditor": those(Role.AUDITOR),
}
GATES = [
    Gate("web:front_door", EVERYONE, address="/", is_page=False, told=302),
    Gate("web:desks", EVERYONE, address="/desks/", is_page=False, told=302),
    # each desk is a page of its own: who does not sit there is answered as if there were none
    *(Gate("web:desk", sitting, refused=404, case=slug) for slug, sitting in _AT.items()),
]
# the demo person of each desk is called after it
_DESKS = [Visit("web:desk", slug, f"/desks/{slug}/", case=slug) for slug in _AT]


def visits(has: Has) -> list[Visit]:
    """Every desk as the one who sits there sees it."""
    return _DESKS


def of_others(has: Has) -> list[Foreign]:
    """A desk at which one does not sit."""
    return [Foreign("web:desk", "bank", "/desks/leader/")]

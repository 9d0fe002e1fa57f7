"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import EVERYONE, Foreign, Gate, Has, Visit, those

BOOK = "/rules/enterprise-size/2017/"
_READERS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK, Role.DEPARTMENT_OFFICER, Role.AUDITOR)  # who see any firm

GATES = [
    Gate("rules:list", EVERYONE),
    Gate("rules:book", EVERYONE),
    Gate("rules:try", EVERYONE),
    Gate("rules:changes", EVERYONE),
    Gate("rules:answer", _READERS, refused=404),
]
PUBLIC_KEYS = {
    "rules:book": "rule books are public: what they say hides nothing",
    "rules:try": "the same",
    "rules:changes": "the same",
}


def visits(has: Has) -> list[Visit]:
    """Every page."""
    return [
        Visit("rules:list", "window", "/rules/"),
        Visit("rules:book", "enterprise", BOOK),
        Visit("rules:try", "bank", f"{BOOK}try/"),
        Visit("rules:try", "window", f"{BOOK}try/?enterprise.staff=19&enterprise.industry=3911"),
        Visit("rules:try", "window", f"{BOOK}try/?enterprise.revenue=many"),
        Visit("rules:changes", "officer", f"{BOOK}changes/?to=2017"),
        Visit("rules:answer", "officer", f"{BOOK}about/hikvision/"),
        Visit("no such version", "officer", "/rules/enterprise-size/1900/", 404),
    ]


def of_others(has: Has) -> list[Foreign]:
    """Addresses that hold the key of a firm that is none of the visitor's business."""
    return [Foreign("rules:answer", "enterprise", f"{BOOK}about/hikvision/")]

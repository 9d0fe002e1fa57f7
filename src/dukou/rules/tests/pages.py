"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import EVERYONE, NONE, Foreign, Gate, Has, Visit, those

BOOK = "/rules/enterprise-size/2017/"
_API, _BOOK = "/api/v1/rules/books", "/api/v1/rules/books/enterprise-size/2017"
_AT = f"{_API}/<slug>/<version>"
_READERS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK, Role.DEPARTMENT_OFFICER, Role.AUDITOR)  # who see any firm

GATES = [
    Gate("rules:list", EVERYONE),
    Gate("rules:newest", EVERYONE, is_page=False, address="/rules/enterprise-size/", told=302),
    Gate("rules:book", EVERYONE),
    Gate("rules:try", EVERYONE),
    Gate("rules:changes", EVERYONE),
    Gate("rules:answer", _READERS, refused=404),
    Gate(f"GET {_API}", EVERYONE),
    Gate(f"GET {_AT}", EVERYONE),
    Gate(f"GET {_AT}/about/<key>", _READERS, refused=404),
    Gate(f"POST {_AT}/explain", NONE, changes=EVERYONE, sent={"facts": {"staff": 19}}, is_page=False, address=f"{_BOOK}/explain"),
]
PUBLIC_KEYS = {
    "rules:newest": "rule books are public: what they say hides nothing",
    "rules:book": "the same",
    "rules:try": "the same",
    "rules:changes": "the same",
    f"GET {_AT}": "the same",
    f"POST {_AT}/explain": "the same; it takes facts and asks for none",
}


def visits(has: Has) -> list[Visit]:
    """Every page."""
    return [
        Visit("rules:list", "window", "/rules/"),
        Visit("rules:book", "enterprise", BOOK),
        Visit("rules:try", "bank", f"{BOOK}try/"),
        Visit("rules:try", "window", f"{BOOK}try/?enterprise.staff=19&enterprise.industry=3911"),
        Visit("rules:try", "window", f"{BOOK}try/?enterprise.revenue=many"),
        Visit("rules:try", "window", f"{BOOK}try/?enterprise.staff=19&enterprise.industry-group=软件"),
        Visit("rules:changes", "officer", f"{BOOK}changes/?to=2017"),
        Visit("rules:answer", "officer", f"{BOOK}about/hikvision/"),
        Visit(f"GET {_API}", "enterprise", _API),
        Visit(f"GET {_AT}", "enterprise", _BOOK),
        Visit(f"GET {_AT}/about/<key>", "officer", f"{_BOOK}/about/hikvision"),
        Visit("no such version", "officer", "/rules/enterprise-size/1900/", 404),
    ]


def of_others(has: Has) -> list[Foreign]:
    """Addresses that hold the key of a firm that is none of the visitor's business."""
    return [
        Foreign("rules:answer", "enterprise", f"{BOOK}about/hikvision/"),
        Foreign(f"GET {_AT}/about/<key>", "enterprise", f"{_BOOK}/about/hikvision"),
    ]

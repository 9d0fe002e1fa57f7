"""The operations on appeals for programs, for tests of the whole house; `pages` joins them to its own."""

from __future__ import annotations

from typing import Any

from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import EVERYONE, NONE, OF_FIRM, OPEN, Gate, Has, Part, Visit, those

API = "/api/v1/appeals"
_ONE = f"{API}/<number>"
_OFFICES = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK)
_UNITS = those(Role.DEPARTMENT_OFFICER)
_ITS = frozenset({OF_FIRM})
_READERS = _OFFICES | _UNITS | those(Role.ENTERPRISE_AGENT, Role.TASK_FORCE_MEMBER)
_WINDOW = those(Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK)
_UNIT = those(Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)
_FILED = {"firm": "hikvision", "title": "演示", "text": "演示", "channel": "phone_desk"}
_SENT: dict[str, tuple[frozenset[Part], dict[str, Any]]] = {
    "acceptance": (_WINDOW, {}),
    "refusal": (_WINDOW, {"ground": "court", "words": "演示"}),
    "answer": (_WINDOW, {"text": "演示"}),
    "merge": (_WINDOW, {"into": 1}),
    "dispatch": (_WINDOW, {"lead": "demo-office"}),
    "recall": (_WINDOW, {"leg": 1, "reason": "演示"}),
    "part": (_UNIT, {"leg": 1, "text": "演示"}),
    "reply": (_UNIT, {"verdict": "solved", "text": "演示", "done": "演示"}),
    "call": (_WINDOW, {"satisfaction": "satisfied"}),
    "objection": (_UNIT, {"leg": 1, "reason": "演示", "basis": "演示", "proposed": "demo-office"}),
    "objection-ruling": (_WINDOW, {"is_upheld": False, "reason": "演示"}),
    "extension": (_UNIT, {"value": 1, "reason": "演示"}),
    "extension-ruling": (_WINDOW, {"is_granted": False, "reason": "演示"}),
    "question": (_WINDOW | _UNIT, {"text": "演示"}),
    "supplement": (_WINDOW | _ITS | those(Role.TASK_FORCE_MEMBER), {"text": "演示"}),
    "contact": (_WINDOW | _UNIT, {"text": "演示"}),
    "rating": (_ITS, {"satisfaction": "satisfied"}),
    "reopening": (_ITS, {"reason": "演示"}),
    "withdrawal": (_ITS, {"reason": "演示"}),
}
GATES_API = [
    Gate(f"GET {API}", _READERS),
    Gate(f"GET {API}/rules", EVERYONE),
    Gate(f"GET {_ONE}", _READERS, found_by=_OFFICES | _UNITS | _ITS),
    Gate(f"GET {_ONE}/follow/<secret>", OPEN),
    Gate(
        f"POST {API}", NONE, changes=_WINDOW | those(Role.TASK_FORCE_MEMBER, Role.ENTERPRISE_AGENT), sent=_FILED, address=API, is_page=False
    ),
    *(
        Gate(f"POST {_ONE}/{act}", NONE, changes=who, sent=sent, address=f"{API}/{{appeal}}/{act}", is_page=False)
        for act, (who, sent) in _SENT.items()
    ),
]
KEYS_API = {f"GET {_ONE}/follow/<secret>": "the secret is the right"} | {
    f"{method}": "test_appeals of the API tries the appeal of another firm"
    for method in (f"GET {_ONE}", *(f"POST {_ONE}/{act}" for act in _SENT))
}


def visits_api(has: Has) -> list[Visit]:
    """Every operation that reads."""
    one = f"{API}/{has['appeal']}"
    return [
        *(Visit(f"GET {API}", who, API) for who in ("officer", "department", "enterprise")),
        Visit(f"GET {API}/rules", "enterprise", f"{API}/rules"),
        *(Visit(f"GET {_ONE}", who, one) for who in ("window", "department", "enterprise")),
        Visit(f"GET {_ONE}/follow/<secret>", "", f"{one}/follow/{has['appeal_secret']}"),
    ]

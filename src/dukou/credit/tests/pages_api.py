"""The operations over firms and records for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import NONE, OF_FIRM, OPEN, Foreign, Gate, Has, Visit, those

_OFFICES = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)
_KEEPERS = those(Role.DEPARTMENT_OFFICER)
_FIRMS = those(Role.ENTERPRISE_AGENT)
_ITS = frozenset({OF_FIRM})
_API = "/api/v1/credit"
# the demo's department has no field of its own: it is told what is wanting here; that a unit enters a record is in the API's test_credit
_SENT = {"firm": "演示", "field": "tax", "sort": "filed-late", "number": "演示", "decided_on": "2024-07-08", "text": "演示"}

GATES = [
    Gate(f"GET {_API}/fields", OPEN),
    Gate(f"GET {_API}/firms/<key>", _OFFICES | _FIRMS, found_by=_OFFICES | _ITS),
    Gate(f"GET {_API}/firms/<key>/fields/<slug>", _OFFICES | _FIRMS, found_by=_OFFICES | _ITS),
    Gate(f"GET {_API}/firms/<key>/records", _KEEPERS | _FIRMS, found_by=_KEEPERS | _ITS),
    Gate(f"POST {_API}/records", NONE, changes=_KEEPERS, sent=_SENT, address=f"{_API}/records", is_page=False),
]


def visits(has: Has) -> list[Visit]:
    """An address of each."""
    firm = f"{_API}/firms/{has['credit_firm']}"
    return [
        Visit(f"GET {_API}/fields", "", f"{_API}/fields"),
        Visit(f"GET {_API}/firms/<key>", "officer", firm),
        Visit(f"GET {_API}/firms/<key>/fields/<slug>", "officer", f"{firm}/fields/tax"),
        Visit(f"GET {_API}/firms/<key>/records", "department", f"{firm}/records"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """A firm for whom one does not act."""
    other = f"{_API}/firms/{has['credit_other']}"
    return [
        Foreign(f"GET {_API}/firms/<key>", "enterprise", other),
        Foreign(f"GET {_API}/firms/<key>/fields/<slug>", "enterprise", f"{other}/fields/tax"),
        Foreign(f"GET {_API}/firms/<key>/records", "enterprise", f"{other}/records"),
    ]

"""The operations over portraits, consents and looks for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.core.demo import BANK
from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import OF_FIRM, OPEN, Foreign, Gate, Has, Visit, those

_FIRMS, _BANKS = those(Role.ENTERPRISE_AGENT), those(Role.BANK_OFFICER)
_ITS, _ITS_BANK = frozenset({OF_FIRM}), frozenset({"the bank"})
_API = "/api/v1/finance"
_CONSENT = {"bank": BANK.key, "purpose": "before", "items": ["status"]}
_LOOK = {"why": "演示"}
_GIVEN, _TAKEN = f"{_API}/firms/{{portrait_firm}}/consents", f"{_API}/bank/consents/{{finance_consent}}/looks"

GATES = [
    Gate(f"GET {_API}/products", OPEN),
    *(Gate(f"GET {_API}/firms/<key>/{part}", _FIRMS, found_by=_ITS) for part in ("portrait", "consents", "looks")),
    Gate(f"POST {_API}/firms/<key>/consents", _FIRMS, changes=_ITS, sent=_CONSENT, address=_GIVEN, is_page=False, found_by=_ITS),
    Gate(
        f"POST {_API}/consents/<number>/withdrawal",
        _FIRMS,
        changes=_ITS,
        sent={},
        address=f"{_API}/consents/{{finance_spare}}/withdrawal",
        is_page=False,
        found_by=_ITS,
    ),
    Gate(f"GET {_API}/bank/consents", _BANKS),
    Gate(
        f"POST {_API}/bank/consents/<number>/looks",
        _BANKS,
        changes=_ITS_BANK,
        sent=_LOOK,
        address=_TAKEN,
        is_page=False,
        found_by=_ITS_BANK,
    ),
]


def visits(has: Has) -> list[Visit]:
    """An address of each."""
    firm = f"{_API}/firms/{has['portrait_firm']}"
    return [
        Visit(f"GET {_API}/products", "", f"{_API}/products"),
        *(Visit(f"GET {_API}/firms/<key>/{part}", "enterprise", f"{firm}/{part}") for part in ("portrait", "consents", "looks")),
        Visit(f"GET {_API}/bank/consents", "bank", f"{_API}/bank/consents"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """Another firm's, and a consent to another bank."""
    other, consent = f"{_API}/firms/{has['portrait_other']}", has["finance_foreign_consent"]
    return [
        *(Foreign(f"GET {_API}/firms/<key>/{part}", "enterprise", f"{other}/{part}") for part in ("portrait", "consents", "looks")),
        Foreign(f"POST {_API}/firms/<key>/consents", "enterprise", f"{other}/consents", _CONSENT),
        Foreign(f"POST {_API}/consents/<number>/withdrawal", "enterprise", f"{_API}/consents/{consent}/withdrawal", {}),
        Foreign(f"POST {_API}/bank/consents/<number>/looks", "bank", f"{_API}/bank/consents/{consent}/looks", _LOOK),
    ]

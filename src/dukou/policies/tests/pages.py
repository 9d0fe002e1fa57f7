"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests.visits import EVERYONE, OF_FIRM, Foreign, Gate, Has, Visit, those
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.kit.core.actors import Actor
from dukou.policies.actions import claims, matching

DAY = date(2024, 7, 8)
MEASURE = "young-firm-guide"
OTHER = "/policies/firms/hikvision/"
_OFFICES = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)
_HANDLERS = those(Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)
_AGENTS = those(Role.ENTERPRISE_AGENT)
_ENTRANCE = _OFFICES | _AGENTS
_READERS = _ENTRANCE | those(Role.STEWARD)  # who approves reads what he approves; the claim of these pages is only filed
_ITS = frozenset({OF_FIRM})  # a firm's own address, among agents
_M = f"/policies/measures/{MEASURE}/"
_SWITCHED = "/policies/measures/research-subsidy/"
_VERSIONS = "old=example-research/2024&new=example-research/2025"
_API = "/api/v1/policies"
_DECISION = {"step": "decide", "decide-verdict": "grant", "decide-reason": "演示"}

GATES = [
    Gate("policies:list", EVERYONE),
    Gate("policies:policy", EVERYONE),
    Gate("policies:measure", EVERYONE),
    Gate("policies:office", _OFFICES, changes=_HANDLERS, sent={}),
    Gate("policies:unpaid", _OFFICES),
    Gate("policies:unpaid_download", _OFFICES, address="/policies/office/unpaid/csv/", is_page=False, told=200),
    Gate("policies:forecast", _OFFICES),
    Gate("policies:claims", _READERS),
    Gate("policies:claims_download", _READERS, address="/policies/claims/download/csv/", is_page=False, told=200),
    Gate("policies:claim", _READERS, found_by=_OFFICES | _ITS, changes=_HANDLERS, sent=_DECISION),
    Gate("policies:ready", _OFFICES, changes=_HANDLERS, sent={}),
    *(
        Gate(f"policies:{name}_download", _OFFICES, address=f"{_SWITCHED}{name}/csv/", is_page=False, told=200)
        for name in ("ready", "near", "switch")
    ),
    Gate("policies:near", _OFFICES),
    Gate("policies:switch", _OFFICES),
    Gate("policies:firm", _ENTRANCE, found_by=_OFFICES | _ITS),
    Gate("policies:file", _AGENTS, found_by=_ITS, changes=_AGENTS, sent={"remark": ""}),
    Gate(f"GET {_API}/measures", EVERYONE),
    Gate(f"GET {_API}/measures/<key>/ready", _OFFICES),
    Gate(f"GET {_API}/measures/<key>/near", _OFFICES),
    Gate(f"GET {_API}/measures/<key>/switch", _OFFICES),
    Gate(f"GET {_API}/unpaid", _OFFICES),
    Gate(f"GET {_API}/forecast", _OFFICES),
    Gate(f"GET {_API}/claims", _READERS),
    Gate(f"GET {_API}/firms/<key>/entitlements", _ENTRANCE, found_by=_OFFICES | _ITS),
]
PUBLIC_KEYS = {
    "policies:policy": "policies hide nothing",
    "policies:claim": "tests/test_claims.py tries the claim of another firm",
    "policies:measure": "the same",
    "policies:ready": "the key is a measure's; the firms are filtered",
    "policies:near": "the same",
    "policies:switch": "the same",
    "policies:ready_download": "the same",
    "policies:near_download": "the same",
    "policies:switch_download": "the same",
    "policies:unpaid_download": "the key is the form of the file; the firms are filtered",
    "policies:claims_download": "the same",
    f"GET {_API}/measures/<key>/switch": "the same",
    f"GET {_API}/measures/<key>/ready": "the same",
    f"GET {_API}/measures/<key>/near": "the same",
}


def prepared() -> Has:
    """The demo firm, young enough for a guide; a run; a claim that waits to be decided."""
    officer = viewer_of(Person.objects.get(username="demo-officer"), timezone.localdate())
    how = Circumstances(Actor("cli", "tests"), timezone.now(), reason="演示", is_synthetic=True)
    with transaction.atomic():
        (firm,) = add([Entry(name="示例市桑葚虚构有限公司", founded_on=date(2023, 1, 2))], how)
    Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key="demo-firm"))
    matching.run(by=officer, as_of=DAY)
    made = claims.propose(by=officer, measure=MEASURE, firm=firm.key, as_of=DAY)
    return Has(policy_firm=firm.key, benefit_claim=made.pk)


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    firm = f"/policies/firms/{has['policy_firm']}/"
    return [
        Visit("policies:list", "officer", "/policies/"),
        Visit("policies:list", "enterprise", "/policies/"),
        Visit("policies:policy", "officer", "/policies/documents/example-support/"),
        Visit("policies:policy", "officer", "/policies/documents/science-fifteen/"),
        Visit("policies:measure", "officer", "/policies/measures/research-subsidy/"),
        Visit("policies:measure", "officer", _M),
        Visit("policies:office", "officer", "/policies/office/"),
        Visit("policies:unpaid", "officer", "/policies/office/unpaid/"),
        Visit("policies:forecast", "officer", "/policies/office/forecast/"),
        Visit("policies:claims", "officer", "/policies/claims/"),
        Visit("policies:claim", "officer", f"/policies/claims/{has['benefit_claim']}/"),
        Visit("policies:claim", "enterprise", f"/policies/claims/{has['benefit_claim']}/"),
        Visit("policies:ready", "officer", f"{_M}ready/"),
        Visit("policies:near", "officer", f"{_M}near/"),
        Visit("policies:switch", "officer", f"{_M}switch/"),
        Visit("policies:switch", "officer", f"{_SWITCHED}switch/"),
        Visit("policies:claims", "steward", "/policies/claims/"),
        Visit(f"GET {_API}/measures/<key>/switch", "officer", f"{_API}/measures/research-subsidy/switch?{_VERSIONS}"),
        Visit("policies:firm", "officer", firm),
        Visit("policies:firm", "enterprise", firm),
        Visit("policies:file", "enterprise", f"{firm}claim/startup-interest/"),
        Visit(f"GET {_API}/measures", "officer", f"{_API}/measures"),
        *(Visit(f"GET {_API}/measures/<key>/{part}", "officer", f"{_API}/measures/{MEASURE}/{part}") for part in ("ready", "near")),
        *(Visit(f"GET {_API}/{part}", "officer", f"{_API}/{part}") for part in ("unpaid", "forecast")),
        *(Visit(f"GET {_API}/claims", who, f"{_API}/claims") for who in ("officer", "enterprise")),
        Visit(f"GET {_API}/firms/<key>/entitlements", "officer", f"{_API}/firms/{has['policy_firm']}/entitlements"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """A firm for whom one does not act, and its claims."""
    return [
        Foreign("policies:firm", "enterprise", OTHER),
        Foreign("policies:file", "enterprise", f"{OTHER}claim/{MEASURE}/", {"remark": ""}),
        Foreign(f"GET {_API}/firms/<key>/entitlements", "enterprise", f"{_API}/firms/hikvision/entitlements"),
    ]

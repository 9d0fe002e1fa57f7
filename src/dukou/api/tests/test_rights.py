"""Every route for every role, with data that could leak: what the pages hide, the API hides.

One firm, one figure and one finding's parts are made so that each role would learn something if a filter were forgotten.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import URLPattern

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.accounts.tests import cast
from dukou.api.root import API
from dukou.api.tests.calling import Program, problem, program
from dukou.clusters.tests.made_up import FILES
from dukou.clusters.tests.made_up import load as load_clusters
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.figures.models import Claim

pytestmark = pytest.mark.django_db

OWN, STRANGE = "示例市云帆虚构制造有限公司", "示例市远山虚构化工有限公司"
SECRETS = FILES["figures.yaml"] + (
    "  - {key: salt.internal, of: cluster/salt, is: firms, value: 777家, period: 2023, visibility: internal}\n"
    "  - {key: salt.owned, of: cluster/salt, is: firms, value: 888家, period: 2022, visibility: confidential, owner: salt-office}\n"
)
# who sees what: the whole register, internal figures; the agent's own firm and its owner's figures are tested apart
SEES = {
    Role.LEADER: (True, True),
    Role.INDUSTRY_OFFICER: (True, True),
    Role.WINDOW_CLERK: (True, False),
    Role.TASK_FORCE_MEMBER: (False, True),
    Role.DEPARTMENT_OFFICER: (True, True),
    Role.BANK_OFFICER: (False, False),
    Role.ENTERPRISE_AGENT: (False, False),
    Role.AUDITOR: (True, False),
    Role.STEWARD: (False, False),
}
ROLES = pytest.mark.parametrize("role", list(Role), ids=str)


@pytest.fixture(scope="module")
def secrets(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two firms, one of which the agent acts for, and figures of each visibility."""
    load_clusters(tmp_path_factory.mktemp("secrets"), figures=SECRETS)
    made_up.register(Entry(name=OWN), Entry(name=STRANGE))


def caller(role: Role) -> Program:
    """A program of a person with this role; the agent's firm is in the register."""
    organisation = cast.organisation("firm-own", OrganisationKind.ENTERPRISE)
    Enterprise.objects.filter(name=OWN).update(organisation=organisation)
    return program("caller", role, at="firm-own" if role is Role.ENTERPRISE_AGENT else "office")


def seen_firms(role: Role) -> set[str]:
    """The firms that the role may know of."""
    if SEES[role][0]:
        return {OWN, STRANGE}
    return {OWN} if role is Role.ENTERPRISE_AGENT else set()


def firms_in(answer: Any) -> set[str]:
    """Which of the two firms an answer names."""
    text = answer.content.decode()
    return {name for name in (OWN, STRANGE) if name in text}


def test_each_role_is_told_of() -> None:
    assert SEES.keys() == set(Role)


@ROLES
def test_lists_and_search_name_only_what_the_role_may_know_of(secrets: None, role: Role) -> None:
    who, seen = caller(role), seen_firms(role)
    listed, found = who.get("/enterprises"), who.get("/enterprises/search", {"text": "虚构"})
    assert (firms_in(listed), firms_in(found)) == (seen, seen)
    assert {listed.status_code, found.status_code} == ({200} if seen else {403})


@ROLES
def test_a_firm_and_its_facts_are_there_only_for_those_who_may_know_of_it(secrets: None, role: Role) -> None:
    who, seen = caller(role), seen_firms(role)
    for row in Enterprise.objects.all():
        for path in (f"/enterprises/{row.key}", f"/enterprises/{row.key}/facts"):
            answer = who.get(path)
            assert answer.status_code == (200 if row.name in seen else 404)
            assert row.name in seen or problem(answer) == problem(who.get("/enterprises/nothing"))


@ROLES
def test_figures_clusters_and_the_brief_hide_what_the_pages_hide(secrets: None, role: Role) -> None:
    who = caller(role)
    is_internal = SEES[role][1]
    told = [who.get("/figures", {"limit": 200}), who.get("/figures/salt.internal"), who.get("/clusters"), who.get("/clusters/salt")]
    told.append(who.get("/briefing"))
    assert ["777" in each.content.decode() for each in told] == [is_internal] * 5
    assert not any("888" in each.content.decode() for each in told)
    assert problem(who.get("/figures/salt.owned")) == (404, "figures.no_such_claim")


def test_the_owner_is_told_its_own_figure_by_every_route(secrets: None) -> None:
    who = program("owner", Role.DEPARTMENT_OFFICER, at="salt-office")
    assert who.get("/figures/salt.owned").json()["claim"]["value"] == 888
    assert "salt.owned" in who.get("/figures", {"limit": 200}).content.decode()


@ROLES
def test_only_those_whose_office_it_is_change_anything(secrets: None, role: Role) -> None:
    who, key = caller(role), Enterprise.objects.get(name=OWN).key
    keeps, records = role is Role.INDUSTRY_OFFICER, role in (Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)
    entered = who.post("/enterprises", {"name": "示例市新建虚构有限公司"})
    amended = who.post(f"/enterprises/{key}/amendments", {"address": "示例市一路 1 号", "reason": "核对后更正"})
    correction = {"revision": 1, "value": "217家", "known_on": "2024-07-08", "reason": "核对后更正"}
    corrected = who.post("/figures/salt.firms/corrections", correction)
    assert (entered.status_code == 201, amended.status_code == 201, corrected.status_code == 201) == (keeps, keeps, records)
    assert (Enterprise.objects.count(), Claim.objects.filter(ref="salt.firms").count()) == (2 + keeps, 1 + records)
    assert Enterprise.objects.exclude(address="").exists() is keeps


@pytest.mark.parametrize("scope", list(Scope), ids=str)
def test_every_scope_reads_and_only_its_own_changes(secrets: None, scope: Scope) -> None:
    who = program("officer", Role.INDUSTRY_OFFICER, scopes=[scope])
    assert who.get("/enterprises").status_code == who.get("/figures/salt.internal").status_code == 200
    entered = who.post("/enterprises", {"name": "示例市新建虚构有限公司"})
    withdrawn = who.post("/figures/salt.firms/corrections", {"revision": 1, "known_on": "2024-07-08", "reason": "重复", "withdraw": True})
    assert (entered.status_code == 201, withdrawn.status_code == 201) == (scope is Scope.REGISTER, scope is Scope.FIGURES)


_ACTS = (  # on one appeal; asked by role in test_appeals
    *("acceptance", "answer", "call", "contact", "dispatch", "extension", "extension-ruling", "follow/<secret>", "merge", "objection"),
    *("objection-ruling", "part", "question", "rating", "recall", "refusal", "reopening", "reply", "supplement", "withdrawal"),
)
ASKED = [
    *("affairs/applications", "affairs/applications/<number>"),  # asked by role in tests/rights, and of another firm in affairs
    *(f"affairs/applications/<number>/{act}" for act in ("acceptance", "agreement", "materials", "papers/<paper>", "refusal")),
    *("affairs/applications/<number>/supplement", "affairs/applications/<number>/withdrawal"),
    *("affairs/hooks/<unit>", "affairs/offers", "affairs/offers/<slug>/applications", "affairs/offers/<slug>/form"),
    *("appeals", "appeals", "appeals/<number>"),  # these and what has no word beside it: asked, like every route, in tests/rights
    *(f"appeals/<number>/{act}" for act in _ACTS),
    "appeals/rules",
    "briefing",
    *("casework/clocks/<number>/receipt", "casework/inbox", "casework/meetings"),
    *("chains", "chains/<slug>", "chains/<slug>/suggestions", "chains/invitations"),  # the permission alone decides
    *("clusters", "clusters/<slug>"),
    *("credit/draws", "credit/draws/<key>"),  # open to all; that no firm stands there is asked in credit
    *("credit/fields", "credit/firms/<key>", "credit/firms/<key>/fields/<slug>", "credit/firms/<key>/records"),  # asked in test_credit
    "credit/records",
    *("enterprises", "enterprises", "enterprises/<key>", "enterprises/<key>/amendments", "enterprises/<key>/facts"),
    *("enterprises/codes/<code>", "enterprises/search"),
    *("figures", "figures/<ref>", "figures/<ref>/corrections"),
    *("finance/bank/consents", "finance/bank/consents/<number>/looks", "finance/consents/<number>/withdrawal"),  # asked in finance
    *("finance/firms/<key>/consents", "finance/firms/<key>/consents", "finance/firms/<key>/looks", "finance/firms/<key>/portrait"),
    "finance/products",
    *("policies/claims", "policies/firms/<key>/entitlements", "policies/forecast", "policies/measures"),
    *(f"policies/measures/<key>/{part}" for part in ("near", "ready", "switch")),
    "policies/unpaid",
    *(
        "projects",
        "projects",
        "projects/<key>",
        "projects/<key>/dates",
        "projects/<key>/money",
        "projects/<key>/moves",
        "projects/<key>/promises",
        "projects/<key>/reports",
        "projects/<key>/statuses",
        "projects/board",
        "projects/premises",
        "projects/promises",
    ),
    *("rules/books", "rules/books/<slug>/<version>", "rules/books/<slug>/<version>/about/<key>", "rules/books/<slug>/<version>/explain"),
]


def test_every_route_is_asked_here() -> None:
    """A route that is added stands here too, so that it is tested for leaks."""
    routes = sorted(str(route.pattern) for route in API.urls[0] if isinstance(route, URLPattern) and route.name != "api-root")
    assert routes == ASKED


def test_unknown_facts_are_named_as_unknown(secrets: None) -> None:
    who, firm = caller(Role.INDUSTRY_OFFICER), Enterprise.objects.get(name=OWN)
    told = {each["name"]: each for each in who.get(f"/enterprises/{firm.key}/facts").json()["facts"]}
    kind, revenue = told["enterprise.unit_kind"], told["enterprise.revenue"]
    assert (kind["is_known"], kind["value"], kind["source"]) == (True, "company", "register")
    assert (revenue["is_known"], revenue["value"], revenue["unit"]) == (False, None, "万元")


def test_a_merged_entry_is_told_as_the_one_that_stands_for_it(secrets: None) -> None:
    who, firm = caller(Role.INDUSTRY_OFFICER), Enterprise.objects.get(name=OWN)
    Enterprise.objects.filter(name=STRANGE).update(merged_into=firm)
    merged = Enterprise.objects.get(name=STRANGE)
    told = who.get(f"/enterprises/{merged.key}").json()
    assert (told["key"], told["refs"]) == (firm.key, [firm.ref, merged.ref])
    assert who.get(f"/enterprises/{merged.key}/facts").json()["key"] == firm.key


def test_a_code_is_judged(secrets: None) -> None:
    told = caller(Role.BANK_OFFICER).get("/enterprises/codes/91500104MA5U00000a").json()
    assert (told["typed"], told["code"], told["kind"]) == ("91500104MA5U00000a", "91500104MA5U00000A", "credit_code")
    assert told["is_valid"] is (not [each for each in told["faults"] if each["fault"] == "check_character"])


def test_an_amendment_changes_what_differs_and_keeps_the_rest(secrets: None) -> None:
    who, firm = caller(Role.INDUSTRY_OFFICER), Enterprise.objects.get(name=OWN)
    sent = {"address": "示例市一路 1 号", "short_names": ["云帆"], "reason": "核对后更正"}
    assert who.post(f"/enterprises/{firm.key}/amendments", sent).json() == {"amended": 2}
    told = who.get(f"/enterprises/{firm.key}").json()
    assert (told["name"], told["address"]) == (OWN, "示例市一路 1 号")
    assert [(name["kind"], name["text"]) for name in told["names"]] == [("current", OWN), ("short", "云帆")]
    assert problem(who.post(f"/enterprises/{firm.key}/amendments", sent)) == (422, "enterprises.nothing_amended")

"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.tests.visits import Gate, Has, Visit, those
from dukou.chains.actions import assessments, invitations, problems, supplies
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.register import Circumstances, add
from dukou.kit.core.actors import Actor

DAY = date(2024, 7, 8)
_OFFICES = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)
_KEEPERS = those(Role.INDUSTRY_OFFICER)
_NODE = "/chains/maps/noodles/nodes/alkaline-noodles/"
_API = "/api/v1/chains"
_SAID = {"reason": "演示"}

GATES = [
    Gate("chains:list", _OFFICES),
    Gate("chains:evidence", _OFFICES),
    Gate("chains:invitations", _OFFICES),
    Gate("chains:invitations_download", _OFFICES, address="/chains/invitations/download/csv/", is_page=False, told=200),
    Gate("chains:invitation", _OFFICES, changes=_KEEPERS, sent={"to": "contacted", "words": "演示"}),
    Gate("chains:problem_solve", _OFFICES, changes=_KEEPERS, sent={"solution": "演示"}),
    Gate("chains:supply_withdraw", _OFFICES, changes=_KEEPERS, sent=_SAID),
    Gate("chains:chain", _OFFICES, changes=_KEEPERS, sent={}),
    Gate("chains:suggestions", _OFFICES),
    Gate("chains:strength", _OFFICES),
    Gate("chains:regions", _OFFICES),
    Gate("chains:problems", _OFFICES, changes=_KEEPERS, sent={"text": "演示"}),
    Gate("chains:sheets", _OFFICES),
    Gate("chains:node", _OFFICES, changes=_KEEPERS, sent={"title": "演示"}),
    Gate("chains:supply", _OFFICES, changes=_KEEPERS, sent={"supplier": "x", "user": "y", "known_on": "2024-07-08", "evidence": "演示"}),
    Gate(f"GET {_API}", _OFFICES),
    Gate(f"GET {_API}/invitations", _OFFICES),
    Gate(f"GET {_API}/<slug>", _OFFICES),
    Gate(f"GET {_API}/<slug>/suggestions", _OFFICES),
]
PUBLIC_KEYS = {
    "chains:chain": "who may see one chain may see all: the permission alone decides",
    **dict.fromkeys(
        (
            *(f"chains:{name}" for name in ("suggestions", "strength", "regions", "problems", "sheets", "node", "supply")),
            *(f"chains:{name}" for name in ("invitation", "problem_solve", "supply_withdraw", "invitations_download")),
            f"GET {_API}/<slug>",
            f"GET {_API}/<slug>/suggestions",
        ),
        "the same",
    ),
}


def prepared() -> dict[str, str]:
    """A look at a chain, and a line of each working list."""
    keeper = command_line_viewer("keeper")
    assessments.assess(by=keeper, chain="noodles", as_of=DAY)
    how = Circumstances(Actor("cli", "keeper"), timezone.now(), "演示", is_synthetic=True)
    with transaction.atomic():
        first, second = add([Entry(name="示例市虚构碱面有限公司"), Entry(name="示例市虚构小面有限公司")], how)
    node = "node/noodles-alkaline-noodles"
    link = supplies.add(by=keeper, supplier=first.key, user=second.key, node=node, evidence="演示", known_on=DAY)
    problem = problems.note(by=keeper, chain="noodles", text="演示问题")
    line = invitations.list_one(by=keeper, node=node, title="演示对象")
    return {"supply_link": str(link.pk), "chain_problem": str(problem.pk), "chain_invitation": str(line.pk)}


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    return [
        Visit("chains:list", "leader", "/chains/"),
        Visit("chains:evidence", "leader", "/chains/evidence/"),
        Visit("chains:invitations", "leader", "/chains/invitations/"),
        Visit("chains:invitation", "officer", f"/chains/invitations/{has['chain_invitation']}/"),
        Visit("chains:problem_solve", "officer", f"/chains/problems/{has['chain_problem']}/solve/"),
        Visit("chains:supply_withdraw", "officer", f"/chains/supplies/{has['supply_link']}/withdraw/"),
        Visit("chains:chain", "officer", "/chains/maps/noodles/"),
        Visit("chains:suggestions", "leader", "/chains/maps/noodles/suggestions/"),
        Visit("chains:strength", "leader", "/chains/maps/noodles/strength/"),
        Visit("chains:regions", "leader", "/chains/maps/noodles/regions/"),
        Visit("chains:problems", "officer", "/chains/maps/noodles/problems/"),
        Visit("chains:sheets", "leader", "/chains/maps/noodles/sheets/"),
        Visit("chains:node", "officer", _NODE),
        Visit("chains:supply", "officer", f"{_NODE}supply/"),
        Visit(f"GET {_API}", "leader", _API),
        Visit(f"GET {_API}/invitations", "leader", f"{_API}/invitations"),
        Visit(f"GET {_API}/<slug>", "leader", f"{_API}/noodles"),
        Visit(f"GET {_API}/<slug>/suggestions", "leader", f"{_API}/noodles/suggestions"),
    ]

"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from datetime import date

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.tests.visits import NONE, Foreign, Gate, Has, Visit, those
from dukou.projects.actions import dates, projects
from dukou.projects.tests import pages_leads, pages_money, pages_promises

_READERS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER, Role.DEPARTMENT_OFFICER, Role.ENTERPRISE_AGENT)
_SEERS = those(Role.LEADER, Role.INDUSTRY_OFFICER)
_INSIDERS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER)
_KEEPERS = those(Role.INDUSTRY_OFFICER)
_REGISTRARS = those(Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER)

API = "/api/v1/projects"
_ONE = f"{API}/<key>"
_SENT = {
    "moves": {"to": "contact", "on": "2024-07-08"},
    "reports": {"words": "演示"},
    "statuses": {"to": "paused", "reason": "演示"},
    "dates": {"stage": "registered", "day": "2030-02-01", "said_by": "演示"},
}
_DAY = {"stage": "signed", "day": "2030-01-01", "said_by": "演示"}

GATES = [
    Gate("projects:board", _READERS),
    Gate("projects:list", _READERS),
    Gate("projects:download", _READERS, address="/projects/list/download/csv/", is_page=False, told=200),
    Gate("projects:wall", _READERS),
    Gate("projects:lead", _REGISTRARS, changes=_REGISTRARS, sent={"name": "演示", "firm": "示例", "office": "x"}),
    Gate("projects:project", _READERS, found_by=_SEERS),
    Gate("projects:amend", _INSIDERS, found_by=_SEERS, changes=_KEEPERS, sent={"name": "演示", "reason": "演示"}),
    Gate("projects:move", _INSIDERS, found_by=_SEERS, changes=_KEEPERS, sent={"to": "contact", "on": "2024-07-08"}),
    Gate("projects:status", _INSIDERS, found_by=_SEERS, changes=_KEEPERS, sent={"to": "paused", "reason": "演示"}),
    Gate("projects:announce", _INSIDERS, found_by=_SEERS, changes=_KEEPERS, sent=_DAY),
    Gate(f"GET {API}", _READERS),
    Gate(f"GET {API}/board", _READERS),
    Gate(f"GET {_ONE}", _READERS, found_by=_SEERS),
    Gate(f"GET {_ONE}/promises", _READERS, found_by=_SEERS),
    Gate(f"GET {_ONE}/money", _REGISTRARS | _SEERS, found_by=_SEERS),
    Gate(f"GET {API}/premises", _REGISTRARS | _SEERS),
    Gate(f"GET {API}/promises", _READERS),
    Gate(
        f"POST {API}",
        NONE,
        changes=_REGISTRARS,
        sent={"name": "演示", "firm": "示例", "office": "industry-committee"},
        address=API,
        is_page=False,
        told=200,
    ),
    *(
        Gate(f"POST {_ONE}/{act}", NONE, changes=_KEEPERS, sent=sent, address=f"{API}/{{project}}/{act}", is_page=False)
        for act, sent in _SENT.items()
    ),
    *pages_leads.GATES,
    *pages_money.GATES,
    *pages_promises.GATES,
]
PUBLIC_KEYS: dict[str, str] = {
    "projects:download": "the key is how a file ends",
    "projects:promises_download": "the same",
    **dict.fromkeys(
        ("projects:premise", "projects:premise_withdraw", "projects:premises_download"),
        "premises are no secret within the administration: the permission alone decides",
    ),
}


def prepared() -> dict[str, str]:
    """A project with a date, kept by the industry office."""
    keeper = command_line_viewer("keeper")
    told = projects.Told(
        name="示例市虚构项目",
        firm="示例市虚构投资有限公司",
        office="industry-committee",
        on=date(2024, 6, 1),
        path="new-plant-refit",
        referrer="示例商会",
    )
    row = projects.register(by=keeper, told=told, is_synthetic=True)
    dates.announce(by=keeper, project=row.key, stage="signed", day=date(2030, 1, 1), said_by="演示")
    of_lead = pages_leads.prepare(row.key)
    return {"project": row.key} | of_lead | pages_money.prepare(keeper, row.key) | pages_promises.prepare(row.key)


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    at = f"/projects/of/{has['project']}/"
    return [
        Visit("projects:board", "leader", "/projects/"),
        Visit("projects:list", "leader", "/projects/list/"),
        Visit("projects:wall", "leader", "/projects/wall/"),
        Visit("projects:lead", "officer", "/projects/new/"),
        Visit("projects:project", "officer", at),
        Visit("projects:amend", "officer", f"{at}amend/"),
        Visit("projects:move", "officer", f"{at}move/"),
        Visit("projects:status", "officer", f"{at}status/"),
        Visit("projects:announce", "officer", f"{at}dates/"),
        Visit(f"GET {API}", "leader", API),
        Visit(f"GET {API}/board", "leader", f"{API}/board"),
        Visit(f"GET {_ONE}", "leader", f"{API}/{has['project']}"),
        Visit(f"GET {_ONE}/promises", "leader", f"{API}/{has['project']}/promises"),
        Visit(f"GET {_ONE}/money", "leader", f"{API}/{has['project']}/money"),
        Visit(f"GET {API}/premises", "leader", f"{API}/premises"),
        Visit(f"GET {API}/promises", "leader", f"{API}/promises"),
        *pages_leads.visits(has),
        *pages_money.visits(at, has),
        *pages_promises.visits(has),
    ]


def of_others(has: Has) -> list[Foreign]:
    """A project of no firm, office or task force of theirs."""
    at = f"/projects/of/{has['project']}/"
    forms = {"move": {"to": "contact", "on": "2024-07-08"}, "status": {"to": "paused", "reason": "演示"}, "dates": _DAY}
    forms["amend"] = {"name": "演示", "reason": "演示"}
    names = {"amend": "projects:amend", "move": "projects:move", "status": "projects:status", "dates": "projects:announce"}
    return [
        *(Foreign(f"GET {_ONE}", role, f"{API}/{has['project']}") for role in ("enterprise", "department", "taskforce")),
        *(Foreign(f"GET {_ONE}/promises", role, f"{API}/{has['project']}/promises") for role in ("enterprise", "department", "taskforce")),
        Foreign(f"GET {_ONE}/money", "taskforce", f"{API}/{has['project']}/money"),
        *(Foreign(f"POST {_ONE}/{act}", "taskforce", f"{API}/{has['project']}/{act}", sent) for act, sent in _SENT.items()),
        *pages_money.of_others(at, has),
        *(Foreign("projects:project", role, at) for role in ("enterprise", "department", "taskforce")),
        *(Foreign(names[page], "taskforce", f"{at}{page}/", sent) for page, sent in forms.items()),
        *pages_promises.of_others(has),
        *pages_leads.of_others(at, has),
    ]

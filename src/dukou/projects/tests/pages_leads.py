"""The pages of leads and permit paths for tests of the whole house."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.tests.visits import Foreign, Gate, Has, Visit, those
from dukou.projects.actions import leads, premises
from dukou.projects.core.leads import Verdict
from dukou.projects.core.premises import PremiseKind

_INSIDE = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER)
_SEERS = those(Role.LEADER, Role.INDUSTRY_OFFICER)
_KEEPERS = those(Role.INDUSTRY_OFFICER)
_REGISTRARS = those(Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER)
_WORDS = {"words": "演示"}

GATES = [
    Gate("projects:rates", _INSIDE),
    Gate("projects:premises", _INSIDE),
    Gate("projects:premises_download", _INSIDE, address="/projects/premises/download/csv/", is_page=False, told=200),
    Gate("projects:premise_new", _REGISTRARS, changes=_REGISTRARS, sent={"key": "x", "kind": "plant", "name": "演示", "area": "1"}),
    Gate("projects:premise", _INSIDE),
    Gate("projects:premise_withdraw", _REGISTRARS, changes=_REGISTRARS, sent={"reason": "演示"}),
    Gate("projects:space", _INSIDE, found_by=_SEERS),
    Gate("projects:need", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent={"least": "1"}),
    Gate("projects:let", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent={"premise": "hall-one", "from_on": "2030-01-01", "rent": "1"}),
    Gate("projects:let_end", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent={"on": "2024-12-31", "reason": "演示"}),
    Gate("projects:clocks", _INSIDE, found_by=_SEERS),
    Gate("projects:judge", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent=_WORDS | {"verdict": "pursue"}),
    Gate("projects:feed_back", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent=_WORDS),
    Gate("projects:report", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent=_WORDS),
    Gate("projects:path", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent={}),
    Gate("projects:task", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent={"task": "contract"}),
]


def prepare(project: str) -> dict[str, str]:
    """A verdict on the lead, a made-up hall, what the project needs, and a letting."""
    keeper = command_line_viewer("keeper")
    leads.judge(by=keeper, project=project, verdict=Verdict.PURSUE, words="演示")
    told = premises.Offered("hall-one", PremiseKind.PLANT, "示例市虚构厂房", Decimal(2000), rent_fen=1200)
    premises.offer(by=keeper, told=told, is_synthetic=True)
    premises.state_need(by=keeper, project=project, told=premises.Needed(rent_fen=1500, power_kva=500))
    begins, ends = date(2024, 6, 1), date(2025, 6, 1)
    made = premises.let(by=keeper, project=project, premise="hall-one", from_on=begins, until_on=ends, rent_fen=1200)
    return {"letting": str(made.pk)}


def visits(has: Has) -> list[Visit]:
    """Each page."""
    at = f"/projects/of/{has['project']}/"
    return [
        Visit("projects:rates", "leader", "/projects/rates/"),
        Visit("projects:premises", "leader", "/projects/premises/"),
        Visit("projects:premise_new", "officer", "/projects/premises/new/"),
        Visit("projects:premise", "leader", "/projects/premises/of/hall-one/"),
        Visit("projects:premise_withdraw", "officer", "/projects/premises/of/hall-one/withdraw/"),
        Visit("projects:space", "leader", f"{at}premises/"),
        Visit("projects:need", "officer", f"{at}premises/need/"),
        Visit("projects:let", "officer", f"{at}premises/let/"),
        Visit("projects:let_end", "officer", f"{at}premises/{has['letting']}/end/"),
        Visit("projects:clocks", "leader", f"{at}lead/"),
        Visit("projects:judge", "officer", f"{at}lead/judge/"),
        Visit("projects:feed_back", "officer", f"{at}lead/feed-back/"),
        Visit("projects:report", "officer", f"{at}lead/report/"),
        Visit("projects:path", "leader", f"{at}path/"),
        Visit("projects:task", "officer", f"{at}path/task/"),
    ]


def of_others(at: str, has: Has) -> list[Foreign]:
    """The pages of a project that is not theirs."""
    sent = {gate.route.removeprefix("projects:"): gate.sent for gate in GATES if gate.found_by is not None}
    pages = {
        "clocks": "lead/",
        "judge": "lead/judge/",
        "feed_back": "lead/feed-back/",
        "report": "lead/report/",
        "path": "path/",
        "task": "path/task/",
        "space": "premises/",
        "need": "premises/need/",
        "let": "premises/let/",
        "let_end": f"premises/{has['letting']}/end/",
    }
    return [Foreign(f"projects:{name}", "taskforce", f"{at}{page}", sent[name]) for name, page in pages.items()]

"""The pages of a project's money and admission for tests of the whole house."""

from __future__ import annotations

from datetime import date

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.tests.visits import Foreign, Gate, Has, Visit, those
from dukou.projects.actions import project_facts, proofs, sums
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung

_SEERS = those(Role.LEADER, Role.INDUSTRY_OFFICER)
_KEEPERS = those(Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER)
_SUM = {"sum-rung": "contract", "sum-amount": "100万元", "sum-as_of": "2024-07-08", "sum-said_by": "演示"}
_WHY = {"reason": "演示"}
GATES = [
    Gate("projects:totals", _KEEPERS | _SEERS),
    Gate("projects:money", _KEEPERS | _SEERS, found_by=_SEERS, changes=_KEEPERS, sent=_SUM),
    Gate("projects:paper_withdraw", _KEEPERS | _SEERS, found_by=_SEERS, changes=_KEEPERS, sent=_WHY),
    Gate("projects:admission", _KEEPERS | _SEERS, found_by=_SEERS, changes=_KEEPERS, sent={"do": "judge"}),
    Gate("projects:fact_withdraw", _KEEPERS | _SEERS, found_by=_SEERS, changes=_KEEPERS, sent=_WHY),
]


def prepare(keeper: Viewer, key: str) -> dict[str, str]:
    """A contract with its paper, and a fact."""
    day = date(2024, 6, 1)
    sums.state(by=keeper, project=key, rung=Rung.CONTRACT, amount=10**9, as_of=day, said_by="演示")
    paper = proofs.Paper(PaperKind.CONTRACT, "示例市虚构单位", "演示-1", day, 10**8)
    made = proofs.add(by=keeper, project=key, rung=Rung.CONTRACT, paper=paper)
    told = project_facts.Stated("project.total-investment", "2000万元", day, "演示", is_plan=True)
    stated = project_facts.state(by=keeper, project=key, told=told)
    return {"project_paper": str(made.pk), "project_fact": str(stated.pk)}


def visits(at: str, has: Has) -> list[Visit]:
    """Each page, as an officer sees it; `at`: the address of the project."""
    own = [Visit(route, "officer", f"{at}{page}") for route, (page, _) in _pages(has).items()]
    return [Visit("projects:totals", "leader", "/projects/money/"), *own]


def of_others(at: str, has: Has) -> list[Foreign]:
    """A project of no task force of theirs."""
    return [Foreign(route, "taskforce", f"{at}{page}", sent) for route, (page, sent) in _pages(has).items()]


def _pages(has: Has) -> dict[str, tuple[str, dict[str, str]]]:
    return {
        "projects:money": ("money/", _SUM),
        "projects:paper_withdraw": (f"money/papers/{has['project_paper']}/withdraw/", _WHY),
        "projects:admission": ("admission/", {"do": "judge"}),
        "projects:fact_withdraw": (f"admission/facts/{has['project_fact']}/withdraw/", _WHY),
    }

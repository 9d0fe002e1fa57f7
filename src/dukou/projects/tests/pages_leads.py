"""The pages of leads and permit paths for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.tests.visits import Gate, Has, Visit, those
from dukou.projects.actions import leads
from dukou.projects.core.leads import Verdict

_INSIDE = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER)
_SEERS = those(Role.LEADER, Role.INDUSTRY_OFFICER)
_KEEPERS = those(Role.INDUSTRY_OFFICER)
_WORDS = {"words": "演示"}

GATES = [
    Gate("projects:rates", _INSIDE),
    Gate("projects:clocks", _INSIDE, found_by=_SEERS),
    Gate("projects:judge", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent=_WORDS | {"verdict": "pursue"}),
    Gate("projects:feed_back", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent=_WORDS),
    Gate("projects:report", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent=_WORDS),
    Gate("projects:path", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent={}),
    Gate("projects:task", _INSIDE, found_by=_SEERS, changes=_KEEPERS, sent={"task": "contract"}),
]


def prepare(project: str) -> None:
    """A verdict on the lead."""
    keeper = command_line_viewer("keeper")
    leads.judge(by=keeper, project=project, verdict=Verdict.PURSUE, words="演示")


def visits(has: Has) -> list[Visit]:
    """Each page."""
    at = f"/projects/of/{has['project']}/"
    return [
        Visit("projects:rates", "leader", "/projects/rates/"),
        Visit("projects:clocks", "leader", f"{at}lead/"),
        Visit("projects:judge", "officer", f"{at}lead/judge/"),
        Visit("projects:feed_back", "officer", f"{at}lead/feed-back/"),
        Visit("projects:report", "officer", f"{at}lead/report/"),
        Visit("projects:path", "leader", f"{at}path/"),
        Visit("projects:task", "officer", f"{at}path/task/"),
    ]

"""The pages of promises, task forces and families, for tests of the whole house."""

from __future__ import annotations

from datetime import date

from dukou.accounts.actions import task_forces
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.tests.visits import Foreign, Gate, Has, Visit, those
from dukou.kit.core.actors import Actor
from dukou.projects.actions import projects, promises, visit_notes, week_items
from dukou.projects.core.promise_kinds import Side

_READERS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER, Role.DEPARTMENT_OFFICER, Role.ENTERPRISE_AGENT)
_SEERS = those(Role.LEADER, Role.INDUSTRY_OFFICER)
_KEEPERS = those(Role.INDUSTRY_OFFICER)
_REGISTRARS = those(Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER)
_WORKERS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER)
_WORDS = {"on": "2024-07-08", "evidence": "演示"}
_PROMISE = {"side": "firm", "text": "演示", "written_in": "演示", "measure": "演示", "made_on": "2024-07-08", "due_on": "2030-01-01"}
_ITEM = {"text": "演示", "owner": "industry-committee", "due_on": "2030-01-01"}
_NOTE = {"office": "industry-committee", "on": "2024-07-08", "text": "演示"}
_OWED = {"to": "industry-committee", "to_post": "演示", "reason": "演示"}

GATES = [
    Gate("projects:promises", _READERS),
    Gate("projects:promises_download", _READERS, address="/projects/promises/download/csv/", is_page=False, told=200),
    Gate("projects:hand_over", _SEERS, changes=_KEEPERS, sent=_OWED),
    Gate("projects:promise", _READERS, found_by=_SEERS),
    Gate("projects:promise_step", _READERS, found_by=_SEERS, changes=_KEEPERS, sent=_WORDS),
    Gate("projects:project_promises", _READERS, found_by=_SEERS),
    Gate("projects:promise_new", _WORKERS, found_by=_SEERS, changes=_KEEPERS, sent=_PROMISE),
    Gate("projects:families", _WORKERS),
    Gate("projects:force_week", _WORKERS, found_by=_SEERS),
    Gate("projects:team", _WORKERS, found_by=_SEERS),
    Gate("projects:week_item", _WORKERS, found_by=_SEERS, changes=_KEEPERS, sent=_ITEM),
    Gate("projects:visit_note", _WORKERS, found_by=_SEERS, changes=_KEEPERS, sent=_NOTE),
    Gate("projects:week_done", _WORKERS, found_by=_SEERS, changes=_KEEPERS, sent={"on": "2024-07-08", "result": "演示"}),
]


def prepare(key: str) -> dict[str, str]:
    """A promise of the firm, a line on a week list, a note of a visit, and the task force of them all."""
    keeper = command_line_viewer("keeper")
    by, on = Actor("cli", "keeper"), date(2024, 6, 1)
    task_forces.set_up(by=by, key="walk-force", name="示例专班", purpose="演示", from_on=on)
    projects.amend(by=keeper, project=key, reason="演示", changes={"task_force": "walk-force"})
    told = promises.Promised(Side.FIRM, "演示承诺", written_in="演示", measure="演示", made_on=on, due_on=date(2030, 1, 1))
    promise = promises.make(by=keeper, project=key, promised=told)
    item = week_items.add(by=keeper, project=key, text="演示", owner="industry-committee", due_on=date(2030, 1, 1))
    visit_notes.note(by=keeper, project=key, office="industry-committee", on=on, text="演示")
    return {"promise": str(promise.pk), "week_item": str(item.pk)}


def visits(has: Has) -> list[Visit]:
    """Every page."""
    at = f"/projects/of/{has['project']}/"
    return [
        Visit("projects:promises", "leader", "/projects/promises/"),
        Visit("projects:hand_over", "officer", "/projects/promises/hand-over/"),
        Visit("projects:promise", "officer", f"/projects/promises/{has['promise']}/"),
        Visit("projects:promise_step", "officer", f"/projects/promises/{has['promise']}/keep/"),
        Visit("projects:project_promises", "officer", f"{at}promises/"),
        Visit("projects:promise_new", "officer", f"{at}promises/new/"),
        Visit("projects:families", "leader", "/projects/families/"),
        Visit("projects:force_week", "leader", "/projects/task-forces/walk-force/week/"),
        Visit("projects:team", "officer", f"{at}team/"),
        Visit("projects:week_item", "officer", f"{at}team/item/"),
        Visit("projects:visit_note", "officer", f"{at}team/note/"),
        Visit("projects:week_done", "officer", f"/projects/week/{has['week_item']}/done/"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """Promises, and the task force's own, of a project of no firm, office or task force of theirs."""
    at, told = f"/projects/of/{has['project']}/", f"/projects/promises/{has['promise']}/"
    read = {"projects:promise": told, "projects:promise_step": f"{told}keep/", "projects:project_promises": f"{at}promises/"}
    work = {"team": f"{at}team/", "force_week": "/projects/task-forces/walk-force/week/"}
    sent = {
        "promise_step": (f"{told}keep/", _WORDS),
        "promise_new": (f"{at}promises/new/", _PROMISE),
        "week_item": (f"{at}team/item/", _ITEM),
        "visit_note": (f"{at}team/note/", _NOTE),
        "week_done": (f"/projects/week/{has['week_item']}/done/", {"on": "2024-07-08", "result": "演示"}),
    }
    return [
        *(Foreign(name, role, address) for name, address in read.items() for role in ("enterprise", "department", "taskforce")),
        *(Foreign(f"projects:{name}", "taskforce", address) for name, address in work.items()),
        *(Foreign(f"projects:{name}", "taskforce", address, form) for name, (address, form) in sent.items()),
    ]

"""How firms and departments come to their projects and promises, and for whom a lead may be registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dukou.accounts.actions import task_forces
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.projects.actions import dates, projects, promise_changes, sums
from dukou.projects.actions.refusals import NotYourOffice
from dukou.projects.core.replays import Rung
from dukou.projects.models import Project, PromiseStep
from dukou.projects.queries.visibility import inner_projects
from dukou.projects.tests.test_promise_pages import browser, words
from dukou.projects.tests.test_teams import everything
from dukou.projects.tests.told import NOW, OFFICE, TODAY, force, project, promise, viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]
_TOLD = projects.Told(name="虚构新项目", firm="示例市虚构新厂", office="invest-office", on=date(2024, 7, 1))


def seated(username: str, *roles: Role, at: str = "water-bureau") -> Viewer:
    """Somebody with a seat in the task force."""
    made = cast.person(username, *roles, at=at)
    task_forces.seat(by=cast.CLI, task_force=force(), holder=made, from_on=cast.LONG_AGO, now=NOW)
    return viewer_of(made, TODAY)


def test_firm_and_department_find_their_way_from_the_desk() -> None:
    everything()
    promise(text="暗礁水改造", owner="water-bureau")
    desks = {name: words(browser(name, *roles, at=at), f"/desks/{desk}/") for name, desk, roles, at in _VISITORS}
    told = {name: [each in said for each in ("虚构项目salt-pans", "九月底前接通厂区用电", "暗礁水改造")] for name, said in desks.items()}
    assert told == {"agent": [True, True, True], "power": [True, True, False], "idle": [False, False, False]}
    links = {name: 'href="/projects/"' in browser(name).get("/desks/", follow=True).content.decode() for name in told}
    assert links == {"agent": True, "power": True, "idle": False}


_VISITORS = (
    ("agent", "enterprise", (), ""),
    ("power", "department", (Role.DEPARTMENT_OFFICER,), "power-bureau"),
    ("idle", "department", (Role.DEPARTMENT_OFFICER,), "idle-bureau"),
)


def test_a_member_registers_for_his_own_office_or_task_force_and_sees_it() -> None:
    project()
    force(), task_forces.set_up(by=cast.CLI, key="other-force", name="别的专班", purpose="虚构", from_on=cast.LONG_AGO, now=NOW)
    member, sitting = viewer("member", Role.TASK_FORCE_MEMBER, at="water-bureau"), seated("sitting")
    for by, named in [(member, ""), (member, "salt-force"), (sitting, ""), (sitting, "other-force")]:
        with pytest.raises(NotYourOffice):
            projects.register(by=by, told=replace(_TOLD, task_force=named), now=NOW)
    assert Project.objects.count() == 1
    one = projects.register(by=member, told=replace(_TOLD, office="water-bureau"), now=NOW)
    two = projects.register(by=sitting, told=replace(_TOLD, firm="示例市虚构另厂", task_force="salt-force"), now=NOW)
    assert [list(inner_projects.filter(by)) for by in (member, sitting)] == [[one], [two]]


def test_the_form_offers_ones_own_offices_and_leads_to_the_new_project() -> None:
    project()
    browser("officer", Role.INDUSTRY_OFFICER)
    member = browser("member", Role.TASK_FORCE_MEMBER, at="water-bureau")
    assert 'value="power-bureau"' in browser("officer").get("/projects/new/").content.decode()
    form = member.get("/projects/new/").content.decode()
    assert [f'value="{key}"' in form for key in ("water-bureau", "power-bureau", "invest-office")] == [True, False, False]
    answer = member.post("/projects/new/", {"name": "虚构新项目", "firm": "示例市虚构新厂", "office": "water-bureau"})
    key = Project.objects.latest("pk").key
    assert (answer.status_code, answer["Location"]) == (302, f"/projects/of/{key}/")
    assert "虚构新项目" in words(member, answer["Location"])


def test_who_sees_only_some_projects_hands_no_post_over() -> None:
    project(), promise()
    member = viewer("member", Role.TASK_FORCE_MEMBER, at="invest-office")
    to = {"owner": "power-bureau", "post": "分管副局长", "to": "water-bureau", "to_post": "局长", "reason": "分工调整"}
    with pytest.raises(NotPermitted):
        promise_changes.hand_over(by=member, now=NOW, **to)
    assert browser("member").get("/projects/promises/hand-over/").status_code == 403
    assert "hand-over" not in browser("member").get("/projects/promises/").content.decode()
    assert not PromiseStep.objects.exists()


def test_the_board_counts_everything_that_waits_and_leads_who_decides_to_it() -> None:
    row, officer = everything(), browser("officer", Role.INDUSTRY_OFFICER)
    for day, why in ((1, ""), (9, "资金没到")):
        dates.announce(by=OFFICE, project=row.key, stage="signed", day=date(2030, 1, day), said_by="虚构办", reason=why, now=NOW)
    sums.state(by=OFFICE, project=row.key, rung=Rung.IN_PLACE, amount=10**8, as_of=TODAY, said_by="虚构办", now=NOW)
    number = promise().pk
    promise_changes.ask_day(by=OFFICE, number=number, due_on=date(2030, 12, 31), reason="线路改道", now=NOW)
    leader, agent = browser("leader", Role.LEADER), browser("agent")
    assert "待第二人确认 3" in words(officer, "/projects/").replace("= ", "")
    assert ["去审批" in words(each, "/projects/") for each in (leader, officer, agent)] == [True, False, False]
    assert "待第二人确认" not in words(agent, "/projects/")

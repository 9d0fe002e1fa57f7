"""Who sees a project from without: its firm, and the unit that owns one promise of it. Each test first makes what could leak."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.projects.actions import dates, promise_changes, promises, stages, sums
from dukou.projects.core.promise_kinds import PromiseState
from dukou.projects.core.replays import Rung
from dukou.projects.models import Promise
from dukou.projects.queries.board import waits_for_two
from dukou.projects.queries.money import contract_sums, totals
from dukou.projects.queries.promises import promise_told, promises_of, promises_seen
from dukou.projects.queries.visibility import inner_projects, is_inside, known_projects, project_of, visible_projects
from dukou.projects.tests.test_promise_pages import AT, browser, words
from dukou.projects.tests.test_teams import agent_of, everything
from dukou.projects.tests.told import NOW, OFFICE, TODAY, decided, promise, viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]
REEF = "暗礁"  # stands in every reason that only the offices may read
API = "/api/v1/projects"


def two_roles() -> Viewer:
    """Somebody whose bureau owns one promise of another office's project, and who sits in a task force of his own bureau."""
    return viewer("both", Role.DEPARTMENT_OFFICER, Role.TASK_FORCE_MEMBER, at="power-bureau")


def with_reasons() -> int:
    """A project with reasons in its ledgers: a moved date, a change that waits and one that was turned down; the promise of the unit."""
    row, leader = everything(), viewer("leader", Role.LEADER)
    for day, reason in ((1, ""), (9, f"{REEF}：资金没到")):
        dates.announce(by=OFFICE, project=row.key, stage="signed", day=date(2030, 1, day), said_by=f"{REEF}人", reason=reason, now=NOW)
    decided(leader, is_granted=True)
    number = Promise.objects.get(side="district").pk
    promise_changes.ask_day(by=OFFICE, number=number, due_on=date(2030, 12, 31), reason=f"{REEF}：再拖一拖", now=NOW)
    decided(leader, is_granted=False)
    promise_changes.ask_waiver(by=OFFICE, number=number, document=f"{REEF}纪要", reason=f"{REEF}：不想办", now=NOW)
    return number


def test_outsiders_read_the_project_without_the_reasons_of_the_offices() -> None:
    number = with_reasons()
    officer, agent = browser("officer", Role.INDUSTRY_OFFICER), browser("agent")
    unit = browser("unit", Role.DEPARTMENT_OFFICER, at="power-bureau")
    pages = (AT, f"{AT}promises/", f"/projects/promises/{number}/", "/projects/wall/", "/projects/promises/")
    told = [words(officer, page) for page in pages]
    assert [REEF in each for each in told] == [True, False, True, True, False]
    for outside in (agent, unit):
        assert [page for page in pages if REEF in words(outside, page)] == []
        assert "2030-01-09" in words(outside, AT)
        assert "2030-01-09" in words(outside, "/projects/wall/")
        assert "move/" not in outside.get(AT).content.decode()
    for address in (f"{API}/salt-pans", f"{API}/salt-pans/promises", f"{API}/promises"):
        assert [REEF in each.get(address).content.decode() for each in (agent, unit)] == [False, False]
    assert REEF in officer.get(f"{API}/salt-pans").content.decode()


def test_nobody_outside_is_told_that_a_change_waits_or_was_turned_down() -> None:
    number = with_reasons()
    unit = viewer("unit", Role.DEPARTMENT_OFFICER, at="power-bureau")
    inside = promise_told(OFFICE, number, TODAY)
    assert ([each.state.value for each in inside.steps], inside.waits) == (["refused", "waiting"], True)
    for outside in (agent_of(), unit):
        told = promise_told(outside, number, TODAY)
        assert (told.steps, told.waits, told.inside, told.is_open) == ((), False, False, True)
    assert (waits_for_two(OFFICE), waits_for_two(unit), waits_for_two(agent_of())) == (1, 0, 0)


def test_one_promise_and_a_seat_elsewhere_make_nobody_an_insider() -> None:
    row, both = everything(), two_roles()
    sums.state(by=OFFICE, project=row.key, rung=Rung.CONTRACT, amount=10**9, as_of=TODAY, said_by="虚构办", now=NOW)
    number = Promise.objects.get(side="district").pk
    assert (contract_sums(OFFICE), next(each.projects for each in totals(OFFICE))) == ({row.key: 10**9}, 1)
    assert (contract_sums(both), {each.projects for each in totals(both)}) == ({}, {0})
    assert (project_of(both, row.key), is_inside(both, row), known_projects.check(both, row)) == (row, False, False)
    with pytest.raises(NotPermitted):
        sums.state(by=both, project=row.key, rung=Rung.CONTRACT, amount=1, as_of=TODAY, said_by="x", now=NOW)
    with pytest.raises(NotPermitted):
        stages.move(by=both, project=row.key, to="signed", on=TODAY, now=NOW)
    with pytest.raises(NotPermitted):
        promises.tell_broken(by=both, number=number, on=TODAY, reason="x", now=NOW)
    promises.keep(by=both, number=number, on=TODAY, evidence="供电验收单", now=NOW)  # as its owner
    assert promise_told(OFFICE, number, TODAY).now.state is PromiseState.KEPT
    client = browser("both")
    assert client.get(AT).status_code == 200
    inner = ("money/", "lead/", "team/", "admission/", "path/", "premises/", "move/", "status/", "dates/", "promises/new/")
    assert {page: client.get(f"{AT}{page}").status_code for page in inner} == dict.fromkeys(inner, 404)
    assert client.get(f"{API}/{row.key}/money").status_code == 404
    html = client.get(AT).content.decode() + client.get(f"{AT}promises/").content.decode()
    assert [page for page in inner if f"{AT}{page}" in html] == []


def test_a_unit_sees_its_own_promises_alone_and_those_that_it_handed_over() -> None:
    row = everything()
    mine = Promise.objects.get(side="district").pk
    other = promise(owner="water-bureau").pk
    unit, water = (viewer(each, Role.DEPARTMENT_OFFICER, at=each) for each in ("power-bureau", "water-bureau"))
    assert len(promises_of(OFFICE, row, TODAY)) == 3
    assert [[each.number for each in promises_seen(of, TODAY)] for of in (unit, water)] == [[mine], [other]]
    to = {"to": "water-bureau", "to_post": "局长", "reason": "分工调整"}
    promise_changes.hand_over(by=OFFICE, owner="power-bureau", post="分管副局长", now=NOW, **to)
    assert [list(visible_projects.filter(each)) for each in (unit, water)] == [[], [row]]
    assert [[each.number for each in promises_seen(of, TODAY)] for of in (unit, water)] == [[mine], [mine, other]]
    assert (promise_told(unit, mine, TODAY).is_open, inner_projects.filter(water).exists()) == (False, False)
    client = browser("power-bureau")
    assert client.get(AT).status_code == 404
    assert f"{AT}promises/" not in client.get(f"/projects/promises/{mine}/").content.decode()
    again = viewer_of(Person.objects.get(username="power-bureau"), TODAY)
    with pytest.raises(NotPermitted):
        promises.keep(by=again, number=mine, on=TODAY, evidence="x", now=NOW)

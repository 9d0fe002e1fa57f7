"""Task forces: the week list, notes of visits, one calendar for all offices; and who sees none of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dukou.accounts.actions import task_forces
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.casework.actions import meetings
from dukou.casework.core.states import MeetingKind
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.made_up import register
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions import promises, visit_notes, week_items
from dukou.projects.actions.promise_changes import hand_over
from dukou.projects.core.weeks import too_close
from dukou.projects.models import Project
from dukou.projects.queries.families import families_seen
from dukou.projects.queries.promises import promises_of, visible_promises
from dukou.projects.queries.teams import notes_of, visible_notes, visible_week_items, visits_around, week_of
from dukou.projects.queries.visibility import NoSuchProject, visible_projects
from dukou.projects.tests.told import NOW, OF_FIRM, OFFICE, TODAY, force, project, promise, viewer

pytestmark = pytest.mark.django_db
MONDAY, LATER = date(2024, 7, 8), datetime(2024, 7, 20, 2, tzinfo=UTC)


def firm() -> Enterprise:
    """A made-up firm of the register that somebody acts for."""
    (row,) = register("示例市虚构盐锅厂")
    cast.agent("agent", "salt-works")
    row.organisation = cast.organisation("salt-works")
    row.save()
    return row


def everything() -> Project:
    """A project with promises on both sides, a line on the week list and a note: all that could leak."""
    row = project(enterprise=firm().key, task_force=force().key)
    promise(), promise(promised=OF_FIRM)
    week_items.add(by=OFFICE, project=row.key, text="催办用电", owner="power-bureau", due_on=date(2024, 7, 12), now=NOW)
    visit_notes.note(by=OFFICE, project=row.key, office="invest-office", on=TODAY, text="暗礁：老板想迁走", people_met="王某", now=NOW)
    return row


def agent_of() -> Viewer:
    return viewer_of(Person.objects.get(username="agent"), TODAY)


def test_what_is_not_done_is_carried_over_until_it_is() -> None:
    project()
    item = week_items.add(by=OFFICE, project="salt-pans", text="催办用电", owner="power-bureau", due_on=date(2024, 7, 12), now=NOW)
    two_later = MONDAY + timedelta(weeks=2)
    (told,) = week_of(OFFICE, two_later, two_later, project="salt-pans")
    assert (told.carried, told.is_late, told.done_on) == (2, True, None)
    for on, result, code in [
        (date(2024, 7, 7), "x", "projects.week_item_done_before"),
        (date(2024, 7, 21), "x", "projects.day_ahead"),
        (date(2024, 7, 19), " ", "projects.words_missing"),
    ]:
        with pytest.raises(Refusal) as refused:
            week_items.finish(by=OFFICE, number=item.pk, on=on, result=result, now=LATER)
        assert refused.value.code == code
    week_items.finish(by=OFFICE, number=item.pk, on=date(2024, 7, 19), result="已报装", now=LATER)
    with pytest.raises(Refusal) as refused:
        week_items.finish(by=OFFICE, number=item.pk, on=date(2024, 7, 19), result="再办", now=LATER)
    assert refused.value.code == "projects.week_item_done"
    assert week_of(OFFICE, two_later, two_later, project="salt-pans") == []
    (done,) = week_of(OFFICE, MONDAY + timedelta(weeks=1), two_later, project="salt-pans")
    assert (done.result, done.carried) == ("已报装", 1)


def test_one_calendar_tells_of_every_office_and_warns() -> None:
    row = everything()
    for office, day in [("water-bureau", 17), ("invest-office", 30)]:
        host = viewer(f"of-{office}", Role.DEPARTMENT_OFFICER, at=office)
        meetings.call(
            by=host,
            host=office,
            kind=MeetingKind.VISIT,
            title="暗礁走访",
            begins_at=datetime(2024, 7, day, 2, tzinfo=UTC),
            place="厂区",
            invited=["salt-works"],
            now=NOW,
        )
    found = visits_around(row, TODAY)
    assert [(each.on.day, each.office) for each in found] == [(8, "invest-office"), (17, "water-bureau"), (30, "invest-office")]
    assert [(one.on.day, two.on.day) for one, two in too_close(found)] == [(8, 17), (17, 30)]


def test_a_note_belongs_to_a_visit_to_the_firm_and_promises_to_the_note() -> None:
    row = everything()
    with pytest.raises(Refusal) as refused:
        visit_notes.note(by=OFFICE, project=row.key, office="invest-office", on=TODAY, text="x", meeting=77, now=NOW)
    assert refused.value.code == "projects.note_of_another_visit"
    (note,) = notes_of(OFFICE, row)
    made = promise(origin=f"visit/{note.number}")
    assert [each.origin for each in promises_of(OFFICE, row, TODAY) if each.number == made.pk] == [f"visit/{note.number}"]


def test_the_firm_sees_both_sides_promises_and_nothing_of_the_task_force() -> None:
    row, agent = everything(), agent_of()
    assert [each.side for each in promises_of(agent, row, TODAY)] == ["district", "firm"]
    assert (week_of(OFFICE, MONDAY, TODAY), notes_of(OFFICE, row)) != ([], [])  # there is something that could leak
    assert week_of(agent, MONDAY, TODAY) == []
    assert notes_of(agent, row) == []
    with pytest.raises(Refusal):
        promises.keep(by=agent, number=promises_of(agent, row, TODAY)[1].number, on=TODAY, evidence="x", now=NOW)


def test_a_unit_sees_the_projects_in_which_it_owns_a_promise() -> None:
    row = everything()
    project("other-pans")
    unit = viewer("power", Role.DEPARTMENT_OFFICER, at="power-bureau")
    water = viewer("water", Role.DEPARTMENT_OFFICER, at="water-bureau")
    assert [list(visible_projects.filter(each)) for each in (unit, water)] == [[row], []]
    assert (notes_of(unit, row), week_of(unit, MONDAY, TODAY)) == ([], [])
    hand_over(by=OFFICE, owner="power-bureau", post="分管副局长", to="water-bureau", to_post="局长", reason="分工调整", now=NOW)
    assert [list(visible_projects.filter(each)) for each in (unit, water)] == [[], [row]]


def test_a_task_force_sees_its_own_projects_alone() -> None:
    row, other = everything(), project("other-pans")
    promise("other-pans"), week_items.add(by=OFFICE, project=other.key, text="x", owner="invest-office", due_on=TODAY, now=NOW)
    member = cast.person("member")
    task_forces.seat(by=cast.CLI, task_force=force(), holder=member, from_on=cast.LONG_AGO, now=NOW)
    seated, stranger = viewer_of(member, TODAY), viewer("stranger", Role.BANK_OFFICER, at="bank")
    for predicate in (visible_promises, visible_week_items, visible_notes):
        rows = list(predicate.filter(seated).values_list("project__key", flat=True))
        assert set(rows) == {row.key}
        assert not predicate.filter(stranger).exists()
    with pytest.raises(NoSuchProject):
        week_items.add(by=seated, project=other.key, text="x", owner="invest-office", due_on=TODAY, now=NOW)


def test_a_leader_and_its_twelve_suppliers_are_a_family_for_who_works_on_them() -> None:
    (leader,) = register("示例市虚构龙头厂")
    for number in range(12):
        (supplier,) = register(f"示例市虚构配套{number:02d}厂")
        project(f"supplier-{number:02d}", firm=supplier.name, enterprise=supplier.key, brought_by=leader.key)
    (family,) = families_seen(OFFICE, {"supplier-00": 300, "supplier-01": 500})
    assert (family.head_name, len(family.members), family.total, family.unknown) == ("示例市虚构龙头厂", 12, 800, 10)
    assert families_seen(viewer("stranger", Role.BANK_OFFICER, at="bank")) == []

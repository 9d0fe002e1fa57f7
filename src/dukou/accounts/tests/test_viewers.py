"""Who someone is on a day, and that check and filter never differ."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from dukou.accounts.actions import memberships, people, stand_ins, task_forces
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import PERMISSIONS_OF, Role
from dukou.accounts.core.viewers import ANONYMOUS_VIEWER, Post, Viewer, command_line_viewer, viewer_from
from dukou.accounts.models import Approval, Membership, Organisation, Person, StandIn
from dukou.accounts.models.tenures import in_force
from dukou.accounts.queries import (
    actor_of,
    may_decide_approval,
    may_end_stand_in,
    may_invite_for,
    may_revoke_enrolment,
    may_see_approval,
    may_see_enrolment,
    may_see_event,
    may_see_stand_in,
    viewer_of,
)
from dukou.accounts.tests.cast import CLI, LONG_AGO, NOW, TODAY, agent, invitation, organisation, person
from dukou.kit.core.actors import Actor
from dukou.kit.predicates import Predicate

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PREDICATES: list[Predicate[Viewer, Any]] = [
    may_see_approval,
    may_decide_approval,
    may_invite_for,
    may_see_enrolment,
    may_revoke_enrolment,
    may_see_stand_in,
    may_end_stand_in,
    may_see_event,
]


def lend(absent: str, substitute: str, start: date, until: date) -> StandIn:
    """A stand-in between two people by username."""
    two = {each.username: each for each in Person.objects.filter(username__in=[absent, substitute])}
    return stand_ins.appoint(by=CLI, absent=two[absent], substitute=two[substitute], from_on=start, until_on=until, reason="leave", now=NOW)


def test_a_person_without_posts_may_nothing() -> None:
    assert viewer_of(person("nobody"), TODAY) == Viewer("person:nobody", Person.objects.get().pk)


def test_posts_of_all_kinds_add_up() -> None:
    clerk = person("clerk", Role.WINDOW_CLERK)
    force = task_forces.set_up(by=CLI, key="noodles", name="小面专班", purpose="招商", from_on=LONG_AGO, now=NOW)
    task_forces.seat(by=CLI, task_force=force, holder=clerk, from_on=LONG_AGO, now=NOW)
    viewer = viewer_of(clerk, TODAY)
    assert viewer.permissions == PERMISSIONS_OF[Role.WINDOW_CLERK] | PERMISSIONS_OF[Role.TASK_FORCE_MEMBER]
    assert viewer.organisations == {"office"}
    task_forces.dissolve(by=CLI, task_force=force, on=TODAY, reason="done", now=NOW)
    assert viewer_of(clerk, TODAY).permissions == PERMISSIONS_OF[Role.WINDOW_CLERK]


def test_an_agent_acts_for_his_firm_only() -> None:
    one, _ = agent("agent", "firm-a")
    organisation("firm-b")
    viewer = viewer_of(one, TODAY)
    assert viewer.permissions == PERMISSIONS_OF[Role.ENTERPRISE_AGENT]
    assert viewer.organisations == {"firm-a"}
    assert viewer_of(one, TODAY - DAY).permissions == frozenset()


def test_a_closed_organisation_gives_nothing() -> None:
    clerk = person("clerk", Role.WINDOW_CLERK)
    Organisation.objects.update(closed_on=TODAY)
    assert viewer_of(clerk, TODAY).permissions == frozenset()
    assert viewer_of(clerk, TODAY - DAY).permissions == PERMISSIONS_OF[Role.WINDOW_CLERK]


def test_whoever_is_deactivated_may_nothing_and_lends_nothing() -> None:
    chief, clerk = person("chief", Role.LEADER), person("clerk", Role.WINDOW_CLERK)
    lend("chief", "clerk", TODAY, TODAY)
    people.deactivate(by=CLI, person=chief, reason="left", now=NOW)
    assert viewer_of(chief, TODAY).permissions == frozenset()
    assert viewer_of(clerk, TODAY).permissions == PERMISSIONS_OF[Role.WINDOW_CLERK]


@pytest.mark.parametrize(("offset", "lent"), [(-1, False), (0, True), (3, True), (6, True), (7, False)])
def test_a_stand_in_gives_its_permissions_within_its_days_only(offset: int, lent: bool) -> None:
    person("chief", Role.LEADER, at="leaders")
    clerk = person("clerk", Role.WINDOW_CLERK)
    lend("chief", "clerk", TODAY, TODAY + 6 * DAY)
    viewer = viewer_of(clerk, TODAY + offset * DAY)
    own = PERMISSIONS_OF[Role.WINDOW_CLERK]
    assert viewer.permissions == (own | PERMISSIONS_OF[Role.LEADER] if lent else own)
    assert viewer.acting_for == (("person:chief",) if lent else ())
    assert actor_of(viewer, Permission.INVITE_AGENTS) == Actor("person", "clerk")
    assert actor_of(viewer, Permission.APPROVE).on_behalf_of == ("person:chief" if lent else "")


def test_an_ended_stand_in_gives_nothing_from_that_day_on() -> None:
    person("chief", Role.LEADER)
    clerk = person("clerk", Role.WINDOW_CLERK)
    stand_in = lend("chief", "clerk", TODAY, TODAY + 6 * DAY)
    stand_ins.end(by=CLI, stand_in=stand_in, on=TODAY + 2 * DAY, reason="back", now=NOW)
    assert [bool(viewer_of(clerk, TODAY + offset * DAY).acting_for) for offset in range(4)] == [True, True, False, False]


def test_what_is_lent_is_not_lent_on() -> None:
    for name, role in (("chief", Role.LEADER), ("clerk", Role.WINDOW_CLERK), ("banker", Role.BANK_OFFICER)):
        person(name, role)
    lend("chief", "clerk", TODAY, TODAY)
    lend("clerk", "banker", TODAY, TODAY)
    banker = viewer_of(Person.objects.get(username="banker"), TODAY)
    assert banker.permissions == PERMISSIONS_OF[Role.BANK_OFFICER] | PERMISSIONS_OF[Role.WINDOW_CLERK]


def test_the_number_of_queries_does_not_grow_with_posts(django_assert_num_queries: Any) -> None:
    clerk = person("clerk", Role.WINDOW_CLERK)
    with django_assert_num_queries(4):
        viewer_of(clerk, TODAY)
    for name in ("chief", "banker"):
        person(name, Role.LEADER, Role.BANK_OFFICER)
        lend(name, "clerk", TODAY, TODAY)
    with django_assert_num_queries(4):
        assert len(viewer_of(clerk, TODAY).acting_for) == 2


@tried(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(on=st.dates(date(2024, 1, 1), date(2024, 2, 1)), spans=st.lists(st.tuples(*[st.integers(0, 31)] * 3), max_size=4))
def test_the_database_and_the_core_agree_on_what_is_in_force(on: date, spans: list[tuple[int, int, int]]) -> None:
    Membership.objects.all().delete()
    base, someone = date(2024, 1, 1), Person.objects.first() or person("clerk")
    where = organisation("office")
    for start, length, ended in spans:
        days = {"from_on": base + start * DAY, "until_on": base + (start + length) * DAY, "ended_on": base + ended * DAY if ended else None}
        Membership.objects.create(person=someone, organisation=where, role="leader", **days)
    assert set(Membership.objects.filter(in_force(on))) == {each for each in Membership.objects.all() if each.is_in_force(on)}


def populate() -> list[int]:
    """Requests, enrolments and stand-ins of several people; gives the people's ids."""
    made = [person("leader", Role.LEADER), person("steward", Role.STEWARD), person("clerk", Role.WINDOW_CLERK)]
    boss, enrolment = agent("boss", "firm-a", is_legal_representative=True)
    worker, _ = agent("worker", "firm-a")
    agent("other", "firm-b")
    invitation("firm-b")
    for asker, about in (("steward", made[2]), ("leader", made[1]), ("clerk", worker)):
        by = Actor("person", asker)
        memberships.ask(by=by, person=about, organisation=organisation("office"), role=Role.STEWARD, from_on=TODAY, reason="need", now=NOW)
    lend("leader", "clerk", TODAY, TODAY)
    lend("boss", "worker", TODAY, TODAY)
    assert enrolment.person_id == boss.pk
    return [*(each.pk for each in made), boss.pk, worker.pk]


@tried(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(roles=st.lists(st.sampled_from(Role), max_size=4), lent=st.lists(st.sampled_from(Role), max_size=2), which=st.integers(0, 6))
def test_check_and_filter_agree_for_every_mix_of_roles(roles: list[Role], lent: list[Role], which: int) -> None:
    ids = list(Person.objects.order_by("pk").values_list("pk", flat=True)) if Approval.objects.exists() else populate()
    someone = Person.objects.get(pk=ids[which % len(ids)])
    made = viewer_from(someone.key, someone.pk, [Post(role, "office") for role in roles], [("person:a", [Post(role) for role in lent])])
    for viewer in (made, ANONYMOUS_VIEWER, command_line_viewer("root")):
        for predicate in PREDICATES:
            rows = list(predicate.model._default_manager.all())
            assert rows
            allowed = set(predicate.filter(viewer).values_list("pk", flat=True))
            assert allowed == {row.pk for row in rows if predicate.check(viewer, row)}
            assert isinstance(predicate.rule(viewer), Q)


def test_who_sees_what_in_words() -> None:
    ids = populate()
    seen = {
        someone.username: tuple(predicate.filter(viewer_of(someone, TODAY)).count() for predicate in PREDICATES[:7])
        for someone in Person.objects.filter(pk__in=ids)
    }
    # sees approvals, decides, invites for, sees enrolments, revokes, sees stand-ins, ends stand-ins
    assert seen == {
        "leader": (3, 2, 0, 0, 0, 1, 1),
        "steward": (3, 1, 0, 4, 0, 2, 2),
        "clerk": (3, 1, 2, 4, 4, 1, 0),  # on this day also the leader's approvals
        "boss": (0, 0, 1, 2, 2, 1, 1),
        "worker": (0, 0, 0, 1, 1, 1, 0),
    }

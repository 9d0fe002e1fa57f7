"""Stand-ins, hand-overs, task forces, outside identities: what is refused and what is written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dukou.accounts.actions import identities, inboxes, organisations, people, stand_ins, task_forces
from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.models import InboxHandOver, Person, StandIn, TaskForceSeat
from dukou.accounts.queries import inbox_holder, person_known_as
from dukou.accounts.tests.cast import CLI, NOW, PASSWORD, TODAY, organisation, person
from dukou.audit.models import AuditEvent
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def appoint(absent: Person, substitute: Person, days: int = 1, reason: str = "leave") -> StandIn:
    return stand_ins.appoint(
        by=Actor("person", absent.username),
        absent=absent,
        substitute=substitute,
        from_on=TODAY,
        until_on=TODAY + days * DAY,
        reason=reason,
        now=NOW,
    )


def test_nobody_stands_in_for_himself_nor_auditors_for_others() -> None:
    clerk, auditor, gone = person("clerk", Role.WINDOW_CLERK), person("auditor", Role.AUDITOR), person("gone", Role.WINDOW_CLERK)
    people.deactivate(by=CLI, person=gone, reason="left", now=NOW)
    for absent, substitute in ((clerk, clerk), (clerk, auditor), (auditor, clerk), (clerk, gone), (gone, clerk)):
        with pytest.raises(stand_ins.StandInUnsuited):
            appoint(absent, substitute)
    with pytest.raises(stand_ins.DatesReversed):
        appoint(clerk, person("second"), days=-1)
    assert not StandIn.objects.exists()


def test_a_stand_in_is_written_with_its_reason() -> None:
    made = appoint(person("chief", Role.LEADER), person("clerk", Role.WINDOW_CLERK))
    event = AuditEvent.objects.latest("pk")
    assert (event.act, event.subject_key, event.reason) == ("stand_ins.appoint", "chief", "leave")
    assert event.after == {"substitute": "clerk", "from_on": "2024-07-08", "until_on": "2024-07-09"}
    stand_ins.end(by=CLI, stand_in=made, on=TODAY, reason="back", now=NOW)
    with pytest.raises(stand_ins.StandInEnded):
        stand_ins.end(by=CLI, stand_in=made, on=TODAY, reason="back", now=NOW)


def test_the_database_refuses_a_stand_in_for_oneself_or_without_end() -> None:
    made = appoint(person("chief", Role.LEADER), person("clerk", Role.WINDOW_CLERK))
    for change in ({"substitute": made.absent}, {"until_on": None}, {"until_on": TODAY - DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StandIn.objects.update(**change)


def test_an_inbox_goes_from_hand_to_hand() -> None:
    first, second, third = person("aaa"), person("bbb"), person("ccc")
    inboxes.hand_over(by=CLI, giver=first, taker=second, from_on=TODAY, reason="moved", now=NOW)
    inboxes.hand_over(by=CLI, giver=second, taker=third, from_on=TODAY + 5 * DAY, reason="moved", now=NOW)
    held = [inbox_holder(first, TODAY + days * DAY).username for days in (-1, 0, 4, 5)]
    assert held == ["aaa", "bbb", "bbb", "ccc"]
    assert inbox_holder(third, TODAY + 9 * DAY) == third


def test_an_inbox_that_comes_back_stays() -> None:
    first, second = person("aaa"), person("bbb")
    inboxes.hand_over(by=CLI, giver=first, taker=second, from_on=TODAY, reason="moved", now=NOW)
    inboxes.hand_over(by=CLI, giver=second, taker=first, from_on=TODAY + DAY, reason="back", now=NOW)
    assert [inbox_holder(each, TODAY + 2 * DAY).username for each in (first, second)] == ["aaa", "aaa"]


def test_a_taker_is_another_active_person_once_a_day() -> None:
    first, second, gone = person("aaa"), person("bbb"), person("ccc")
    people.deactivate(by=CLI, person=gone, reason="left", now=NOW)
    inboxes.hand_over(by=CLI, giver=first, taker=second, from_on=TODAY, reason="moved", now=NOW)
    for giver, taker in ((first, first), (second, gone), (first, second)):
        with pytest.raises(inboxes.TakerUnsuited):
            inboxes.hand_over(by=CLI, giver=giver, taker=taker, from_on=TODAY, reason="moved", now=NOW)
    assert InboxHandOver.objects.count() == 1


def test_seats_belong_to_one_person_or_one_organisation_and_not_to_auditors() -> None:
    force = task_forces.set_up(by=CLI, key="noodles", name="小面专班", purpose="招商", from_on=TODAY, now=NOW)
    with pytest.raises(task_forces.TaskForceExists):
        task_forces.set_up(by=CLI, key="noodles", name="专班", purpose="招商", from_on=TODAY, now=NOW)
    with pytest.raises(task_forces.SeatUnsuited):
        task_forces.seat(by=CLI, task_force=force, holder=person("auditor", Role.AUDITOR), from_on=TODAY, now=NOW)
    task_forces.seat(by=CLI, task_force=force, holder=organisation("office"), from_on=TODAY, now=NOW)
    task_forces.seat(by=CLI, task_force=force, holder=person("clerk"), from_on=TODAY, now=NOW)
    for change in (
        {"person": None, "organisation": None},
        {"person": Person.objects.get(username="clerk"), "organisation": organisation("office")},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            TaskForceSeat.objects.update(**change)


def test_an_outside_identity_belongs_to_one_active_person() -> None:
    first, second = person("aaa"), person("bbb")
    linked = identities.link(by=CLI, person=first, provider="oidc", subject="u-1", now=NOW)
    with pytest.raises(identities.IdentityTaken):
        identities.link(by=CLI, person=second, provider="oidc", subject="u-1", now=NOW)
    assert (person_known_as("oidc", "u-1"), person_known_as("cas", "u-1")) == (first, None)
    assert "u-1" not in str(AuditEvent.objects.values())
    identities.unlink(by=CLI, identity=linked, now=NOW)
    assert person_known_as("oidc", "u-1") is None


@pytest.mark.parametrize("username", ["", "ab", "Li", "li xiao", "李雷", ".li", "li-", "a" * 61, "li\n"])
def test_usernames_are_keys(username: str) -> None:
    with pytest.raises(people.UsernameMalformed):
        people.add(by=CLI, username=username, display_name="演员", now=NOW)
    assert not AuditEvent.objects.exists()


def test_people_are_added_once_with_a_password_that_holds() -> None:
    with pytest.raises(people.PasswordWeak) as caught:
        people.add(by=CLI, username="li-leaf", display_name="演员", password="12345", now=NOW)
    assert caught.value.said_why == Label(
        "密码不足 10 位，密码太常见，密码全是数字",
        "the password has fewer than 10 characters; the password is too common; the password is nothing but digits",
    )
    with pytest.raises(people.PasswordWeak) as caught:
        people.add(by=CLI, username="li-leaf", display_name="演员", password="li-leaf-01x", now=NOW)
    assert caught.value.said_why == Label("密码与用户名太像", "the password is too much like the username")
    made = people.add(by=CLI, username="li-leaf", display_name="演员", password=PASSWORD, now=NOW)
    assert (made.check_password(PASSWORD), made.is_active, made.is_demo) == (True, True, False)
    with pytest.raises(people.UsernameTaken):
        people.add(by=CLI, username="li-leaf", display_name="演员", now=NOW)
    assert [event.act for event in AuditEvent.objects.all()] == ["people.add"]
    assert not {PASSWORD, made.password} & {str(value) for row in AuditEvent.objects.values() for value in row.values()}


def test_an_organisations_key_is_its_own() -> None:
    organisation("office")
    with pytest.raises(organisations.OrganisationKeyTaken):
        organisations.add(by=CLI, key="office", kind=OrganisationKind.PARK, label=Label("园区", "park"), now=NOW)

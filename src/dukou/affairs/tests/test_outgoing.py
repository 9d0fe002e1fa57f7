"""Messages leave by a table: in order, at least once with one effect, again after growing pauses, and nobody waits for who is down."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from dukou.accounts.core.viewers import NotPermitted, machine_viewer
from dukou.affairs.actions import _dispatch, applications, messages
from dukou.affairs.actions._dispatch import Dispatcher
from dukou.affairs.actions._outgoing import ATTEMPTS, LEASE, REST, Outcome, held_now, pause, queue, settle
from dukou.affairs.core.kinds import OutgoingKind, OutgoingState, ReceiverKind
from dukou.affairs.core.messages import key_of
from dukou.affairs.models import Outgoing
from dukou.affairs.queries.messages import NoSuchMessage, visible_messages
from dukou.affairs.tests.receiving import System, system
from dukou.affairs.tests.units_made import NOW, SECRET, SECRET_NAME, World, part, taking, world
from dukou.audit.models import AuditEvent
from dukou.audit.queries import verify
from dukou.casework.actions.refusals import ReasonWanting
from dukou.casework.models import CaseEvent, Message
from dukou.kit.core.labels import Label

pytestmark = pytest.mark.django_db
S = OutgoingState
WHY = Label("虚构的原因", "a made-up reason")


@dataclass
class Clock:
    """A clock that stands until it is set on."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def played() -> World:
    return world()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[System]:
    monkeypatch.setenv(SECRET_NAME, SECRET)
    with system(SECRET, clock) as found:
        yield found


def states(*units: str) -> list[tuple[str, str, int]]:
    rows = Outgoing.objects.order_by("part", "number").values_list("part__unit__key", "state", "attempts")
    return [row for row in rows if not units or row[0] in units]


def events(act: str) -> list[str]:
    return list(CaseEvent.objects.filter(act=act).order_by("pk").values_list("actor", flat=True))


def test_who_works_at_our_desk_has_it_at_once_and_the_others_wait(played: World) -> None:
    taking("grid", ReceiverKind.DEMO)
    made = played.accepted()
    assert states() == [("grid", "waiting", 0), ("works", "taken", 1), ("red", "taken", 1), ("blue", "taken", 1)]
    row = Outgoing.objects.get(part=part(made, "grid"))
    assert (row.key, row.payload["key"], key_of(row.payload)) == (row.key, row.key, row.key)
    assert [field["key"] for field in row.payload["fields"]] == ["site", "load", "use"]


def test_what_is_rolled_back_never_was(played: World) -> None:
    made = played.accepted()
    before = Outgoing.objects.count()
    with transaction.atomic():
        queue(part(made, "grid"), OutgoingKind.AGREED, NOW)
        transaction.set_rollback(True)
    assert Outgoing.objects.count() == before


def test_a_batch_is_handed_over_signed_and_noted_with_one_event(played: World, server: System, clock: Clock) -> None:
    for key in ("grid", "works"):
        taking(key, ReceiverKind.HTTP, server.address, SECRET_NAME)
    made = played.accepted()
    assert Dispatcher(clock).go() == 2
    assert states("grid", "works") == [("grid", "taken", 1), ("works", "taken", 1)]
    assert sorted(each["unit"] for each in server.order) == ["grid", "works"]
    row = Outgoing.objects.get(part=part(made, "grid"))
    assert (row.reference, row.next_at, row.held_until, row.taken_at) == (f"system-{row.key[:12]}", None, None, NOW)
    told = AuditEvent.objects.filter(act="messages.hand_over").order_by("pk").values_list("actor", "subject_key", "after__messages")
    assert sorted(told) == [("system:dukou", "grid", 1), ("system:dukou", "works", 1)]
    assert verify().is_whole
    assert Dispatcher(clock).go() == 0


def test_the_secret_stands_nowhere(played: World, server: System, clock: Clock) -> None:
    taking("grid", ReceiverKind.HTTP, server.address, SECRET_NAME)
    played.accepted()
    Dispatcher(clock).go()
    kept = [str(each) for model in (Outgoing, AuditEvent, CaseEvent, Message) for each in model._default_manager.values_list()]
    assert len(kept) > 10
    assert [each for each in kept if SECRET in each] == []


def test_failed_ones_wait_longer_each_time_and_in_the_end_lie_dead(played: World, clock: Clock) -> None:
    taking("grid", ReceiverKind.FAILING, "99")
    made = played.accepted()
    dispatcher, waited = Dispatcher(clock), []
    for attempt in range(1, ATTEMPTS):
        dispatcher.go()
        row = Outgoing.objects.get(part=part(made, "grid"))
        assert (row.state, row.attempts, row.held_until, row.next_at) == ("waiting", attempt, None, clock.now + pause(attempt))
        dispatcher.go()
        assert Outgoing.objects.get(pk=row.pk).attempts == attempt  # its moment has not come
        waited.append(int(pause(attempt).total_seconds()))
        clock.on(pause(attempt))
    assert waited == [10, 40, 160, 640, 2560, 3600, 3600, 3600, 3600, 3600, 3600]
    assert events("messages.die") == []
    dispatcher.go()
    assert states("grid") == [("grid", "dead", ATTEMPTS)]
    assert events("messages.die") == ["system:dukou"]
    told = Message.objects.filter(address="/affairs/messages/").values_list("person__username", "en")
    assert list(told) == [("window", f"not taken after many attempts: application {made.pk}, made-up grid, application")]


def test_what_is_refused_for_good_lies_dead_at_once(played: World, server: System, clock: Clock) -> None:
    taking("grid", ReceiverKind.HTTP, server.address, SECRET_NAME)
    played.accepted()
    server.statuses = [422]
    Dispatcher(clock).go()
    assert states("grid") == [("grid", "dead", 1)]
    assert Outgoing.objects.get(state="dead").last_error == {"zh": "对方拒收（422）", "en": "it was refused (422)"}


def test_a_later_message_never_overtakes_an_earlier_one(played: World, clock: Clock) -> None:
    taking("grid", ReceiverKind.FAILING, "1")
    made = played.accepted()
    taking("grid", ReceiverKind.DEMO)
    Outgoing.objects.filter(part=part(made, "grid")).update(next_at=NOW + timedelta(hours=1))
    queue(part(made, "grid"), OutgoingKind.AGREED, NOW)
    assert Dispatcher(clock).go() == 0
    taking("grid", ReceiverKind.DESK)
    queue(part(made, "grid"), OutgoingKind.SURVEY, NOW)  # at the desk too what came earlier is taken first
    assert states("grid") == [("grid", "waiting", 0)] * 3
    clock.on(timedelta(hours=1))
    dispatcher = Dispatcher(clock)
    taken = []
    while dispatcher.go():
        taken.append([number for number, state in Outgoing.objects.order_by("number").values_list("number", "state") if state == "taken"])
    assert [sorted(set(each)) for each in taken] == [[1], [1, 2], [1, 2, 3]]


def test_a_dead_message_holds_back_those_behind_it_until_it_is_given_up(played: World, clock: Clock) -> None:
    taking("grid", ReceiverKind.DEMO)
    made = played.accepted()
    queue(part(made, "grid"), OutgoingKind.AGREED, NOW)
    first = Outgoing.objects.get(part=part(made, "grid"), number=1)
    Outgoing.objects.filter(pk=first.pk).update(state=S.DEAD.value, next_at=None)
    assert Dispatcher(clock).go() == 0
    messages.give_up(by=played.window, message=first.pk, reason="人工办理", now=NOW)
    assert Dispatcher(clock).go() == 1
    assert [state for _, state, _ in states("grid")] == ["void", "taken"]
    assert events("messages.give_up") == ["person:window"]


def test_one_that_hangs_keeps_nobody_waiting_and_its_messages_come_later(
    played: World, server: System, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking("grid", ReceiverKind.HTTP, server.address, SECRET_NAME)
    taking("works", ReceiverKind.DEMO)
    played.accepted()
    server.hold.clear()
    monkeypatch.setattr(_dispatch, "ROUND", 0.3)
    dispatcher = Dispatcher(clock)
    assert dispatcher.go() == 1
    assert states("grid", "works") == [("grid", "waiting", 0), ("works", "taken", 1)]
    assert len(dispatcher.away) == 1
    played.accepted()
    assert dispatcher.go() == 1  # the unit that is away is left out, the other goes on
    server.hold.set()
    for thread in [each for each in threading.enumerate() if each.name.startswith("hand-over-")]:
        thread.join()
    assert dispatcher.go() == 2  # what came back, and what waited
    assert {state for _, state, _ in states("grid")} == {"taken"}


def test_who_is_down_is_left_in_peace_for_a_moment_and_only_what_was_tried_counts(played: World, clock: Clock) -> None:
    taking("grid", ReceiverKind.HTTP, "http://127.0.0.1:9/", SECRET_NAME)
    for _ in range(3):
        played.accepted()
    rows = held_now(clock())
    assert len(rows) == 3
    settle([Outcome(rows[0], why=WHY), Outcome(rows[1]), Outcome(rows[2])], clock(), is_gone=True)
    found = list(Outgoing.objects.filter(part__unit__key="grid").order_by("pk").values_list("attempts", "next_at", "held_until"))
    assert found == [(1, NOW + pause(1), None), (0, NOW + REST, None), (0, NOW + REST, None)]


def test_two_workers_never_hold_one_message_and_a_dead_worker_loses_it(played: World, clock: Clock) -> None:
    taking("grid", ReceiverKind.DEMO)
    played.accepted()
    [held] = held_now(NOW)
    assert held_now(NOW) == []
    [again] = held_now(NOW + LEASE)
    assert (again.number, again.key) == (held.number, held.key)
    settle([Outcome(held, why=WHY)], NOW + LEASE)  # the first worker was only slow; its lease is lost, so it says nothing
    assert states("grid") == [("grid", "waiting", 0)]
    settle([Outcome(held, why=WHY, retry=False)], NOW + LEASE)
    assert (states("grid"), events("messages.die")) == ([("grid", "waiting", 0)], [])
    settle([Outcome(held, reference="first")], NOW + LEASE)  # but that it was taken is true whoever says so
    settle([Outcome(again, reference="second")], NOW + LEASE)
    assert Outgoing.objects.get(pk=held.number).reference == "first"
    assert states("grid") == [("grid", "taken", 1)]


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_hand_over_each_message_once(played: World, server: System) -> None:
    server.clock = timezone.now
    for key in ("grid", "works", "red", "blue"):
        taking(key, ReceiverKind.HTTP, server.address, SECRET_NAME)
    for _ in range(6):
        played.accepted(now=timezone.now())
    faults: list[BaseException] = []

    def work() -> None:
        try:
            Dispatcher().go()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []
    assert (len(server.came), set(server.came.values())) == (24, {1})
    assert {state for _, state, _ in states()} == {"taken"}
    assert verify().is_whole


def test_the_window_tries_again_or_gives_up_with_a_reason(played: World, clock: Clock) -> None:
    taking("grid", ReceiverKind.FAILING, "99")
    made = played.accepted()
    row = Outgoing.objects.get(part=part(made, "grid"))
    with pytest.raises(messages.NotDead):
        messages.retry(by=played.window, message=row.pk, reason="再试", now=NOW)
    Outgoing.objects.filter(pk=row.pk).update(state=S.DEAD.value, next_at=None, attempts=ATTEMPTS)
    with pytest.raises(ReasonWanting):
        messages.retry(by=played.window, message=row.pk, reason=" ", now=NOW)
    messages.retry(by=played.window, message=row.pk, reason="对方已恢复", now=NOW)
    assert states("grid") == [("grid", "waiting", 0)]
    [held] = held_now(NOW)
    with pytest.raises(messages.BeingHandedOver):
        messages.give_up(by=played.window, message=row.pk, reason="人工", now=NOW)
    messages.give_up(by=played.window, message=row.pk, reason="人工", now=NOW + LEASE)
    with pytest.raises(messages.NotToBeGivenUp):
        messages.give_up(by=played.window, message=row.pk, reason="人工", now=NOW + LEASE)
    settle([Outcome(held, why=WHY)], NOW + LEASE)
    assert states("grid") == [("grid", "void", 0)]
    assert (events("messages.retry"), events("messages.give_up")) == (["person:window"], ["person:window"])
    told = AuditEvent.objects.filter(act__startswith="messages.").order_by("pk").values_list("act", "reason")
    assert list(told) == [("messages.retry", "对方已恢复"), ("messages.give_up", "人工")]


def test_nobody_but_the_window_sees_or_handles_messages(played: World) -> None:
    made = played.accepted()
    row = Outgoing.objects.filter(part__application=made)[0]
    assert (visible_messages.check(played.window, row), visible_messages.check(played.agent, row)) == (True, False)
    for stranger in (played.agent, machine_viewer("grid")):
        with pytest.raises(NotPermitted):
            messages.retry(by=stranger, message=row.pk, reason="x")
    with pytest.raises(NoSuchMessage):
        messages.retry(by=played.window, message=row.pk + 10_000, reason="x")


def test_a_withdrawal_follows_the_application_even_when_the_case_is_closed(played: World, clock: Clock) -> None:
    taking("grid", ReceiverKind.FAILING, "99")
    made = played.accepted()
    applications.withdraw(by=played.agent, number=made.pk, reason="不办了", now=NOW)
    rows: list[Any] = list(Outgoing.objects.filter(part=part(made, "grid")).order_by("number").values_list("kind", "state"))
    assert rows == [("submission", "waiting"), ("withdrawal", "waiting")]
    [held] = held_now(NOW)
    settle([Outcome(held, why=WHY, retry=False)], NOW)
    assert events("messages.die") == ["system:dukou"]

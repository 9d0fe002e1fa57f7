"""Two at the same moment, each on a connection of its own; and how many queries an act takes, so that it stays so."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dukou.accounts.core.roles import Role
from dukou.appeals.actions import dispatch, triage
from dukou.appeals.models import Appeal
from dukou.appeals.tests.made_up import agent, at, district, filed, firm, in_hand, officer
from dukou.audit.models import AuditEvent
from dukou.casework.actions import ladder
from dukou.casework.models import CaseEvent, Message, RungTaken
from dukou.kit.core.actors import SYSTEM

LATE = at("2026-10-20 10:00")


def at_once(act: Callable[[], object]) -> list[object]:
    """What two threads get that begin together; a failure of one of them is raised."""
    together, found, failures = threading.Barrier(2), list[object](), list[BaseException]()

    def run() -> None:
        together.wait(timeout=10)
        try:
            found.append(act())
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    return found


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_files_once() -> None:
    district()
    made = firm()
    who = agent(made)
    found = at_once(lambda: filed(who, made, form_key="k1").pk)
    assert found == [Appeal.objects.get().pk] * 2
    assert (CaseEvent.objects.count(), AuditEvent.objects.filter(act="appeals.whistle").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_the_same_moment_take_each_rung_once() -> None:
    district()
    made = firm()
    window = officer("window", Role.WINDOW_CLERK, "window")
    officer("power-1", Role.DEPARTMENT_OFFICER, "power")
    who = agent(made)
    for _ in range(3):
        in_hand(window, filed(who, made))
    taken = at_once(lambda: ladder.sweep(by=SYSTEM, now=LATE))
    rungs, told = RungTaken.objects.count(), Message.objects.count()
    assert sum(number for number in taken if isinstance(number, int)) == rungs
    sweeps = CaseEvent.objects.filter(act="ladder.sweep").count()
    assert (rungs > 0, sweeps, ladder.sweep(by=SYSTEM, now=LATE)) == (True, 3, 0)
    assert Message.objects.count() == told


@pytest.mark.django_db
def test_how_many_queries_an_act_takes() -> None:
    district()
    made = firm()
    who, window = agent(made), officer("window", Role.WINDOW_CLERK, "window")
    officer("power-1", Role.DEPARTMENT_OFFICER, "power")
    filed(who, made)  # what a process reads once is read now
    counts = {}
    with CaptureQueriesContext(connection) as asked:
        appeal = filed(who, made)
    counts["whistle"] = len(asked)
    with CaptureQueriesContext(connection) as asked:
        triage.accept(by=window, number=appeal.pk)
    counts["accept"] = len(asked)
    with CaptureQueriesContext(connection) as asked:
        dispatch.send(by=window, number=appeal.pk, lead="power")
    counts["dispatch"] = len(asked)
    assert counts == {"whistle": 28, "accept": 17, "dispatch": 35}  # of a dispatch, some tell the enterprise who has it

"""Transactions that write queue on both databases: what an act has read still holds when it writes."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, connections, transaction

from dukou.audit.actions import record
from dukou.audit.models import AuditEvent
from dukou.audit.queries import verify
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.databases import UnstorableText
from dukou.kit.jobs.queue import enqueue
from dukou.kit.models import Job
from dukou.kit.postgresql.base import WRITERS

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS_AT_ONCE, ACTS = 4, 15


def together(act: Callable[[int], None]) -> None:
    """Let several threads, each with a connection of its own, do this at once; what goes wrong in one of them goes wrong here."""
    start, faults = threading.Barrier(WRITERS_AT_ONCE), list[Exception]()

    def run(number: int) -> None:
        try:
            start.wait(timeout=60)
            act(number)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WRITERS_AT_ONCE)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=120)
    assert faults == []


def test_an_act_that_looks_before_it_writes_is_done_once() -> None:
    """Each looks whether the job is there and makes it where it is not; no constraint would help."""

    def make_where_missing(_number: int) -> None:
        for act in range(ACTS):
            with transaction.atomic():
                if not Job.objects.filter(task=f"tests.{act}").exists():
                    enqueue(f"tests.{act}", {})

    together(make_where_missing)
    assert sorted(Job.objects.values_list("task", flat=True)) == sorted(f"tests.{act}" for act in range(ACTS))


def test_the_trail_of_many_writers_is_one_whole_chain() -> None:
    """The first event too: none of them finds a head that another is about to make."""

    def act(number: int) -> None:
        for each in range(ACTS):
            with transaction.atomic():
                record(by=SYSTEM, act="things.make", subject=("thing", f"{number}-{each}"))

    together(act)
    verdict = verify()
    assert (verdict.broken, verdict.events) == (None, WRITERS_AT_ONCE * ACTS)
    assert list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True)) == list(range(1, WRITERS_AT_ONCE * ACTS + 1))


def test_a_transaction_within_a_transaction_does_not_wait_for_itself() -> None:
    with transaction.atomic(), transaction.atomic():
        enqueue("tests.once", {})
    assert Job.objects.count() == 1


@pytest.mark.postgresql
def test_without_the_queue_the_same_act_would_be_done_twice() -> None:
    """Two plain connections to the same server, one statement after another: both look, both find nothing, both write."""
    import psycopg

    insert = "INSERT INTO kit_job (task, payload, state, attempts, enqueued_at, run_after_at, last_error) VALUES"
    with psycopg.connect(_where()) as one, psycopg.connect(_where()) as other:
        found = [each.execute("SELECT COUNT(*) FROM kit_job").fetchone() for each in (one, other)]
        for each in (one, other):
            each.execute(f"{insert} ('tests.twice', '{{}}', 'waiting', 0, now(), now(), '')")
    assert (found, Job.objects.count()) == ([(0,), (0,)], 2)


@pytest.mark.postgresql
def test_who_waits_in_vain_has_no_transaction_and_may_try_again() -> None:
    import psycopg

    with psycopg.connect(_where()) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            enqueue("tests.vain", {})
        assert (connection.get_autocommit(), connection.in_atomic_block, Job.objects.count()) == (True, False, 0)
    with transaction.atomic():
        enqueue("tests.again", {})
    assert Job.objects.count() == 1
    connection.close()  # with it goes its short patience


@pytest.mark.postgresql
def test_text_that_the_server_cannot_keep_is_refused_and_no_fault_of_ours() -> None:
    with pytest.raises(UnstorableText):
        Job.objects.filter(task="a\0b").first()
    with pytest.raises(UnstorableText), transaction.atomic():
        enqueue("tests.nul", {"name": "a\0b"})
    assert Job.objects.count() == 0


@pytest.mark.postgresql
def test_readers_wait_for_nobody() -> None:
    import psycopg

    with psycopg.connect(_where()) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])
        other.execute("INSERT INTO audit_head (id, position, hash) VALUES (1, 0, '')")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        assert (Job.objects.count(), AuditEvent.objects.count()) == (0, 0)
        other.rollback()
    connection.close()


def _where() -> str:
    """How a plain connection finds the database of the tests."""
    told = connection.settings_dict
    said = {"dbname": told["NAME"], "user": told["USER"], "password": told["PASSWORD"], "host": told["HOST"], "port": told["PORT"]}
    return " ".join(f"{name}={value}" for name, value in said.items() if value)

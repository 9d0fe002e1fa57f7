"""The database itself refuses to change the trail, whoever asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from dukou.audit.actions import record
from dukou.audit.models import AuditEvent
from dukou.kit.core.actors import SYSTEM
from dukou.kit.guards import append_only_sql
from tests.harness import guards, guards_lifted

pytestmark = pytest.mark.django_db

COLUMNS = "id, at, actor, on_behalf_of, act, subject_kind, subject_key, reason, prev_hash, hash"
COPY = f"SELECT {COLUMNS} FROM audit_event WHERE id = 1"
ON_SQLITE = [
    "UPDATE OR REPLACE audit_event SET id = 2 WHERE id = 1",
    "UPDATE OR IGNORE audit_event SET actor = 'person:nobody'",
    f"INSERT OR REPLACE INTO audit_event ({COLUMNS}) {COPY}",
    f"REPLACE INTO audit_event ({COLUMNS}) {COPY}",
]
ON_POSTGRESQL = ["TRUNCATE audit_event", "TRUNCATE audit_event CASCADE"]
FORBIDDEN = [
    "UPDATE audit_event SET reason = 'x' WHERE id = 1",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE id = 1",
    f"INSERT INTO audit_event ({COLUMNS}) {COPY} ON CONFLICT (id) DO UPDATE SET reason = 'x'",
    *(pytest.param(statement, marks=pytest.mark.sqlite) for statement in ON_SQLITE),
    *(pytest.param(statement, marks=pytest.mark.postgresql) for statement in ON_POSTGRESQL),
]


@pytest.fixture
def event() -> AuditEvent:
    return record(by=SYSTEM, act="things.make", subject=("thing", "a"), after={"name": "one"}, now=timezone.now())


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_raw_sql_is_refused_and_nothing_has_changed(event: AuditEvent, statement: str) -> None:
    before = list(AuditEvent.objects.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(AuditEvent.objects.values()) == before


def test_the_same_statements_work_once_the_guard_is_lifted(event: AuditEvent) -> None:
    """The statements above fail because of the guard and for no other reason."""
    everywhere = [each for each in FORBIDDEN if isinstance(each, str)]
    for statement in [*everywhere, *(ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)]:
        with guards_lifted(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)


def test_the_models_are_refused_too(event: AuditEvent) -> None:
    event.reason = "rewritten"
    for change in (event.save, event.delete, AuditEvent.objects.all().delete, lambda: AuditEvent.objects.update(reason="x")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert AuditEvent.objects.get().reason == ""


def test_lifting_and_restoring_leaves_the_same_guards(event: AuditEvent) -> None:
    standing = guards()
    with guards_lifted():
        assert guards() == []
    assert guards() == standing
    ways = ("update", "delete", "replace") if connection.vendor == "sqlite" else ("change", "truncate")
    assert {f"audit_event_no_{way}" for way in ways} <= set(standing)


@pytest.mark.sqlite
def test_a_second_unique_constraint_is_guarded_against_replacement() -> None:
    """REPLACE deletes through any unique constraint, so a guard that names it refuses."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tried (id INTEGER PRIMARY KEY, a TEXT, b TEXT, UNIQUE (a, b))")
        cursor.execute("INSERT INTO tried VALUES (1, 'x', 'y')")
        cursor.execute("INSERT OR REPLACE INTO tried VALUES (2, 'x', 'y')")
        cursor.execute("SELECT id FROM tried")
        assert cursor.fetchall() == [(2,)]  # without the guard the first row is silently gone
        for statement in append_only_sql("tried", "sqlite", ("a", "b")):
            cursor.execute(statement)
        with pytest.raises(DatabaseError, match="no replace"), transaction.atomic():
            cursor.execute("INSERT OR REPLACE INTO tried VALUES (3, 'x', 'y')")
        cursor.execute("INSERT INTO tried VALUES (4, 'x', 'z')")

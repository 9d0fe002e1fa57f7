"""Snapshots of a living register: one state of all tables while others write, one event in the trail, the command line."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from dukou.accounts.models import Organisation
from dukou.audit.models import AuditEvent, AuditHead
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.made_up import CLERK
from dukou.enterprises.tests.register_lent import Firm, register
from dukou.kit.core.homes import Home
from dukou.warehouse.actions import take
from dukou.warehouse.queries.declared import TABLES

NOW = datetime(2024, 7, 8, 7, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of the test's own."""
    monkeypatch.setattr(settings, "HOME", Home(tmp_path))


@pytest.mark.django_db
def test_one_event_tells_of_it_and_the_manifest_notes_how_far_the_trail_had_come() -> None:
    register([Firm(), Firm(merged_into=0)])
    first = take(by=CLERK, now=NOW).manifest
    event = AuditEvent.objects.get()
    assert (event.act, event.actor, event.subject_key) == ("snapshots.take", "cli:clerk", "2024-07-08T073000Z")
    assert event.after == {
        "known_on": "2024-07-08",
        "content": first.content,
        "rows": dict.fromkeys(TABLES.keys(), 0) | {"enterprise": 2, "source": 1},
    }
    assert first.marks["audit_head"]["position"] == 0
    Organisation.objects.create(key="office", kind="department", zh="虚构办", en="made-up office")
    second = take(by=CLERK, now=NOW.replace(hour=8)).manifest
    head = AuditEvent.objects.order_by("pk")[0]
    assert second.marks["audit_head"] == {"position": 1, "hash": head.hash}
    assert AuditHead.objects.get().position == 2
    take(by=CLERK, now=NOW.replace(hour=9))
    assert AuditEvent.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_all_tables_are_of_one_state_and_writers_do_not_wait() -> None:
    register([Firm()])
    written: list[str] = []

    def write() -> None:
        row = Enterprise.objects.get()
        row.pk, row.key = None, "later"
        row.save(force_insert=True)
        written.append(row.key)
        connection.close()

    def meanwhile(table: str, done: int, total: int) -> None:
        if done == 1:  # the first table has been read; the register comes later
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()

    manifest = take(by=CLERK, now=NOW, progress=meanwhile).manifest
    assert (written, Enterprise.objects.count()) == (["later"], 2)
    assert TABLES.keys().index("enterprise") > 1
    assert manifest.table("enterprise").rows == 1
    assert take(by=CLERK, now=NOW.replace(hour=8)).manifest.table("enterprise").rows == 2

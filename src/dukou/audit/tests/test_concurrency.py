"""Writers on their own connections queue for the head: one chain, no gap, no lost event."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from dukou.audit.actions import record
from dukou.audit.models import AuditEvent
from dukou.audit.queries import verify
from dukou.kit.core.actors import Actor

EACH = 15


@pytest.mark.django_db(transaction=True)
def test_two_connections_write_one_chain() -> None:
    together = threading.Barrier(2)
    failures: list[BaseException] = []

    def write(key: str) -> None:
        together.wait(timeout=10)
        try:
            for number in range(EACH):
                with transaction.atomic():
                    record(by=Actor("person", key), act="things.make", subject=("thing", f"{key}-{number}"))
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(key,)) for key in ("li", "wu")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert failures == []
    verdict = verify()
    assert (verdict.is_whole, verdict.events) == (True, 2 * EACH)
    assert {actor: AuditEvent.objects.filter(actor=actor).count() for actor in ("person:li", "person:wu")} == {
        "person:li": EACH,
        "person:wu": EACH,
    }

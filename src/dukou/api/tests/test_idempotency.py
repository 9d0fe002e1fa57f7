"""A request with a key is done once, however often it is sent, also at the same moment."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.api.ledger import KEPT
from dukou.api.models import KeptAnswer
from dukou.api.tests.calling import Program, problem, program
from dukou.audit.models import AuditEvent
from dukou.enterprises.models import Enterprise
from dukou.kit.jobs.worker import Worker

FIRM = {"name": "示例市云帆虚构制造有限公司"}
OTHER = {"name": "示例市远帆虚构制造有限公司"}


@pytest.fixture
def officer(db: None) -> Program:
    """A program that may register firms."""
    return program("officer", Role.INDUSTRY_OFFICER)


def test_sent_again_it_gets_the_same_answer_and_is_done_once(officer: Program) -> None:
    first, second = (officer.post("/enterprises", FIRM, Idempotency_Key="k1") for _ in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content) == (201, first.content)
    assert Enterprise.objects.count() == 1
    assert AuditEvent.objects.filter(act="enterprises.register").count() == 1


def test_without_a_key_the_second_is_refused_as_a_double(officer: Program) -> None:
    assert officer.post("/enterprises", FIRM).status_code == 201
    assert problem(officer.post("/enterprises", FIRM)) == (409, "enterprises.already_registered")


def test_one_key_belongs_to_one_request(officer: Program) -> None:
    key = officer.post("/enterprises", FIRM, Idempotency_Key="k1").json()["key"]
    used = (409, "api.key_used_otherwise")
    assert problem(officer.post("/enterprises", OTHER, Idempotency_Key="k1")) == used
    assert problem(officer.post(f"/enterprises/{key}/amendments", {"reason": "x"}, Idempotency_Key="k1")) == used
    assert Enterprise.objects.count() == 1


def test_another_persons_key_is_another_key(officer: Program) -> None:
    keys = [each.post("/enterprises", sent, Idempotency_Key="k1").json()["key"] for each, sent in ((officer, FIRM), (_second(), OTHER))]
    assert len(set(keys)) == 2


def _second() -> Program:
    return program("second", Role.INDUSTRY_OFFICER)


def test_a_refused_request_leaves_its_key_free(officer: Program) -> None:
    assert problem(officer.post("/enterprises", {"code": "1"} | FIRM, Idempotency_Key="k1")) == (422, "enterprises.code_refused")
    assert not KeptAnswer.objects.exists()
    assert officer.post("/enterprises", FIRM, Idempotency_Key="k1").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 101, "a\tb", "键"])
def test_a_key_is_short_and_can_be_printed(officer: Program, key: str) -> None:
    assert problem(officer.post("/enterprises", FIRM, Idempotency_Key=key)) == (400, "api.key_malformed")
    assert not Enterprise.objects.exists()


def test_the_longest_key_is_taken(officer: Program) -> None:
    assert officer.post("/enterprises", FIRM, Idempotency_Key="x" * 100).status_code == 201


def test_an_answer_is_forgotten_after_a_day_by_a_worker(officer: Program) -> None:
    officer.post("/enterprises", FIRM, Idempotency_Key="k1")
    now = timezone.now()
    assert Worker(clock=lambda: now + KEPT - timedelta(minutes=1)).run_until_empty() == 0
    assert KeptAnswer.objects.count() == 1
    assert Worker(clock=lambda: now + KEPT + timedelta(minutes=1)).run_until_empty() == 1
    assert not KeptAnswer.objects.exists()


def test_a_key_is_new_again_after_a_day_though_no_worker_runs(officer: Program) -> None:
    officer.post("/enterprises", FIRM, Idempotency_Key="k1")
    KeptAnswer.objects.update(kept_at=timezone.now() - KEPT + timedelta(minutes=1))
    assert problem(officer.post("/enterprises", OTHER, Idempotency_Key="k1")) == (409, "api.key_used_otherwise")
    KeptAnswer.objects.update(kept_at=timezone.now() - KEPT)
    assert officer.post("/enterprises", OTHER, Idempotency_Key="k1").status_code == 201
    assert KeptAnswer.objects.get().kept_at > timezone.now() - timedelta(minutes=1)


def test_however_long_an_address_is_its_key_is_taken(officer: Program) -> None:
    answer = officer.post(f"/enterprises/{'x' * 400}/amendments", {"reason": "x"}, Idempotency_Key="k1")
    assert problem(answer) == (404, "enterprises.no_such_enterprise")


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_it_is_done_once(transactional_db: None) -> None:
    token = program("officer", Role.INDUSTRY_OFFICER).headers["Authorization"].removeprefix("Bearer ")
    together = threading.Barrier(4)
    answers: list[tuple[int, bytes]] = []

    def send() -> None:
        caller = Program(token)
        together.wait()
        answer = caller.post("/enterprises", FIRM, Idempotency_Key="k1")
        answers.append((answer.status_code, answer.content))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4 and len(set(answers)) == 1 and answers[0][0] == 201
    assert (Enterprise.objects.count(), KeptAnswer.objects.count()) == (1, 1)

"""The leader's desk asks the database the same number of questions, however much is in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dukou.accounts.core.roles import Role
from dukou.accounts.tests import cast
from dukou.figures.models import Claim, Finding
from dukou.web.tests.crowd import build

pytestmark = pytest.mark.django_db
DESK = "/desks/leader/?known_on=2024-07-08"


def questions(client: Client) -> list[str]:
    """The SQL of one desk, after a first one that filled the caches."""
    client.get(DESK)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(DESK)
    assert answer.status_code == 200 and "互相矛盾" in answer.content.decode()
    return [each["sql"] for each in asked.captured_queries]


def test_the_number_of_queries_does_not_grow_with_the_claims(tmp_path: Path, client: Client) -> None:
    client.force_login(cast.person("leader", Role.LEADER), backend="dukou.accounts.auth.PasswordSignIn")
    asked, stored = [], []
    for claims in (30, 3_000):
        with transaction.atomic():
            build(tmp_path, claims)
            asked.append(len(questions(client)))
            stored.append((Claim.objects.count(), Finding.objects.count()))
            transaction.set_rollback(True)
    assert asked[0] == asked[1]
    assert stored[1][0] > 50 * stored[0][0] and stored[1][1] > stored[0][1] > 0

"""What makes long lists fast changes nothing of what they hold; a page asks as many queries whatever it shows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dukou.accounts.core.roles import Role
from dukou.appeals.models import Appeal
from dukou.appeals.queries.lists import Narrowed, page_of
from dukou.appeals.tests.made_up import NOW, agent, at, district, filed, firm, in_hand, officer
from dukou.casework.queries.among import late_ones, of_units

pytestmark = pytest.mark.django_db


def test_few_and_many_hold_the_same() -> None:
    district()
    made = firm()
    who, window = agent(made), officer("window", Role.WINDOW_CLERK, "window")
    first, second, third = (filed(who, made) for _ in range(3))
    in_hand(window, first, "social")
    in_hand(window, second)
    late = at("2026-11-30 10:00")
    for many in (0, 100):
        assert set(Appeal.objects.filter(of_units(["social"], many))) == {first}
        assert set(Appeal.objects.filter(of_units(["power", "social"], many))) == {first, second}
        assert set(Appeal.objects.filter(of_units([], many))) == set()
        assert set(Appeal.objects.filter(late_ones(late, many))) == {first, second, third}
        assert set(Appeal.objects.filter(late_ones(NOW, many))) == set()


def test_a_page_asks_as_many_queries_for_twenty_as_for_two() -> None:
    district()
    made = firm()
    who, window = agent(made), officer("window", Role.WINDOW_CLERK, "window")
    counts = []
    for more in (2, 18):
        for _ in range(more):
            in_hand(window, filed(who, made), "social")
        with CaptureQueriesContext(connection) as asked:
            assert len(page_of(window, Narrowed(unit="power"), NOW).rows) in (2, 20)
        counts.append(len(asked))
    assert counts[0] == counts[1]

"""A claim is the same, whether it is read in a list or made of one row."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from dukou.figures.models import Claim
from dukou.figures.queries.rows import as_claim, claim_rows, claims_in
from dukou.figures.tests.made_up import CLERK, load
from dukou.kit.actions import load_pack

pytestmark = pytest.mark.django_db


def test_lists_and_single_rows_give_the_same_claims() -> None:
    load_pack(by=CLERK, path=settings.SHIPPED_PACKS / "dadukou")
    rows = Claim.objects.all()
    assert rows.count() > 100
    assert claims_in(rows) == [as_claim(row) for row in claim_rows(rows)]


def test_a_list_is_one_query(tmp_path: Path, django_assert_num_queries: object) -> None:
    load(tmp_path)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert [claim.ref for claim in claims_in(Claim.objects.all())] == ["a.output.2023", "a.staff", "b.settled"]

"""What a run found, as it reads later: merged entries and withdrawn measures are gone, measures stand in the order of the policies."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.visiting import signed_in
from dukou.policies.actions import matching
from dukou.policies.models import Policy
from dukou.policies.queries.runs import matched, near_counts
from dukou.policies.queries.unpaid import unpaid
from dukou.policies.tests.made_up import DAY, FILES, NOW, firms, keeper, load, state
from dukou.policies.tests.test_lists import UNPAID, lines
from dukou.rules.core.answers import Answer

pytestmark = pytest.mark.django_db
OTHER = (
    FILES["policies/support.yaml"][: FILES["policies/support.yaml"].index("measures:")]
    + """measures:
  - key: early
    name: {zh: 另一份的奖, en: award of another policy}
    conditions: title
    benefit: {kind: fixed, amount: 1万元}
    channel: apply
    department: office
"""
)


@pytest.fixture
def some(tmp_path: Path) -> list[Enterprise]:
    """Two policies; two firms with the title that are both one condition short of the subsidy; a run."""
    load(tmp_path, policies__zebra=OTHER)
    made = firms("虚构甲厂", "虚构乙厂")
    for firm in made:
        state(firm, has_title=True, spending="80万元")
    matching.run(by=keeper(), as_of=DAY, now=NOW)
    return made


def test_the_count_of_those_close_is_that_of_the_list(some: list[Enterprise]) -> None:
    assert near_counts(keeper()) == {"subsidy": 2}
    Enterprise.objects.filter(pk=some[1].pk).update(merged_into=some[0])
    assert near_counts(keeper()) == {"subsidy": len(matched(keeper(), "subsidy", is_near=True))} == {"subsidy": 1}


def test_measures_stand_policy_by_policy(some: list[Enterprise]) -> None:
    Policy.objects.filter(slug="support").update(order=1)
    Policy.objects.filter(slug="zebra").update(order=2)
    assert [each.standing.measure.key for each in matched(keeper(), answer=Answer.YES)] == ["award"] * 2 + ["prize"] * 2 + ["early"] * 2
    Policy.objects.filter(slug="zebra").update(order=0)
    assert [each.standing.measure.key for each in matched(keeper(), answer=Answer.YES)][:2] == ["early"] * 2


def test_a_measure_withdrawn_since_is_nobodys_due(some: list[Enterprise], tmp_path: Path) -> None:
    assert {each.matched.standing.measure.key for each in unpaid(keeper())} == {"award", "prize", "early"}
    load(tmp_path, reason="废止", policies__zebra="")
    assert {each.matched.standing.measure.key for each in unpaid(keeper())} == {"award", "prize"}


def test_what_is_due_adds_up_in_the_file(some: list[Enterprise], client: Client) -> None:
    found = lines(signed_in(client, Role.INDUSTRY_OFFICER), UNPAID, {"text": "虚构甲厂"})
    assert [(row["措施代号"], row["应付至少（元）"], row["单独可得至少（元）"]) for row in found] == [
        ("award", "", "200000.00"),
        ("prize", "300000.00", "300000.00"),
        ("early", "10000.00", "10000.00"),
    ]
    due = sum((each.due.least for each in unpaid(keeper()) if each.due and each.matched.firm == some[0].key), 0)
    assert sum(Decimal(row["应付至少（元）"] or 0) for row in found) == Decimal(due) / 100

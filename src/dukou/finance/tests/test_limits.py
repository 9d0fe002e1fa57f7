"""What products would lend a made-up firm, by the versions of the day, and what the white list says; the same on the command line."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.conf import settings
from typer.testing import CliRunner

from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.finance.commands import app
from dukou.finance.queries.limits import limits_of, listed
from dukou.finance.tests.consents_made import NOW
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.rules.core.answers import Answer

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 8)


@pytest.fixture
def firm() -> Enterprise:
    """A made-up firm of which little is known, under the shipped pack."""
    load_pack(by=Actor("cli", "tester"), path=settings.SHIPPED_PACKS / "dadukou", now=NOW)
    row = made_up.register("虚构三人制罐公司")[0]
    row.founded_on, row.status, row.division = date(2023, 3, 1), "active", "500104"
    row.save(update_fields=["founded_on", "status", "division"])
    return row


def test_each_product_answers_by_its_version_of_the_day(firm: Enterprise) -> None:
    told = {each.product.key: (each.version.version, each.answer, each.amount) for each in limits_of(firm.key, DAY)}
    assert {key: version for key, (version, _, _) in told.items()} == {
        "commercial-value": "2023",
        "knowledge-value": "2017",
        "startup-guaranteed": "2025",
    }
    assert {answer for _, answer, _ in told.values()} == {Answer.UNKNOWN}
    before = {each.product.key: each.version.version for each in limits_of(firm.key, date(2022, 7, 8))}
    assert before["startup-guaranteed"] == "2021"


def test_what_is_not_known_keeps_a_firm_from_neither_list_nor_refusal(firm: Enterprise) -> None:
    told = listed(firm.key, DAY)
    said = {each.condition.text.zh: each.answer for each in told.reasons if each.condition.text}
    assert told.answer is Answer.UNKNOWN
    assert (said["在本区登记"], said["成立满半年"], said["有真实融资需求"]) == (Answer.YES, Answer.YES, Answer.UNKNOWN)


@pytest.mark.parametrize("verb", ["limit", "whitelist", "portrait"])
def test_the_command_line_tells_the_same(firm: Enterprise, verb: str) -> None:
    result = CliRunner().invoke(app, [verb, firm.key, "--as-of", "2026-07-08", "--format", "json"])
    assert result.exit_code == 0, result.output
    rows = json.loads(result.output)
    if verb == "limit":
        assert [(row["product"], row["limit"]) for row in rows] == [(each.product.key, each.amount) for each in limits_of(firm.key, DAY)]
    else:
        assert len(rows) > 5

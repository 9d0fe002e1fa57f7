"""`dukou finance pool --product`: the version's own numbers, the pack's money, the loans that stand; what is not told is not guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dukou.finance.commands import app
from dukou.finance.commands.pooling import NoPoolBehind, NothingOwed, PoolNotTold
from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.models import LoanEntry
from dukou.finance.tests import lists_made, products_made
from dukou.finance.tests.lists_made import DAY, NOW, WAN, firm, need

pytestmark = pytest.mark.django_db
WORDS = ["pool", "--product", "tea", "--runs", "50", "--format", "json"]


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    """The second version, in force, has a pool here; it tells neither what is set aside nor a cap."""
    pool = "    pool: {share: 80, parts: {city: 40, district: 60}, breaker: 500, of: tea-pool}\n    prior: 30"
    told = products_made.PRODUCT.replace("    prior: 30", pool)
    lists_made.load(tmp_path)
    products_made.load(tmp_path, lists_made.FILES | {"products/tea.yaml": told})


def played(*more: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(CliRunner().invoke(app, [*WORDS, *more], catch_exceptions=False).stdout)
    return found


def test_what_the_version_does_not_tell_is_asked_for_by_name() -> None:
    with pytest.raises(PoolNotTold) as wanting:
        played()
    assert wanting.value.said_cure.en == "tell them by these options: --paid-in、--cap"
    with pytest.raises(NoPoolBehind):
        CliRunner().invoke(app, ["pool", "--product", "cake"], catch_exceptions=False)
    with pytest.raises(NothingOwed):
        played("--paid-in", "2%", "--cap", "4%")


def test_the_loans_that_stand_are_played_under_the_policy_of_the_version() -> None:
    line = lists_made.granted(need(firm(), 90), "bank-a", "tea", 90)
    for kind, wan in ((LoanEntryKind.DRAWN, 60), (LoanEntryKind.REPAID, 10), (LoanEntryKind.INTEREST, 3)):
        LoanEntry.objects.create(line=line, kind=kind.value, amount=wan * WAN, on=DAY, told_at=NOW, told_by="person:b")
    told = played("--paid-in", "2%", "--cap", "100%", "--chance", "100%", "--breaker", "100%")
    policy = {"paid_in": 200, "cap": 10_000, "share": 8_000, "city": 40, "district": 60, "breaker": 10_000}
    assert told["policy"] == policy | {"stops": "paying", "opening": 1000 * WAN}
    assert (told["loans"], told["expected"], told["by_bank"]) == (1, 40 * WAN, {"bank-a": 40 * WAN})
    assert (told["product"], told["version"], told["opening_is_example"]) == ("tea", "2", True)
    assert played("--paid-in", "2%", "--cap", "4%", "--loans", "3", "--opening", "5万元")["loans"] == 3

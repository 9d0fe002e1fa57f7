"""One budget for the claims under all texts of a measure: what stands now, cut or raised."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Enterprise
from dukou.policies.actions import claims, matching, verdicts
from dukou.policies.actions.refusals import NoLongerFits, TooMuch
from dukou.policies.core.kinds import Shortfall
from dukou.policies.models import Claim
from dukou.policies.queries.limits import prospect_decided
from dukou.policies.queries.policies import budget_of, standing
from dukou.policies.queries.unpaid import unpaid
from dukou.policies.tests.made_up import DAY, NOW, WAN, agent, changed, firms, handed_in, load, state, viewer
from dukou.policies.tests.test_claims import approve, stage

pytestmark = pytest.mark.django_db
PRIZE = "benefit: {kind: fixed, amount: 30万元}\n    budget: 30万元"


def budgeted(tmp_path: Path, budget: str) -> None:
    """The pack loaded again, with another budget of the prize; empty: without one."""
    load(tmp_path, reason="调整预算", **changed((PRIZE, PRIZE.replace("\n    budget: 30万元", budget and f"\n    budget: {budget}"))))


def filed(firm: Enterprise) -> Claim:
    """A claim to the prize with its letter."""
    officer = agent(f"agent-{firm.pk}", firm)
    return handed_in(claims.file(by=officer, measure="prize", firm=firm.key, as_of=DAY, papers=["letter"], now=NOW))


def grant(by: Viewer, claim: Claim, amount: int | None = None) -> None:
    """Decide that it is granted."""
    verdicts.decide(by=by, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", amount=amount, now=NOW)


@pytest.fixture
def two(tmp_path: Path) -> list[Enterprise]:
    """Two firms that hold the title, under the budget of one prize."""
    load(tmp_path)
    made = firms("虚构甲厂", "虚构乙厂")
    for each in made:
        state(each, has_title=True)
    return made


@pytest.fixture
def officer(two: list[Enterprise]) -> Viewer:
    """Who handles claims."""
    return viewer("officer", Role.INDUSTRY_OFFICER)


def test_a_budget_that_was_cut_binds_the_claims_filed_before(tmp_path: Path, two: list[Enterprise], officer: Viewer) -> None:
    claim = filed(two[0])
    budgeted(tmp_path, "10万元")
    with pytest.raises(TooMuch) as told:
        grant(officer, claim, 30 * WAN)
    assert "10 万元（本年资金余额）" in str(told.value.said_why)
    grant(officer, claim)
    assert stage(claim) == ("decided", 10 * WAN)


def test_a_budget_that_was_cut_after_the_decision_is_weighed_at_the_confirmation(
    tmp_path: Path, two: list[Enterprise], officer: Viewer
) -> None:
    claim, leader = filed(two[0]), viewer("leader", Role.LEADER)
    grant(officer, claim)
    budgeted(tmp_path, "10万元")
    told = {label.zh: str(words) for label, words in prospect_decided(Claim.objects.get(pk=claim.pk))}
    assert told["目前最多可给"] == "10 万元（本年资金余额）"
    with pytest.raises(NoLongerFits):
        approve(leader)
    assert stage(claim) == ("decided", 30 * WAN)


@pytest.mark.parametrize("budget", [pytest.param("60万元", id="raised"), pytest.param("", id="taken off")])
def test_a_budget_that_was_raised_opens_the_claims_filed_before(
    tmp_path: Path, two: list[Enterprise], officer: Viewer, budget: str
) -> None:
    first, second = (filed(firm) for firm in two)
    grant(officer, first)
    with pytest.raises(TooMuch):
        grant(officer, second)
    budgeted(tmp_path, budget)
    grant(officer, second)
    assert stage(second) == ("decided", 30 * WAN)


def test_where_no_text_stands_that_of_the_claim_counts(tmp_path: Path, two: list[Enterprise], officer: Viewer) -> None:
    claim = filed(two[0])
    load(tmp_path, reason="取消", **changed(("  - key: prize", "  - key: other-prize")))
    each = standing(Claim.objects.select_related("measure").get(pk=claim.pk).measure)
    assert (each.is_replaced, budget_of(each)) == (True, 30 * WAN)


def test_a_run_of_yesterday_is_told_with_the_budget_of_today(tmp_path: Path, two: list[Enterprise], officer: Viewer) -> None:
    matching.run(by=officer, as_of=DAY, now=NOW)
    grant(officer, filed(two[0]), 20 * WAN)
    assert reason(officer, two[1]) is Shortfall.NOT_TOLD
    budgeted(tmp_path, "20万元")
    assert reason(officer, two[1]) is Shortfall.BUDGET_USED_UP


def reason(by: Viewer, firm: Enterprise) -> Shortfall:
    """Why the prize is not paid to the firm."""
    (found,) = [each for each in unpaid(by, "prize") if each.matched.firm_id == firm.pk]
    return found.reason

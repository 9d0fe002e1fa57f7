"""Money that cannot be given twice, nor beyond group and budget: by two honest people, to a merged firm, without a figure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.actions import approvals
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Approval, Person
from dukou.accounts.queries import actor_of
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.merged import entries_of
from dukou.policies.actions import claims, matching, payments, verdicts
from dukou.policies.actions.refusals import AmountOpen, ClaimedAlready, GivenAlready, NoLongerFits, NoVoucher, TooMuch
from dukou.policies.core.benefits import Amount
from dukou.policies.core.kinds import Shortfall, Stage
from dukou.policies.models import Claim
from dukou.policies.queries.claims import received, spent
from dukou.policies.queries.unpaid import forecasts, unpaid
from dukou.policies.tests.made_up import DAY, FILES, NOW, WAN, agent, changed, firms, handed_in, load, state, viewer
from dukou.policies.tests.test_claims import approve, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(tmp_path: Path) -> list[Enterprise]:
    """Two firms that hold the title."""
    load(tmp_path)
    made = firms("虚构甲厂", "虚构乙厂")
    for each in made:
        state(each, has_title=True)
    return made


@pytest.fixture
def officer(two: list[Enterprise]) -> Viewer:
    """Who handles claims."""
    return viewer("officer", Role.INDUSTRY_OFFICER)


@pytest.fixture
def leader(two: list[Enterprise]) -> Viewer:
    """Who confirms."""
    return viewer("leader", Role.LEADER)


def filed(firm: Enterprise, measure: str = "prize") -> Claim:
    """A claim filed with its letter by the firm's agent."""
    papers = ["letter", "ledger"] if measure == "subsidy" else ["letter"]
    by = agent(f"agent-{firm.pk}", firm)
    return handed_in(claims.file(by=by, measure=measure, firm=firm.key, as_of=DAY, papers=papers, now=NOW))


def grant(by: Viewer, claim: Claim, amount: int | None = None) -> None:
    """Decide that it is granted."""
    verdicts.decide(by=by, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", amount=amount, now=NOW)


def merged(into: Enterprise, entry: Enterprise) -> None:
    """Let one entry stand for both, as `enterprises.doubles` does."""
    Enterprise.objects.filter(pk=entry.pk).update(merged_into=into)


def test_what_one_person_granted_is_reserved(two: list[Enterprise], officer: Viewer) -> None:
    first, second = filed(two[0]), filed(two[1])
    grant(officer, first)
    assert (spent("prize", 2024), spent("prize", 2024, but=first.pk)) == (30 * WAN, 0)
    with pytest.raises(TooMuch):
        grant(officer, second)  # the budget is one prize
    assert (stage(first), stage(second)) == (("decided", 30 * WAN), ("filed", None))


def test_a_grant_is_weighed_again_when_it_is_confirmed(two: list[Enterprise], officer: Viewer, leader: Viewer) -> None:
    first, second = filed(two[0]), filed(two[1])
    grant(officer, first)
    Claim.objects.filter(pk=second.pk).update(stage="paid", is_granted=True, amount=10 * WAN, voucher="凭", paid_on=DAY, paid_at=NOW,
        paid_by="x", confirmed_at=NOW, confirmed_by="x")  # fmt: skip
    with pytest.raises(NoLongerFits) as told:
        approve(leader)
    assert "20 万元" in str(told.value.said_why)
    assert stage(first) == ("decided", 30 * WAN)
    approve(leader, is_granted=False)  # the cure: it goes back, and is decided within what is left
    grant(officer, first, 20 * WAN)
    approve(leader)
    assert stage(first) == ("granted", 20 * WAN)


def test_two_decided_of_a_group_that_pays_the_highest(two: list[Enterprise], officer: Viewer, leader: Viewer) -> None:
    firm = two[0]
    award = claims.propose(by=officer, measure="award", firm=firm.key, as_of=DAY, now=NOW)
    prize = filed(firm)
    grant(officer, award)
    grant(officer, prize)
    assert (stage(award), stage(prize)) == (("decided", 20 * WAN), ("decided", 10 * WAN))
    assert received(firm.pk, 2024) == {"awards": 30 * WAN}


def test_a_firm_merged_from_two_entries_is_paid_once(two: list[Enterprise], officer: Viewer, leader: Viewer) -> None:
    one, other = two
    first = claims.propose(by=officer, measure="award", firm=one.key, as_of=DAY, now=NOW)
    second = claims.propose(by=officer, measure="award", firm=other.key, as_of=DAY, now=NOW)
    grant(officer, first)
    approve(leader)
    payments.enter(by=officer, number=first.pk, voucher="凭", paid_on=DAY, today=DAY, now=NOW)
    approve(leader)
    matching.run(by=officer, as_of=DAY, now=NOW)
    grant(officer, second)
    merged(other, one)
    assert entries_of(one.pk) == entries_of(other.pk) == {one.pk, other.pk}
    with pytest.raises(GivenAlready):
        approve(leader)
    approve(leader, is_granted=False)
    with pytest.raises(GivenAlready):
        grant(officer, second)
    Claim.objects.filter(pk=second.pk).update(stage=Stage.WITHDRAWN.value)
    with pytest.raises(ClaimedAlready):
        claims.propose(by=officer, measure="award", firm=other.key, as_of=DAY, now=NOW)
    assert {each.matched.standing.measure.key: each.matched.firm_id for each in unpaid(officer)} == {"prize": other.pk}


def test_what_is_due_is_reckoned_of_all_measures_together(two: list[Enterprise], officer: Viewer) -> None:
    matching.run(by=officer, as_of=DAY, now=NOW)
    found = {(each.matched.firm_id, each.matched.standing.measure.key): (each.reason, each.due) for each in unpaid(officer)}
    due = Amount(30 * WAN, 30 * WAN)
    one, other = (firm.pk for firm in two)
    assert found == {
        (one, "award"): (Shortfall.BARRED, None),
        (other, "award"): (Shortfall.BARRED, None),
        (one, "prize"): (Shortfall.NOT_TOLD, due),
        (other, "prize"): (Shortfall.NOT_TOLD, due),
    }
    assert sure(officer) == {"award": 0, "prize": 60 * WAN, "subsidy": 0}


def test_what_is_turned_down_used_up_or_closed_is_not_due(tmp_path: Path, two: list[Enterprise], officer: Viewer, leader: Viewer) -> None:
    matching.run(by=officer, as_of=DAY, now=NOW)
    first, second = filed(two[0]), filed(two[1])
    verdicts.decide(by=officer, number=first.pk, is_granted=False, as_of=DAY, reason="不符", now=NOW)
    approve(leader)
    assert sure(officer) == {"award": 20 * WAN, "prize": 30 * WAN, "subsidy": 0}  # the first has the award to get instead
    grant(officer, second)
    approve(leader)
    assert sure(officer) == {"award": 20 * WAN, "prize": 0, "subsidy": 0}
    load(tmp_path, reason="截止", **changed(("close: 2024-12-31", "close: 2024-05-31")))
    matching.run(by=officer, as_of=DAY, now=NOW)
    assert sure(officer) == {"award": 0, "prize": 0, "subsidy": 0}


def test_a_grant_without_a_figure_needs_an_exact_amount(tmp_path: Path) -> None:
    """The rules say yes, and what they would reckon the amount of is not known."""
    reckoned = FILES["rules/spending.yaml"].replace("spending >= 100万元", "has_title")
    later = FILES["rules/spending-2.yaml"].replace("spending >= 200万元", "has_title")
    load(tmp_path, rules__spending=reckoned, **{"rules__spending-2": later})
    (firm,) = firms("虚构丙厂")
    state(firm, has_title=True)
    by, claim = viewer("officer", Role.INDUSTRY_OFFICER), filed(firm, "subsidy")
    with pytest.raises(AmountOpen) as told:
        grant(by, claim)
    assert "至多 50 万元" in str(told.value.said_why)
    grant(by, claim, 5 * WAN)
    assert stage(claim) == ("decided", 5 * WAN)


def test_the_second_person_sees_what_he_confirms(two: list[Enterprise], officer: Viewer, leader: Viewer, client: Client) -> None:
    claim = filed(two[0])
    grant(officer, claim, 25 * WAN)
    client.force_login(Person.objects.get(username="leader"), backend="dukou.accounts.auth.PasswordSignIn")
    asked = client.get(f"/accounts/approvals/{Approval.objects.get().pk}/").content.decode()
    assert f'href="/policies/claims/{claim.pk}/">看申请</a>' in asked
    shown = client.get(f"/policies/claims/{claim.pk}/").content.decode()
    assert [word for word in ("今天的判断", "目前最多可给", "30 万元（按规则算出）", "25 万元", "不计本申请") if word not in shown] == []


def test_a_grant_counts_on_the_day_it_was_confirmed(two: list[Enterprise], officer: Viewer, leader: Viewer) -> None:
    claim = claims.propose(by=officer, measure="award", firm=two[0].key, as_of=DAY, now=NOW)
    grant(officer, claim)
    approve(leader)
    Claim.objects.filter(pk=claim.pk).update(filed_on=date(2024, 3, 1), confirmed_at=datetime(2024, 9, 6, 2, tzinfo=UTC))
    matching.run(by=officer, as_of=DAY, now=NOW)
    (told,) = [each.forecast for each in forecasts(officer) if each.standing.measure.key == "award"]
    assert (told.paid, told.runs_out_on) == (20 * WAN, None)  # a fifth in 250 days


def sure(by: Viewer) -> dict[str, int]:
    """What is surely due, by measure."""
    return {each.standing.measure.key: each.forecast.sure for each in forecasts(by)}


def test_a_payment_is_not_older_than_the_grant(two: list[Enterprise], officer: Viewer, leader: Viewer) -> None:
    """Filed on 1 July, granted on 8 July by the office's clock, though it is still the 7th in Greenwich."""
    claim = claims.propose(by=officer, measure="award", firm=two[0].key, as_of=date(2024, 7, 1), now=NOW)
    grant(officer, claim)
    approvals.decide(
        by=actor_of(leader), approval=Approval.objects.get(), is_granted=True, reason="复核", now=datetime(2024, 7, 7, 17, tzinfo=UTC)
    )

    def pay(on: date) -> Claim:
        return payments.enter(by=officer, number=claim.pk, voucher="凭", paid_on=on, today=date(2024, 7, 10), now=NOW)

    for on in (date(2024, 7, 1), date(2024, 7, 7), date(2024, 7, 11)):
        with pytest.raises(NoVoucher):
            pay(on)
    assert pay(DAY).paid_on == DAY

"""Nobody has a hand in what the office does with the claim of a firm that he acts for, under whichever of its entries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.actions import approvals, memberships, stand_ins
from dukou.accounts.core.kinds import ApprovalState
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Approval, Person
from dukou.accounts.queries import actor_of, approvals_waiting_for, viewer_of
from dukou.accounts.tests import cast
from dukou.enterprises.models import Enterprise
from dukou.policies.actions import claims, payments, verdicts
from dukou.policies.actions.refusals import OwnCause
from dukou.policies.models import Claim
from dukou.policies.queries.claims import claims_seen
from dukou.policies.tests.made_up import DAY, NOW, WAN, agent, firms, load, state, viewer
from dukou.policies.tests.test_claims import approve, stage
from dukou.policies.tests.test_decisions_shown import page

pytestmark = pytest.mark.django_db
ROLES = (Role.INDUSTRY_OFFICER, Role.LEADER)


def posted(username: str) -> Viewer:
    """An agent who holds every post of the office besides, as a viewer."""
    person = Person.objects.get(username=username)
    for role in ROLES:
        memberships.grant(
            by=cast.CLI, person=person, organisation=cast.organisation("office"), role=role, from_on=cast.LONG_AGO, now=cast.NOW
        )
    return viewer_of(Person.objects.get(pk=person.pk), DAY)


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    """A firm that holds the title."""
    load(tmp_path)
    (made,) = firms("虚构甲厂")
    state(made, has_title=True)
    return made


@pytest.fixture
def officer(firm: Enterprise) -> Viewer:
    """Who handles claims and acts for nobody."""
    return viewer("officer", Role.INDUSTRY_OFFICER)


@pytest.fixture
def both(firm: Enterprise, officer: Viewer) -> Viewer:
    """An agent of the firm with every post of the office."""
    agent("both", firm)
    return posted("both")


def filed(by: Viewer, firm: Enterprise) -> Claim:
    """A claim to the prize with its letter."""
    return claims.file(by=by, measure="prize", firm=firm.key, as_of=DAY, papers=["letter"], now=NOW)


def decide(by: Viewer, claim: Claim, *, is_granted: bool = True) -> object:
    """Decide on it."""
    return verdicts.decide(by=by, number=claim.pk, is_granted=is_granted, as_of=DAY, reason="符合", now=NOW)


def pay(by: Viewer, claim: Claim) -> object:
    """Enter its payment."""
    return payments.enter(by=by, number=claim.pk, voucher="凭", paid_on=DAY, today=DAY, now=NOW)


def hand_in(by: Viewer, claim: Claim) -> object:
    """Note its paper."""
    return claims.hand_in(by=by, number=claim.pk, papers=["letter"], now=NOW)


def refused(act: Callable[[], object]) -> None:
    """It is his own cause."""
    with pytest.raises(OwnCause):
        act()


def test_no_agent_takes_a_step_of_the_office(firm: Enterprise, officer: Viewer, both: Viewer) -> None:
    """Not on a claim that a colleague of his own firm filed, either."""
    claim, leader = filed(agent("owner", firm), firm), viewer("leader", Role.LEADER)
    for act in (hand_in, decide, lambda by, its: decide(by, its, is_granted=False)):
        refused(lambda act=act: act(both, claim))  # type: ignore[misc]
    hand_in(officer, claim)
    decide(officer, claim)
    for is_granted in (True, False):
        refused(lambda is_granted=is_granted: approve(both, is_granted=is_granted))  # type: ignore[misc]
    assert stage(claim) == ("decided", 30 * WAN)
    approve(leader)
    refused(lambda: pay(both, claim))
    pay(officer, claim)
    for is_granted in (True, False):
        refused(lambda is_granted=is_granted: approve(both, is_granted=is_granted))  # type: ignore[misc]
    assert stage(claim) == ("paying", 30 * WAN)
    approve(leader)
    assert stage(claim) == ("paid", 30 * WAN)


def test_what_one_filed_does_not_even_wait_for_one(firm: Enterprise, officer: Viewer, both: Viewer) -> None:
    claim, leader = filed(both, firm), viewer("leader", Role.LEADER)
    hand_in(officer, claim)
    for step in (decide, pay):
        step(officer, claim)
        assert [list(approvals_waiting_for(who).values_list("concerns", flat=True)) for who in (both, leader)] == [[], ["person:both"]]
        with pytest.raises(approvals.OwnRequest):
            approve(both)
        approve(leader)
    assert stage(claim) == ("paid", 30 * WAN)


def test_who_filed_and_left_the_firm_since_still_has_no_hand_in_it(firm: Enterprise, officer: Viewer, both: Viewer) -> None:
    claim = filed(both, firm)
    Enterprise.objects.filter(pk=firm.pk).update(organisation=None)
    refused(lambda: decide(both, claim))


def test_the_agent_of_a_merged_entry_acts_for_the_firm(firm: Enterprise, officer: Viewer) -> None:
    (other,) = firms("虚构乙厂")
    agent("sister", other)
    sister, claim = posted("sister"), filed(agent("owner", firm), firm)
    hand_in(sister, claim)  # two firms, as far as anybody knows
    Enterprise.objects.filter(pk=firm.pk).update(merged_into=other)
    refused(lambda: decide(sister, claim))
    Enterprise.objects.filter(pk=firm.pk).update(merged_into=None)
    Enterprise.objects.filter(pk=other.pk).update(merged_into=firm)
    refused(lambda: decide(sister, claim))


def test_a_stand_in_makes_no_two_of_one(firm: Enterprise, officer: Viewer) -> None:
    """Who stands in for the agent, and handles it by what that same agent lends him."""
    agent("both", firm)
    posted("both")
    helper = cast.person("helper")
    stand_ins.appoint(
        by=cast.CLI, absent=Person.objects.get(username="both"), substitute=helper, from_on=DAY, until_on=DAY, reason="出差", now=NOW
    )
    lent, claim = viewer_of(helper, DAY), filed(agent("owner", firm), firm)
    assert actor_of(lent, Permission.HANDLE_CLAIMS).on_behalf_of == "person:both"
    refused(lambda: decide(lent, claim))


def test_the_office_may_decide_what_it_began(firm: Enterprise, officer: Viewer) -> None:
    claim = claims.propose(by=officer, measure="award", firm=firm.key, as_of=DAY, now=NOW)
    decide(officer, claim)
    assert stage(claim) == ("decided", 20 * WAN)
    assert Approval.objects.get(decision=ApprovalState.WAITING.value).concerns == ""


def test_the_page_says_so_and_offers_no_step_of_the_office(firm: Enterprise, officer: Viewer, both: Viewer, client: Client) -> None:
    claim = claims.file(by=both, measure="prize", firm=firm.key, as_of=DAY, now=NOW)
    told = {name: page(client, name, f"/policies/claims/{claim.pk}/") for name in ("both", "officer")}
    words = ("请不代表该企业的同事办理", 'value="decide"', 'value="hand_in"', 'value="withdraw"')
    assert {name: [word in html for word in words] for name, html in told.items()} == {
        "both": [True, False, False, True],
        "officer": [False, True, True, False],
    }


def test_a_claim_of_an_entry_merged_since_is_taken_back(firm: Enterprise) -> None:
    """By the agent of either entry."""
    (other,) = firms("虚构乙厂")
    owner, sister = agent("owner", firm), agent("sister", other)
    claim = filed(owner, firm)
    assert claims_seen(sister) == []
    Enterprise.objects.filter(pk=firm.pk).update(merged_into=other)
    assert [[each.number for each in claims_seen(who)] for who in (owner, sister)] == [[claim.pk]] * 2
    claims.withdraw(by=owner, number=claim.pk, reason="填错", now=NOW)
    second = claims.file(by=owner, measure="prize", firm=firm.key, as_of=DAY, remark="重报", now=NOW)
    assert second.enterprise_id == other.pk
    assert claims.withdraw(by=sister, number=second.pk, reason="不报了", now=NOW).stage == "withdrawn"

"""A claim from filing to payment, every wrong order refused, and what a firm is entitled to on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.accounts.actions import approvals
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.models import Approval
from dukou.accounts.queries import actor_of
from dukou.audit.models import AuditEvent
from dukou.enterprises.models import Enterprise
from dukou.kit.core.refusals import Refusal
from dukou.policies.actions import claims, matching, notices, payments, verdicts
from dukou.policies.actions.refusals import (
    ClaimedAlready,
    NotAtStage,
    NotEntitled,
    NothingDecided,
    NotOpen,
    NotYetYes,
    NoVoucher,
    OnlyDirect,
    PapersMissing,
    TitleOnly,
    TooMuch,
)
from dukou.policies.core.kinds import Shortfall, Stage
from dukou.policies.models import Claim, Entitlement
from dukou.policies.queries.claims import NoSuchClaim, claim_of, claims_seen, received
from dukou.policies.queries.unpaid import forecasts, unpaid
from dukou.policies.tests.made_up import DAY, NOW, WAN, agent, firms, handed_in, load, state, viewer
from dukou.rules.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    """A firm that holds the title and spent 1.5 m yuan."""
    load(tmp_path)
    (made,) = firms("虚构甲厂")
    state(made, has_title=True, spending="150万元")
    return made


@pytest.fixture
def officer(firm: Enterprise) -> Viewer:
    """Who handles claims."""
    return viewer("officer", Role.INDUSTRY_OFFICER)


@pytest.fixture
def leader(firm: Enterprise) -> Viewer:
    """Who confirms."""
    return viewer("leader", Role.LEADER)


def approve(by: Viewer, *, is_granted: bool = True) -> None:
    """Decide the one request that waits."""
    waiting = Approval.objects.get(decision="waiting")
    approvals.decide(by=actor_of(by), approval=waiting, is_granted=is_granted, reason="复核", now=NOW)


def test_from_filing_to_payment(firm: Enterprise, officer: Viewer, leader: Viewer) -> None:
    owner = agent("owner", firm)
    claim = handed_in(claims.file(by=owner, measure="subsidy", firm=firm.key, as_of=DAY, papers=["ledger", "letter"], now=NOW))
    assert (claim.stage, claim.asked, claim.decision_filed_id) == ("filed", 15 * WAN, Decision.objects.get().pk)
    verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW)
    assert stage(claim) == ("decided", 12 * WAN)  # ten percent of 1.5 m, cut by the cap of the fund
    approve(leader)
    assert stage(claim) == ("granted", 12 * WAN)
    payments.enter(by=officer, number=claim.pk, voucher="凭 7", paid_on=DAY, today=DAY, now=NOW)
    assert stage(claim) == ("paying", 12 * WAN)
    approve(leader)
    assert stage(claim) == ("paid", 12 * WAN)
    assert received(firm.pk, 2024) == {"fund": 12 * WAN}
    acts = AuditEvent.objects.filter(subject_kind="claim").order_by("pk")
    assert [event.act for event in acts] == [
        "claims.file",
        "claims.hand_in",
        "verdicts.decide",
        "verdicts.confirm",
        "payments.enter",
        "payments.confirm",
    ]
    row = Claim.objects.get(pk=claim.pk)
    assert (row.decided_by, row.confirmed_by, row.entered_by, row.paid_by) == (
        "person:officer",
        "person:leader",
        "person:officer",
        "person:leader",
    )
    assert [(each.purpose, each.answer) for each in Decision.objects.order_by("pk")] == [(f"claim/{claim.pk}", "yes")] * 2


def test_what_the_second_person_refuses_goes_back(firm: Enterprise, officer: Viewer, leader: Viewer) -> None:
    claim = claims.propose(by=officer, measure="award", firm=firm.key, as_of=DAY, now=NOW)
    verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW)
    approve(leader, is_granted=False)
    assert stage(claim) == ("filed", None)
    verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="再审", now=NOW)
    approve(leader)
    payments.enter(by=officer, number=claim.pk, voucher="凭 8", paid_on=DAY, today=DAY, now=NOW)
    approve(leader, is_granted=False)
    assert stage(claim) == ("granted", 20 * WAN)
    row = Claim.objects.get(pk=claim.pk)
    assert (row.voucher, row.paid_on, row.entered_by) == ("", None, "")


def test_nobody_confirms_what_he_decided(firm: Enterprise) -> None:
    both = viewer("both", Role.INDUSTRY_OFFICER, Role.LEADER)
    claim = claims.propose(by=both, measure="award", firm=firm.key, as_of=DAY, now=NOW)
    verdicts.decide(by=both, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW)
    with pytest.raises(approvals.OwnRequest):
        approve(both)
    assert stage(claim) == ("decided", 20 * WAN)


def test_every_wrong_order_is_refused(firm: Enterprise, officer: Viewer, leader: Viewer) -> None:
    claim = claims.propose(by=officer, measure="award", firm=firm.key, as_of=DAY, now=NOW)
    refused(NotAtStage, lambda: payments.enter(by=officer, number=claim.pk, voucher="凭", paid_on=DAY, today=DAY, now=NOW))
    verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW)
    refused(NotAtStage, lambda: verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW))
    refused(NotAtStage, lambda: claims.hand_in(by=officer, number=claim.pk, papers=["letter"], now=NOW))
    refused(NotAtStage, lambda: claims.withdraw(by=agent("owner", firm), number=claim.pk, reason="不要了", now=NOW))
    refused(ClaimedAlready, lambda: claims.propose(by=officer, measure="award", firm=firm.key, as_of=DAY, now=NOW))
    approve(leader)
    refused(NoVoucher, lambda: payments.enter(by=officer, number=claim.pk, voucher=" ", paid_on=DAY, today=DAY, now=NOW))
    refused(NoVoucher, lambda: payments.enter(by=officer, number=claim.pk, voucher="凭", paid_on=DAY.replace(day=9), today=DAY, now=NOW))
    assert stage(claim) == ("granted", 20 * WAN)


def test_what_cannot_be_claimed(firm: Enterprise, officer: Viewer) -> None:
    owner = agent("owner", firm)
    refused(TitleOnly, lambda: claims.file(by=owner, measure="named-only", firm=firm.key, as_of=DAY, now=NOW))
    refused(NotOpen, lambda: claims.file(by=owner, measure="award", firm=firm.key, as_of=DAY.replace(month=2), now=NOW))
    refused(NotOpen, lambda: claims.file(by=owner, measure="prize", firm=firm.key, as_of=DAY.replace(year=2027), now=NOW))
    refused(OnlyDirect, lambda: claims.propose(by=officer, measure="prize", firm=firm.key, as_of=DAY, now=NOW))
    refused(NotPermitted, lambda: claims.file(by=officer, measure="prize", firm=firm.key, as_of=DAY, now=NOW))
    refused(NotPermitted, lambda: claims.propose(by=owner, measure="award", firm=firm.key, as_of=DAY, now=NOW))


def test_a_no_needs_a_word_and_is_never_granted(tmp_path: Path) -> None:
    load(tmp_path)
    (made,) = firms("虚构乙厂")
    state(made, has_title=False)
    owner, officer = agent("owner", made), viewer("officer", Role.INDUSTRY_OFFICER)
    refused(NotEntitled, lambda: claims.file(by=owner, measure="prize", firm=made.key, as_of=DAY, now=NOW))
    claim = handed_in(claims.file(by=owner, measure="prize", firm=made.key, as_of=DAY, papers=["letter"], remark="证书已下", now=NOW))
    refused(NotYetYes, lambda: verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW))
    refused(NothingDecided, lambda: verdicts.decide(by=officer, number=claim.pk, is_granted=False, as_of=DAY, reason=" ", now=NOW))
    verdicts.decide(by=officer, number=claim.pk, is_granted=False, as_of=DAY, reason="没有称号", now=NOW)
    approve(viewer("leader", Role.LEADER))
    assert stage(claim) == ("refused", None)


def test_unknown_is_filed_and_not_granted(tmp_path: Path) -> None:
    load(tmp_path)
    (made,) = firms("虚构丙厂")
    owner, officer = agent("owner", made), viewer("officer", Role.INDUSTRY_OFFICER)
    claim = handed_in(claims.file(by=owner, measure="prize", firm=made.key, as_of=DAY, papers=["letter"], now=NOW))
    refused(NotYetYes, lambda: verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW))
    state(made, has_title=True)
    verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="证书已核", now=NOW)
    assert stage(claim) == ("decided", 30 * WAN)


def test_papers_amount_group_and_budget_bind(firm: Enterprise, officer: Viewer, leader: Viewer) -> None:
    owner = agent("owner", firm)
    claim = claims.file(by=owner, measure="prize", firm=firm.key, as_of=DAY, now=NOW)

    def grant(amount: int | None = None) -> object:
        return verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", amount=amount, now=NOW)

    refused(PapersMissing, grant)
    claims.hand_in(by=officer, number=claim.pk, papers=["letter"], now=NOW)
    refused(TooMuch, lambda: grant(30 * WAN + 1))
    refused(TooMuch, lambda: grant(0))
    award = claims.propose(by=officer, measure="award", firm=firm.key, as_of=DAY, now=NOW)
    verdicts.decide(by=officer, number=award.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW)
    approve(leader)
    grant()  # the higher prize pays what it is above the award that was granted
    assert stage(claim) == ("decided", 10 * WAN)
    approve(leader)
    (other,) = firms("虚构丁厂")
    state(other, has_title=True)
    second = handed_in(claims.file(by=agent("other", other), measure="prize", firm=other.key, as_of=DAY, papers=["letter"], now=NOW))
    verdicts.decide(by=officer, number=second.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW)
    assert stage(second) == ("decided", 20 * WAN)  # all that is left of the budget


def test_an_agent_sees_his_own_firm_alone(firm: Enterprise, officer: Viewer) -> None:
    (other,) = firms("虚构戊厂")
    state(other, has_title=True)
    owner, stranger = agent("owner", firm), agent("stranger", other)
    claim = claims.file(by=owner, measure="prize", firm=firm.key, as_of=DAY, now=NOW)
    assert [[each.number for each in claims_seen(who)] for who in (officer, owner, stranger)] == [[claim.pk], [claim.pk], []]
    refused(NoSuchClaim, lambda: claim_of(stranger, claim.pk))
    refused(NoSuchClaim, lambda: claims.withdraw(by=stranger, number=claim.pk, reason="", now=NOW))
    refused(Refusal, lambda: claims.file(by=stranger, measure="prize", firm=firm.key, as_of=DAY, now=NOW))
    claims.withdraw(by=owner, number=claim.pk, reason="填错", now=NOW)
    assert stage(claim) == ("withdrawn", None)
    assert claims.file(by=owner, measure="prize", firm=firm.key, as_of=DAY, now=NOW).pk != claim.pk


def test_entitled_and_not_paid_with_the_reason(firm: Enterprise, officer: Viewer, leader: Viewer) -> None:
    matching.run(by=officer, as_of=DAY, now=NOW)
    assert told(officer) == {"award": Shortfall.BARRED, "prize": Shortfall.NOT_TOLD, "subsidy": Shortfall.NOT_TOLD}
    owner = agent("owner", firm)
    assert notices.tell(by=officer, measure="prize", as_of=DAY, now=NOW) == notices.Told(1, 0)
    refused(notices.NobodyToTell, lambda: notices.tell(by=officer, measure="prize", as_of=DAY, now=NOW))
    claims.file(by=owner, measure="subsidy", firm=firm.key, as_of=DAY, now=NOW)
    award = claims.propose(by=officer, measure="award", firm=firm.key, as_of=DAY, now=NOW)
    assert told(officer) == {"award": Shortfall.IN_HAND, "prize": Shortfall.NOT_FILED, "subsidy": Shortfall.PAPER_MISSING}
    verdicts.decide(by=officer, number=award.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW)
    approve(leader)
    payments.enter(by=officer, number=award.pk, voucher="凭", paid_on=DAY, today=DAY, now=NOW)
    approve(leader)
    assert told(officer) == {"prize": Shortfall.NOT_FILED, "subsidy": Shortfall.PAPER_MISSING}
    money = {each.standing.measure.key: each.forecast for each in forecasts(officer)}
    assert {key: (each.paid, each.sure, each.left) for key, each in money.items()} == {
        "award": (20 * WAN, 0, 80 * WAN),
        "prize": (0, 10 * WAN, 30 * WAN),  # what it is above the award
        "subsidy": (0, 12 * WAN, None),  # cut by the cap of the fund
    }


def test_a_run_is_one_event_and_the_last_one_stands(firm: Enterprise, officer: Viewer) -> None:
    near, unknown, out = firms("虚构己厂", "虚构庚厂", "虚构辛厂")
    state(near, has_title=True, spending="80万元")
    state(out, has_title=False, spending="80万元")
    matching.run(by=officer, as_of=DAY, now=NOW)
    made = matching.run(by=officer, as_of=DAY, now=NOW)
    assert made.counts["subsidy"] == {"yes": 1, "no": 2, "unknown": 1}
    rows = made.entitlements.filter(measure__key="subsidy").order_by("enterprise_id")
    short = {"zh": "20 万元", "en": "0.2 m yuan"}
    assert [(row.enterprise.key, row.answer, row.least, row.near and row.near["short"]) for row in rows] == [
        (firm.key, "yes", 15 * WAN, None),
        (near.key, "no", None, short),
        (unknown.key, "unknown", 0, None),
    ]
    assert AuditEvent.objects.filter(act="matching.run").count() == 2
    assert Entitlement.objects.exclude(run=made).count() == 0


def told(by: Viewer) -> dict[str, Shortfall]:
    """Why each measure is not paid."""
    return {each.matched.standing.measure.key: each.reason for each in unpaid(by)}


def stage(claim: Claim) -> tuple[str, int | None]:
    """Where a claim stands, and the amount decided."""
    row = Claim.objects.get(pk=claim.pk)
    return str(Stage.of(row.stage)), row.amount


def refused(by: type[Refusal], act: object) -> None:
    """The act is refused so."""
    with pytest.raises(by):
        act()  # type: ignore[operator]

"""The ladder of money: totals, papers, the second person, and everything that is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.models import Approval
from dukou.audit.models import AuditEvent
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions import proofs, sums
from dukou.projects.actions.money_refusals import (
    BelowEvidence,
    BeyondStatement,
    EarlierThanTold,
    NoSuchAmount,
    NoSuchPaper,
    NothingTold,
    PaperCounted,
    PaperProvesOther,
    SumUnchanged,
    WaitsAlready,
)
from dukou.projects.actions.refusals import DayAhead, WordsMissing
from dukou.projects.core.ladders import PROVES, PaperKind, Total
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyPaper, MoneyStatement, Project
from dukou.projects.queries.money import ladder_of, totals
from dukou.projects.queries.visibility import NoSuchProject
from dukou.projects.tables.money import signed_words
from dukou.projects.tests.money_made import DAY, EARLY, KEEPER, NOW, SECOND, WAN, decide_all, load, project, prove, tell

pytestmark = pytest.mark.django_db
STRANGER = Viewer("person:stranger", permissions=frozenset({Permission.KEEP_PROJECTS}), person_id=2)
INVOICE, SLIP, CONTRACT = PaperKind.EQUIPMENT_INVOICE, PaperKind.BANK_SLIP, PaperKind.CONTRACT


@pytest.fixture
def made(tmp_path: Path) -> Project:
    load(tmp_path)
    return project()


def said(refusal: Refusal) -> str:
    return f"{refusal.said_what.zh}：{refusal.said_why.zh}。{refusal.said_cure.zh}"


def test_signed_so_much_of_which_so_much_has_a_paper(made: Project) -> None:
    assert signed_words(ladder_of(made)).zh == "签约额还没有报数。"
    tell(Rung.CONTRACT, 20_000)
    prove(Rung.CONTRACT, CONTRACT, "合-1", 15_000)
    assert signed_words(ladder_of(made)).zh == "签约 20,000万元，其中有凭据 15,000万元（75.0%）。"
    assert signed_words(ladder_of(made)).en == "Signed 200,000,000 yuan, of which 150,000,000 yuan has a paper (75.0%)."


def test_the_ladder_of_many_projects_counts_the_newest_of_each_and_what_is_proved(made: Project) -> None:
    project("虚构二号项目", "made-2")
    for wan, reason in ((20_000, ""), (18_000, "按合同改正")):
        tell(Rung.CONTRACT, wan, as_of=EARLY if wan == 20_000 else DAY, reason=reason)
    prove(Rung.CONTRACT, CONTRACT, "合-1", 15_000)
    tell(Rung.CONTRACT, 2_000, key="made-2")
    tell(Rung.IN_PLACE, 500, key="made-2")
    found = {each.rung: each for each in totals(KEEPER)}
    assert found[Rung.CONTRACT] == Total(Rung.CONTRACT, 20_000 * WAN, 2, 15_000 * WAN, 0)
    assert found[Rung.IN_PLACE] == Total(Rung.IN_PLACE, 0, 0, 0, 500 * WAN)
    assert {each.told for each in totals(STRANGER)} == {0}
    Project.objects.filter(key="made-2").update(status="lost")
    assert {each.rung: each.told for each in totals(KEEPER)}[Rung.CONTRACT] == 18_000 * WAN


def test_contract_and_capital_stand_at_once_the_rest_waits_for_a_second_person(made: Project) -> None:
    for rung in Rung:
        tell(rung, 100)
    assert [row.rung for row in MoneyStatement.objects.filter(state="stands")] == ["contract", "registered_capital"]
    assert ladder_of(made)[Rung.IN_PLACE].amount is None
    decide_all()
    assert {line.amount for line in ladder_of(made).values()} == {100 * WAN}
    assert {row.known_on for row in MoneyStatement.objects.all()} == {DAY}


def test_nobody_certifies_his_own_money(made: Project) -> None:
    from dukou.accounts.actions import approvals
    from dukou.accounts.queries import actor_of

    tell(Rung.IN_PLACE, 100)
    with pytest.raises(approvals.OwnRequest):
        approvals.decide(
            by=actor_of(KEEPER, Permission.KEEP_PROJECTS), approval=Approval.objects.get(), is_granted=True, reason="自己", now=NOW
        )
    assert ladder_of(made)[Rung.IN_PLACE].amount is None


def test_a_total_does_not_shrink_below_its_papers(made: Project) -> None:
    tell(Rung.CONTRACT, 20_000)
    prove(Rung.CONTRACT, CONTRACT, "合-1", 15_000)
    with pytest.raises(BelowEvidence) as refused:
        tell(Rung.CONTRACT, 14_999, as_of=DAY, reason="改小")
    assert said(refused.value) == (
        "没有记下签约额 14,999万元：已登记的 1 份凭据合计 15,000万元，比它多。先核对凭据：登错的写明理由撤回，再报数"
    )
    tell(Rung.CONTRACT, 15_000, as_of=DAY, reason="按合同改正")
    assert ladder_of(made)[Rung.CONTRACT].share == 1


def test_a_paper_fits_into_the_total_that_was_told(made: Project) -> None:
    with pytest.raises(NothingTold) as nothing:
        prove(Rung.IN_PLACE, INVOICE, "发-1", 10)
    assert said(nothing.value) == "没有登记凭据“发-1”（10万元）：到位资金还没有报过数。先报到位资金的累计数，再登记凭据"
    tell(Rung.IN_PLACE, 100)
    prove(Rung.IN_PLACE, INVOICE, "发-1", 60)
    with pytest.raises(BeyondStatement) as beyond:
        prove(Rung.IN_PLACE, INVOICE, "发-2", 41)
    assert said(beyond.value) == (
        "没有登记凭据“发-2”（41万元）：到位资金报的是 100万元，凭据还可登记 40万元。先把到位资金报到与凭据相符，再登记凭据"
    )
    prove(Rung.IN_PLACE, INVOICE, "发-2", 40)
    assert (ladder_of(made)[Rung.IN_PLACE].proved, ladder_of(made)[Rung.IN_PLACE].asked_proof) == (0, 100 * WAN)
    decide_all()
    assert ladder_of(made)[Rung.IN_PLACE].proved == 100 * WAN


def test_a_paper_whose_total_was_turned_down_cannot_be_confirmed(made: Project) -> None:
    total = tell(Rung.IN_PLACE, 100)
    paper = prove(Rung.IN_PLACE, INVOICE, "发-1", 60)
    sums.turn_down(by=SECOND, number=total.pk, reason="没有到账", now=NOW)
    with pytest.raises(NothingTold):
        proofs.confirm(by=SECOND, number=paper.pk, reason="核对过", now=NOW)
    tell(Rung.IN_PLACE, 60)
    decide_total = MoneyStatement.objects.latest("pk")
    sums.confirm(by=SECOND, number=decide_total.pk, reason="核对过", now=NOW)
    proofs.confirm(by=SECOND, number=paper.pk, reason="核对过", now=NOW)
    assert ladder_of(made)[Rung.IN_PLACE].share == 1


def test_one_paper_counts_once_on_a_rung_and_in_one_project(made: Project) -> None:
    for rung in (Rung.IN_PLACE, Rung.FIXED_ASSETS):
        tell(rung, 100)
        prove(rung, INVOICE, "发 1", 60)  # one invoice proves both rungs of its project: they are never added
    with pytest.raises(PaperCounted) as again:
        prove(Rung.IN_PLACE, INVOICE, "发１", 10, issuer="虚构 局")
    assert said(again.value).startswith("没有登记凭据“发１”（10万元）：设备发票“发１”（虚构 局）已在本项目登记")
    project("虚构二号项目", "made-2")
    tell(Rung.FIXED_ASSETS, 100, key="made-2")
    with pytest.raises(PaperCounted) as other:
        prove(Rung.FIXED_ASSETS, INVOICE, "发1", 10, key="made-2")
    assert other.value.said_why.zh == "设备发票“发1”（虚构局）已在项目“虚构一号项目”（made-1）登记"
    for paper in MoneyPaper.objects.all():
        proofs.withdraw(by=KEEPER, project="made-1", number=paper.pk, reason="登错项目", now=NOW)
    prove(Rung.FIXED_ASSETS, INVOICE, "发1", 10, key="made-2")


def test_the_other_project_is_named_only_to_who_may_see_it(made: Project) -> None:
    from dukou.accounts.core.viewers import Grant

    tell(Rung.CONTRACT, 100)
    prove(Rung.CONTRACT, CONTRACT, "合-1", 60)
    keeps = Permission.KEEP_PROJECTS
    narrow = Viewer("person:narrow", permissions=frozenset({keeps}), grants=frozenset({Grant(keeps, "other")}), person_id=2)
    project("虚构二号项目", "made-2", by=narrow, office="other")
    tell(Rung.CONTRACT, 100, key="made-2", by=narrow)
    with pytest.raises(PaperCounted) as refused:
        prove(Rung.CONTRACT, CONTRACT, "合-1", 10, key="made-2", by=narrow)
    assert refused.value.said_why.zh == "投资合同书“合-1”（虚构局）已在另一个项目登记"
    assert not {"made-1", "虚构一号项目"} & set(str(refused.value.details.values()).split())
    with pytest.raises(NoSuchProject):
        tell(Rung.CONTRACT, 200, by=narrow)


def test_each_rung_takes_its_papers_alone(made: Project) -> None:
    for rung in Rung:
        tell(rung, 100)
        for kind in set(PaperKind) - set(PROVES[rung]):
            with pytest.raises(PaperProvesOther):
                prove(rung, kind, f"{rung.value}-{kind.value}", 1)
    assert MoneyPaper.objects.count() == 0


def test_what_is_refused_leaves_nothing(made: Project) -> None:
    tell(Rung.CONTRACT, 100)
    tell(Rung.IN_PLACE, 100)
    before = AuditEvent.objects.count()
    reader = Viewer("person:reader", permissions=frozenset({Permission.SEE_PROJECTS}), person_id=3)
    for refusal, rung, wan, how in (
        (SumUnchanged, Rung.CONTRACT, 100, {}),
        (EarlierThanTold, Rung.CONTRACT, 200, {"as_of": date(2024, 1, 1)}),
        (WordsMissing, Rung.CONTRACT, 50, {"as_of": DAY}),
        (NoSuchAmount, Rung.CONTRACT, -1, {}),
        (NoSuchAmount, Rung.CONTRACT, 10**10, {}),
        (DayAhead, Rung.CONTRACT, 200, {"as_of": date(2024, 7, 9)}),
        (WaitsAlready, Rung.IN_PLACE, 200, {}),
        (NotPermitted, Rung.CONTRACT, 200, {"by": reader}),
    ):
        with pytest.raises(refusal):
            tell(rung, wan, **how)
    with pytest.raises(NoSuchPaper):
        proofs.withdraw(by=KEEPER, project="made-1", number=1, reason="没有", now=NOW)
    assert (MoneyStatement.objects.count(), AuditEvent.objects.count()) == (2, before)


def test_a_withdrawn_paper_stays_on_record_and_waits_for_nobody(made: Project) -> None:
    tell(Rung.IN_PLACE, 100)
    paper = prove(Rung.IN_PLACE, SLIP, "单-1", 60)
    proofs.withdraw(by=KEEPER, project="made-1", number=paper.pk, reason="登错", now=NOW)
    with pytest.raises(NoSuchPaper):
        proofs.confirm(by=SECOND, number=paper.pk, reason="核对过", now=NOW)
    proofs.turn_down(by=SECOND, number=paper.pk, reason="已撤回", now=NOW)
    paper.refresh_from_db()
    assert (paper.state, paper.withdrawn_reason, ladder_of(made)[Rung.IN_PLACE].least) == ("refused", "登错", 0)


@pytest.mark.parametrize("seed", range(12))
def test_papers_never_come_to_more_than_the_total_in_whatever_order_people_act(made: Project, seed: int) -> None:
    random = Random(seed)
    for step in range(40):
        rung = random.choice([Rung.CONTRACT, Rung.IN_PLACE, Rung.FIXED_ASSETS])
        try:
            match random.randrange(4):
                case 0:
                    tell(rung, random.randrange(0, 300), as_of=random.choice([EARLY, DAY]), reason="核对")
                case 1:
                    prove(rung, random.choice(PROVES[rung]), str(random.randrange(30)), random.randrange(1, 120))
                case 2:
                    waiting = list(Approval.objects.filter(decision="waiting"))
                    if waiting:
                        from dukou.accounts.actions import approvals

                        one, is_granted = random.choice(waiting), random.random() < 0.7
                        approvals.decide(by=SECOND, approval=one, is_granted=is_granted, reason="核对", now=NOW)
                case 3:
                    papers = list(MoneyPaper.objects.all())
                    if papers:
                        proofs.withdraw(by=KEEPER, project="made-1", number=random.choice(papers).pk, reason="登错", now=NOW)
        except Refusal:
            pass
        for line in ladder_of(made).values():
            assert line.proved <= (line.amount or 0), (seed, step)
    assert MoneyStatement.objects.exists()

"""What the second person reads before he decides: the firm, the clause, the papers and names, on the page of the request itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Approval, Person
from dukou.accounts.queries import actor_of
from dukou.enterprises.models import Enterprise
from dukou.policies.actions import claims, payments, verdicts
from dukou.policies.tests.made_up import DAY, NOW, agent, firms, handed_in, load, state, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(tmp_path: Path, collected_static: None) -> Enterprise:
    """A firm that holds the title and spent 1.5 m yuan."""
    load(tmp_path)
    (made,) = firms("虚构甲厂")
    state(made, has_title=True, spending="150万元")
    return made


def decided(firm: Enterprise) -> tuple[Viewer, Viewer, int]:
    """A claim to the subsidy that an officer granted and nobody has confirmed yet."""
    officer, leader = viewer("officer", Role.INDUSTRY_OFFICER), viewer("leader", Role.LEADER)
    claim = handed_in(
        claims.file(by=agent("owner", firm), measure="subsidy", firm=firm.key, as_of=DAY, papers=["ledger", "letter"], now=NOW)
    )
    verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW)
    return officer, leader, claim.pk


def told() -> dict[str, str]:
    """What the request that waits tells, by its Chinese words."""
    waiting = Approval.objects.get(decision="waiting")
    tell = APPROVABLE[waiting.act].told
    assert tell is not None
    return {label.zh: value if isinstance(value, str) else value.zh for label, value in tell(waiting.payload)}


def test_a_payment_tells_firm_clause_papers_and_who_found_what(firm: Enterprise) -> None:
    officer, leader, number = decided(firm)
    first = told()
    assert first == {
        "企业": firm.name,
        "措施": "支出补助",
        "条款": "没有写明",
        "提出": str(DAY),
        "已收到的材料": "台账、账户函",
        "金额": "12 万元",
        "初审": "同意：符合（演员officer）",
    }
    approvals.decide(by=actor_of(leader), approval=Approval.objects.get(decision="waiting"), is_granted=True, reason="复核", now=NOW)
    payments.enter(by=officer, number=number, voucher="凭 7", paid_on=DAY, today=DAY, now=NOW)
    assert told() == first | {"初审的复核人": "演员leader", "付款": f"凭证 凭 7，{DAY}（演员officer）"}


@pytest.mark.parametrize("role", [Role.LEADER, Role.STEWARD])
def test_whoever_may_decide_reads_it_on_the_page_with_names(firm: Enterprise, role: Role) -> None:
    decided(firm)
    number = Approval.objects.get().pk
    viewer("second", role)
    browser = Client()
    browser.force_login(Person.objects.get(username="second"))
    page = browser.get(f"/accounts/approvals/{number}/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    words = [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<dt>(.*?)</dt>", main)]
    assert words == ["事项", "企业", "措施", "条款", "提出", "已收到的材料", "金额", "初审", "申请人", "申请时间", "理由", "结果"]
    assert ("演员officer" in main, "person:officer" in main, "decision" in main) == (True, False, True)
    listed = browser.get("/accounts/approvals/").content.decode()
    assert ("演员officer" in listed, "person:officer" in listed) == (True, False)

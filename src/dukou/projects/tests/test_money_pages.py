"""The pages of money and admission: what they tell, what their forms do, and whom they keep out."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.tests import cast
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyPaper, MoneyStatement, Project, ProjectStatement
from dukou.projects.tests.money_made import load, project, prove, tell
from dukou.rules.models import Decision

pytestmark = pytest.mark.django_db
BACKEND = "dukou.accounts.auth.PasswordSignIn"
MONEY, ADMISSION = "/projects/of/made-1/money/", "/projects/of/made-1/admission/"
SUM = {"sum-rung": "contract", "sum-amount": "20000万元", "sum-as_of": "2024-06-30", "sum-said_by": "虚构办"}
PAPER = {"kind": "contract", "issuer": "虚构局", "number": "合-1", "issued_on": "2024-06-30", "amount": "1.5亿元", "rung": "contract"}
FACT = {"fact": "project.land", "value": "100亩", "known_on": "2024-06-30", "source": "虚构文件"}


@pytest.fixture
def made(tmp_path: Path, collected_static: None) -> Project:
    cache.clear()
    load(tmp_path)
    return project()


@pytest.fixture
def officer(client: Client, made: Project) -> Client:
    """An officer of the industry office."""
    client.force_login(cast.person("officer", Role.INDUSTRY_OFFICER), backend=BACKEND)
    return client


def page(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


def test_a_total_and_a_paper_are_entered_and_told(officer: Client) -> None:
    assert "签约额还没有报数。" in page(officer, MONEY)
    assert officer.post(MONEY, SUM).status_code == 302
    assert officer.post(MONEY, {f"paper-{name}": value for name, value in PAPER.items()}).status_code == 302
    shown = page(officer, MONEY)
    assert "签约 20,000万元，其中有凭据 15,000万元（75.0%）。" in shown
    assert "计入多少还不清楚" in shown and "各台阶是同一笔投资的不同说法，不相加。" in shown
    paper = MoneyPaper.objects.get()
    assert officer.post(f"{MONEY}papers/{paper.pk}/withdraw/", {"reason": "登错"}).status_code == 302
    assert "其中有凭据 0元（0.0%）" in page(officer, MONEY)


def test_a_refusal_stands_in_the_form(officer: Client) -> None:
    tell(Rung.CONTRACT, 20_000)
    prove(Rung.CONTRACT, PaperKind.CONTRACT, "合-1", 15_000)
    answer = officer.post(MONEY, SUM | {"sum-amount": "1亿元", "sum-as_of": "2024-07-08", "sum-reason": "改"})
    assert answer.status_code == 422 and "已登记的 1 份凭据合计 15,000万元，比它多" in answer.content.decode()
    answer = officer.post(MONEY, SUM | {"sum-amount": "很多"})
    assert answer.status_code == 422 and "不是金额" in answer.content.decode()
    assert MoneyStatement.objects.count() == 1


def test_a_fact_is_stated_and_admission_judged(officer: Client) -> None:
    assert officer.post(ADMISSION, FACT).status_code == 302
    assert "信息不够，不是拒绝" in page(officer, ADMISSION)
    assert officer.post(ADMISSION, {"do": "judge"}).status_code == 302
    shown = page(officer, ADMISSION)
    assert f"第 {Decision.objects.get().pk} 号判断" in shown and "100 亩" in shown
    number = ProjectStatement.objects.get().pk
    assert officer.post(f"{ADMISSION}facts/{number}/withdraw/", {"reason": "误登"}).status_code == 302
    assert "还没有登记情况。" in page(officer, ADMISSION)


def test_readers_see_no_forms_and_others_nothing(client: Client, made: Project) -> None:
    client.force_login(cast.person("leader", Role.LEADER), backend=BACKEND)
    for address in (MONEY, ADMISSION):
        assert '<form method="post" class="form"' not in page(client, address)
        assert client.post(address, SUM).status_code == 403
    client.force_login(cast.person("department", Role.DEPARTMENT_OFFICER), backend=BACKEND)
    for address in (MONEY, ADMISSION):
        assert "示例" not in page(client, address, 403)

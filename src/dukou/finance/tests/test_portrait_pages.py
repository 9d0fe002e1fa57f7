"""Pages of the portrait, of consents and of a bank's look: what each shows, and what a form that comes back says."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from dukou.accounts.models import Person
from dukou.enterprises.models import Enterprise
from dukou.finance.models import Consent, LookUp, PortraitDispute
from dukou.finance.tests import consents_made as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]


@pytest.fixture(scope="module")
def firm(rows_of_module: None) -> Enterprise:
    """The first of two firms; there are agents, bankers and an officer."""
    row = made.district()[0]
    made.agent()
    made.banker()
    made.officer()
    return row


def browser(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username), backend="dukou.accounts.auth.PasswordSignIn")
    return client


def consented(firm: Enterprise, **more: object) -> int:
    sent = {"bank": "bank-a", "days": "30", "looks": "2", "items-register": ["age", "status"]} | more
    answer = browser("agent-0").post(f"/finance/consents/new/{firm.key}/?purpose=during", sent)
    assert answer.status_code == 302, answer.content.decode()
    return int(answer.headers["Location"].rstrip("/").rpartition("/")[2])


def test_the_way_to_one_s_only_portrait_is_short_and_it_stands_under_its_headings(firm: Enterprise) -> None:
    client = browser("agent-0")
    assert client.get("/finance/portrait/").headers["Location"] == f"/finance/portrait/{firm.key}/"
    page = client.get(f"/finance/portrait/{firm.key}/").content.decode()
    groups = re.findall(r'scope="rowgroup" colspan="7">(\S+)', page)
    assert groups == ["登记", "规模和成长", "订单", "税务和社保", "知识产权和研发", "资质荣誉", "产业链位置", "信用", "水电气"]
    assert f'href="/enterprises/{firm.key}/"' in page and f'href="/credit/firms/{firm.key}/"' in page


def test_a_dispute_goes_from_the_page_to_the_office_and_back(firm: Enterprise) -> None:
    agent, office = browser("agent-0"), browser("officer")
    sent = agent.post(f"/finance/portrait/{firm.key}/age/dispute/", {"words": "成立更早"})
    number = PortraitDispute.objects.get().pk
    assert sent.headers["Location"] == f"/finance/disputes/{number}/"
    assert "异议核实中" in agent.get(f"/finance/portrait/{firm.key}/").content.decode()
    assert "成立更早" in office.get(sent.headers["Location"]).content.decode()
    assert office.post(sent.headers["Location"], {"step": "correct", "correct-reason": "登记有误"}).status_code == 422
    told = {"step": "correct", "correct-reason": "登记有误", "correct-proof": "通知书 7 号"}
    assert office.post(sent.headers["Location"], told).status_code == 302
    assert "通知书 7 号" in agent.get(sent.headers["Location"]).content.decode()
    assert agent.post(sent.headers["Location"], {"step": "take_back"}).status_code == 403


def test_days_and_looks_are_filled_in_as_usual_for_the_purpose(firm: Enterprise) -> None:
    page = browser("agent-0").get(f"/finance/consents/new/{firm.key}/", {"purpose": "during", "bank": "bank-b"}).content.decode()
    assert [re.search(rf'name="{name}" value="(\d+)"', page).group(1) for name in ("days", "looks")] == ["365", "4"]  # type: ignore[union-attr]
    assert '<option value="bank-b" selected>' in page and "credit-points" not in page


def test_a_consent_is_given_for_the_purpose_of_its_page_and_withdrawn_by_one_button(firm: Enterprise) -> None:
    number, client = consented(firm), browser("agent-0")
    row = Consent.objects.get(pk=number)
    told = (row.purpose, row.items, (row.until_on - timezone.localdate()).days, row.looks)
    assert told == ("during", ["age", "status"], 29, 2)
    assert client.post(f"/finance/consents/{number}/", {"step": "withdraw"}).status_code == 302
    page = client.get(f"/finance/consents/{number}/").content.decode()
    assert "授权已撤回" in page and 'value="withdraw"' not in page
    nothing = client.post(f"/finance/consents/new/{firm.key}/", {"bank": "bank-a", "days": "30", "looks": "2"})
    assert (nothing.status_code, Consent.objects.count()) == (422, 1)


def test_a_look_is_told_once_and_what_is_sent_twice_is_counted_once(firm: Enterprise) -> None:
    number, client = consented(firm), browser("bank-a-officer")
    address = f"/finance/bank/look/{number}/"
    assert 'name="number" value="1"' in client.get(address).content.decode()
    sent = {"reason": "renewal", "words": "到期续贷", "number": "1"}
    told = client.post(address, sent)
    assert told.status_code == 200 and "还可查 1 次" in told.content.decode()
    again = client.post(address, sent)
    assert again.status_code == 422 and 'name="number" value="2"' in again.content.decode()
    assert [row.why for row in LookUp.objects.all()] == ["续贷审查：到期续贷"]
    assert LookUp.objects.get().sha256 in told.content.decode()
    assert "续贷审查：到期续贷" in browser("agent-0").get("/finance/looks/").content.decode()


def test_a_look_for_a_reason_of_another_purpose_is_not_taken(firm: Enterprise) -> None:
    number = consented(firm)
    assert browser("bank-a-officer").post(f"/finance/bank/look/{number}/", {"reason": "application"}).status_code == 422
    assert not LookUp.objects.exists()


def test_the_office_reads_counts_and_no_firm(firm: Enterprise) -> None:
    consented(firm)
    page = browser("officer").get("/finance/looks/").content.decode()
    assert firm.name not in page and "银行甲（示意）" in page
    assert browser("officer").get(f"/finance/portrait/{firm.key}/").status_code == 403

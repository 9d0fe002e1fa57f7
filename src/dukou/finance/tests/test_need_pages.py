"""The pages of needs and applications: what the firm, the bank, the office and others read and do there, in both languages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Person
from dukou.enterprises.models import Enterprise
from dukou.finance.models import Application, BankAnswer, Consent, Need
from dukou.finance.tests.needs_made import agent, banker, consented, district, offered, officer, posted, sent

pytestmark = pytest.mark.django_db
BACKEND = "dukou.accounts.auth.PasswordSignIn"
NEED = {"amount": "99", "unit": "万元", "term_months": "12", "purpose": "采购青梅订单的原料"}
OFFER = {"step": "offer", "offer-amount": "90", "offer-unit": "万元", "offer-rate": "3.65", "offer-term_months": "12"}
OFFER |= {"offer-repayment": "equal", "offer-fee": "500元"}


@pytest.fixture
def firms(tmp_path: Path, collected_static: None) -> list[Enterprise]:
    return district(tmp_path)


def browser(who: Viewer) -> Client:
    """Somebody who has signed in."""
    client = Client()
    client.force_login(Person.objects.get(username=who.key.removeprefix("person:")), backend=BACKEND)
    return client


def page(client: Client, address: str, status: int = 200, sent_: dict[str, Any] | None = None, language: str = "zh") -> str:
    client.cookies["dukou_language"] = language
    answer = client.get(address) if sent_ is None else client.post(address, sent_)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode())


def live(firm: Enterprise, by: Viewer, **more: Any) -> Consent:
    """A consent that stands today."""
    today = timezone.localdate()
    return consented(firm, by, **({"from_on": today, "until_on": today + timedelta(days=30)} | more))


def applied(firm: Enterprise, **more: Any) -> Application:
    """An application that was sent a moment ago."""
    now = timezone.now()
    row = Consent.objects.filter(bank__key=more.get("bank", "bank-a")).first() or live(firm, agent(), **more)
    Consent.objects.filter(pk=row.pk).update(given_at=now - timedelta(minutes=1))
    return sent(posted(firm, agent(), now=now), agent(), row, now=now)


def test_a_need_is_posted_in_two_steps_with_its_amount_read_back(firms: list[Enterprise]) -> None:
    own, address = browser(agent()), f"/finance/needs/new/{firms[0].key}/"
    assert "万元" in page(own, address)
    assert "没有单位" in page(own, address, 422, NEED | {"unit": ""})
    assert "不一致" in page(own, address, 422, NEED | {"amount": "99万元", "unit": "元"})
    asked = page(own, address, 422, NEED)
    assert "99万元，即 990,000元" in asked and "没有错就打勾" in asked
    assert "990,000 yuan (99万元)" in page(own, address, 422, NEED, "en")
    doubted = page(own, address, 422, NEED | {"unit": "元"})
    assert "单位是否应为万元" in doubted
    page(own, address, 422, NEED | {"amount": "98", "sure_99000000": "on"})  # ticked for another amount
    assert not Need.objects.exists()
    answer = own.post(address, NEED | {"sure_99000000": "on"})
    row = Need.objects.get()
    assert (answer.status_code, answer["Location"], row.amount) == (302, f"/finance/needs/{row.pk}/", 99_000_000)
    said = {"zh": ("99万元，即 990,000元", "虚构茶贷", "还差什么"), "en": ("990,000 yuan", "made-up tea loan", "What is wanting")}
    for language, words in said.items():
        text = page(own, f"/finance/needs/{row.pk}/", language=language)
        assert all(word in text for word in words)


def test_a_need_is_there_for_its_firm_and_the_office_alone(firms: list[Enterprise]) -> None:
    row = posted(firms[0], agent(), purpose="青梅订单")
    address = f"/finance/needs/{row.pk}/"
    own, office = page(browser(agent()), address), page(browser(officer()), address)
    assert "青梅订单" in own and "青梅订单" in office
    assert "逐条理由" in own and "逐条理由" not in office and "还差什么" not in office  # why, the firm alone reads
    assert page(browser(agent(1)), address, 404) and page(browser(banker()), address, 403)
    for tried in (f"/finance/needs/new/{firms[0].key}/", f"{address}apply/"):
        page(browser(agent(1)), tried, 404)
    listed = {name: page(browser(who), "/finance/needs/") for name, who in (("own", agent()), ("other", agent(1)), ("office", officer()))}
    assert {name: "青梅" in text for name, text in listed.items()} == {"own": True, "other": False, "office": True}
    assert "青梅" not in page(browser(officer()), "/finance/needs/?standing=closed")
    files = {who.key: browser(who).get("/finance/needs/download/csv/") for who in (agent(), agent(1))}
    told = {key: b"".join(answer.streaming_content).decode("utf-8-sig") for key, answer in files.items()}  # type: ignore[attr-defined]
    assert ["990000" in told[key] and "青梅" in told[key] for key in ("person:agent-0", "person:agent-1")] == [True, False]


def test_a_need_is_closed_on_its_page(firms: list[Enterprise]) -> None:
    row = posted(firms[0], agent())
    address, own = f"/finance/needs/{row.pk}/", browser(agent())
    page(browser(officer()), address, 403, {"step": "close", "close-reason": "不借了"})
    page(own, address, 422, {"step": "close", "close-reason": ""})
    page(own, address, 302, {"step": "close", "close-reason": "不借了"})
    text = page(own, address)
    assert "需求已关闭" in text and "不借了" in text and "/apply/" not in text


def test_a_firm_without_consent_is_led_to_give_one_and_with_one_applies(firms: list[Enterprise]) -> None:
    row, own = posted(firms[0], agent()), browser(agent())
    address = f"/finance/needs/{row.pk}/apply/"
    assert f"/finance/consents/new/{firms[0].key}/" in page(own, address)
    consent = live(firms[0], agent())
    Consent.objects.filter(pk=consent.pk).update(given_at=timezone.now() - timedelta(minutes=1))
    assert "虚构茶贷" in page(own, address)
    told = {"consent": str(consent.pk), "product": "tea"}
    assert "请核对金额" in page(own, address, 422, told | {"amount": "50", "unit": "万元"})
    answer = own.post(address, told | {"amount": "50", "unit": "万元", "sure_50000000": "on"})
    made = Application.objects.get()
    assert (answer.status_code, answer["Location"], made.amount) == (302, f"/finance/applications/{made.pk}/", 50_000_000)
    assert "还没有办结" in page(own, address, 422, told)  # the same once more


def test_a_bank_offers_and_the_firm_reads_compares_and_accepts(firms: list[Enterprise]) -> None:
    row, bank, own = applied(firms[0]), browser(banker()), browser(agent())
    address, until = f"/finance/applications/{row.pk}/", str(timezone.localdate() + timedelta(days=9))
    text = page(bank, address)
    assert "还有 10 个工作日" in text and "99万元，即 990,000元" in text and f"/finance/bank/look/{row.consent_id}/" in text
    assert "/finance/needs/" not in text  # the bank reads what was sent to it, and no need
    page(bank, address, 422, OFFER | {"offer-valid_until": until})
    page(bank, address, 422, OFFER | {"offer-valid_until": until, "offer-sure_90000000": "on", "offer-rate": "三点六"})
    page(bank, address, 302, OFFER | {"offer-valid_until": until, "offer-sure_90000000": "on"})
    assert BankAnswer.objects.get().rate == 365
    assert "改善报价" in page(bank, address) and "按期答复" in page(bank, address)
    compared = page(own, f"/finance/needs/{row.need_id}/")
    assert "一年成本最低" in compared and "3.65%" in compared and "第一年付出" in compared
    assert "cheapest a year" in page(own, f"/finance/needs/{row.need_id}/", language="en")
    assert "3.65%" not in page(browser(officer()), address)  # the office reads where it stands, and no terms
    read = str(BankAnswer.objects.get().pk)
    assert f'name="accept-answer" value="{read}"' in page(own, address)
    page(own, address, 422, {"step": "accept", "accept-answer": read + "0"})
    page(own, address, 302, {"step": "accept", "accept-answer": read})
    assert 'value="offer"' not in page(bank, address) and 'value="refuse"' in page(bank, address)
    assert "企业已接受" in page(browser(officer()), address)


def test_a_refusal_is_read_with_its_advice_in_both_languages(firms: list[Enterprise]) -> None:
    row, bank = applied(firms[0]), browser(banker())
    address = f"/finance/applications/{row.pk}/"
    page(bank, address, 422, {"step": "refuse", "refuse-reason": "too-wet", "refuse-words": ""})
    page(bank, address, 302, {"step": "refuse", "refuse-reason": "too-wet", "refuse-words": "今年雨水多"})
    zh, en = (page(browser(agent()), address, language=language) for language in ("zh", "en"))
    assert "太湿" in zh and "晒干" in zh and "今年雨水多" in zh
    assert "too wet" in en and "dry it" in en and "今年雨水多" in en
    office = page(browser(officer()), address)
    assert "太湿" in office and "今年雨水多" not in office
    page(bank, address, 403, OFFER)


def test_an_application_is_there_for_three_sides_alone(firms: list[Enterprise]) -> None:
    row = applied(firms[0])
    address = f"/finance/applications/{row.pk}/"
    for stranger in (agent(1), banker("bank-b")):
        page(browser(stranger), address, 404)
        page(browser(stranger), address, 404, {"step": "take_back"})
        assert f"/finance/applications/{row.pk}/" not in page(browser(stranger), "/finance/applications/")
    for who in (agent(), banker(), officer()):
        assert address in page(browser(who), "/finance/applications/?standing=waiting")
        assert address not in page(browser(who), "/finance/applications/?standing=late")
    page(browser(officer()), address, 403, {"step": "take_back"})
    page(browser(banker()), address, 403, {"step": "take_back"})
    page(browser(agent()), address, 302, {"step": "take_back"})
    assert "企业撤回" in page(browser(banker()), address)
    answer = browser(banker()).get("/finance/applications/download/csv/")
    assert "企业撤回" in b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


def test_an_offer_that_ran_out_says_so(firms: list[Enterprise]) -> None:
    row, now = applied(firms[0]), timezone.now()
    offered(row, banker(), now=now, valid_until=timezone.localdate() + timedelta(days=1))
    BankAnswer.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    text = page(browser(agent()), f"/finance/applications/{row.pk}/")
    assert "报价已过有效期" in text and "接受后由银行授信" not in text
    assert "报价已过期" in page(browser(agent()), f"/finance/needs/{row.need_id}/")

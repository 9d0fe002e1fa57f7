"""Random consents, banks, moments and items, through every door: a bank is told what it may be told, in bands, and else one same answer.

What could leak is planted and first shown to reach the firm's own page. What may be told is said by an oracle of its own, which reads none
of the room's code: it holds the drawn consents, and counts the looks that were taken.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from dukou.accounts.actions import tokens
from dukou.accounts.core.scopes import Scope
from dukou.accounts.models import Person
from dukou.audit.models import AuditEvent
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.figures.core.claims import ClaimKind
from dukou.finance.actions import consents, look_ups, portrait_disputes
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import Purpose
from dukou.finance.models import Consent, LookUp
from dukou.finance.queries.consents import NothingHere
from dukou.finance.tests.consents_drawn import CONSENTS, QUESTIONS, RAW, TOLD, Given, Question
from dukou.finance.tests.consents_made import BANKS, agent, banker, district, officer
from dukou.kit.core.actors import Actor
from dukou.kit.tests.servers import is_on_server

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]
ROOT = "/api/v1"
BACKEND = "dukou.accounts.auth.PasswordSignIn"
EXAMPLES = 5 if is_on_server() else 12
QUIET: Any = {"derandomize": True, "database": None, "deadline": None, "suppress_health_check": list(HealthCheck)}
NAMES = ("虚构三人制罐公司", "虚构旁观公司")
NO_SUCH = "虚构不存在公司"


@pytest.fixture(scope="module")
def planted(rows_of_module: None) -> list[Enterprise]:
    """Two firms; the figures of the first are planted, and it disputes one of them."""
    firms = district()
    year = timezone.localdate().year - 1
    figures = zip(("revenue", "staff", "assets"), ("1237万元", "8317人", "43219万元"), ClaimKind, strict=False)
    for indicator, value, kind in figures:
        made_up.report(firms[0], year, value, kind, indicator=indicator)
    founded = timezone.localdate() - timedelta(days=365 * 3 + 90)
    Enterprise.objects.filter(pk__in=[each.pk for each in firms]).update(founded_on=founded)
    people = [*(agent(number) for number in (0, 1)), *(banker(each) for each in BANKS), officer()]
    assert len(people) == 5
    return firms


def made(firms: list[Enterprise], drawn: list[Given], now: datetime, *, until: datetime | None = None) -> None:
    """The consents, each given and withdrawn when it was drawn to be. `until`: what would be withdrawn later is not yet."""
    for each in drawn:
        if until is not None and each.withdrawn is not None and now + each.given + each.withdrawn > until:
            each.withdrawn = None
        moment = now + each.given
        first = timezone.localdate(moment) + timedelta(days=each.begins)
        last = first + timedelta(days=each.lasts)
        told = Consented(each.bank, each.purpose, each.items, first, last, each.looks, each.product)
        by = agent(each.firm)
        each.number = consents.give(by=by, enterprise=firms[each.firm].key, consented=told, now=moment).pk
        if each.withdrawn is not None:
            consents.withdraw(by=by, consent=each.number, now=moment + each.withdrawn)


def test_the_act_tells_what_the_oracle_says_and_counts_it(planted: list[Enterprise]) -> None:
    now, happened = datetime(2026, 7, 8, 2, tzinfo=UTC), Counter[str]()

    @examples(max_examples=EXAMPLES * 8, **QUIET)
    @given(drawn=CONSENTS, questions=QUESTIONS)
    def tried(drawn: list[Given], questions: list[Question]) -> None:
        with transaction.atomic():
            made(planted, drawn, now)
            for question in questions:
                happened[_asked(drawn, question, now)] += 1
            assert LookUp.objects.count() == AuditEvent.objects.filter(act="look_ups.look").count() == sum(each.taken for each in drawn)
            transaction.set_rollback(True)

    tried()
    assert min(happened[each] for each in ("told", "not live", "other items", "no such")) >= EXAMPLES, happened


def _asked(drawn: list[Given], question: Question, now: datetime) -> str:
    """One question by the act, beside what the oracle says; what came of it."""
    (meant, bank, items), moment = question.put(drawn), now + question.later
    is_live = meant is not None and meant.is_live(bank, moment, now)
    may = is_live and meant is not None and set(items) <= set(meant.items)
    number = meant.number if meant else max(each.number for each in drawn) + 1
    try:
        looked = look_ups.look(by=banker(bank), consent=number, why="贷前审查", items=items, now=moment)
    except NothingHere as refused:
        assert not may, (meant, moment)
        assert refused.as_dict() == NothingHere().as_dict()
        return "no such" if meant is None else "other items" if is_live else "not live"
    assert may and meant is not None, (meant, moment)
    meant.taken += 1
    assert {each.key for each in looked.answers} == set(items or meant.items)
    assert not any(raw in looked.text for raw in RAW.values())
    assert all(each.key == "status" or each.code.startswith("band:") or each.code == "unknown" for each in looked.answers)
    return "told"


def browser(username: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(Person.objects.get(username=username), backend=BACKEND)
    client.get("/nowhere/")
    return client


def bearer(username: str) -> str:
    until = timezone.localdate() + timedelta(days=30)
    by, person = Actor("person", username), Person.objects.get(username=username)
    return f"Bearer {tokens.issue(by=by, person=person, name='示例市平台', scopes=list(Scope), expires_on=until)[1]}"


def bare(answer: Any, *echoes: str) -> tuple[int, str]:
    """Status and text without the tokens of forms and without what the question itself said."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    for echo in echoes:
        text = text.replace(echo, "…").replace(quote(echo), "…")
    return answer.status_code, text


def test_what_is_planted_reaches_the_firm_s_own_page(planted: list[Enterprise]) -> None:
    page = browser("agent-0").get(f"/finance/portrait/{planted[0].key}/").content.decode()
    assert all(raw in page for raw in RAW.values())
    assert all(word in page for word in TOLD.values())


def test_every_door_tells_what_the_oracle_says(planted: list[Enterprise]) -> None:
    banks = {bank: browser(f"{bank}-officer") for bank in BANKS}
    bearers = {bank: bearer(f"{bank}-officer") for bank in BANKS}
    others = [browser("agent-1"), browser("officer")]

    @examples(max_examples=EXAMPLES, **QUIET)
    @given(drawn=CONSENTS, is_disputed=st.booleans())
    def tried(drawn: list[Given], is_disputed: bool) -> None:
        with transaction.atomic():
            now = timezone.now()
            made(planted, drawn, now, until=now)
            if is_disputed:
                portrait_disputes.ask(by=agent(0), enterprise=planted[0].key, item="revenue", words="青金石", now=now)
            for bank in BANKS:
                _lists(banks[bank], bearers[bank], bank, drawn, now)
                _looks(banks[bank], bearers[bank], bank, drawn, now, is_disputed=is_disputed)
            _outside(others, planted[0], drawn)
            transaction.set_rollback(True)

    tried()


def _lists(client: Client, bearer: str, bank: str, drawn: list[Given], now: datetime) -> None:
    """The bank's list, its search and the list of the API: the firms of live consents to it, and nothing else."""
    live = [each for each in drawn if each.is_live(bank, now, now)]
    names = {NAMES[each.firm] for each in live}
    page = client.get("/finance/bank/").content.decode()
    assert {name for name in NAMES if name in page} == names
    assert set(map(int, re.findall(r"/finance/bank/look/(\d+)/", page))) == {each.number for each in live}
    listed = client.get(f"{ROOT}/finance/bank/consents", headers={"Authorization": bearer})
    assert {each["consent"] for each in listed.json()["items"]} == {each.number for each in live}
    nothing = bare(client.get("/finance/bank/", {"text": NO_SUCH}), NO_SUCH)
    for name in NAMES:
        found = client.get("/finance/bank/", {"text": name})
        numbers = set(map(int, re.findall(r"/finance/bank/look/(\d+)/", found.content.decode())))
        assert numbers == {each.number for each in live if NAMES[each.firm] == name}
        assert numbers or bare(found, name) == nothing
    for text in (page, listed.content.decode()):
        _tells_nothing(text)


def _looks(client: Client, bearer: str, bank: str, drawn: list[Given], now: datetime, *, is_disputed: bool) -> None:
    """Each consent and one that does not exist: looked at by the page before, by the act's page, by the API."""
    absent = max(each.number for each in drawn) + 1000
    asked = {"headers": {"Authorization": bearer}, "content_type": "application/json"}
    nowhere = [bare(answer, _place(absent)) for answer in _doors(client, absent, asked, Purpose.BEFORE)]
    assert [status for status, _ in nowhere] == [404] * 3
    for each in drawn:
        if not each.is_live(bank, now, now):
            assert [bare(answer, _place(each.number)) for answer in _doors(client, each.number, asked, each.purpose)] == nowhere
            continue
        before, *after = _doors(client, each.number, asked, each.purpose)
        _tells_nothing(before.content.decode())
        left = min(2, each.looks - each.taken)
        assert [answer.status_code for answer in after] == ([200, 201] if left == 2 else [200, 404])
        each.taken += left
        for answer in after[:left]:
            _tells_bands(answer.content.decode(), each, is_disputed=is_disputed)


def _place(number: int) -> str:
    return f"/finance/bank/look/{number}/"


def _doors(client: Client, number: int, asked: dict[str, Any], purpose: Purpose) -> list[Any]:
    reason = {"before": "application", "during": "renewal", "after": "watch", "recommendation": "recommended"}[purpose.value]
    address = _place(number)
    taken = f"{ROOT}/finance/bank/consents/{number}/looks"
    return [client.get(address), client.post(address, {"reason": reason}), client.post(taken, {"why": "贷前审查"}, **asked)]


def _unsealed(text: str) -> str:
    """Without hashes and nonces, in which any four digits may stand by chance."""
    return re.sub(r"[0-9a-f]{32,}", "", text)


def _tells_nothing(text: str) -> None:
    assert not [word for word in (*RAW.values(), *TOLD.values(), "青金石") if word in _unsealed(text)]


def _tells_bands(text: str, each: Given, *, is_disputed: bool) -> None:
    """Of the items of the consent their bands; of others nothing; of no item its value. What was written in a dispute is never told."""
    assert not [word for word in (*RAW.values(), "青金石") if word in _unsealed(text)]
    known = set(TOLD) if each.firm == 0 else {"status", "age"}
    assert {item for item in TOLD if TOLD[item] in text} == set(each.items) & known
    disputed = is_disputed and each.firm == 0 and "revenue" in each.items
    assert ("异议核实中" in text or '"is_disputed": true' in text or '"is_disputed":true' in text) is disputed


def _outside(others: list[Client], firm: Enterprise, drawn: list[Given]) -> None:
    """Another firm and the office: nothing of the first firm's portrait by any page; another firm not even its name."""
    beside, office = others
    own = {each.number for each in drawn if each.firm == 0}
    addresses = [f"/finance/portrait/{firm.key}/", *(f"/finance/consents/{number}/" for number in own)]
    answers = [beside.get(address) for address in addresses]
    assert [each.status_code for each in answers] == [404] * len(answers)
    for address in ("/finance/consents/", "/finance/looks/", "/finance/disputes/"):
        answers.append(beside.get(address))
    assert not [each for each in answers if NAMES[0] in each.content.decode()]
    counted = office.get("/finance/looks/")
    assert NAMES[0] not in counted.content.decode()
    for each in [*answers, counted]:
        _tells_raw_nothing(each.content.decode())
    assert Consent.objects.filter(pk__in=own).count() == len(own)


def _tells_raw_nothing(text: str) -> None:
    assert not [raw for raw in RAW.values() if raw in text]

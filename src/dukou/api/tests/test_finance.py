"""Finance over HTTP: a firm's own side, a bank's look that is told once, and nothing for anybody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.accounts.models import Person
from dukou.api.models import KeptAnswer
from dukou.api.tests.calling import Program, problem, program, token_of
from dukou.audit.models import AuditEvent
from dukou.enterprises.models import Enterprise
from dukou.finance.models import Consent, LookUp
from dukou.finance.tests import consents_made as made

pytestmark = pytest.mark.django_db
TOLD_AGE = "3 年至5 年（不含）"


@pytest.fixture(scope="module")
def firms(rows_of_module: None) -> list[Enterprise]:
    """Two firms with agents, two banks with officers."""
    rows = made.district()
    founded = timezone.localdate().replace(year=timezone.localdate().year - 3, month=1, day=1)
    Enterprise.objects.filter(pk__in=[each.pk for each in rows]).update(founded_on=founded)
    for number in (0, 1):
        made.agent(number)
    for bank in made.BANKS:
        made.banker(bank)
    return rows


def of(username: str, *scopes: Scope) -> Program:
    """A program of one of these people."""
    return Program(token_of(Person.objects.get(username=username), *scopes))


def given(firm: Enterprise, **more: Any) -> int:
    """A consent over the API; its number."""
    sent = {"bank": "bank-a", "purpose": "before", "items": ["age", "status"]} | more
    answer = of("agent-0").post(f"/finance/firms/{firm.key}/consents", sent)
    assert answer.status_code == 201, answer.content
    number: int = answer.json()["consent"]
    return number


def test_everybody_reads_the_products(firms: list[Enterprise]) -> None:
    told = {each["key"]: each for each in Program().get("/finance/products").json()["items"]}
    assert list(told) == ["commercial-value", "knowledge-value", "startup-guaranteed"]
    assert told["commercial-value"]["guarantee"] == "credit"


def test_a_firm_reads_its_portrait_in_values_and_what_a_bank_is_told_beside_them(firms: list[Enterprise]) -> None:
    told = {each["item"]: each for each in of("agent-0").get(f"/finance/firms/{firms[0].key}/portrait").json()["items"]}
    age = told["age"]
    assert (age["value"]["zh"], age["bank"]["code"], age["bank"]["words"]["zh"], age["dispute"]) == ("3年", "band:2", TOLD_AGE, None)
    assert (told["credit-points"]["bank"], told["net-profit"]["value"]) == (None, None)
    for who in ("agent-1", "bank-a-officer"):
        assert of(who).get(f"/finance/firms/{firms[0].key}/portrait").status_code in (403, 404)


def test_a_consent_has_the_usual_days_and_looks_and_is_withdrawn_at_once(firms: list[Enterprise]) -> None:
    number, agent, bank = given(firms[0]), of("agent-0"), of("bank-a-officer")
    (told,) = agent.get(f"/finance/firms/{firms[0].key}/consents").json()["items"]
    row = Consent.objects.get(pk=number)
    assert ((row.until_on - row.from_on).days, row.looks, told["looks"], told["taken"], told["over"]) == (29, 3, 3, 0, None)
    (live,) = bank.get("/finance/bank/consents").json()["items"]
    assert (live["consent"], live["firm"], live["left"], live["items"]) == (number, firms[0].name, 3, ["age", "status"])
    assert agent.post(f"/finance/consents/{number}/withdrawal", {}).json()["withdrawn_at"]
    assert bank.get("/finance/bank/consents").json()["items"] == []
    assert problem(agent.post(f"/finance/consents/{number}/withdrawal", {})) == (409, "finance.withdrawn_before")
    (after,) = agent.get(f"/finance/firms/{firms[0].key}/consents").json()["items"]
    assert after["over"] == "withdrawn"


def test_a_look_is_told_in_bands_once_and_kept_nowhere(firms: list[Enterprise]) -> None:
    number, bank = given(firms[0]), of("bank-a-officer")
    address, sent = f"/finance/bank/consents/{number}/looks", {"why": "受理企业的贷款申请", "items": ["age"]}
    first = bank.post(address, sent, Idempotency_Key="once")
    told = first.json()
    assert (first.status_code, told["number"], told["left"]) == (201, 1, 2)
    assert [(each["item"], each["words"]["zh"]) for each in told["answers"]] == [("age", TOLD_AGE)]
    assert problem(bank.post(address, sent, Idempotency_Key="once")) == (409, "api.told_once")
    assert not KeptAnswer.objects.filter(body__contains="band").exists()
    assert LookUp.objects.get().sha256 == told["sha256"]
    assert AuditEvent.objects.filter(act="look_ups.look").count() == 1
    (seen,) = of("agent-0").get(f"/finance/firms/{firms[0].key}/looks").json()["items"]
    assert (seen["sha256"], seen["why"]["en"], seen["viewer"]) == (told["sha256"], "the firm applied for a loan", "person:bank-a-officer")


def test_a_look_that_was_taken_meanwhile_is_refused_by_its_number(firms: list[Enterprise]) -> None:
    number, bank = given(firms[0]), of("bank-a-officer")
    address = f"/finance/bank/consents/{number}/looks"
    assert bank.post(address, {"why": "虚构", "number": 1}).status_code == 201
    assert problem(bank.post(address, {"why": "虚构", "number": 1})) == (409, "finance.look_taken_meanwhile")
    assert LookUp.objects.count() == 1


def test_what_no_consent_covers_and_what_does_not_exist_are_answered_alike(firms: list[Enterprise]) -> None:
    number = given(firms[0])
    answers = [
        who.post(f"/finance/bank/consents/{at}/looks", {"why": "虚构", "items": items})
        for who, at, items in (
            (of("bank-b-officer"), number, []),
            (of("bank-b-officer"), number + 99, []),
            (of("bank-a-officer"), number, ["age", "revenue"]),
        )
    ]
    assert {(problem(each), each.content) for each in answers} == {((404, "finance.nothing_here"), answers[0].content)}


def test_a_token_acts_within_its_scope_and_the_person_s_rights(firms: list[Enterprise]) -> None:
    number, sent = given(firms[0]), {"bank": "bank-a", "purpose": "before", "items": ["age"]}
    reader, looker = of("agent-0", Scope.READ), of("bank-a-officer", Scope.READ)
    assert problem(reader.post(f"/finance/firms/{firms[0].key}/consents", sent)) == (403, "accounts.outside_scope")
    assert reader.get(f"/finance/firms/{firms[0].key}/consents").status_code == 200
    assert looker.get("/finance/bank/consents").status_code == 403
    assert looker.post(f"/finance/bank/consents/{number}/looks", {"why": "虚构"}).status_code == 403
    officer = program("officer", Role.INDUSTRY_OFFICER)
    for path in (f"/finance/firms/{firms[0].key}/portrait", f"/finance/firms/{firms[0].key}/looks", "/finance/bank/consents"):
        assert officer.get(path).status_code == 403

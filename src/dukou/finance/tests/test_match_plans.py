"""Plans over a made-up district: never beyond what is left, every pair eligible, the bound above, and each “why not” true of the plan."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dukou.accounts.models import Person
from dukou.audit.models import AuditEvent
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import bank_products, match_plans
from dukou.finance.commands import app
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.why import WhyNot
from dukou.finance.models import BankProduct, CreditLine, MatchPair, MatchPlan, Need
from dukou.finance.queries.bank_products import offered_on, with_granted
from dukou.finance.queries.limits import limits_of
from dukou.finance.queries.markets import NoOpenNeeds, NothingEligible, NothingLeft, NothingOnOffer
from dukou.finance.queries.match_plans import chosen_of, prices_kept, proposed, why_told
from dukou.finance.tables.matching import STOPPED
from dukou.finance.tests import lists_made, products_made
from dukou.finance.tests.lists_made import DAY, NOW, OLD, WAN, YEAR_END, YOUNG, banker, firm, granted, need, officer
from dukou.rules.core.answers import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    lists_made.load(tmp_path)


def offer(bank: str = "bank-a", product: str = "tea", quota: str = "", cases: int | None = None) -> BankProduct:
    told = {"quota": quota, "cases": cases, "from_on": DAY, "until_on": YEAR_END}
    return bank_products.state(by=banker(bank), bank=bank, product=product, now=NOW, **told)  # type: ignore[arg-type]


def made() -> MatchPlan:
    return match_plans.make(by=officer(), now=NOW)


def test_a_plan_is_kept_with_its_bound_its_prices_and_every_pair(firms: list[Enterprise]) -> None:
    needs = [need(row, wan) for row, wan in zip(firms, (300, 150, 80), strict=True)]
    offer("bank-a", "cake", quota="200万元")
    offer("bank-b", "tea", cases=1)
    plan = made()
    # a firm of four full years is lent 200万元 at most; the prior grants 60 % of cakes and 30 % of teas
    pairs = {(each.need_id, each.bank.key, each.amount // WAN, each.chance, each.is_chosen) for each in plan.found.select_related("bank")}
    first, second, third = (each.pk for each in needs)
    assert pairs == {
        (first, "bank-a", 200, 6000, True),
        (first, "bank-b", 200, 3000, False),
        (second, "bank-a", 150, 6000, False),
        (second, "bank-b", 150, 3000, True),
        (third, "bank-a", 80, 6000, False),
        (third, "bank-b", 80, 3000, False),
    }
    assert (plan.value, plan.bound, plan.by_hand) == (165 * WAN, 180 * WAN, 165 * WAN)  # split over both, a need could do more
    assert plan.prices["bank-a/cake"]["left"] == 200 * WAN
    assert {each.price.bank: each.told.why for each in why_told(plan, third)} == {"bank-a": WhyNot.QUOTA, "bank-b": WhyNot.CASES}
    assert AuditEvent.objects.filter(act="match_plans.make").count() == 1


@pytest.fixture
def firms() -> list[Enterprise]:
    return [firm(number) for number in range(3)]


AMOUNTS = st.lists(st.integers(1, 400), min_size=1, max_size=5)
OFFERS = st.dictionaries(
    st.tuples(st.sampled_from(["bank-a", "bank-b"]), st.sampled_from(["tea", "cake"])),
    st.tuples(st.none() | st.integers(1, 500), st.none() | st.integers(1, 3)),
    min_size=1,
)


@given(AMOUNTS, OFFERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_plan_passes_what_is_left_and_every_why_not_is_true(
    firms: list[Enterprise], amounts: list[int], offers: dict[tuple[str, str], tuple[int | None, int | None]]
) -> None:
    MatchPair.objects.all().delete()
    Need.objects.all().delete()
    BankProduct.objects.all().delete()
    for at, wan in enumerate(amounts):
        need(firms[at % 3], wan)
    for (bank, product), (quota, cases) in offers.items():
        offer(bank, product, f"{quota}万元" if quota else "", cases)
    try:
        plan = made()
    except NothingLeft:
        return
    chosen = chosen_of(plan)
    assert plan.by_hand <= plan.value + 1 and plan.value <= plan.bound
    assert max(Counter(each.need_id for each in chosen).values(), default=0) <= 1
    used, cases_used = Counter[str](), Counter[str]()
    for each in chosen:
        used[f"{each.bank.key}/{each.product}"] += each.amount
        cases_used[f"{each.bank.key}/{each.product}"] += 1
    left = {f"{each.bank}/{each.product}": each.left for each in prices_kept(plan)}
    assert all(left[key][0] is None or used[key] <= (left[key][0] or 0) for key in left)
    assert all(left[key][1] is None or cases_used[key] <= (left[key][1] or 0) for key in left)
    for row in plan.found.all():
        told = {each.product.key: each for each in limits_of(row.need.enterprise.key, DAY)}[row.product]
        before = plan.found.filter(need__enterprise=row.need.enterprise_id, need__lt=row.need_id, bank=row.bank_id, product=row.product)
        unused = (told.amount or 0) - sum(before.values_list("amount", flat=True))
        assert told.answer is Answer.YES and row.amount == min(row.need.amount, unused) > 0
    for number in set(plan.found.values_list("need", flat=True)):  # others have nothing left of their firm's limit
        _holds(plan, number, used, cases_used)


def _holds(plan: MatchPlan, number: int, used: Counter[str], cases_used: Counter[str]) -> None:
    """Each reason is checked from the plan alone."""
    mine = {f"{each.bank.key}/{each.product}": each for each in plan.found.filter(need=number).select_related("bank")}
    own = next((each for each in mine.values() if each.is_chosen), None)
    for each in why_told(plan, number):
        key, (money, cases) = f"{each.price.bank}/{each.price.product}", each.price.left
        assert each.told.is_chosen == (own is not None and mine[key] == own)
        if each.told.why is WhyNot.TOO_LARGE:
            assert (money is not None and mine[key].amount > money) or cases == 0
        elif each.told.why is WhyNot.BETTER:
            assert own is not None and own.value >= mine[key].value
        elif not each.told.is_chosen:
            is_short = money is not None and used[key] + mine[key].amount > money
            assert is_short or (cases is not None and cases_used[key] >= cases)


def test_what_was_granted_is_left_no_more_and_answered_pairs_are_not_proposed_again(firms: list[Enterprise]) -> None:
    offer("bank-a", "cake", quota="200万元", cases=3)
    granted(need(firms[0], 90), "bank-a", "cake", 90)
    refused = need(firms[1], 50)
    lists_made.application(refused, "bank-a", "cake", ApplicationState.REFUSED)
    with pytest.raises(NothingEligible) as nothing:
        made()
    assert "1 were refused or declined" in nothing.value.said_why.en
    open_one = need(firms[2], 150)
    [told] = with_granted(offered_on(DAY))
    assert (told.granted, told.lines, told.money_left, told.cases_left) == (90 * WAN, 1, 110 * WAN, 2)
    with pytest.raises(NothingLeft):
        made()
    Need.objects.filter(pk=open_one.pk).update(amount=110 * WAN)
    # of two answered applications one was granted; the prior of 60 % counts ten: (1 + 6) / 12
    assert [(each.need_id, each.amount, each.chance) for each in made().found.all()] == [(open_one.pk, 110 * WAN, 5833)]


def test_a_limit_is_there_once_for_all_needs_of_a_firm_and_its_running_lines(firms: list[Enterprise]) -> None:
    offer("bank-a", "cake", quota="900万元")
    offer("bank-b", "cake", quota="900万元")
    granted(need(firms[0], 60), "bank-a", "cake", 60)  # of 200万元
    first, second, third = (need(firms[0], wan) for wan in (100, 90, 10))
    found = {(each.need_id, each.bank.key, each.amount // WAN) for each in made().found.select_related("bank")}
    assert found == {(row.pk, bank, wan) for row, wan in ((first, 100), (second, 40)) for bank in ("bank-a", "bank-b")}
    lists_made.application(first, "bank-a", "cake", ApplicationState.REFUSED)
    lists_made.application(first, "bank-b", "cake", ApplicationState.REFUSED)
    again = {(each.need_id, each.amount // WAN) for each in made().found.all()}  # whom no bank is asked for, takes nothing
    assert again == {(second.pk, 90), (third.pk, 10)}
    CreditLine.objects.update(until_on=DAY - timedelta(days=1), from_on=DAY - timedelta(days=9))
    Need.objects.filter(pk=second.pk).update(amount=500 * WAN)
    assert {(each.need_id, each.amount // WAN) for each in made().found.all()} == {(second.pk, 200)}


def test_a_need_for_longer_than_a_product_lends_is_not_matched_with_it(firms: list[Enterprise], tmp_path: Path) -> None:
    begins = 'version: "2"\n    from: 2025-01-01'
    bounded = lists_made.FILES["products/cake.yaml"].replace(begins, f"{begins}\n    term_months: {{most: 12}}")
    products_made.load(tmp_path / "again", lists_made.FILES | {"products/cake.yaml": bounded})
    row = need(firms[0])
    offer(product="cake")
    Need.objects.filter(pk=row.pk).update(term_months=13)
    with pytest.raises(NothingEligible):
        made()
    Need.objects.filter(pk=row.pk).update(term_months=12)
    assert [each.need_id for each in made().found.all()] == [row.pk]


def test_a_plan_is_reckoned_before_anything_is_locked(firms: list[Enterprise]) -> None:
    need(firms[0], 100)
    offer("bank-a", "cake", quota="100万元")
    who = officer()
    with CaptureQueriesContext(connection) as asked:
        match_plans.make(by=who, now=NOW)
    told = [each["sql"] for each in asked.captured_queries]
    locked = next(at for at, sql in enumerate(told) if sql.startswith("SAVEPOINT"))
    assert 'INSERT INTO "finance_match_plan"' in told[locked + 1]


def test_a_plan_that_the_clock_stopped_says_so_and_is_kept_as_it_was_shown(firms: list[Enterprise], client: Client) -> None:
    need(firms[0], 100)
    offer("bank-a", "cake", quota="100万元")
    found = proposed(DAY, DAY)
    stopped = match_plans.make(by=officer(), proposal=replace(found, plan=replace(found.plan, was_stopped=True)), now=NOW)
    whole = match_plans.make(by=officer(), proposal=found, now=NOW)
    client.force_login(Person.objects.get(username="finance-officer"))
    said = [str(STOPPED) in client.get(f"/finance/matching/{row.pk}/").content.decode() for row in (stopped, whole)]
    assert (stopped.was_stopped, whole.was_stopped, said) == (True, False, [True, False])


def test_an_empty_matching_says_what_is_wanting() -> None:
    with pytest.raises(NoOpenNeeds):
        made()
    young, unknown = firm(0, YOUNG), firm(1, None)
    need(young)
    with pytest.raises(NothingOnOffer):
        made()
    offer()
    need(unknown)
    with pytest.raises(NothingEligible) as nothing:
        made()
    assert nothing.value.said_why.en == (
        "none of 2 needs fits what is offered: 1 pairs do not, of 1 too little is known, 0 were refused or declined"
    )
    old = need(firm(2, OLD))
    proposal = proposed(DAY, DAY)
    assert [(each.need, each.product, [label.en for label in each.wanting]) for each in proposal.built.aside] == [
        (old.pk - 1, "tea", ["full years since its founding"])
    ]
    assert not MatchPlan.objects.exists()


def test_the_command_line_gives_the_keys_that_are_promised_and_keeps_only_where_asked(firms: list[Enterprise]) -> None:
    row = need(firms[0], 100)
    BankProduct.objects.filter(pk=offer("bank-a", "cake", quota="60万元").pk).update(until_on=DAY + timedelta(days=3650))
    offer("bank-b", "cake", quota="500万元")
    BankProduct.objects.update(until_on=DAY + timedelta(days=3650))
    told = json.loads(CliRunner().invoke(app, ["match", "--format", "json"], catch_exceptions=False).stdout)
    assert set(told) == {"value", "bound", "gap", "pairs", "shadow_prices"}
    assert (told["value"], told["bound"], told["gap"]) == (60 * WAN, 60 * WAN, 0.0)
    pair = {"need": row.pk, "firm": firms[0].key, "bank": "bank-b", "product": "cake"}
    assert told["pairs"] == [pair | {"amount": 100 * WAN, "chance": 0.6, "value": 60 * WAN}]
    assert {each["bank"] for each in told["shadow_prices"]} == {"bank-a", "bank-b"}
    assert not MatchPlan.objects.exists()
    shown = CliRunner().invoke(app, ["match", "--keep"], catch_exceptions=False)
    assert (shown.exit_code, MatchPlan.objects.count(), "只是建议" in shown.stdout) == (0, 1, True)

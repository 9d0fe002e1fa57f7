"""What a bank states of a product, who reads it, and what everybody reads of a product."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.models import Person
from dukou.audit.models import AuditEvent
from dukou.finance.actions import bank_products
from dukou.finance.actions.bank_products import _made
from dukou.finance.actions.list_refusals import (
    NothingOffered,
    NothingToStop,
    NotInForce,
    OfferedBackwards,
    QuotaInDoubt,
    QuotaUnclear,
    StatedMeanwhile,
)
from dukou.finance.models import BankProduct
from dukou.finance.queries.bank_products import offered_on, stated_in_sight
from dukou.finance.queries.products import NoSuchProduct
from dukou.finance.tests import lists_made, products_made
from dukou.finance.tests.lists_made import DAY, NOW, WAN, agent, banker, firm, officer

pytestmark = pytest.mark.django_db
LONG = date(2096, 12, 31)  # pages have today's clock


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    lists_made.load(tmp_path)


def state(by: Viewer | None = None, **more: Any) -> BankProduct:
    told: dict[str, Any] = {"bank": "bank-a", "product": "tea", "quota": "5000万元", "from_on": DAY, "until_on": LONG}
    return bank_products.state(by=by or banker(), now=NOW, **(told | more))


def test_a_new_statement_replaces_the_old_and_what_was_stopped_is_offered_no_more() -> None:
    first, second = state(), state(quota="", cases=30)
    first.refresh_from_db()
    assert (first.quota, first.replaced_at, second.quota, second.cases) == (5000 * WAN, NOW, None, 30)
    assert list(offered_on(DAY)) == [second]
    bank_products.stop(by=banker(), bank="bank-a", product="tea", now=NOW)
    assert list(offered_on(DAY)) == []
    with pytest.raises(NothingToStop):
        bank_products.stop(by=banker(), bank="bank-a", product="tea", now=NOW)
    acts = AuditEvent.objects.filter(act__startswith="bank_products.").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["bank_products.state", "bank_products.state", "bank_products.stop"]


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"quota": "5000"}, QuotaUnclear),
        ({"quota": "5000亿"}, QuotaUnclear),
        ({"quota": "50亿元"}, QuotaInDoubt),
        ({"quota": "500元"}, QuotaInDoubt),
        ({"quota": "99999999999999999亿元"}, QuotaUnclear),
        ({"cases": 0}, NothingOffered),
        ({"cases": 10**30}, NothingOffered),
        ({"until_on": date(2026, 7, 7), "from_on": date(2026, 1, 1)}, OfferedBackwards),
        ({"product": "coffee"}, NoSuchProduct),
        ({"bank": "bank-b"}, NotPermitted),
    ],
)
def test_what_is_not_right_is_refused(more: dict[str, Any], refused: type[Exception]) -> None:
    with pytest.raises(refused):
        state(**more)
    assert not BankProduct.objects.exists()


def test_of_two_statements_made_at_once_one_stands() -> None:
    row = state()
    with pytest.raises(StatedMeanwhile):
        _made(row.bank_id, product="tea", from_on=DAY, until_on=LONG, stated_at=NOW, stated_by="person:twin")
    assert list(BankProduct.objects.all()) == [row]


def test_a_quota_of_a_rare_size_is_confirmed() -> None:
    assert state(quota="50亿元", is_sure=True).quota == 500_000 * WAN


def test_a_product_without_a_version_in_force_is_not_offered(tmp_path: Path) -> None:
    begins = 'version: "2"\n    from: 2025-01-01'
    ended = lists_made.FILES["products/cake.yaml"].replace(begins, f"{begins}\n    until: 2025-12-31")
    products_made.load(tmp_path, lists_made.FILES | {"products/cake.yaml": ended})
    with pytest.raises(NotInForce):
        state(product="cake")


def test_a_bank_reads_its_own_the_office_all_and_nobody_else_any() -> None:
    firm()
    mine, other = state(), state(banker("bank-b"), bank="bank-b")
    seen = [list(stated_in_sight(each)) for each in (banker(), banker("bank-b"), officer(), agent())]
    assert seen == [[mine], [other], [mine, other], []]


def test_everybody_reads_a_product_with_its_versions_and_who_offers_it_but_no_quota(client: Client) -> None:
    state()
    page = client.get("/finance/products/tea/").content.decode()
    for word in (
        "虚构茶贷",
        "年 4.00%",
        "LPR +50 个基点",
        "2024-01-01 – 2024-12-31",
        "单位bank-a",
        "赔付逾期本金的 80%",
        "出资：市 40%、区 60%",
    ):
        assert word in page
    assert "5000" not in page and "5,000" not in page
    assert client.get("/finance/products/coffee/").status_code == 404
    assert [client.get(f"/finance/{way}/").status_code for way in ("products", "offers", "list", "matching")] == [200, 302, 302, 302]


def test_the_page_of_offers_tells_quota_granted_and_left(client: Client) -> None:
    of = lists_made.need(firm(), 90)
    state(quota="200万元", product="cake")
    lists_made.granted(of, "bank-a", "cake", 90)
    person = Person.objects.get(username="bank-a-officer")
    client.force_login(person, backend="dukou.accounts.auth.PasswordSignIn")
    page = client.get("/finance/offers/").content.decode()
    cells = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in re.findall(r"<td.*?</td>", page, re.S)]
    assert [each for each in cells if each.isdigit()] == ["200", "90", "110", "1"]

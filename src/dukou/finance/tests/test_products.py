"""Products, portrait and frame as they are stored, read and changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dukou.finance.core.items import change
from dukou.finance.core.kinds import Ground, Guarantee, Purpose, Repayment, ToBank
from dukou.finance.core.products import LossShare, Rate, RateKind
from dukou.finance.models import FinanceText, ProductText
from dukou.finance.queries.products import (
    NoFinanceFrame,
    NoPortrait,
    NoSuchProduct,
    frame,
    frame_or_none,
    portrait_groups,
    portrait_items,
    product_named,
    product_of_text,
    products,
)
from dukou.finance.tests.products_made import FRAME, PORTRAIT, PRODUCT, PROFILE, load
from dukou.rules.core.facts import Range

pytestmark = pytest.mark.django_db
WAN = 1_000_000  # fen


def test_a_home_without_them_says_so() -> None:
    assert (products(), frame_or_none()) == ([], None)
    with pytest.raises(NoFinanceFrame):
        frame()
    with pytest.raises(NoPortrait):
        portrait_groups()
    with pytest.raises(NoSuchProduct, match="tea"):
        product_named("tea")


def test_a_product_is_read_as_it_is_written(tmp_path: Path) -> None:
    load(tmp_path)
    [tea] = products()
    first, second = tea.versions
    assert (tea.key, tea.name.en, tea.about, first.books, second.books) == (
        "tea",
        "made-up tea loan",
        None,
        ("tea", "tea-limit", "tea-score"),
        ("tea", "tea-limit"),
    )
    assert (first.rate, first.term_months, first.guarantee, first.repayment) == (
        Rate(RateKind.OVER_LPR, 50),
        12,
        Guarantee.CREDIT,
        (Repayment.BULLET,),
    )
    assert first.loss == LossShare(80, {"city": 40, "district": 60}, None, None, None, "tea-pool")
    assert (first.prior, first.unverified, second.loss, second.term_months) == (40, frozenset({"prior"}), None, None)
    assert [found and found.version for found in map(tea.on, map(date, (2023, 2024, 2024, 2025), (12, 1, 12, 1), (31, 1, 31, 1)))] == [
        None,
        "1",
        "1",
        "2",
    ]
    assert (tea.version("2"), tea.version("3")) == (second, None)


def test_a_changed_product_is_a_new_text_and_the_old_one_stays(tmp_path: Path) -> None:
    load(tmp_path)
    before = product_named("tea")
    load(tmp_path, {"products/tea.yaml": PRODUCT.replace("most: 50", "most: 75")}, reason="改利率")
    now = product_named("tea")
    rates = [each.versions[0].rate for each in (before, now, product_of_text(before.text))]
    assert rates == [Rate(RateKind.OVER_LPR, 50), Rate(RateKind.OVER_LPR, 75), Rate(RateKind.OVER_LPR, 50)]
    load(tmp_path, {"products/tea.yaml": ""}, reason="不再提供")
    assert products() == []
    assert [row.replaced_at is None for row in ProductText.objects.order_by("pk")] == [False, False]
    assert product_of_text(now.text) == now


def test_loading_twice_changes_nothing_and_texts_change_apart(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path)
    assert (ProductText.objects.count(), FinanceText.objects.count()) == (1, 2)
    shorter = {
        "finance.yaml": FRAME.replace("answer_days: 10", "answer_days: 7"),
        "profiles/tea.yaml": PROFILE.replace("10 w", "7 w"),
    }
    load(tmp_path, shorter, reason="七日")
    rows = FinanceText.objects.order_by("key", "pk").values_list("key", "replaced_at")
    assert [(key, at is None) for key, at in rows] == [("finance", False), ("finance", True), ("portrait", True)]
    assert frame().answer_days == 7


def test_the_frame_is_read_as_it_is_written(tmp_path: Path) -> None:
    load(tmp_path)
    found = frame()
    assert (found.lead, found.division, found.whitelist, found.profile, found.answer_days) == ("tea-office", "500104", "tea", "tea", 10)
    wet, dry = found.reason("too-wet"), found.reason("too-dry")
    assert wet and dry and (wet.advice and wet.advice.en, dry.advice, found.reason("too-hot")) == ("dry it", None, None)
    assert [(usual.days, usual.looks) for usual in map(found.purposes.__getitem__, Purpose)] == [(30, 3), (365, 4), (365, 4), (15, 1)]
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
    assert [found.lpr_on(day, term_months=60) for day in days] == [None, 345, 345, 310]
    assert found.lpr_on(date(2025, 1, 1), term_months=61) == 360
    pool = found.pool("tea-pool")
    assert pool and (pool.whole, pool.is_example) == (1000 * WAN, True)
    assert Rate(RateKind.OVER_LPR, 50).on(310) == 360 and Rate(RateKind.OVER_LPR, -150).on(345) == 195
    assert Rate(RateKind.OVER_LPR, 50).on(None) is None and Rate(RateKind.FIXED, 400).on(None) == 400


def test_a_bank_is_told_the_band_and_never_a_guess(tmp_path: Path) -> None:
    load(tmp_path)
    items = portrait_items()
    status, revenue, grown = items["status"], items["revenue"], items["change"]
    assert (status.ground, status.to_bank, status.bands, revenue.years, grown.is_change) == (Ground.PUBLIC, ToBank.WORD, (), 1, True)

    def told(value: Decimal | Range | None, unit: str = "万元") -> str | None:
        found = revenue.band(value, unit)
        return found.words.en if found else None

    assert [told(Decimal(number)) for number in ("-1", "99.9999", "100", "499.99", "500")] == ["little", "little", "some", "some", "much"]
    assert (told(Decimal("0.05"), "亿元"), told(Decimal(4999999), "元"), told(None)) == ("much", "some", None)
    assert told(Range(Decimal(100), Decimal(499))) == "some"
    assert told(Range(Decimal(99), Decimal(100))) is None
    assert (told(Range(Decimal(500), None)), told(Range(None, Decimal(99))), told(Range(None, None))) == ("much", "little", None)


def test_a_change_needs_something_before() -> None:
    assert change(Decimal(150), Decimal(100)) == 50
    assert change(Decimal(0), Decimal(100)) == -100
    assert [change(None, Decimal(1)), change(Decimal(1), None), change(Decimal(1), Decimal(0)), change(Decimal(1), Decimal(-5))] == [
        None
    ] * 4


def test_every_group_and_item_is_there_once(tmp_path: Path) -> None:
    load(tmp_path)
    assert [(group.key, [item.key for item in group.items]) for group in portrait_groups()] == [("growth", ["status", "revenue", "change"])]
    load(
        tmp_path,
        {"portrait.yaml": PORTRAIT.replace("from: 500, words", "from: 600, words").replace("below: 500", "below: 600")},
        reason="改档",
    )
    assert portrait_items()["revenue"].bands[2].least == 600

"""Registered capital in the ways in which registers write it: read where it can be, unknown where it cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.capitals import Capital, CapitalFault, Currency, parse_capital

YUAN = 100  # hundredths
WAN = 10**4 * YUAN

READ: dict[str, tuple[int, Currency]] = {
    "1,500(万美元)": (1500 * WAN, Currency.USD),
    "1500万美元": (1500 * WAN, Currency.USD),
    "100.000000万元人民币": (100 * WAN, Currency.CNY),
    "500（万元）": (500 * WAN, Currency.CNY),
    "500万元": (500 * WAN, Currency.CNY),
    "５００万元": (500 * WAN, Currency.CNY),
    "500 万人民币": (500 * WAN, Currency.CNY),
    "500万人民币元": (500 * WAN, Currency.CNY),
    "人民币500万元": (500 * WAN, Currency.CNY),
    "人民币：500万元整": (500 * WAN, Currency.CNY),
    "(人民币)500万元": (500 * WAN, Currency.CNY),
    "人民币 伍佰万元整": (500 * WAN, Currency.CNY),
    "伍佰萬圆整": (500 * WAN, Currency.CNY),
    "伍佰万元正": (500 * WAN, Currency.CNY),
    "三十亿元": (300_000 * WAN, Currency.CNY),
    "1.7万亿元": (170_000_000 * WAN, Currency.CNY),
    "3亿5000万元": (35_000 * WAN, Currency.CNY),
    "¥5,000,000.50": (500 * WAN + 50, Currency.CNY),
    "￥500万": (500 * WAN, Currency.CNY),
    "RMB 500万": (500 * WAN, Currency.CNY),
    "0(万元)": (0, Currency.CNY),
    "12.34元": (1234, Currency.CNY),
    "USD 2,000,000": (200 * WAN, Currency.USD),
    "200万usd": (200 * WAN, Currency.USD),
    "US$200万": (200 * WAN, Currency.USD),
    "200(万元)美元": (200 * WAN, Currency.USD),
    "美元200万元": (200 * WAN, Currency.USD),
    "100(万港元)": (100 * WAN, Currency.HKD),
    "一百万港币": (100 * WAN, Currency.HKD),
    "50万欧元": (50 * WAN, Currency.EUR),
    "三千零五万日元": (3005 * WAN, Currency.JPY),
    "50万英镑": (50 * WAN, Currency.GBP),
    "50(万加元)": (50 * WAN, Currency.CAD),
    "50万加拿大元": (50 * WAN, Currency.CAD),
    "50万新加坡元": (50 * WAN, Currency.SGD),
    "50(万瑞士法郎)": (50 * WAN, Currency.CHF),
    "50万德国马克": (50 * WAN, Currency.DEM),
}


@pytest.mark.parametrize(("text", "told"), READ.items())
def test_a_capital_with_unit_and_currency_is_money(text: str, told: tuple[int, Currency]) -> None:
    assert parse_capital(text) == Capital(text, *told)


@pytest.mark.parametrize(
    ("text", "amount"), [("500(万)", 500 * WAN), ("500万", 500 * WAN), ("三十亿", 300_000 * WAN), ("$500", 500 * YUAN), ("0万", 0)]
)
def test_a_currency_that_is_not_named_stays_open(text: str, amount: int) -> None:
    assert parse_capital(text) == Capital(text, amount, None, (CapitalFault.CURRENCY_OPEN,))


@pytest.mark.parametrize("text", ["500", "500()", "1,500.00", "三百"])
def test_a_bare_number_has_neither_unit_nor_currency(text: str) -> None:
    assert parse_capital(text) == Capital(text, None, None, (CapitalFault.UNIT_OPEN, CapitalFault.CURRENCY_OPEN))


@pytest.mark.parametrize(("text", "currency"), [("500(人民币)", Currency.CNY), ("人民币500", Currency.CNY), ("500港币", Currency.HKD)])
def test_the_name_of_a_currency_is_no_unit(text: str, currency: Currency) -> None:
    assert parse_capital(text) == Capital(text, None, currency, (CapitalFault.UNIT_OPEN,))


@pytest.mark.parametrize(
    "text", ["", " ", "()", "（万元）", "(万)", "万元人民币", "USD", "N/A", "n/a", "N/A(万元)", "-", "——", "无", "不详", "NULL"]
)
def test_what_says_nothing_is_not_stated_and_no_nought(text: str) -> None:
    assert parse_capital(text) == Capital(text, None, None, (CapitalFault.NOT_STATED,))


@pytest.mark.parametrize(
    "text",
    ["#（万元）", "约500万", "500万元以上", "人民币500万美元", "500万澳元", "-500万", "示例", "9" * 41 + "元", "1e3万美", "500万元500万元"],
)
def test_what_nobody_can_be_sure_of_is_unreadable(text: str) -> None:
    assert parse_capital(text) == Capital(text, None, None, (CapitalFault.UNREADABLE,))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("三万五元", CapitalFault.UNREADABLE),
        ("1,5元", CapitalFault.UNREADABLE),
        ("12.3456789万元", CapitalFault.TOO_FINE),
        ("0.001元", CapitalFault.TOO_FINE),
        ("99999999999999亿元", CapitalFault.TOO_LARGE),
    ],
)
def test_an_amount_that_is_none_leaves_the_currency_known(text: str, fault: CapitalFault) -> None:
    assert parse_capital(text) == Capital(text, None, Currency.CNY, (fault,))


@given(st.integers(0, 10**10), st.integers(0, 6), st.sampled_from(list(Currency)))
def test_every_currency_is_read_back_exactly_in_the_ways_of_registers(number: int, places: int, currency: Currency) -> None:
    text = f"{number // 10**places:,}.{number % 10**places:06d}" if places == 6 else f"{number:,}"
    unit = {Currency.CNY: "元人民币"}.get(currency, currency.label.zh)
    amount = number if places == 6 else number * WAN  # six decimals of ten thousand are hundredths
    for written in (f"{text}(万{unit})", f"{text}（万{unit}）", f"{text}万{unit}", f"{currency.value}{text}万"):
        assert parse_capital(written) == Capital(written, amount, currency)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("1,500(万美元)", "1,500万美元", "15,000,000 USD"),
        ("三十亿元", "30亿元人民币", "3,000,000,000 CNY"),
        ("12.34元", "12.34元人民币", "12.34 CNY"),
        ("500(万)", "500万（币种未注明）", "5,000,000 (currency not stated)"),
        ("约500万", "约500万", "约500万"),
        ("", "—", "—"),
    ],
)
def test_a_capital_is_shown_in_words(text: str, zh: str, en: str) -> None:
    label = parse_capital(text).label
    assert (label.zh, label.en) == (zh, en)


@given(st.integers(0, 10**16), st.one_of(st.none(), st.sampled_from(list(Currency))))
def test_the_words_of_a_capital_say_its_amount(amount: int, currency: Currency | None) -> None:
    shown = Capital("", amount, currency).label.zh.removesuffix("（币种未注明）")
    if currency or amount >= WAN:  # a bare amount below ten thousand has no unit in Chinese but 元
        assert parse_capital(shown).amount == amount


@given(st.one_of(st.text(), st.text(st.sampled_from("0123,.万亿元人民币美港$¥()（）整十百零N/A-"))))
def test_any_text_is_a_capital_with_a_reason_for_what_is_unknown(text: str) -> None:
    capital = parse_capital(text)
    assert capital.written == text
    assert bool(capital.faults) is (capital.amount is None or capital.currency is None)
    assert capital.label.zh

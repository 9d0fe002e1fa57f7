"""Which revenue is taken for a period, and how one that was not told is reckoned back."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.clusters.core.derived import Unknown
from dukou.clusters.core.levels import level_of
from dukou.clusters.tests.said import expected, grew, noodles, said, shown, target
from dukou.figures.core.claims import ClaimKind, PriceBasis
from dukou.kit.core.periods import parse_period


def level(period: str, *claims: object, known_on: date = date(2024, 7, 8)) -> str:
    """The level of a period, as shown."""
    return shown(level_of(noodles(*claims, known_on=known_on), parse_period(period)))  # type: ignore[arg-type]


def test_what_was_told_is_taken_as_told() -> None:
    assert level("2023", said("50.8亿元", "2023")) == "50.8 亿元"


def test_the_final_figure_goes_before_the_preliminary_and_the_merely_published() -> None:
    published = said("50.8亿元", "2023")
    preliminary = said("50.5亿元", "2023", ClaimKind.PRELIMINARY)
    final = said("50.31亿元", "2023", ClaimKind.FINAL)
    assert level("2023", published, preliminary, final) == "50.31 亿元"
    assert level("2023", published, preliminary) == "50.5 亿元"


def test_of_two_words_of_one_kind_the_later_known_counts() -> None:
    march, february = said("50亿元", "2023", known_on=date(2024, 3, 1)), said("50.8亿元", "2023", known_on=date(2024, 2, 1))
    assert level("2023", march, february) == "50 亿元"


def test_what_became_known_later_is_not_seen() -> None:
    later = said("51亿元", "2023", ClaimKind.FINAL, known_on=date(2024, 7, 9))
    assert level("2023", said("50.8亿元", "2023"), later) == "50.8 亿元"


def test_a_year_expected_is_not_a_year_told() -> None:
    assert level("2023", expected("50亿元", "2023")) == "没有2023年的数，也没有可以反推的增速"
    assert level("2023", target("50亿元", "2023")) == "没有2023年的数，也没有可以反推的增速"


def test_a_year_told_as_done_before_it_was_over_is_not_taken() -> None:
    assert level("2023", said("50亿元", "2023", known_on=date(2023, 11, 1))) == "没有2023年的数，也没有可以反推的增速"


def test_a_half_year_that_is_over_may_still_be_an_expectation() -> None:
    assert level("2024H1", expected("≈24亿元", "2024H1")) == "≈24 亿元"
    assert level("2024H1", expected("≈24亿元", "2024H1"), said("24.3亿元", "2024H1")) == "24.3 亿元"
    assert level("2024H1", expected("≈24亿元", "2024H1"), known_on=date(2024, 6, 30)) == "没有2024年上半年的数，也没有可以反推的增速"


def test_last_year_is_reckoned_back_from_growth() -> None:
    claims = said("50.8亿元", "2023"), grew("109%", "2023"), expected("≈24亿元", "2024H1"), grew("76%", "2024H1")
    assert level("2022", *claims) == "24.31 亿元 (24.22–24.39)"
    assert level("2023H1", *claims) == "≈13.64 亿元 (13.31–13.96)"


def test_what_was_told_goes_before_what_is_reckoned_back() -> None:
    assert level("2022", said("50.8亿元", "2023"), grew("109%", "2023"), said("24亿元", "2022")) == "24 亿元"


def test_growth_leads_back_over_several_years() -> None:
    assert level("2021", said("110亿元", "2023"), grew("10%", "2023"), grew("0%", "2022")) == "100 亿元 (98.60–101.42)"


def test_a_forecast_says_nothing_of_the_past() -> None:
    assert level("2023", expected("≥80亿元", "2024"), grew("60%", "2024")) == "没有2023年的数，也没有可以反推的增速"


def test_growth_of_another_indicator_does_not_lead_back() -> None:
    claims = said("50.8亿元", "2023", indicator="whole-chain"), grew("109%", "2023")
    assert level("2022", *claims) == "没有2022年的数，也没有可以反推的增速"


def test_growth_at_constant_prices_does_not_lead_back_to_a_level_at_current_ones() -> None:
    real = grew("9%", "2023", price_basis=PriceBasis.CONSTANT)
    assert level("2022", said("50.8亿元", "2023"), real) == "2023年增速按可比价，不能反推2022年的数"


def test_a_fall_to_nothing_has_no_base() -> None:
    assert level("2022", said("50.8亿元", "2023"), grew("-100%", "2023")) == "无基数"


def test_wan_yuan_are_reckoned_in_yi_yuan() -> None:
    assert level("2022", said("508000万元", "2023"), grew("≈100%", "2023")) == "≈25.4 亿元 (25.34–25.46)"


@pytest.mark.parametrize("value", ["216家", "30%"])
def test_what_is_no_money_is_no_revenue(value: str) -> None:
    assert isinstance(level_of(noodles(said(value, "2023")), parse_period("2023")), Unknown)

"""A panel refuses what it cannot be, names the place, and fills what is withheld from its own period alone."""

from __future__ import annotations

import numpy as np
import pytest

from dukou.chains.core.panels import NoSuchPeriod, PanelEmptyRegion, PanelNegative, PanelUnfillable, checked, imputed
from dukou.chains.core.synthetic.panels import synthetic_panel
from dukou.chains.tests.panels_made import CODES, grown, panel_of

NAN = np.nan


def test_a_withheld_amount_is_firms_times_the_mean_size_of_its_period() -> None:
    value = np.array([[[60.0, 5.0], [40.0, 5.0], [NAN, 5.0]], [[600.0, 5.0], [400.0, 5.0], [30.0, 5.0]]])
    count = np.array([[[6.0, 1.0], [4.0, 1.0], [3.0, 1.0]], [[6.0, 1.0], [4.0, 1.0], [3.0, 1.0]]])
    filled = imputed(checked(panel_of(value, count)))
    assert filled.value[0, 2, 0] == 30.0  # 3 firms of 100 / 10 jobs; what the later period says does not enter
    assert filled.imputed == 1
    assert filled.is_withheld.sum() == 1  # it stays told that this one is an estimate
    known = ~filled.is_withheld
    assert np.array_equal(filled.value[known], value[known])


def test_an_industry_that_nobody_publishes_takes_the_mean_size_of_all_in_its_period() -> None:
    value = np.array([[[NAN, 8.0], [NAN, 12.0]]])
    count = np.array([[[3.0, 1.0], [5.0, 1.0]]])
    assert imputed(panel_of(value, count, (2019,))).value[0, :, 0].tolist() == [30.0, 50.0]


def test_a_period_in_which_everything_is_withheld_cannot_be_filled() -> None:
    value = np.array([[[NAN, NAN]], [[5.0, 6.0]]])
    with pytest.raises(PanelUnfillable) as refused:
        imputed(panel_of(value))
    assert refused.value.details["examples"] == "r0/i0/2019、r0/i1/2019"


def test_what_is_wrong_is_named() -> None:
    fine = np.ones((2, 3, 2))
    negative = fine.copy()
    negative[1, 2, 0] = -1
    with pytest.raises(PanelNegative) as refused:
        checked(panel_of(negative))
    assert refused.value.details["examples"] == "r2/i0/2021"
    empty = fine.copy()
    empty[:, 1] = 0
    with pytest.raises(PanelEmptyRegion) as nothing:
        checked(panel_of(empty))
    assert (nothing.value.details["count"], nothing.value.details["examples"]) == (1, "r1")
    lost = fine.copy()
    lost[0, 0, 0] = NAN
    with pytest.raises(PanelUnfillable) as unknown:
        checked(panel_of(lost, np.zeros((2, 3, 2))))
    assert unknown.value.details["examples"] == "r0/i0/2019"
    with pytest.raises(NoSuchPeriod):
        panel_of(fine).place_of(2020)


def test_the_synthetic_panel_says_so_and_is_the_same_again() -> None:
    one, again, other = grown(), synthetic_panel(CODES, regions=80, seed=3), synthetic_panel(CODES, regions=80, seed=4)
    assert one.is_synthetic and one.name == "synthetic"
    assert one.sha256 == again.sha256 != other.sha256
    assert one.industries == CODES and one.periods == (2019, 2021, 2023)
    assert checked(one) is one
    assert one.is_withheld.any() and one.count[one.count > 0].min() == 3

"""What establishes itself here next: chances with exact reasons, and replicates that scatter around them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dukou.chains.core.backtest.tasks import Terms
from dukou.chains.core.outlook import Reference, outlook, reference, replicates
from dukou.chains.core.panels import PanelTooShort
from dukou.chains.tests.panels_made import CODES, grown


@pytest.fixture(scope="module")
def known() -> Reference:
    return reference(grown(), Terms(least_amount=50))


FIRMS = {"0312": 14.0, "0320": 5.0, "0331": 2.0, "9999": 8.0}


def test_every_industry_has_a_chance_and_what_stands_here_already_is_told_as_if_it_did_not(known: Reference) -> None:
    told = outlook(known, FIRMS)
    here = [CODES[at] for at in np.flatnonzero(told.is_here)]
    assert here == ["0312", "0320"]  # two firms are fewer than the panel publishes: absent there, so absent here
    assert told.unknown_codes == ("9999",)
    assert told.chances.min() >= 0 and told.chances.max() <= 1 and told.chances.std() > 0
    alone = outlook(known, {code: firms for code, firms in FIRMS.items() if code != "0312"})
    at = CODES.index("0312")
    assert told.scores[at] == pytest.approx(alone.scores[at], abs=1e-12)  # its own presence pulls nothing
    assert (known.horizon, known.base) == (2, 2023)


def test_reasons_sum_to_the_score(known: Reference) -> None:
    told = outlook(known, FIRMS)
    for code in ("0311", "0349"):
        shown, rest = told.reasons(code)
        assert sum(each.amount for each in shown) + rest == pytest.approx(told.scores[CODES.index(code)], abs=1e-12)
        assert {CODES[each.industry] for each in shown} == {"0312", "0320"}


def test_replicates_are_chances_scatter_and_come_again(known: Reference) -> None:
    told = outlook(known, FIRMS)
    one, again = (replicates(known, told.row, 40, np.random.default_rng(8)) for _ in range(2))
    assert one.shape == (40, len(CODES)) and np.array_equal(one, again, equal_nan=True)
    assert np.array_equal(np.isnan(one).all(axis=0), np.isnan(told.chances))
    absent = ~np.isnan(told.chances)
    assert np.nanstd(one[:, absent], axis=0).max() > 0
    assert np.corrcoef(np.median(one[:, absent], axis=0), told.chances[absent])[0, 1] > 0.8


def test_one_period_is_refused() -> None:
    panel = grown()
    one = replace(panel, periods=(2019,), value=panel.value[:1], count=panel.count[:1], is_withheld=panel.is_withheld[:1])
    with pytest.raises(PanelTooShort):
        reference(one, Terms())

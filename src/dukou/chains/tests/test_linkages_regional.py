"""A national table scaled to a region."""

from __future__ import annotations

import numpy as np
import pytest

from dukou.chains.core.linkages.leontief import inverse_of, links_of
from dukou.chains.core.linkages.refusals import RegionDoesNotFit
from dukou.chains.core.linkages.regional import regional_table
from dukou.chains.core.linkages.tables import Numbers, table_of_inputs
from dukou.chains.core.synthetic.io_tables import made_up_table


def test_quotients_by_hand() -> None:
    # The region has a tenth of a and a fifth of b, 15 % of all: LQ a = 2/3, b = 4/3. λ = log2(1.15)^.3
    table = table_of_inputs("t", ("a", "b"), np.array([[0.2, 0.4], [0.1, 0.2]]), np.array([100.0, 100.0]))
    region = regional_table(table, np.array([10.0, 20.0]), "district")
    size = np.log2(1.15) ** 0.3
    wanted = [[0.2 * size, 0.4 * 0.5 * size], [0.1, 0.2 * size]]  # from b to a: 2 λ > 1, so the national share
    assert 2 * size > 1
    assert region.inputs == pytest.approx(np.array(wanted), abs=1e-12)
    assert (region.name, region.output.tolist()) == ("district", [10, 20])


def test_the_whole_country_is_its_own_region() -> None:
    table = made_up_table()
    assert regional_table(table, table.output, "all").inputs == pytest.approx(table.inputs, abs=1e-12)


def test_nothing_comes_from_who_is_not_there_and_who_would_come_finds_what_there_is() -> None:
    table = table_of_inputs("t", ("a", "b"), np.array([[0.2, 0.4], [0.1, 0.2]]), np.array([100.0, 100.0]))
    region = regional_table(table, np.array([10.0, 0.0]), "district")
    assert region.inputs[1].tolist() == [0, 0]
    assert region.inputs[0, 1] == 0.4
    assert links_of(region, inverse_of(region)).multiplier[1] > 1


def test_a_region_pulls_less_along_than_the_country() -> None:
    table = made_up_table()
    region = regional_table(table, table.output * np.random.default_rng(3).uniform(0.001, 0.02, len(table.output)), "district")
    home, nation = (links_of(each, inverse_of(each)).multiplier for each in (region, table))
    assert (home <= nation).all() and (home >= 1).all()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (np.ones(3), "3 outputs for 19 sectors"),
        (np.zeros(19), "the region has no output at all"),
        (np.full(19, -1.0), "the output -1 of c1 is not between 0 and the whole country's"),
        (np.full(19, 1e9), "the output 1e+09 of c1 is not between 0 and the whole country's"),
        (np.full(19, np.nan), "the output nan of c1 is not between 0 and the whole country's"),
    ],
)
def test_a_region_that_does_not_fit(output: Numbers, said: str) -> None:
    with pytest.raises(RegionDoesNotFit) as caught:
        regional_table(made_up_table(), output, "district")
    assert caught.value.said_why.en == said

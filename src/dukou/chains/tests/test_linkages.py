"""Links of sectors: golden values of a real table, closed form against the naive way, what no table may be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.chains.core.linkages.extraction import lost_share, lost_without
from dukou.chains.core.linkages.leontief import inverse_of, links_of, links_without_inverse
from dukou.chains.core.linkages.refusals import BuysWithoutOutput, NegativeInTable, NotFinite, NotProductive, NotSquare, SectorTwice
from dukou.chains.core.linkages.tables import IoTable, Numbers, is_productive, radius_of, table_of_flows, table_of_inputs
from dukou.chains.core.synthetic.io_tables import made_up_table
from dukou.chains.sheets.io_tables import open_table
from dukou.chains.tests.real_tables import AMERICA, CHINA, needs_america, needs_china
from dukou.kit.core.refusals import Refusal

# Field note on chains, section 6: domestic table of 2011, means over the 33 sectors with output
KEY_SECTORS = {
    "c4": (1.291, 1.015, 0.0738),
    "c6": (1.183, 1.301, 0.0208),
    "c7": (1.162, 1.476, 0.0295),
    "c9": (1.127, 1.347, 0.1018),
    "c10": (1.240, 1.264, 0.0522),
    "c12": (1.123, 1.258, 0.1508),
    "c17": (1.081, 1.592, 0.0563),
}


def naive_loss(table: IoTable, inverse: Numbers, sector: int) -> float:
    """All output before less all output after the sector's row and column are emptied and its final demand is struck out."""
    demand = table.output - table.inputs @ table.output
    rest = table.inputs.copy()
    rest[sector, :] = rest[:, sector] = demand[sector] = 0
    after = np.linalg.solve(np.eye(len(rest)) - rest, demand)
    return float(table.output.sum() - after.sum())


def small(inputs: list[list[float]], output: list[float]) -> IoTable:
    return table_of_inputs("small", [f"s{at}" for at in range(len(output))], np.array(inputs), np.array(output))


@needs_china
def test_key_sectors_of_a_real_table() -> None:
    table = open_table(CHINA)
    inverse = inverse_of(table)
    links, shares = links_of(table, inverse), lost_share(table, inverse)
    told = {
        sector: (round(links.backward[at], 3), round(links.forward[at], 3), round(shares[at], 4))
        for sector, at in table.position.items()
        if links.is_key[at]
    }
    assert (table.year, told) == (2011, KEY_SECTORS)
    assert [sector for sector, at in table.position.items() if np.isnan(links.backward[at])] == ["c19", "c35"]  # no output, no links


@needs_china
def test_closed_form_is_the_naive_extraction_on_a_real_table() -> None:
    table = open_table(CHINA)
    inverse = inverse_of(table)
    naive = [naive_loss(table, inverse, at) for at in range(len(table.sectors))]
    assert np.abs(lost_without(table, inverse) - naive).max() / table.output.sum() < 1e-12


@needs_america
def test_links_of_402_sectors_without_an_inverse() -> None:
    table = open_table(AMERICA, allow_negative=True)
    ours, whole = links_without_inverse(table), links_of(table, inverse_of(table))
    assert len(table.sectors) == 402
    assert np.abs(ours.multiplier - whole.multiplier).max() < 1e-11
    assert np.abs(ours.forward - whole.forward).max() < 1e-11


def test_two_sectors_by_hand() -> None:
    # A = [[0, .5], [.2, 0]]: L = 1/.9 [[1, .5], [.2, 1]]; without s0, s1 makes its final demand 20 − .2·10 = 18 alone
    table = small([[0.0, 0.5], [0.2, 0.0]], [10.0, 20.0])
    inverse = inverse_of(table)
    links = links_of(table, inverse)
    assert links.multiplier == pytest.approx([1.2 / 0.9, 1.5 / 0.9], abs=1e-12)
    assert links.backward == pytest.approx([1.2 / 1.35, 1.5 / 1.35], abs=1e-12)
    assert links.forward == pytest.approx([2.0 / 1.55, 1.1 / 1.55], abs=1e-12)  # g = (L x) / x = (20, 22) / .9 / (10, 20)
    assert links.is_key.tolist() == [False, False]
    assert lost_without(table, inverse) == pytest.approx([12.0, 30.0], abs=1e-12)
    assert lost_share(table, inverse) == pytest.approx([0.4, 1.0], abs=1e-12)


tables = st.tuples(st.integers(0, 2**32 - 1), st.integers(2, 30))


@settings(max_examples=30, deadline=None)
@given(tables)
def test_laws_of_any_productive_table(drawn: tuple[int, int]) -> None:
    table = made_up_table(*drawn)
    inverse = inverse_of(table)
    links, losses = links_of(table, inverse), lost_without(table, inverse)
    demand = table.output - table.inputs @ table.output
    naive = np.array([naive_loss(table, inverse, at) for at in range(len(table.sectors))])
    assert np.abs(losses - naive).max() / table.output.sum() < 1e-12
    assert links.multiplier @ demand == pytest.approx(table.output.sum(), rel=1e-12)
    assert links.multiplier.min() >= 1
    assert [links.backward.mean(), links.forward.mean()] == pytest.approx([1, 1], abs=1e-12)
    ghosh = np.linalg.inv(np.eye(len(demand)) - table.inputs * table.output[None, :] / table.output[:, None])
    assert np.abs(links.forward - ghosh.sum(axis=1) / ghosh.sum(axis=1).mean()).max() < 1e-12
    iterated = links_without_inverse(table)
    assert np.abs(iterated.multiplier - links.multiplier).max() < 1e-11
    assert np.abs(iterated.forward - links.forward).max() < 1e-11


@settings(max_examples=60, deadline=None)
@given(tables, st.floats(0.2, 1.8))
def test_what_is_called_productive_has_a_radius_below_one(drawn: tuple[int, int], radius: float) -> None:
    inputs = np.random.default_rng(drawn[0]).gamma(0.4, size=(drawn[1], drawn[1])) + 1e-6
    scaled = inputs * (radius / radius_of(inputs))
    assert is_productive(scaled) == (radius_of(scaled) < 1)


def test_productive_at_the_edge() -> None:
    assert not is_productive(np.array([[0.5, 0.5], [0.5, 0.5]]))  # closed: all that is made is used up
    assert is_productive(np.array([[0.0, 5.0], [0.0, 0.0]]))  # a column sum of 5, but nothing comes back
    assert not is_productive(np.array([[1.2, 0.0], [0.0, 0.1]]))  # only one of two is wasteful
    assert is_productive(np.array([[0.6, -0.6], [0.6, 0.6]]))  # eigenvalues .6 ± .6i, though each column of |A| sums to 1.2
    assert not is_productive(np.array([[-1.2, 0.0], [0.0, 0.1]]))


@pytest.mark.parametrize(
    ("refusal", "square", "output", "said"),
    [
        (NotSquare, [[0.1, 0.2]], [1.0, 1.0], "its numbers are 1 × 2, with 2 sectors and 2 outputs: the three must agree"),
        (NotSquare, [[0.1, 0.2], [0.1, 0.2]], [1.0], "its numbers are 2 × 2, with 2 sectors and 1 outputs: the three must agree"),
        (NotFinite, [[0.1, float("nan")], [0.1, 0.2]], [1.0, 1.0], "from a to b: there is no number, or none that is finite"),
        (NotFinite, [[0.1, 0.1], [0.1, 0.2]], [1.0, float("inf")], "output of b: there is no number, or none that is finite"),
        (NegativeInTable, [[0.1, 0.1], [-0.1, 0.2]], [1.0, 1.0], "from b to a: -0.1 is negative"),
        (NegativeInTable, [[0.1, 0.1], [0.1, 0.2]], [-2.0, 1.0], "output of a: -2 is negative"),
        (NotProductive, [[0.9, 0.3], [0.3, 0.9]], [1.0, 1.0], "its spectral radius is 1.200, not below 1"),
    ],
)
def test_what_is_no_table(refusal: type[Refusal], square: list[list[float]], output: list[float], said: str) -> None:
    with pytest.raises(refusal) as caught:
        table_of_inputs("t", ("a", "b"), np.array(square), np.array(output))
    assert caught.value.said_why.en.startswith(said)


def test_a_sector_stands_once_and_buys_only_with_output() -> None:
    with pytest.raises(SectorTwice) as twice:
        table_of_flows("t", ("a", "a"), np.zeros((2, 2)), np.ones(2))
    assert twice.value.said_why.en == "the sector a stands there twice"
    with pytest.raises(BuysWithoutOutput) as idle:
        table_of_flows("t", ("a", "b"), np.array([[0.0, 3.0], [0.0, 0.0]]), np.array([5.0, 0.0]))
    assert idle.value.said_why.en == "the sector b buys but has no output: its shares have no base"


def test_a_sector_without_output_has_no_links_and_costs_nothing() -> None:
    table = table_of_flows("t", ("a", "b", "idle"), np.array([[1.0, 2, 0], [3, 1, 0], [0, 0, 0]]), np.array([10.0, 8, 0]))
    inverse = inverse_of(table)
    links = links_of(table, inverse)
    assert np.isnan(links.backward).tolist() == np.isnan(links.forward).tolist() == [False, False, True]
    assert np.nanmean(links.backward) == pytest.approx(1, abs=1e-12)
    assert (links.multiplier[2], lost_without(table, inverse)[2], bool(links.is_key[2])) == (1, 0, False)


def test_the_made_up_table_says_so_and_is_the_same_each_time() -> None:
    one, other = made_up_table(), made_up_table()
    assert (one.is_synthetic, one.sectors[0], one.sectors[-1], radius_of(one.inputs) < 1) == (True, "c1", "c19", True)
    assert (one.inputs == other.inputs).all() and (one.output == other.output).all()
    assert not (one.inputs == made_up_table(seed=5).inputs).all()

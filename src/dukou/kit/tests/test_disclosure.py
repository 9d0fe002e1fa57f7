"""What a published table betrays: every table that agrees with it is written out, and no suppressed count is the same in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.kit.core.disclosure import Shown, suppressed
from dukou.kit.core.rates import Rate

MOST = 7
Counts = dict[tuple[int, int], int]
tables = st.tuples(st.integers(1, 2), st.integers(1, 3)).flatmap(
    lambda size: st.fixed_dictionaries({(m, n): st.integers(0, 4) for m in range(size[0]) for n in range(size[1])})
)


def flat(shown: Shown[int, int]) -> dict[object, int | None]:
    """Cells and totals by key, as `whole` has them."""
    items: list[tuple[object, int | None]] = [*shown.cells.items(), ("total", shown.total)]
    items += [(("row", row), value) for row, value in shown.rows.items()]
    items += [(("column", column), value) for column, value in shown.columns.items()]
    return dict(items)


def whole(counts: Counts) -> dict[object, int]:
    """The table with its totals, by the schoolbook."""
    items: list[tuple[object, int]] = [*counts.items(), ("total", sum(counts.values()))]
    for row in {row for row, _ in counts}:
        items.append((("row", row), sum(value for key, value in counts.items() if key[0] == row)))
    for column in {column for _, column in counts}:
        items.append((("column", column), sum(value for key, value in counts.items() if key[1] == column)))
    return dict(items)


def agreeing(shown: Shown[int, int]) -> Iterator[dict[object, int]]:
    """Every table of small counts that shows the same, none of its suppressed counts being nought."""
    told, open_cells = flat(shown), [key for key, value in shown.cells.items() if value is None]
    known = {key: value for key, value in shown.cells.items() if value is not None}
    for values in product(range(1, MOST), repeat=len(open_cells)):
        table = whole({**known, **dict(zip(open_cells, values, strict=True))})
        if all(value is None or table[key] == value for key, value in told.items()):
            yield table


@settings(max_examples=150, deadline=None)
@given(tables, st.integers(2, 4))
def test_no_suppressed_count_can_be_reckoned(counts: Counts, threshold: int) -> None:
    shown = suppressed(counts, threshold)
    told, truth = flat(shown), whole(counts)
    assert all(value is None or value == truth[key] for key, value in told.items())
    assert [key for key, value in told.items() if value is not None and 0 < value < threshold] == []
    if set(told.values()) == {None}:
        return  # nothing is shown, so nothing follows
    possible: dict[object, set[int]] = {key: set() for key, value in told.items() if value is None}
    for table in agreeing(shown):
        for key, values in possible.items():
            values.add(table[key])
    assert [key for key, values in possible.items() if len(values) < 2] == []


def test_one_small_count_takes_three_others_with_it() -> None:
    """Units by verdict: the 2 alone would follow from its row, and with a partner there from its column."""
    counts = {("a", "solved"): 40, ("a", "partly"): 2, ("b", "solved"): 30, ("b", "partly"): 8, ("c", "solved"): 50, ("c", "partly"): 20}
    shown = suppressed(counts, 5)
    assert {key for key, value in shown.cells.items() if value is None} == {(unit, kind) for unit in "ab" for kind in ("solved", "partly")}
    assert (shown.rows, shown.columns, shown.total) == ({"a": 42, "b": 38, "c": 70}, {"solved": 120, "partly": 30}, 150)
    kinds = ["solved", "partly"]
    assert [shown.rate(unit, "solved", kinds) for unit in "abc"] == [None, None, Rate(50, 70)]
    assert shown.rate("c", "partly", ["partly"]) == Rate(20, 20)


def test_ones_that_could_be_nothing_else_hide_their_totals() -> None:
    """Four counts of one beside totals of two: whoever knows that each is at least one knows them all."""
    shown = suppressed({(m, n): 1 for m in range(2) for n in range(2)}, 2)
    assert set(flat(shown).values()) == {None}


def test_nothing_small_nothing_hidden() -> None:
    counts = {(0, 0): 9, (0, 1): 0, (1, 0): 5, (1, 1): 7}
    assert flat(suppressed(counts, 5)) == whole(counts)
    assert flat(suppressed(dict[tuple[int, int], int](), 5)) == {"total": 0}

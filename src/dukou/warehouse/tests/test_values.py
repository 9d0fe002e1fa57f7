"""Questions take their values and no others; manifests come back as written, and a spoiled one is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed
from dukou.warehouse.core.manifests import Manifest, TableEntry
from dukou.warehouse.core.questions import Cell, Parameter, Question, WrongValues, in_order

ASKS = (Parameter("day", Label("日期", "day")), Parameter("n", Label("数", "number"), is_whole=True))
QUESTION = Question("q", Label("问", "question"), "select 1 as x", (), ASKS)
ENTRY = TableEntry("t", "room", (("key", "VARCHAR"),), 2, "c" * 64, "s" * 64)
MANIFEST = Manifest(
    datetime(2024, 7, 8, 15, 30, tzinfo=timezone(timedelta(hours=8))), "cli:操作员", date(2024, 7, 8), "0", (ENTRY,), {"head": 7}
)


def test_values_take_their_types() -> None:
    assert QUESTION.values({"day": "2024-07-08", "n": "-12"}) == {"day": "2024-07-08", "n": -12}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"day": "x"},
        {"day": "x", "n": "1", "more": "1"},
        {"day": "x", "n": "1.5"},
        {"day": "x", "n": ""},
        {"day": "x", "n": "９"},
        {"day": "x", "n": "9" * 19},
    ],
)
def test_other_values_are_refused(given: dict[str, str | int]) -> None:
    with pytest.raises(WrongValues):
        QUESTION.values(given)


@given(rows=st.lists(st.tuples(st.none() | st.text(max_size=3), st.none() | st.integers())))
def test_order_depends_on_the_rows_alone(rows: list[tuple[Cell, ...]]) -> None:
    assert in_order(rows) == in_order(rows[::-1])
    assert sorted(map(repr, in_order(rows))) == sorted(map(repr, rows))


def test_a_missing_cell_comes_first() -> None:
    assert in_order([("b", 1), ("a", 2), (None, 3), ("a", None)]) == [(None, 3), ("a", None), ("a", 2), ("b", 1)]


def test_a_manifest_comes_back_as_written() -> None:
    assert Manifest.parse(MANIFEST.as_json()) == MANIFEST
    assert MANIFEST.name == "2024-07-08T073000Z"
    assert MANIFEST.taken_at.astimezone(UTC).hour == 7


@pytest.mark.parametrize(
    "before, after",
    [
        ('"key"', '"other"'),
        ("c" * 64, "d" * 64),
        ('2024-07-08"', '2024-07-09"'),
        ('"format": 1', '"format": 2'),
        ("{", ""),
        ('"tables"', '"tabel"'),
    ],
)
def test_a_spoiled_manifest_is_told(before: str, after: str) -> None:
    spoiled = MANIFEST.as_json().replace(before, after, 1)
    assert spoiled != MANIFEST.as_json()
    with pytest.raises(Malformed):
        Manifest.parse(spoiled)


@given(text=st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    with pytest.raises(Malformed):
        Manifest.parse(text)

"""Reading rule books: the how-to's example as it stands, places kept for later faults, and whatever else YAML may hold."""

from __future__ import annotations

import random
import re
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dukou.kit.core.places import Place
from dukou.kit.packfiles.nodes import Located, read_yaml
from dukou.rules.core.books import Derived, Score, Table
from dukou.rules.core.expressions import Comparison, Every
from dukou.rules.core.reading import read_book
from dukou.rules.core.reading.book import KEYS
from dukou.rules.core.reading.fields import exact_number
from dukou.rules.core.reading.tables import cell
from dukou.rules.tests.written import HEAD, located, told

HOWTO = Path(__file__).parents[4] / "docs" / "howto" / "write-a-rule-book.md"
EXAMPLE: str = re.findall(r"```yaml\n(book: .*?)```", HOWTO.read_text(encoding="utf-8"), re.DOTALL)[0]
FILE = "rules/example.yaml"


def test_the_example_of_the_how_to_can_be_read() -> None:
    found, faults = read_yaml(EXAMPLE, FILE)
    assert found is not None and faults == []
    book, faults = read_book(found)
    assert told(faults) == [] and book is not None
    paths = [each.path for each in book.conditions()]
    assert paths[:3] == ["requires.1", "requires.2", "exceptions.1"]
    assert paths[3:] == ["requires.3", "requires.3.1", "requires.3.2", "vetoes.1"]
    assert list(book.definitions) == ["rd_share", "is_direct", "size", "growth"]


def test_lines_keep_their_places() -> None:
    book, faults = read_book(located(EXAMPLE, FILE))
    assert book is not None, faults
    lines = EXAMPLE.splitlines()

    def at(place: Place) -> str:
        return lines[place.line - 1][place.column - 1 :]

    share, size, growth = (book.definitions[name] for name in ("rd_share", "size", "growth"))
    assert isinstance(share, Derived) and isinstance(size, Table) and isinstance(growth, Score)
    assert at(share.line.at(5)).startswith("revenue}")
    assert [at(line.at(0))[:5] for line in size.lines] == ["indus", "staff", "reven"]
    told_cell = size.rows[0].cells[2]
    assert isinstance(told_cell.test, Comparison) and at(told_cell.line.at(told_cell.test.right.at)).startswith('40000万元"')
    span = size.rows[1].cells[1]
    assert isinstance(span.test, Every)
    assert [at(span.line.at(part.right.at))[:3] for part in span.test.parts if isinstance(part, Comparison)] == ["20.", "300"]
    band = growth.items[0].bands[0]
    assert isinstance(band.when, Comparison)
    assert at(band.line.at(band.when.right.at)).startswith("5%, points: 20}") and at(band.line.at(0)).startswith("rd / revenue")
    assert at(book.requires[1].line.at(0)).startswith("rd >= 100万元, each_of_years")
    assert at(book.places["value"]).startswith("size ") and at(book.places["books.innovative"]) == "innovative-sme"


def test_cells_ask_what_is_written_in_them() -> None:
    asked = {
        text: cell(text, "x")
        for text in ("-", "", "20..300", "≥ 20 and < 300", "-5..5%", "工业", '"a and > b"', "in [甲, 乙]", "是", "no", "-3%", "5")
    }
    assert {text: str(test) for text, test in asked.items() if test is None} == {"-": "None", "": "None"}
    assert asked["20..300"] == asked["≥ 20 and < 300"] == cell(">= 20 and < 300", "x")
    assert asked["工业"] == cell('= "工业"', "x")
    assert asked['"a and > b"'] == cell('= "a and > b"', "x")
    assert asked["-3%"] == cell("= -3%", "x")
    assert asked["是"] == cell("yes", "x")


def test_only_plain_digits_are_numbers() -> None:
    numbers = [exact_number(text) for text in ("20", "-0.5", "1e9", "1/0", "٣", "9" * 30, "", "1.")]
    assert numbers == [Fraction(20), Fraction(-1, 2), None, None, None, None, None, None]


def test_a_band_is_compared_with_a_value_and_nothing_else() -> None:
    body = "scores: {s: {name: {zh: 甲, en: a}, items: [{clause: 一, text: {zh: 甲, en: a}, of: a or b, bands: [{from: 5, points: 1}]}]}}\n"
    book, faults = read_book(located(HEAD + body))
    assert book is None
    assert [fault.split(" → ")[0] for fault in told(faults)] == ["6:84 这里多出了“or”"]


@pytest.mark.parametrize("written", ["book: made-up", 'version: "1"', "from: 2024-01-01", "seen: example"])
def test_what_is_needed_may_not_be_empty(written: str) -> None:
    key = written.partition(":")[0]
    text = HEAD.replace(written, f'{key}: "  "')
    book, faults = read_book(located(text + "requires: [{clause: 一, text: {zh: 甲, en: a}, test: a >= 5}]\n"))
    ((number, line),) = [(number, line) for number, line in enumerate(text.splitlines(), 1) if '"  "' in line]
    column = line.index('"  "') + 1
    assert (book, told(faults)) == (None, [f"{number}:{column} “{key}”是空的 → 写上“{key}” ‖ “{key}” is empty → write “{key}”"])


_LINES = [
    "",
    "-",
    "yes",
    "a >= 5",
    "staff",
    "工业",
    "20..300",
    "5%",
    "1e9",
    "2024-01-01",
    "a and",
    '"',
    "in [",
    "9" * 50,
    "null",
    "\n",
    "２",
]
_CODES = ["enterprise", "unique", "all", "original"]
_INNER = [
    "name",
    "zh",
    "en",
    "test",
    "all",
    "any",
    "none",
    "of",
    "at_least",
    "rows",
    "inputs",
    "when",
    "gives",
    "items",
    "bands",
    "hit",
    "is",
]
_SCALARS = st.sampled_from([*_LINES, *_CODES]) | st.text(max_size=8)
_NAMES = st.sampled_from([*KEYS, *_INNER])
_PLAIN: st.SearchStrategy[Any] = st.recursive(
    _SCALARS | st.none(), lambda parts: st.lists(parts, max_size=3) | st.dictionaries(_NAMES, parts, max_size=4), max_leaves=8
)


def _located(plain: Any) -> Located:
    place = Place(FILE, 1, 1)
    if isinstance(plain, dict):
        children: dict[str | int, Located] = {key: _located(value) for key, value in plain.items()}
        return Located(plain, place, children, {key: place for key in plain})
    if isinstance(plain, list):
        return Located(plain, place, {number: _located(item) for number, item in enumerate(plain)})
    return Located(plain, place)


def _places(plain: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every way into the content."""
    inner = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    return [way, *(place for key, value in inner for place in _places(value, (*way, key)))]


@settings(max_examples=200)
@given(_PLAIN)
def test_whatever_yaml_holds_is_a_book_or_has_faults(plain: Any) -> None:
    book, faults = read_book(_located(plain))
    assert (book is None) == bool(faults)


@settings(max_examples=200)
@example(1208, "")  # a day that is needed, left empty
@given(st.integers(0, 10**6), _PLAIN)
def test_a_book_with_one_part_changed_is_a_book_or_has_faults(seed: int, plain: Any) -> None:
    content: Any = deepcopy(located(EXAMPLE, FILE).plain)
    way = random.Random(seed).choice(_places(content)[1:])
    inner = content
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = plain
    book, faults = read_book(_located(content))
    assert (book is None) == bool(faults)

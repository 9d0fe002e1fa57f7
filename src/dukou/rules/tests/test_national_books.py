"""The national rule books: each answers its golden cases, and the cases leave no sentence, row, band or bound of a book untried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.http import QueryDict

from dukou.kit.core.labels import Label, speaking
from dukou.kit.core.places import Place
from dukou.kit.packfiles.reading import Contents, read_pack
from dukou.rules.core.books import Book, Score, Table
from dukou.rules.core.cases import Case, differences, read_case
from dukou.rules.core.checking import link
from dukou.rules.core.evaluating import Evaluation, item_points, possible_rows, read
from dukou.rules.core.explaining import explain
from dukou.rules.core.expressions import Comparison, Every, Expression, Form, Not, Number, Some
from dukou.rules.core.inputs import given_to
from dukou.rules.core.libraries import Library
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import RATIO, dimension_of, measure
from dukou.rules.core.reading import read_book
from dukou.rules.core.reading.fields import Faults
from dukou.rules.forms import TrialForm
from dukou.rules.packs.books import finder
from dukou.rules.queries.catalogue import faces_of_pack
from dukou.rules.tables.books import conditions_table, definition_tables, facts_table

BOOKS = [
    "enterprise-size/2017", "fair-competition/2024", "high-tech-enterprise/2008", "high-tech-enterprise/2016", "innovative-sme/2022",
    "little-giant/2022", "little-giant/2026", "quality-sme/2022", "quality-sme/2026", "schedule-light/1", "specialised-sme/2022",
    "specialised-sme/2026", "startup-loan/2016", "startup-loan/2021-chongqing", "startup-loan/2022-neijiang", "startup-loan/2022-zhuzhou",
    "startup-loan/2023-chongqing", "startup-loan/2024-chongqing", "startup-loan/2024-shenzhen", "startup-loan/2024-wenshang",
    "startup-loan/2025-chongqing", "technology-sme/2017",
]  # fmt: skip
# The rules on which engines are measured: size, the five recognitions (two of them in two versions), and the amounts of start-up loans.
FIFTEEN = [
    "enterprise-size/2017", "technology-sme/2017", "innovative-sme/2022", "high-tech-enterprise/2016", "specialised-sme/2022",
    "specialised-sme/2026", "little-giant/2022", "little-giant/2026", "startup-loan/2016", "startup-loan/2022-zhuzhou",
    "startup-loan/2024-shenzhen", "startup-loan/2021-chongqing", "startup-loan/2023-chongqing", "startup-loan/2024-chongqing",
    "startup-loan/2025-chongqing",
]  # fmt: skip


@cache
def contents() -> Contents:
    """The national pack as it is shipped."""
    return read_pack(settings.SHIPPED_PACKS / "national", beside_stored=False)


@cache
def library() -> Library:
    """Its rule books."""
    return Library.of([book for entry in contents().of("rules").values() if (book := read_book(entry.located)[0])])


@cache
def linked(key: str) -> Linked:
    """One of them with the facts and books it names."""
    book = library().version(key)
    assert book is not None, key
    found, faults = link(book, faces_of_pack(contents()), finder(library(), book))
    assert found is not None, [str(fault.what) for fault in faults]
    return found


@cache
def cases(key: str) -> list[Case]:
    """Its golden cases."""
    faults = Faults()
    read_ = [read_case(entry.located, faults) for entry in contents().of("cases").values() if entry.data.book == key]
    assert not faults
    return [case for case in read_ if case is not None]


@cache
def evaluations(key: str) -> list[Evaluation]:
    """Its cases, each as an evaluation of the book."""
    found = []
    for case in cases(key):
        given = given_to(linked(key), case.facts, case.as_of)
        found.append(Evaluation(linked(key), given.facts, case.as_of, given.values))
    return found


def test_the_pack_has_no_faults() -> None:
    assert [f"{fault.place} {fault.what}" for fault in contents().faults] == []


def test_every_book_is_there_and_none_besides() -> None:
    assert sorted(f"{entry.data.book}/{entry.data.version}" for entry in contents().of("rules").values()) == BOOKS
    assert {entry.data.book for entry in contents().of("cases").values()} == set(BOOKS)


@pytest.mark.parametrize("key", BOOKS)
def test_a_book_answers_its_cases(key: str) -> None:
    assert [str(fault.what) for case in cases(key) for fault in differences(case, linked(key))] == []


@pytest.mark.parametrize("key", [key for key in BOOKS if key != "schedule-light/1"])  # a light is known or unknown, never refused
def test_a_book_answers_yes_no_and_unknown(key: str) -> None:
    assert {case.answer.value for case in cases(key)} == {"yes", "no", "unknown"}


@pytest.mark.parametrize("key", BOOKS)
def test_every_sentence_is_met_in_one_case_and_not_in_another(key: str) -> None:
    seen: dict[str, set[object]] = defaultdict(set)
    for evaluation in evaluations(key):
        for condition in linked(key).book.conditions():
            seen[f"{condition.path} {condition.clause}"].add(evaluation.own(condition))
    assert [path for path, truths in seen.items() if not {True, False} <= truths] == []


@pytest.mark.parametrize("key", BOOKS)
def test_every_row_and_band_counts_in_one_case_and_not_in_another(key: str) -> None:
    seen: dict[str, set[bool]] = defaultdict(set)
    for evaluation in evaluations(key):
        for name, counts in _parts(evaluation):
            seen[name].add(counts)
    assert [name for name, counts in seen.items() if counts != {True, False}] == []


def _parts(evaluation: Evaluation) -> Iterator[tuple[str, bool]]:
    """Every row of a table and every band of a score (also `otherwise`), with whether it surely is the one that counts."""
    for name, definition in evaluation.linked.book.definitions.items():
        if isinstance(definition, Table):
            sure = [row for row, fits in possible_rows(evaluation, definition) if fits is True]
            is_decided = len(possible_rows(evaluation, definition)) == 1
            yield from ((f"{name}, {_spot(row.place)}", is_decided and row in sure) for row in definition.rows)
        elif isinstance(definition, Score):
            for item in definition.items:
                points = item_points(evaluation, item)
                which = points[0][1] if len(points) == 1 else -1
                yield from ((f"{name}, {item.clause}, band {number}", which == number) for number in (*range(len(item.bands)), None))


@pytest.mark.parametrize("key", BOOKS)
def test_every_bound_is_tried_exactly_and_closely_on_both_sides(key: str) -> None:
    tried: dict[str, set[str]] = defaultdict(set)
    for evaluation in evaluations(key):
        for where, comparison in _bounds(linked(key).book):
            tried[where].add(_side(read(evaluation, comparison.left), comparison.right, evaluation))
    wanted = {"at", "below", "above"}
    assert {f"{where}: {side}" for where, sides in tried.items() for side in wanted - sides} == set()


def _side(left: object, right: Expression, evaluation: Evaluation) -> str:
    """On which side of a bound a value lies, if it is close: by one of what is counted, six points, a fiftieth of money and shares."""
    bound = read(evaluation, right)
    if not isinstance(left, int | Fraction) or not isinstance(right, Number):
        return "unknown"
    dimension = dimension_of(measure(right.unit)).label if right.unit else RATIO
    step = {"points": 6, "money": bound / 50, RATIO: 1 if bound >= 1 else max(abs(bound) / 50, Fraction(1, 500))}.get(dimension, 1)
    if abs(left - bound) > step:
        return "far"
    return "at" if left == bound else "below" if left < bound else "above"


def _bounds(book: Book) -> Iterator[tuple[str, Comparison]]:
    """Every comparison of a book by size with a written bound, and where it stands."""
    for condition in book.conditions():
        if condition.test is not None:
            yield from ((f"{condition.path} {number}", each) for number, each in enumerate(_comparisons(condition.test)))
    for name, definition in book.definitions.items():
        if isinstance(definition, Table):
            tests: list[Any] = [(row.place, cell.test) for row in definition.rows for cell in row.cells if cell.test is not None]
        elif isinstance(definition, Score):
            tests = [(band.place, band.when) for item in definition.items for band in item.bands]
        else:
            tests = [(definition.place, definition.form)]
        for place, test in tests:
            yield from ((f"{name}, {_spot(place)}, {number}", each) for number, each in enumerate(_comparisons(test)))


def _spot(place: Place) -> str:
    return f"line {place.line}, column {place.column}"


def _comparisons(form: Form) -> Iterator[Comparison]:
    if isinstance(form, Comparison) and form.sign not in ("=", "!=") and isinstance(form.right, Number):
        yield form
    elif isinstance(form, Every | Some):
        for part in form.parts:
            yield from _comparisons(part)
    elif isinstance(form, Not):
        yield from _comparisons(form.part)


@dataclass(frozen=True)
class Asked:
    """What is asked of the size book from outside, and what it has to say."""

    told: dict[str, object]
    answer: str
    value: str | None
    missing: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(Asked({"industry": "工业", "staff": "1000", "revenue_wan": "39999.99"}, "yes", "medium"), id="100-yuan-short"),
        pytest.param(
            Asked({"industry": "软件和信息技术服务业", "staff": "103", "revenue_wan": "15735.28"}, "yes", "medium"), id="software"
        ),
        pytest.param(Asked({"industry": "工业", "staff": "19", "revenue_wan": "50000"}, "yes", "micro"), id="19-people"),
        pytest.param(Asked({"industry": "工业", "staff": "500"}, "unknown", None, ("revenue",)), id="revenue-missing"),
        pytest.param(Asked({"industry": "工业", "staff": "19"}, "yes", "micro"), id="still-micro"),
    ],
)
def test_the_size_of_what_is_handed_in(asked: Asked) -> None:
    key = "enterprise-size/2017"
    case = cases(key)[0]
    given = given_to(linked(key), asked.told, case.as_of)
    assert not given.wrong
    told = explain(Evaluation(linked(key), given.facts, case.as_of, given.values))
    value = told.value if isinstance(told.value, str) else None
    assert (told.answer.value, value, tuple(gap.alias for gap in told.missing)) == (asked.answer, asked.value, asked.missing)


@pytest.mark.parametrize("key", FIFTEEN)
def test_a_firm_of_which_nothing_is_known_is_neither_entitled_nor_refused(key: str) -> None:
    told = explain(Evaluation(linked(key), {}, cases(key)[0].as_of))
    assert (told.answer.value, bool(told.missing)) == ("unknown", True)


def test_nothing_is_claimed_of_an_original_that_nobody_saw() -> None:
    assert [key for key in BOOKS if not linked(key).book.is_unverified] == []


@pytest.mark.parametrize(
    ("slug", "day", "place", "version"),
    [
        pytest.param("specialised-sme", "2026-03-31", "", "2022", id="specialised-last-day"),
        pytest.param("specialised-sme", "2026-04-01", "", "2026", id="specialised-first-day"),
        pytest.param("little-giant", "2026-03-31", "500104", "2022", id="giant-last-day"),
        pytest.param("little-giant", "2026-04-01", "500104", "2026", id="giant-first-day"),
        pytest.param("innovative-sme", "2026-04-01", "", None, id="innovative-text-of-2026-not-seen"),
        pytest.param("high-tech-enterprise", "2015-12-31", "", "2008", id="high-tech-2008"),
        pytest.param("high-tech-enterprise", "2016-01-01", "", "2016", id="high-tech-2016"),
        pytest.param("startup-loan", "2023-07-27", "500104", "2021-chongqing", id="loan-city-2021"),
        pytest.param("startup-loan", "2023-07-28", "500104", "2023-chongqing", id="loan-city-2023"),
        pytest.param("startup-loan", "2024-05-12", "500104", "2024-chongqing", id="loan-city-2024"),
        pytest.param("startup-loan", "2025-06-03", "500104", "2025-chongqing", id="loan-city-2025"),
        pytest.param("startup-loan", "2022-07-01", "430211", "2022-zhuzhou", id="loan-zhuzhou"),
        pytest.param("startup-loan", "2022-07-01", "511002", "2022-neijiang", id="loan-neijiang"),
        pytest.param("startup-loan", "2024-07-01", "370830", "2024-wenshang", id="loan-wenshang"),
        pytest.param("startup-loan", "2024-07-01", "370811", None, id="loan-beside-wenshang"),
        pytest.param("startup-loan", "2024-09-30", "440305", "2024-shenzhen", id="loan-shenzhen"),
    ],
)
def test_the_version_of_a_day_and_a_place(slug: str, day: str, place: str, version: str | None) -> None:
    found = library().in_force(slug, date.fromisoformat(day), place)
    assert (found.version if found else None) == version


def test_the_size_table_is_english_in_english() -> None:
    """Words of its closed list, units and numbers are told in the reader's language; nothing Chinese is left over."""
    size = linked("enterprise-size/2017")
    tables = [*definition_tables(size), conditions_table(Label("条件", "Conditions"), size, size.book.requires), facts_table(size)]
    clauses = {row.cells[0] for row in conditions_table(Label("条件", "Conditions"), size, size.book.requires).rows}  # names
    with speaking("en"):
        cells = [str(cell.text) for table in tables for row in table.rows for cell in row.cells if cell not in clauses]
        heads = [str(head.text) for table in tables for line in table.heads for head in line]
        fields = [str(field.label) for field in TrialForm(size, QueryDict()).fields.values()]
    assert [text for text in (*cells, *heads, *fields) if any("\u3000" <= sign <= "\u9fff" or sign >= "\uff00" for sign in text)] == []
    assert {"agriculture", "≥ 200 m yuan", "≥ 300 people"} <= set(cells)
    assert "revenue of the last year (10,000 yuan)" in fields

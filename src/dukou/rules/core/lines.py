"""How the value of a rule book came about: the rows of a table, the items of a score, and what keeps it open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from dukou.kit.core.labels import Label
from dukou.rules.core.answers import Answer
from dukou.rules.core.books import Band, Score, Table
from dukou.rules.core.checks import Check, Comparisons, checks_of
from dukou.rules.core.distances import distance_words
from dukou.rules.core.evaluating import Evaluation, item_points, possible_rows, read
from dukou.rules.core.expressions import Name
from dukou.rules.core.shown import named_words, number_words, outputs_of, unit_of_form, value_words


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table or one item of a score beside a value: what it gives, whether it does, and by which comparisons."""

    clause: str
    text: Label
    gives: Label
    answer: Answer
    checks: list[Check]
    is_unverified: bool

    @property
    def distances(self) -> list[Label]:
        """How far the comparisons miss."""
        return [told for told in map(distance_words, self.checks) if told is not None]

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        return {
            "clause": self.clause,
            "text": self.text.as_dict(),
            "gives": self.gives.as_dict(),
            "answer": self.answer.code,
            "unverified": self.is_unverified,
            "checks": [check.as_dict() for check in self.checks],
        }


def definition_words(evaluation: Evaluation, name: str, value: Any) -> Label:
    """A definition's value in words: a table's output under its label, a number with its unit."""
    return named_words(value, unit_of_form(evaluation.linked, name), outputs_of(evaluation.linked, Name(name)))


def value_lines(evaluation: Evaluation, name: str) -> list[Line]:
    """The rows of a table, or the items of a score, that bear on its value."""
    definition = evaluation.linked.book.definitions.get(name)
    if isinstance(definition, Table):
        return list(_rows(evaluation, definition))
    return list(_items(evaluation, definition)) if isinstance(definition, Score) else []


def open_forms(evaluation: Evaluation, name: str) -> Iterator[Any]:
    """The tests of a definition that are not decided, and so keep its value open."""
    definition = evaluation.linked.book.definitions[name]
    if isinstance(definition, Table):
        for row, _ in possible_rows(evaluation, definition):
            yield from (cell.test for cell in row.cells if cell.test is not None and read(evaluation, cell.test) is None)
    elif isinstance(definition, Score):
        bands = (band for item in definition.items for band in item.bands)
        yield from (band.when for band in bands if read(evaluation, band.when) is None)
    elif read(evaluation, definition.form) is None:
        yield definition.form


def _rows(evaluation: Evaluation, table: Table) -> Iterator[Line]:
    """Rows up to the one that counts, without those of another kind: a word that does not fit is no near miss."""
    found = possible_rows(evaluation, table)
    possible, last = {id(row) for row, _ in found}, next((row for row, fits in found if fits is True), None)
    sure = last if len(found) == 1 else None
    comparisons = evaluation.linked.once(Comparisons)
    for row in table.rows:
        asked = comparisons.of_row(row)
        if not any(each.is_other(evaluation) for each in asked):
            answer = Answer.YES if row is sure else Answer.UNKNOWN if id(row) in possible else Answer.NO
            gives = table.outputs.get(str(row.output)) or value_words(cast(Any, row.output), table.unit)
            yield Line(row.clause, table.label, gives, answer, [each.check(evaluation) for each in asked], row.is_unverified)
        if row is last:
            return


def _items(evaluation: Evaluation, score: Score) -> Iterator[Line]:
    for item in score.items:
        points = item_points(evaluation, item)
        least, most = min(each for each, _, _ in points), max(each for each, _, _ in points)
        gives = (
            value_words(least, "分")
            if least == most
            else Label(f"{number_words(least)}–{number_words(most)} 分", f"{number_words(least)}–{number_words(most)} points")
        )
        bands: list[Band] = [item.bands[number] for _, number, _ in points if number is not None]
        checks = [check for band in bands[:1] for check in checks_of(band.when, evaluation)]
        yield Line(item.clause, item.text, gives, Answer.told(True if least == most else None), checks, item.is_unverified)

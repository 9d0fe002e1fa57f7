"""A table that stands alone, out of a sheet: checked within the book that it is meant for, or by what its own cells ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dukou.kit.core.labels import Label, same
from dukou.rules.core.books import Book, Cell, Document, Seen, Table
from dukou.rules.core.checking.forms import Forms
from dukou.rules.core.checking.segments import leaves
from dukou.rules.core.checking.tables import check_table
from dukou.rules.core.checking.types import DAY, TRUTH, WORD, Type, joint_type, type_of_number
from dukou.rules.core.expressions import Among, Begins, Comparison, Day, Expression, Holds, Name, Number, Text
from dukou.rules.core.facts import FactFace, SubjectKind
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults
from dukou.rules.core.visibility import Visibility

_COUNTED = "个"  # what bare whole numbers are taken to count


def check_alone(table: Table, linked: Linked | None, faults: Faults) -> None:
    """What stands against a table. With its book the names of the inputs have to be known there; without it they may be anything."""
    if linked is None:
        _check_guessed(table, faults)
        return
    book = replace(linked.book, definitions={**linked.book.definitions, table.name: table})
    forms = Forms(replace(linked, book=book), faults)
    forms.table(table)
    if not faults:
        check_table(forms.linked, table, forms.inputs(table), faults)


def _check_guessed(table: Table, faults: Faults) -> None:
    types = []
    for number in range(len(table.inputs)):
        column = [row.cells[number] for row in table.rows]
        types.append(_type_of(table.inputs[number], column, faults))
    if not faults:
        named = [(form, told) for form, told in zip(table.inputs, types, strict=True) if isinstance(form, Name)]
        faces = {form.name: face for form, told in named if (face := _face(form, told, table))}
        book = Book("table", "1", table.label, SubjectKind.ENTERPRISE, Document(table.label, Seen.EXAMPLE), date.min)
        check_table(Linked(book, faces, {}), table, types, faults)


def _type_of(form: Expression, column: list[Cell], faults: Faults) -> Type:
    """What the cells of a column ask; those that ask something else than the first are faults."""
    found: Type | None = None
    for cell in column:
        for told in _types_in(cell, form):
            if found is None or (found.is_number and told.is_number and (joint := joint_type(found, told))):
                found = told if found is None or found.is_bare else joint
            elif told != found:
                what = Label(
                    f"“{cell.text}”要的是{told.label.zh}，这一列上面要的是{found.label.zh}",
                    f"“{cell.text}” asks for {told.label.en}; above it this column asks for {found.label.en}",
                )
                faults.note(cell.place, what, Label("一列只问一类；词加引号", "ask one sort in a column; put words in quotes"))
    return found or TRUTH


def _types_in(cell: Cell, form: Expression) -> Iterator[Type]:
    for leaf in leaves(cell.test) if cell.test is not None else ():
        sides = (leaf.left, leaf.right) if isinstance(leaf, Comparison) else ()
        yield from (type_of_number(side) for side in sides if isinstance(side, Number))
        yield from (DAY for side in sides if isinstance(side, Day))
        if isinstance(leaf, Among | Begins) or any(isinstance(side, Text) for side in sides):
            yield WORD
        elif isinstance(leaf, Holds) and leaf.of == form:
            yield TRUTH


def _face(name: Name, told: Type, table: Table) -> FactFace | None:
    """A fact that could stand under the name; None where its numbers lie on no grid that could be known."""
    unit = ""
    if told.is_number:
        tests = [cell.test for row in table.rows for cell in row.cells if cell.test is not None]
        asked = [leaf for test in tests for leaf in leaves(test) if isinstance(leaf, Comparison) and leaf.left == name]
        numbers = [leaf.right for leaf in asked if isinstance(leaf.right, Number)]
        unit = next((each.unit for each in numbers if each.unit), _COUNTED)
        if unit == _COUNTED and any(each.value.denominator > 1 for each in numbers):
            return None
    return FactFace(name.name, same(name.name), SubjectKind.ENTERPRISE, told.holds, unit, True, same("—"), None, Visibility.PUBLIC)

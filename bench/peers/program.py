"""Rule books as a program of named values for engines that know only yes and no; an unknown is nought there. Plain lists, to be JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from dukou.rules.compile import Column
from dukou.rules.core.books import Condition, Derived, Joint, Score, Table
from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    Day,
    Every,
    Extreme,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Since,
    Some,
    Text,
)
from dukou.rules.core.facts import FactType
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import in_unit, measure, scale_of

Form = list[Any]


@dataclass(slots=True)
class Program:
    """`inputs`: columns of the wide table by sort; `variables`: every named value as a form; `answers`: one for each book."""

    as_of: date
    inputs: dict[str, str] = field(default_factory=dict)
    scales: dict[str, int] = field(default_factory=dict)
    variables: dict[str, tuple[str, Form]] = field(default_factory=dict)
    lookups: list[Form] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, books: Sequence[Linked], as_of: date) -> Program:
        """The program of some books."""
        made = cls(as_of)
        made.answers = [_Book(made, linked).answer() for linked in books]
        return made

    def column(self, column: Column, sort: str, scale: int = 1) -> Form:
        """An input."""
        self.inputs[column.name], self.scales[column.name] = sort, scale
        return ["var", column.name]

    def lookup(self, form: Form) -> Form:
        """A test of a word that is an input."""
        if form not in self.lookups:
            self.lookups.append(form)
        return form


@dataclass(frozen=True, slots=True)
class _Book:
    program: Program
    linked: Linked
    back: int = 0

    def answer(self) -> str:
        book = self.linked.book
        name = self.variable("answer")
        if name not in self.program.variables:
            form = ["and", *map(self.condition, book.requires), *(["not", self.condition(each)] for each in book.vetoes)]
            if len(form) == 1:
                form = ["cmp", "=", self.named(Name(book.value)), self.named(Name(book.value))]
            self.program.variables[name] = ("truth", form)
        return name

    def variable(self, name: str) -> str:
        plain = "".join(each if each.isascii() and each.isalnum() else "_" for each in f"{self.linked.book.key}_{name}")
        return f"v_{plain}__{self.back}"

    def condition(self, condition: Condition) -> Form:
        parts = [self.condition(part) for part in condition.parts]
        joints: dict[Joint, Any] = {
            Joint.TEST: lambda: self.form(condition.test),
            Joint.ALL: lambda: ["and", *parts],
            Joint.ANY: lambda: ["or", *parts],
            Joint.NOT: lambda: ["not", ["or", *parts]],
            Joint.AT_LEAST: lambda: ["cmp", ">=", ["sum", *(["select", [part], [1], 0] for part in parts)], ["const", condition.count]],
        }
        own: Form = joints[condition.joint]()
        return ["or", own, *map(self.condition, condition.exceptions)] if condition.exceptions else own

    def form(self, form: Any) -> Form:
        match form:
            case Number():
                return ["const", float(in_unit(form.value, form.unit))]
            case Day():
                return ["const", float((self.program.as_of - form.value).days)]
            case Name():
                return self.named(form)
            case Since():
                return self.named(form.of, form.count)
            case Arithmetic():
                return ["reckon", form.sign, self.form(form.left), self.form(form.right)]
            case Extreme():
                return ["max" if form.is_greatest else "min", *map(self.form, form.parts)]
            case Comparison(sign, Name() as left, Text() as right):
                told = self.among(left, "in", (right.value,))
                return told if sign == "=" else ["not", told]
            case Comparison():
                return ["cmp", form.sign, self.form(form.left), self.form(form.right)]
            case Among(Name() as of, words):
                return self.among(of, "in", words)
            case Begins(Name() as of, words):
                return self.among(of, "begins", words)
            case Has():
                return ["or", *(self.named(form.of, word) for word in form.words)]
            case Holds():
                return self.named(form.of)
            case Not():
                return ["not", self.form(form.part)]
            case Every():
                return ["and", *map(self.form, form.parts)]
            case Some():
                return ["or", *map(self.form, form.parts)]
        raise TypeError(form)

    def among(self, of: Name, sign: str, words: Sequence[str]) -> Form:
        """A word of a table is a number there; of an input the test is looked up."""
        form = self.named(of)
        outputs = self.program.words.get(form[1])
        if outputs is None:
            return self.program.lookup([sign, form[1], list(words)])
        return ["or", *(["cmp", "=", form, ["const", at]] for at, word in enumerate(outputs, 1) if word in words)]

    def named(self, name: Name, more: str = "") -> Form:
        if name.of_book:
            beneath = _Book(self.program, self.linked.books[name.name])
            return ["var", beneath.answer()] if name.of_book == "answer" else beneath.named(Name(beneath.linked.book.value))
        back = name.back + self.back
        face = self.linked.facts.get(name.name)
        if face is None:
            return _Book(self.program, self.linked, back).defined(name.name)
        if face.holds is FactType.QUANTITY:
            return self.program.column(Column(face.name, back, "base"), "number", scale_of(measure(face.unit)))
        if face.holds is FactType.DATE:
            return self.program.column(Column(face.name, back, "years" if more == "years" else "days"), "number")
        if face.holds is FactType.LIST:
            return self.program.column(Column(face.name, back, "has", more), "truth")
        is_text = face.holds is FactType.TEXT
        return self.program.column(Column(face.name, back, "text" if is_text else "truth"), "word" if is_text else "truth")

    def defined(self, name: str) -> Form:
        variable = self.variable(name)
        if variable not in self.program.variables:
            self.program.variables[variable] = self.definition(variable, self.linked.book.definitions[name])
        return ["var", variable]

    def definition(self, variable: str, definition: Any) -> tuple[str, Form]:
        if isinstance(definition, Table):
            return self.table(variable, definition)
        if isinstance(definition, Score):
            total = ["sum", *(self.item(item) for item in definition.items)]
            return "number", total if definition.cap is None else ["min", total, ["const", float(definition.cap)]]
        assert isinstance(definition, Derived)
        is_test = isinstance(definition.form, Comparison | Among | Begins | Has | Holds | Not | Every | Some)
        return "truth" if is_test else "number", self.form(definition.form)

    def table(self, variable: str, table: Table) -> tuple[str, Form]:
        conds = [["and", *(self.form(cell.test) for cell in row.cells if cell.test is not None)] for row in table.rows]
        for cond in conds:
            cond += [["const", True]] if len(cond) == 1 else []
        if table.outputs:
            outputs = list(dict.fromkeys(str(row.output) for row in table.rows))
            self.program.words[variable] = outputs
            return "word", ["select", conds, [outputs.index(str(row.output)) + 1 for row in table.rows], 0]
        return "number", ["select", conds, [float(in_unit(Fraction(row.output), table.unit)) for row in table.rows], 0.0]

    def item(self, item: Any) -> Form:
        return ["select", [self.form(band.when) for band in item.bands], [float(band.points) for band in item.bands], float(item.otherwise)]

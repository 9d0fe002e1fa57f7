"""Values and comparisons in words: what is there, what is wanted, and how far short it falls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.units import Unit
from dukou.rules.core.answers import Answer, Truth
from dukou.rules.core.books import Derived, Score, Table
from dukou.rules.core.evaluating import Earlier, Reader, read
from dukou.rules.core.expressions import (
    TURNED,
    Among,
    Arithmetic,
    Begins,
    Comparison,
    Every,
    Expression,
    Extreme,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Since,
    Some,
    Test,
)
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import dimension_of, measure, scale_of
from dukou.rules.core.values import Span, Value
from dukou.rules.core.writing import written

_SHOWN = {"<=": "≤", ">=": "≥", "!=": "≠"}
_FLOORS = (">", ">=")
_MOST_WORDS = 12
_WIDE = Context(prec=100)  # products of 128 bits, with places to cut
_DIGITS_OF_ENDS = 4  # of what is known between bounds: finer than any bound is
_UNKNOWN = Label("未知", "unknown")
_TRUTH = {True: Label("是", "yes"), False: Label("否", "no")}


class Direction(LabelledEnum):
    """Which way a number misses what is wanted."""

    UNDER = "under", "不足", "too little"
    OVER = "over", "超出", "too much"


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of a test: `have` of `what` against `need`.

    `short`: by how much it misses, exactly, where it is a matter of size; then `direction` tells which way, `limit` the number wanted in
    its natural size and `unit` in which it reads best. `of`: the comparison itself.
    """

    what: Label
    truth: Truth
    have: Label
    need: Label
    short: Fraction | None = None
    short_label: Label | None = None
    direction: Direction | None = None
    limit: Fraction | None = None
    unit: str = ""
    of: Test | None = None

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it; numbers in words with their unit."""
        told = {
            "what": self.what.as_dict(),
            "answer": Answer.told(self.truth).value,
            "have": self.have.as_dict(),
            "need": self.need.as_dict(),
        }
        if self.short_label and self.direction:
            told |= {"short": self.short_label.as_dict(), "direction": self.direction.value}
        return told


def checks_of(test: Test, reader: Reader) -> list[Check]:
    """The comparisons of a test, from left to right."""
    if isinstance(test, Every | Some):
        return [check for part in test.parts for check in checks_of(part, reader)]
    if isinstance(test, Comparison):
        return [_comparison(test, reader)]
    truth = read(reader, test)
    if isinstance(test, Not):
        within = checks_of(test.part, reader)
        return [Check(each.what, truth, each.have, Label(f"不是：{each.need.zh}", f"not: {each.need.en}"), of=test) for each in within]
    return [_other(test, truth, reader)]


def value_words(value: Value, unit: str = "") -> Label:
    """A value in words; a number in its unit."""
    if value is None:
        return _UNKNOWN
    if isinstance(value, bool):
        return _TRUTH[value]
    if isinstance(value, str):
        return Label(value or "—", value or "—")
    if isinstance(value, date):
        return Label(value.isoformat(), value.isoformat())
    if isinstance(value, frozenset | tuple):
        words = sorted(value)
        return Label("、".join(words) or "—", ", ".join(words) or "—")
    if isinstance(value, Span):
        return _span_words(value, unit)
    return _in(measure(unit), value) if unit else Label(number_words(value), number_words(value))


def number_words(value: Fraction | int, digits: int = 6, rounding: str = ROUND_HALF_EVEN) -> str:
    """A number as digits, with at most `digits` places, for reading only; fen, people and millionths of a share need no more than six."""
    over, under = value.numerator, value.denominator
    if under == 1:
        return f"{over:,d}"
    shown = _WIDE.divide(Decimal(over), Decimal(under)).quantize(Decimal(1).scaleb(-digits), rounding, _WIDE)
    return f"{shown.normalize(_WIDE):,f}"


def unit_of_form(linked: Linked, form: Expression | str) -> str:
    """The unit in which a form reads best; empty for a plain number or no number."""
    if isinstance(form, str):
        form = Name(form)
    if isinstance(form, Number):
        return form.unit
    if isinstance(form, Since):
        return "年" if form.count == "years" else "天"
    if isinstance(form, Extreme):
        return unit_of_form(linked, form.parts[0])
    if isinstance(form, Arithmetic):
        return _unit_of_arithmetic(linked, form)
    return _unit_of_name(linked, form) if isinstance(form, Name) else ""


def _unit_of_arithmetic(linked: Linked, form: Arithmetic) -> str:
    left, right = unit_of_form(linked, form.left), unit_of_form(linked, form.right)
    if form.sign == "/" and left and right:
        return "%" if dimension_of(measure(left)) == dimension_of(measure(right)) else ""
    return left or right


def _unit_of_name(linked: Linked, name: Name) -> str:
    if name.of_book:
        beneath = linked.books[name.name]
        return _unit_of_name(beneath, Name(beneath.book.value)) if name.of_book == "value" and beneath.book.value else ""
    if name.name in linked.facts:
        return linked.facts[name.name].unit
    definition = linked.book.definitions.get(name.name)
    if isinstance(definition, Table):
        return definition.unit
    if isinstance(definition, Score):
        return "分"
    return unit_of_form(linked, definition.form) if isinstance(definition, Derived) else ""  # type: ignore[arg-type]


def name_words(linked: Linked, form: Expression) -> Label:
    """What a form is called: a fact's or a definition's label, otherwise the form as written."""
    if isinstance(form, Name) and not form.of_book:
        label = linked.facts[form.name].label if form.name in linked.facts else None
        definition = linked.book.definitions.get(form.name)
        label = label or (definition.label if definition else None)
        if label is not None:
            return label if not form.back else Label(f"{label.zh}（前推 {form.back} 年）", f"{label.en} ({form.back} years earlier)")
    if isinstance(form, Name) and form.name in linked.books:
        return linked.books[form.name].book.name
    if isinstance(form, Arithmetic):
        left, right = name_words(linked, form.left), name_words(linked, form.right)
        sign = {"*": "×", "/": "÷"}.get(form.sign, form.sign)
        return Label(f"{left.zh} {sign} {right.zh}", f"{left.en} {sign} {right.en}")
    text = written(form)
    return Label(text, text)


def outputs_of(linked: Linked, form: object) -> Mapping[str, Label]:
    """What the words of a form are called, where it is a table of words, here or in another book."""
    if not isinstance(form, Name):
        return {}
    beneath = linked.books[form.name] if form.of_book and form.name in linked.books else linked
    definition = beneath.book.definitions.get(beneath.book.value if form.of_book else form.name)
    return definition.outputs if isinstance(definition, Table) else {}


def named_words(value: Value, unit: str, outputs: Mapping[str, Label]) -> Label:
    """A value in words; words of a table under their labels."""
    if isinstance(value, str | frozenset) and outputs:
        words = [value] if isinstance(value, str) else [word for word in outputs if word in value]
        labels = [outputs.get(word, Label(word or "—", word or "—")) for word in words]
        return Label("或".join(label.zh for label in labels), " or ".join(label.en for label in labels))
    return value_words(value, unit)


def _comparison(test: Comparison, reader: Reader) -> Check:
    linked = linked_of(reader)
    left, sign, right = test.left, test.sign, test.right
    if isinstance(left, Number) and not isinstance(right, Number):
        left, sign, right = right, TURNED[sign], left
    unit = unit_of_form(linked, right) or unit_of_form(linked, left)
    have, need = read(reader, left), read(reader, right)
    truth = read(reader, test)
    short = _shortfall(sign, have, need) if truth is False else None
    shown = _SHOWN.get(sign, sign)
    outputs = outputs_of(linked, left) or outputs_of(linked, right)
    wanted = named_words(need, unit, outputs)
    return Check(
        name_words(linked, left),
        truth,
        named_words(have, unit, outputs),
        wanted if sign == "=" else Label(f"{shown} {wanted.zh}", f"{shown} {wanted.en}"),
        short,
        None if short is None else value_words(short, unit),
        None if short is None else Direction.UNDER if sign in _FLOORS else Direction.OVER,
        None if short is None else Fraction(need),
        unit,
        test,
    )


def _shortfall(sign: str, have: Value, need: Value) -> Fraction | None:
    """By how much a number misses; of a span the nearer bound."""
    if not isinstance(need, int | Fraction) or isinstance(need, bool):
        return None
    near = (have.most if sign in _FLOORS else have.least) if isinstance(have, Span) else have
    if not isinstance(near, int | Fraction) or isinstance(near, bool) or sign in ("=", "!="):
        return None
    return abs(Fraction(need) - Fraction(near))


def _other(test: Test, truth: Truth, reader: Reader) -> Check:
    linked = linked_of(reader)
    if isinstance(test, Holds):
        return Check(name_words(linked, test.of), truth, _UNKNOWN if truth is None else _TRUTH[truth], _TRUTH[True], of=test)
    assert isinstance(test, Among | Begins | Has)
    words = test.prefixes if isinstance(test, Begins) else test.words
    outputs = outputs_of(linked, test.of)
    labels = [outputs.get(word, Label(word or "—", word or "—")) for word in words[:_MOST_WORDS]]
    more = "…" if len(words) > _MOST_WORDS else ""
    told = {Among: ("属于", "one of"), Begins: ("开头为", "begins with"), Has: ("含有", "holds")}[type(test)]
    need = Label(f"{told[0]} {'、'.join(label.zh for label in labels)}{more}", f"{told[1]} {', '.join(label.en for label in labels)}{more}")
    return Check(name_words(linked, test.of), truth, named_words(read(reader, test.of), "", outputs), need, of=test)


def linked_of(reader: Reader) -> Linked:
    """The book that is read."""
    return reader.now.linked if isinstance(reader, Earlier) else reader.linked


def _end_words(end: Fraction | int, unit: str, rounding: str) -> Label:
    if unit:
        return _in(measure(unit), end, _DIGITS_OF_ENDS, rounding)
    told = number_words(end, _DIGITS_OF_ENDS, rounding)
    return Label(told, told)


def _in(unit: Unit, value: Fraction | int, digits: int = 6, rounding: str = ROUND_HALF_EVEN) -> Label:
    """A natural value in a unit, as both languages write it."""
    over, under = value.numerator * scale_of(unit), value.denominator * unit.per_base
    chinese = number_words(Fraction(over, under), digits, rounding)
    english = number_words(Fraction(over, under * 10**unit.english_power), digits, rounding) if unit.english_power else chinese
    return unit.beside(Label(chinese, english))


def _span_words(span: Span, unit: str) -> Label:
    """Ends are cut outwards, so that the words promise nothing that is not known."""
    least = _end_words(span.least, unit, ROUND_FLOOR) if span.least is not None else None
    most = _end_words(span.most, unit, ROUND_CEILING) if span.most is not None else None
    if least is not None and most is not None:
        return Label(f"{least.zh} 至 {most.zh}", f"{least.en} to {most.en}")
    if least is not None:
        return Label(f"至少 {least.zh}", f"at least {least.en}")
    assert most is not None
    return Label(f"至多 {most.zh}", f"at most {most.en}")

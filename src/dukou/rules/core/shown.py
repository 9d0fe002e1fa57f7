"""Values in words, and what forms are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN
from fractions import Fraction
from functools import lru_cache

from dukou.kit.core.labels import Label, same
from dukou.rules.core.books import Derived, Score, Table
from dukou.rules.core.expressions import Arithmetic, Expression, Extreme, Name, Number, Since
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import dimension_of, measure, scale_of
from dukou.rules.core.values import Span, Value
from dukou.rules.core.writing import written

UNKNOWN = Label("未知", "unknown")
TRUTHS = {True: Label("是", "yes"), False: Label("否", "no")}
_DIGITS_OF_ENDS = 4  # of what is known between bounds: finer than any bound is


def value_words(value: Value, unit: str = "") -> Label:
    """A value in words; a number in its unit."""
    if type(value) is int or isinstance(value, Fraction):
        return _in(unit, value) if unit else same(number_words(value))
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return TRUTHS[value]
    if isinstance(value, str):
        return same(value or "—")
    if isinstance(value, date):
        return same(value.isoformat())
    if isinstance(value, Span):
        return _span_words(value, unit)
    words = sorted(value)  # type: ignore[arg-type]  # one of several words, or a list
    return Label("、".join(words) or "—", ", ".join(words) or "—")


def number_words(value: Fraction | int, digits: int = 6, rounding: str = ROUND_HALF_EVEN) -> str:
    """A number as digits, with at most `digits` places, for reading only; fen, people and millionths of a share need no more than six."""
    return _quotient_words(value.numerator, value.denominator, digits, rounding)


def _quotient_words(over: int, under: int, digits: int, rounding: str) -> str:
    whole, rest = divmod(abs(over), under)
    sign = "-" if over < 0 else ""
    if not rest:
        return f"{sign}{whole:,d}"
    cut, rest = divmod(rest * 10**digits, under)
    if rest and _is_up(rounding, cut, rest, under, is_negative=over < 0):
        cut += 1
    carried, cut = divmod(cut, 10**digits)
    places = f"{cut:0{digits}d}".rstrip("0")
    return f"{sign}{whole + carried:,d}{'.' if places else ''}{places}"


def _is_up(rounding: str, cut: int, rest: int, under: int, *, is_negative: bool) -> bool:
    """Whether what is cut off makes the last place one more, away from nought."""
    if rounding == ROUND_HALF_EVEN:
        return 2 * rest > under or (2 * rest == under and cut % 2 == 1)
    return is_negative if rounding == ROUND_FLOOR else not is_negative


def unit_of_form(linked: Linked, form: Expression | str) -> str:
    """The unit in which a form reads best; empty for a plain number or no number."""
    if isinstance(form, str):
        form = Name(form)
    if isinstance(form, Number):
        return form.unit
    if isinstance(form, Since):
        return "年" if form.count == "years" else "天"
    if isinstance(form, Extreme):
        return next(filter(None, (unit_of_form(linked, part) for part in form.parts)), "")  # all measure the same
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
    return same(written(form))


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
        labels = [outputs.get(word) or same(word or "—") for word in words]
        return Label("或".join(label.zh for label in labels), " or ".join(label.en for label in labels))
    return value_words(value, unit)


def _end_words(end: Fraction | int, unit: str, rounding: str) -> Label:
    if unit:
        return _in(unit, end, _DIGITS_OF_ENDS, rounding)
    return same(number_words(end, _DIGITS_OF_ENDS, rounding))


def _in(code: str, value: Fraction | int, digits: int = 6, rounding: str = ROUND_HALF_EVEN) -> Label:
    """A natural value in a unit, as both languages write it."""
    return _quotient_in(code, value.numerator, value.denominator, digits, rounding)  # a fraction itself would be slow to find again


@lru_cache(maxsize=8192)
def _quotient_in(code: str, over: int, under: int, digits: int, rounding: str) -> Label:
    """Kept, because books that ask one firm the same tell the same of it."""
    unit = measure(code)
    over, under = over * scale_of(unit), under * unit.per_base
    chinese = _quotient_words(over, under, digits, rounding)
    english = _quotient_words(over, under * 10**unit.english_power, digits, rounding) if unit.english_power else chinese
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

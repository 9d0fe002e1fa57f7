"""Tests and values in words for readers: names of facts instead of their short names, signs and units as documents print them."""

from __future__ import annotations

from fractions import Fraction

from dukou.kit.core.labels import Label, joined, same
from dukou.rules.core.books import Condition, Joint, Table
from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    Every,
    Expression,
    Extreme,
    Form,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Since,
    Some,
    Test,
    Text,
)
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import measure
from dukou.rules.core.shown import name_words, number_words, outputs_of
from dukou.rules.core.writing import written

SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "*": "×", "/": "÷"}
_MOST_WORDS = 8


def phrase(linked: Linked, form: Form) -> Label:
    """A form in words of both languages."""
    match form:
        case Comparison(sign, left, Text(word)):
            return _around(phrase(linked, left), SIGNS.get(sign, sign), _word(linked, left, word))
        case Comparison(sign, left, right):
            return _around(phrase(linked, left), SIGNS.get(sign, sign), phrase(linked, right))
        case Arithmetic(sign, left, right):
            return _around(_part(linked, left, form), SIGNS.get(sign, sign), _part(linked, right, form))
        case Every(parts):
            return joined([_test_part(linked, part) for part in parts], zh="，且 ", en=" and ")
        case Some(parts):
            return joined([_test_part(linked, part) for part in parts], zh="，或 ", en=" or ")
        case Not(part):
            return Label("不是：{part}", "not: {part}").filled(part=phrase(linked, part))
        case Holds(of):
            return name_words(linked, of)
        case Extreme(is_greatest, parts):
            which = Label("最大", "greatest") if is_greatest else Label("最小", "least")
            return Label("{parts} 中{which}的", "the {which} of {parts}").filled(
                which=which, parts=joined([phrase(linked, part) for part in parts], zh="、", en=", ")
            )
        case Since(count, of):
            told = Label("{day}至今满几年", "full years since {day}") if count == "years" else Label("{day}至今几天", "days since {day}")
            return told.filled(day=name_words(linked, of))
        case Number(value, unit):
            return _number(value, unit)
        case Name():
            return name_words(linked, form)
        case Among() | Begins() | Has():
            return _of_words(linked, form)
        case _:
            return same(written(form).strip('"'))


def condition_phrase(linked: Linked, condition: Condition) -> Label:
    """What a condition asks: its test, or how its parts are joined."""
    if condition.test is not None:
        return phrase(linked, condition.test)
    if condition.joint is Joint.AT_LEAST:
        return Label("至少满足 {count} 项", "at least {count} of these").filled(count=condition.count)
    return condition.joint.label


def cell_phrase(linked: Linked, of: Expression, test: Test | None) -> Label:
    """What a cell asks, without the name of its input, which stands in the head."""
    if test is None:
        return same("—")
    whole, head = phrase(linked, test), phrase(linked, of)
    return Label(*(_shortened(text, name) for text, name in ((whole.zh, head.zh), (whole.en, head.en))))


def _shortened(text: str, name: str) -> str:
    """`staff ≥ 20，且 staff < 300` as `≥ 20，且 < 300`, `industry = 工业` as `工业`."""
    short = text.replace(f"{name} ", "").removeprefix("= ")
    return short or "—"


def _around(left: Label, sign: str, right: Label) -> Label:
    return Label(f"{left.zh} {sign} {right.zh}", f"{left.en} {sign} {right.en}")


def _part(linked: Linked, part: Expression, whole: Arithmetic) -> Label:
    told = phrase(linked, part)
    is_weaker = isinstance(part, Arithmetic) and part.sign in "+-" and whole.sign in "*/-"
    return Label(f"（{told.zh}）", f"({told.en})") if is_weaker else told


def _test_part(linked: Linked, part: Test) -> Label:
    told = phrase(linked, part)
    return Label(f"（{told.zh}）", f"({told.en})") if isinstance(part, Every | Some) else told


def _of_words(linked: Linked, test: Among | Begins | Has) -> Label:
    words = _spans(test.prefixes) if isinstance(test, Begins) else list(test.words)
    told = joined([_word(linked, test.of, word) for word in words[:_MOST_WORDS]], zh="、", en=", ")
    more = Label("等", " …") if len(words) > _MOST_WORDS else Label("\u200b", "\u200b")
    shape = {
        Among: Label("{of} 为 {words}{more}", "{of} is {words}{more}"),
        Begins: Label("{of} 开头为 {words}{more}", "{of} begins with {words}{more}"),
        Has: Label("{of} 含 {words}{more}", "{of} holds {words}{more}"),
    }[type(test)]
    return shape.filled(of=phrase(linked, test.of), words=told, more=more)


def _spans(prefixes: tuple[str, ...]) -> list[str]:
    """Codes that follow one another as a span: 06–46."""
    found: list[list[str]] = []
    for code in prefixes:
        last = found[-1][-1] if found else ""
        if last and len(last) == len(code) and last.isdigit() and code.isdigit() and int(code) == int(last) + 1:
            found[-1].append(code)
        else:
            found.append([code])
    return [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found]


def _word(linked: Linked, of: Expression, word: str) -> Label:
    """A word under its label: what a table of the book calls it, for within one book a word means one thing."""
    tables = [each.outputs for each in linked.book.definitions.values() if isinstance(each, Table)]
    return next((words[word] for words in (outputs_of(linked, of), *tables) if word in words), same(word))


def _number(value: Fraction | int, unit: str) -> Label:
    """A number as the document writes it, and as English writes such a one: 20,000 万元 is 200 m yuan."""
    if not unit:
        return same(number_words(value))
    told = measure(unit)
    return told.beside(Label(number_words(value), number_words(Fraction(value) / 10**told.english_power)))

"""Facts handed in from outside (a form, JSON, a golden case): names and values become what an evaluation takes.

A name is a fact's alias in the book or in a book beneath it, its registered name, or a definition, which is then not reckoned; `@1` stands
for a year earlier. A number says its unit in its text (`39999.99万元`), in its name (`revenue_wan`), or needs none (people, ratios).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, parse_period
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.units import Unit
from dukou.rules.core.books import Definition, Derived, Score, Table
from dukou.rules.core.closed_lists import Taken, Words, lists_of, word_meant, words_of
from dukou.rules.core.expressions import Among, Begins, Comparison, Every, Has, Holds, Not, Some
from dukou.rules.core.facts import FactFace, FactType
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.quantities import LARGEST, dimension_of, measure, natural, scale_of, to_base
from dukou.rules.core.values import Value

_SUFFIXES = {"_wan": "万元", "_yi": "亿元", "_yuan": "元", "_percent": "%"}
_WRITTEN = re.compile(r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>[^\d\s]*)", re.ASCII)
_BACK = re.compile(r"(?P<name>.+)@(?P<back>\d{1,2})")
_TRUTHS = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}
_MOST_DIGITS = 28  # as many as Decimal reckons with exactly; 1e999999999 would be spelt out otherwise
_ONCE = Label("一个事实只给一次，名字任选一个", "give a fact once, under one of its names")
_TESTS = (Comparison, Among, Begins, Has, Holds, Not, Every, Some)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing handed in that cannot be taken: under which name, what is wrong, the cure."""

    name: str
    what: Label
    cure: Label

    def __str__(self) -> str:
        return f"{self.name}: {self.what} → {self.cure}"


@dataclass(slots=True)
class Given:
    """`facts` and `values` as `Evaluation` takes them, what was taken for a word of a list, and everything that was wrong."""

    facts: dict[FactKey, Value] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)


def given_to(linked: Linked, told: Mapping[str, object], as_of: date, *, is_typed: bool = False) -> Given:
    """What was handed in, for this book on this day. A null is unknown, as is a name that is not there.

    `is_typed`: by a person, who may write a word of a closed list by its beginning or in a short form; files write it whole.
    """
    given = Given()
    names = _Names.of(linked, is_typed=is_typed)
    for name, value in told.items():
        try:
            _take(names, name, value, as_of, given)
        except Malformed as fault:
            given.wrong.append(Wrong(name, fault.what, fault.cure))
    return given


@dataclass(frozen=True, slots=True)
class _Names:
    facts: dict[str, FactFace]
    definitions: dict[str, Definition]
    lists: dict[str, Words]

    @classmethod
    def of(cls, linked: Linked, *, is_typed: bool) -> _Names:
        """Every name that can be handed in; a name of the book itself goes before one of a book beneath."""
        facts: dict[str, FactFace] = {}
        definitions: dict[str, Definition] = {}
        for each in linked.walk():
            for alias, face in each.facts.items():
                facts.setdefault(face.name, face)
                if alias not in definitions:
                    facts.setdefault(alias, face)
            for name, definition in each.book.definitions.items():
                if name not in facts:
                    definitions.setdefault(name, definition)
        lists: dict[str, Words] = dict(lists_of(linked)) if is_typed else {}
        if is_typed:
            lists |= {name: words for name, definition in definitions.items() if (words := words_of(definition))}
        return cls(facts, definitions, lists)

    def meant(self, name: str, value: object, given: Given) -> object:
        """The word of the name's closed list that is meant, where it has one; it is noted where it was written otherwise."""
        words = self.lists.get(self.facts[name].name if name in self.facts else name)
        if not words or not isinstance(value, str):
            return value
        word = word_meant(value, words)
        if value.strip() not in (word, words[word].zh, words[word].en):
            given.taken.append(Taken(name, value.strip(), word))
        return word

    def resolved(self, name: str) -> tuple[str, str]:
        """The known name meant, and the unit that its suffix says."""
        if name in self.facts or name in self.definitions:
            return name, ""
        for suffix, unit in _SUFFIXES.items():
            stem = name.removesuffix(suffix)
            if stem != name and (stem in self.facts or stem in self.definitions):
                return stem, unit
        known = sorted({*self.facts, *self.definitions})
        close = difflib.get_close_matches(name, known, n=1)
        cure = (
            Label(f"是不是“{close[0]}”？", f"did you mean “{close[0]}”?")
            if close
            else Label(f"可用：{'、'.join(known)}", f"use one of: {', '.join(known)}")
        )
        raise Malformed(Label(f"这部规则不用“{name}”", f"this rule book uses no “{name}”"), cure)


def _take(names: _Names, told: str, value: object, as_of: date, given: Given) -> None:
    earlier = _BACK.fullmatch(told)
    name, back = (earlier["name"], int(earlier["back"])) if earlier else (told, 0)
    known, unit = names.resolved(name)
    if isinstance(value, Mapping):
        value, unit, period = _parts(value, unit)
        _check_period(period, as_of.year - 1 - back, names.facts.get(known))
    value = names.meant(known, value, given)
    if known in names.facts:
        face = names.facts[known]
        if back and not face.is_yearly:
            raise Malformed(
                Label(f"“{known}”不是按年的数，没有“{told}”", f"“{known}” is not told of years; there is no “{told}”"), _NO_YEARS
            )
        if (face.name, back) in given.facts:
            raise Malformed(Label(f"“{face.name}”给了两次", f"“{face.name}” is given twice"), _ONCE)
        given.facts[(face.name, back)] = None if value is None else fact_value(face, value, unit)
    elif back:
        raise Malformed(Label("算出来的值不能给往年的", "a computed value is given for this year only"), _NO_YEARS)
    elif value is not None:
        given.values[known] = _definition_value(names.definitions[known], value, unit)


def fact_value(face: FactFace, value: object, unit: str = "") -> Value:
    """A value as the fact holds it; a Malformed says what is wrong."""
    if face.holds is FactType.QUANTITY:
        return _quantity(value, unit, measure(face.unit))
    if face.holds is FactType.TRUTH:
        return _truth(value)
    if face.holds is FactType.DATE:
        return _day(value)
    if face.holds is FactType.LIST:
        words = value if isinstance(value, list | tuple) else [value]
        return tuple(str(word) for word in words)
    return _word(value)


def _parts(told: Mapping[object, object], unit: str) -> tuple[object, str, str]:
    """`{"value": …, "unit": …, "period": …}`; source and place may stand beside, for the reader."""
    more = {str(key) for key in told} - {"value", "unit", "period", "source", "place", "known_on"}
    if more or "value" not in told:
        raise Malformed(
            Label("写法不对", "this is not how a fact is written"),
            Label("写 value，可加 unit、period", "write value, with unit and period beside"),
        )
    return told["value"], str(told.get("unit") or unit), str(told.get("period") or "")


def _check_period(period: str, year: int, face: FactFace | None) -> None:
    """A yearly figure of another period than the one asked for is no answer to it."""
    if not period or face is None or not face.is_yearly:
        return
    wanted = Period(date(year, 1, 1), date(year, 12, 31))
    if parse_period(period) != wanted:
        raise Malformed(
            Label(f"要的是 {year} 年的数，给的是 {period} 的", f"the figure of {year} is wanted; this is of {period}"),
            Label(
                f"给 {year} 年的数；往年的写 {face.name.split('.')[-1]}@1",
                f"give that of {year}; write @1 after the name for a year earlier",
            ),
        )


def _definition_value(definition: Definition, value: object, unit: str) -> Value:
    if isinstance(definition, Table) and definition.outputs:
        words = {label.zh: word for word, label in definition.outputs.items()} | {word: word for word in definition.outputs}
        if str(value) not in words:
            known = list(definition.outputs)
            cure = Label(f"可用：{'、'.join(known)}", f"use one of: {', '.join(known)}")
            raise Malformed(Label(f"没有“{value}”这一类", f"there is no “{value}”"), cure)
        return words[str(value)]
    if isinstance(definition, Derived) and isinstance(definition.form, _TESTS):
        return _truth(value)
    own = definition.unit if isinstance(definition, Table) else "分" if isinstance(definition, Score) else ""
    if own:
        return _quantity(value, unit, measure(own))
    return _free_number(value, unit)


def _quantity(value: object, told: str, unit: Unit) -> Value:
    number, written = _number(value)
    said = told or written
    if not said and not dimension_of(unit).takes_bare_numbers:
        raise Malformed(
            Label(f"“{value}”没写单位", f"“{value}” has no unit"),
            Label("写成 2000万元，或把名称写成 …_wan", "write 2000万元, or end the name in _wan"),
        )
    own = measure(said) if said else _bare(unit)
    if dimension_of(own) != dimension_of(unit):
        raise Malformed(
            Label(f"单位“{said}”和“{unit.code}”量的不是一回事", f"“{said}” and “{unit.code}” do not measure the same"),
            Label(f"用“{unit.code}”", f"use “{unit.code}”"),
        )
    if number < 0 and own.is_counted:
        raise Malformed(
            Label(f"“{value}”小于零", f"“{value}” is below nought"),
            Label("数出来的不会是负数，请核对", "what is counted is never negative; check it"),
        )
    return _whole(Fraction(to_base(number, own), scale_of(own)))


def _bare(unit: Unit) -> Unit:
    """A bare number beside a share is a plain ratio: 0.03 is 3 %."""
    return measure("倍") if not dimension_of(unit).powers else unit


def _free_number(value: object, told: str) -> Value:
    """The value of a derived name, whose unit only its text can tell."""
    try:
        number, written = _number(value)
    except Malformed:
        return _word(value)
    said = told or written
    exact = natural(number, measure(said)) if said else Fraction(number)
    if abs(exact) > LARGEST:
        raise Malformed(
            Label(f"{value} 超出可比较的范围", f"{value} is beyond what can be compared"),
            Label("核对数值和单位", "check the number and its unit"),
        )
    return _whole(exact)


def _number(value: object) -> tuple[Decimal, str]:
    if isinstance(value, bool | float) or not isinstance(value, int | Decimal | str):
        raise Malformed(Label(f"“{value}”不是数", f"“{value}” is not a number"), _NUMBER)
    match = _WRITTEN.fullmatch(str(value).strip().replace("，", ",").replace("％", "%"))
    try:
        number = Decimal(match["number"].replace(",", "") if match else str(value))
    except InvalidOperation:
        raise Malformed(Label(f"“{value}”不是数", f"“{value}” is not a number"), _NUMBER) from None
    if not number.is_finite():
        raise Malformed(Label(f"“{value}”不是数", f"“{value}” is not a number"), _NUMBER)
    if len(number.as_tuple().digits) > _MOST_DIGITS or not -_MOST_DIGITS <= number.adjusted() <= _MOST_DIGITS:
        raise Malformed(
            Label(f"“{value}”超出可比较的范围", f"“{value}” is beyond what can be compared"),
            Label("核对数值和单位", "check the number and its unit"),
        )
    return number, match["unit"] if match else ""


def _whole(exact: Fraction) -> Fraction | int:
    return exact.numerator if exact.denominator == 1 else exact


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() not in _TRUTHS:
        raise Malformed(Label(f"“{value}”不是“是”或“否”", f"“{value}” is neither yes nor no"), Label("写 yes 或 no", "write yes or no"))
    return _TRUTHS[str(value).lower()]


def _day(value: object) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Malformed(
            Label(f"“{value}”不是日期", f"“{value}” is not a date"), Label("写成 2024-07-01", "write it as 2024-07-01")
        ) from None


def _word(value: object) -> str:
    if isinstance(value, list | tuple | Mapping) or not str(value).strip():
        raise Malformed(Label(f"“{value}”不是一个词", f"“{value}” is not a word"), Label("写一个词", "write one word"))
    return str(value).strip()


_NO_YEARS = Label("去掉 @ 和后面的数", "leave out @ and what follows")
_NUMBER = Label("写成 1000、39999.99万元 或 5%", "write it like 1000, 39999.99万元 or 5%")

"""The grammar of tests and values, read by descent: one function a rule, none of which can do more than build a form.

    test        := both ("or" both)*
    both        := single ("and" single)*
    single      := "not" single | "(" test ")" | comparison
    comparison  := value (sign value)+ | value ["not"] "in" words | value "begins" words | name "has" words | name
    words       := "[" word ("," word)* "]"
    value       := product (("+" | "-") product)*
    product     := factor (("*" | "/") factor)*
    factor      := number | date | word | name | "-" factor | "(" value ")" | ("min" | "max") "(" value ("," value)+ ")"
                 | ("years_since" | "days_since") "(" name ")"
    name        := letters, digits and _ , then "@2" for two years earlier, ".answer" or ".value" for another rule book's

`a <= x < b` is short for both comparisons.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TypeVar, cast

from dukou.kit.core.labels import Label
from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    ArithmeticSign,
    Begins,
    Comparison,
    ComparisonSign,
    Day,
    Every,
    Expression,
    Extreme,
    Has,
    Holds,
    Name,
    Not,
    Number,
    OfBook,
    Since,
    Some,
    Test,
    Text,
)
from dukou.rules.core.tokens import Mark, Misread, Token, tokens

T = TypeVar("T")
COMPARISONS = ("<=", ">=", "!=", "<", ">", "=")
DEEPEST = 40  # levels of brackets; more would be no sentence, and would exhaust the reader
LONGEST_CODE = 3  # digits of a code in a range: a range stands for at most a thousand codes
RESERVED = frozenset({"and", "or", "not", "in", "begins", "has", "min", "max", "years_since", "days_since"})


def parse_test(line: str) -> Test:
    """A line as a test; a Misread names the place in it."""
    return _whole(line, lambda reader: reader.test())


def parse_value(line: str) -> Expression:
    """A line as a value; a Misread names the place in it."""
    return _whole(line, lambda reader: reader.value())


def _whole(line: str, read: Callable[[_Reader], T]) -> T:
    reader = _Reader(tokens(line))
    found = read(reader)
    if reader.here.mark is not Mark.END:
        raise reader.misread(Label("这里多出了“{text}”", "“{text}” is too much here"))
    return found


class _Reader:
    """A place in the marks of one line, moving forward."""

    def __init__(self, marks: list[Token]) -> None:
        self.marks, self.at, self.depth = marks, 0, 0

    @property
    def here(self) -> Token:
        return self.marks[self.at]

    def misread(self, what: Label, cure: Label | None = None, at: int | None = None) -> Misread:
        told = self.here.text or _END
        return Misread(self.here.at if at is None else at, what.filled(text=told), cure or _CURE)

    def is_next(self, *texts: str) -> bool:
        return self.here.mark in (Mark.SIGN, Mark.NAME) and self.here.text in texts

    def take(self, *texts: str) -> bool:
        """Go past one of these signs or words, if it is next."""
        if self.is_next(*texts):
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.take(text):
            raise self.misread(Label(f"这里应是“{text}”，现在是“{{text}}”", f"“{text}” should stand here, not “{{text}}”"))

    def test(self) -> Test:
        at, parts = self.here.at, [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Some(tuple(parts), at)

    def both(self) -> Test:
        at, parts = self.here.at, [self.single()]
        while self.take("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else Every(tuple(parts), at)

    def single(self) -> Test:
        at = self.here.at
        if self.take("not"):
            return Not(self.deeper(self.single), at)
        if self.is_next("(") and self.is_test_in_brackets():
            self.expect("(")
            found = self.deeper(self.test)
            self.expect(")")
            return found
        return self.comparison()

    def is_test_in_brackets(self) -> bool:
        """Whether the bracket that opens here holds a test: a bracketed value is followed by a sign."""
        depth = 0
        for position in range(self.at, len(self.marks)):
            text = self.marks[position].text if self.marks[position].mark is Mark.SIGN else ""
            depth += (text == "(") - (text == ")")
            if depth == 0:
                after = self.marks[position + 1]
                return not (after.text in (*COMPARISONS, "+", "-", "*", "/") and after.mark is Mark.SIGN) and after.text not in (
                    "in",
                    "begins",
                )
        return True

    def comparison(self) -> Test:
        at, left = self.here.at, self.value()
        if self.take("in"):
            return Among(left, self.words(), at)
        if self.take("not"):
            self.expect("in")
            return Not(Among(left, self.words(), at), at)
        if self.take("begins"):
            return Begins(left, self.words(), at)
        if self.take("has"):
            return Has(self.only_name(left, at), self.words(), at)
        links: list[Test] = []
        while self.is_next(*COMPARISONS):
            sign = cast(ComparisonSign, self.here.text)
            self.at += 1
            right = self.value()
            links.append(Comparison(sign, left, right, at))
            left = right
        if not links:
            return Holds(self.only_name(left, at), at)
        return links[0] if len(links) == 1 else Every(tuple(links), at)

    def only_name(self, form: Expression, at: int) -> Name:
        if isinstance(form, Name):
            return form
        raise self.misread(Label("这里缺少比较号", "a comparison is missing here"), _COMPARE, at if self.here.mark is Mark.END else None)

    def words(self) -> tuple[str, ...]:
        """`[工业, 建筑业]`, `[small, micro]`, `[39, 40]`: words need no quotes here."""
        self.expect("[")
        found = self.word_or_range()
        while self.take(","):
            found += self.word_or_range()
        self.expect("]")
        return tuple(dict.fromkeys(found))

    def word_or_range(self) -> list[str]:
        """One word, or codes of equal length from one to another: `06..46`."""
        at, first = self.here.at, self.word()
        if not self.take(".."):
            return [first]
        last = self.word()
        is_range = (first + last).isascii() and first.isdigit() and last.isdigit() and len(first) == len(last) <= LONGEST_CODE
        is_range = is_range and first <= last
        if not is_range:
            raise self.misread(_RANGE, _RANGE_CURE, at)
        return [str(code).zfill(len(first)) for code in range(int(first), int(last) + 1)]

    def word(self) -> str:
        if self.here.mark not in (Mark.WORD, Mark.NAME, Mark.NUMBER) or self.here.unit:
            raise self.misread(Label("这里应是一个词，现在是“{text}”", "a word should stand here, not “{text}”"), _QUOTE)
        self.at += 1
        return self.marks[self.at - 1].text

    def value(self) -> Expression:
        at, found = self.here.at, self.product()
        while self.is_next("+", "-"):
            sign = cast(ArithmeticSign, self.here.text)
            self.at += 1
            found = Arithmetic(sign, found, self.product(), at)
        return found

    def product(self) -> Expression:
        at, found = self.here.at, self.factor()
        while self.is_next("*", "/"):
            sign = cast(ArithmeticSign, self.here.text)
            self.at += 1
            found = Arithmetic(sign, found, self.factor(), at)
        return found

    def factor(self) -> Expression:
        at = self.here.at
        if self.take("-"):
            return _negative(self.deeper(self.factor), at)
        if self.take("("):
            found = self.deeper(self.value)
            self.expect(")")
            return found
        if self.is_next("min", "max"):
            return self.extreme()
        if self.is_next("years_since", "days_since"):
            return self.since()
        return self.atom()

    def extreme(self) -> Expression:
        at, is_greatest = self.here.at, self.here.text == "max"
        self.at += 1
        self.expect("(")
        parts = [self.deeper(self.value)]
        while self.take(","):
            parts.append(self.deeper(self.value))
        self.expect(")")
        if len(parts) < 2:
            raise self.misread(Label("min、max 要有两个以上的数", "min and max take two or more values"), None, at)
        return Extreme(is_greatest, tuple(parts), at)

    def since(self) -> Expression:
        at, count = self.here.at, self.here.text
        self.at += 1
        self.expect("(")
        name = self.atom()
        self.expect(")")
        if not isinstance(name, Name):
            raise self.misread(Label("括号里应是一个日期的名称", "the name of a date belongs into these brackets"), None, at)
        return Since("years" if count == "years_since" else "days", name, at)

    def atom(self) -> Expression:
        token = self.here
        if token.mark is Mark.END or token.mark is Mark.SIGN or (token.mark is Mark.NAME and token.text in RESERVED):
            raise self.misread(_ATOM)
        self.at += 1
        if token.mark is Mark.NUMBER:
            return Number(Fraction(token.text), token.unit, token.at)
        if token.mark is Mark.WORD:
            return Text(token.text, token.at)
        return self.day(token) if token.mark is Mark.DAY else _named(token)

    def day(self, token: Token) -> Day:
        try:
            return Day(date.fromisoformat(token.text), token.at)
        except ValueError:
            what = Label(f"没有“{token.text}”这一天", f"there is no day {token.text}")
            raise Misread(token.at, what, Label("核对月和日", "check month and day")) from None

    def deeper(self, read: Callable[[], T]) -> T:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.misread(Label("括号套得太深", "brackets go too deep"), Label("拆成几条条件", "split it into several conditions"))
        found = read()
        self.depth -= 1
        return found


def _named(token: Token) -> Name:
    name, _, book = token.text.partition(".")
    name, _, back = name.partition("@")
    if back and int(back) > 20:
        raise Misread(token.at, Label("往前推的年数太多", "too many years back"), Label("至多写 @20", "write @20 at most"))
    return Name(name, int(back or 0), cast(OfBook, book), token.at)


def _negative(part: Expression, at: int) -> Expression:
    """A number keeps its sign; anything else is taken from nought in its own unit, which is -1 times it."""
    return Number(-part.value, part.unit, at) if isinstance(part, Number) else Arithmetic("*", Number(Fraction(-1), "", at), part, at)


_ATOM = Label("这里应是数、日期、词或名称，现在是“{text}”", "a number, date, word or name should stand here, not “{text}”")
_CURE = Label(
    "对照写法：revenue >= 2000万元、rd / revenue >= 3%、industry in [工业]",
    "write it like “revenue >= 2000万元”, “rd / revenue >= 3%” or “industry in [工业]”",
)
_END = Label("行末", "end of line")
_RANGE = Label("代码范围要两头等长、从小到大", "a range of codes has two ends of equal length, the lower first")
_RANGE_CURE = Label("写成 06..46，至多三位", "write it like 06..46, at most three digits")
_COMPARE = Label("写出比较，如 staff >= 20", "write the comparison, such as staff >= 20")
_QUOTE = Label("写一个词；带空格或符号的放进引号", "write one word; put it in quotes where it holds spaces or signs")

"""Cutting a line of a rule book into marks: names, numbers with their unit, dates, words, signs; full-width forms are understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from dukou.kit.core.labels import Label
from dukou.rules.core.quantities import MEASURES

LONGEST = 2000  # characters of one line; a sentence of a document is far shorter


class Mark(Enum):
    """What sort of mark it is."""

    NUMBER = auto()
    DAY = auto()
    NAME = auto()
    WORD = auto()  # a bare Chinese word or a word in quotes
    SIGN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One mark: its text (a number's digits, a word without quotes), its unit where it is a number, and where it begins."""

    mark: Mark
    text: str
    at: int
    unit: str = ""


class Misread(ValueError):
    """A line that cannot be read: where in it, what is wrong, and the cure."""

    def __init__(self, at: int, what: Label, cure: Label) -> None:
        self.at, self.what, self.cure = at, what, cure
        super().__init__(f"{what.en} ({cure.en})")


_UNITS = "|".join(re.escape(code) for code in sorted([*MEASURES, "万", "亿"], key=len, reverse=True))
_PATTERN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<day>\d{{4}}-\d{{2}}-\d{{2}})
    | (?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?:[ ]?(?P<unit>{_UNITS})(?![A-Za-z0-9_\u4e00-\u9fff]))?
    | (?P<name>[A-Za-z][A-Za-z0-9_]*(?:@\d+)?(?:\.(?:answer|value)\b)?)
    | "(?P<quoted>[^"]*)"
    | (?P<word>[\u3400-\u9fff]+)
    | (?P<sign><=|>=|!=|\.\.|[-+*/()\[\],<>=])
    """,
    re.VERBOSE,
)
# Signs as offices type them. Each stands for one character, so that places stay where they were; two-character signs are made of them.
_FULL_WIDTH = str.maketrans("（）［］，、＜＞＝＋−－×÷／“”％", '()[],,<>=+--*//""%')
_ONE_FOR_TWO = {"≥": ">=", "≤": "<=", "≠": "!="}


_SIGNS = Label(
    "可用：名称、数和单位、日期、引号里的词、+ - * / ( ) [ ] 和比较号",
    "use names, numbers with units, dates, words in quotes, + - * / ( ) [ ] and comparisons",
)


def tokens(line: str) -> list[Token]:
    """The marks of a line, ended by an END."""
    if len(line) > LONGEST:
        raise Misread(LONGEST, Label("这一行太长", "this line is too long"), Label("拆成几条条件", "split it into several conditions"))
    return list(_cut(line))


def _cut(line: str) -> Iterator[Token]:
    plain, at = line.translate(_FULL_WIDTH), 0
    while at < len(plain):
        if plain[at] in _ONE_FOR_TWO:
            yield Token(Mark.SIGN, _ONE_FOR_TWO[plain[at]], at)
            at += 1
            continue
        match = _PATTERN.match(plain, at)
        if match is None:
            raise Misread(at, Label(f"不认识的符号“{line[at]}”", f"unknown sign “{line[at]}”"), _SIGNS)
        if match["space"] is None:
            yield _token(match, line)
        at = match.end()
    yield Token(Mark.END, "", at)


def _token(match: re.Match[str], line: str) -> Token:
    """The mark that was found. A word in quotes is taken as the line has it: full-width signs within it are its own."""
    if match["day"]:
        return Token(Mark.DAY, match["day"], match.start())
    if match["number"]:
        return Token(Mark.NUMBER, match["number"].replace(",", ""), match.start(), match["unit"] or "")
    if match["name"]:
        return Token(Mark.NAME, match["name"], match.start())
    if match["quoted"] is not None:
        return Token(Mark.WORD, line[match.start("quoted") : match.end("quoted")], match.start())
    if match["word"]:
        return Token(Mark.WORD, match["word"], match.start())
    return Token(Mark.SIGN, match["sign"], match.start())

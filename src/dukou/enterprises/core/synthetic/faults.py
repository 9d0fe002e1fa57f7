"""Registration lists as offices hand them in: the firms are made up, the oddities and their rates are real (field/standards.md 1, 5).

Every row says what was done to it, so a test can ask whether an import noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle
from random import Random

from dukou.enterprises.core.codes import ALPHABET, check_character, inner_check
from dukou.enterprises.core.synthetic.firms import MadeUpFirm
from dukou.kit.core.labels import LabelledEnum

REVENUE_YEAR = 2023
COLUMNS = (
    "统一社会信用代码",
    "企业名称",
    "注册资本",
    "成立日期",
    "登记状态",
    "行业代码",
    "所属区划",
    "地址",
    "从业人数",
    f"{REVENUE_YEAR}年营业收入（万元）",
)
CODE, NAME, CAPITAL, FOUNDED = range(4)


class FaultKind(LabelledEnum):
    """An oddity of a real list. None of them is a reason to refuse a row."""

    CODE_LOWER_CASE = "code_lower_case", "代码用小写字母", "small letters in the code"
    CODE_FULL_WIDTH = "code_full_width", "代码用全角字符", "full-width code"
    CODE_LICENCE_15 = "code_licence_15", "15位旧注册号", "old licence number of 15 digits"
    CODE_LICENCE_13 = "code_licence_13", "13位旧注册号", "old licence number of 13 digits"
    CODE_CHECK_CHARACTER = "code_check_character", "代码校验码错误", "wrong check character"
    CODE_INNER_DIGIT = "code_inner_digit", "主体标识码校验位错误", "wrong inner check digit"
    CODE_FORMER_REGION = "code_former_region", "代码里是已撤销的区划", "region of the code abolished since"
    CODE_TWICE = "code_twice", "代码重复", "code of another row"
    CODE_BLANK = "code_blank", "没有代码", "no code"
    NAME_HALF_WIDTH_BRACKETS = "name_half_width_brackets", "名称用半角括号", "half-width brackets in the name"
    NAME_ZERO_WIDTH = "name_zero_width", "名称含零宽字符", "zero-width character in the name"
    NAME_RIGHT_TO_LEFT = "name_right_to_left", "名称含反向书写控制符", "right-to-left control in the name"
    NAME_NO_BREAK_SPACE = "name_no_break_space", "名称首尾有空格", "no-break space at the ends of the name"
    CAPITAL_NOT_STATED = "capital_not_stated", "注册资本未填", "capital not stated"
    CAPITAL_CURRENCY_OPEN = "capital_currency_open", "注册资本没有币种", "capital without currency"
    CAPITAL_UNIT_OPEN = "capital_unit_open", "注册资本没有单位", "capital without unit"
    DATE_STYLE = "date_style", "日期写法不同", "date written in another way"

    @property
    def is_remarked(self) -> bool:
        """Whether an import must tell of it; the rest it sets right, or lets stand, without a word."""
        return self not in _UNREMARKED


_UNREMARKED = {
    FaultKind.CODE_LOWER_CASE,
    FaultKind.CODE_FULL_WIDTH,
    FaultKind.CODE_FORMER_REGION,  # the place of first registration: lawful, and no check may stumble over it
    FaultKind.NAME_HALF_WIDTH_BRACKETS,
    FaultKind.NAME_NO_BREAK_SPACE,
    FaultKind.DATE_STYLE,
}


class RefusedKind(LabelledEnum):
    """Why a row must be refused."""

    NO_NAME = "no_name", "没有名称", "no name"
    LONG_NAME = "long_name", "名称有300个字", "name of 300 characters"
    CODE_LETTER_I = "code_letter_i", "代码含字母I", "letter I in the code"
    CODE_17 = "code_17", "代码只有17位", "code of 17 characters"
    CODE_READ_AS_NUMBER = "code_read_as_number", "代码被当作数字", "code read as a number"
    NO_SUCH_DAY = "no_such_day", "没有这一天", "no such day"


@dataclass(frozen=True, slots=True)
class _Oddity:
    """How often it occurs among rows, and what it does to a cell, given the last sound code above.

    A cell given back as it was cannot have it: the next row is tried.
    """

    rate: float
    column: int
    done: Callable[[str, str], str]


def messy(firms: Iterable[MadeUpFirm], seed: int) -> Iterator[tuple[list[str], frozenset[FaultKind]]]:
    """A list's rows under COLUMNS, each with what was done to it: at the real rates, so in 68,000 rows everything occurs."""
    random = Random(seed)
    due = {kind: random.random() / oddity.rate for kind, oddity in _ODDITIES.items()}
    above = ""
    for number, firm in enumerate(firms, 1):
        row, given = _row(firm), {}
        for kind, oddity in _ODDITIES.items():
            if number >= due[kind] and oddity.column not in given:
                cell = oddity.done(row[oddity.column], above)
                if cell != row[oddity.column]:
                    given[oddity.column], row[oddity.column] = kind, cell
                    due[kind] += 1 / oddity.rate
        above = above if CODE in given else row[CODE]
        yield row, frozenset(given.values())


def refused(firms: Iterable[MadeUpFirm]) -> Iterator[tuple[list[str], RefusedKind]]:
    """Rows that no register may take, each with the reason, in turn."""
    for firm, (kind, (column, ruined)) in zip(firms, cycle(_RUINS.items()), strict=False):
        row = _row(firm)
        row[column] = ruined(row[column])
        yield row, kind


def _row(firm: MadeUpFirm) -> list[str]:
    figures = next((each for each in firm.figures if each.year == REVENUE_YEAR), None)
    staff = figures.staff if figures else None
    revenue = figures.revenue if figures else None
    return [
        firm.code,
        firm.name,
        firm.capital_written,
        firm.founded.isoformat(),
        firm.status.label.zh,
        firm.industry,
        firm.division,
        firm.address,
        "" if staff is None else str(staff),
        "" if revenue is None else f"{revenue // 1_000_000}.{revenue // 10_000 % 100:02d}",
    ]


def _full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def _next_in_alphabet(character: str) -> str:
    return ALPHABET[(ALPHABET.index(character) + 1) % len(ALPHABET)]


def _checked(first17: str) -> str:
    return first17 + check_character(first17)


def _licence(code: str, digits: int) -> str:
    """An old licence number; 9901 is no division's, so it is no real firm's."""
    return f"9901{int(code[10:16], 36) % 10 ** (digits - 4):0{digits - 4}d}"


def _wrong_inner(code: str) -> str:
    return _checked(code[:16] + _next_in_alphabet(inner_check(code[8:16])))


def _former_region(code: str) -> str:
    """璧山县, a district since 2014; 市辖区 of a provincial seat; 临安市, a district since 2017."""
    return _checked(code[:2] + ("500227", "440101", "330185")[ord(code[15]) % 3] + code[8:17])


def _restyled(day: str) -> str:
    year, month, date = day.split("-")
    styles = (
        f"{year}/{int(month)}/{int(date)}",
        f"{year}.{month}.{date}",
        f"{year}{month}{date}",
        f"{year}年{int(month)}月{int(date)}日",
        f"{day} 00:00:00",
        _full_width(day),
    )
    return styles[int(date) % len(styles)]


_ODDITIES = {
    FaultKind.CODE_TWICE: _Oddity(5.7e-5, CODE, lambda cell, above: above or cell),
    FaultKind.CODE_INNER_DIGIT: _Oddity(6.3e-5, CODE, lambda cell, above: _wrong_inner(cell)),
    FaultKind.CODE_CHECK_CHARACTER: _Oddity(1.5e-4, CODE, lambda cell, above: cell[:17] + _next_in_alphabet(cell[17])),
    FaultKind.CODE_LOWER_CASE: _Oddity(1.4e-4, CODE, lambda cell, above: cell.replace("X", "x")),
    FaultKind.CODE_LICENCE_13: _Oddity(1.7e-4, CODE, lambda cell, above: _licence(cell, 13)),
    FaultKind.CODE_LICENCE_15: _Oddity(2.5e-3, CODE, lambda cell, above: _licence(cell, 15)),
    FaultKind.CODE_FULL_WIDTH: _Oddity(5e-4, CODE, lambda cell, above: _full_width(cell)),
    FaultKind.CODE_BLANK: _Oddity(0.01, CODE, lambda cell, above: ""),
    FaultKind.CODE_FORMER_REGION: _Oddity(0.1, CODE, lambda cell, above: _former_region(cell)),
    FaultKind.NAME_ZERO_WIDTH: _Oddity(5e-4, NAME, lambda cell, above: cell[:3] + "\u200b" + cell[3:]),
    FaultKind.NAME_RIGHT_TO_LEFT: _Oddity(1e-4, NAME, lambda cell, above: "\u202e" + cell),
    FaultKind.NAME_NO_BREAK_SPACE: _Oddity(2e-3, NAME, lambda cell, above: "\u00a0" + cell + "\u3000"),
    FaultKind.NAME_HALF_WIDTH_BRACKETS: _Oddity(0.02, NAME, lambda cell, above: cell.replace("（", "(").replace("）", ")")),
    FaultKind.CAPITAL_UNIT_OPEN: _Oddity(0.01, CAPITAL, lambda cell, above: "500.000000()"),
    FaultKind.CAPITAL_CURRENCY_OPEN: _Oddity(0.05, CAPITAL, lambda cell, above: "500(万)"),
    FaultKind.CAPITAL_NOT_STATED: _Oddity(0.23, CAPITAL, lambda cell, above: "N/A"),
    FaultKind.DATE_STYLE: _Oddity(0.1, FOUNDED, lambda cell, above: _restyled(cell)),
}
_RUINS: dict[RefusedKind, tuple[int, Callable[[str], str]]] = {
    RefusedKind.NO_NAME: (NAME, lambda cell: ""),
    RefusedKind.LONG_NAME: (NAME, lambda cell: (cell * 300)[:300]),
    RefusedKind.CODE_LETTER_I: (CODE, lambda cell: cell[:10] + "I" + cell[11:]),
    RefusedKind.CODE_17: (CODE, lambda cell: cell[:17]),
    RefusedKind.CODE_READ_AS_NUMBER: (CODE, lambda cell: "9.15001E+17"),
    RefusedKind.NO_SUCH_DAY: (FOUNDED, lambda cell: f"{REVENUE_YEAR}-02-31"),
}

"""Identifiers of firms: the unified social credit code (统一社会信用代码, GB 32100-2015) and the licence numbers before it.

A code has 18 characters: registering department, type of unit, region of first registration (6), organisation code (8 and its own check
character, GB 11714), check character. Real lists are dirtier than the standard: only what cannot be such a code at all is refused,
everything else is kept and named. Figures: field/standards.md 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from operator import getitem, mul

from dukou.kit.core.labels import Label, LabelledEnum, joined
from dukou.kit.core.refusals import Malformed

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z
LENGTH = 18


class IdentifierKind(LabelledEnum):
    """What sort of identifier it is."""

    CREDIT_CODE = "credit_code", "统一社会信用代码", "unified social credit code"
    LICENCE_15 = "licence_15", "15 位旧注册号", "old licence number of 15 digits"
    LICENCE_13 = "licence_13", "13 位旧注册号", "old licence number of 13 digits"
    UNREADABLE = "unreadable", "无法识别", "unreadable"


class CodeFault(LabelledEnum):
    """What is amiss with an identifier."""

    LENGTH = "length", "位数不对", "wrong length"
    ALPHABET = "alphabet", "有不用于代码的字符", "a character that codes do not use"
    READ_AS_NUMBER = "read_as_number", "被当作数字存过", "once stored as a number"
    CHECK_CHARACTER = "check_character", "校验码不符", "wrong check character"
    INNER_DIGIT = "inner_digit", "组织机构代码的校验码不符", "wrong check character of the organisation code"
    REGION = "region", "不像行政区划代码", "no region"
    DEPARTMENT = "department", "登记管理部门未知", "unknown registering department"
    OLD_LICENCE = "old_licence", "旧注册号", "old licence number"

    @property
    def refuses(self) -> bool:
        """Whether it cannot be an identifier at all. The others only warn: lawful codes have them too."""
        return self in (CodeFault.LENGTH, CodeFault.ALPHABET, CodeFault.READ_AS_NUMBER)


@dataclass(frozen=True, slots=True)
class CodeFinding:
    """A fault with its place and what was expected, in words."""

    fault: CodeFault
    label: Label


@dataclass(frozen=True, slots=True)
class CodeVerdict:
    """An identifier as typed, in its normal form (half width, upper case, no spaces or hyphens), its kind, and what is amiss."""

    typed: str
    code: str
    kind: IdentifierKind
    faults: tuple[CodeFinding, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether it is a credit code with the right check character."""
        return self.kind is IdentifierKind.CREDIT_CODE and all(each.fault is not CodeFault.CHECK_CHARACTER for each in self.faults)

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be kept as an identifier."""
        return any(each.fault.refuses for each in self.faults)


# 31 is prime and divides no weight, so one changed character is always noticed; 3 is a primitive root of 31, so the weights of the
# first 17 differ and each swap among them is noticed, as is each swap of neighbours. A swap of first and last is not: both weigh 1.
_WEIGHTS = (*(pow(3, place, 31) for place in range(17)), 1)
_INNER_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2, 1)
_INNER_CHECKS = "0123456789X"

# GB/T 2260 of provinces, 10 for the national offices. Never today's list of counties: 9.67 % of valid codes carry one that is gone.
_PROVINCES = frozenset(
    map(str, [*range(10, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82])
)
# 1, 5, 9 and Y stand in the standard, 2–8, A and N in lists of its amendment 1 of 2016, B–G in an older open validator [unverified].
_DEPARTMENTS = frozenset("123456789ABCDEFGNY")

# Lists have millions of codes and nearly all are faultless, so that is asked first, by one sum over a table for each place. 31 and 11
# have no common divisor: the remainder of 341 is nought exactly where both check characters are right.
_BOTH = 31 * 11
_ODD = _BOTH << 8  # more than any sum of 18; leaves the remainder as it is


def _column(place: int) -> tuple[int, ...]:
    """What each ASCII character adds to the sum at this place of a code."""
    allowed = {0: _DEPARTMENTS, **dict.fromkeys(range(2, 8), "0123456789"), 16: _INNER_CHECKS}.get(place, ALPHABET)
    return tuple(_share(place, chr(sign)) if chr(sign) in allowed else _ODD for sign in range(128))


def _share(place: int, sign: str) -> int:
    """The number below 341 with the remainders that both standards give the character: 187 leaves 1 of 31 and 0 of 11, 155 the reverse."""
    outer = _WEIGHTS[place] * ALPHABET.index(sign)
    inner = _INNER_WEIGHTS[place - 8] * _inner_value(place, sign) if 8 <= place < 17 else 0
    return (187 * outer + 155 * inner) % _BOTH


def _inner_value(place: int, sign: str) -> int:
    return (_INNER_CHECKS if place == 16 else _INNER_ALPHABET).index(sign)


_COLUMNS = tuple(map(_column, range(LENGTH)))
_CREDIT_CODE = IdentifierKind.CREDIT_CODE  # an enumeration looks its members up slowly

_DROPPED = str.maketrans("", "", "-‐‑‒–—−'")  # hyphens, and the apostrophe by which a spreadsheet marks text
_NUMBER = re.compile(r"\d(?:\.\d+)?E\+\d+|\d+\.0*", re.ASCII)


def judge(text: str) -> CodeVerdict:
    """What `text` is, and everything that is amiss with it."""
    code = text.upper()
    if len(code) == LENGTH and code.isascii():
        total = sum(map(getitem, _COLUMNS, code.encode()))
        if total % _BOTH == 0 and total < _ODD and code[2:4] in _PROVINCES:
            return CodeVerdict(text, code, _CREDIT_CODE)
    return _examined(text, _plain(text))


def credit_code(text: str) -> str:
    """The credit code that a cell holds, in its normal form; Malformed, with all that is amiss, where it is none."""
    verdict = judge(text)
    if not verdict.is_valid:
        why = joined([finding.label for finding in verdict.faults])
        what = Label("“{code}”不是统一社会信用代码：{why}", "“{code}” is no unified social credit code: {why}").filled(code=text, why=why)
        raise Malformed(what, Label("按营业执照改正，不知道就留空", "correct it by the licence; leave it empty where it is not known"))
    return verdict.code


def check_character(first17: str) -> str:
    """The check character (GB 32100-2015) that belongs to the first 17; a ValueError where these are no beginning of a code."""
    if len(first17) != LENGTH - 1 or not set(first17) <= set(ALPHABET):
        raise ValueError(f"{first17!r} is not 17 characters of {ALPHABET}")
    return ALPHABET[-sum(map(mul, _WEIGHTS, map(ALPHABET.index, first17))) % 31]


def inner_check(first8: str) -> str:
    """The check character (GB 11714) of an organisation code, by its first 8; a ValueError where these are none."""
    if len(first8) != 8 or not set(first8) <= set(_INNER_ALPHABET):
        raise ValueError(f"{first8!r} is not 8 digits or capital letters")
    return _INNER_CHECKS[-sum(map(mul, _INNER_WEIGHTS, map(_INNER_ALPHABET.index, first8))) % 11]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).upper().translate(_DROPPED).split())


def _examined(text: str, code: str) -> CodeVerdict:
    if len(code) == LENGTH and set(code) <= set(ALPHABET):
        return CodeVerdict(text, code, IdentifierKind.CREDIT_CODE, tuple(_warnings(code)))
    if len(code) in (13, 15) and code.isascii() and code.isdigit():
        kind = IdentifierKind.LICENCE_15 if len(code) == 15 else IdentifierKind.LICENCE_13
        label = Label(f"{kind.label.zh}，不是统一社会信用代码", f"{kind.label.en}, not a credit code")
        return CodeVerdict(text, code, kind, (CodeFinding(CodeFault.OLD_LICENCE, label),))
    return CodeVerdict(text, code, IdentifierKind.UNREADABLE, _refusals(code))


def _warnings(code: str) -> Iterator[CodeFinding]:
    if code[17] != check_character(code[:17]):
        yield CodeFinding(CodeFault.CHECK_CHARACTER, _wrong_check(code))
    if code[16] != inner_check(code[8:16]):
        yield CodeFinding(CodeFault.INNER_DIGIT, _wrong_inner(code))
    if code[2:4] not in _PROVINCES or not code[2:8].isdigit():
        yield _named(CodeFault.REGION, f"第 3—8 位“{code[2:8]}”", f"characters 3 to 8, “{code[2:8]}”")
    if code[0] not in _DEPARTMENTS:
        yield _named(CodeFault.DEPARTMENT, f"第 1 位“{code[0]}”", f"character 1, “{code[0]}”")


def _refusals(code: str) -> tuple[CodeFinding, ...]:
    if _NUMBER.fullmatch(code):
        return (CodeFinding(CodeFault.READ_AS_NUMBER, _ruined()),)
    found = []
    if len(code) != LENGTH:
        found.append(CodeFinding(CodeFault.LENGTH, _wrong_length(len(code))))
    foreign = [(place, sign) for place, sign in enumerate(code, 1) if sign not in ALPHABET][:5]
    if foreign:
        zh = "、".join(f"第 {place} 位“{_shown(sign)}”" for place, sign in foreign)
        en = ", ".join(f"character {place} “{_shown(sign)}”" for place, sign in foreign)
        found.append(_named(CodeFault.ALPHABET, zh, en, Label("（代码不用 I、O、S、V、Z）", " (codes do not use I, O, S, V, Z)")))
    return tuple(found)


def _named(fault: CodeFault, zh: str, en: str, more: Label | None = None) -> CodeFinding:
    return CodeFinding(fault, Label(f"{zh}：{fault.label.zh}{more.zh if more else ''}", f"{en}: {fault.label.en}{more.en if more else ''}"))


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"


def _wrong_length(length: int) -> Label:
    return Label(
        f"共 {length} 位，应为 18 位（旧注册号 15 或 13 位数字）", f"{length} characters instead of 18 (old licences: 15 or 13 digits)"
    )


def _ruined() -> Label:
    return Label(
        "被当作数字存过，后几位已丢失：先把这一列设为文本格式，再重新填写",
        "once stored as a number, its last digits are lost: format the column as text, then enter the code again",
    )


def _wrong_check(code: str) -> Label:
    due = check_character(code[:17])
    label = Label(f"第 18 位校验码是“{code[17]}”，按前 17 位应为“{due}”", f"character 18 is “{code[17]}”, the first 17 ask for “{due}”")
    if not (code.endswith("000") and code.isdigit()):
        return label
    # A spreadsheet keeps 15 digits of a number. It is still only a warning: nothing proves it.
    return Label(f"{label.zh}；末三位为 0，可能被当作数字存过", f"{label.en}; three noughts at the end: perhaps once stored as a number")


def _wrong_inner(code: str) -> Label:
    due = inner_check(code[8:16])
    return Label(
        f"第 17 位（组织机构代码的校验码）是“{code[16]}”，应为“{due}”",
        f"character 17, which checks the organisation code, is “{code[16]}” instead of “{due}”",
    )

"""Credit codes: what is right, what is amiss and where, what the check characters notice and what they cannot."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dukou.enterprises.core.codes import ALPHABET, CodeFault, IdentifierKind, check_character, inner_check, judge

DEPARTMENTS = "123456789ABCDEFGNY"
PROVINCES = [
    *("10", "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44"),
    *("45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82"),
]
WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]  # as GB 32100-2015 prints them
INNER_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]  # as GB 11714 prints them


def sealed(first16: str) -> str:
    """A made-up code: department to the eighth character of the organisation code, with both check characters."""
    first17 = first16 + inner_check(first16[8:])
    return first17 + check_character(first17)


signs = st.sampled_from(ALPHABET)
beginnings = st.tuples(
    st.sampled_from(DEPARTMENTS),
    signs,
    st.sampled_from(PROVINCES),
    st.text("0123456789", min_size=4, max_size=4),
    st.text(signs, min_size=8, max_size=8),
).map("".join)
codes = beginnings.map(sealed)
any_18 = st.text(signs, min_size=18, max_size=18)
spoiled = st.builds(lambda code, place, sign: code[:place] + sign + code[place + 1 :], codes, st.integers(0, 17), signs)

RIGHT = sealed("9150010400000001")


def faults(text: str) -> list[CodeFault]:
    return [finding.fault for finding in judge(text).faults]


def due_check(code: str) -> str:
    """The check character by the words of the standard."""
    rest = sum(weight * ALPHABET.index(sign) for weight, sign in zip(WEIGHTS, code, strict=False)) % 31
    return ALPHABET[(31 - rest) % 31]


def due_inner(code: str) -> str:
    """The organisation code's check character by the words of its standard."""
    rest = 11 - sum(weight * int(sign, 36) for weight, sign in zip(INNER_WEIGHTS, code[8:16], strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


@given(codes)
def test_a_made_code_is_faultless(code: str) -> None:
    verdict = judge(code)
    assert (verdict.typed, verdict.code, verdict.kind, verdict.faults) == (code, code, IdentifierKind.CREDIT_CODE, ())
    assert verdict.is_valid and not verdict.is_refused


@given(st.one_of(any_18, codes, spoiled))
def test_each_fault_of_18_characters_is_found_by_the_words_of_the_standard(code: str) -> None:
    assert faults(code) == [
        fault
        for fault, is_amiss in {
            CodeFault.CHECK_CHARACTER: code[17] != due_check(code),
            CodeFault.INNER_DIGIT: code[16] != due_inner(code),
            CodeFault.REGION: code[2:4] not in PROVINCES or not code[2:8].isdigit(),
            CodeFault.DEPARTMENT: code[0] not in DEPARTMENTS,
        }.items()
        if is_amiss
    ]
    assert judge(code).is_valid == (code[17] == due_check(code))
    assert not judge(code).is_refused


@given(any_18.map(lambda code: code[:17] + due_check(code)), st.integers(0, 17), signs)
def test_one_changed_character_is_always_noticed(code: str, place: int, sign: str) -> None:
    assume(code[place] != sign)
    assert judge(code).is_valid
    assert not judge(code[:place] + sign + code[place + 1 :]).is_valid


@given(any_18.map(lambda code: code[:17] + due_check(code)))
def test_every_swap_is_noticed_but_that_of_the_first_with_the_last(code: str) -> None:
    for one, other in combinations(range(18), 2):
        swapped = list(code)
        swapped[one], swapped[other] = code[other], code[one]
        is_noticed = code[one] != code[other] and (one, other) != (0, 17)
        assert judge("".join(swapped)).is_valid is not is_noticed


@given(codes, st.sampled_from([" ", "-", "\u3000", "\u00a0", "－", "'"]), st.integers(0, 18))
def test_case_width_spaces_and_hyphens_are_habits_and_no_faults(code: str, sign: str, place: int) -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) for each in code)
    for typed in (code.lower(), wide, wide.lower(), code[:place] + sign + code[place:]):
        verdict = judge(typed)
        assert (verdict.typed, verdict.code, verdict.faults) == (typed, code, ())


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("500104600012345", IdentifierKind.LICENCE_15, CodeFault.OLD_LICENCE),
        ("５００１０４ ６００１２３４５", IdentifierKind.UNREADABLE, CodeFault.LENGTH),
        ("5001046000123", IdentifierKind.LICENCE_13, CodeFault.OLD_LICENCE),
        ("50010460001234X", IdentifierKind.UNREADABLE, CodeFault.LENGTH),
        (RIGHT[:17], IdentifierKind.UNREADABLE, CodeFault.LENGTH),
        (RIGHT + "0", IdentifierKind.UNREADABLE, CodeFault.LENGTH),
        ("", IdentifierKind.UNREADABLE, CodeFault.LENGTH),
        (RIGHT[:17] + "I", IdentifierKind.UNREADABLE, CodeFault.ALPHABET),
        (RIGHT[:17] + "\u200b", IdentifierKind.UNREADABLE, CodeFault.ALPHABET),
        (RIGHT[:17] + "示", IdentifierKind.UNREADABLE, CodeFault.ALPHABET),
        (RIGHT[:17] + "\ud800", IdentifierKind.UNREADABLE, CodeFault.ALPHABET),
        ("9.15001E+17", IdentifierKind.UNREADABLE, CodeFault.READ_AS_NUMBER),
        ("9.15e+17", IdentifierKind.UNREADABLE, CodeFault.READ_AS_NUMBER),
        ("9E+17", IdentifierKind.UNREADABLE, CodeFault.READ_AS_NUMBER),
        ("915001000000000000.0", IdentifierKind.UNREADABLE, CodeFault.READ_AS_NUMBER),
    ],
)
def test_what_is_no_credit_code_has_a_kind_and_one_fault(text: str, kind: IdentifierKind, found: CodeFault) -> None:
    verdict = judge(text)
    assert (verdict.kind, faults(text)) == (kind, [found])
    assert verdict.is_refused is (kind is IdentifierKind.UNREADABLE)
    assert not verdict.is_valid


def test_only_what_cannot_be_an_identifier_refuses() -> None:
    assert [fault for fault in CodeFault if fault.refuses] == [CodeFault.LENGTH, CodeFault.ALPHABET, CodeFault.READ_AS_NUMBER]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("123", ["共 3 位，应为 18 位（旧注册号 15 或 13 位数字）"]),
        (f"I{RIGHT[1:17]}O", ["第 1 位“I”、第 18 位“O”：有不用于代码的字符（代码不用 I、O、S、V、Z）"]),
        (f"{RIGHT[:17]}\u200b", ["第 18 位“U+200B”：有不用于代码的字符（代码不用 I、O、S、V、Z）"]),
        ("9.15E+17", ["被当作数字存过，后几位已丢失：先把这一列设为文本格式，再重新填写"]),
        ("91500104000000010Y", ["第 18 位校验码是“Y”，按前 17 位应为“5”", "第 17 位（组织机构代码的校验码）是“0”，应为“9”"]),
        (sealed("H199000000000001"), ["第 3—8 位“990000”：不像行政区划代码", "第 1 位“H”：登记管理部门未知"]),
        ("500104600012345", ["15 位旧注册号，不是统一社会信用代码"]),
    ],
)
def test_a_fault_says_where_and_what_was_expected(text: str, words: list[str]) -> None:
    assert [finding.label.zh for finding in judge(text).faults] == words


def test_three_noughts_that_a_spreadsheet_may_have_made_are_only_a_warning() -> None:
    verdict = judge("915001046912345000")
    assert not verdict.is_refused
    assert verdict.faults[0].label.zh == "第 18 位校验码是“0”，按前 17 位应为“N”；末三位为 0，可能被当作数字存过"


def test_a_department_of_the_countryside_or_the_rest_is_known() -> None:
    assert faults(sealed("N250010400000001")) == faults(sealed("Y150010400000001")) == []


@given(st.text())
def test_any_text_has_a_verdict(text: str) -> None:
    verdict = judge(text)
    assert verdict.is_refused is (verdict.kind is IdentifierKind.UNREADABLE)
    assert verdict.is_refused or judge(verdict.code).code == verdict.code


@pytest.mark.parametrize("text", ["", "9150010400000001", "915001040000000I9", "915001040000000199"])
def test_no_check_character_is_made_for_what_is_no_beginning_of_a_code(text: str) -> None:
    with pytest.raises(ValueError, match="is not 17 characters"):
        check_character(text)


@pytest.mark.parametrize("text", ["", "0000000", "0000000a", "000000000"])
def test_no_inner_check_is_made_for_what_is_no_organisation_code(text: str) -> None:
    with pytest.raises(ValueError, match="is not 8 digits"):
        inner_check(text)

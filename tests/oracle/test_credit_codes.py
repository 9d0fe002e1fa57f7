"""Credit codes and industries against what lies beside the repository and against another validator. Without the files the tests skip."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from dukou.enterprises.core.codes import ALPHABET, CodeFault, check_character, judge
from dukou.enterprises.core.industries import IndustryEntry, closure_faults, read_industry
from tests.oracle.outside import SHARED, Row

VECTORS = SHARED / "data" / "uscc_vectors.csv"
INDUSTRIES = SHARED / "data" / "gbt4754_2017.csv"
needs_vectors = pytest.mark.skipif(not VECTORS.is_file(), reason=f"the vectors are not beside the repository ({VECTORS.name})")
needs_industries = pytest.mark.skipif(not INDUSTRIES.is_file(), reason=f"the industries are not beside the repository ({INDUSTRIES.name})")

beginnings = st.tuples(st.text("0123456789", min_size=8, max_size=8), st.text(ALPHABET, min_size=9, max_size=9)).map("".join)


@cache
def rows_of(path: Path) -> tuple[Row, ...]:
    """The rows of a table with a header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def industries() -> dict[str, IndustryEntry]:
    """The entries of the edition, by code."""
    rows = rows_of(INDUSTRIES)
    return {row["code"]: IndustryEntry(row["section"], int(row["level"]), row["code"], row["parent"], row["name"]) for row in rows}


@needs_vectors
def test_every_vector_is_judged_right() -> None:
    rows = rows_of(VECTORS)
    assert len(rows) == 635
    assert {row["uscc"]: judge(row["uscc"]).is_valid for row in rows} == {row["uscc"]: row["valid"] == "1" for row in rows}


@needs_vectors
def test_a_wrong_vector_is_refused_only_for_its_letter() -> None:
    for row in rows_of(VECTORS):
        verdict = judge(row["uscc"])
        found = {finding.fault for finding in verdict.faults}
        if row["valid"] == "1":
            assert found == set()
        elif row["why"].startswith("letter outside the alphabet"):
            assert found == {CodeFault.ALPHABET}
        else:
            assert CodeFault.CHECK_CHARACTER in found and not verdict.is_refused


@needs_vectors
def test_the_other_validator_agrees_on_every_vector() -> None:
    codes = [row["uscc"] for row in rows_of(VECTORS)]
    assert [judge(code).is_valid for code in codes] == [uscc.is_valid(code) for code in codes]


@given(beginnings, st.sampled_from(ALPHABET))
def test_the_other_validator_agrees_on_every_code_that_begins_with_eight_digits(first17: str, last: str) -> None:
    assert check_character(first17) == uscc.calc_check_digit(first17)
    for code in (first17 + last, first17 + check_character(first17)):
        assert judge(code).is_valid == uscc.is_valid(code)


def test_a_department_with_a_letter_is_valid_here_and_not_there() -> None:
    code = "Y1500104009286420D"
    assert (judge(code).is_valid, uscc.is_valid(code)) == (True, False)


@needs_industries
def test_the_edition_of_2017_is_one_tree() -> None:
    assert closure_faults(list(industries().values())) == []
    assert len(industries()) == len(rows_of(INDUSTRIES))


@needs_industries
def test_every_code_of_the_edition_is_read_back_with_its_letter_and_name() -> None:
    names = {code: entry.name for code, entry in industries().items()}
    for code, entry in industries().items():
        letter = "" if entry.level == 1 else entry.section
        assert read_industry(f"{letter}{code} {entry.name}", names) == code


@needs_industries
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C3061", "3061"),
        ("玻璃纤维及制品制造", "3061"),
        ("卫生材料及医药用品制造", "2770"),
        ("2780.0", "2780"),
        ("C 制造业", "C"),
        ("B111", "111"),
    ],
)
def test_what_offices_write_is_read_in_the_edition_of_2017(text: str, code: str) -> None:
    assert read_industry(text, {code: entry.name for code, entry in industries().items()}) == code

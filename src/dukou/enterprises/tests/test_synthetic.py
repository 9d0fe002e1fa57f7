"""Made-up firms and made-up lists: never real, always the same, and with every fault of real ones."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.codes import check_character, inner_check
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.core.synthetic import COLUMNS, FaultKind, MadeUpFirm, RefusedKind, firms, messy, refused
from dukou.enterprises.core.synthetic.firms import YEARS
from dukou.enterprises.core.synthetic.names import BUSINESSES, SYLLABLES, spelled

TABLE = Path(__file__).parents[5] / "shared" / "data" / "gbt4754_2017.csv"
CODE, NAME, CAPITAL, FOUNDED = range(4)


@cache
def many() -> tuple[MadeUpFirm, ...]:
    return tuple(firms(10_000, seed=3))


@cache
def rows() -> tuple[tuple[list[str], frozenset[FaultKind]], ...]:
    return tuple(messy(firms(68_000, seed=3), seed=4))


def test_the_same_seed_makes_the_same_firms() -> None:
    assert list(firms(50, seed=7)) == list(firms(50, seed=7))
    assert list(firms(50, seed=7)) == list(islice(firms(500, seed=7), 50))
    assert [firm.name for firm in firms(50, seed=7)] != [firm.name for firm in firms(50, seed=8)]


def test_no_two_firms_share_a_key_a_name_or_a_code() -> None:
    for values in ({firm.key for firm in many()}, {firm.name for firm in many()}, {firm.code for firm in many()}):
        assert len(values) == len(many())


@given(st.integers(0, 139**3 - 1))
def test_each_number_spells_another_brand(number: int) -> None:
    brand = spelled(number, SYLLABLES, 3)
    assert sum(SYLLABLES.index(each) * len(SYLLABLES) ** place for place, each in enumerate(brand)) == number


def test_syllables_occur_once() -> None:
    assert len(set(SYLLABLES)) == len(SYLLABLES) == 139


def test_codes_are_right_and_cannot_be_a_real_firms() -> None:
    for firm in many()[:2000]:
        assert firm.code[8:10] == "XX"
        assert firm.code[16] == inner_check(firm.code[8:16])
        assert firm.code[17] == check_character(firm.code[:17])


def test_every_firm_is_obviously_made_up() -> None:
    assert all("示例市" in firm.name and firm.is_synthetic and firm.key.startswith("made-up-") for firm in many())
    assert all("样本市" in firm.name for firm in firms(100, seed=1, place="样本市"))


def test_branches_and_local_units_name_a_parent_that_came_before() -> None:
    seen: dict[str, UnitKind] = {}
    parents = Counter[tuple[UnitKind, UnitKind]]()
    for firm in many():
        if firm.parent:
            parents[firm.kind, seen[firm.parent]] += 1
        seen[firm.key] = firm.kind
    assert set(parents) == {(UnitKind.BRANCH, UnitKind.COMPANY), (UnitKind.COMPANY, UnitKind.GROUP)}


def test_industries_are_skewed_and_all_occur() -> None:
    counted = Counter(firm.industry for firm in many())
    assert set(counted) == {business.code for business in BUSINESSES}
    assert counted.most_common(1)[0][0] == "6513"
    assert counted["6513"] > 5 * counted["3751"]


@pytest.mark.skipif(not TABLE.exists(), reason="../shared/data/gbt4754_2017.csv is not there: names of industries unchecked")
def test_industries_carry_the_names_of_the_classification() -> None:
    names = dict(line.split(",", 4)[2::2] for line in TABLE.read_text(encoding="utf-8").splitlines()[1:])
    assert {business.code: names[business.code] for business in BUSINESSES} == {each.code: each.name for each in BUSINESSES}


def test_ages_pile_up_in_recent_years_and_figures_begin_with_the_firm() -> None:
    founded = Counter(firm.founded.year for firm in many())
    assert sum(founded[year] for year in range(2020, 2025)) > len(many()) * 0.4
    for firm in many()[:2000]:
        assert [each.year for each in firm.figures] == [year for year in YEARS if year >= firm.founded.year]


def test_some_figures_are_missing_and_sizes_are_log_normal() -> None:
    staff = sorted(each.staff for firm in many() for each in firm.figures if each.staff is not None)
    missing = sum(each.revenue is None for firm in many() for each in firm.figures)
    assert sum(staff) / len(staff) > 1.7 * staff[len(staff) // 2]
    assert 0.08 < missing / sum(len(firm.figures) for firm in many()) < 0.16


def test_capital_is_written_in_many_ways_and_every_status_occurs() -> None:
    patterns = {"".join("0" if each.isdigit() else each for each in firm.capital_written).replace("0", "") for firm in many()}
    assert len(patterns) >= 25
    assert {firm.status for firm in many()} == set(Status) - {Status.UNSTATED}


def test_every_fault_occurs_in_68000_rows_at_its_rate() -> None:
    counted = Counter(fault for _, faults in rows() for fault in faults)
    assert set(counted) == set(FaultKind)
    assert counted[FaultKind.CODE_LICENCE_15] == 170
    assert counted[FaultKind.CAPITAL_NOT_STATED] == 15_640
    assert counted[FaultKind.CODE_FORMER_REGION] == 6_800
    rare = (FaultKind.CODE_TWICE, FaultKind.CODE_INNER_DIGIT, FaultKind.CODE_CHECK_CHARACTER)
    assert [counted[kind] for kind in rare] == [4, 5, 10]


def test_a_row_says_all_that_was_done_to_it() -> None:
    """What a row differs in from the firm's own cells is told by its faults, and by nothing else."""
    columns = {"code": CODE, "name": NAME, "capital": CAPITAL, "date": FOUNDED}
    for firm, (row, faults) in zip(many(), messy(many(), seed=9), strict=True):
        plain = [firm.code, firm.name, firm.capital_written, firm.founded.isoformat()]
        assert len(row) == len(COLUMNS)
        assert {at for at in range(4) if row[at] != plain[at]} == {columns[fault.value.split("_")[0]] for fault in faults}


def _examples(kind: FaultKind) -> list[list[str]]:
    return [row for row, faults in rows() if kind in faults]


def test_damaged_codes_are_damaged_in_the_one_way_they_say() -> None:
    for code in (row[CODE] for row in _examples(FaultKind.CODE_CHECK_CHARACTER)):
        assert code[17] != check_character(code[:17]) and code[16] == inner_check(code[8:16])
    for code in (row[CODE] for row in _examples(FaultKind.CODE_INNER_DIGIT)):
        assert code[17] == check_character(code[:17]) and code[16] != inner_check(code[8:16])
    for code in (row[CODE] for row in _examples(FaultKind.CODE_FORMER_REGION)):
        assert code[17] == check_character(code[:17]) and code[2:8] in ("500227", "440101", "330185")
    for code in (unicodedata.normalize("NFKC", row[CODE]) for row in _examples(FaultKind.CODE_FULL_WIDTH)):
        assert code[17] == check_character(code[:17])


def test_old_licences_are_numbers_of_their_length_and_of_no_division() -> None:
    for kind, length in ((FaultKind.CODE_LICENCE_15, 15), (FaultKind.CODE_LICENCE_13, 13)):
        assert {(len(row[CODE]), row[CODE].isdigit(), row[CODE][:4]) for row in _examples(kind)} == {(length, True, "9901")}


def test_a_code_twice_is_the_code_of_an_earlier_row() -> None:
    seen: set[str] = set()
    for row, faults in rows():
        assert (row[CODE] in seen) == (FaultKind.CODE_TWICE in faults or (FaultKind.CODE_BLANK in faults and "" in seen))
        seen.add(row[CODE])


def test_every_writing_of_a_date_occurs() -> None:
    shapes = {re.sub("[0-9０-９]+", "n", row[FOUNDED]) for row in _examples(FaultKind.DATE_STYLE)}
    assert shapes == {"n/n/n", "n.n.n", "n", "n年n月n日", "n-n-n n:n:n", "n－n－n"}


def test_refused_rows_come_in_turn_with_their_reason() -> None:
    made = list(refused(firms(12, seed=5)))
    assert [kind for _, kind in made] == [*RefusedKind, *RefusedKind]
    ruined = {kind: row for row, kind in made}
    assert ruined[RefusedKind.NO_NAME][NAME] == ""
    assert len(ruined[RefusedKind.LONG_NAME][NAME]) == 300
    assert "I" in ruined[RefusedKind.CODE_LETTER_I][CODE] and len(ruined[RefusedKind.CODE_LETTER_I][CODE]) == 18
    assert len(ruined[RefusedKind.CODE_17][CODE]) == 17
    assert ruined[RefusedKind.CODE_READ_AS_NUMBER][CODE] == "9.15001E+17"
    with pytest.raises(ValueError, match="day"):
        date.fromisoformat(ruined[RefusedKind.NO_SUCH_DAY][FOUNDED])

"""Industries: what offices write for them, and whether a table is one tree. The table here is made up in the shape of GB/T 4754."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.industries import IndustryEntry, IndustryFault, Level, ancestors, closure_faults, level_of, read_industry
from dukou.kit.core.refusals import Malformed

TABLE = [
    IndustryEntry("A", 1, "A", "", "渡口种养业"),
    IndustryEntry("A", 2, "01", "A", "种植业"),
    IndustryEntry("A", 3, "011", "01", "谷类种植"),
    IndustryEntry("A", 4, "0111", "011", "渡口稻种植"),
    IndustryEntry("B", 1, "B", "", "采掘业"),
    IndustryEntry("B", 2, "11", "B", "采掘辅助业"),
    IndustryEntry("B", 3, "111", "11", "采掘辅助活动"),
    IndustryEntry("B", 4, "1110", "111", "采掘辅助活动"),
    IndustryEntry("C", 1, "C", "", "制造业"),
    IndustryEntry("C", 2, "30", "C", "矿物制品业"),
    IndustryEntry("C", 3, "306", "30", "纤维及其增强塑料制品制造"),
    IndustryEntry("C", 4, "3061", "306", "示例纤维及制品制造"),
    IndustryEntry("C", 4, "3062", "306", "示例纤维增强塑料（板）制造"),
    IndustryEntry("P", 1, "P", "", "教习"),
    IndustryEntry("P", 2, "83", "P", "教习"),
]
NAMES = {entry.code: entry.name for entry in TABLE}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3061", "3061"),
        ("C3061", "3061"),
        ("c3061", "3061"),
        ("C-3061", "3061"),
        ("３０６１", "3061"),
        (" C 3061 ", "3061"),
        ("C 3061 示例纤维及制品制造", "3061"),
        ("3061示例纤维及制品制造", "3061"),
        ("示例纤维及制品制造", "3061"),
        ("示例 纤维增强塑料(板)制造", "3062"),
        ("3061.0", "3061"),
        ("306", "306"),
        ("30", "30"),
        ("C30", "30"),
        ("0111", "0111"),
        ("C", "C"),
        ("Ｃ", "C"),
        ("C 制造业", "C"),
        ("制造业", "C"),
        ("P教习", "P"),
        ("83 教习", "83"),
        ("B111", "111"),
        ("111 采掘辅助活动", "111"),
        ("采掘辅助活动", "1110"),
    ],
)
def test_an_industry_is_read(text: str, code: str) -> None:
    assert read_industry(text, NAMES) == code


@pytest.mark.parametrize(
    ("text", "what", "cure"),
    [
        ("111", "可能丢了开头的 0", "带上门类字母或名称：111 采掘辅助活动、0111 渡口稻种植"),
        ("111.0", "可能丢了开头的 0", "带上门类字母或名称：111 采掘辅助活动、0111 渡口稻种植"),
        ("11", "可能丢了开头的 0", "带上门类字母或名称：11 采掘辅助业、011 谷类种植"),
        ("3069", "不是这一版的行业代码或名称", "写代码或全称，相近的有：3061 示例纤维及制品制造、3062 示例纤维增强塑料（板）制造"),
        ("1", "不是这一版的行业代码或名称", "写代码或全称，相近的有：01 种植业、11 采掘辅助业"),
        (
            "示例纤维制品制造",
            "不是这一版的行业代码或名称",
            "写代码或全称，相近的有：3061 示例纤维及制品制造、3062 示例纤维增强塑料（板）制造、306 纤维及其增强塑料制品制造",
        ),
        ("3061 谷类种植", "的代码和名称不一致", "写代码或全称，相近的有：3061 示例纤维及制品制造、011 谷类种植、01 种植业"),
        ("教习", "是几个类别的名称", "写代码或全称，相近的有：P 教习、83 教习"),
        ("C采掘业", "不是这一版的行业代码或名称", "写代码或全称，相近的有：B 采掘业、11 采掘辅助业"),
        ("Z", "不是这一版的行业代码或名称", "写代码（如 3061）或分类表中的全称"),
        ("", "不是这一版的行业代码或名称", "写代码（如 3061）或分类表中的全称"),
        ("30611", "不是这一版的行业代码或名称", "写代码（如 3061）或分类表中的全称"),
        ("3061.5", "不是这一版的行业代码或名称", "写代码（如 3061）或分类表中的全称"),
    ],
)
def test_what_has_no_or_two_meanings_is_refused_and_what_is_near_it_named(text: str, what: str, cure: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_industry(text, NAMES)
    assert (refused.value.what.zh, refused.value.cure.zh) == (f"“{text}”{what}", cure)


@given(st.sampled_from(TABLE), st.sampled_from(["{0} {1}", "{2}{0}", "{2} {0} {1}"]))
def test_every_code_is_read_back_with_its_letter_or_name(entry: IndustryEntry, form: str) -> None:
    letter = "" if entry.level == 1 else entry.section
    assert read_industry(form.format(entry.code, entry.name, letter), NAMES) == entry.code


@given(st.one_of(st.text(), st.text(st.sampled_from("ABC0123. -示例纤维制造业"))))
def test_any_text_is_a_code_of_the_table_or_malformed(text: str) -> None:
    try:
        assert read_industry(text, NAMES) in NAMES
    except Malformed as refused:
        assert refused.what.zh.startswith(f"“{text}”")


def test_a_code_says_where_it_stands() -> None:
    assert [level_of(code) for code in ("C", "30", "306", "3061")] == list(Level)
    assert [level.depth for level in Level] == [1, 2, 3, 4]
    assert [level_of(code) for code in ("", "c", "3", "30611", "CC", "C30", "３０", "٣٠")] == [None] * 8
    assert [ancestors(code, "C") for code in ("C", "30", "306", "3061")] == [(), ("C",), ("C", "30"), ("C", "30", "306")]


def test_a_whole_table_is_one_tree() -> None:
    assert closure_faults(TABLE) == closure_faults([]) == closure_faults(TABLE[::-1]) == []


@pytest.mark.parametrize(
    ("place", "change", "fault"),
    [
        (3, {"level": 3}, IndustryFault.SHAPE),
        (3, {"level": 5}, IndustryFault.SHAPE),
        (3, {"code": "O111"}, IndustryFault.SHAPE),
        (3, {"code": ""}, IndustryFault.SHAPE),
        (3, {"name": " "}, IndustryFault.NAMELESS),
        (3, {"parent": "01"}, IndustryFault.PARENT),
        (3, {"parent": ""}, IndustryFault.PARENT),
        (4, {"parent": "A"}, IndustryFault.PARENT),
        (5, {"parent": "A"}, IndustryFault.PARENT),
        (3, {"code": "0211", "parent": "021"}, IndustryFault.ORPHAN),
        (14, {"section": "Q", "parent": "Q"}, IndustryFault.ORPHAN),
        (3, {"section": "C"}, IndustryFault.SECTION),
        (13, {"section": "C"}, IndustryFault.SECTION),
        (3, {"code": "3061", "parent": "306", "section": "C"}, None),
    ],
)
def test_a_fault_is_named_in_its_row(place: int, change: dict[str, object], fault: IndustryFault | None) -> None:
    entries = [replace(entry, **change) if at == place else entry for at, entry in enumerate(TABLE)]  # type: ignore[arg-type]
    found = [(finding.row, finding.fault) for finding in closure_faults(entries)]
    if fault is None:  # the doubled code is the later of the two
        assert found == [(13, IndustryFault.DOUBLED)]
    else:
        assert found[0] == (place + 2, fault)
        assert len(found) == (2 if place == 13 else 1)  # a section that errs, errs for those below


def test_a_missing_row_orphans_those_below_it_only() -> None:
    entries = [entry for entry in TABLE if entry.code != "306"]
    assert [(finding.row, finding.label.zh) for finding in closure_faults(entries)] == [
        (12, "第 12 行 3061：表中没有上级"),
        (13, "第 13 行 3062：表中没有上级"),
    ]


@given(st.permutations(TABLE), st.integers(0, len(TABLE) - 1))
def test_an_entry_that_stands_twice_is_found_wherever_it_stands(entries: list[IndustryEntry], place: int) -> None:
    found = closure_faults([*entries, entries[place]], first_row=1)
    assert [(finding.row, finding.fault) for finding in found] == [(len(TABLE) + 1, IndustryFault.DOUBLED)]

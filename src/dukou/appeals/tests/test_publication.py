"""A public copy: each kind of private data is found wherever it is planted, and plain text passes."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.appeals.core.publication import Found, PrivateKind, StillPrivate, check_public, private_in
from dukou.enterprises.core.codes import check_character, inner_check, judge

FIRM, PERSON = "示例（虚构）机车有限公司", "欧阳示例"
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789@"}
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")

text = st.text("厂区用电需要迁移请协调，。道路员工、", max_size=20)
digits = st.text("0123456789", min_size=8, max_size=8)


@st.composite
def codes(draw: st.DrawFn) -> str:
    first = "91500104" + draw(st.text("0123456789ABCDEFGH", min_size=8, max_size=8))
    first += inner_check(first[8:])
    return first + check_character(first)


identity = st.builds(
    lambda birth, order, check: f"500104{birth:%Y%m%d}{order:03d}{check}",
    st.dates(min_value=date(1930, 1, 1), max_value=date(2020, 1, 1)),
    st.integers(0, 999),
    st.sampled_from("0123456789X"),
).filter(lambda number: not judge(number).is_valid)  # one that is a credit code as well is found as either
mobiles = st.builds(lambda second, rest: f"1{second}{rest}", st.sampled_from("3456789"), st.text("0123456789", min_size=9, max_size=9))


def spaced(number: str, gap: str, at: tuple[int, ...]) -> str:
    bounds = [0, *at, len(number)]
    return gap.join(number[start:end] for start, end in pairwise(bounds))


planted = st.one_of(
    st.tuples(st.just(PrivateKind.MOBILE), mobiles),
    st.tuples(st.just(PrivateKind.MOBILE), st.builds(lambda number, gap: spaced(number, gap, (3, 7)), mobiles, st.sampled_from(" -－　"))),
    st.tuples(st.just(PrivateKind.MOBILE), mobiles.map(lambda number: number.translate(WIDE))),
    st.tuples(st.just(PrivateKind.MOBILE), mobiles.map(lambda number: number.translate(CHINESE))),
    st.tuples(st.just(PrivateKind.LANDLINE), digits.map(lambda number: f"023-6{number[1:]}")),
    st.tuples(st.just(PrivateKind.LANDLINE), digits.map(lambda number: f"电话：6{number[1:]}")),
    st.tuples(st.just(PrivateKind.ID_NUMBER), identity),
    st.tuples(st.just(PrivateKind.ID_NUMBER), identity.map(lambda number: spaced(number, " ", (6, 14)))),
    st.tuples(st.just(PrivateKind.EMAIL), st.sampled_from(["a.b@example.com", "厂a_1＠example.org", "x@mail.example.cn"])),
    st.tuples(st.just(PrivateKind.BANK_CARD), digits.map(lambda number: f"62220000{number}000")),
    st.tuples(st.just(PrivateKind.BANK_CARD), digits.map(lambda number: f"6222 0000 {number[:4]} {number[4:]} 123")),
    st.tuples(st.just(PrivateKind.CHAT), st.sampled_from(["微信号：demo_2026", "QQ 12345678"])),
    st.tuples(st.just(PrivateKind.CREDIT_CODE), codes()),
    st.tuples(st.just(PrivateKind.CREDIT_CODE), codes().map(str.lower)),
    st.tuples(st.just(PrivateKind.FIRM_NAME), st.sampled_from([FIRM, "示例(虚构)机车 有限公司"])),
    st.tuples(st.just(PrivateKind.PERSON_NAME), st.sampled_from([PERSON, "欧阳 示例"])),
)


@given(text, planted, text)
def test_what_is_planted_is_found_where_it_stands(before: str, plant: tuple[PrivateKind, str], after: str) -> None:
    kind, secret = plant
    whole = before + secret + after
    found = private_in(whole, [FIRM], [PERSON])
    start, end = len(before), len(before) + len(secret)
    assert [each.kind for each in found] == [kind]
    assert start <= found[0].start < found[0].end <= end
    assert found[0].text == whole[found[0].start : found[0].end]
    with pytest.raises(StillPrivate):
        check_public({"text": whole}, [FIRM], [PERSON])
    check_public({"text": whole[: found[0].start] + "（略）" + whole[found[0].end :]}, [FIRM], [PERSON])


@pytest.mark.parametrize(
    "plain",
    [
        "2026-09-01 至 2026-09-30 期间停电 3 次，每次约 2 小时，影响产值 1,200 万元",
        "变压器 630 kVA，管径 DN100，用气 1200 m3/h，距红线 150 米",
        "二〇二六年九月一日，某园区三家企业反映同一问题",
        "按渝府发〔2024〕12 号第三条办理，拨打 12345 咨询",
        "the quick brown fox jumps over lazy dogs",
        "",
    ],
)
def test_plain_text_passes(plain: str) -> None:
    assert private_in(plain, [FIRM], [PERSON]) == []


def test_the_refusal_names_every_place() -> None:
    copy = {"title": "用电", "text": "请致电 13800000000，或写信至 a@example.com", "reply": f"{FIRM}已办结"}
    with pytest.raises(StillPrivate) as refused:
        check_public(copy, [FIRM])
    assert refused.value.said_why.zh == "公开稿里有 3 处不宜公开的内容，第一处是手机号"
    assert [(fault.as_dict()["field"], fault.what.zh) for fault in refused.value.faults] == [
        ("text", "第 5 个字起：手机号"),
        ("text", "第 22 个字起：电子邮箱"),
        ("reply", "第 1 个字起：企业名称"),
    ]
    assert refused.value.found["reply"] == [Found(PrivateKind.FIRM_NAME, 0, len(FIRM), FIRM)]


def test_a_code_behind_a_word_is_found_too() -> None:
    code = "91500104" + "MA5UAAAA" + inner_check("MA5UAAAA")
    code += check_character(code)
    assert [each.text for each in private_in(f"code {code} end")] == [code]


def test_a_name_of_one_character_marks_nothing() -> None:
    assert private_in("示范园区", ["示"], ["园"]) == []

"""Names as registers and offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.name_words import FORMS, OFFSHOOTS
from dukou.enterprises.core.names import NameParts, core_of, is_branch, normal, parts_of

texts = st.text(max_size=40) | st.text("重庆市示例区凯尔夫智能装备有限公司集团厂第一分（）() ·-ＡＢc12", max_size=30)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("示例市凯尔夫（集团）有限公司", "示例市凯尔夫集团有限公司"),
        ("ＡＢＣ　科技 (示例市) 有限公司", "abc科技示例市有限公司"),
        ("示例·凯尔夫-3D", "示例凯尔夫3d"),
        ("示例凯尔夫①厂", "示例凯尔夫1厂"),
        ("（）", ""),
        ("", ""),
    ],
)
def test_the_normal_form_keeps_letters_digits_and_characters(name: str, form: str) -> None:
    assert normal(name) == form


@given(texts)
def test_a_normal_form_is_its_own_normal_form(name: str) -> None:
    assert normal(normal(name)) == normal(name)


@given(texts)
def test_width_case_and_spaces_make_no_difference(name: str) -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in name)
    assert normal(f" {wide}\u3000") == normal(name)
    assert core_of(wide) == core_of(name)


@pytest.mark.parametrize(
    ("name", "region", "brand", "trade", "form", "branch"),
    [
        ("重庆凯尔夫智能装备有限公司大渡口分公司", "重庆", "凯尔夫", "智能装备", "有限公司", "大渡口分公司"),
        ("凯尔夫（重庆）有限公司", "重庆", "凯尔夫", "", "有限公司", ""),
        ("凯尔夫(中国)食品有限公司", "中国", "凯尔夫", "食品", "有限公司", ""),
        ("重庆市大渡口区凯尔夫食品厂", "重庆市大渡口区", "凯尔夫", "食品", "厂", ""),
        ("示例市示例区新安智能装备股份有限公司", "示例市示例区", "新安", "智能装备", "股份有限公司", ""),
        ("重庆示例（集团）有限公司", "重庆", "示例", "", "集团有限公司", ""),
        ("北京示例投资中心（有限合伙）", "北京", "示例投资中心", "", "有限合伙", ""),
        ("示例市示例律师事务所（特殊普通合伙）", "示例市", "示例律师事务所", "", "特殊普通合伙", ""),
        ("示例市凯尔夫粮油农民专业合作社", "示例市", "凯尔夫", "粮油", "农民专业合作社", ""),
        ("示例农民专业合作社联合社", "", "示例", "", "农民专业合作社联合社", ""),
        ("彭水苗族土家族自治县示例茶业有限责任公司", "彭水苗族土家族自治县", "示例", "茶业", "有限责任公司", ""),
        ("大渡口区跳磴镇好味餐馆", "大渡口区跳磴镇", "好味", "餐馆", "", ""),
        ("示例机械厂一分厂", "", "示例", "机械", "厂", "一分厂"),
        ("示例超市大渡口分店", "", "示例", "超市", "", "大渡口分店"),
        ("示例有限公司大渡口加油站", "", "示例", "", "有限公司", "大渡口加油站"),
        ("示例有限公司甲分公司乙加油站", "", "示例", "", "有限公司", "甲分公司乙加油站"),
        ("甲乙科技有限公司（原丙丁科技有限公司）", "", "甲乙", "科技", "有限公司", ""),
        ("重庆市场营销有限公司", "重庆", "市场营销", "", "有限公司", ""),
        ("大家超市", "", "大家", "超市", "", ""),
        ("成都都市丽人服饰有限公司", "成都", "都市丽人", "服饰", "有限公司", ""),
        ("长春堂", "", "长春堂", "", "", ""),
        ("重庆春晖社区服务中心", "重庆", "春晖社区服务中心", "", "", ""),
        ("春晖路街道办事处", "", "春晖路街道办事处", "", "", ""),
        ("甲有限公司乙有限公司", "", "甲有限公司乙", "", "有限公司", ""),
        ("公司", "", "公司", "", "", ""),
        ("", "", "", "", "", ""),
    ],
)
def test_a_name_falls_into_its_parts(name: str, region: str, brand: str, trade: str, form: str, branch: str) -> None:
    assert parts_of(name) == NameParts(region, brand, trade, form, branch)


@given(texts)
def test_parts_lose_nothing_but_brackets(name: str) -> None:
    parts = parts_of(name)
    whole = parts.region + parts.core + parts.form + parts.branch
    assert sorted(whole) == sorted(normal(name)) or any(mark in name for mark in "([【〔（［｛{⁽₍︵﹙")


@given(texts)
def test_the_core_is_brand_and_trade_and_empty_only_where_the_name_is(name: str) -> None:
    assert core_of(name) == (parts_of(name).core or normal(name))
    assert bool(core_of(name)) == bool(normal(name))


def test_one_place_written_with_and_without_its_level() -> None:
    assert parts_of("重庆市大渡口区凯尔夫厂").place == "重庆大渡口" == parts_of("重庆大渡口区凯尔夫厂").place


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_legal_form_is_taken_off_whole(form: str) -> None:
    assert parts_of(f"示例市凯尔夫{form}") == NameParts("示例市", "凯尔夫", "", form, "")


@pytest.mark.parametrize("word", OFFSHOOTS)
def test_every_word_for_a_branch_is_known(word: str) -> None:
    assert parts_of(f"示例市凯尔夫有限公司第二{word}").branch == f"第二{word}"
    assert is_branch(f"示例市凯尔夫{word}")


def test_a_firm_alone_is_no_branch() -> None:
    assert not is_branch("示例市凯尔夫有限公司")
    assert not is_branch("示例市凯尔夫集团股份有限公司")

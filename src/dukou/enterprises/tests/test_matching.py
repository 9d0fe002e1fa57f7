"""Same firm or not: cases of the trade, each in one line. All firms are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.matching import AHEAD, SAFE, Ground, Known, Likeness, Sameness, decide, likeness

SAME, ASK, DIFFERENT = Sameness.SAME, Sameness.ASK, Sameness.DIFFERENT
FULL = "示例市凯尔夫智能装备有限公司"
CODE, OTHER_CODE = "91500104XXC4N0JJ8R", "91500104XXFHMP3G1F"
G = Ground


@pytest.mark.parametrize(
    ("one", "other", "decision", "grounds"),
    [
        # written otherwise
        (FULL, FULL, SAME, {G.SAME_NAME}),
        ("示例市ＡＢＣ科技有限公司", "示例市abc科技有限公司", SAME, {G.SAME_NAME}),
        ("示例市凯尔夫（集团）有限公司", "示例市凯尔夫集团有限公司", SAME, {G.SAME_NAME}),
        (FULL, "示例市 凯尔夫 智能装备 有限公司", SAME, {G.SAME_NAME}),
        ("凯尔夫智能装备（示例市）有限公司", FULL, SAME, {G.SAME_CORE}),
        ("凯尔夫(示例市)智能装备有限公司", FULL, SAME, {G.SAME_CORE}),
        ("重庆市凯尔夫智能装备有限公司", "重庆凯尔夫智能装备有限公司", SAME, {G.SAME_CORE}),
        ("示例市凯尔夫智能装备有限责任公司", FULL, SAME, {G.SAME_CORE}),
        (f"{FULL}（原示例市新安机械有限公司）", FULL, SAME, {G.SAME_CORE}),
        # the legal form
        ("示例市凯尔夫智能装备", FULL, SAME, {G.SAME_CORE, G.FORM_UNSTATED}),
        ("示例市凯尔夫智能装备有限公同", FULL, SAME, {G.FORM_MISTYPED}),
        ("示例市凯尔夫智能装备有公限司", FULL, SAME, {G.FORM_MISTYPED}),
        ("示例市凯尔夫智能装备有限公司司", FULL, SAME, {G.FORM_MISTYPED}),
        ("示例市凯尔夫智能装备股份有限公司", FULL, ASK, {G.SAME_CORE, G.FORMS_DIFFER}),
        ("示例市凯尔夫智能装备经营部", FULL, ASK, {G.SAME_CORE, G.FORMS_DIFFER}),
        ("示例市凯尔夫智能装备集团有限公司", FULL, ASK, {G.SAME_CORE, G.GROUP_AND_COMPANY}),
        # the place
        ("凯尔夫智能装备有限公司", FULL, ASK, {G.SAME_CORE, G.REGION_UNSTATED}),
        ("示例市示例区凯尔夫智能装备有限公司", FULL, ASK, {G.SAME_CORE, G.REGION_NARROWER}),
        ("样本市凯尔夫智能装备有限公司", FULL, DIFFERENT, {G.SAME_CORE, G.SAME_BRAND_OTHER_REGION}),
        ("凯尔夫智能装备（样本市）有限公司", FULL, DIFFERENT, {G.SAME_CORE, G.SAME_BRAND_OTHER_REGION}),
        ("凯尔夫智能装备", FULL, ASK, {G.SAME_CORE, G.REGION_UNSTATED, G.BARE_NAME, G.FORM_UNSTATED}),
        ("便民超市", "便民超市", ASK, {G.SAME_NAME, G.BARE_NAME}),
        ("示例市便民超市", "示例市便民超市", SAME, {G.SAME_NAME}),
        # slips
        ("示例市凯尔天智能装备有限公司", FULL, ASK, {G.NEAR_NAME}),
        ("示例市凯夫尔智能装备有限公司", FULL, ASK, {G.NEAR_NAME}),
        ("示例市凯尔夫智能装各有限公司", FULL, ASK, {G.NEAR_NAME}),
        ("示例市凯尔夫智装备有限公司", FULL, ASK, {G.NEAR_NAME}),
        ("示例市新安电子有限公司", "示例市新安电梯有限公司", ASK, {G.NEAR_NAME}),
        ("示例市凯尔夫有限公司", "示例市凯尔天有限公司", DIFFERENT, set()),
        ("示例市华瑞达智能装备有限公司", FULL, DIFFERENT, set()),
        # abbreviated
        ("示例市凯尔夫装备", FULL, ASK, {G.ABBREVIATED, G.FORM_UNSTATED}),
        ("凯尔夫", FULL, ASK, {G.ABBREVIATED, G.REGION_UNSTATED, G.BARE_NAME, G.FORM_UNSTATED}),
        ("示例市凯尔夫食品有限公司", FULL, DIFFERENT, {G.SAME_BRAND}),
        # branches
        (f"{FULL}大渡口分公司", FULL, DIFFERENT, {G.SAME_CORE, G.BRANCH_OF}),
        (f"{FULL}第一分公司", FULL, DIFFERENT, {G.SAME_CORE, G.BRANCH_OF, G.NUMBERS_DIFFER}),
        (f"{FULL}甲分公司", f"{FULL}乙分公司", DIFFERENT, {G.SAME_CORE, G.OTHER_BRANCH}),
        (f"{FULL}甲分公司", f"{FULL}甲分公司", SAME, {G.SAME_NAME}),
        (f"{FULL}办事处", FULL, DIFFERENT, {G.SAME_CORE, G.BRANCH_OF}),
        ("示例市凯尔夫机械厂一分厂", "示例市凯尔夫机械厂二分厂", DIFFERENT, {G.SAME_CORE, G.OTHER_BRANCH, G.NUMBERS_DIFFER}),
        # numbers
        ("示例市第一建筑工程有限公司", "示例市第二建筑工程有限公司", DIFFERENT, {G.NEAR_NAME, G.NUMBERS_DIFFER}),
        ("示例市凯尔夫智能装备8有限公司", "示例市凯尔夫智能装备9有限公司", DIFFERENT, {G.NEAR_NAME, G.NUMBERS_DIFFER}),
        ("示例市凯尔夫食品3厂", "示例市凯尔夫食品三厂", ASK, {G.NEAR_NAME}),
        ("", "", DIFFERENT, set()),
        ("（）", FULL, DIFFERENT, set()),
    ],
)
def test_by_name_alone(one: str, other: str, decision: Sameness, grounds: set[Ground]) -> None:
    found = likeness(Known("a", one), Known("b", other))
    assert (decide([found]), set(found.grounds)) == (decision, grounds)


BRANCH = f"{FULL}大渡口分公司"


@pytest.mark.parametrize(
    ("one", "other", "decision", "grounds"),
    [
        (Known("a", FULL, CODE), Known("b", FULL, CODE), SAME, {G.SAME_CODE, G.SAME_NAME}),
        (Known("a", "示例市凯尔夫智能装备股份有限公司", CODE), Known("b", FULL, CODE), SAME, {G.SAME_CODE, G.SAME_CORE}),
        (Known("a", "示例市凯尔天智能装备有限公司", CODE), Known("b", FULL, CODE), SAME, {G.SAME_CODE}),
        (Known("a", "凯尔夫", CODE), Known("b", FULL, CODE), SAME, {G.SAME_CODE, G.FORM_UNSTATED}),
        (Known("a", "示例市新安食品有限公司", CODE), Known("b", FULL, CODE), ASK, {G.SAME_CODE, G.NAMES_DIFFER}),
        (Known("a", BRANCH, CODE), Known("b", FULL, CODE), ASK, {G.SAME_CODE, G.SAME_CORE, G.BRANCH_OF, G.NAMES_DIFFER}),
        (Known("a", FULL, CODE), Known("b", FULL, OTHER_CODE), ASK, {G.SAME_NAME, G.CODES_DIFFER}),
        (Known("a", "示例市凯尔天智能装备有限公司", CODE), Known("b", FULL, OTHER_CODE), DIFFERENT, {G.NEAR_NAME, G.CODES_DIFFER}),
        (Known("a", FULL, "500104000000123"), Known("b", FULL, CODE), SAME, {G.SAME_NAME}),
        (Known("a", FULL), Known("b", FULL, CODE), SAME, {G.SAME_NAME}),
        (Known("a", "示例市新安机械有限公司"), Known("b", FULL, "", ("示例市新安机械有限公司",)), ASK, {G.FORMER_NAME}),
        (Known("a", "示例市新安机械有限公司", CODE), Known("b", FULL, CODE, ("示例市新安机械有限公司",)), SAME, {G.SAME_CODE}),
        (Known("a", FULL, "", ("示例市新安机械有限公司",)), Known("b", "示例市新安机械有限公司"), ASK, {G.FORMER_NAME}),
        (Known("a", "凯尔夫装备"), Known("b", "示例市新安机械有限公司", "", (), ("凯尔夫装备",)), ASK, {G.SHORT_NAME}),
    ],
)
def test_with_codes_and_other_names(one: Known, other: Known, decision: Sameness, grounds: set[Ground]) -> None:
    found = likeness(one, other)
    assert (decide([found]), set(found.grounds)) == (decision, grounds)


def test_the_best_is_accepted_only_when_it_is_well_ahead() -> None:
    best = Likeness(96, (G.SAME_CORE,))
    assert decide([]) is DIFFERENT
    assert decide([best, Likeness(96 - AHEAD, (G.FORM_MISTYPED,))]) is SAME
    assert decide([Likeness(97 - AHEAD, (G.FORM_MISTYPED,)), best]) is ASK
    assert decide([best, best]) is ASK


def test_a_code_that_points_elsewhere_holds_the_best_name_back() -> None:
    newcomer = Known("a", FULL, CODE)
    named, coded = likeness(newcomer, Known("b", FULL)), likeness(newcomer, Known("c", "示例市新安食品有限公司", CODE))
    assert decide([named]) is SAME
    assert decide([named, coded]) is ASK


def test_what_contradicts_can_never_reach_the_safe_score() -> None:
    safe = {ground for ground in Ground if not ground.contradicts}
    assert safe == {G.SAME_CODE, G.SAME_NAME, G.SAME_CORE, G.FORM_MISTYPED, G.FORM_UNSTATED}


PIECES = "示例市 样本市 凯尔夫 新安 智能 装备 食品 第一 二 有限公司 集团 股份 厂 甲分公司 （示例市）"
pieces = st.lists(st.sampled_from(PIECES.split()), max_size=6)
entries = st.builds(Known, st.just(""), st.builds("".join, pieces), st.sampled_from(["", CODE, OTHER_CODE, "500104000000123"]))


@given(entries, entries)
def test_it_does_not_matter_which_is_which(one: Known, other: Known) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert (there.score, set(there.grounds)) == (back.score, set(back.grounds))


@given(entries, entries)
def test_nothing_with_a_contradiction_is_accepted(one: Known, other: Known) -> None:
    found = likeness(one, other)
    assert 0 <= found.score <= 100
    assert found.score < SAFE or not found.is_contradicted
    differ = bool(one.code) and len(one.code) == len(other.code) and one.code != other.code
    assert not (differ and decide([found]) is SAME)


@given(entries)
def test_a_named_entry_is_never_different_from_itself(one: Known) -> None:
    if one.name.strip("（）"):
        assert decide([likeness(one, one)]) is not DIFFERENT

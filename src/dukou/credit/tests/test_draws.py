"""The draw: exact numbers, the same for everybody, and nothing that order or a change elsewhere could steer."""

from __future__ import annotations

import hmac
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.credit.core import unfit
from dukou.credit.core.draws import Arms, Cut, Draw, Visit, drawn
from dukou.credit.core.lots import Lots
from dukou.credit.core.published import Entry, Policy, Published, Terms, hashes_of, part, published
from dukou.credit.tests.made_draws import ENTRIES, INSPECTORS, NONCE, POLICY, RATIOS, SEED, SEED_NAME, plan, with_ratio

WORDS = st.text("abcxyz019", min_size=1, max_size=3)
SEEDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=100)
CHI2_99 = 148.23  # the 99.9 % point of χ² with 99 degrees of freedom
RATIO = st.integers(0, 10_000)
LISTS = st.dictionaries(st.tuples(st.sampled_from(["food", "tax"]), WORDS), st.sampled_from("ABCD"), min_size=1, max_size=30)


@st.composite
def plans(draw: st.DrawFn) -> Published:
    ratios = {grade: draw(RATIO) for grade in "ABCD"}
    fields = {"food": Terms("market", ratios, draw(RATIO)), "tax": Terms("revenue", ratios, draw(RATIO))}
    entries = [Entry(field, firm, grade) for (field, firm), grade in draw(LISTS).items()]
    return published(entries, Policy(fields), INSPECTORS, seed_name=SEED_NAME, nonce=NONCE)


def by_grade(draw: Draw, field: str) -> set[str]:
    return {visit.firm for visit in draw.visits if field in visit.fields and visit.fields[field].by_grade}


def by_control(draw: Draw, field: str) -> set[str]:
    return {visit.firm for visit in draw.visits if field in visit.fields and visit.fields[field].by_control}


@given(SEEDS, st.text(max_size=50).filter(lambda text: text.isprintable()))
def test_a_key_is_the_hmac_that_every_library_reckons(seed: str, text: str) -> None:
    assert Lots(seed).of_text(text) == hmac.new(seed.encode(), text.encode(), "sha256").hexdigest()


@given(plans(), SEEDS, st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_draw_in_whatever_order_the_list_comes(fixed: Published, seed: str, chance: random.Random) -> None:
    entries = [Entry(field, firm, grade) for field, grades in fixed.roster.items() for grade, firms in grades.items() for firm in firms]
    inspectors = list(fixed.inspectors)
    chance.shuffle(entries)
    chance.shuffle(inspectors)
    again = published(entries, fixed.policy, inspectors, seed_name=SEED_NAME, nonce=NONCE)
    assert again == fixed and hashes_of(again) == hashes_of(fixed)
    assert drawn(again, seed) == drawn(fixed, seed)


@given(plans(), SEEDS)
def test_of_each_grade_exactly_the_ratio_is_drawn_and_its_last_key_tells_who(fixed: Published, seed: str) -> None:
    draw, lots = drawn(fixed, seed), Lots(seed)
    for field, terms in fixed.policy.fields.items():
        grades = fixed.roster.get(field, {})
        chosen, control = by_grade(draw, field), by_control(draw, field)
        everyone = [firm for firms in grades.values() for firm in firms]
        for grade, ratio in terms.ratios.items():
            firms, cut = grades.get(grade, ()), draw.fields[field].grades[grade]
            assert (cut.listed, cut.drawn) == (len(firms), part(ratio, len(firms))) == (len(firms), len(chosen & {*firms}))
            assert {firm for firm in firms if cut.reaches(lots.of_text(f"{field}|{firm}"))} == chosen & {*firms}
        cut = draw.fields[field].control
        assert (cut.listed, cut.drawn) == (len(everyone), len(control)) and cut.drawn == part(terms.control, len(everyone))
        assert {firm for firm in everyone if cut.reaches(lots.of_text(f"control|{field}|{firm}"))} == control


@given(plans(), SEEDS, st.sampled_from("ABCD"), RATIO)
def test_a_higher_ratio_draws_everybody_whom_the_lower_one_drew(fixed: Published, seed: str, grade: str, ratio: int) -> None:
    low, high = sorted((ratio, fixed.policy.fields["food"].ratios[grade]))
    less, more = (drawn(replace(fixed, policy=with_ratio(fixed.policy, "food", grade, each)), seed) for each in (low, high))
    assert by_grade(less, "food") <= by_grade(more, "food")
    assert by_grade(less, "tax") == by_grade(more, "tax") and by_control(less, "food") == by_control(more, "food")


@given(plans(), SEEDS)
def test_whoever_is_drawn_in_several_fields_is_visited_once(fixed: Published, seed: str) -> None:
    draw = drawn(fixed, seed)
    firms = [visit.firm for visit in draw.visits]
    assert firms == sorted(set(firms))
    for visit in draw.visits:
        fields = {field for field in fixed.policy.fields if visit.firm in by_grade(draw, field) | by_control(draw, field)}
        assert visit.fields.keys() == fields


@pytest.mark.parametrize(
    ("ratio", "firms", "drawn_"),
    [(500, 1, 1), (500, 20, 1), (500, 21, 2), (3_333, 3, 1), (3_334, 3, 2), (0, 9, 0), (10_000, 9, 9), (2_000, 0, 0)],
    ids=lambda value: str(value),
)
def test_a_part_of_a_firm_is_a_firm(ratio: int, firms: int, drawn_: int) -> None:
    assert part(ratio, firms) == drawn_


def test_a_draw_in_words() -> None:
    """Half of four firms. `printf 'food|a' | openssl dgst -sha256 -hmac 42` and so on give the same keys: b, then d."""
    policy = Policy({"food": Terms("market", {"A": 5_000}, 0)})
    fixed = plan([Entry("food", firm, "A") for firm in "abcd"], policy)
    draw = drawn(fixed, "42")
    assert [visit.firm for visit in draw.visits] == ["b", "d"]
    assert draw.fields["food"].grades["A"] == Cut(4, 2, "999c6aeb0e31009f3289a6dd84f527c60dc268f05b0fb306e0abe6b2e895a5b7")


def test_the_tea_plant_in_the_worst_grade_of_two_fields_gets_one_visit_of_both_units() -> None:
    visit = next(each for each in drawn(plan(), SEED).visits if each.firm == "tea-plant")
    assert visit == Visit("tea-plant", {"food": Arms(True, False), "tax": Arms(True, False)}, visit.inspectors)
    assert sorted(inspector[0] for inspector in visit.inspectors) == ["m", "r"]


def test_a_field_of_nobody_draws_nobody_and_says_so() -> None:
    price = drawn(plan(), SEED).fields["price"]
    assert {(cut.listed, cut.drawn, cut.last) for cut in (*price.grades.values(), price.control)} == {(0, 0, "")}


def test_over_two_thousand_seeds_every_firm_is_drawn_as_often_as_any_other() -> None:
    """χ² of how often each of 100 firms is among 10: the seeds are fixed, so this is one number. Its mean is 99 × 0.9."""
    firms = [f"firm-{number}" for number in range(100)]
    fixed = plan([Entry("food", firm, "A") for firm in firms], Policy({"food": Terms("market", {"A": 1_000}, 1_000)}), [])
    draws = [drawn(fixed, str(seed)) for seed in range(2_000)]
    for arm in (by_grade, by_control):
        times = Counter(firm for draw in draws for firm in arm(draw, "food"))
        square = sum((times[firm] - 200) ** 2 / 200 for firm in firms)
        assert sum(times.values()) == 20_000 and square < CHI2_99


def test_the_control_arm_does_not_lean_on_who_is_drawn_by_grade() -> None:
    """Of 10 of 100 by grade and 10 of 100 by control, 1 is expected in both; over 2,000 seeds 2,000 ± 3.3 × √(2,000 × 0.83)."""
    fixed = plan(
        [Entry("food", f"firm-{number}", "A") for number in range(100)], Policy({"food": Terms("market", {"A": 1_000}, 1_000)}), []
    )
    both = sum(len(by_grade(draw, "food") & by_control(draw, "food")) for draw in (drawn(fixed, str(seed)) for seed in range(2_000)))
    assert abs(both - 2_000) < 3.3 * (2_000 * 0.83) ** 0.5


TERMS = POLICY.fields["food"]


@pytest.mark.parametrize(
    ("fault", "place", "entries", "policy"),
    [
        pytest.param(unfit.EmptyList, "list", [], POLICY, id="nobody on the list"),
        pytest.param(
            unfit.DoubledFirm, "list.food.B", [Entry("food", "a", "A"), Entry("food", "a", "B")], POLICY, id="a firm of two grades"
        ),
        pytest.param(unfit.FieldWithoutPolicy, "list.fire", [Entry("fire", "a", "A")], POLICY, id="a field nobody spoke of"),
        pytest.param(unfit.GradeWithoutRatio, "list.food.M", [Entry("food", "a", "M")], POLICY, id="a grade without a ratio"),
        pytest.param(unfit.UnfitWord, "list.food.A", [Entry("food", "tax|a", "A")], POLICY, id="a firm that reads as another field's"),
        pytest.param(unfit.UnfitWord, "list.food.A", [Entry("food", "", "A")], POLICY, id="a firm without a key"),
        pytest.param(unfit.UnfitRatio, "policy.fields.food.ratios.A", ENTRIES, with_ratio(POLICY, "food", "A", 10_001), id="more than all"),
        pytest.param(unfit.UnfitRatio, "policy.fields.food.ratios.A", ENTRIES, with_ratio(POLICY, "food", "A", -1), id="less than none"),
        pytest.param(
            unfit.UnfitRatio,
            "policy.fields.food.control",
            ENTRIES,
            replace(POLICY, fields={"food": replace(TERMS, control=10_001)}),
            id="a control arm of more than all",
        ),
        pytest.param(unfit.UnfitTeam, "policy.per_visit", ENTRIES, replace(POLICY, per_visit=1), id="one inspector alone"),
        pytest.param(unfit.UnfitTeam, "policy.of_each_unit", ENTRIES, replace(POLICY, of_each_unit=0), id="a unit that sends nobody"),
    ],
)
def test_no_draw_is_made_of(fault: type[unfit.UnfitDraw], place: str, entries: list[Entry], policy: Policy) -> None:
    with pytest.raises(unfit.UnfitDraw) as found:
        plan(entries, policy)
    assert (type(found.value), found.value.place) == (fault, place)
    assert found.value.fault.field == place and found.value.cure.zh and found.value.cure.en


@pytest.mark.parametrize("seed", ["", " ", " 42", "42\n", "4​2", "\ud800"], ids=ascii)
def test_no_draw_is_made_with_the_seed(seed: str) -> None:
    with pytest.raises(unfit.UnfitSeed):
        drawn(plan(), seed)


def test_no_plan_is_published_with_an_inspector_twice_or_a_nonce_that_can_be_guessed() -> None:
    with pytest.raises(unfit.DoubledInspector):
        plan(inspectors=[*INSPECTORS, INSPECTORS[0]])
    for nonce in ("", "f" * 31, " " * 32):
        with pytest.raises(unfit.ShortNonce):
            published(ENTRIES, POLICY, INSPECTORS, seed_name=SEED_NAME, nonce=nonce)


def test_the_hash_of_a_list_is_another_with_another_nonce_and_the_draw_is_the_same() -> None:
    one, other = plan(), published(ENTRIES, POLICY, INSPECTORS, seed_name=SEED_NAME, nonce="f" * 32)
    assert hashes_of(one)["policy_sha256"] == hashes_of(other)["policy_sha256"]
    assert all(hashes_of(one)[name] != hashes_of(other)[name] for name in ("list_sha256", "inspectors_sha256", "plan_sha256"))
    assert drawn(one, SEED) == drawn(other, SEED)


def test_ratios_of_the_made_up_plan_are_the_default_ones() -> None:
    assert RATIOS == {"A": 500, "B": 2_000, "C": 6_000, "D": 10_000}

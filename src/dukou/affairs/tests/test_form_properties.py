"""What holds of every form, whatever it asks and whatever is answered; and that its schema says the same as its judge."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from dukou.affairs.core.affairs import Affair
from dukou.affairs.core.concepts import Concept
from dukou.affairs.core.forms import Form
from dukou.affairs.core.kinds import FieldKind, Giving
from dukou.affairs.core.schemas import schema_of
from dukou.affairs.tests.definitions_made import WORDS, affair, ask, concept, form, matter

CONCEPTS: tuple[Concept, ...] = (
    concept("a_truth", FieldKind.TRUTH),
    concept("b_number", FieldKind.NUMBER, least=Decimal(0), most=Decimal(100)),
    concept("c_choice", FieldKind.CHOICE, choices=["one", "two", "three"]),
    concept("d_choices", FieldKind.CHOICES, choices=["x", "y"]),
    concept("e_line", FieldKind.LINE),
    concept("f_truth", FieldKind.TRUTH),
    concept("g_phone", FieldKind.PHONE),
    concept("h_date", FieldKind.DATE),
    concept("i_share", FieldKind.NUMBER, decimals=2),
    concept("j_code", FieldKind.CREDIT_CODE),
    concept("k_text", FieldKind.TEXT),
    concept("l_id", FieldKind.ID_NUMBER),
)
KEYS = [each.key for each in CONCEPTS]
TESTS = {  # by the concepts that come before, so that nothing hangs on itself
    0: ["a_truth", "not a_truth"],
    1: ["b_number >= 50", "10 <= b_number < 60", "b_number = 7 or a_truth", "20 > b_number"],
    2: ['c_choice = "one"', 'c_choice != "two" and a_truth', "c_choice in [one, three]", "c_choice begins [t]"],
    3: ["d_choices has [x]", "not (d_choices has [y] or b_number < 5)"],
    4: ["a_truth and not (c_choice in [two])"],
    5: ["f_truth or d_choices has [x, y]", "f_truth and a_truth"],
}


@st.composite
def asks(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for place, key in enumerate(KEYS):
        if draw(st.booleans()):
            lines = [line for at, each in TESTS.items() if at < place for line in each]
            when = draw(st.sampled_from([None, *lines])) if lines else None
            found.append(ask(key, when, required=draw(st.booleans())))
    return draw(st.permutations(found))


@st.composite
def affairs(draw: st.DrawFn) -> Affair:
    first = matter("first", ask("a_truth"), *[each for each in draw(asks()) if each["field"] != "a_truth"], given="always")
    last = [each for each in draw(asks()) if KEYS.index(each["field"]) > 1]  # hangs on the first two by being given
    given = draw(st.sampled_from(TESTS[0] + ["b_number >= 50 or a_truth"]))
    return affair(first, matter("second", *draw(asks())), matter("third", *last, given=given))


def _is_plain(text: str) -> bool:
    """No sign that a schema cannot tell, and no blanks around it."""
    return text == text.strip() and all(unicodedata.category(each) not in ("Cf", "Cs", "Zl", "Zp") for each in text)


ANSWERS = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, 5, 7, 10, 20, 50, 59, 60, 100, 101, -1, 3.0, 2.5, 10**15, "one", "two", "three", "four", "", " ", "2026-04-01"]),
    st.sampled_from(["2026-02-30", "20260401", "023 6812 3456", "12", "9150010MA5UXXXX0A", "a" * 18, "a" * 201, "甲\n乙", "\x00"]),
    st.sampled_from([[], ["x"], ["y", "x"], ["z"], ["x", 1], {}, {"x": 1}]),
    st.text(max_size=8).filter(_is_plain),
)
RAW = st.dictionaries(st.sampled_from([*KEYS, "stranger"]), ANSWERS, max_size=12)


def whole(of: Affair, chosen: tuple[str, ...] = ("second",)) -> Form:
    return form(of, *CONCEPTS, chosen=chosen)


@given(affairs(), RAW)
def test_what_is_not_asked_is_never_in_the_answers_and_judging_again_changes_nothing(of: Affair, raw: dict[str, Any]) -> None:
    judged = whole(of).judge(raw)
    assert judged.absent.isdisjoint(judged.answers) and judged.absent.isdisjoint(judged.open)
    assert set(judged.dropped) <= judged.absent
    again = whole(of).judge(judged.answers)
    assert (again.answers, again.absent, again.dropped) == (judged.answers, judged.absent, ())
    assert judged.open <= again.open <= judged.open | {each.field for each in judged.faults}


@given(affairs(), RAW, st.permutations(KEYS))
def test_the_order_in_which_it_is_asked_does_not_matter(of: Affair, raw: dict[str, Any], order: list[str]) -> None:
    page = {"key": "page", "name": WORDS, "fields": order}
    turned = Affair(*(getattr(of, name) for name in of.__dataclass_fields__ if name != "pages"), pages=affair(pages=[page]).pages)
    one, other = whole(of).judge(raw), whole(turned).judge(dict(reversed(raw.items())))
    assert (one.answers, one.values, one.matters, one.open, one.absent) == (
        other.answers,
        other.values,
        other.matters,
        other.open,
        other.absent,
    )
    assert sorted(map(str, one.faults)) == sorted(map(str, other.faults))


@given(affairs(), RAW)
def test_a_matter_that_asks_the_same_again_adds_no_question_and_changes_no_verdict(of: Affair, raw: dict[str, Any]) -> None:
    twin = next(each for each in of.matters if each.key == "second")
    twins = Affair(*(getattr(of, name) if name != "matters" else (*of.matters, twin) for name in of.__dataclass_fields__))
    one, other = whole(of), whole(twins)
    assert [each.concept for each in one.asked] == [each.concept for each in other.asked]
    assert (one.judge(raw).answers, one.judge(raw).open) == (other.judge(raw).answers, other.judge(raw).open)


@given(affairs(), RAW)
def test_what_hangs_on_an_answer_that_is_not_known_stays_open_and_is_never_missing(of: Affair, raw: dict[str, Any]) -> None:
    """An answer more never makes a field that was surely asked, or surely not, the other."""
    judged = whole(of).judge(raw)
    missing = {each.field for each in judged.faults} - set(raw)
    assert missing.isdisjoint(judged.open)
    for asked in whole(of).asked:
        key = asked.concept.key
        if key in missing:
            sure = [want for want in asked.wants if want.ask.required]
            tests = [[test for test in (want.ask.when, want.matter.when) if test] for want in sure]
            assert any(all(test.holds(judged.values) is True for test in each) for each in tests), key


@given(affairs(), RAW, st.sampled_from([("second",), ()]))
def test_the_schema_accepts_and_refuses_what_the_judge_does(of: Affair, raw: dict[str, Any], chosen: tuple[str, ...]) -> None:
    told = whole(of, chosen)
    judged, checker = told.judge(raw), jsonschema.Draft202012Validator(schema_of(told), format_checker=jsonschema.FormatChecker())
    assert checker.is_valid(raw) is judged.is_whole, (judged.faults, [each.message for each in checker.iter_errors(raw)])


@given(affairs())
def test_a_schema_is_one_of_its_dialect(of: Affair) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(whole(of)))
    assert {each.key for each in whole(of, ()).matters} == {each.key for each in of.matters if each.giving is not Giving.CHOSEN}

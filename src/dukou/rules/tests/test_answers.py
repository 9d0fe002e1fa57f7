"""Three answers, exact numbers, words in part: the evaluator in golden cases."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import Label
from dukou.kit.packfiles.nodes import read_yaml
from dukou.rules.core.answers import Truth, at_least, every, negated, some
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import explain
from dukou.rules.core.facts import FactFace, FactType, SubjectKind
from dukou.rules.core.inputs import given_to
from dukou.rules.core.libraries import Library, NotInForce, UnknownBook
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.reading import read_book
from dukou.rules.core.records import facts_of_record, recorded
from dukou.rules.core.values import Span, Value, compared, extreme, reckoned, total
from dukou.rules.core.visibility import Visibility

ON = date(2024, 7, 1)
TRUTHS: list[Truth] = [True, False, None]
HEAD = """
book: trial
version: "1"
name: {zh: 试, en: trial}
from: 2020-01-01
source: {title: {zh: 示例, en: example}, seen: example}
facts: {staff: enterprise.staff, revenue: enterprise.revenue, rd: enterprise.rd, listed: enterprise.listed, born: enterprise.born}
"""


def face(name: str, zh: str, holds: FactType, unit: str = "", *, yearly: bool = False) -> FactFace:
    holder = Label("统计局", "statistics office")
    return FactFace(f"enterprise.{name}", Label(zh, name), SubjectKind.ENTERPRISE, holds, unit, yearly, holder, None, Visibility.INTERNAL)


FACES = {
    "staff": face("staff", "从业人员", FactType.QUANTITY, "人", yearly=True),
    "revenue": face("revenue", "营收", FactType.QUANTITY, "万元", yearly=True),
    "rd": face("rd", "研发费用", FactType.QUANTITY, "万元", yearly=True),
    "listed": face("listed", "已上市", FactType.TRUTH),
    "born": face("born", "成立日期", FactType.DATE),
}


def linked(body: str) -> Linked:
    """The book with this body over the faces above."""
    located, faults = read_yaml(HEAD + body, "trial.yaml")
    assert located is not None and faults == []
    book, found = read_book(located)
    assert book is not None, [str(fault) for fault in found]
    return Linked(book, FACES, {})


def told(body: str, **facts: object) -> Any:
    """The explanation of a book over facts handed in."""
    book = linked(body)
    given = given_to(book, facts, ON)
    assert given.wrong == [], [str(wrong) for wrong in given.wrong]
    return explain(Evaluation(book, given.facts, ON, given.values))


def one(test: str) -> str:
    """A body of a single condition."""
    return f"requires: [{{clause: 一, text: {{zh: 甲, en: a}}, test: '{test}'}}]"


@pytest.mark.parametrize("left", TRUTHS)
@pytest.mark.parametrize("right", TRUTHS)
def test_unknown_stays_unknown_until_something_else_decides(left: Truth, right: Truth) -> None:
    """Each connective says what it says for both ways in which an unknown can turn out, or unknown where they differ."""
    worlds = [(a, b) for a in ([True, False] if left is None else [left]) for b in ([True, False] if right is None else [right])]

    def over(outcomes: set[bool]) -> Truth:
        return outcomes.pop() if len(outcomes) == 1 else None

    assert every([left, right]) is over({a and b for a, b in worlds})
    assert some([left, right]) is over({a or b for a, b in worlds})
    assert negated(left) is over({not a for a, _ in worlds})
    assert at_least(2, [left, right, True]) is over({a + b + 1 >= 2 for a, b in worlds})


@given(st.integers(-50, 50), st.integers(0, 20), st.integers(-50, 50), st.integers(0, 20), st.sampled_from("+-"), st.data())
def test_bounds_of_a_sum_hold_whatever_the_parts_turn_out_to_be(a: int, i: int, b: int, j: int, sign: Any, data: Any) -> None:
    left, right = Span(a, a + i + 1), Span(b, b + j + 1)
    x, y = data.draw(st.integers(a, a + i + 1)), data.draw(st.integers(b, b + j + 1))
    found = reckoned(sign, left, right)
    exact = x + y if sign == "+" else x - y
    assert isinstance(found, Span) and found.least is not None and found.most is not None
    assert found.least <= exact <= found.most
    highest = extreme([left, right, None], is_greatest=True)
    assert highest == Span(max(a, b), None)
    assert compared(">=", left, y) in ((x >= y), None)


def test_the_greatest_of_a_number_and_an_unknown_is_at_least_that_number() -> None:
    assert told(one("max(staff, 5人) >= 5"), staff=None).answer.value == "yes"
    assert told(one("min(revenue, 100万元) > 100万元"), revenue=None).answer.value == "no"
    assert total([1, None], cap=3) == Span(None, 3)


def test_a_quotient_by_nought_is_unknown_and_so_is_one_of_an_unknown() -> None:
    assert told(one("rd / revenue >= 3%"), rd="1万元", revenue="0万元").answer.value == "unknown"
    assert told(one("rd / revenue >= 3%"), rd="1万元").answer.value == "unknown"


def test_a_third_is_a_third_and_three_thirds_are_one() -> None:
    """Repeating decimals do not fall short."""
    assert told(one("rd / revenue + rd / revenue + rd / revenue = 1"), rd="1万元", revenue="3万元").answer.value == "yes"


def test_money_is_compared_to_the_fen() -> None:
    answers = [told(one("revenue >= 20000万元"), revenue=each).answer.value for each in ("19999.999999万元", "20000万元")]
    assert answers == ["no", "yes"]  # 199,999,999.99 yuan, which a float of 32 bits takes for two hundred million


def test_how_far_short_is_told_with_its_unit_in_both_languages() -> None:
    (reason,) = told(one("revenue >= 2000万元"), revenue="1999.5万元").reasons
    (check,) = reason.checks
    assert check.short == Fraction(500_000)
    assert check.as_dict() == {
        "what": {"zh": "营收", "en": "revenue"},
        "answer": "no",
        "have": {"zh": "1,999.5 万元", "en": "19.995 m yuan"},
        "need": {"zh": "≥ 2,000 万元", "en": "≥ 20 m yuan"},
        "short": {"zh": "0.5 万元", "en": "0.005 m yuan"},
        "direction": "under",
    }


@pytest.mark.parametrize(
    ("test", "facts", "words"),
    [
        ("revenue >= 20000万元", {"revenue": "19999.999999万元"}, ("还差 0.000001 万元", "0.00000001 m yuan short")),
        ("revenue <= 100万元", {"revenue": "150万元"}, ("超出 50 万元", "0.5 m yuan too much")),
        ("years_since(born) < 3", {"born": "2019-07-01"}, ("超出 2 年", "2 years too much")),
        ("years_since(born) < 5", {"born": "2019-07-01"}, ("须小于 5 年", "must be below 5 years")),
        ("rd / revenue > 5%", {"rd": "5万元", "revenue": "100万元"}, ("须大于 5%", "must exceed 5%")),
        ("rd / revenue >= 3%", {"rd": "1万元", "revenue": "99万元"}, ("还差 1.99 个百分点", "1.99 points short")),
        ("rd / revenue >= 3%", {"rd": "29999.9万元", "revenue": "1000000万元"}, ("还差 0.01 个百分点", "0.01 points short")),
        ("5人 <= staff", {"staff": 3}, ("还差 2 人", "2 people short")),
    ],
    ids=["a fen", "over", "over in years", "an end below", "an end above", "points", "never nought", "turned round"],
)
def test_a_distance_says_which_way_it_misses(test: str, facts: dict[str, object], words: tuple[str, str]) -> None:
    (reason,) = told(one(test), **facts).reasons
    assert [(each.zh, each.en) for each in reason.distances] == [words]


def test_what_holds_otherwise_or_is_barred_is_short_of_nothing() -> None:
    assert told(one("staff >= 5 or listed"), staff=3, listed=True).reasons[0].distances == []
    barred = "requires: [{clause: 一, text: {zh: 甲, en: a}, none: [{clause: 二, text: {zh: 乙, en: b}, test: staff > 5}]}]"
    assert told(barred, staff=3).reasons[0].parts[0].distances == []


def test_what_is_missing_is_named_with_its_year_and_its_holder() -> None:
    found = told(one("rd@1 / revenue@1 >= 3% and staff >= 3"), staff=5, **{"rd@1": "3万元"})
    assert [(gap.alias, gap.year, gap.holder.zh) for gap in found.missing] == [("revenue@1", 2022, "统计局")]


SCORE = """
scores:
  points:
    name: {zh: 得分, en: score}
    cap: 30
    items:
      - clause: 甲
        text: {zh: 研发占比, en: R&D}
        of: rd / revenue
        bands: [{from: 5%, points: 20}, {from: 3%, points: 12}, {above: 0%, points: 1}]
      - {clause: 乙, text: {zh: 上市, en: listed}, bands: [{when: listed, points: 15}], otherwise: 5}
requires: [{clause: 一, text: {zh: 不低于 THRESHOLD 分, en: THRESHOLD or more}, test: points >= THRESHOLD}]
value: points
"""


@pytest.mark.parametrize(
    ("facts", "value", "answers"),
    [
        ({"rd": "5万元", "revenue": "100万元", "listed": True}, 30, {6: "yes", 25: "yes", 30: "yes"}),
        ({"rd": "4万元", "revenue": "100万元"}, Span(17, 27), {6: "yes", 25: "unknown", 30: "no"}),
        ({"listed": False}, Span(5, 25), {6: "unknown", 25: "unknown", 30: "no"}),
        ({}, Span(5, 30), {6: "unknown", 25: "unknown", 30: "unknown"}),
    ],
    ids=["known", "listing unknown", "research unknown", "nothing known"],
)
def test_a_score_decides_by_its_worst_and_best_case(facts: dict[str, object], value: object, answers: dict[int, str]) -> None:
    found = {threshold: told(SCORE.replace("THRESHOLD", str(threshold)), **facts) for threshold in answers}
    assert {threshold: each.answer.value for threshold, each in found.items()} == answers
    assert {each.value for each in found.values()} == {value}


TABLE = """
tables:
  size:
    name: {zh: 规模, en: size}
    hit: first
    inputs: [staff, revenue]
    outputs: {large: {zh: 大型, en: large}, small: {zh: 小型, en: small}, micro: {zh: 微型, en: micro}}
    rows:
      - [">= 300", ">= 2000万元", large]
      - [">= 20", ">= 300万元", small]
      - ["-", "-", micro]
value: size
"""


def test_a_class_is_known_where_no_missing_figure_could_change_it() -> None:
    known = told(TABLE, staff=19)
    assert (known.answer.value, known.value, known.missing) == ("yes", "micro", [])


def test_a_class_that_a_missing_figure_could_change_is_unknown_and_names_the_figure() -> None:
    open_ = told(TABLE, staff=500)
    assert (open_.answer.value, open_.possible, [gap.alias for gap in open_.missing]) == (
        "unknown",
        ["large", "micro", "small"],
        ["revenue"],
    )
    assert [(line.gives.en, line.answer.value) for line in open_.lines] == [
        ("large", "unknown"),
        ("small", "unknown"),
        ("micro", "unknown"),
    ]


BARRED = """
requires:
  - clause: 一
    text: {zh: 信用良好, en: in good standing}
    none:
      - {clause: 甲, text: {zh: 已上市, en: listed}, test: listed}
      - {clause: 乙, text: {zh: 人多, en: many people}, test: staff > 5}
vetoes: [{clause: 二, text: {zh: 有研发, en: has research}, test: rd > 0}]
"""


def test_what_must_not_be_is_told_as_found_or_not_and_never_as_met() -> None:
    """Beneath “none of” and of a veto a bare yes would read as its opposite."""
    found = told(BARRED, listed=False, staff=9)
    whole, veto = found.reasons
    words = [(each.word.zh, each.word.en, each.is_well) for each in (whole, *whole.parts, veto)]
    assert words == [("不符合", "no", False), ("没有", "none found", True), ("有", "found", False), ("有无待补", "not known", None)]
    assert [part["finding"] for part in whole.as_dict()["parts"]] == ["none", "found"]


EXCEPTION = """
requires: [{clause: （二）, text: {zh: 研发, en: R&D}, test: rd >= 100万元, each_of_years: 2}]
vetoes: [{clause: （九）, text: {zh: 上市, en: listed}, test: listed}]
exceptions: [{to: （二）, clause: 附则, text: {zh: 新办, en: new}, test: years_since(born) < 2}]
"""


def test_an_exception_makes_its_clause_hold_and_a_veto_ends_it() -> None:
    facts = {"rd": "100万元", "rd@1": "99.99万元", "listed": False}
    assert told(EXCEPTION, **facts, born="2020-01-01").answer.value == "no"
    waived = told(EXCEPTION, **facts, born="2023-01-01")
    assert (waived.answer.value, waived.reasons[0].waived_by.clause) == ("yes", "附则")
    assert told(EXCEPTION, **facts).answer.value == "unknown"
    assert told(EXCEPTION, **(facts | {"listed": True}), born="2023-01-01").answer.value == "no"
    assert told(EXCEPTION, rd="100万元", **{"rd@1": "100万元"}, born="2020-01-01").answer.value == "unknown"  # the veto is unknown


def test_the_version_is_chosen_by_day_and_place() -> None:
    def version(name: str, since: str, until: str = "", place: str = "") -> Any:
        text = HEAD.replace('"1"', f'"{name}"').replace("2020-01-01", since) + one("staff >= 1")
        text += f"\nuntil: {until}" if until else ""
        located, _ = read_yaml(text + (f"\nplace: '{place}'" if place else ""), name)
        assert located is not None
        return read_book(located)[0]

    books = [version("a", "2020-01-01", "2022-12-31"), version("b", "2023-01-01"), version("c", "2023-06-01", place="500104")]
    library = Library.of(books)
    chosen = [library.need("trial", date.fromisoformat(on), place).version for on, place in ASKED]
    assert chosen == ["a", "b", "c", "b", "b"]
    with pytest.raises(NotInForce):
        library.need("trial", date(2019, 12, 31))
    with pytest.raises(UnknownBook):
        library.need("other", ON)


ASKED = [("2022-12-31", ""), ("2023-01-01", "500104"), ("2023-06-01", "500104"), ("2024-01-01", "500103"), ("2024-01-01", "")]


def test_a_record_of_facts_reads_back_exactly() -> None:
    facts: dict[FactKey, Value] = {
        ("enterprise.rd", 1): Fraction(1, 3),
        ("enterprise.staff", 0): 7,
        ("enterprise.listed", 0): False,
        ("enterprise.born", 0): ON,
    }
    back, values = facts_of_record(recorded({**facts, ("enterprise.revenue", 0): None}, {}, {"industry": "工业"}))
    assert (back, values) == (facts, {"industry": "工业"})

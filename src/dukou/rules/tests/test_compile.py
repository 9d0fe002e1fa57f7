"""The SQL of random rule books says what the evaluator says, on every engine; the evaluator is the definition (decision 0017).

`DUKOU_RULE_EXAMPLES` asks for more than the few dozen books of an ordinary run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from dukou.rules.compile import Compiled, Near, TooLargeBook, compiled, near
from dukou.rules.core.books import Condition
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.expressions import Comparison, Every, Test
from dukou.rules.core.expressions import Number as Written
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.values import Value, bounds
from dukou.rules.core.verdicts import Verdict, sentences, verdict_of
from dukou.rules.tests.books_made import linked_books
from dukou.rules.tests.engines import rows_of, vendors
from dukou.rules.tests.facts_made import AS_OF, FACES, facts

EXAMPLES = int(os.environ.get("DUKOU_RULE_EXAMPLES", "24"))
FIRMS = 10
BY_NAME = {face.name: face for face in FACES.values()}
_OPPOSITE = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
Firm = Mapping[FactKey, Value]
# Few books and each new: what hypothesis keeps and shrinks costs more than the books themselves; a fault is shrunk when it is looked into.
_PHASES = [Phase.explicit, Phase.generate] if EXAMPLES < 1000 else list(Phase)


@pytest.mark.django_db  # where the tests run on PostgreSQL its connection is asked too
@settings(max_examples=EXAMPLES, phases=_PHASES, suppress_health_check=[*HealthCheck], derandomize=EXAMPLES < 1000, database=None)
@given(st.data())
def test_the_sql_says_what_the_evaluator_says(data: st.DataObject) -> None:
    linked = data.draw(linked_books())
    try:
        one, list_ = compiled([linked], AS_OF, with_counts=True), near(linked, AS_OF)
    except TooLargeBook:
        reject()
    keys = sorted({column.key for column in (*one.columns, *list_.columns)})
    firms: list[Firm] = [data.draw(facts(keys)) for _ in range(FIRMS)]
    wanted = [verdict_of(Evaluation(linked, firm, AS_OF)) for firm in firms]
    misses = [each for at, firm in enumerate(firms) if wanted[at].is_near for each in [_near(linked, firm, at)]]
    for vendor in vendors():
        assert _read(one, firms, vendor) == [[each] for each in wanted], (vendor, one.sql(vendor))
        rows = rows_of(list_, BY_NAME, firms, AS_OF, vendor)
        assert [list_.read(row) for row in rows] == misses, (vendor, list_.sql(vendor))


@pytest.mark.django_db
@settings(
    max_examples=max(EXAMPLES // 10, 2), phases=_PHASES, suppress_health_check=[*HealthCheck], derandomize=EXAMPLES < 1000, database=None
)
@given(st.data())
def test_many_books_in_one_select_say_what_each_says(data: st.DataObject) -> None:
    books = [data.draw(linked_books()) for _ in range(4)]
    try:
        together = compiled(books, AS_OF)
    except TooLargeBook:
        reject()
    keys = sorted({column.key for column in together.columns})
    firms: list[Firm] = [data.draw(facts(keys)) for _ in range(FIRMS)]
    wanted = [[Verdict(it.answer(), it.result()) for linked in books for it in [Evaluation(linked, firm, AS_OF)]] for firm in firms]
    for vendor in vendors():
        assert _read(together, firms, vendor) == wanted, (vendor, together.sql(vendor))


def _read(select: Compiled, firms: Sequence[Firm], vendor: str) -> list[list[Verdict]]:
    return [select.read(row) for row in rows_of(select, BY_NAME, firms, AS_OF, vendor)]  # type: ignore[arg-type]  # one of `vendors`


def _near(linked: Linked, firm: Firm, at: int) -> Near:
    """Who misses one sentence: the first of its comparisons of numbers that does not hold, both sides, and how far they are apart."""
    it = Evaluation(linked, firm, AS_OF)
    which = sentences(it).index(False)
    condition = (*linked.book.requires, *linked.book.vetoes)[which]
    for test in _comparisons(condition) if which < len(linked.book.requires) else ():
        left, right, sign = test.left, test.right, test.sign
        if isinstance(left, Written) and not isinstance(right, Written):
            left, right, sign = right, left, _OPPOSITE.get(sign, sign)  # type: ignore[assignment]  # a sign turned is a sign
        have, need = it.value(left), it.value(right)
        if it.test(test) is False and _is_number(have) and isinstance(need, int | Fraction) and not isinstance(need, bool):
            low, high = bounds(have)  # type: ignore[arg-type]  # a number
            end = high if sign in (">", ">=") else low
            if end is None:
                continue
            is_sized = sign not in ("=", "!=")
            return Near(str(at), condition, sign, end, need, abs(Fraction(need) - end) if is_sized else None)
    return Near(str(at), condition)


def _is_number(value: Value) -> bool:
    return not isinstance(value, bool) and (isinstance(value, int | Fraction) or type(value).__name__ == "Span")


def _comparisons(condition: Condition) -> list[Comparison]:
    """The comparisons all of which a sentence asks."""

    def within(test: Test) -> list[Comparison]:
        if isinstance(test, Every):
            return [each for part in test.parts for each in within(part)]
        return [test] if isinstance(test, Comparison) else []

    return within(condition.test) if condition.test is not None else []

"""What holds of the state of any node, and of the rules by which it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.chains.core.intervals import Interval
from dukou.chains.core.status import NodeFact, NodeStatus, StatusRules, status_of
from dukou.chains.core.status.figures import effective_number
from dukou.chains.tests.nodes_judged import HIGH, RULES, YI, makes, pair, states
from dukou.kit.core.refusals import Malformed

amounts = st.lists(st.integers(1, 10**13), min_size=1, max_size=8)


@given(amounts)
def test_effective_suppliers_lie_between_one_and_their_number(found: list[int]) -> None:
    held = effective_number(found)
    assert held is not None and 1 <= held <= len(found)


@given(st.integers(1, 8), st.integers(1, 10**13))
def test_equal_suppliers_count_in_full_and_one_more_never_lowers_the_number(count: int, amount: int) -> None:
    assert effective_number([amount] * count) == count
    assert effective_number([amount] * (count + 1)) == count + 1


@given(st.frozensets(st.sampled_from(NodeFact)))
def test_nothing_is_strong_without_both_signs_nor_missing_where_a_firm_earns(facts: frozenset[NodeFact]) -> None:
    status = status_of(facts)
    if status is NodeStatus.STRONG:
        assert {NodeFact.ABOVE_AVERAGE, NodeFact.SEVERAL_SOURCES} <= facts
    if status in (NodeStatus.MISSING, NodeStatus.ABSENT, NodeStatus.EXTEND):
        assert facts & {NodeFact.NO_FIRM, NodeFact.NO_REVENUE}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.none() | st.floats(0, 100), max_size=5), st.lists(st.none() | st.floats(0, 100), max_size=5), st.sampled_from([None, HIGH])
)
def test_unknown_never_becomes_nought_and_few_suppliers_are_never_strong(
    flour: list[float | None], noodle: list[float | None], quotient: Interval | None
) -> None:
    found = states(pair(), makes("flour", *flour), makes("noodle", *noodle), quotients={"flour": quotient, "noodle": quotient})
    for key, revenues in (("flour", flour), ("noodle", noodle)):
        state = found[key]
        known = [round(each * YI) for each in revenues if each is not None]
        if revenues and not any(known) and len(known) < len(revenues):
            assert state.figures.revenue is None and state.status is not NodeStatus.MISSING
        else:
            assert state.figures.revenue == sum(known)
        if state.status is NodeStatus.STRONG:
            assert quotient is HIGH and state.figures.effective is not None and state.figures.effective >= 3
    if any(each is None for each in noodle):
        assert found["flour"].figures.open_users == ("noodle",)


def test_rules_are_written_and_read_back_and_a_few_may_be_changed() -> None:
    assert StatusRules.of_plain(RULES.plain()) == RULES
    assert StatusRules.of_plain({"strong_effective": 4}) == replace(RULES, strong_effective=Decimal(4))


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"weak": 1}, "没有“weak”这一项节点状态规则"),
        ({"single_share": "70%"}, "节点状态规则 single_share 不能是“70%”"),
        ({"single_share": "1.2"}, "节点状态规则 single_share 不能是“1.2”"),
        ({"strong_effective": float("nan")}, "节点状态规则 strong_effective 不能是“nan”"),
        ({"stale_months": 1.5}, "节点状态规则 stale_months 不能是“1.5”"),
        ({"local_sales": "0.5"}, "本地销售占比的下限、中值、上限次序不对"),
    ],
)
def test_rules_that_make_no_sense_are_refused(values: Mapping[str, object], what: str) -> None:
    with pytest.raises(Malformed) as refused:
        StatusRules.of_plain(values)
    assert refused.value.what.zh == what

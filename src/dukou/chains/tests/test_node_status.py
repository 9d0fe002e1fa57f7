"""One case for each word on the map, with its reasons; then what holds of any node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.chains.core.firms import Firm
from dukou.chains.core.intervals import Interval
from dukou.chains.core.maps import ChainMap, Supply
from dukou.chains.core.placements import place
from dukou.chains.core.status import (
    ChainAct,
    FirmFigureWrong,
    NodeFact,
    NodeState,
    NodeStatus,
    Outlook,
    Scene,
    StatusRules,
    node_states,
    status_of,
)
from dukou.chains.core.status.figures import effective_number
from dukou.chains.tests.nodes_made import AS_OF, chain, firm, node, supply, tag
from dukou.kit.core.refusals import Malformed

YI = 10**10  # fen
RULES = StatusRules()
HIGH, LOW, LEVEL = Interval(1.2, 1.9, 2.8), Interval(0.2, 0.5, 0.9), Interval(0.7, 1.1, 1.6)


def makes(where: str, *yi: float | None, failure: float | None = None, known_on: date = date(2026, 1, 15)) -> list[Firm]:
    """Firms of one node with these revenues in 亿元."""
    return [
        firm(
            f"{where}-{number}",
            tag(where, "1", known_on=known_on),
            revenue=None if each is None else round(each * YI),
            failure=failure,
        )
        for number, each in enumerate(yi, 1)
    ]


def states(
    on: ChainMap,
    *firms: Iterable[Firm],
    quotients: Mapping[str, Interval | None] | None = None,
    leaders: Iterable[str] = (),
    median: float | None = None,
    outlooks: Mapping[str, Outlook] | None = None,
    rules: StatusRules = RULES,
) -> dict[str, NodeState]:
    everybody = [each for some in firms for each in some]
    found = place(on, everybody, as_of=AS_OF, stale_after=24).placements
    scene = Scene(on, found, quotients or {}, frozenset(leaders), median, outlooks or {})
    return {each.key: each for each in node_states(scene, rules)}


def told(state: NodeState) -> list[str]:
    return [each.zh for each in state.reasons]


def pair(*supplies: Supply) -> ChainMap:
    return chain(["flour", "noodle"], supplies or (supply("flour", "noodle", "0.3"),))


def test_missing_what_is_bought_here_and_made_by_nobody() -> None:
    flour = states(pair(), makes("noodle", 10))["flour"]
    assert (flour.status, flour.act) == (NodeStatus.MISSING, ChainAct.FILL)
    assert told(flour) == ["区内没有企业", "区内每年约需 3.00 亿元，缺口 3.00 亿元"]
    assert flour.reasons[1].en == "about 0.300 bn yuan a year is bought here; the gap is 0.300 bn yuan"


def test_missing_what_a_user_here_cannot_do_without_however_much_that_is() -> None:
    flour = states(pair(supply("flour", "noodle", is_required=True)), makes("noodle", None))["flour"]
    assert (flour.status, flour.figures.demand, flour.figures.sufficiency) == (NodeStatus.MISSING, 0, None)
    assert told(flour) == ["区内没有企业", "noodle的企业要用，数额未知（没有按 0 计）", "noodle的企业离不开它"]


def test_missing_also_where_the_share_is_known_and_the_users_revenue_is_not() -> None:
    flour = states(pair(), makes("noodle", None))["flour"]
    assert (flour.status, flour.figures.open_users) == (NodeStatus.MISSING, ("noodle",))


def test_missing_where_the_firms_that_are_there_earn_nothing_from_it() -> None:
    flour = states(pair(), makes("noodle", 10), makes("flour", 0, 0))["flour"]
    assert (flour.status, told(flour)[0]) == (NodeStatus.MISSING, "有 2 家企业，但在这一环节没有营收")


def test_absent_what_nobody_here_asks_for_is_no_failing() -> None:
    found = states(pair())
    assert [(each.status, each.act, told(each)) for each in found.values()] == [(NodeStatus.ABSENT, None, ["区内没有企业"])] * 2


def test_single_source_one_firm_whatever_it_earns() -> None:
    flour = states(pair(), makes("noodle", 10), makes("flour", None))["flour"]
    assert (flour.status, flour.act) == (NodeStatus.SINGLE_SOURCE, ChainAct.STRENGTHEN)
    assert "区内只有 1 家企业" in told(flour) and "有 1 家企业，营收未知（不是 0）" in told(flour)


def test_single_source_of_two_the_larger_has_five_sixths() -> None:
    flour = states(pair(), makes("noodle", 10), makes("flour", 10, 2))["flour"]
    assert flour.status is NodeStatus.SINGLE_SOURCE
    assert told(flour)[1] == "营收只来自 2 家，其中最大一家占 83%，相当于 1.4 家"
    assert states(pair(), makes("noodle", 10), makes("flour", 7, 3))["flour"].status is NodeStatus.PRESENT  # 70 % is not above 70 %


def test_not_single_source_where_nobody_asks_for_it() -> None:
    assert states(pair(), makes("flour", 10))["flour"].status is NodeStatus.PRESENT


def test_at_risk_a_single_source_that_fails_more_often_than_half_of_the_district() -> None:
    crumbling = makes("flour", 10, failure=0.2)
    flour = states(pair(), makes("noodle", 10), crumbling, median=0.05)["flour"]
    assert (flour.status, flour.act) == (NodeStatus.AT_RISK, ChainAct.STRENGTHEN)
    assert "最大来源的失效概率 20%，高于全区中位数 5%" in told(flour)
    sound = states(pair(), makes("noodle", 10), crumbling, median=0.2)["flour"]
    unknown = states(pair(), makes("noodle", 10), crumbling)["flour"]
    assert [sound.status, unknown.status] == [NodeStatus.SINGLE_SOURCE] * 2
    assert NodeFact.FRAGILITY_UNKNOWN in unknown.facts - sound.facts


def three_in_a_row() -> ChainMap:
    return chain(["wheat", "flour", "noodle"], [supply("wheat", "flour", is_required=True), supply("flour", "noodle", is_required=True)])


def test_at_risk_a_single_source_through_which_an_input_must_pass() -> None:
    flour = states(three_in_a_row(), makes("noodle", 10), makes("flour", 10), leaders=["noodle-1"])["flour"]
    assert (flour.status, flour.figures.behind) == (NodeStatus.AT_RISK, ("wheat",))
    assert "wheat到链主只有经过这里一条路" in told(flour)


def test_a_bottleneck_of_many_firms_is_told_and_at_risk_only_where_the_district_says_so() -> None:
    many = [makes("noodle", 10), makes("flour", 4, 4, 4, 4)]
    flour = states(three_in_a_row(), *many, leaders=["noodle-1"])["flour"]
    assert flour.status is NodeStatus.PRESENT and NodeFact.BOTTLENECK in flour.facts
    strict = StatusRules.of_plain({"is_bottleneck_at_risk": 1})
    assert states(three_in_a_row(), *many, leaders=["noodle-1"], rules=strict)["flour"].status is NodeStatus.AT_RISK


def test_weak_local_supply_covers_less_than_three_tenths() -> None:
    flour = states(pair(), makes("noodle", 40), makes("flour", 2, 2, 2), quotients={"flour": HIGH})["flour"]
    assert (flour.status, flour.act) == (NodeStatus.WEAK, ChainAct.STRENGTHEN)  # although its quotient alone would make it strong
    assert "本地供给只及需求的 18%（11%–24%），不到 30%" in told(flour)
    assert "区内每年约需 12.00 亿元，缺口约 9.90 亿元（9.12 亿元 至 10.68 亿元，按本地销售占比 22%–48%）" in told(flour)


def test_weak_all_of_its_quotient_lies_below_one() -> None:
    noodle = states(pair(), makes("noodle", 4, 4, 4), quotients={"noodle": LOW})["noodle"]
    assert (noodle.status, told(noodle)) == (NodeStatus.WEAK, ["区位商 0.50 [0.20, 0.90]，上限低于 1", "有效供应商 3.0 家"])


def test_strong_several_suppliers_and_a_quotient_surely_above_one() -> None:
    noodle = states(pair(), makes("noodle", 4, 4, 4), quotients={"noodle": HIGH})["noodle"]
    assert (noodle.status, noodle.act) == (NodeStatus.STRONG, None)
    assert told(noodle) == ["区位商 1.90 [1.20, 2.80]，下限高于 1", "有效供应商 3.0 家"]


@pytest.mark.parametrize(
    ("revenues", "quotient", "reason"),
    [
        ((4, 4, 4), None, "没有参照面板的区位商，不能说强"),
        ((4, 4), HIGH, "区位商 1.90 [1.20, 2.80]，下限高于 1"),
        ((4, 4, 4), LEVEL, "有效供应商 3.0 家"),
        ((90, 4, 4, 4), HIGH, "营收只来自 4 家，其中最大一家占 88%，相当于 1.3 家"),
        ((None, None, None), HIGH, "有 3 家企业，营收未知（不是 0）"),
    ],
)
def test_not_strong_without_quotient_or_without_suppliers(
    revenues: tuple[float | None, ...], quotient: Interval | None, reason: str
) -> None:
    noodle = states(pair(), makes("noodle", *revenues), quotients={"noodle": quotient})["noodle"]
    assert noodle.status is NodeStatus.PRESENT
    assert reason in told(noodle)


def test_extend_next_to_a_strong_node_where_the_activity_is_likely_or_complex() -> None:
    strong = makes("noodle", 4, 4, 4)
    on = chain(["noodle", "parlour"], [supply("noodle", "parlour", "0.2")])

    def parlour(outlook: Outlook | None) -> NodeState:
        return states(on, strong, quotients={"noodle": HIGH}, outlooks={"parlour": outlook} if outlook else {})["parlour"]

    likely = parlour(Outlook(relatedness=0.31))
    assert (likely.status, likely.act) == (NodeStatus.EXTEND, ChainAct.EXTEND)
    assert told(likely) == ["区内没有企业", "与区内强节点上下游相邻", "落地概率 31%"]
    assert parlour(Outlook(0.01, 1.2)).status is NodeStatus.EXTEND
    assert parlour(Outlook(0.01, -1.2)).status is NodeStatus.ABSENT
    unknown = parlour(None)
    assert (unknown.status, told(unknown)[-1]) == (NodeStatus.ABSENT, "关联度和复杂度都未知，不能判断是否宜延链")


def test_present_firms_whose_revenue_nobody_knows_are_not_missing() -> None:
    flour = states(pair(), makes("noodle", 10), makes("flour", None, None))["flour"]
    assert (flour.status, flour.figures.revenue, flour.figures.supply, flour.figures.gap) == (NodeStatus.PRESENT, None, None, None)
    assert "2 家企业中 2 家营收未知，不能判断是否单点" in told(flour)
    partly = states(pair(), makes("noodle", 10), makes("flour", 0.1, None))["flour"]
    assert (partly.status, NodeFact.SCARCE in partly.facts) == (NodeStatus.PRESENT, False)  # the other may cover it all
    assert "已知营收 1,000 万元，2 家中 1 家未知，没有计入：供给至少、缺口至多如此" in told(partly)


def test_stale_evidence_and_places_that_nobody_confirmed_are_told() -> None:
    old = makes("noodle", 1, 1, known_on=date(2023, 1, 1))
    assert "2 家企业的归属依据超过 24 个月" in told(states(pair(), old)["noodle"])
    on = chain([node("noodle", words=["碱面"])])
    assert "1 家企业的归属都待确认" in told(states(on, [firm("a", name="某碱面厂", revenue=YI)])["noodle"])


def test_a_declared_local_share_leaves_no_interval() -> None:
    on = chain([node("flour", local_sales="0.5"), "noodle"], [supply("flour", "noodle", "0.3")])
    flour = states(on, makes("noodle", 10), makes("flour", 1, 1, 1))["flour"].figures
    assert (flour.supply, flour.sufficiency, flour.gap) == (
        Interval.exactly(1.5 * YI),
        Interval.exactly(0.5),
        Interval.exactly(1.5 * YI),
    )


def test_importance_is_of_the_leaders_product_and_unknown_without_a_leader() -> None:
    firms = [makes("noodle", 10, failure=0.5), makes("flour", 10, 10, failure=0.5)]
    led = states(three_in_a_row(), *firms, leaders=["noodle-1"])
    assert [led[key].figures.importance for key in ("wheat", "flour", "noodle")] == pytest.approx([0.375, 0.45, 0.675])
    assert [each.figures.importance for each in states(three_in_a_row(), *firms).values()] == [None] * 3


@pytest.mark.parametrize("wrong", [firm("a", tag("noodle"), revenue=-1), firm("a", tag("noodle"), failure=1.5)])
def test_figures_that_make_no_sense_are_refused_by_the_firms_name(wrong: Firm) -> None:
    with pytest.raises(FirmFigureWrong):
        states(pair(), [wrong])


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

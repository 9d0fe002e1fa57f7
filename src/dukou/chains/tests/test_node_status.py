"""One case for each word on the map, with its reasons."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.chains.core.firms import Firm
from dukou.chains.core.intervals import Interval
from dukou.chains.core.maps import ChainMap
from dukou.chains.core.status import ChainAct, FirmFigureWrong, NodeFact, NodeState, NodeStatus, Outlook, StatusRules
from dukou.chains.tests.nodes_judged import HIGH, LEVEL, LOW, YI, makes, pair, states, told
from dukou.chains.tests.nodes_made import chain, firm, node, supply, tag


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


def test_a_share_of_nought_is_no_demand_even_where_the_users_revenue_is_unknown() -> None:
    assert states(pair(supply("flour", "noodle", "0")), makes("noodle", None))["flour"].status is NodeStatus.ABSENT


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
        ((90, 4, 4, 4), HIGH, "营收来自 4 家，其中最大一家占 88%，相当于 1.3 家"),
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
    assert "1 家企业的归属待确认，不能说强" in told(states(on, [firm("a", name="某碱面厂", revenue=YI)])["noodle"])


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

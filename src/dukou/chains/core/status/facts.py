"""What holds of a node, the one label that follows from it, and the act it calls for. Facts are stored, the label is derived.

**Which label where several hold.** In this order, the first that fits:

1. *missing*: nothing is made here, and somebody here buys it or cannot do without it; else *extend* (nobody is here and nobody here asks,
   but a strong node is next to it and the activity is related or complex enough), else *absent*: not here, not needed, no failing.
2. *at risk*, *single-source*: what may stop tomorrow comes before what is small, for the act differs (a second source).
   A bottleneck alone does not make a node of many firms risky; with a single source it does. (A district may decide otherwise.)
3. *weak* before *strong*: who covers less than three tenths of what is bought here is not called strong, however special.
4. *strong*: the lower bound of the quotient and the number of effective suppliers. Without a quotient nothing is strong, nor where all
   who stand there were placed by one sign alone: two nodes that share one code would be strong by the same firms.
5. *present*: none of these. So is a node whose revenue is unknown: firms are there.
"""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class NodeFact(LabelledEnum):
    """What is known of a node, or known to be unknown."""

    NO_FIRM = "no_firm", "区内没有企业", "no firm here"
    NO_REVENUE = "no_revenue", "有企业而无营收", "firms without revenue"
    DEMANDED = "demanded", "有本地需求", "demanded here"
    DEMAND_OPEN = "demand_open", "有需求而数额未知", "demanded, amount unknown"
    REQUIRED = "required", "为在地用户所必需", "required by a user here"
    CONCENTRATED = "concentrated", "来源集中", "few sources"
    CONCENTRATION_UNKNOWN = "concentration_unknown", "集中度未知", "concentration unknown"
    FRAGILE = "fragile", "来源易断", "fragile source"
    FRAGILITY_UNKNOWN = "fragility_unknown", "来源风险未知", "risk of the source unknown"
    BOTTLENECK = "bottleneck", "必经环节", "bottleneck"
    SCARCE = "scarce", "本地供给不足", "too little supplied here"
    BELOW_AVERAGE = "below_average", "低于参照平均", "below the reference average"
    ABOVE_AVERAGE = "above_average", "高于参照平均", "above the reference average"
    QUOTIENT_UNKNOWN = "quotient_unknown", "区位商未知", "location quotient unknown"
    SEVERAL_SOURCES = "several_sources", "来源多", "several sources"
    NEAR_STRONG = "near_strong", "与强节点相邻", "next to a strong node"
    RELATED = "related", "关联度或复杂度高", "related or complex"
    OUTLOOK_UNKNOWN = "outlook_unknown", "关联度和复杂度未知", "relatedness and complexity unknown"
    REVENUE_UNKNOWN = "revenue_unknown", "营收全部未知", "revenue unknown"
    REVENUE_PARTLY_UNKNOWN = "revenue_partly_unknown", "部分营收未知", "revenue partly unknown"
    UNCONFIRMED = "unconfirmed", "归属都待确认", "no place confirmed"
    STALE = "stale", "依据过期", "stale evidence"


class NodeStatus(LabelledEnum):
    """The one word by which a node is shown on the map."""

    MISSING = "missing", "缺", "missing"
    AT_RISK = "at_risk", "险", "at risk"
    SINGLE_SOURCE = "single_source", "单点", "single source"
    WEAK = "weak", "弱", "weak"
    STRONG = "strong", "强", "strong"
    EXTEND = "extend", "延", "extend"
    PRESENT = "present", "有", "present"
    ABSENT = "absent", "无，不需要", "absent, not needed"


class ChainAct(LabelledEnum):
    """What a state calls for: 延链·补链·强链."""

    FILL = "fill", "补链", "fill the chain"
    STRENGTHEN = "strengthen", "强链", "strengthen the chain"
    EXTEND = "extend", "延链", "extend the chain"


_ACTS = {
    NodeStatus.MISSING: ChainAct.FILL,
    NodeStatus.AT_RISK: ChainAct.STRENGTHEN,
    NodeStatus.SINGLE_SOURCE: ChainAct.STRENGTHEN,
    NodeStatus.WEAK: ChainAct.STRENGTHEN,
    NodeStatus.EXTEND: ChainAct.EXTEND,
}
_ASKED_FOR = frozenset({NodeFact.DEMANDED, NodeFact.DEMAND_OPEN, NodeFact.REQUIRED})


def status_of(facts: frozenset[NodeFact], *, is_bottleneck_at_risk: bool = False) -> NodeStatus:
    """The label of a node of which these facts hold."""
    is_asked_for = bool(facts & _ASKED_FOR)
    if facts & {NodeFact.NO_FIRM, NodeFact.NO_REVENUE}:
        return NodeStatus.MISSING if is_asked_for else _unasked(facts)
    is_single = is_asked_for and NodeFact.CONCENTRATED in facts
    if (is_single and facts & {NodeFact.FRAGILE, NodeFact.BOTTLENECK}) or (is_bottleneck_at_risk and NodeFact.BOTTLENECK in facts):
        return NodeStatus.AT_RISK
    if is_single:
        return NodeStatus.SINGLE_SOURCE
    if facts & {NodeFact.SCARCE, NodeFact.BELOW_AVERAGE}:
        return NodeStatus.WEAK
    is_strong = {NodeFact.ABOVE_AVERAGE, NodeFact.SEVERAL_SOURCES} <= facts and NodeFact.UNCONFIRMED not in facts
    return NodeStatus.STRONG if is_strong else NodeStatus.PRESENT


def act_of(status: NodeStatus) -> ChainAct | None:
    """The act that a state calls for; None where it calls for none."""
    return _ACTS.get(status)


def _unasked(facts: frozenset[NodeFact]) -> NodeStatus:
    """Of a node that makes nothing and that nobody here asks for. Firms that are there without revenue yet are there."""
    if NodeFact.NO_REVENUE in facts:
        return NodeStatus.PRESENT
    return NodeStatus.EXTEND if {NodeFact.NEAR_STRONG, NodeFact.RELATED} <= facts else NodeStatus.ABSENT

"""Why a node is judged as it is: each fact in words, with the figures it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from dukou.chains.core.status.facts import NodeFact
from dukou.chains.core.status.figures import NodeFigures, Scene
from dukou.chains.core.status_rules import StatusRules
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.units import UNITS, YI

Value = TypeVar("Value")
_YI_FEN = YI.per_base


def reasons_of(figures: NodeFigures, facts: frozenset[NodeFact], scene: Scene, rules: StatusRules) -> tuple[Label, ...]:
    """The facts of a node in words, in the order in which `NodeFact` names them."""
    return tuple(_WORDS[fact](figures, scene, rules) for fact in NodeFact if fact in facts)


def amount_label(fen: float) -> Label:
    """Money as offices write it, from 1 亿元 on in 亿元, beneath in 万元."""
    unit = YI if abs(fen) >= _YI_FEN else UNITS["万元"]
    return unit.beside(unit.written(Decimal(round(fen)) / unit.per_base, 2 if unit is YI else 0))


def _percent(share: float | Decimal) -> str:
    return f"{float(share) * 100:.0f}%"


def _told(value: Value | None) -> Value:
    """What a fact stands on; a fact without it would be a mistake of ours."""
    if value is None:
        raise ValueError("a fact is told without the figure on which it stands")
    return value


def _names(keys: Iterable[str], scene: Scene) -> Label:
    labels = {node.key: node.label for node in scene.chain.nodes}
    return joined([labels[key] for key in keys], zh="、", en=", ")


def _demanded(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    bought = amount_label(n.demand)
    zh, en = f"区内每年约需 {bought.zh}", f"about {bought.en} a year is bought here"
    if n.open_users:
        zh, en = f"{zh}（另有数额未知的）", f"{en} (and more of unknown amount)"
    if n.gap is None:
        return Label(zh, en)
    low, mid, high = (amount_label(each) for each in (n.gap.low, n.gap.mid, n.gap.high))
    if n.gap.is_exact:
        return Label(f"{zh}，缺口 {mid.zh}", f"{en}; the gap is {mid.en}")
    zh = f"{zh}，缺口约 {mid.zh}（{low.zh} 至 {high.zh}，按本地销售占比 {_sales(n)}）"
    return Label(zh, f"{en}; the gap is about {mid.en} ({low.en} to {high.en}, local share of sales {_sales(n)})")


def _sales(n: NodeFigures) -> str:
    q = n.local_sales
    return _percent(q.mid) if q.is_exact else f"{_percent(q.low)}–{_percent(q.high)}"


def _demand_open(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    users = _names(n.open_users, scene)
    return Label(
        f"{users.zh}的企业要用，数额未知（没有按 0 计）", f"firms of {users.en} buy it, how much is unknown (not counted as nought)"
    )


def _required(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    users = _names(n.required_by, scene)
    return Label(f"{users.zh}的企业离不开它", f"firms of {users.en} cannot do without it")


def _no_revenue(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    count = len(n.sources)
    return Label(f"有 {count} 家企业，但在这一环节没有营收", f"{count} firms stand here, but without revenue from it")


def _concentrated(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    if len(n.sources) == 1:
        return Label("区内只有 1 家企业", "there is only 1 firm here")
    earning = sum(1 for each in n.sources if each.revenue)
    share, effective = _percent(_told(n.top_share)), f"{_told(n.effective):.1f}"
    if earning == 1:
        return Label(f"{len(n.sources)} 家企业中只有 1 家有营收", f"of {len(n.sources)} firms only 1 has revenue")
    only = Label("营收只来自", "the revenue comes only from") if earning == 2 else Label("营收来自", "the revenue comes from")
    zh = f"{only.zh} {earning} 家，其中最大一家占 {share}，相当于 {effective} 家"
    return Label(zh, f"{only.en} {earning} firms, of which the largest has {share}: worth {effective} equal suppliers")


def _concentration_unknown(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    count, open_ = len(n.sources), len(n.unknown)
    return Label(
        f"{count} 家企业中 {open_} 家营收未知，不能判断是否单点",
        f"the revenue of {open_} of {count} firms is unknown: it cannot be told whether one carries all",
    )


def _fragile(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    failure, median = _percent(_told(_told(n.largest).firm.failure)), _percent(_told(scene.failure_median))
    return Label(
        f"最大来源的失效概率 {failure}，高于全区中位数 {median}",
        f"the main source fails with {failure}, above the district's median of {median}",
    )


def _fragility_unknown(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    return Label(
        "最大来源或全区的失效概率未知，不能判断是否易断",
        "the failure risk of the main source, or of the district's firms, is unknown",
    )


def _bottleneck(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    inputs = _names(n.behind, scene)
    return Label(f"{inputs.zh}到链主只有经过这里一条路", f"{inputs.en} reach the chain leader only through here")


def _scarce(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    sigma = _told(n.sufficiency)
    low, mid, high = (_percent(each) for each in (sigma.low, sigma.mid, sigma.high))
    bar = _percent(rules.weak_sufficiency)
    return Label(
        f"本地供给只及需求的 {mid}（{low}–{high}），不到 {bar}", f"local supply covers {mid} of demand ({low}–{high}), less than {bar}"
    )


def _average(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    quotient = _told(n.quotient)
    said = quotient.written()
    if quotient.high < float(rules.weak_quotient):
        return Label(f"区位商 {said}，上限低于 {rules.weak_quotient}", f"location quotient {said}, all of it below {rules.weak_quotient}")
    return Label(f"区位商 {said}，下限高于 {rules.strong_quotient}", f"location quotient {said}, all of it above {rules.strong_quotient}")


def _quotient_unknown(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    return Label("没有参照面板的区位商，不能说强", "no location quotient from a reference panel, so it cannot be called strong")


def _several(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    effective = f"{_told(n.effective):.1f}"
    return Label(f"有效供应商 {effective} 家", f"{effective} effective suppliers")


def _near_strong(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    return Label("与区内强节点上下游相邻", "next to a node that is strong here")


def _related(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    p, pci = n.outlook.relatedness, n.outlook.complexity
    said = [Label(f"落地概率 {_percent(p)}", f"probability of establishing itself {_percent(p)}")] if p is not None else []
    said += [Label(f"复杂度（PCI）{pci:.2f}", f"complexity (PCI) {pci:.2f}")] if pci is not None else []
    return joined(said, zh="，", en=", ")


def _outlook_unknown(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    return Label(
        "关联度和复杂度都未知，不能判断是否宜延链", "neither relatedness nor complexity is known: whether to extend to it cannot be told"
    )


def _revenue_unknown(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    count = len(n.sources)
    return Label(
        f"有 {count} 家企业，营收未知（不是 0）", f"{count} {'firm is' if count == 1 else 'firms are'} here, revenue unknown (not nought)"
    )


def _partly_unknown(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    known = amount_label(n.revenue or 0)
    open_, count = len(n.unknown), len(n.sources)
    zh = f"已知营收 {known.zh}，{count} 家中 {open_} 家未知，没有计入：供给至少、缺口至多如此"
    return Label(
        zh, f"known revenue {known.en}; that of {open_} of {count} firms is unknown and left out: supply is at least, the gap at most this"
    )


def _unconfirmed(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    count = len(n.sources)
    firms = "the one firm is neither confirmed nor likely" if count == 1 else f"none of the {count} firms is confirmed or likely"
    return Label(f"{count} 家企业的归属待确认，不能说强", f"the place of {firms}, so it is not called strong")


def _stale(n: NodeFigures, scene: Scene, rules: StatusRules) -> Label:
    count, months = sum(bool(each.is_stale) for each in n.sources), f"{rules.stale_months:f}"
    return Label(f"{count} 家企业的归属依据超过 {months} 个月", f"the evidence for {count} firms is older than {months} months")


_WORDS: dict[NodeFact, Callable[[NodeFigures, Scene, StatusRules], Label]] = {
    NodeFact.NO_FIRM: lambda n, scene, rules: Label("区内没有企业", "no firm is here"),
    NodeFact.NO_REVENUE: _no_revenue,
    NodeFact.DEMANDED: _demanded,
    NodeFact.DEMAND_OPEN: _demand_open,
    NodeFact.REQUIRED: _required,
    NodeFact.CONCENTRATED: _concentrated,
    NodeFact.CONCENTRATION_UNKNOWN: _concentration_unknown,
    NodeFact.FRAGILE: _fragile,
    NodeFact.FRAGILITY_UNKNOWN: _fragility_unknown,
    NodeFact.BOTTLENECK: _bottleneck,
    NodeFact.SCARCE: _scarce,
    NodeFact.BELOW_AVERAGE: _average,
    NodeFact.ABOVE_AVERAGE: _average,
    NodeFact.QUOTIENT_UNKNOWN: _quotient_unknown,
    NodeFact.SEVERAL_SOURCES: _several,
    NodeFact.NEAR_STRONG: _near_strong,
    NodeFact.RELATED: _related,
    NodeFact.OUTLOOK_UNKNOWN: _outlook_unknown,
    NodeFact.REVENUE_UNKNOWN: _revenue_unknown,
    NodeFact.REVENUE_PARTLY_UNKNOWN: _partly_unknown,
    NodeFact.UNCONFIRMED: _unconfirmed,
    NodeFact.STALE: _stale,
}

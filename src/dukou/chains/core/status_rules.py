"""The bounds by which nodes are judged. A district changes them in its pack; what it leaves out stays as it is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation

from dukou.chains.core.intervals import Interval
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed


@dataclass(frozen=True, slots=True)
class StatusRules:
    """Shares and probabilities are 0 to 1. The bounds of weak, single-source and strong are the field note's (section 4); those marked
    *unverified* are a beginning that nobody has tested.

    - `weak_sufficiency`: below this self-sufficiency a node is weak; `weak_quotient`: so it is where the upper bound of its location
      quotient lies below this.
    - `single_effective`, `single_share`: fewer effective suppliers than this, or a larger share of the largest, is a single source.
    - `strong_quotient`, `strong_effective`: strong where the lower bound of the quotient lies above, with at least so many suppliers.
    - `local_sales_low`, `local_sales`, `local_sales_high`: the part q of sales that stays here, with its bounds, where a node
      declares none (bounds *unverified*).
    - `unknown_failure`: the failure probability of a firm of which none is known (*unverified*); `import_reliability`: r₀, how surely
      import comes where nobody is here (*unverified*).
    - `extend_relatedness`: from this probability of establishing itself, `extend_complexity`: or this PCI, an absent neighbour of a
      strong node is worth extending to (both *unverified*).
    - `is_bottleneck_at_risk`: 1 where a node through which every required path of an input runs is at risk however many firms it has.
    - `stale_months`: evidence older than this is stale.
    """

    weak_sufficiency: Decimal = Decimal("0.3")
    weak_quotient: Decimal = Decimal(1)
    single_effective: Decimal = Decimal("1.5")
    single_share: Decimal = Decimal("0.7")
    strong_quotient: Decimal = Decimal(1)
    strong_effective: Decimal = Decimal(3)
    local_sales_low: Decimal = Decimal("0.22")
    local_sales: Decimal = Decimal("0.35")
    local_sales_high: Decimal = Decimal("0.48")
    unknown_failure: Decimal = Decimal("0.1")
    import_reliability: Decimal = Decimal("0.9")
    extend_relatedness: Decimal = Decimal("0.2")
    extend_complexity: Decimal = Decimal("0.5")
    is_bottleneck_at_risk: Decimal = Decimal(0)
    stale_months: Decimal = Decimal(24)

    @property
    def usual_sales(self) -> Interval:
        """q where a node declares none."""
        return Interval(float(self.local_sales_low), float(self.local_sales), float(self.local_sales_high))

    def plain(self) -> dict[str, str]:
        """The rules as plain values, as packs and stores keep them."""
        return {each.name: f"{getattr(self, each.name):f}" for each in fields(self)}

    @classmethod
    def of_plain(cls, values: Mapping[str, object]) -> StatusRules:
        """Rules of plain values, `plain()`'s or a few that differ from the defaults; anything else is refused with the cure."""
        names = [each.name for each in fields(cls)]
        for name in values:
            if name not in names:
                what = Label(f"没有“{name}”这一项节点状态规则", f"there is no rule “{name}” of node states")
                raise Malformed(what, Label(f"可用：{'、'.join(names)}", f"use: {', '.join(names)}"))
        rules = cls(**{name: _number(name, value) for name, value in values.items()})
        if not rules.local_sales_low <= rules.local_sales <= rules.local_sales_high:
            what = Label("本地销售占比的下限、中值、上限次序不对", "the bounds of the local share of sales are out of order")
            raise Malformed(what, Label("下限 ≤ 中值 ≤ 上限", "write low ≤ middle ≤ high"))
        return rules


_SHARES = frozenset(
    [
        "weak_sufficiency",
        "single_share",
        "local_sales_low",
        "local_sales",
        "local_sales_high",
        "unknown_failure",
        "import_reliability",
        "extend_relatedness",
    ]
)
_WHOLE = {"is_bottleneck_at_risk": 1, "stale_months": 1200}  # and the greatest that makes sense
_GREATEST = 1000
_ANY_SIGN = frozenset({"extend_complexity"})  # PCI is a z-score


def _number(name: str, value: object) -> Decimal:
    greatest = 1 if name in _SHARES else _WHOLE.get(name, _GREATEST)
    least = -greatest if name in _ANY_SIGN else 0
    try:
        number = Decimal(str(int(value) if isinstance(value, bool) else value))
    except InvalidOperation:
        number = Decimal("NaN")
    is_good = number.is_finite() and least <= number <= greatest
    if not is_good or (name in _WHOLE and number != number.to_integral_value()):
        kind = Label("整数", "whole number") if name in _WHOLE else Label("数", "number")
        raise Malformed(
            Label(f"节点状态规则 {name} 不能是“{value}”", f"the rule {name} of node states cannot be “{value}”"),
            Label(f"写 {least} 到 {greatest} 之间的{kind.zh}", f"write a {kind.en} from {least} to {greatest}"),
        )
    return number

"""An order won at a year's end beside that year's output: it can hardly have been produced within the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim, Role
from dukou.figures.core.findings.finding import Finding, FindingRule, about
from dukou.figures.core.quantities import Quantity
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import PeriodKind

LAST_MONTH = 12
HEAVY_PERCENT = Decimal(50)  # an order of half a year's output or more cannot be lost in the rounding of that output


def orders_too_late(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Orders of the last month of a year that weigh half or more of the output told for that very year."""
    outputs = [claim for claim in claims if claim.role is Role.OUTPUT and claim.kind.is_told_as_fact and isinstance(claim.value, Quantity)]
    for order in claims:
        if order.role is not Role.ORDER or order.period is None or order.period.first.month != LAST_MONTH:
            continue
        for output in outputs:
            if output.period is None or output.period.kind is not PeriodKind.YEAR or output.period.year != order.period.year:
                continue
            weight = order.computable.over(output.computable)
            if isinstance(weight, Value) and weight.point >= HEAVY_PERCENT:
                yield Finding(FindingRule.TIMELINE, (order, output), _message(order, output))


def _message(order: Claim, output: Claim) -> Label:
    return Label(
        f"{about(order).zh}：年末才得的订单，难以算进同年的 {about(output).zh}；订单或产值的年份须核对",
        f"{about(order).en}: won at the year's end, it can hardly be part of {about(output).en}; check which year either belongs to",
    )

"""Units as offices write them. Two units can be compared when they measure the same dimension; 家 and 人 do not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dukou.kit.core.labels import Label
from dukou.kit.core.money import FEN_PER_UNIT
from dukou.kit.core.refusals import Malformed


@dataclass(frozen=True, slots=True)
class Unit:
    """`per_base`: how many whole base units one of it is (money: fen; percent: millionths of one; counts: one).

    `is_counted`: things that are counted one by one, so that a figure without a word like “about” is exact. `english_power`: English
    readers think in billions, not in 亿; an English number is the Chinese one moved by so many places (124.2 亿元 is 12.42 bn yuan).
    """

    code: str
    label: Label
    dimension: str
    per_base: int
    is_counted: bool = False
    english_power: int = 0

    def __str__(self) -> str:
        return self.code

    def to_base(self, value: Decimal) -> int:
        """`value` in whole base units; a figure finer than the unit can hold is refused, not rounded."""
        base = value * self.per_base
        if base != base.to_integral_value():
            raise Malformed(
                Label(f"{value}{self.code} 比可记录的最小单位还细", f"{value} {self.code} is finer than what can be recorded"),
                Label("少写几位小数，或换小一级的单位", "write fewer decimals or a smaller unit"),
            )
        if abs(base) >= 2**63:
            raise Malformed(
                Label(f"{value}{self.code} 大得记不下", f"{value} {self.code} is too large to be recorded"),
                Label("核对数值和单位", "check the number and its unit"),
            )
        return int(base)

    def converted(self, value: Decimal, target: Unit) -> Decimal:
        """`value` of this unit in `target` units, exactly; both must measure the same dimension."""
        if self.dimension != target.dimension:
            raise ValueError(f"{self.code} and {target.code} do not measure the same")
        return value if self is target else value * self.per_base / target.per_base

    def written(self, number: Decimal, digits: int | None = None) -> Label:
        """`number` of this unit as each language writes it, without the unit; `digits` decimals in Chinese, as written when None."""
        english = number.scaleb(-self.english_power)
        if digits is None:
            return Label(f"{number:,f}", f"{english:,f}")
        return Label(f"{number:,.{digits}f}", f"{english:,.{digits + self.english_power}f}")

    def beside(self, number: Label) -> Label:
        """A written number with the unit beside it."""
        gap = "" if self.code == "%" else " "
        return Label(f"{number.zh}{gap}{self.label.zh}", f"{number.en}{gap}{self.label.en}")


def _counted(code: str, zh: str, en: str) -> Unit:
    return Unit(code, Label(zh, en), f"count of {en}", 1, is_counted=True)


_ALL = [
    *(
        Unit(code, Label(code, en), "money", FEN_PER_UNIT[code], english_power=power)
        for code, en, power in (("元", "yuan", 0), ("万元", "m yuan", 2), ("亿元", "bn yuan", 1))
    ),
    Unit("%", Label("%", "%"), "share", 10_000),
    Unit("个百分点", Label("个百分点", "points"), "difference of shares", 10_000),
    Unit("倍", Label("倍", "times"), "multiple", 1_000_000),
    Unit("亩", Label("亩", "mu"), "area", 1_000_000),
    Unit("年", Label("年", "years"), "duration in years", 1_000_000),
    Unit("个月", Label("个月", "months"), "duration in months", 1_000_000),
    _counted("家", "家", "firms"),
    _counted("人", "人", "people"),
    _counted("个", "个", "units"),
    _counted("项", "项", "measures"),
    _counted("条", "条", "chains"),
    _counted("位", "位", "place in a ranking"),
]
UNITS: dict[str, Unit] = {unit.code: unit for unit in _ALL}
YI = UNITS["亿元"]
PERCENT = UNITS["%"]
POINTS = UNITS["个百分点"]


def unit_of(code: str) -> Unit:
    """The unit written as `code`."""
    if code not in UNITS:
        raise Malformed(
            Label(f"不认识的单位“{code}”", f"unknown unit “{code}”"),
            Label(f"可用：{'、'.join(UNITS)}", f"use one of: {', '.join(UNITS)}"),
        )
    return UNITS[code]
